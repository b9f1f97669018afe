//! Bundles and exclusions of the electronic fee table (02 包括, 03 背反): which of the lines stand together.
//!
//! Lines are compared with each other and with the history. 特例条件 = 1 means that the text holds a condition the table cannot
//! express: such a pair is never decided here, a person confirms it. A pair of which the institution may choose one keeps the dearer
//! line as a proposal.

use std::cmp::Reverse;

use crate::bill::{Bill, Item};
use crate::claim::PastAct;
use crate::code::{Code, ItemId};
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text, Verdict};
use crate::snapshot::{BundleSlot, Edition, Exclusion, Hundredths, Keep, Window};

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
static BUNDLED_OPERATION: Text = Text {
    ja: "コード{0}は、同じ手術（手術前１週間）のものであればコード{1}に含まれます（電子点数表 包括）。確認してください。",
    en: "code {0} is part of code {1} if it belongs to the same operation or the week before it (electronic fee table, bundle); please confirm",
};
static BUNDLED_EARLIER: Text = Text {
    ja: "コード{0}は、{2}に算定したコード{1}に含まれます（電子点数表 包括）。",
    en: "code {0} is part of code {1} billed on {2} (electronic fee table, bundle)",
};
static INCLUDES_EARLIER: Text = Text {
    ja: "{2}に算定したコード{1}は、コード{0}に含まれます（電子点数表 包括）。確認してください。",
    en: "code {1} billed on {2} is part of code {0} (electronic fee table, bundle); please confirm",
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
    /// What the item includes (02).
    slots: [Option<BundleSlot>; 3],
    /// Whether it is an operation (第10部 手術).
    operation: bool,
}

impl Seen<'_> {
    fn is_parent(&self) -> bool {
        self.slots.iter().any(Option::is_some)
    }
}

/// Compares the lines.
pub(super) fn run(bill: &mut Bill<'_, '_>) {
    let mut seen: Vec<Seen<'_>> = (0..bill.lines.len()).filter_map(|line| seen(bill, line)).collect();
    // In order of time, and within an encounter the dearest first: the order of encounters and lines in the request decides nothing,
    // also where one exclusion takes a line off that would have excluded another.
    seen.sort_by_key(|s| (s.date, s.encounter, Reverse(s.points), s.code, s.line));
    let operations: Vec<ServiceDate> = seen.iter().filter(|s| s.operation).map(|s| s.date).collect();
    let bundles = seen.iter().any(Seen::is_parent);
    if bill.claim.history.as_ref().is_some_and(|h| !h.acts.is_empty()) {
        let all = seen.clone();
        pairs(bill, &mut seen, bundles, &operations);
        earlier(bill, &all);
    } else {
        pairs(bill, &mut seen, bundles, &operations);
    }
}

