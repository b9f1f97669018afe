//! One row of a starter file, with its defaults: typed reading that knows file and line.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use santei_core::code::Code;
use santei_core::date::{AgeBound, ServiceDate, Validity};
use santei_core::snapshot::{AgeAddition, Article, Cell, Hundredths};
use toml::Spanned;

use crate::error::{Source, XtaskError};

/// Fields of a row as they stand in the file.
pub(crate) type Fields = BTreeMap<String, Spanned<String>>;

/// What holds for the rows of one array.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Values of absent fields.
    pub(crate) defaults: BTreeMap<String, String>,
    /// Official columns that are not taken over; they read as nothing.
    pub(crate) not_carried: BTreeSet<String>,
}

/// A row.
pub(crate) struct Row<'a> {
    source: &'a Source,
    fields: &'a Spanned<Fields>,
    columns: &'a Columns,
    edition: Validity,
    read: RefCell<BTreeSet<String>>,
}

impl<'a> Row<'a> {
    pub(crate) const fn new(
        source: &'a Source,
        fields: &'a Spanned<Fields>,
        columns: &'a Columns,
        edition: Validity,
    ) -> Self {
        Self { source, fields, columns, edition, read: RefCell::new(BTreeSet::new()) }
    }

    /// An error at this row.
    pub(crate) fn error(&self, what: impl Into<String>) -> XtaskError {
        self.source.error(self.fields.span(), what)
    }

    fn bad(&self, key: &str, what: &str) -> XtaskError {
        let field = self.fields.get_ref().get(key);
        let span = field.map_or_else(|| self.fields.span(), Spanned::span);
        let value = field.map_or("", |f| f.get_ref().as_str());
        self.source.error(span, format!("`{key}` = `{value}`: {what}"))
    }

    /// The field, its default, or nothing when the column is not carried.
    fn raw(&self, key: &str) -> Result<Option<&str>, XtaskError> {
        self.read.borrow_mut().insert(key.to_owned());
        if let Some(value) = self.fields.get_ref().get(key) {
            return Ok(Some(value.get_ref()));
        }
        if let Some(value) = self.columns.defaults.get(key) {
            return Ok(Some(value));
        }
        if self.columns.not_carried.contains(key) {
            return Ok(None);
        }
        Err(self.error(format!("`{key}` is missing and has no default")))
    }

    /// Marks fields that no record holds, then refuses every field nobody read.
    pub(crate) fn done(&self, unused: &[&str]) -> Result<(), XtaskError> {
        let read = self.read.borrow();
        match self.fields.get_ref().keys().find(|k| !read.contains(*k) && !unused.contains(&k.as_str())) {
            Some(key) => Err(self.bad(key, "unknown field; see the official column names")),
            None => Ok(()),
        }
    }

    pub(crate) fn text(&self, key: &str) -> Result<&str, XtaskError> {
        Ok(self.raw(key)?.unwrap_or(""))
    }

    pub(crate) fn int<T: FromStr + Default>(&self, key: &str) -> Result<T, XtaskError> {
        self.raw(key)?.map_or_else(
            || Ok(T::default()),
            |text| text.parse().map_err(|_| self.bad(key, "not a number of this column")),
        )
    }

    /// A number of an official code list, or a flag.
    pub(crate) fn kind<T: Cell>(&self, key: &str) -> Result<T, XtaskError> {
        T::get(&[self.int::<u8>(key)?]).ok_or_else(|| self.bad(key, "not in the official code list"))
    }

    /// One character; `0` when the column is not carried.
    pub(crate) fn character(&self, key: &str) -> Result<u8, XtaskError> {
        match self.raw(key)?.map(str::as_bytes) {
            None => Ok(b'0'),
            Some([one]) if one.is_ascii_alphanumeric() => Ok(*one),
            Some(_) => Err(self.bad(key, "not one character")),
        }
    }

    /// ASCII text of at most `N` characters, padded with zero bytes.
    pub(crate) fn ascii<const N: usize>(&self, key: &str) -> Result<[u8; N], XtaskError> {
        let text = self.text(key)?;
        if text.len() > N || !text.is_ascii() {
            return Err(self.bad(key, "too long, or not ASCII"));
        }
        let mut out = [0; N];
        for (to, from) in out.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Ok(out)
    }

    /// A nine-digit code, or `0` for none.
    pub(crate) fn code(&self, key: &str) -> Result<Code, XtaskError> {
        match self.raw(key)? {
            None | Some("0") => Ok(Code::known(0)),
            Some(text) => text.parse().map_err(|_| self.bad(key, "not a code of nine digits")),
        }
    }

