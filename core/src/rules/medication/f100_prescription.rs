//! F100 — prescription fee (処方料) of an in-house prescription.
//!
//! # What it does   Adds the one of the three prices that holds: psychotropics 18, seven kinds or long term 29, other 42.
//! # Law            告示 F100 1–3, 注1; 通知 F100, F200 (kinds)
//! # Asks           psychotropic polypharmacy, when three or more psychotropics are there
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f100/

use super::general5_plasters;
use super::kinds::{self, Article, Dispensing, Price};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F100.1",
    article: "F100",
    title: Text { ja: "処方料", en: "prescription fee" },
    about: Text {
        ja: "院内処方に、向精神薬多剤・7種類以上・その他の区分に応じた処方料を加えます。",
        en: "adds the prescription fee of an in-house prescription by its kinds of drugs",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("F100 1"),
        Citation::r06("F100 2"),
        Citation::r06("F100 3"),
        Citation::r06("F100 注1"),
        Citation::r08("F100 1"),
        Citation::r08("F100 2"),
        Citation::r08("F100 3"),
        Citation::r08("F100 注1"),
    ],
    run,
};

const PSYCHOTROPIC: Code = Code::known(120_003_610);
const SEVEN: Code = Code::known(120_002_610);
const LONG_TERM: Code = Code::known(120_004_410);
const OTHER: Code = Code::known(120_001_210);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if kinds::dispensing(view, out) != Some(Dispensing::InHouse) || general5_plasters::beyond(view)? {
        return Ok(());
    }
    if [PSYCHOTROPIC, SEVEN, LONG_TERM, OTHER].into_iter().any(|c| view.has(c)) {
        return Ok(());
    }
    let drugs: Vec<usize> = [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External]
        .into_iter()
        .flat_map(|f| view.drugs(f))
        .map(|(place, _)| place)
        .collect();
    if drugs.is_empty() {
        return Ok(());
    }
    if let Some(price) = kinds::price(view, out, Article::InHouse)? {
        let code = match price {
            Price::Psychotropic => PSYCHOTROPIC,
            Price::SevenKinds => SEVEN,
            Price::LongTerm => LONG_TERM,
            Price::Other => OTHER,
        };
        out.add(code, &drugs);
    }
    Ok(())
}
