//! C001 notes 1 and 2 — whether others of the building were visited the same day (同一建物居住者).
//!
//! # What it does   Reports a home visit whose code does not fit what is told of the building.
//! # Law            告示 C001 注1, 注2; 通知 C001 (3)–(5)
//! # Asks           nothing: it is told by `encounter.sameBuildingSameDay`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c001/

use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C001.building",
    article: "C001",
    title: Text { ja: "同一建物居住者の確認", en: "patients of one building on one day" },
    about: Text {
        ja: "訪問診療料のイ（同一建物居住者以外）・ロ（同一建物居住者）が、申告された同一日の訪問の状況と合うか確かめます。",
        en: "checks the fee of a home visit against what is told of visits to others of the building the same day",
    },
    phase: Phase::Item,
    extent: Extent::Part("同一建物居住者に数えない患者（通知(3)）は申告による"),
    cites: &[
        Citation::r06("C001 注1"),
        Citation::r06_circular("C001 (3)"),
        Citation::r06_circular("C001 (4)"),
        Citation::r08("C001 注1"),
        Citation::r08_circular("C001 (3)"),
        Citation::r08_circular("C001 (4)"),
    ],
    run,
};

static WRONG: Text = Text {
    ja: "訪問診療料（コード{0}）の同一建物居住者の区分が、申告された同一日の訪問の状況（sameBuildingSameDay）と合いません。",
    en: "home visit {0} does not fit what is told of others of the building the same day (sameBuildingSameDay)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(FactValue::Bool(others)) = view.fact(&fact::SAME_BUILDING_SAME_DAY, "") else { return Ok(()) };
    let wrong = if others { "home.visit.other-building" } else { "home.visit.same-building" };
    if let Some(line) = view.first_of(&view.set(wrong)?.value) {
        let args = vec![Arg::Code(view.code_of(line))];
        out.confirm("C001.n1.building", Target::Encounter(view.place()), &[line], &WRONG, args);
    }
    Ok(())
}
