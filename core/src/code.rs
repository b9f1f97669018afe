//! Codes of the official masters.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A text that is not a nine-digit master code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CodeError {
    /// Not nine digits.
    #[error("`{0}` is not a code of nine digits; codes are strings such as `111000110`")]
    NotNineDigits(String),
}

/// A nine-digit code of a basic master (診療行為 1, 歯科 3, 調剤 4, 訪問看護 5, 医薬品 6, 特定器材 7, コメント 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32);

/// Which master a code belongs to, by its first digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    /// 医科診療行為 (1).
    Procedure,
    /// 歯科診療行為 (3): another profession.
    Dental,
    /// 調剤行為 (4): another profession.
    Pharmacy,
    /// 訪問看護 (5): another profession.
    VisitingNurse,
    /// 医薬品 (6).
    Drug,
    /// 特定器材 (7).
    Material,
    /// コメント (8).
    Comment,
    /// No master has this first digit.
    Other,
}

impl Code {
    /// A code from its number; `None` above nine digits.
    #[must_use]
    pub const fn new(value: u32) -> Option<Self> {
        if value <= 999_999_999 { Some(Self(value)) } else { None }
    }

    /// A code known at compile time. Numbers above nine digits do not compile in a `const`.
    #[must_use]
    pub const fn known(value: u32) -> Self {
        assert!(value <= 999_999_999, "a code has nine digits");
        Self(value)
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> u32 {
        self.0
    }

    /// Which master the code belongs to.
    #[must_use]
    pub const fn kind(self) -> CodeKind {
        match self.0 / 100_000_000 {
            1 => CodeKind::Procedure,
            3 => CodeKind::Dental,
            4 => CodeKind::Pharmacy,
            5 => CodeKind::VisitingNurse,
            6 => CodeKind::Drug,
            7 => CodeKind::Material,
            8 => CodeKind::Comment,
            _ => CodeKind::Other,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let error = || CodeError::NotNineDigits(text.chars().take(40).collect());
        if text.len() != 9 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(error());
        }
        text.parse().map(Self).map_err(|_| error())
    }
}

/// Place of a procedure in the sorted code list of one edition: what relations are stored over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemId(pub(crate) u16);

impl ItemId {
    /// An item id from its place.
    #[must_use]
    pub const fn new(place: u16) -> Self {
        Self(place)
    }

    /// The place.
    #[must_use]
    pub const fn place(self) -> u16 {
        self.0
    }
}
