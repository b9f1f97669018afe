//! C002 note 11, C002-2 note 4 — comprehensive management beside psychotherapy.
//!
//! # What it does   Takes the management fee off the bill in a month with psychotherapy and planned home visits, but for listed states.
//! # Law            告示 C002 注11, C002-2 注4; 通知 C002 (27)
//! # Asks           whether the patient is in a listed state (別表第八の四)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c002/

use super::management as groups;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C002.n11",
    article: "C002",
    title: Text {
        ja: "精神療法の月の在医総管・施医総管",
        en: "comprehensive management beside psychotherapy",
    },
    about: Text {
        ja: "通院・在宅精神療法と訪問診療料を算定する月は、別表第八の四の状態の患者に限り在医総管・施医総管を算定します。",
        en: "in a month with psychotherapy and home visits the management fee is billed for listed states only",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("C002 注11"),
        Citation::r06("C002-2 注4"),
        Citation::r06_circular("C002 (27)"),
        Citation::r08("C002 注11"),
        Citation::r08("C002-2 注4"),
        Citation::r08_circular("C002 (27)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "通院・在宅精神療法と併せて在医総管・施医総管を算定できる状態ですか（別表第八の四）。",
    en: "is the patient in a state in which management is billed beside psychotherapy (annex 8-4)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, _)) = groups::fee(view)? else { return Ok(()) };
    if !view.any_in_the_month(|row| row.article().is(b'I', 2, 0)) || groups::visits(view)? == 0 {
        return Ok(());
    }
    let state = &fact::PSYCHOTHERAPY_HOME_STATE;
    if view.decide_bool(out, state, "C002.n11.state", &ASK) == Some(false) {
        out.exclude(fee, None);
    }
    Ok(())
}
