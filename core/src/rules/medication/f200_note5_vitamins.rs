//! F200 note 5 — vitamins are billed only where the doctor judged them effective (ビタミン剤).
//!
//! # What it does   Takes vitamins by mouth or injection off the bill when they are told not to be needed.
//! # Law            告示 F200 注5; 通知 F200 (8)
//! # Asks           whether they were judged necessary and effective
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f200/
//!
//! Vitamins are what the drug price list classes as such (薬効分類 31), compounds that hold vitamins with them; external drugs are none
//! of them ((8) ア). Those of a slip are for the pharmacy.

use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F200.n5",
    article: "F200",
    title: Text { ja: "ビタミン剤", en: "vitamins" },
    about: Text {
        ja: "内服・注射のビタミン剤（薬効分類31）は、医師が必要かつ有効と判断した場合に限り算定します。",
        en: "vitamins by mouth or injection are billed only where the doctor judged them necessary and effective",
    },
    phase: Phase::Summary,
    extent: Extent::Part("薬効分類31以外の、ビタミンを含有する配合剤は点検による"),
    cites: &[
        Citation::r06("F200 注5"),
        Citation::r06_circular("F200 (8)"),
        Citation::r08("F200 注5"),
        Citation::r08_circular("F200 (8)"),
    ],
    run,
};

/// 薬効分類 of the listing code: ビタミン剤.
const VITAMIN: &[u8] = b"31";

static ASK: Text = Text {
    ja: "ビタミン剤の投与を、医師が必要かつ有効と判断しましたか（ビタミンの欠乏又は代謝障害で食事からの摂取が困難など。F200 注5）。",
    en: "did the doctor judge the vitamins necessary and effective (a deficiency that food does not meet, or the like; F200 note 5)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let told = view.fact(&fact::DISPENSING, "F000.dispensing");
    // The drugs of a slip are not billed here, and while that is open it is another question.
    let here = !view.is_outpatient() || told == Some(FactValue::Choice("inHouse"));
    let forms: &[DrugForm] =
        if here { &[DrugForm::Oral, DrugForm::Injection] } else { &[DrugForm::Injection] };
    let vitamins: Vec<usize> = forms
        .iter()
        .flat_map(|form| view.drugs(*form))
        .map(|(line, _)| line)
        .filter(|line| view.listing_code(*line).is_some_and(|code| code.starts_with(VITAMIN)))
        .collect();
    if vitamins.is_empty() {
        return Ok(());
    }
    if view.decide_bool(out, &fact::VITAMINS_NEEDED, "F200.n5.vitamins", &ASK) == Some(false) {
        for line in vitamins {
            out.exclude(line, None);
        }
    }
    Ok(())
}
