//! I002 note 6 — three or more antidepressants or antipsychotics: psychotherapy 50/100.
//!
//! # What it does   Puts the item of half the points in the place of the fee, and leaves out the one by telemedicine.
//! # Law            告示 I002 注6, 注12
//! # Asks           whether the requirements are met, when so many kinds are told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i002/

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "I002.n6",
    article: "I002",
    title: Text {
        ja: "通院・在宅精神療法の要件減算", en: "psychotherapy with many psychotropics"
    },
    about: Text {
        ja: "1回の処方で抗うつ薬又は抗精神病薬を3種類以上投与し要件を満たさないとき、50/100の項目に置き換えます。",
        en: "three or more antidepressants or antipsychotics without the requirements: the item of half the points",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "種類数は要求の事実（antipsychotics, antidepressants）か、行の psychotropicClass による",
    ),
    cites: &[Citation::r06("I002 注6"), Citation::r06("I002 注12"), Citation::r08("I002 注6")],
    run,
};

/// The fee and the item of half its points (要件減算).
#[rustfmt::skip]
const HALVES: [(Code, Code); 26] = [
    (Code::known(180_055_510), Code::known(180_056_030)), // 通院精神療法（入院措置後退院患者・支援計画の療養担当精神科医師）
    (Code::known(180_055_610), Code::known(180_056_130)), // 在宅精神療法（入院措置後退院患者・支援計画の療養担当精神科医師）
    (Code::known(180_067_110), Code::known(180_067_230)), // 通院精神療法（初診日に６０分以上）（（１）以外）
    (Code::known(180_067_310), Code::known(180_067_530)), // 通院精神療法（３０分未満）（１以外）
    (Code::known(180_067_410), Code::known(180_067_630)), // 通院精神療法（３０分以上）（１以外）
    (Code::known(180_067_910), Code::known(180_068_630)), // 在宅精神療法（３０分以上６０分未満）（１以外）
    (Code::known(180_068_010), Code::known(180_068_130)), // 在宅精神療法（初診日に６０分以上）（（１）以外）
    (Code::known(180_068_210), Code::known(180_073_130)), // 在宅精神療法（６０分以上）（１以外）
    (Code::known(180_068_310), Code::known(180_068_530)), // 在宅精神療法（３０分未満）（１以外）
    (Code::known(180_069_050), Code::known(180_068_830)), // 家族通院精神療法（３０分未満）（１以外）
    (Code::known(180_069_150), Code::known(180_068_930)), // 家族通院精神療法（３０分以上）（１以外）
    (Code::known(180_069_250), Code::known(180_073_330)), // 家族在宅精神療法（６０分以上）（１以外）
    (Code::known(180_069_650), Code::known(180_069_430)), // 家族在宅精神療法（３０分未満）（１以外）
    (Code::known(180_069_750), Code::known(180_069_530)), // 家族在宅精神療法（３０分以上６０分未満）（１以外）
    (Code::known(180_070_310), Code::known(180_071_530)), // 通院精神療法（初診日に６０分以上）（精神保健指定医による場合）
    (Code::known(180_070_410), Code::known(180_071_630)), // 通院精神療法（３０分以上）（精神保健指定医による場合）
    (Code::known(180_070_510), Code::known(180_071_730)), // 通院精神療法（３０分未満）（精神保健指定医による場合）
    (Code::known(180_070_610), Code::known(180_071_830)), // 在宅精神療法（初診日に６０分以上）（精神保健指定医による場合）
    (Code::known(180_070_710), Code::known(180_073_030)), // 在宅精神療法（６０分以上）（精神保健指定医による場合）
    (Code::known(180_070_810), Code::known(180_071_930)), // 在宅精神療法（３０分以上６０分未満）（精神保健指定医による場合）
    (Code::known(180_070_910), Code::known(180_072_030)), // 在宅精神療法（３０分未満）（精神保健指定医による場合）
    (Code::known(180_071_010), Code::known(180_072_130)), // 家族通院精神療法（３０分以上）（精神保健指定医による場合）
    (Code::known(180_071_110), Code::known(180_072_230)), // 家族通院精神療法（３０分未満）（精神保健指定医による場合）
    (Code::known(180_071_210), Code::known(180_073_230)), // 家族在宅精神療法（６０分以上）（精神保健指定医による場合）
    (Code::known(180_071_310), Code::known(180_072_330)), // 家族在宅精神療法（３０分以上６０分未満）（指定医）
    (Code::known(180_071_410), Code::known(180_072_430)), // 家族在宅精神療法（３０分未満）（精神保健指定医による場合）
];

static MET: Text = Text {
    ja: "抗うつ薬又は抗精神病薬が3種類に満たないか、要件を満たしています（注6）。",
    en: "fewer than three antidepressants or antipsychotics, or the requirements are met (note 6)",
};
static ASK: Text = Text {
    ja: "抗うつ薬又は抗精神病薬を3種類以上投与する場合の要件（I002 注6）を満たしていますか。",
    en: "are the requirements for three or more antidepressants or antipsychotics met (I002 note 6)?",
};

/// Kinds as told: those count as they are, since the fact leaves out what meets the requirements.
fn told(view: &View<'_, '_, '_>, least: Decimal) -> bool {
    [&fact::ANTIPSYCHOTICS, &fact::ANTIDEPRESSANTS]
        .into_iter()
        .filter_map(|kinds| view.encounter().facts.int(kinds))
        .any(|n| Decimal::from(n) >= least)
}

/// Kinds by the classes of the drugs: whether the requirements are met is another question.
fn classes(view: &View<'_, '_, '_>, least: Decimal) -> bool {
    ["antipsychotic", "antidepressant"].into_iter().any(|class| {
        let lines = view.encounter().lines.iter();
        let of_class = lines.filter(|l| l.facts.choice(&fact::PSYCHOTROPIC_CLASS) == Some(class));
        Decimal::from(of_class.map(|l| l.code).collect::<BTreeSet<_>>().len()) >= least
    })
}

static TELEMEDICINE: Text = Text {
    ja: "抗うつ薬又は抗精神病薬を3種類以上投与したため、情報通信機器を用いた精神療法を含めていません（I002 注12）。",
    en: "psychotherapy by telemedicine is not included with three or more antidepressants or antipsychotics (I002 note 12)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let remote = view.known_set("psychotherapy.telemedicine").and_then(|set| view.first_of(&set.value));
    if let Some(line) = remote {
        let least = view.value("psychotherapy.several")?.value;
        // 注12 knows no requirements: three kinds are enough.
        if told(view, least) || classes(view, least) {
            out.exclude(line, None);
            let target = Target::Encounter(view.place());
            out.confirm("I002.n12.several", target, &[line], &TELEMEDICINE, Vec::new());
        }
        return Ok(());
    }
    let fees: Vec<(usize, Code)> = view
        .procedures()
        .filter_map(|(line, row)| Some((line, HALVES.iter().find(|(fee, _)| *fee == row.code())?.1)))
        .collect();
    let Some((line, half)) = fees.first().copied() else { return Ok(()) };
    let least = view.value("psychotherapy.several")?.value;
    let met = if told(view, least) {
        Some(view.told(&fact::PSYCHOTROPIC_REQUIREMENTS))
    } else if classes(view, least) {
        view.decide_bool(out, &fact::PSYCHOTROPIC_REQUIREMENTS, "I002.n6.requirements", &ASK)
    } else {
        Some(true)
    };
    match met {
        Some(false) => {
            out.exclude(line, None);
            out.add(half, &[line]);
        }
        Some(true) => out.decline(half, &MET),
        None => {}
    }
    Ok(())
}
