//! Age bounds of programmes: birthdays, ends of months, ends of school years.

use std::fmt;
use std::str::FromStr;

use crate::date::{AgeBound, ServiceDate};

/// The first day on which someone is too old (or old enough) for a programme.
///
/// A year of life is completed on the day before the birthday (年齢計算ニ関スル法律), which matters for those born on the first day of a
/// month or on April 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeLimit {
    /// `year 3`: the third birthday.
    Year(u8),
    /// `month 3`: the first day of the month after the one in which three is reached.
    Month(u8),
    /// `school-year 15`: the first of April after the fiscal year in which fifteen is reached.
    SchoolYear(u8),
}

impl AgeLimit {
    /// The day; `None` when the calendar ends before it.
    #[must_use]
    pub fn first_day(self, birth: ServiceDate) -> Option<ServiceDate> {
        let birthday = |years| AgeBound::Years(years).first_day(birth);
        match self {
            Self::Year(years) => birthday(years),
            Self::Month(years) => AgeBound::MonthAfter(years).first_day(birth),
            Self::SchoolYear(years) => {
                let (y, m, _) = birthday(years)?.plus_days(-1)?.parts();
                ServiceDate::new(if m <= 3 { y } else { y.checked_add(1)? }, 4, 1)
            }
        }
    }
}

impl fmt::Display for AgeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(n) => write!(f, "year {n}"),
            Self::Month(n) => write!(f, "month {n}"),
            Self::SchoolYear(n) => write!(f, "school-year {n}"),
        }
    }
}

impl FromStr for AgeLimit {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, years) = text.split_once(' ').ok_or(())?;
        let years = years.parse::<u8>().ok().filter(|n| (1..=120).contains(n)).ok_or(())?;
        match kind {
            "year" => Ok(Self::Year(years)),
            "month" => Ok(Self::Month(years)),
            "school-year" => Ok(Self::SchoolYear(years)),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_before_the_birthday_counts() {
        let first = |limit: &str, birth: &str| {
            limit.parse::<AgeLimit>().unwrap().first_day(birth.parse().unwrap()).unwrap().to_string()
        };
        // Fifteen is reached on March 31 by someone born on April 1: that fiscal year is the last one.
        assert_eq!(first("school-year 15", "2010-04-01"), "2025-04-01");
        assert_eq!(first("school-year 15", "2010-04-02"), "2026-04-01");
        assert_eq!(first("month 3", "2022-06-01"), "2025-06-01");
        assert_eq!(first("month 3", "2022-06-02"), "2025-07-01");
        assert_eq!(first("year 3", "2022-06-02"), "2025-06-02");
        assert!("school-year".parse::<AgeLimit>().is_err() && "week 3".parse::<AgeLimit>().is_err());
    }
}
