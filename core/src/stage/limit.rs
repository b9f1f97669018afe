//! Frequency limits of the electronic fee table (05 算定回数): per day, week, month and several months, with the history.
//!
//! Several rows of one code all apply. 特例条件 = 1 is only a default: a person confirms. Units that a claim does not show (course,
//! body part, disease …) are left to the checks. Several months are calendar months, the one of the line and those before it: an
//! act of 「3月に3回」 is billed no more than three times in any three months on end.

use crate::bill::{Bill, BillLine, Item};
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text, Verdict};
use rust_decimal::Decimal;

static OVER: Text = Text {
    ja: "コード{0}は{1}回までです（算定回数）。超える分は含めていません。",
    en: "code {0} is limited to {1} time(s); what exceeds is not included",
};
static OVER_SPECIAL: Text = Text {
    ja: "コード{0}の算定回数は原則{1}回までですが、例外の条件があります。確認してください。",
    en: "code {0} is in general limited to {1} time(s), with exceptions; please confirm",
};
static TABLE_05: Citation = Citation::of(Document::ElectronicFeeTableGuide, "05 算定回数テーブル");
const RULE: &str = "etensu.05";

/// 入院初日: the day of admission only.
const FIRST_DAY: u16 = 132;
/// 入院中: once or so many times in a stay.
const STAY: u16 = 133;

/// Day of admission of the stay that a line belongs to, where it is told. What a readmission goes on with (通算) is told as the
/// admission of the first stay.
fn admitted(bill: &Bill<'_, '_>, place: usize) -> Option<ServiceDate> {
    bill.encounter(bill.lines.get(place)?.encounter)?.admission
}

/// How often the code of a line was billed before it in its stay.
fn of_stay(bill: &Bill<'_, '_>, line: &BillLine<'_>, place: usize) -> u32 {
    let turn = bill.in_time(place);
    let Some(from) = bill.encounter(line.encounter).and_then(|e| e.admission) else { return 0 };
    let earlier = bill
        .lines
        .coded(line.code)
        .filter(|(other, l)| l.is_applied() && admitted(bill, *other) == Some(from))
        .filter(|(other, _)| bill.in_time(*other) < turn)
        .map(|(_, l)| l.count);
    let history = bill.claim.history.iter().flat_map(|h| &h.acts);
    let history =
        history.filter(|a| a.code == line.code && (from..=line.date).contains(&a.date)).map(|a| a.count);
    earlier.chain(history).fold(0, u32::saturating_add)
}

/// Units a claim shows by itself.
fn within(unit: u16, a: ServiceDate, b: ServiceDate) -> Option<bool> {
    let months = |n: i64| Some((0..n).contains(&(b.month().ordinal() - a.month().ordinal())));
    match unit {
        121 | FIRST_DAY => Some(a == b),
        131 => Some(a.month() == b.month()),
        138 => Some(a.week_start() == b.week_start()),
        143 => months(2),
        144 => months(3),
        145 => months(4),
        146 => months(6),
        147 => months(12),
        _ => None,
    }
}

/// Applies the limits in order of time.
pub(super) fn run(bill: &mut Bill<'_, '_>) {
    let mut order: Vec<_> = (0..bill.lines.len()).collect();
    order.sort_by_key(|place| bill.in_time(*place));
    for place in order {
        let Some(line) = bill.lines.get(place).filter(|l| l.is_applied()) else { continue };
        if !matches!(line.item, Item::Procedure(..)) {
            continue;
        }
        let (code, date) = (line.code, line.date);
        let Some((_, edition)) = bill.edition_on(date) else { continue };
        for (rule, _) in edition.limits().rows_of(code) {
            if rule.valid_from() > date.days() || date.days() >= rule.valid_until() {
                continue;
            }
            let unit = rule.unit_code();
            let stay = admitted(bill, place);
            let shown = match unit {
                FIRST_DAY | STAY => stay.is_some(),
                _ => within(unit, date, date).is_some(),
            };
            if !shown {
                continue;
            }
            let before = if unit == FIRST_DAY && stay != Some(date) {
                u32::from(rule.max_count())
            } else {
                billed_before(bill, place, unit)
            };
            let max = u32::from(rule.max_count());
            let count = bill.lines.get(place).map_or(0, |l| l.count);
            if before.saturating_add(count) <= max {
                continue;
            }
            if rule.special() {
                report(bill, place, "etensu.limitSpecial", Severity::Confirm, &OVER_SPECIAL, max);
                continue;
            }
            if let Some(l) = bill.lines.get_mut(place).filter(|_| !bill.judging) {
                match max.checked_sub(before) {
                    Some(left @ 1..) => l.count = left,
                    _ => {
                        l.verdict = Verdict::Limited;
                        l.by = Some((RULE, None));
                    }
                }
            }
            report(bill, place, "etensu.limit", Severity::Notice, &OVER, max);
        }
    }
}

/// How often the code of a line was billed in its window before the line: by earlier lines of the request and in the history.
fn billed_before(bill: &Bill<'_, '_>, place: usize, unit: u16) -> u32 {
    let Some(line) = bill.lines.get(place) else { return 0 };
    let turn = bill.in_time(place);
    let same = |date: ServiceDate| within(unit, date, line.date) == Some(true);
    if unit == STAY {
        return of_stay(bill, line, place);
    }
    let earlier = bill
        .lines
        .coded(line.code)
        .filter(|(_, l)| l.is_applied() && same(l.date))
        .filter(|(other, _)| bill.in_time(*other) < turn)
        .map(|(_, l)| l.count);
    let history = bill.claim.history.iter().flat_map(|h| &h.acts);
    let history =
        history.filter(|a| a.code == line.code && a.date <= line.date && same(a.date)).map(|a| a.count);
    earlier.chain(history).fold(0, u32::saturating_add)
}

fn report(
    bill: &mut Bill<'_, '_>,
    place: usize,
    id: &'static str,
    severity: Severity,
    text: &'static Text,
    max: u32,
) {
    let cites = vec![bill.citations.place(&TABLE_05)];
    let severity = bill.severity_by(place, "etensu-05", severity);
    let Some(line) = bill.lines.get(place) else { return };
    let target = line.input.map_or(Target::Derived(place), |i| Target::Line(line.encounter, i));
    let args = vec![Arg::Code(line.code), Arg::Number(Decimal::from(max))];
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity,
        disposition: Disposition::LineReview,
        decidable: if severity == Severity::Confirm { Decidable::Partial } else { Decidable::Full },
        phase: Phase::CrossVisit,
        target,
        lines: vec![place],
        text,
        args,
        cites,
    });
}
