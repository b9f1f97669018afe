//! A000 note 9 — evening and early morning addition of the first visit (夜間・早朝等加算).
//!
//! # What it does   Adds 111012470 within the displayed hours of a clinic between 18 (Saturday noon) and 8, on holidays, late at night.
//! # Law            告示 A000 注9
//! # Asks           of a visit at such a time, whether the clinic meets the standard
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family, Time};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n9",
    article: "A000",
    title: Text {
        ja: "夜間・早朝等加算（初診）", en: "evening and early morning addition (first visit)"
    },
    about: Text {
        ja: "診療所の表示する診療時間内で、18時（土曜は正午）から8時まで、休日又は深夜の初診に加えます。",
        en: "within displayed hours of a clinic, from 18 (Saturday noon) to 8, on holidays and late at night",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A000 注9"), Citation::r08("A000 注9")],
    run,
};

const EVENING: Code = Code::known(111_012_470);
static ASK: Text = Text {
    ja: "夜間・早朝等加算の施設基準（週30時間以上の表示など）を満たしていますか（届出は不要です）。",
    en: "does the clinic meet the standard of the evening addition (30 displayed hours a week …; no filing needed)?",
};
static NO_STANDARD: Text = Text {
    ja: "夜間・早朝等加算の施設基準を満たす診療所ではありません（注9）。",
    en: "not a clinic that meets the standard of the addition (note 9)",
};
static NOT_THEN: Text = Text {
    ja: "表示する診療時間内の夜間・早朝等の受診ではありません（注9）。",
    en: "the visit is not in the evening or early morning within displayed hours (note 9)",
};

/// Shared with A001 note 7: whether the addition is billed, or why not; `None` while that is asked.
///
/// The standard needs no filing, so that nobody but the clinic knows whether it is met.
pub(super) fn met(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    time: Time,
) -> Option<Result<(), &'static Text>> {
    if view.is_clinic() != Some(true) {
        return Some(Err(&NO_STANDARD));
    }
    let then = matches!(time, Time::Holiday | Time::LateNight) || visit::is_evening(view);
    if !then || !visit::is_open(view) {
        return Some(Err(&NOT_THEN));
    }
    let met = view.decide_bool(out, &fact::EVENING_STANDARD, "A000.n9.standard", &ASK)?;
    Some(if met { Ok(()) } else { Err(&NO_STANDARD) })
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::First)) = visit::fee(view)? else { return Ok(()) };
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    if view.has(EVENING) || super::a000_note7_time::paediatric(view, time).is_some() {
        return Ok(());
    }
    match met(view, out, time) {
        Some(Ok(())) => out.add_to(base, EVENING),
        Some(Err(reason)) => out.decline(EVENING, reason),
        None => {}
    }
    Ok(())
}
