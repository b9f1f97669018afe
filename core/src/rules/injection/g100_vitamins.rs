//! G100 note 2 — vitamins injected into out-patients.
//!
//! # What it does   Leaves an injected vitamin out unless a deficiency or the like warrants it.
//! # Law            告示 G100 注2
//! # Asks           nothing: a vitamin sent is one that was judged necessary, unless encounter.vitaminInjectionWarranted says no
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/g100/
//!
//! ビタミン剤 are the drugs whose class (薬効分類, first digits of y32) is 31.

use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "G100.n2",
    article: "G100",
    title: Text { ja: "ビタミン剤の注射", en: "injected vitamins" },
    about: Text {
        ja: "外来患者に注射したビタミン剤は、ビタミンの欠乏等に必要と判断した場合を除き算定しません。",
        en: "vitamins injected into out-patients are not billed unless judged necessary for a deficiency or the like",
    },
    phase: Phase::Item,
    extent: Extent::Part("入院中の患者（食事療養を受けている患者）は未対応"),
    cites: &[Citation::r06("G100 注2"), Citation::r08("G100 注2")],
    run,
};

/// 薬効分類 31: vitamins.
const VITAMINS: &[u8] = b"31";

static NOT_WARRANTED: Text = Text {
    ja: "ビタミンの欠乏等に必要と判断したものではないビタミン剤の注射は算定しません（G100 注2）。",
    en: "vitamins that were not judged necessary for a deficiency or the like are not billed (G100 note 2)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let refused = view.fact(&fact::VITAMIN_WARRANTED, "") == Some(FactValue::Bool(false));
    if !view.is_outpatient() || !refused {
        return Ok(());
    }
    for (line, _) in view.drugs(DrugForm::Injection) {
        let vitamin = view.listing_code(line).is_some_and(|code| code.starts_with(VITAMINS));
        if vitamin {
            out.exclude(line, None);
            out.confirm("G100.n2", Target::Encounter(view.place()), &[line], &NOT_WARRANTED, Vec::new());
        }
    }
    Ok(())
}