fn pairs(bill: &mut Bill<'_, '_>, seen: &mut Vec<Seen<'_>>, bundles: bool, operations: &[ServiceDate]) {
    if !bundles {
        // What the tables do not know can neither exclude nor be excluded.
        seen.retain(|s| s.windows != 0);
    }
    for (at, first) in seen.iter().enumerate() {
        for second in seen.iter().skip(at + 1) {
            if bundles {
                bundle(bill, first, second, operations);
                bundle(bill, second, first, operations);
            }
            if first.windows & second.windows != 0 {
                exclude(bill, first, second);
            }
        }
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
        slots: edition.bundle_slots(item, l.date),
        operation: row.article().letter == b'K' && row.notice_kind().is_base(),
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

fn exclude(bill: &mut Bill<'_, '_>, first: &Seen<'_>, second: &Seen<'_>) {
    if first.code == second.code || !std::ptr::eq(first.edition, second.edition) {
        return;
    }
    let mut found: Option<Exclusion> = None;
    for (bit, window) in Window::ALL.into_iter().enumerate() {
        if (first.windows & second.windows) >> bit & 1 == 0
            || !together(window, first.date, second.date, first.encounter == second.encounter)
        {
            continue;
        }
        // A pair may stand in several tables: one that decides goes before one that leaves it to a person.
        let here = first.edition.exclusion(window, first.item, second.item, first.date);
        found = found.filter(|f| !f.special || here.is_none_or(|h| h.special)).or(here);
    }
    let Some(Exclusion { keep, special, .. }) = found else { return };
    let (kept, cut) = match keep {
        Keep::First => (first, second),
        Keep::Second => (second, first),
        Keep::Either if second.points > first.points => (second, first),
        Keep::Either => (first, second),
    };
    let args = || vec![Arg::Code(cut.code), Arg::Code(kept.code)];
    if special {
        let id = "etensu.exclusionSpecial";
        report(bill, id, Severity::Confirm, cut, &[kept.line], &SPECIAL, args(), &TABLE_03);
    } else if drop(bill, cut.line, kept.line, Verdict::Excluded, RULE) {
        let (text, severity) =
            if keep == Keep::Either { (&CHOOSE, Severity::Confirm) } else { (&EXCLUDED, Severity::Notice) };
        report(bill, "etensu.exclusion", severity, cut, &[kept.line], text, args(), &TABLE_03);
    }
}

/// How a unit of 02 lets parent and child meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meet {
    /// They do not.
    Apart,
    /// They do.
    Together,
    /// If they belong to one operation, which a claim does not tell.
    Perhaps,
}

fn meet(unit: u8, parent: &Seen<'_>, child: &Seen<'_>, operations: &[ServiceDate]) -> Meet {
    let when = |yes: bool| if yes { Meet::Together } else { Meet::Apart };
    let same_day = parent.date == child.date;
    match unit {
        1 => when(same_day),
        2 => when(parent.date.month() == child.date.month()),
        3 => when(parent.encounter == child.encounter && same_day),
        // 手術前1週間: one to seven days before an operation of the claim; which of them the parent is for is not told.
        5 => {
            let before = |operation: &ServiceDate| (1..=7).contains(&(operation.days() - child.date.days()));
            if operations.iter().any(before) { Meet::Perhaps } else { Meet::Apart }
        }
        // 1手術につき: one encounter is one operation, unless it has several.
        6 if parent.encounter == child.encounter && same_day => {
            if operations.iter().filter(|day| **day == parent.date).count() > 1 {
                Meet::Perhaps
            } else {
                Meet::Together
            }
        }
        6 if same_day => Meet::Perhaps,
        _ => Meet::Apart,
    }
}

/// 02: whether `child` is part of `parent`.
fn bundle(bill: &mut Bill<'_, '_>, parent: &Seen<'_>, child: &Seen<'_>, operations: &[ServiceDate]) {
    if !parent.is_parent() || parent.code == child.code || !std::ptr::eq(parent.edition, child.edition) {
        return;
    }
    for slot in parent.slots.into_iter().flatten() {
        let meet = meet(slot.unit, parent, child, operations);
        if meet == Meet::Apart {
            continue;
        }
        let Some(special) = parent.edition.bundled(slot, child.item, child.date) else { continue };
        let args = vec![Arg::Code(child.code), Arg::Code(parent.code)];
        let others = [parent.line];
        if special {
            let id = "etensu.bundleSpecial";
            report(bill, id, Severity::Confirm, child, &others, &BUNDLED_SPECIAL, args, &TABLE_02);
        } else if meet == Meet::Perhaps {
            let id = "etensu.bundleOperation";
            report(bill, id, Severity::Confirm, child, &others, &BUNDLED_OPERATION, args, &TABLE_02);
        } else if bill.lines.get(parent.line).is_some_and(|l| l.is_applied())
            && drop(bill, child.line, parent.line, Verdict::Bundled, RULE_BUNDLE)
        {
            report(bill, "etensu.bundle", Severity::Notice, child, &others, &BUNDLED, args, &TABLE_02);
        }
        return;
    }
}

/// Against what was billed before, at any day of the window up to the line's.
fn earlier(bill: &mut Bill<'_, '_>, lines: &[Seen<'_>]) {
    let Some(history) = &bill.claim.history else { return };
    let items: Vec<(&Edition, Vec<(PastAct, ItemId)>)> = bill
        .engine
        .editions()
        .iter()
        .map(|e| (e, history.acts.iter().filter_map(|a| Some((*a, e.procedures().item(a.code)?))).collect()))
        .collect();
    for line in lines {
        let Some((_, acts)) = items.iter().find(|(e, _)| std::ptr::eq(*e, line.edition)) else { continue };
        for (act, item) in acts.iter().filter(|(act, _)| act.date <= line.date) {
            if line.windows != 0 {
                excluded_earlier(bill, line, act, *item);
            }
            if act.code != line.code && line.edition.has_bundles() {
                bundled_earlier(bill, line, act, *item);
            }
        }
    }
}

fn excluded_earlier(bill: &mut Bill<'_, '_>, line: &Seen<'_>, act: &PastAct, item: ItemId) {
    for window in [Window::Month, Window::Week, Window::Day] {
        if !together(window, act.date, line.date, false) {
            continue;
        }
        let Some(rule) = line.edition.exclusion(window, line.item, item, line.date) else { continue };
        // What is billed already cannot be taken back here: unless the table keeps it, a person decides.
        let certain = rule.keep == Keep::Second && !rule.special;
        settle(bill, line, certain, Verdict::Excluded, "etensu.exclusionHistory", &EARLIER, act, &TABLE_03);
        break;
    }
}

/// 包括 of a day or month, in both directions: an act of the history may include the line, or be included by it.
fn bundled_earlier(bill: &mut Bill<'_, '_>, line: &Seen<'_>, act: &PastAct, item: ItemId) {
    let meets = |unit| match unit {
        1 => act.date == line.date,
        2 => act.date.month() == line.date.month(),
        _ => false,
    };
    let above = line.edition.bundle_slots(item, act.date).into_iter().flatten().filter(|s| meets(s.unit));
    if let Some(special) = above.filter_map(|s| line.edition.bundled(s, line.item, line.date)).next() {
        let id = "etensu.bundleHistory";
        settle(bill, line, !special, Verdict::Bundled, id, &BUNDLED_EARLIER, act, &TABLE_02);
    }
    let below = line.slots.into_iter().flatten().filter(|s| meets(s.unit));
    if below.filter_map(|s| line.edition.bundled(s, item, act.date)).next().is_some() {
        let id = "etensu.bundleHistory";
        settle(bill, line, false, Verdict::Bundled, id, &INCLUDES_EARLIER, act, &TABLE_02);
    }
}

/// Takes a line off the bill because of an act of the history when that is certain, and reports it.
#[allow(clippy::too_many_arguments, reason = "the parts of one finding")]
fn settle(
    bill: &mut Bill<'_, '_>,
    line: &Seen<'_>,
    certain: bool,
    verdict: Verdict,
    id: &'static str,
    text: &'static Text,
    act: &PastAct,
    cite: &Citation,
) {
    let args = vec![Arg::Code(line.code), Arg::Code(act.code), Arg::Date(act.date)];
    if !certain {
        report(bill, id, Severity::Confirm, line, &[], text, args, cite);
    } else if bill.lines.get(line.line).is_some_and(|l| l.is_applied()) {
        if let Some(l) = bill.lines.get_mut(line.line).filter(|_| !bill.judging) {
            l.verdict = verdict;
            l.by = Some((if verdict == Verdict::Bundled { RULE_BUNDLE } else { RULE }, None));
        }
        report(bill, id, Severity::Notice, line, &[], text, args, cite);
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
    about: &Seen<'_>,
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
