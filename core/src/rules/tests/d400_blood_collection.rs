//! D400 — blood collection (血液採取).
//!
//! # What it does   Adds B-V (vein) or B-C (other) once a day when a test was done on such blood, out-patients only.
//! # Law            告示 D400 注1; 通知 D400
//! # Asks           nothing: the specimen of each line is told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d400/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D400.1",
    article: "D400",
    title: Text { ja: "血液採取", en: "blood collection" },
    about: Text {
        ja: "静脈血・末梢血の検査を行った外来の日に、採血料を1日1回加えます。",
        en: "adds the collection fee once a day to out-patients whose venous or capillary blood was tested",
    },
    phase: Phase::Summary,
    extent: Extent::Part("検体（specimen）が示された検査に限る"),
    cites: &[Citation::r06("D400 注1"), Citation::r08("D400 注1")],
    run,
};

const VEIN: Code = Code::known(160_095_710);
const OTHER: Code = Code::known(160_095_810);

static ONCE_A_DAY: Text =
    Text { ja: "採血料は1日1回です（注1）。", en: "the fee is billed once a day (note 1)" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let tested = |words: &[&str]| -> Vec<usize> {
        view.procedures()
            .filter(|(place, _)| {
                view.source(*place)
                    .and_then(|s| s.specimen.as_deref())
                    .is_some_and(|told| words.contains(&told))
            })
            .map(|(place, _)| place)
            .collect()
    };
    let vein = tested(&["静脈血", "venousBlood"]);
    let other = tested(&["末梢血", "毛細血管血", "capillaryBlood"]);
    // Both on one day: the vein, which is the main one (D400 is billed once a day as a whole).
    let (code, because) = if vein.is_empty() { (OTHER, other) } else { (VEIN, vein) };
    if because.is_empty() {
        return Ok(());
    }
    if view.has_on_the_day(VEIN) || view.has_on_the_day(OTHER) {
        out.decline(code, &ONCE_A_DAY);
        return Ok(());
    }
    out.add(code, &because);
    Ok(())
}
