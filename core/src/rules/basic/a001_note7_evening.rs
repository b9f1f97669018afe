//! A001 note 7 — evening and early morning addition of a revisit (夜間・早朝等加算).
//!
//! # What it does   Adds 112015570 under the conditions of A000 note 9.
//! # Law            告示 A001 注7
//! # Asks           nothing: the clinic's standard and the displayed hours are told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n7",
    article: "A001",
    title: Text {
        ja: "夜間・早朝等加算（再診）", en: "evening and early morning addition (revisit)"
    },
    about: Text {
        ja: "診療所の表示する診療時間内で、18時（土曜は正午）から8時まで、休日又は深夜の再診に加えます。",
        en: "within displayed hours of a clinic, from 18 (Saturday noon) to 8, on holidays and late at night",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A001 注7"), Citation::r08("A001 注7")],
    run,
};

const EVENING: Code = Code::known(112_015_570);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    if view.has(EVENING) || super::a001_note5_time::paediatric(view, time).is_some() {
        return Ok(());
    }
    match super::a000_note9_evening::met(view, out, time) {
        Some(Ok(())) => out.add(EVENING, &[base]),
        Some(Err(reason)) => out.decline(EVENING, reason),
        None => {}
    }
    Ok(())
}
