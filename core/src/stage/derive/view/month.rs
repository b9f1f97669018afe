//! Questions about the month and the unit of one line: was the like done before, is an addition on it already.

use rust_decimal::Decimal;

use super::{Before, View};
use crate::bill::BillLine;
use crate::code::Code;
use crate::date::ServiceDate;
use crate::outcome::{Origin, Text, Verdict};
use crate::rules::Effects;

static ASK: Text = Text {
    ja: "当月にこの医療機関で先に算定したものは、送られた history がすべてですか（history がなければ、何も算定していませんか）。",
    en: "is the history sent all that this institution billed earlier this month (without history: was nothing billed)?",
};

impl View<'_, '_, '_> {
    /// Codes billed in the calendar month before a line: earlier days, earlier encounters and lines of the request, and the history.
    pub fn earlier_this_month(&self, line: usize) -> impl Iterator<Item = (Option<usize>, Code)> {
        let own = self.bill.lines.get(line).map(|l| (l.date, l.encounter, line));
        let (month, begins) = (self.date().month(), self.date().month_start());
        let request = self.bill.lines.iter().enumerate().filter_map(move |(place, l)| {
            let before = own.is_some_and(|own| (l.date, l.encounter, place) < own);
            // What stands before the line and not before its month is of the month.
            (l.date >= begins && before && l.is_applied()).then_some((Some(place), l.code))
        });
        let date = self.date();
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history =
            history.filter(move |a| a.date.month() == month && a.date <= date).map(|a| (None, a.code));
        request.chain(history)
    }

    /// Whether the like of a line was billed before it in the calendar month; "no history sent" is unknown.
    #[must_use]
    pub fn repeated_this_month(&self, line: usize, is_it: impl Fn(Code) -> bool) -> Before {
        let own = self.bill.lines.get(line).map(|l| (l.date, l.encounter, line));
        let (month, begins) = (self.date().month(), self.date().month_start());
        let before = |place, l: &BillLine<'_>| own.is_some_and(|own| (l.date, l.encounter, place) < own);
        let mut request = self.bill.lines.with(&is_it);
        if request.any(|(place, l)| l.date >= begins && before(place, l) && l.is_applied()) {
            return Before::Yes;
        }
        let mut history = self.claim().history.iter().flat_map(|h| &h.acts);
        if history.any(|a| a.date.month() == month && a.date <= self.date() && is_it(a.code)) {
            return Before::Yes;
        }
        let covered = self.claim().history.as_ref().is_some_and(|h| h.covers_month(self.date().month()));
        if covered { Before::No } else { Before::Unknown }
    }

    /// Whether a line repeats something of the calendar month; asks once whether the history is complete when nothing tells.
    pub fn is_repeat(&self, out: &mut Effects, line: usize, is_it: impl Fn(Code) -> bool) -> Option<bool> {
        match self.repeated_this_month(line, is_it) {
            Before::Yes => Some(true),
            Before::No => Some(false),
            Before::Unknown => self
                .decide_bool(out, &crate::fact::MONTH_HISTORY, "history.month", &ASK)
                .filter(|complete| *complete)
                .map(|_| false),
        }
    }

    /// Place of the first line of the day with a code, billed or not, in any of its encounters.
    #[must_use]
    pub fn place_on_the_day(&self, code: Code) -> Option<usize> {
        let date = self.date();
        self.bill.lines.on(date).find(|(_, l)| l.code == code).map(|(place, _)| place)
    }

    /// Quantity of a line.
    #[must_use]
    pub fn quantity_of(&self, line: usize) -> Option<Decimal> {
        self.bill.lines.get(line).and_then(|l| l.quantity)
    }

    /// Units (quantity × count) of the lines before a line in the calendar month, in this request, that pass a test.
    #[must_use]
    pub fn units_before_this_month(&self, line: usize, is_it: impl Fn(usize, Code) -> bool) -> Decimal {
        let month = self.date().month();
        let own = self.bill.lines.get(line).map(|l| (l.date, l.encounter, line));
        let mut sum = Decimal::ZERO;
        for (place, l) in self.bill.lines.iter().enumerate() {
            let before = own.is_some_and(|own| (l.date, l.encounter, place) < own);
            if before && l.is_applied() && l.date.month() == month && is_it(place, l.code) {
                let units = l.quantity.unwrap_or(Decimal::ONE).checked_mul(Decimal::from(l.count));
                sum = units.and_then(|u| sum.checked_add(u)).unwrap_or(Decimal::MAX);
            }
        }
        sum
    }

    /// How often the like of a line was billed before it at any time, as far as request and history tell.
    #[must_use]
    pub fn count_before(&self, line: usize, is_it: impl Fn(Code) -> bool) -> u32 {
        let date = self.date();
        let own = self.bill.lines.get(line).map(|l| (l.date, l.encounter, line));
        let request = self.bill.lines.iter().enumerate().filter(|(place, l)| {
            own.is_some_and(|own| (l.date, l.encounter, *place) < own) && l.is_applied() && is_it(l.code)
        });
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| a.date <= date && is_it(a.code)).map(|a| a.count);
        request.map(|(_, l)| l.count).chain(history).fold(0, u32::saturating_add)
    }

    /// Days up to that of this encounter on which such a thing was billed, in the request or in the history, in order.
    #[must_use]
    pub fn dates_billed(&self, is_it: impl Fn(Code) -> bool) -> Vec<ServiceDate> {
        let request = self.bill.lines.iter().filter(|l| l.is_applied() && is_it(l.code)).map(|l| l.date);
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| is_it(a.code)).map(|a| a.date);
        let mut days: Vec<ServiceDate> = request.chain(history).filter(|d| *d <= self.date()).collect();
        days.sort();
        days
    }

    /// Units (quantity × count) of a code billed on the day of this encounter, in all its encounters.
    #[must_use]
    pub fn units_on_the_day(&self, code: Code) -> Decimal {
        let date = self.date();
        let lines = self.bill.lines.iter().filter(|l| l.code == code && l.date == date && l.is_applied());
        lines.fold(Decimal::ZERO, |sum, l| {
            let units = l.quantity.unwrap_or(Decimal::ONE).checked_mul(Decimal::from(l.count));
            units.and_then(|u| sum.checked_add(u)).unwrap_or(Decimal::MAX)
        })
    }

    /// Whether the history has an act of the calendar month up to the day that passes a test.
    #[must_use]
    pub fn in_history_this_month(&self, is_it: impl Fn(Code) -> bool) -> bool {
        let (month, date) = (self.date().month(), self.date());
        let mut acts = self.claim().history.iter().flat_map(|h| &h.acts);
        acts.any(|a| a.date.month() == month && a.date <= date && is_it(a.code))
    }

    /// What was billed in the calendar months before that of a line, up to a number of them, and passes a test: place in the request (none
    /// for the history) and day.
    pub fn months_before(
        &self,
        line: usize,
        months: i64,
        is_it: impl Fn(Code) -> bool,
    ) -> Vec<(Option<usize>, ServiceDate)> {
        let Some(date) = self.day_of(line) else { return Vec::new() };
        let begins = date.month_start();
        let within = |day: ServiceDate| {
            let apart = date.month().ordinal().checked_sub(day.month().ordinal());
            day < begins && apart.is_some_and(|apart| apart <= months)
        };
        let request = self.bill.lines.iter().enumerate();
        let request = request.filter(|(_, l)| l.is_applied() && within(l.date) && is_it(l.code));
        let history = self.claim().history.iter().flat_map(|h| &h.acts);
        let history = history.filter(|a| within(a.date) && is_it(a.code)).map(|a| (None, a.date));
        request.map(|(place, l)| (Some(place), l.date)).chain(history).collect()
    }

    /// Day of a line.
    #[must_use]
    pub fn day_of(&self, line: usize) -> Option<ServiceDate> {
        self.bill.lines.get(line).map(|l| l.date)
    }

    /// Lines a derived line was derived for; none for a line of the request.
    #[must_use]
    pub fn because_of(&self, line: usize) -> &[usize] {
        match self.bill.lines.get(line).map(|l| &l.origin) {
            Some(Origin::Derived { because_of, .. }) => because_of,
            _ => &[],
        }
    }

    /// Whether a line is off the bill because of another or over a limit (not: contained in another, not: blocked).
    #[must_use]
    pub fn is_dropped(&self, line: usize) -> bool {
        self.bill.lines.get(line).is_some_and(|l| matches!(l.verdict, Verdict::Excluded | Verdict::Limited))
    }

    /// How often a line is billed (回数).
    #[must_use]
    pub fn count_of(&self, line: usize) -> u32 {
        self.bill.lines.get(line).map_or(0, |l| l.count)
    }

    /// Whether an addition stands on a base already: in the client's group of the base, behind it before the next base, or derived.
    #[must_use]
    pub fn has_on(&self, base: usize, code: Code) -> bool {
        self.additions_on(base).any(|(_, c)| c == code)
    }

    /// Additions that stand on a base, billed or not: place and code.
    pub fn additions_on(&self, base: usize) -> impl Iterator<Item = (usize, Code)> {
        let group = self.source(base).and_then(|s| s.group.as_deref());
        let encounter = self.bill.lines.get(base).map(|l| l.encounter);
        // The next base, or the next line of another encounter, ends what stands behind this one.
        let mut after = self.bill.lines.iter().enumerate().skip(base.saturating_add(1));
        let next = after.find(|(_, l)| {
            Some(l.encounter) != encounter || l.procedure().is_some_and(|r| r.notice_kind().is_base())
        });
        let end = next.map_or(usize::MAX, |(place, _)| place);
        let lines = encounter.into_iter().flat_map(|encounter| self.bill.lines.around(encounter));
        lines
            .filter(move |(place, l)| {
                let told = self.source(*place).and_then(|s| s.group.as_deref());
                let behind = match group {
                    Some(_) => told == group && Some(l.encounter) == encounter && *place != base,
                    None => *place > base && *place < end && told.is_none(),
                };
                let addition = l.procedure().is_some_and(|r| !r.notice_kind().is_base());
                addition && (l.join == Some(base) || (l.join.is_none() && behind))
            })
            .map(|(place, l)| (place, l.code))
    }
}
