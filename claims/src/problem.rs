//! What the form checks find, in the terms of the payers: which check, at which record and field, with which value.

use std::fmt;

/// Level of a check, as the payers count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// L1: the whole file is refused.
    File,
    /// L2: the receipt is refused.
    Receipt,
    /// L3: would be returned.
    Return,
    /// L4: to be confirmed.
    Confirm,
    /// L48: a notice; the payers correct it on entry.
    Notice,
}

impl Level {
    /// `L1` … `L48`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "L1",
            Self::Receipt => "L2",
            Self::Return => "L3",
            Self::Confirm => "L4",
            Self::Notice => "L48",
        }
    }
}

/// The definition of a check.
#[derive(Debug, PartialEq, Eq)]
pub struct Check {
    /// Immutable id, never reused.
    pub id: &'static str,
    /// The payers' code, where it is known.
    pub official: Option<&'static str>,
    /// Level.
    pub level: Level,
    /// Message, Japanese; `{0}` … are words of the problem.
    pub ja: &'static str,
    /// Message, English.
    pub en: &'static str,
    /// Where the rule stands.
    pub source: &'static str,
}

/// One thing found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The check.
    pub check: &'static Check,
    /// Number of the receipt in the file (its place, from 1), when the problem is one receipt's.
    pub receipt: Option<u64>,
    /// Number of the record in the file, from 1.
    pub record: Option<u64>,
    /// Number of the field, from 1.
    pub field: Option<usize>,
    /// Official name of the field.
    pub item: &'static str,
    /// The value found, decoded; empty when there is none.
    pub value: String,
    /// Words of the message.
    pub words: Vec<String>,
    /// Wrong and right sum, where a number is recomputed.
    pub numbers: Option<(u64, u64)>,
}

impl Problem {
    /// A problem of a record as a whole.
    #[must_use]
    pub const fn at(check: &'static Check, record: u64) -> Self {
        Self {
            check,
            receipt: None,
            record: Some(record),
            field: None,
            item: "",
            value: String::new(),
            words: Vec::new(),
            numbers: None,
        }
    }

    /// The message with its words filled in.
    #[must_use]
    pub fn message(&self, japanese: bool) -> String {
        let mut text = (if japanese { self.check.ja } else { self.check.en }).to_owned();
        for (at, word) in self.words.iter().enumerate() {
            text = text.replace(&format!("{{{at}}}"), word);
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.check.id)?;
        if let Some(record) = self.record {
            write!(f, " record {record}")?;
        }
        if let Some(field) = self.field {
            write!(f, " field {field} ({})", self.item)?;
        }
        write!(f, ": {}", self.message(false))?;
        if self.value.is_empty() { Ok(()) } else { write!(f, " (found `{}`)", self.value) }
    }
}
