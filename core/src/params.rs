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

mod keyed;

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::charge::Schemes;
use crate::code::Code;
use crate::date::{ServiceDate, Validity};
use crate::law::{Citation, Document};
use crate::snapshot::{Bytes, Image, ImageError, ImageKind};

use keyed::Keyed;

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
    values: Keyed<Decimal>,
    steps: Keyed<Steps>,
    sets: Keyed<CodeSet>,
    /// Where the tests paid by count stand, by group of the master (s16): their prices, and what is outside.
    lab: Vec<(u8, Option<usize>, Option<usize>)>,
    schemes: Schemes,
    digest: [u8; 32],
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
        this.values.close();
        this.steps.close();
        this.sets.close();
        for group in 0..=u8::MAX {
            let prices = this.steps.place(&format!("lab.bundle.{group}"));
            let outside = this.sets.place(&format!("lab.bundle.{group}.outside"));
            if prices.is_some() || outside.is_some() {
                this.lab.push((group, prices, outside));
            }
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
                push(self.values.entry(key), Dated { validity, value, unit, citation }, row)
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
                push(self.steps.entry(key), Dated { validity, value: Steps(steps), unit, citation }, row)
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
                push(self.sets.entry(key), Dated { validity, value: CodeSet(codes), unit, citation }, row)
            }
            _ => Err(bad(row, "an unknown kind of entry")),
        }
    }

    /// The number of a key on a day.
    #[must_use]
    pub fn value(&self, key: &str, date: ServiceDate) -> Option<&Dated<Decimal>> {
        self.values.on(key, date)
    }

    /// The first days of the rows of a key that holds numbers, in order.
    #[must_use]
    pub fn value_days(&self, key: &str) -> Vec<i32> {
        self.values.rows(key).iter().map(|row| row.validity.from).collect()
    }

    /// The steps of a key on a day.
    #[must_use]
    pub fn steps(&self, key: &str, date: ServiceDate) -> Option<&Dated<Steps>> {
        self.steps.on(key, date)
    }

    /// The code set of a key on a day.
    #[must_use]
    pub fn set(&self, key: &str, date: ServiceDate) -> Option<&Dated<CodeSet>> {
        self.sets.on(key, date)
    }

    /// Prices of the tests of a group that are paid by count (まるめ), on a day.
    #[must_use]
    pub(crate) fn lab_bundle(&self, group: u8, date: ServiceDate) -> Option<&Dated<Steps>> {
        let (_, prices, _) = self.lab.iter().find(|(of, ..)| *of == group)?;
        self.steps.at(*prices.as_ref()?, date)
    }

    /// Tests of a group that are not paid by count, on a day.
    #[must_use]
    pub(crate) fn lab_outside(&self, group: u8, date: ServiceDate) -> Option<&Dated<CodeSet>> {
        let (_, _, outside) = self.lab.iter().find(|(of, ..)| *of == group)?;
        self.sets.at(*outside.as_ref()?, date)
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
        let values = self.values.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k, &r.citation)));
        let steps = self.steps.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k, &r.citation)));
        let sets = self.sets.iter().flat_map(|(k, rows)| rows.iter().map(move |r| (k, &r.citation)));
        values.chain(steps).chain(sets)
    }

    /// Every key with the spans of its rows: what a sweep over dates tests for gaps and overlaps.
    pub fn spans(&self) -> impl Iterator<Item = (&str, Vec<Validity>)> {
        fn of<T>(map: &Keyed<T>) -> impl Iterator<Item = (&str, Vec<Validity>)> {
            map.iter().map(|(k, rows)| (k, rows.iter().map(|r| r.validity).collect()))
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
