//! A002 note 6 — what the hospital outpatient fee contains (外来診療料に含まれる検査・処置).
//!
//! # What it does   Absorbs the listed tests and treatments of the day into the fee; judgement fees, blood collection, drugs stay.
//! # Law            告示 A002 注6; 通知 A002 (9)–(12)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a002/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A002.n6",
    article: "A002",
    title: Text {
        ja: "外来診療料に含まれる検査・処置", en: "contained in the hospital outpatient fee"
    },
    about: Text {
        ja: "外来診療料を算定する日の尿・糞便・血液形態機能検査と所定の処置を外来診療料に含めます。判断料、採血料、薬剤、材料は別に算定します。",
        en: "absorbs the listed tests and treatments of the day; judgement fees, blood collection, drugs and materials are billed",
    },
    phase: Phase::Addition,
    extent: Extent::Part("外来迅速検体検査加算（注6ただし書）は検査の部の規則による"),
    cites: &[
        Citation::r06("A002 注6"),
        Citation::r06_circular("A002 (9)"),
        Citation::r06_circular("A002 (10)"),
        Citation::r06_circular("A002 (12)"),
        Citation::r08("A002 注6"),
        Citation::r08_circular("A002 (10)"),
        Citation::r08_circular("A002 (11)"),
        Citation::r08_circular("A002 (13)"),
    ],
    run,
};

const CONTAINED: [&str; 3] = [
    "hospital-outpatient-fee.tests",
    "hospital-outpatient-fee.treatments",
    "hospital-outpatient-fee.treatments-by-circular",
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let fees = ["visit.hospital", "visit.hospital.second-department"];
    let mut fee = None;
    for key in fees {
        fee = fee.or(view.first_on_the_day(&view.set(key)?.value));
    }
    let Some(fee) = fee else { return Ok(()) };
    for key in CONTAINED {
        let set = &view.set(key)?.value;
        for (line, row) in view.procedures() {
            if set.contains(row.code()) {
                out.absorb(line, fee);
            }
        }
    }
    Ok(())
}
