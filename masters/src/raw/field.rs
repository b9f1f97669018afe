//! From the text of a cell to a typed value. The rule of the column has been checked before.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use santei_core::date::AgeBound;

use crate::error::{MastersError, Result};
use crate::table::Row;

/// A column that is checked but not read; the layout says why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unused;

/// 変更区分: what the last update did to the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 0: same as before.
    Unchanged,
    /// 1 抹消: the row is taken away.
    Deleted,
    /// 2 復活: the row comes back.
    Restored,
    /// 3 新規: the row is new.
    New,
    /// 5 変更: the row was changed.
    Changed,
    /// 9 廃止: the row has ended and leaves with the next update.
    Abolished,
}

/// 廃止年月日 and 経過措置年月日: the official last usable day, held as the first day after it; `None` means no end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Until(pub Option<NaiveDate>);

/// Reads eight digits as a date of the calendar.
pub(crate) fn calendar_date(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: u32 = text.parse().ok()?;
    let year = i32::try_from(number / 10_000).ok()?;
    if !(1900..=2999).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, number / 100 % 100, number % 100)
}

/// A type that a cell can be read as.
pub(crate) trait Field<'a>: Sized {
    fn read(text: &'a str) -> Option<Self>;
}

macro_rules! numbers {
    ($($ty:ty),+) => {$(
        impl Field<'_> for $ty {
            fn read(text: &str) -> Option<Self> { text.parse().ok() }
        }
    )+};
}
numbers!(u16, u32);

impl Field<'_> for u8 {
    /// A digit or number; a single letter stands for itself (`A` = 65), which no two-digit number reaches.
    fn read(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [b] if !b.is_ascii_digit() => Some(*b),
            _ => text.parse().ok(),
        }
    }
}

impl Field<'_> for Option<u8> {
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { u8::read(text).map(Some) }
    }
}

impl Field<'_> for Option<u16> {
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { u16::read(text).map(Some) }
    }
}

impl Field<'_> for Option<u32> {
    /// A code, `None` when the cell is empty or zero.
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(None);
        }
        let number: u32 = text.parse().ok()?;
        Some((number != 0).then_some(number))
    }
}

impl Field<'_> for bool {
    fn read(text: &str) -> Option<Self> {
        match text {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        }
    }
}

impl<'a> Field<'a> for &'a str {
    fn read(text: &'a str) -> Option<Self> {
        Some(text)
    }
}

impl Field<'_> for Unused {
    fn read(_: &str) -> Option<Self> {
        Some(Self)
    }
}

impl Field<'_> for Decimal {
    fn read(text: &str) -> Option<Self> {
        let (whole, cents) = text.split_once('.')?;
        let mut number: i64 = 0;
        for byte in whole.bytes().chain(cents.bytes()) {
            let digit = i64::from(byte.checked_sub(b'0').filter(|d| *d <= 9)?);
            number = number.checked_mul(10)?.checked_add(digit)?;
        }
        Self::try_new(number, u32::try_from(cents.len()).ok()?).ok()
    }
}

impl Field<'_> for NaiveDate {
    fn read(text: &str) -> Option<Self> {
        calendar_date(text)
    }
}

impl Field<'_> for Option<NaiveDate> {
    fn read(text: &str) -> Option<Self> {
        if text.bytes().all(|b| b == b'0') { Some(None) } else { calendar_date(text).map(Some) }
    }
}

impl Field<'_> for Until {
    fn read(text: &str) -> Option<Self> {
        if text == "99999999" || text.bytes().all(|b| b == b'0') {
            return Some(Self(None));
        }
        calendar_date(text)?.succ_opt().map(|day| Self(Some(day)))
    }
}

impl Field<'_> for AgeBound {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Field<'_> for ChangeKind {
    fn read(text: &str) -> Option<Self> {
        match text {
            "0" => Some(Self::Unchanged),
            "1" => Some(Self::Deleted),
            "2" => Some(Self::Restored),
            "3" => Some(Self::New),
            "5" => Some(Self::Changed),
            "9" => Some(Self::Abolished),
            _ => None,
        }
    }
}

/// Reads column `number` of a row.
pub(crate) fn typed<'a, T: Field<'a>>(row: Row<'a>, number: usize, name: &str) -> Result<T> {
    let text = row.get(number);
    T::read(text).ok_or_else(|| {
        MastersError::cell(
            row.file(),
            row.line(),
            number,
            name,
            text,
            "cannot be read as a value of this item",
        )
    })
}

/// Writes a date as ISO 8601.
pub(crate) fn iso<S: serde::Serializer>(date: &NaiveDate, out: S) -> std::result::Result<S::Ok, S::Error> {
    out.collect_str(date)
}
