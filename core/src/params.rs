//! Parameters and relations by date: what the law states and the masters lack.
//!
//! The rules image holds one text section `params`, one entry a line, fields separated by tabs:
//! ```text
//! v  key  from  until  value  unit            document  article   a number
//! s  key  from  until  at_least:value,…  unit document  article   a number by count (steps)
//! c  key  from  until  code,code,…            document  article   a set of codes
//! ```
//! `from` and `until` are day numbers (half-open). Rows of one key neither overlap nor leave a gap; the compiler of the
//! image asserts it and [`Params::open`] verifies the order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::charge::Schemes;
use crate::code::Code;
use crate::date::{ServiceDate, Validity};
use crate::law::{Citation, Document};
use crate::snapshot::{Bytes, Image, ImageError, ImageKind};

/// Section of the parameters.
pub const PARAMS: &str = "params";

/// A value with its span and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<T> {
    /// When it holds.
    pub validity: Validity,
    /// The value.
    pub value: T,
    /// Unit: `points`, `yen`, `percent`, `count` …; empty for sets.
    pub unit: String,
    /// The article that says so.
    pub citation: Citation,
}

/// Numbers by count: the value of the highest threshold reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps(Vec<(u32, Decimal)>);

impl Steps {
    /// The value for a count; `None` below the first threshold.
    #[must_use]
    pub fn at(&self, count: u32) -> Option<Decimal> {
        self.0.iter().rev().find(|(least, _)| count >= *least).map(|(_, v)| *v)
    }

    /// Thresholds and values, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Decimal)> {
        self.0.iter().copied()
    }
}

/// A set of codes, sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSet(Vec<Code>);

impl CodeSet {
    /// Whether the code is in the set.
    #[must_use]
    pub fn contains(&self, code: Code) -> bool {
        // Most codes asked for are of another part of the schedule.
        let within = self.0.first().is_some_and(|first| *first <= code)
            && self.0.last().is_some_and(|last| code <= *last);
        within && self.0.binary_search(&code).is_ok()
    }

    /// The codes, ascending.
    pub fn iter(&self) -> impl Iterator<Item = Code> {
        self.0.iter().copied()
    }
}

/// All parameters of a rules image.
#[derive(Debug, Clone, Default)]
pub struct Params {
    values: BTreeMap<String, Vec<Dated<Decimal>>>,
    steps: BTreeMap<String, Vec<Dated<Steps>>>,
    sets: BTreeMap<String, Vec<Dated<CodeSet>>>,
    schemes: Schemes,
    digest: [u8; 32],
}

fn on<'p, T>(map: &'p BTreeMap<String, Vec<Dated<T>>>, key: &str, date: ServiceDate) -> Option<&'p Dated<T>> {
    map.get(key)?.iter().find(|row| row.validity.holds(date))
}

impl Params {
    /// Opens a rules image and reads every entry.
    ///
    /// # Errors
    /// [`ImageError`] when the image is damaged or an entry cannot be read; the row is the line, from 0.
    pub fn open(bytes: Bytes) -> Result<Self, ImageError> {
        let image = Image::open(bytes, ImageKind::Rules)?;
        let range = image.range(PARAMS).ok_or(ImageError::Missing { section: PARAMS.to_owned() })?;
        let text = std::str::from_utf8(image.slice(&range)).map_err(|_| bad(0, "text is not UTF-8"))?;
        let schemes = Schemes::open(&image)?;
        let mut this = Self { digest: *image.digest(), schemes, ..Self::default() };
        for (row, line) in text.lines().enumerate() {
            this.entry(row, line)?;
        }
        Ok(this)
    }

