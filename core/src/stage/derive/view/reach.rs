//! Questions that reach beyond the encounter: the day, the month, several months.

use super::View;
use crate::bill::Item;
use crate::code::Code;
use crate::date::ServiceDate;
use crate::fact;
use crate::outcome::Text;
use crate::params::{CodeSet, Dated};
use crate::rules::Effects;
use crate::snapshot::ProcedureRow;

/// How a visit lies to the displayed hours of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Within them.
    Within,
    /// The institution is open that day, but not then.
    Outside {
        /// When the last hours of the day end, in minutes since midnight.
        last_until: u16,
    },
    /// It is closed all day.
    ClosedAllDay,
}

static ASK_QUARTER: Text = Text {
    ja: "当月と前2か月にこの医療機関で先に算定したものは、送られた history がすべてですか（history がなければ、何も算定していませんか）。",
    en: "is the history sent all that this institution billed earlier this month and in the two months before (without history: was nothing billed)?",
};

impl<'e> View<'_, '_, 'e> {
    /// A code set that need not hold on every day (a grade that came later).
    #[must_use]
    pub fn known_set(&self, key: &str) -> Option<&'e Dated<CodeSet>> {
        self.bill.engine.params().set(key, self.date())
    }

    /// Whether a day is a holiday of the fee schedule: a Sunday, a 国民の祝日 or 休日 of its law, or December 29 to January 3
    /// (通知 A000 (19) ア); `None` beyond the days whose holidays are announced.
    #[must_use]
    pub fn is_holiday(&self, date: ServiceDate) -> Option<bool> {
        let (year, month, day) = date.parts();
        if date.is_sunday() || matches!((month, day), (12, 29..=31) | (1, 1..=3)) {
            return Some(true);
        }
        let listed = self.bill.engine.params().set("calendar.holiday", date)?;
        // A day of the table is written as a code: 0, year, month, day.
        let year = u32::try_from(year).ok()?;
        let code = Code::new(year.checked_mul(10_000)?.checked_add(month * 100 + day)?)?;
        Some(listed.value.contains(code))
    }

    /// Whether the day of the encounter is one on which the institution displays consulting hours, and whether the patient was
    /// received within them; `None` when hours, calendar or time of reception do not tell.
    #[must_use]
    pub fn displayed_hours(&self) -> Option<Opening> {
        let spans = self.facility().hours.as_ref()?.on(self.date(), self.is_holiday(self.date()))?;
        if spans.is_empty() {
            return Some(Opening::ClosedAllDay);
        }
        let at = self.encounter().received_at?.minutes();
        if spans.iter().any(|s| s.from <= at && at < s.until) {
            return Some(Opening::Within);
        }
        Some(Opening::Outside { last_until: spans.iter().map(|s| s.until).max().unwrap_or(0) })
    }

    /// Lines of this encounter that are billed so far, by place, with their row when they are procedures; comments left out.
    pub fn billed(&self) -> impl Iterator<Item = (usize, Option<ProcedureRow<'e>>)> {
        self.lines()
            .filter(|(_, line)| !matches!(line.item, Item::Comment))
            .map(|(place, line)| (place, line.procedure()))
    }

    /// The first billed line of the set on the day of this encounter, in any of its encounters.
    #[must_use]
    pub fn first_on_the_day(&self, set: &CodeSet) -> Option<usize> {
        let date = self.date();
        let mut lines = self.bill.lines.on(date);
        lines.find(|(_, l)| set.contains(l.code) && l.is_applied()).map(|(place, _)| place)
    }

    /// The first billed line of the set in the calendar month of this encounter, in any encounter of the request.
    #[must_use]
    pub fn first_in_the_month(&self, set: &CodeSet) -> Option<usize> {
        let month = self.date().month();
        let lines = self.bill.lines.with(|code| set.contains(code));
        lines.filter(|(_, l)| l.is_applied() && l.date.month() == month).map(|(place, _)| place).min()
    }

    /// Whether the history has an act of the set in the calendar month of this encounter.
    #[must_use]
    pub fn in_history_of_the_month(&self, set: &CodeSet) -> bool {
        let month = self.date().month();
        let mut acts = self.claim().history.iter().flat_map(|h| &h.acts);
        acts.any(|a| a.date.month() == month && set.contains(a.code))
    }

    /// Whether the history cannot lack anything from a day on.
    #[must_use]
    pub fn history_reaches(&self, day: ServiceDate) -> bool {
        self.claim().history.as_ref().and_then(|h| h.complete_from).is_some_and(|from| from <= day)
    }

    /// Whether this would be the first time in the calendar month and the two before it (3月に1回); asks once whether the history
    /// is complete when the request does not tell.
    pub fn first_in_three_months(&self, out: &mut Effects, is_it: impl Fn(Code) -> bool) -> Option<bool> {
        let first = self.date().month().ordinal() - 2;
        if self.last_billed(is_it).is_some_and(|day| day.month().ordinal() >= first) {
            return Some(false);
        }
        let reaches = self.claim().history.as_ref().and_then(|h| h.complete_from).is_some_and(|from| {
            from.month().ordinal() < first || (from.month().ordinal() == first && from.parts().2 == 1)
        });
        if reaches {
            return Some(true);
        }
        self.decide_bool(out, &fact::QUARTER_HISTORY, "history.quarter", &ASK_QUARTER)
            .filter(|complete| *complete)
    }

    /// How often codes are billed in the calendar month of this encounter: everywhere in the request, and in the history.
    #[must_use]
    pub fn count_in_the_month(&self, is_it: impl Fn(Code) -> bool) -> u32 {
        let month = self.date().month();
        let request = self.bill.lines.with(&is_it);
        let request =
            request.filter(|(_, l)| l.is_applied() && l.date.month() == month).map(|(_, l)| l.count);
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| a.date.month() == month && is_it(a.code)).map(|a| a.count);
        request.chain(history).fold(0, u32::saturating_add)
    }

    /// How often codes were billed in the week of this encounter (from Sunday) before it: in the request, and in the history.
    #[must_use]
    pub fn count_before_this_week(&self, is_it: impl Fn(Code) -> bool) -> u32 {
        let (date, week) = (self.date(), self.date().week_start());
        let request = self.bill.lines.with(&is_it).map(|(_, l)| l);
        let request = request.filter(|l| self.is_before(l) && l.is_applied());
        let request = request.filter(|l| l.date.week_start() == week).map(|l| l.count);
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| a.date <= date && a.date.week_start() == week && is_it(a.code));
        request.chain(history.map(|a| a.count)).fold(0, u32::saturating_add)
    }

    /// Whether any procedure billed in the calendar month of this encounter, in any encounter of the request or in the history, is such.
    #[must_use]
    pub fn any_in_the_month(&self, is_it: impl Fn(ProcedureRow<'e>) -> bool) -> bool {
        let month = self.date().month();
        let request = self.bill.lines.iter().filter(|l| l.is_applied() && l.date.month() == month);
        let mut history = self.claim().history.iter().flat_map(|h| &h.acts);
        request.filter_map(|l| l.procedure()).any(&is_it)
            || history.any(|a| a.date.month() == month && self.row(a.code).is_some_and(&is_it))
    }

    /// Whether any procedure billed in the calendar month before that of this encounter, in the request or in the history, is such.
    #[must_use]
    pub fn any_in_the_month_before(&self, is_it: impl Fn(ProcedureRow<'e>) -> bool) -> bool {
        let before = self.date().month().ordinal() - 1;
        let request = self.bill.lines.iter().filter(|l| l.is_applied() && l.date.month().ordinal() == before);
        let mut history = self.claim().history.iter().flat_map(|h| &h.acts);
        request.filter_map(|l| l.procedure()).any(&is_it)
            || history.any(|a| a.date.month().ordinal() == before && self.row(a.code).is_some_and(&is_it))
    }

    /// Lines billed in the calendar month of this encounter in any encounter of the request: place and code.
    #[must_use]
    pub fn lines_of_the_month(&self, is_it: impl Fn(Code) -> bool) -> Vec<(usize, Code)> {
        let month = self.date().month();
        let lines = self.bill.lines.with(is_it);
        let mut found: Vec<_> = lines
            .filter(|(_, l)| l.is_applied() && l.date.month() == month)
            .map(|(place, l)| (place, l.code))
            .collect();
        found.sort_unstable();
        found
    }

    /// Lines billed in the week of this encounter (from Sunday) in any encounter of the request, by day: place and day.
    #[must_use]
    pub fn lines_of_the_week(&self, is_it: impl Fn(Code) -> bool) -> Vec<(usize, ServiceDate)> {
        let week = self.date().week_start();
        let lines = self.bill.lines.with(is_it);
        let of_week = lines.filter(|(_, l)| l.is_applied() && l.date.week_start() == week);
        let mut found: Vec<_> = of_week.map(|(place, l)| (place, l.date)).collect();
        found.sort_unstable_by_key(|(place, date)| (*date, *place));
        found
    }

    /// Whether this encounter bills something of the sets and no later one of its month does.
    #[must_use]
    pub fn last_of_month_with(&self, sets: &[&CodeSet]) -> bool {
        let lines = self.lines_of_the_month(|c| sets.iter().any(|set| set.contains(c)));
        let mut places =
            lines.iter().filter_map(|(line, _)| self.bill.lines.get(*line).map(|l| (l.date, l.encounter)));
        let own = (self.date(), self.place);
        let here = places.clone().any(|place| place == own);
        here && places.all(|place| place <= own)
    }
}
