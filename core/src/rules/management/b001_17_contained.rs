//! B001 17, 27 and 37 — what the fees for chronic pain and for the prevention of dialysis contain.
//!
//! # What it does   Absorbs the listed treatments (慢性疼痛疾患管理料), and guidance on nutrition (透析予防指導管理料), of the month.
//! # Law            告示 B001 17 注2, 27 注2, 37 注2; 通知 B001 17 (2)
//! # Asks           nothing
//! # Revisions      R6
//! # Cases          conformance/cases/b/b001/
//!
//! Drugs of the treatments are billed beside the fee for chronic pain (17 注2, 通知 (2)).

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.17",
    article: "B001",
    title: Text {
        ja: "慢性疼痛疾患管理料・透析予防指導管理料に含まれるもの",
        en: "contained in management of chronic pain and prevention of dialysis",
    },
    about: Text {
        ja: "同じ月の牽引・消炎鎮痛等処置などを慢性疼痛疾患管理料に、外来・集団栄養食事指導料を透析予防指導管理料に含めます。",
        en: "absorbs traction, physical pain treatments and the like, or guidance on nutrition, of the month",
    },
    phase: Phase::Act,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("B001 17 注1"),
        Citation::r06("B001 17 注2"),
        Citation::r06("B001 27 注2"),
        Citation::r06("B001 37 注2"),
        Citation::r06_circular("B001 17 (2)"),
    ],
    run,
};

/// Fees, and what they contain.
const FEES: [(&str, &str); 3] = [
    ("management.b001-17", "management.b001-17.contained"),
    ("management.b001-27", "management.nutrition.contained"),
    ("management.b001-37", "management.nutrition.contained"),
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    for (key, contained) in FEES {
        let fees = &view.set(key)?.value;
        let fee = view.first_in_the_month(fees);
        if fee.is_none() && !view.in_history_of_the_month(fees) {
            continue;
        }
        let contained = &view.set(contained)?.value;
        for (line, row) in view.procedures() {
            if contained.contains(row.code()) {
                out.bundle(line, fee);
            }
        }
    }
    Ok(())
}
