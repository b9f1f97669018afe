//! F200 note 3 — reduction of drug fees (薬剤料逓減): seven or more kinds 90/100.
//!
//! # What it does   Takes a tenth of the points of all internal drugs of an in-house prescription (630010002), as a line of its own.
//! # Law            告示 F200 注3; 通知 F200(6)
//! # Asks           nothing of its own: the prescription fee has asked
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f200/

use rust_decimal::Decimal;

use super::f200_psychotropics;
use super::kinds::{self, Dispensing};
use crate::amount::{Points, Rate, round_half_up_to_point};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F200.n3",
    article: "F200",
    title: Text {
        ja: "薬剤料逓減（内服薬7種類以上）", en: "reduction of drug fees (seven or more kinds)"
    },
    about: Text {
        ja: "院内処方で7種類以上の内服薬を投薬したとき、内服薬の薬剤料を90/100とし、その差を減点の行にします。",
        en: "with seven or more kinds of internal drugs in-house, their fees are 90/100; the difference is a line of its own",
    },
    phase: Phase::Priced,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("F200 注3"),
        Citation::r06_circular("F200 (6)"),
        Citation::r08("F200 注3"),
        Citation::r08_circular("F200 (6)"),
    ],
    run,
};

/// 薬剤料逓減（９０／１００）（内服薬）.
const SEVEN: Code = Code::known(630_010_002);
/// 診療識別 of drug reductions.
const SECTION: u8 = 39;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Without asking again: the prescription fee has asked whatever was open.
    let in_house = view.fact(&fact::DISPENSING, "F000.dispensing") == Some(FactValue::Choice("inHouse"));
    if !in_house || kinds::dispensing(view, out) != Some(Dispensing::InHouse) || view.has(SEVEN) {
        return Ok(());
    }
    // 地域包括診療料 is billed once a month: its patient is exempt on every visit of the month.
    let care = view.known_set("management.b001-2-9").map(|set| &set.value);
    let month = care.is_some_and(|c| view.first_in_the_month(c).is_some() || view.in_history_of_the_month(c));
    if month || view.first_of(&view.set("drug.polypharmacy.exempt")?.value).is_some() {
        return Ok(());
    }
    // 注3 is for what 注2 does not meet.
    if f200_psychotropics::several(view)? == Some(true) {
        return Ok(());
    }
    // What is told goes before the count, as in the prescription fee.
    let seven = match view.fact(&fact::PRESCRIPTION_POLYPHARMACY, "") {
        Some(FactValue::Bool(told)) => told,
        _ => Decimal::from(kinds::internal_kinds(view)?) >= view.value("drug.polypharmacy.kinds")?.value,
    };
    if !seven {
        return Ok(());
    }
    let lines: Vec<usize> = view.drugs(DrugForm::Oral).map(|(place, _)| place).collect();
    let full = view.points_of(&lines)?;
    let remains = Rate::from_percent(view.value("drug.polypharmacy.percent")?.value)?;
    let less = full.minus(round_half_up_to_point(full.times(remains)?))?;
    if less > Points::ZERO {
        out.reduce(SEVEN, less, SECTION, &lines);
    }
    Ok(())
}
