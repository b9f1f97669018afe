//! Displayed consulting hours of an institution (表示する診療時間, A000 注7).

use crate::date::ServiceDate;

/// A span of a day in minutes since midnight: from the first minute, no longer at `until` (1,440 = midnight).
///
/// A span that goes past midnight is told as two, one of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// First minute.
    pub from: u16,
    /// First minute no longer in it.
    pub until: u16,
}

/// Day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names of the days say it")]
pub enum Weekday {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
}

impl Weekday {
    /// From Sunday on.
    pub const ALL: [Self; 7] = [
        Self::Sunday,
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
    ];

    /// The day of the week of a date.
    #[must_use]
    pub fn of(date: ServiceDate) -> Self {
        let from_sunday = usize::try_from(date.days().saturating_sub(date.week_start())).unwrap_or(0);
        Self::ALL.get(from_sunday).copied().unwrap_or(Self::Sunday)
    }
}

/// What an institution does on holidays (休日: 国民の祝日, December 29 to January 3) that are no Sundays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OnHolidays {
    /// Closed.
    Closed,
    /// Open as on that day of the week.
    AsWeekly,
}

/// Consulting hours as displayed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours {
    /// Hours of the days of the week; a day without any is closed.
    pub weekly: Vec<(Weekday, Span)>,
    /// Holidays; `None` when not told: then a holiday has no known hours unless its date is told.
    pub on_holidays: Option<OnHolidays>,
    /// Single days on which the institution is closed (休診日).
    pub closed: Vec<ServiceDate>,
    /// Single days with other hours than those of the week.
    pub special: Vec<(ServiceDate, Span)>,
}

impl Hours {
    /// Hours of a day, where `holiday` tells whether it is one; `None` when they are not known.
    #[must_use]
    pub fn on(&self, date: ServiceDate, holiday: Option<bool>) -> Option<Vec<Span>> {
        let mut special = self.special.iter().filter(|(d, _)| *d == date).map(|(_, s)| *s).peekable();
        if special.peek().is_some() {
            return Some(special.collect());
        }
        if self.closed.contains(&date) {
            return Some(Vec::new());
        }
        let day = Weekday::of(date);
        let weekly = || self.weekly.iter().filter(|(d, _)| *d == day).map(|(_, s)| *s).collect();
        if day == Weekday::Sunday {
            return Some(weekly());
        }
        match (holiday?, self.on_holidays) {
            (false, _) | (true, Some(OnHolidays::AsWeekly)) => Some(weekly()),
            (true, Some(OnHolidays::Closed)) => Some(Vec::new()),
            (true, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> ServiceDate {
        text.parse().unwrap()
    }

    #[test]
    fn single_days_stand_before_the_week() {
        let morning = Span { from: 540, until: 720 };
        let hours = Hours {
            weekly: vec![(Weekday::Wednesday, morning), (Weekday::Sunday, morning)],
            on_holidays: None,
            closed: vec![day("2024-08-14")],
            special: vec![(day("2024-08-21"), Span { from: 600, until: 660 })],
        };
        assert_eq!(hours.on(day("2024-07-10"), Some(false)), Some(vec![morning]));
        assert_eq!(hours.on(day("2024-07-11"), Some(false)), Some(vec![]));
        assert_eq!(hours.on(day("2024-07-14"), Some(true)), Some(vec![morning]), "Sunday");
        assert_eq!(hours.on(day("2024-08-14"), Some(false)), Some(vec![]));
        assert_eq!(hours.on(day("2024-08-21"), Some(false)), Some(vec![Span { from: 600, until: 660 }]));
        assert_eq!(hours.on(day("2024-07-10"), Some(true)), None, "what it does on holidays is not told");
        assert_eq!(hours.on(day("2024-07-10"), None), None, "not known whether it is one");
    }
}
