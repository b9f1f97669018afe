//! Bundles and exclusions of the electronic fee table (02 包括, 03 背反): which of the lines stand together.
//!
//! Lines are compared with each other and with the history. 特例条件 = 1 means that the text holds a condition the table cannot
//! express: such a pair is never decided here, a person confirms it. A pair of which the institution may choose one keeps the dearer
//! line as a proposal.

use std::cmp::Reverse;

use crate::bill::{Bill, Item};
use crate::code::{Code, ItemId};
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text, Verdict};
use crate::snapshot::{Edition, Exclusion, Hundredths, Keep, Window};

static EXCLUDED: Text = Text {
    ja: "コード{0}はコード{1}と併せて算定できません（電子点数表 背反）。",
    en: "code {0} is not billed together with code {1} (electronic fee table, exclusion)",
};
static CHOOSE: Text = Text {
    ja: "コード{0}とコード{1}はどちらか一方を算定します。点数の高い方を残しました。",
    en: "only one of codes {0} and {1} is billed; the dearer one was kept as a proposal",
};
static SPECIAL: Text = Text {
    ja: "コード{0}とコード{1}の併算定には条件があります（電子点数表 特例条件）。確認してください。",
    en: "billing codes {0} and {1} together depends on a condition (electronic fee table); please confirm",
};
static BUNDLED: Text = Text {
    ja: "コード{0}はコード{1}に含まれます（電子点数表 包括）。",
    en: "code {0} is part of code {1} (electronic fee table, bundle)",
};
static BUNDLED_SPECIAL: Text = Text {
    ja: "コード{0}はコード{1}に条件により含まれます（電子点数表 特例条件）。確認してください。",
    en: "code {0} is part of code {1} under a condition (electronic fee table); please confirm",
};
static EARLIER: Text = Text {
    ja: "コード{0}は、{2}に算定したコード{1}と併せて算定できません。",
    en: "code {0} is not billed together with code {1} billed on {2}",
};

static TABLE_03: Citation = Citation::of(Document::ElectronicFeeTableGuide, "03 背反テーブル");
static TABLE_02: Citation = Citation::of(Document::ElectronicFeeTableGuide, "02 包括テーブル");

const RULE: &str = "etensu.03";
const RULE_BUNDLE: &str = "etensu.02";

#[derive(Clone, Copy)]
struct Seen<'e> {
    line: usize,
    code: Code,
    item: ItemId,
    date: ServiceDate,
    encounter: usize,
    points: Hundredths,
    edition: &'e Edition,
    /// Windows in which the item is excluded with anything, one bit each.
    windows: u8,
}

/// Compares the lines.
pub(super) fn run(bill: &mut Bill<'_, '_>) {
    let mut seen: Vec<Seen<'_>> = (0..bill.lines.len()).filter_map(|line| seen(bill, line)).collect();
    // In order of time, and within an encounter the dearest first: the order of encounters and lines in the request decides nothing,
    // also where one exclusion takes a line off that would have excluded another.
    seen.sort_by_key(|s| (s.date, s.encounter, Reverse(s.points), s.code, s.line));
    let bundles = bill.engine.editions().iter().any(|e| e.bundles().code_count() > 0);
    let history = seen.clone();
    if !bundles {
        // What the tables do not know can neither exclude nor be excluded.
        seen.retain(|s| s.windows != 0);
    }
    for (at, first) in seen.iter().enumerate() {
        for second in seen.iter().skip(at + 1) {
            if bundles {
                bundle(bill, *first, *second);
                bundle(bill, *second, *first);
            }
            if first.windows & second.windows != 0 {
                exclude(bill, *first, *second);
            }
        }
    }
    for line in &history {
        earlier(bill, *line);
    }
}

fn seen<'e>(bill: &Bill<'_, 'e>, line: usize) -> Option<Seen<'e>> {
    let l = bill.lines.get(line).filter(|l| l.is_applied())?;
    let Item::Procedure(row, item) = l.item else { return None };
    let (_, edition) = bill.edition_on(l.date)?;
    Some(Seen {
        line,
        code: l.code,
        item,
        date: l.date,
        encounter: l.encounter,
        points: row.points(),
        edition,
        windows: edition.exclusion_windows(item),
    })
}

/// Whether two days (and encounters) fall into one window.
fn together(window: Window, a: ServiceDate, b: ServiceDate, same_encounter: bool) -> bool {
    match window {
        Window::Day => a == b,
        Window::Month => a.month() == b.month(),
        Window::SameOccasion => same_encounter,
        Window::Week => a.week_start() == b.week_start(),
    }
}

fn exclude(bill: &mut Bill<'_, '_>, first: Seen<'_>, second: Seen<'_>) {
    if first.code == second.code || !std::ptr::eq(first.edition, second.edition) {
        return;
    }
    for (bit, window) in Window::ALL.into_iter().enumerate() {
        if (first.windows & second.windows) >> bit & 1 == 0 {
            continue;
        }
        if !together(window, first.date, second.date, first.encounter == second.encounter) {
            continue;
        }
        let Some(Exclusion { keep, special, .. }) =
            first.edition.exclusion(window, first.item, second.item, first.date)
        else {
            continue;
        };
        let (kept, cut) = match keep {
            Keep::First => (first, second),
            Keep::Second => (second, first),
            Keep::Either if second.points > first.points => (second, first),
            Keep::Either => (first, second),
        };
        if special {
            report(
                bill,
                "etensu.exclusionSpecial",
                Severity::Confirm,
                cut,
                &[kept.line],
                &SPECIAL,
                vec![Arg::Code(cut.code), Arg::Code(kept.code)],
                &TABLE_03,
            );
        } else if drop(bill, cut.line, kept.line, Verdict::Excluded, RULE) {
            let (text, severity) = if keep == Keep::Either {
                (&CHOOSE, Severity::Confirm)
            } else {
                (&EXCLUDED, Severity::Notice)
            };
            report(
                bill,
                "etensu.exclusion",
                severity,
                cut,
                &[kept.line],
                text,
                vec![Arg::Code(cut.code), Arg::Code(kept.code)],
                &TABLE_03,
            );
        }
        return;
    }
}

