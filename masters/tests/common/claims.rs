//! Smallest claims: codes on days, and what the checks say of them.
#![allow(dead_code, clippy::unwrap_used)]

use santei_core::checks::examine;
use santei_core::claim::{Claim, Encounter, Facility, History, Line, Options, PastAct, Patient, Setting};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::Facts;
use santei_core::outcome::{Arg, Outcome};
use santei_core::snapshot::{Edition, Found};

/// A Wednesday; the Sunday before begins its week, the week and the month go on behind it.
pub(crate) fn base() -> ServiceDate {
    ServiceDate::new(2025, 7, 16).unwrap()
}

pub(crate) fn day(days: i32) -> ServiceDate {
    base().plus_days(days).unwrap()
}

fn encounter(id: usize, date: ServiceDate, lines: Vec<Line>) -> Encounter {
    Encounter {
        id: format!("e{id}"),
        date,
        date_text: None,
        received_at: None,
        department: None,
        setting: Setting::Outpatient,
        admission: None,
        discharge: None,
        facts: Facts::default(),
        lines,
    }
}

/// Lines by day; each entry one encounter.
pub(crate) fn claim(on: &[(ServiceDate, &[(Code, u32)])], past: &[(ServiceDate, Code, u32)]) -> Claim {
    let mut id = 0;
    let mut line = |(code, count): &(Code, u32)| {
        id += 1;
        Line { count: *count, ..Line::new(format!("l{id}"), *code) }
    };
    let encounters = on
        .iter()
        .enumerate()
        .map(|(at, (date, lines))| encounter(at, *date, lines.iter().map(&mut line).collect()))
        .collect();
    let acts =
        past.iter().map(|(date, code, count)| PastAct { date: *date, code: *code, count: *count }).collect();
    Claim {
        facility: Facility::default(),
        patient: Patient { birth: ServiceDate::new(1980, 4, 1).unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters,
        history: Some(History { complete_from: ServiceDate::new(2015, 1, 1), acts }),
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: Default::default(),
    }
}

/// The same as a stay.
pub(crate) fn stay(on: &[(ServiceDate, &[(Code, u32)])]) -> Claim {
    let mut claim = claim(on, &[]);
    for encounter in &mut claim.encounters {
        encounter.setting = Setting::Inpatient;
    }
    claim
}

pub(crate) fn judged(engine: &Engine, claim: &Claim) -> Outcome {
    examine(engine, claim).unwrap()
}

pub(crate) fn says(outcome: &Outcome, ids: &[&str]) -> bool {
    outcome.findings.iter().any(|f| ids.contains(&f.id))
}

/// Whether a finding of these ids names the two codes in this order.
pub(crate) fn says_of(outcome: &Outcome, ids: &[&str], first: Code, second: Code) -> bool {
    let both = [Arg::Code(first), Arg::Code(second)];
    outcome.findings.iter().any(|f| ids.contains(&f.id) && f.args.get(..2) == Some(&both))
}

pub(crate) fn in_force(edition: &Edition, code: Code, date: ServiceDate) -> bool {
    matches!(edition.procedures().find(code, date), Found::Row(..))
}
