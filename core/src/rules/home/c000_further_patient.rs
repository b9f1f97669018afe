//! C000 (10), C001 (5) — a further patient of one household bills the visit fee instead of the house call or home visit.
//!
//! # What it does   Takes 往診料 or 在宅患者訪問診療料 off the bill for the second and further patients seen in one household.
//! # Law            通知 C000 (10), C001 (5)
//! # Asks           nothing: it is told by `encounter.furtherPatientOfHousehold`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c000/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C000.further",
    article: "C000",
    title: Text { ja: "同一患家の2人目以降", en: "further patients of one household" },
    about: Text {
        ja: "同一の患家で2人以上を診療したとき、2人目以降は往診料・在宅患者訪問診療料を算定せず、初診料・再診料等を算定します。",
        en: "for the second and further patients of one household the visit fee is billed instead of the house call or home visit",
    },
    phase: Phase::Item,
    extent: Extent::Part("患家診療時間加算（2人目以降で1時間を超えるとき）は要求の行による"),
    cites: &[
        Citation::r06_circular("C000 (10)"),
        Citation::r06_circular("C001 (5)"),
        Citation::r08_circular("C000 (10)"),
        Citation::r08_circular("C001 (5)"),
    ],
    run,
};

/// Fees that only the first patient of a household bills.
pub(super) const FEES: [&str; 5] = [
    "home.house-call",
    "home.visit.1",
    "home.visit.2",
    "home.visit.attached",
    "home.visit.attached-referred",
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.told(&fact::FURTHER_PATIENT_AT_HOME) {
        return Ok(());
    }
    for key in FEES {
        let set = &view.set(key)?.value;
        for (line, row) in view.procedures() {
            if set.contains(row.code()) {
                out.exclude(line, None);
            }
        }
    }
    Ok(())
}
