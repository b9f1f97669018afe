//! 第5部 通則4 — gargles given alone (うがい薬のみの投薬).
//!
//! # What it does   Leaves the drugs out when nothing but gargles is given to an out-patient; the fees of medication fall away with them.
//! # Law            告示 第2章第5部 通則4; 通知 第2章第5部 通則9 (not when it is a treatment)
//! # Asks           nothing: a gargle given as a treatment is told by `line.gargleForTreatment`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/general/

use super::kinds;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F.g4",
    article: "F",
    title: Text { ja: "うがい薬のみの投薬", en: "gargles given alone" },
    about: Text {
        ja: "入院外でうがい薬（含嗽剤）だけを治療目的でなく投薬したとき、投薬の費用を算定しません。",
        en: "medication bills nothing when only gargles are given to an out-patient, not as a treatment",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("第2章第5部 通則4"),
        Citation::r06_circular("第2章第5部 通則9"),
        Citation::r08("第2章第5部 通則4"),
        Citation::r08_circular("第2章第5部 通則9"),
    ],
    run,
};

static GARGLE: Text = Text {
    ja: "うがい薬のみの投薬なので、投薬の費用を含めていません（第5部 通則4）。治療を目的とするものであれば行の gargleForTreatment を送ってください。",
    en: "only gargles are given, so medication bills nothing (general rule 4 of part 5); for a treatment send gargleForTreatment on the line",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || !kinds::gargle_only(view) {
        return Ok(());
    }
    let lines: Vec<usize> = kinds::prescribed(view).into_iter().map(|(line, _)| line).collect();
    for line in &lines {
        out.exclude(*line, None);
    }
    out.confirm("F.g4.gargle", Target::Encounter(view.place()), &lines, &GARGLE, Vec::new());
    Ok(())
}
