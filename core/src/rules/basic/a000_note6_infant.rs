//! A000 note 6 — infant addition of the first visit (乳幼児加算).
//!
//! # What it does   Adds 111000370 under six, unless an addition of note 7 or 8 is billed.
//! # Law            告示 A000 注6
//! # Asks           nothing of its own (waits for the time class)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family, Time};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n6",
    article: "A000",
    title: Text { ja: "乳幼児加算（初診）", en: "infant addition (first visit)" },
    about: Text {
        ja: "6歳未満の初診に加えます。時間外等の加算（注7・注8）を算定するときは加えません。",
        en: "added under six years; not together with the time additions of notes 7 and 8",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A000 注6"), Citation::r08("A000 注6")],
    run,
};

const INFANT: Code = Code::known(111_000_370);
static OLDER: Text = Text {
    ja: "患者は6歳未満ではありません（注6）。",
    en: "the patient is not under six (note 6)",
};
static TIME_INSTEAD: Text = Text {
    ja: "時間外等の加算を算定するため乳幼児加算は算定しません（注6ただし書）。",
    en: "a time addition is billed instead (note 6, proviso)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::First)) = visit::fee(view)? else { return Ok(()) };
    if view.has(INFANT) {
        return Ok(());
    }
    if !visit::is_infant(view) {
        out.decline(INFANT, &OLDER);
        return Ok(());
    }
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    let outside = time != Time::Regular && !visit::is_open(view);
    if outside || super::a000_note7_time::paediatric(view, time).is_some() {
        out.decline(INFANT, &TIME_INSTEAD);
        return Ok(());
    }
    out.add_to(base, INFANT);
    Ok(())
}
