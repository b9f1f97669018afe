//! B001-2 note 3, B001-2-9 note 2, B001-2-10 note 2, B001-2-11 note 3 — what was derived from the other lines of the day is contained too.
//!
//! # What it does   Absorbs fees that other rules derived after the containing fee was looked at (処方箋料, 判断料 and the like).
//! # Law            告示 B001-2 注3, B001-2-11 注3
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2/

use super::b001_2_9_contained;
use super::b001_2_note3_contained::contained;
use super::paediatric;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2.n3.derived",
    article: "B001-2",
    title: Text {
        ja: "診療料に含まれるもの（導出した項目）",
        en: "contained in comprehensive fees: derived items",
    },
    about: Text {
        ja: "小児科外来診療料・小児かかりつけ診療料の日、地域包括診療料の月に他の規則が導いた項目も、列挙されたものを除き含めます。",
        en: "absorbs what other rules derived on the day of a paediatric fee or in a month of community care, but the listed items",
    },
    phase: Phase::Closing,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("B001-2 注3"),
        Citation::r06("B001-2-9 注2"),
        Citation::r06("B001-2-11 注3"),
        Citation::r08("B001-2 注3"),
        Citation::r08("B001-2-9 注2"),
        Citation::r08("B001-2-11 注3"),
    ],
    run,
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (key, beside) in [
        (paediatric::OUTPATIENT, "management.b001-2.beside"),
        (paediatric::FAMILY_DOCTOR, "management.b001-2-11.beside"),
    ] {
        if let Some(fee) = view.first_on_the_day(&view.set(key)?.value) {
            contained(view, out, fee, beside)?;
        }
    }
    b001_2_9_contained::absorb_derived(view, out)
}
