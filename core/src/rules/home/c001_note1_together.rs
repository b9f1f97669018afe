//! C001 notes 1, 2, 10 and C001-2 note 1 — what is not billed with a home visit.
//!
//! # What it does   Takes 再診料, 外来診療料 and 往診料 of the visit off the bill; a planned visit on the day of a first visit, or (but for
//!   在宅療養支援診療所・病院) on the day of a house call or the day after it, is not billed itself.
//! # Law            告示 C001 注1, 注2, 注10; C001-2 注1, 注6; 通知 C001 (6), (11), (21)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c001/

use super::support;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C001.n1",
    article: "C001",
    title: Text {
        ja: "在宅患者訪問診療料と併せて算定しないもの", en: "not billed with a home visit"
    },
    about: Text {
        ja: "訪問診療と併せて再診料、外来診療料、往診料を算定しません。初診の日と、往診の日・翌日（在宅療養支援診療所等を除く）の訪問診療は算定しません。",
        en: "no revisit fee or house call with a home visit; no home visit on the day of a first visit, nor on the day of a house call or after it",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "在宅療養支援診療所等が往診の日又は翌日に行う訪問診療の文書の要件（通知(21)）と、注2・C001-2 注3の6月の限度は点検による",
    ),
    cites: &[
        Citation::r06("C001 注1"),
        Citation::r06("C001 注2"),
        Citation::r06("C001 注10"),
        Citation::r06("C001-2 注1"),
        Citation::r06_circular("C001 (21)"),
        Citation::r08("C001 注1"),
        Citation::r08("C001 注2"),
        Citation::r08("C001 注10"),
        Citation::r08("C001-2 注1"),
        Citation::r08_circular("C001 (21)"),
    ],
    run,
};

const REVISITS: [&str; 4] = [
    "visit.revisit",
    "visit.revisit.second-department",
    "visit.hospital",
    "visit.hospital.second-department",
];
const FIRST_VISITS: [&str; 2] = ["visit.first", "visit.first.second-department"];

static AFTER_CALL: Text = Text {
    ja: "往診の日又はその翌日の訪問診療（コード{0}）は、在宅療養支援診療所・病院でなければ算定しません。届出（facility.standards）が送られていません。",
    en: "home visit {0} on the day of a house call or after it is billed by home-care support institutions only; facility.standards was not sent",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let planned = view.first_of(&view.set("home.visit.1")?.value);
    let attached = view.first_of(&view.set("home.visit.attached")?.value);
    let referred = view
        .first_of(&view.set("home.visit.2")?.value)
        .or(view.first_of(&view.set("home.visit.attached-referred")?.value));
    let Some(visit) = planned.or(attached).or(referred) else { return Ok(()) };

    // The day of a first visit: the planned visit gives way; a visit on request of another institution does not.
    let mut first = None;
    for key in FIRST_VISITS {
        let set = &view.set(key)?.value;
        first = first.or(view.first_on_the_day(set));
        if planned.is_none() && attached.is_none() {
            exclude(view, out, set, visit);
        }
    }
    if let (Some(first), Some(visit)) = (first, planned.or(attached)) {
        out.exclude(visit, Some(first));
        return Ok(());
    }

    let calls = &view.set("home.house-call")?.value;
    for key in REVISITS {
        exclude(view, out, &view.set(key)?.value, visit);
    }
    exclude(view, out, calls, visit);

    // Note 10: a house call on the day (on another occasion) or the day before.
    let own_call = view.first_of(calls).is_some();
    let yesterday = view.date().plus_days(-1);
    let on_the_day = view.first_on_the_day(calls).filter(|_| !own_call);
    let before = view.last_billed(|c| calls.contains(c)).filter(|day| Some(*day) >= yesterday);
    if on_the_day.is_none() && before.is_none() {
        return Ok(());
    }
    match support::is_support(view) {
        Some(true) => {}
        Some(false) => out.exclude(visit, on_the_day),
        None => out.confirm(
            "C001.n10.afterHouseCall",
            Target::Encounter(view.place()),
            &[visit],
            &AFTER_CALL,
            vec![Arg::Code(view.code_of(visit))],
        ),
    }
    Ok(())
}

fn exclude(view: &View<'_, '_, '_>, out: &mut Effects, set: &crate::params::CodeSet, by: usize) {
    for (line, row) in view.procedures() {
        if set.contains(row.code()) {
            out.exclude(line, Some(by));
        }
    }
}
