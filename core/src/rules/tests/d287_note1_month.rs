//! D287 note 1 — endocrine loading tests up to a ceiling in the month (内分泌負荷試験).
//!
//! # What it does   Asks for the history of the month; the ceiling itself is applied when the tests are priced.
//! # Law            告示 D287 注1
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d287/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D287.n1",
    article: "D287",
    title: Text { ja: "内分泌負荷試験の月の限度", en: "endocrine loading tests in a month" },
    about: Text {
        ja: "内分泌負荷試験は月3,600点を限度とし、超える点数を算定しません。",
        en: "endocrine loading tests are paid up to 3,600 points a month",
    },
    phase: Phase::Closing,
    extent: Extent::Part("負荷試験に含まれる注射・採血・検体測定（注2）は電子点数表の包括による"),
    cites: &[Citation::r06("D287 注1"), Citation::r08("D287 注1")],
    run,
};

/// Group of the loading tests (包括対象検査, s16).
const GROUP: u8 = 8;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let is_loading = |code| view.row(code).is_some_and(|r| r.lab_bundle_group() == GROUP);
    if let Some((line, _)) = view.procedures().find(|(_, row)| row.lab_bundle_group() == GROUP) {
        // The answer is a fact of the patient; what the history holds is read when the line is priced.
        let _ = view.is_repeat(out, line, is_loading);
    }
    Ok(())
}
