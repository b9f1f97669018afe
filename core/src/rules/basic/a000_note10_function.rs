//! A000 note 10 — addition for strengthened family-doctor function (機能強化加算).
//!
//! # What it does   Adds 111013770 to a first visit at a clinic or a hospital under 200 beds that has filed the standard.
//! # Law            告示 A000 注10; 通知 A000 (24)
//! # Asks           nothing: the filings are told, or the addition is reported as unsure
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n10",
    article: "A000",
    title: Text { ja: "機能強化加算", en: "family-doctor function addition" },
    about: Text {
        ja: "届け出た診療所・許可病床200床未満の病院の初診（2つ目の診療科を除く）に加えます。",
        en: "added to first visits at clinics and hospitals under 200 beds that have filed the standard",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("A000 注10"),
        Citation::r06_circular("A000 (24)"),
        Citation::r08("A000 注10"),
        Citation::r08_circular("A000 (24)"),
    ],
    run,
};

const FUNCTION: Code = Code::known(111_013_770);
static NOT_FILED: Text = Text {
    ja: "機能強化加算の届出がないか、許可病床200床以上の病院です（注10）。",
    en: "the standard is not filed, or the hospital has 200 beds or more (note 10)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, Family::First)) = visit::fee(view)? else { return Ok(()) };
    if view.has(FUNCTION) {
        return Ok(());
    }
    if view.may_bill(FUNCTION) {
        out.add_to(fee, FUNCTION);
    } else if view.unsure(FUNCTION) {
        out.unsure(&[FUNCTION]);
    } else {
        out.decline(FUNCTION, &NOT_FILED);
    }
    Ok(())
}
