//! B001 2 — monitoring of drugs by their level in blood (特定薬剤治療管理料1).
//!
//! # What it does   Adds 280 points in the first month, 2,740 in three months of a transplant; the fourth month on is half, by its code.
//! # Law            告示 B001 2 注4, 注6, 注8
//! # Asks           the kind of drug and the month, by a finding when they are not told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.2",
    article: "B001",
    title: Text {
        ja: "特定薬剤治療管理料１の初回月と4月目", en: "drug monitoring: first and fourth month"
    },
    about: Text {
        ja: "1回目の月に280点、臓器移植月から3月は2,740点を加え、抗てんかん剤・免疫抑制剤以外の4月目からは50/100の項目とします。",
        en: "adds the points of the first month or of a transplant; half points from the fourth month on",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "注3（急速飽和等）、注5（2回）、注7（入院）、注9・注10は要求の行による。薬剤ごとの月数は line の事実による",
    ),
    cites: &[
        Citation::r06("B001 2 注4"),
        Citation::r06("B001 2 注6"),
        Citation::r06("B001 2 注8"),
        Citation::r08("B001 2 注4"),
        Citation::r08("B001 2 注6"),
        Citation::r08("B001 2 注8"),
    ],
    run,
};

const FULL: Code = Code::known(113_000_410);
const HALF: Code = Code::known(113_000_510);
const TRANSPLANT: Code = Code::known(113_000_670);
const FIRST_MONTH: Code = Code::known(113_000_770);

static NOT_TOLD: Text = Text {
    ja: "コード{0}：対象薬剤（line.monitoredDrug）と何月目か（line.drugMonitoringMonth）が分からないため、初回月の加算と4月目以降の50/100を判断していません。",
    en: "code {0}: the drug (line.monitoredDrug) and its month (line.drugMonitoringMonth) are not told, so first-month addition and half points are not decided",
};
static NO_TRANSPLANT: Text = Text {
    ja: "コード{0}：臓器移植から何月目か（line.transplantMonth）が分からないため、臓器移植月から3月の加算（注6）を判断していません。",
    en: "code {0}: the month since the transplant (line.transplantMonth) is not told, so the addition of note 6 is not decided",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let half_from = view.value("management.b001.2.half-from-month")?.value;
    let transplant_months = view.value("management.b001.2.transplant-months")?.value;
    let fees: Vec<(usize, Code)> = view
        .procedures()
        .map(|(line, r)| (line, r.code()))
        .filter(|(_, code)| [FULL, HALF].contains(code))
        .collect();
    for (line, code) in fees {
        let facts = view.source(line).map(|l| &l.facts);
        let month = facts.and_then(|f| f.int(&fact::MONITORED_MONTH)).map(rust_decimal::Decimal::from);
        let drug = facts.and_then(|f| f.choice(&fact::MONITORED_DRUG));
        let (Some(month), Some(drug)) = (month, drug) else {
            // An addition or the half fee sent by the client tells as much.
            if code == FULL && !view.has(FIRST_MONTH) && !view.has(TRANSPLANT) {
                let target = Target::Encounter(view.place());
                out.confirm("B001.2.monthUnknown", target, &[line], &NOT_TOLD, vec![Arg::Code(code)]);
            }
            continue;
        };
        let exempt = matches!(drug, "antiepileptic" | "transplantImmunosuppressant" | "immunosuppressant");
        if code == FULL && !exempt && month >= half_from {
            out.exclude(line, None);
            out.add(HALF, &[line]);
            continue;
        }
        let addition = match drug {
            // 注6 counts from the transplant, not from the first monitoring.
            "transplantImmunosuppressant" => {
                let since =
                    facts.and_then(|f| f.int(&fact::TRANSPLANT_MONTH)).map(rust_decimal::Decimal::from);
                if since.is_none() && !view.has(TRANSPLANT) {
                    let target = Target::Encounter(view.place());
                    out.confirm(
                        "B001.2.transplantUnknown",
                        target,
                        &[line],
                        &NO_TRANSPLANT,
                        vec![Arg::Code(code)],
                    );
                }
                since.is_some_and(|m| m <= transplant_months).then_some(TRANSPLANT)
            }
            // 注7 has an addition of its own for in-patients.
            "vancomycin" => None,
            _ => (month == rust_decimal::Decimal::ONE).then_some(FIRST_MONTH),
        };
        if let Some(addition) = addition.filter(|a| !view.has(*a)) {
            out.add_to(line, addition);
        }
    }
    Ok(())
}
