//! C002 note 3 — what comprehensive management contains for the month.
//!
//! # What it does   Absorbs medication (fees, prescription slips, drugs) and the listed fees and treatments of the month.
//! # Law            告示 C002 注3, C002-2 注5; 通知 C002 (9), (10); 特掲診療料の施設基準等 第四 一の六 (3)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c002/
//!
//! Injections, drugs within treatments and materials are billed beside it (第3節, 第4節). Medication of an out-patient visit in the
//! month is contained too ((10)).

use super::management::{FORTY_EIGHT, FULL, SIXTY};
use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C002.n3",
    article: "C002",
    title: Text {
        ja: "在医総管・施医総管に含まれるもの", en: "contained in comprehensive management"
    },
    about: Text {
        ja: "在医総管・施医総管を算定する月の投薬の費用と、所定の管理料・処置の費用を管理料に含めます。",
        en: "absorbs medication and the listed management fees and treatments of the month",
    },
    phase: Phase::Addition,
    extent: Extent::Part("形（内服、屯服、外用）が示されない薬剤は含めない"),
    cites: &[
        Citation::r06("C002 注3"),
        Citation::r06("C002-2 注5"),
        Citation::r06_circular("C002 (9)"),
        Citation::r06_circular("C002 (10)"),
        Citation::r08("C002 注3"),
        Citation::r08("C002-2 注5"),
        Citation::r08_circular("C002 (9)"),
        Citation::r08_circular("C002 (10)"),
    ],
    run,
};

const CONTAINED: [&str; 2] = ["home.management.contained.fees", "home.management.contained.treatments"];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let (mut fee, mut earlier) = (None, false);
    for key in [FULL, SIXTY, FORTY_EIGHT] {
        let set = &view.set(key)?.value;
        fee = fee.or(view.first_in_the_month(set));
        earlier |= view.in_history_of_the_month(set);
    }
    if fee.is_none() && !earlier {
        return Ok(());
    }
    for (line, row) in view.procedures() {
        let mut contained = row.article().letter == b'F';
        for key in CONTAINED {
            contained |= view.set(key)?.value.contains(row.code());
        }
        if contained {
            out.bundle(line, fee);
        }
    }
    for form in [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External] {
        for (line, _) in view.drugs(form) {
            out.bundle(line, fee);
        }
    }
    Ok(())
}
