//! G004 — drip infusion by age and volume of the day (点滴注射の区分).
//!
//! # What it does   Puts the class that age and volume ask for in the place of the one sent, when the volume is told.
//! # Law            告示 G004 1, 2, 3; 通知 G004 (1), (2)
//! # Asks           nothing: the volume is told by `volumeMl` of the infusion, else of its drugs
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/g004/

use rust_decimal::Decimal;

use super::Owner;
use crate::claim::{DrugForm, Line};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "G004.volume",
    article: "G004",
    title: Text {
        ja: "点滴注射の区分（年齢と注射量）", en: "class of a drip infusion (age and volume)"
    },
    about: Text {
        ja: "1日分の注射量が示されているとき、年齢と注射量に当たる点滴注射の区分に置き換えます。",
        en: "when the volume of the day is told, the class of the infusion follows age and volume",
    },
    phase: Phase::Visit,
    extent: Extent::Part("注射量（volumeMl）が示されないときは、要求の区分のまま"),
    cites: &[
        Citation::r06("G004 1"),
        Citation::r06("G004 2"),
        Citation::r06("G004 3"),
        Citation::r06_circular("G004 (2)"),
        Citation::r08("G004 1"),
        Citation::r08("G004 2"),
        Citation::r08("G004 3"),
        Citation::r08_circular("G004 (2)"),
    ],
    run,
};

const INFANT: Code = Code::known(130_003_710);
const FULL: Code = Code::known(130_003_810);
const OTHER: Code = Code::known(130_009_310);
/// Age under which the first class holds.
const INFANT_UNDER: i32 = 6;

static REPLACED: Text = Text {
    ja: "1日分の注射量が{0}mLなので、点滴注射の区分を改めました（G004）。",
    en: "the class of the infusion was changed: the volume of the day is {0} mL (G004)",
};

/// Volume of the day: as told of the infusions, else of the injected drugs (all of them told).
fn volume(view: &View<'_, '_, '_>, infusions: &[(usize, Code)]) -> Option<Decimal> {
    // Drugs of another injection (into a muscle, say) are no part of the volume (通知 G004 (2)).
    let techniques = super::injections(view);
    let infused = |(drug, _): &(usize, &Line)| match super::owner(view, *drug, &techniques) {
        Owner::Injection(by) => infusions.iter().any(|(line, _)| *line == by),
        Owner::OtherAct => false,
        Owner::Unknown => true,
    };
    let sum = |lines: Vec<Option<Decimal>>| {
        let told = lines.into_iter().collect::<Option<Vec<Decimal>>>().filter(|all| !all.is_empty())?;
        told.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add)
    };
    sum(infusions.iter().map(|(line, _)| view.source(*line)?.volume_ml).collect()).or_else(|| {
        sum(view.drugs(DrugForm::Injection).filter(infused).map(|(_, line)| line.volume_ml).collect())
    })
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let infusions: Vec<(usize, Code)> = view
        .procedures()
        .filter(|(_, row)| [INFANT, FULL, OTHER].contains(&row.code()))
        .map(|(line, row)| (line, row.code()))
        .collect();
    let Some(volume) = volume(view, &infusions) else { return Ok(()) };
    let infant = view.age() < INFANT_UNDER;
    let (class, key) = if infant { (INFANT, "infusion.volume.infant") } else { (FULL, "infusion.volume") };
    let class =
        if volume >= view.value(key)?.value { Some(class) } else { view.is_outpatient().then_some(OTHER) };
    let wrong: Vec<usize> =
        infusions.iter().filter(|(_, code)| Some(*code) != class).map(|(line, _)| *line).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    for line in &wrong {
        out.exclude(*line, None);
    }
    if let Some(class) = class.filter(|class| !view.has(*class)) {
        out.add(class, &wrong);
    }
    let args = vec![Arg::Number(volume)];
    out.confirm("G004.volume", Target::Encounter(view.place()), &wrong, &REPLACED, args);
    Ok(())
}
