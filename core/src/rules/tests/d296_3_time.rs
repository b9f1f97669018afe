//! D296-3 note — emergency analysis of the pharynx outside hours.
//!
//! # What it does   Adds 200 points to 内視鏡用テレスコープを用いた咽頭画像等解析 done as an emergency outside hours.
//! # Law            告示 D296-3 注 (with its proviso: no general rule 1 or 3 of section 1 on the day)
//! # Asks           the time class of the visit; whether it was an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d296-3/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::emergency::{self, No};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D296-3.n",
    article: "D296-3",
    title: Text { ja: "時間外加算（咽頭画像等解析）", en: "emergency analysis of the pharynx" },
    about: Text {
        ja: "緊急のため時間外・休日・深夜に行った咽頭画像等解析に200点を加えます（外来）。",
        en: "adds 200 points to the analysis of the pharynx done as an emergency outside hours (out-patients)",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("D296-3 注"), Citation::r08("D296-3 注")],
    run,
};

const ANALYSIS: Code = Code::known(160_235_650);
const ADDITION: Code = Code::known(160_240_870);

/// Whether the addition stands, or will, on the encounter: then the emergency and same-day additions of section 1 do not.
pub(super) fn stands(view: &View<'_, '_, '_>) -> bool {
    let told = super::general1_emergency::outside_hours(view) && view.told(&fact::EMERGENCY);
    view.is_outpatient() && view.has_on_the_day(ANALYSIS) && (view.has_on_the_day(ADDITION) || told)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || view.has(ADDITION) {
        return Ok(());
    }
    let analysis = view.procedures().find(|(_, row)| row.code() == ANALYSIS).map(|(line, _)| line);
    let Some(line) = analysis else { return Ok(()) };
    match emergency::time(view, out, line) {
        Ok(_) => out.add_to(line, ADDITION),
        Err(No::Reason(reason)) => out.decline(ADDITION, reason),
        Err(No::Open) => {}
    }
    Ok(())
}
