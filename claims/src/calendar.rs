//! Dates of the claim file: western since the claims of 2020-10, with the era digit before (1 明治 … 5 令和).
//!
//! The length tells the form. Payers still take the older one and convert it; so do we, and say so.

use santei_core::date::{ServiceDate, ServiceMonth};

/// A value and whether it stood in the older form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Written with the era.
    pub era: bool,
}

/// Years to add to the year of an era.
fn era(digit: u64) -> Option<u64> {
    match digit {
        1 => Some(1867),
        2 => Some(1911),
        3 => Some(1925),
        4 => Some(1988),
        5 => Some(2018),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> Option<u64> {
    bytes.iter().all(u8::is_ascii_digit).then(|| crate::record::digits(bytes)).flatten()
}

fn western(year_era: u64) -> Option<u64> {
    // G YY
    era(year_era / 100)?.checked_add(year_era % 100)
}

/// A day: `YYYYMMDD` or `GYYMMDD`; `None` when it is neither or no day of the calendar.
#[must_use]
pub fn day(field: &[u8]) -> Option<Read<ServiceDate>> {
    let n = number(field)?;
    let (year, rest, era) = match field.len() {
        8 => (n / 10_000, n % 10_000, false),
        7 => (western(n / 10_000)?, n % 10_000, true),
        _ => return None,
    };
    let (month, day) = (rest / 100, rest % 100);
    let date =
        ServiceDate::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    Some(Read { value: date, era })
}

/// A month: `YYYYMM` or `GYYMM`; `None` when it is neither.
#[must_use]
pub fn month(field: &[u8]) -> Option<Read<ServiceMonth>> {
    let n = number(field)?;
    let (year, month, era) = match field.len() {
        6 => (n / 100, n % 100, false),
        5 => (western(n / 100)?, n % 100, true),
        _ => return None,
    };
    let value = ServiceMonth::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?)?;
    Some(Read { value, era })
}

/// The days of a month, by number from 1.
#[must_use]
pub fn day_of(month: ServiceMonth, day: u32) -> Option<ServiceDate> {
    let (year, month) = month.parts();
    ServiceDate::new(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let date = ServiceDate::new(2019, 1, 9).unwrap();
        assert_eq!(day(b"20190109"), Some(Read { value: date, era: false }));
        assert_eq!(day(b"4310109"), Some(Read { value: date, era: true }));
        assert_eq!(day(b"5010501").unwrap().value, ServiceDate::new(2019, 5, 1).unwrap());
        assert_eq!(month(b"43101").unwrap().value, ServiceMonth::new(2019, 1).unwrap());
        assert_eq!(month(b"202110").unwrap().value, ServiceMonth::new(2021, 10).unwrap());
    }

    #[test]
    fn what_is_no_day_is_none() {
        for wrong in [&b"20190229"[..], b"6010101", b"2019011", b"", b"2019 109", b"20191301"] {
            assert_eq!(day(wrong), None, "{wrong:?}");
        }
        assert_eq!(month(b"202113"), None);
        assert_eq!(month(b"2021"), None);
    }
}