/// 02: whether `child` is part of `parent`.
fn bundle(bill: &mut Bill<'_, '_>, parent: Seen<'_>, child: Seen<'_>) {
    if parent.edition.bundles().code_count() == 0 {
        return;
    }
    let slots = parent.edition.auxiliary();
    let Some((slots, _)) = slots
        .rows_of(parent.code)
        .find(|(r, _)| r.valid_from() <= parent.date.days() && parent.date.days() < r.valid_until())
    else {
        return;
    };
    let groups = slots.bundle_groups();
    for (unit, group) in slots.bundle_units().into_iter().zip(groups.chunks_exact(7)) {
        let scope = match unit {
            1 => parent.date == child.date,
            2 => parent.date.month() == child.date.month(),
            3 => parent.encounter == child.encounter,
            // 5, 6: the week before an operation and one operation: whether they meet is for a person (checks).
            _ => false,
        };
        if !scope {
            continue;
        }
        let day = child.date.days();
        let rule = parent
            .edition
            .bundles()
            .rows_of(child.code)
            .map(|(r, _)| r)
            .find(|r| r.group() == group && r.valid_from() <= day && day < r.valid_until());
        let Some(rule) = rule else { continue };
        let args = vec![Arg::Code(child.code), Arg::Code(parent.code)];
        if rule.special() {
            report(
                bill,
                "etensu.bundleSpecial",
                Severity::Confirm,
                child,
                &[parent.line],
                &BUNDLED_SPECIAL,
                args,
                &TABLE_02,
            );
        } else if bill.lines.get(parent.line).is_some_and(|l| l.is_applied())
            && drop(bill, child.line, parent.line, Verdict::Bundled, RULE_BUNDLE)
        {
            report(bill, "etensu.bundle", Severity::Notice, child, &[parent.line], &BUNDLED, args, &TABLE_02);
        }
        return;
    }
}

/// Against what was billed before.
fn earlier(bill: &mut Bill<'_, '_>, line: Seen<'_>) {
    let Some(history) = &bill.claim.history else { return };
    for act in &history.acts {
        let Some(item) = line.edition.procedures().item(act.code) else { continue };
        for window in [Window::Month, Window::Week, Window::Day] {
            if act.date > line.date || !together(window, act.date, line.date, false) {
                continue;
            }
            let Some(rule) = line.edition.exclusion(window, line.item, item, line.date) else { continue };
            let args = vec![Arg::Code(line.code), Arg::Code(act.code), Arg::Date(act.date)];
            // What is billed already cannot be taken back here: unless the table keeps it, a person decides.
            let certain = rule.keep == Keep::Second && !rule.special;
            if !certain {
                report(
                    bill,
                    "etensu.exclusionHistory",
                    Severity::Confirm,
                    line,
                    &[],
                    &EARLIER,
                    args,
                    &TABLE_03,
                );
            } else if bill.lines.get(line.line).is_some_and(|l| l.is_applied()) {
                if let Some(l) = bill.lines.get_mut(line.line).filter(|_| !bill.judging) {
                    l.verdict = Verdict::Excluded;
                    l.by = Some((RULE, None));
                }
                report(
                    bill,
                    "etensu.exclusionHistory",
                    Severity::Notice,
                    line,
                    &[],
                    &EARLIER,
                    args,
                    &TABLE_03,
                );
            }
            break;
        }
    }
}

/// Takes a line off the bill because of another that stands; `false` when it is off already or the other does not stand.
fn drop(bill: &mut Bill<'_, '_>, line: usize, by: usize, verdict: Verdict, rule: &'static str) -> bool {
    if !bill.lines.get(by).is_some_and(|l| l.is_applied()) {
        return false;
    }
    let judging = bill.judging;
    let Some(l) = bill.lines.get_mut(line).filter(|l| l.is_applied()) else { return false };
    if judging {
        return true;
    }
    l.verdict = verdict;
    l.by = Some((rule, Some(by)));
    // Additions go with their base.
    for addition in bill.lines.iter_mut() {
        if addition.join == Some(line) && addition.is_applied() {
            addition.verdict = verdict;
            addition.by = Some((rule, Some(by)));
        }
    }
    true
}

#[allow(clippy::too_many_arguments, reason = "the parts of one finding")]
fn report(
    bill: &mut Bill<'_, '_>,
    id: &'static str,
    severity: Severity,
    about: Seen<'_>,
    others: &[usize],
    text: &'static Text,
    args: Vec<Arg>,
    cite: &Citation,
) {
    let cites = vec![bill.citations.place(cite)];
    let table = if std::ptr::eq(cite, &TABLE_02) { "etensu-02" } else { "etensu-03" };
    let severity = bill.severity_by(about.line, table, severity);
    let target = bill
        .lines
        .get(about.line)
        .and_then(|l| l.input)
        .map_or(Target::Derived(about.line), |i| Target::Line(about.encounter, i));
    let mut lines = vec![about.line];
    lines.extend(others);
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity,
        disposition: Disposition::LineReview,
        decidable: if severity == Severity::Confirm { Decidable::Partial } else { Decidable::Full },
        phase: Phase::Calculation,
        target,
        lines,
        text,
        args,
        cites,
    });
}