    fn entry(&mut self, row: usize, line: &str) -> Result<(), ImageError> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, key, from, until, value, unit, document, article] = fields.as_slice() else {
            return Err(bad(row, "an entry does not have eight fields"));
        };
        let day = |t: &str| t.parse::<i32>().map_err(|_| bad(row, "a day that is no number"));
        let validity = Validity { from: day(from)?, until: day(until)? };
        let document = Document::from_key(document).ok_or_else(|| bad(row, "an unknown document"))?;
        let citation = Citation { document, article: Cow::Owned((*article).to_owned()) };
        let (key, unit) = ((*key).to_owned(), (*unit).to_owned());
        let number = |t: &str| t.parse::<Decimal>().map_err(|_| bad(row, "a value that is no number"));
        match *kind {
            "v" => {
                let value = number(value)?;
                push(self.values.entry(key).or_default(), Dated { validity, value, unit, citation }, row)
            }
            "s" => {
                let mut steps = Vec::new();
                for part in value.split(',') {
                    let (least, v) =
                        part.split_once(':').ok_or_else(|| bad(row, "a step without its threshold"))?;
                    steps.push((
                        least.parse().map_err(|_| bad(row, "a threshold that is no number"))?,
                        number(v)?,
                    ));
                }
                if !steps.is_sorted_by(|a, b| a.0 < b.0) {
                    return Err(bad(row, "steps are not ascending"));
                }
                push(
                    self.steps.entry(key).or_default(),
                    Dated { validity, value: Steps(steps), unit, citation },
                    row,
                )
            }
            "c" => {
                let mut codes = Vec::new();
                for part in value.split(',').filter(|p| !p.is_empty()) {
                    codes
                        .push(part.parse::<Code>().map_err(|_| bad(row, "a code that has not nine digits"))?);
                }
                if !codes.is_sorted_by(|a, b| a < b) {
                    return Err(bad(row, "codes are not ascending"));
                }
                push(
                    self.sets.entry(key).or_default(),
                    Dated { validity, value: CodeSet(codes), unit, citation },
                    row,
                )
            }
            _ => Err(bad(row, "an unknown kind of entry")),
        }
    }

    /// The number of a key on a day.
    #[must_use]
    pub fn value(&self, key: &str, date: ServiceDate) -> Option<&Dated<Decimal>> {
        on(&self.values, key, date)
    }

    /// The first days of the rows of a key that holds numbers, in order.
    #[must_use]
    pub fn value_days(&self, key: &str) -> Vec<i32> {
        self.values.get(key).into_iter().flatten().map(|row| row.validity.from).collect()
    }

    /// The steps of a key on a day.
    #[must_use]
    pub fn steps(&self, key: &str, date: ServiceDate) -> Option<&Dated<Steps>> {
        on(&self.steps, key, date)
    }

    /// The code set of a key on a day.
    #[must_use]
    pub fn set(&self, key: &str, date: ServiceDate) -> Option<&Dated<CodeSet>> {
        on(&self.sets, key, date)
    }

    /// Public programmes.
    #[must_use]
    pub const fn schemes(&self) -> &Schemes {
        &self.schemes
    }

    /// SHA-256 that identifies the rules image.
    #[must_use]
    pub const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// Every citation of the parameters, with the key that carries it.
    pub fn citations(&self) -> impl Iterator<Item = (&str, &Citation)> {
        let values =
            self.values.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k.as_str(), &r.citation)));
        let steps =
            self.steps.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k.as_str(), &r.citation)));
        let sets = self.sets.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k.as_str(), &r.citation)));
        values.chain(steps).chain(sets)
    }

    /// Every key with the spans of its rows: what a sweep over dates tests for gaps and overlaps.
    pub fn spans(&self) -> impl Iterator<Item = (&str, Vec<Validity>)> {
        fn of<T>(map: &BTreeMap<String, Vec<Dated<T>>>) -> impl Iterator<Item = (&str, Vec<Validity>)> {
            map.iter().map(|(k, rows)| (k.as_str(), rows.iter().map(|r| r.validity).collect()))
        }
        of(&self.values).chain(of(&self.steps)).chain(of(&self.sets))
    }
}

fn push<T>(rows: &mut Vec<Dated<T>>, row: Dated<T>, line: usize) -> Result<(), ImageError> {
    let after = rows.last().is_none_or(|last| last.validity.until <= row.validity.from);
    if row.validity.from >= row.validity.until || !after {
        return Err(bad(line, "spans of a key overlap or are out of order"));
    }
    rows.push(row);
    Ok(())
}

fn bad(row: usize, what: &'static str) -> ImageError {
    ImageError::Content { section: PARAMS.to_owned(), row, what }
}
