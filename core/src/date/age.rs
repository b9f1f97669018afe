//! Ages and the age bounds of the masters.

use std::fmt;
use std::str::FromStr;

use super::ServiceDate;

/// Completed years of life on a day; negative before birth.
///
/// A year of life is completed at the end of the day before the birthday (年齢計算ニ関スル法律; 民法143条), so on the
/// birthday itself the older age holds. Someone born on February 29 completes a year at the end of February 28.
#[must_use]
pub fn completed_years(birth: ServiceDate, on: ServiceDate) -> i32 {
    let (by, bm, bd) = birth.parts();
    let (y, m, d) = on.parts();
    let before_birthday = (m, d) < (bm, bd);
    y.saturating_sub(by).saturating_sub(i32::from(before_birthday))
}

/// A bound of age as the masters write it (年齢 code of s41, s42, s100–s110, t15, t16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeBound {
    /// `00`: no bound.
    None,
    /// `nn`: the nn-th birthday.
    Years(u8),
    /// `AA`: 28 days after birth (新生児 are younger).
    Days28,
    /// `AE`: 90 days after birth.
    Days90,
    /// `B3` `B6` `BF` `BK`: first day of the month after the day on which 3, 6, 15, 20 is reached.
    MonthAfter(u8),
    /// `MG`: end of the preschool years, March 31 after the sixth year is completed (未就学児).
    Preschool,
}

impl AgeBound {
    /// The first day on which a person is at or over the bound; `None` when there is no bound (or no such day).
    #[must_use]
    pub fn first_day(self, birth: ServiceDate) -> Option<ServiceDate> {
        let birthday = |years: u8| -> Option<ServiceDate> {
            let (y, m, d) = birth.parts();
            let year = y.checked_add(i32::from(years))?;
            // Feb 29 in a common year: the year of life ends with Feb 28, the first older day is March 1.
            ServiceDate::new(year, m, d).or_else(|| ServiceDate::new(year, 3, 1))
        };
        match self {
            Self::None => None,
            Self::Years(years) => birthday(years),
            Self::Days28 => birth.plus_days(28),
            Self::Days90 => birth.plus_days(90),
            Self::MonthAfter(years) => {
                let (y, m, _) = birthday(years)?.plus_days(-1)?.parts();
                if m == 12 {
                    ServiceDate::new(y.checked_add(1)?, 1, 1)
                } else {
                    ServiceDate::new(y, m + 1, 1)
                }
            }
            Self::Preschool => {
                let (y, m, _) = birthday(6)?.plus_days(-1)?.parts();
                let year = if m <= 3 { y } else { y.checked_add(1)? };
                ServiceDate::new(year, 4, 1)
            }
        }
    }

    /// Whether a person born on `birth` is at or over this lower bound on `on` (no bound: yes).
    #[must_use]
    pub fn reached(self, birth: ServiceDate, on: ServiceDate) -> bool {
        self.first_day(birth).is_none_or(|first| on >= first)
    }

    /// Whether a person is still under this upper bound on `on` (no bound: yes).
    #[must_use]
    pub fn under(self, birth: ServiceDate, on: ServiceDate) -> bool {
        self.first_day(birth).is_none_or(|first| on < first)
    }
}

impl fmt::Display for AgeBound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("00"),
            Self::Years(n) => write!(f, "{n:02}"),
            Self::Days28 => f.write_str("AA"),
            Self::Days90 => f.write_str("AE"),
            Self::MonthAfter(3) => f.write_str("B3"),
            Self::MonthAfter(6) => f.write_str("B6"),
            Self::MonthAfter(15) => f.write_str("BF"),
            Self::MonthAfter(_) => f.write_str("BK"),
            Self::Preschool => f.write_str("MG"),
        }
    }
}

/// Not one of the age codes of the masters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an age code; known are 00, nn, AA, AE, B3, B6, BF, BK, MG")]
pub struct AgeBoundError;

impl FromStr for AgeBound {
    type Err = AgeBoundError;

    fn from_str(text: &str) -> Result<Self, AgeBoundError> {
        Ok(match text {
            "00" | "0" => Self::None,
            "AA" => Self::Days28,
            "AE" => Self::Days90,
            "B3" => Self::MonthAfter(3),
            "B6" => Self::MonthAfter(6),
            "BF" => Self::MonthAfter(15),
            "BK" => Self::MonthAfter(20),
            "MG" => Self::Preschool,
            _ if text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()) => {
                Self::Years(text.parse().map_err(|_| AgeBoundError)?)
            }
            _ => return Err(AgeBoundError),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(s: &str) -> ServiceDate {
        s.parse().unwrap()
    }

    #[test]
    fn the_older_age_holds_on_the_birthday() {
        assert_eq!(completed_years(day("2018-07-10"), day("2024-07-09")), 5);
        assert_eq!(completed_years(day("2018-07-10"), day("2024-07-10")), 6);
        assert_eq!(completed_years(day("2020-02-29"), day("2023-02-28")), 2);
        assert_eq!(completed_years(day("2020-02-29"), day("2023-03-01")), 3);
        assert_eq!(completed_years(day("2025-01-01"), day("2024-07-10")), -1);
    }

    #[test]
    fn bounds_of_the_masters() {
        let at = |code: &str, birth: &str| {
            code.parse::<AgeBound>().unwrap().first_day(day(birth)).unwrap().to_string()
        };
        assert_eq!(at("06", "2018-07-10"), "2024-07-10");
        assert_eq!(at("AA", "2024-07-01"), "2024-07-29");
        assert_eq!(at("AE", "2024-07-01"), "2024-09-29");
        // 3 is reached on the day before the birthday: born on the 1st means the month before.
        assert_eq!(at("B3", "2021-07-01"), "2024-07-01");
        assert_eq!(at("B3", "2021-07-02"), "2024-08-01");
        assert_eq!(at("B3", "2021-12-31"), "2025-01-01");
        // Born on April 1: six is reached on March 31, school begins the next day.
        assert_eq!(at("MG", "2018-04-01"), "2024-04-01");
        assert_eq!(at("MG", "2018-04-02"), "2025-04-01");
        assert!("B4".parse::<AgeBound>().is_err());
        assert!(AgeBound::None.under(day("1920-01-01"), day("2024-07-10")));
    }
}