    /// The row's own code, which has this many digits at most.
    pub(crate) fn short_code(&self, digits: usize) -> Result<Code, XtaskError> {
        let text = self.text("code")?;
        let value = (text.len() <= digits).then(|| text.parse().ok()).flatten();
        value.and_then(Code::new).ok_or_else(|| self.bad("code", "not a code of this master"))
    }

    pub(crate) fn bound(&self, key: &str) -> Result<AgeBound, XtaskError> {
        self.raw(key)?
            .map_or(Ok(AgeBound::None), |text| text.parse().map_err(|_| self.bad(key, "not an age code")))
    }

    pub(crate) fn age_addition(&self, group: u8) -> Result<AgeAddition, XtaskError> {
        Ok(AgeAddition {
            at_least: self.bound(&format!("age_addon_{group}_min"))?,
            under: self.bound(&format!("age_addon_{group}_max"))?,
            code: self.code(&format!("age_addon_{group}_code"))?,
        })
    }

    /// An amount with exactly two decimals.
    pub(crate) fn amount(&self, key: &str) -> Result<Hundredths, XtaskError> {
        let Some(text) = self.raw(key)? else { return Ok(Hundredths(0)) };
        let parsed = text
            .split_once('.')
            .filter(|(whole, part)| part.len() == 2 && !whole.is_empty())
            .map(|(whole, part)| format!("{whole}{part}"))
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|digits| digits.parse().ok());
        parsed.map(Hundredths).ok_or_else(|| self.bad(key, "not an amount with two decimals"))
    }

    /// Place in the fee schedule: `table` or `notice` columns.
    pub(crate) fn article(&self, columns: &str) -> Result<Article, XtaskError> {
        let column = |name: &str| format!("{columns}_{name}");
        let letter = match self.text(&column("alpha"))?.as_bytes() {
            [] | [b'0'] => 0,
            [letter] => *letter,
            _ => return Err(self.bad(&column("alpha"), "not one letter")),
        };
        Ok(Article {
            letter,
            chapter: self.int(&column("chapter"))?,
            part: self.int(&column("part"))?,
            section: self.int(&column("section"))?,
            branch: self.int(&column("branch"))?,
            item: self.int(&column("item"))?,
        })
    }

    /// The ten facility standards.
    pub(crate) fn standards(&self) -> Result<[u16; 10], XtaskError> {
        let mut out = [0; 10];
        for (slot, number) in out.iter_mut().zip(1..) {
            *slot = self.int(&format!("facility_std_{number}"))?;
        }
        Ok(out)
    }

    /// Receipt editing of a comment: four times position and digits.
    pub(crate) fn edits(&self) -> Result<[u8; 8], XtaskError> {
        let mut out = [0; 8];
        for (pair, number) in out.chunks_exact_mut(2).zip(1..) {
            if let [at, digits] = pair {
                *at = self.int(&format!("edit_{number}_pos"))?;
                *digits = self.int(&format!("edit_{number}_len"))?;
            }
        }
        Ok(out)
    }

    /// First valid day: our own date, the official one of relations, or the first day of the edition.
    pub(crate) fn from(&self) -> Result<i32, XtaskError> {
        for key in ["valid_from", "created_on"] {
            if self.fields.get_ref().contains_key(key) {
                return self.day(key);
            }
        }
        Ok(self.edition.from)
    }

    /// First day no longer valid; open without a date of our own.
    pub(crate) fn until(&self) -> Result<i32, XtaskError> {
        if self.columns.defaults.contains_key("abolished_on") && self.text("abolished_on")? != "99999999" {
            return Err(self.bad("abolished_on", "a row that ended has `valid_until` instead"));
        }
        if self.fields.get_ref().contains_key("valid_until") {
            self.day("valid_until")
        } else {
            Ok(Validity::OPEN)
        }
    }

    /// First day after a transition limit (official dates are inclusive); open when there is none.
    pub(crate) fn transition(&self, key: &str) -> Result<i32, XtaskError> {
        match self.raw(key)? {
            None | Some("0" | "00000000") => Ok(Validity::OPEN),
            Some(_) => Ok(self.day(key)?.saturating_add(1)),
        }
    }

    fn day(&self, key: &str) -> Result<i32, XtaskError> {
        let text = self.text(key)?;
        let iso = match (text.get(..4), text.get(4..6), text.get(6..8), text.len()) {
            (Some(year), Some(month), Some(day), 8) => format!("{year}-{month}-{day}"),
            _ => text.to_owned(),
        };
        iso.parse::<ServiceDate>().map(ServiceDate::days).map_err(|_| self.bad(key, "not a date"))
    }
}
