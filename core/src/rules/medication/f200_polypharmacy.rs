//! F200 notes 2 and 3 — reduction of drug fees (薬剤料逓減): seven or more kinds 90/100, several psychotropics 80/100.
//!
//! # What it does   Takes a tenth of the points of all internal drugs of an in-house prescription (630010002), as a line of its own.
//! # Law            告示 F200 注2, 注3; 通知 F200(6)
//! # Asks           nothing of its own: the prescription fee has asked
//! # Revisions      R6
//! # Cases          conformance/cases/f/f200/

use rust_decimal::Decimal;

use super::kinds::{self, Dispensing};
use crate::amount::{Points, Rate, round_half_up_to_point};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Target, Text};
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
    extent: Extent::Part(
        "向精神薬多剤（注2、80/100）は対象薬剤の申告が要るため確認の指摘とする。40/100（注4）は未対応",
    ),
    cites: &[Citation::r06("F200 注3"), Citation::r06("F200 注2"), Citation::r06_circular("F200 (6)")],
    run,
};

/// 薬剤料逓減（９０／１００）（内服薬）.
const SEVEN: Code = Code::known(630_010_002);
/// 診療識別 of drug reductions.
const SECTION: u8 = 39;

static PSYCHOTROPIC: Text = Text {
    ja: "向精神薬多剤投与です。抗不安薬等の薬剤料の80/100への減点（F200 注2）は、対象の薬剤が分からないため含めていません。",
    en: "several psychotropics: the reduction to 80/100 (F200 note 2) is not included, since the drugs concerned are not told",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Without asking again: the prescription fee has asked whatever was open.
    let in_house = view.fact(&fact::DISPENSING, "F000.dispensing") == Some(FactValue::Choice("inHouse"));
    if !in_house || kinds::dispensing(view, out) != Some(Dispensing::InHouse) || view.has(SEVEN) {
        return Ok(());
    }
    let psychotropic = view.fact(&fact::PSYCHOTROPIC_POLYPHARMACY, "F100.psychotropic");
    if psychotropic == Some(FactValue::Bool(true)) {
        out.confirm("F200.n2.psychotropic", Target::Encounter(view.place()), &[], &PSYCHOTROPIC, Vec::new());
        return Ok(());
    }
    let least = view.value("drug.polypharmacy.kinds")?.value;
    if Decimal::from(kinds::internal_kinds(view)?) < least {
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
