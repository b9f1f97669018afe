//! Dates of the law: service dates, months, half-open validity, ages.
//!
//! chrono stays behind these types. Official dates are inclusive and use `99999999` for "no end"; they become half-open
//! where they enter ([`Validity`]) and nowhere else.

mod age;

pub use age::{AgeBound, completed_years};

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use thiserror::Error;

/// A text that is not a date or time of day.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DateError {
    /// Not a calendar date in ISO 8601.
    #[error("`{0}` is not a date; write year-month-day such as `2024-06-01`")]
    NotADate(String),
    /// Not a month.
    #[error("`{0}` is not a month; write year-month such as `2024-06`")]
    NotAMonth(String),
    /// Not a time of day.
    #[error("`{0}` is not a time of day; write hours and minutes such as `18:20`")]
    NotATime(String),
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A day on which something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceDate(NaiveDate);

impl ServiceDate {
    /// A date from its parts; `None` when the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1868..=9998).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// A date from its day number (days of the common era), the form images hold.
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(days).filter(|d| (1868..=9999).contains(&d.year())).map(Self)
    }

    /// Day number (days of the common era).
    #[must_use]
    pub fn days(self) -> i32 {
        self.0.num_days_from_ce()
    }

    /// Year, month, day.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// The month the day lies in.
    #[must_use]
    pub fn month(self) -> ServiceMonth {
        ServiceMonth { year: self.0.year(), month: self.0.month() }
    }

    /// The first day of the month the day lies in.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// The day `n` days later (earlier when negative); `None` outside the calendar.
    #[must_use]
    pub fn plus_days(self, n: i32) -> Option<Self> {
        Self::from_days(self.days().checked_add(n)?)
    }

    /// The same day of the month `n` months later, or the last day of that month when it has no such day
    /// (民法143条2項: a period of months ends on the last day of the month that has no corresponding day).
    #[must_use]
    pub fn plus_months(self, n: u32) -> Option<Self> {
        self.0.checked_add_months(chrono::Months::new(n)).map(Self)
    }

    /// Whether it is a Sunday.
    #[must_use]
    pub fn is_sunday(self) -> bool {
        self.0.weekday() == Weekday::Sun
    }

    /// Whether it is a Saturday.
    #[must_use]
    pub fn is_saturday(self) -> bool {
        self.0.weekday() == Weekday::Sat
    }

    /// The Sunday on or before the day: a week (週) runs from Sunday to Saturday unless the text says otherwise.
    #[must_use]
    pub fn week_start(self) -> i32 {
        let offset = i32::try_from(self.0.weekday().num_days_from_sunday()).unwrap_or(0);
        self.days().saturating_sub(offset)
    }
}

impl fmt::Display for ServiceDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.parts();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl FromStr for ServiceDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError::NotADate(shown(text));
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return Err(error());
        }
        let (Some(y), Some(m), Some(d)) = (digits(0..4), digits(5..7), digits(8..10)) else {
            return Err(error());
        };
        i32::try_from(y).ok().and_then(|y| Self::new(y, m, d)).ok_or_else(error)
    }
}

/// A calendar month, the unit of claims and of most limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceMonth {
    year: i32,
    month: u32,
}

impl ServiceMonth {
    /// A month; `None` unless 1 to 12.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ServiceDate::new(year, month, 1).map(ServiceDate::month)
    }

    /// Year and month.
    #[must_use]
    pub const fn parts(self) -> (i32, u32) {
        (self.year, self.month)
    }

    /// Number of months since year 0, for counting windows of months.
    #[must_use]
    pub const fn ordinal(self) -> i64 {
        self.year as i64 * 12 + self.month as i64 - 1
    }
}

impl fmt::Display for ServiceMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for ServiceMonth {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let full = format!("{}-01", shown(text));
        full.parse::<ServiceDate>().map(ServiceDate::month).map_err(|_| DateError::NotAMonth(shown(text)))
    }
}

/// A time of day in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// A time of day; `None` unless 00:00 to 23:59.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError::NotATime(shown(text));
        let (h, m) = text.split_once(':').ok_or_else(error)?;
        let two = |s: &str| {
            (s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok()).flatten()
        };
        let (Some(h), Some(m)) = (two(h), two(m)) else { return Err(error()) };
        Self::new(h, m).ok_or_else(error)
    }
}

/// A half-open span of days: valid from `from`, no longer valid on `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Validity {
    /// First valid day (day number).
    pub from: i32,
    /// First day no longer valid (day number); [`Validity::OPEN`] when there is no end.
    pub until: i32,
}

impl Validity {
    /// No end.
    pub const OPEN: i32 = i32::MAX;

    /// Whether the day lies in the span.
    #[must_use]
    pub fn holds(self, date: ServiceDate) -> bool {
        let day = date.days();
        self.from <= day && day < self.until
    }

    /// Whether two spans share a day.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// The last valid day, if there is one.
    #[must_use]
    pub fn last_day(self) -> Option<ServiceDate> {
        if self.until == Self::OPEN { None } else { ServiceDate::from_days(self.until.saturating_sub(1)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!("2024-06-01".parse::<ServiceDate>().unwrap().to_string(), "2024-06-01");
        for bad in ["2024-02-30", "2024-6-1", "20240601", "2024-06-0１", "+024-06-01", "", "0000-01-01"] {
            assert!(bad.parse::<ServiceDate>().is_err(), "{bad}");
        }
        assert!("24:00".parse::<TimeOfDay>().is_err());
        assert_eq!("18:05".parse::<TimeOfDay>().unwrap().minutes(), 1085);
        assert!("2024-13".parse::<ServiceMonth>().is_err());
    }

    #[test]
    fn weeks_start_on_sunday() {
        let wednesday: ServiceDate = "2024-07-10".parse().unwrap();
        assert_eq!(ServiceDate::from_days(wednesday.week_start()).unwrap().to_string(), "2024-07-07");
        let sunday: ServiceDate = "2024-07-14".parse().unwrap();
        assert_eq!(sunday.week_start(), sunday.days());
        assert!(sunday.is_sunday());
    }

    #[test]
    fn half_open() {
        let day = |s: &str| s.parse::<ServiceDate>().unwrap();
        let v = Validity { from: day("2024-06-01").days(), until: day("2025-04-01").days() };
        assert!(v.holds(day("2024-06-01")) && v.holds(day("2025-03-31")));
        assert!(!v.holds(day("2025-04-01")) && !v.holds(day("2024-05-31")));
        assert_eq!(v.last_day(), Some(day("2025-03-31")));
    }
}
