//! F000 — dispensing fee (調剤料), out-patients.
//!
//! # What it does   Adds 11 points for internal and as-needed drugs and 8 for external ones, once per prescription, and the
//! joint addition of F000 注 and F100 注2 when narcotics and the like are among them.
//! # Law            告示 F000 1, 注; 通知 F000(1)
//! # Asks           in-house or slip, when drugs are there and the request does not say
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f000/

use super::general5_plasters;
use super::kinds::{self, Dispensing};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F000.1",
    article: "F000",
    title: Text { ja: "調剤料", en: "dispensing fee" },
    about: Text {
        ja: "院内で投薬した外来の処方に、内服・屯服と外用の調剤料を1回ずつ加えます。麻薬等を含むときはその加算も加えます。",
        en: "adds the dispensing fees of an in-house prescription, and the addition for narcotics and psychotropics",
    },
    phase: Phase::Summary,
    extent: Extent::Part("入院中の患者（2）は未対応"),
    cites: &[
        Citation::r06("F000 1"),
        Citation::r06("F000 注"),
        Citation::r06_circular("F000 (1)"),
        Citation::r08("F000 1"),
        Citation::r08("F000 注"),
        Citation::r08_circular("F000 (1)"),
    ],
    run,
};

const INTERNAL: Code = Code::known(120_000_710);
const EXTERNAL: Code = Code::known(120_001_010);
/// 調剤・処方料（麻薬等）: the additions of F000 注 and F100 注2 as one item of the master.
const NARCOTIC: Code = Code::known(120_002_030);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if kinds::dispensing(view, out) != Some(Dispensing::InHouse) || general5_plasters::beyond(view)? {
        return Ok(());
    }
    let lines = |form| view.drugs(form).map(|(place, _)| place).collect::<Vec<_>>();
    let internal: Vec<usize> = [lines(DrugForm::Oral), lines(DrugForm::AsNeeded)].concat();
    let external = lines(DrugForm::External);
    if !internal.is_empty() && !view.has(INTERNAL) {
        out.add(INTERNAL, &internal);
    }
    if !external.is_empty() && !view.has(EXTERNAL) {
        out.add(EXTERNAL, &external);
    }
    let all = [internal, external].concat();
    let controlled: Vec<usize> =
        all.into_iter().filter(|place| matches!(view.controlled_kind(*place), 1 | 2 | 3 | 5)).collect();
    if !controlled.is_empty() && !view.has(NARCOTIC) {
        out.add(NARCOTIC, &controlled);
    }
    Ok(())
}
