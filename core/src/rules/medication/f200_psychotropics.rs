//! F200 note 2 — several psychotropics: their drug fees 80/100 (薬剤料逓減, 向精神薬多剤投与).
//!
//! # What it does   Takes a fifth of the points of the psychotropics of an in-house prescription (630010005), as a line of its own.
//! # Law            告示 F200 注2; 通知 F200 (1), (2)
//! # Asks           nothing of its own: which drugs are concerned is told by `line.psychotropicClass`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f200/

use super::kinds::{self, Dispensing};
use super::psychotropics;
use crate::amount::{Points, Rate, round_half_up_to_point};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F200.n2",
    article: "F200",
    title: Text {
        ja: "薬剤料逓減（向精神薬多剤投与）",
        en: "reduction of drug fees (several psychotropics)",
    },
    about: Text {
        ja: "院内処方で向精神薬多剤投与に当たるとき、抗不安薬・睡眠薬・抗うつ薬・抗精神病薬の薬剤料を80/100とし、その差を減点の行にします。",
        en: "with several psychotropics in-house, the fees of those drugs are 80/100; the difference is a line of its own",
    },
    phase: Phase::Priced,
    extent: Extent::Part("他の薬と同じ剤にある向精神薬は、確認の指摘とする"),
    cites: &[
        Citation::r06("F200 注2"),
        Citation::r06_circular("F200 (2)"),
        Citation::r08("F200 注2"),
        Citation::r08_circular("F200 (2)"),
    ],
    run,
};

/// 薬剤料逓減（８０／１００）（向精神薬多剤投与）.
const SEVERAL: Code = Code::known(630_010_005);
/// 診療識別 of drug reductions.
const SECTION: u8 = 39;

static UNKNOWN: Text = Text {
    ja: "向精神薬多剤投与です。薬剤料の80/100への減点（F200 注2）は、対象の薬剤（行の psychotropicClass）が分からないか、他の薬と同じ剤にあるため含めていません。",
    en: "several psychotropics: the reduction to 80/100 (F200 note 2) is not included, since the drugs (psychotropicClass) are not told or share a dosing group with others",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Without asking again: the prescription fee has asked whatever was open.
    let in_house = view.fact(&fact::DISPENSING, "F000.dispensing") == Some(FactValue::Choice("inHouse"));
    if !in_house || kinds::dispensing(view, out) != Some(Dispensing::InHouse) || view.has(SEVERAL) {
        return Ok(());
    }
    if several(view)? != Some(true) {
        return Ok(());
    }
    let lines: Vec<usize> = psychotropics::classified(view).into_iter().map(|(line, _)| line).collect();
    let (full, mixed) = view.unmixed_points_of(&lines)?;
    if lines.is_empty() || mixed {
        out.confirm("F200.n2.psychotropic", Target::Encounter(view.place()), &[], &UNKNOWN, Vec::new());
        return Ok(());
    }
    let remains = Rate::from_percent(view.value("drug.psychotropic.percent")?.value)?;
    let less = full.minus(round_half_up_to_point(full.times(remains)?))?;
    if less > Points::ZERO {
        out.reduce(SEVERAL, less, SECTION, &lines);
    }
    Ok(())
}

/// Whether the prescription is one of several psychotropics: as told or answered, else by the classes told.
pub(super) fn several(view: &View<'_, '_, '_>) -> Result<Option<bool>, EngineError> {
    match view.fact(&fact::PSYCHOTROPIC_POLYPHARMACY, "F100.psychotropic") {
        Some(FactValue::Bool(told)) => Ok(Some(told)),
        _ => psychotropics::several(view),
    }
}
