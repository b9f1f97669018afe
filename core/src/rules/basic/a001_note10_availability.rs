//! A001 note 10 — after-hours availability addition (時間外対応加算).
//!
//! # What it does   Adds the addition whose standard the clinic has filed.
//! # Law            告示 A001 注10
//! # Asks           nothing: the filings are told, or the addition is reported as unsure
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
    id: "A001.n10",
    article: "A001",
    title: Text {
        ja: "時間外対応加算（令和8年6月から時間外対応体制加算）",
        en: "after-hours availability addition",
    },
    about: Text {
        ja: "届け出た時間外対応加算1–4のいずれかを再診料に加えます。",
        en: "adds the one of the four additions that is filed",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A001 注10"), Citation::r08("A001 注10")],
    run,
};

/// 加算1–4, dearest first: the standards exclude each other, so the first one filed is the one.
const ADDITIONS: [Code; 4] =
    [Code::known(112_016_070), Code::known(112_708_370), Code::known(112_708_470), Code::known(112_708_570)];
static NOT_FILED: Text = Text {
    ja: "時間外対応加算の届出がありません（注10）。",
    en: "no such standard is filed (note 10)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    if ADDITIONS.into_iter().any(|c| view.has(c)) {
        return Ok(());
    }
    match ADDITIONS.into_iter().find(|c| view.may_bill(*c)) {
        Some(code) => out.add_to(base, code),
        None if ADDITIONS.into_iter().any(|c| view.unsure(c)) => out.unsure(&ADDITIONS),
        None => out.decline(ADDITIONS[0], &NOT_FILED),
    }
    Ok(())
}
