//! B000, B001 6 to 8 — fees for listed diseases: whether one of them is among the diseases of the claim.
//!
//! # What it does   Reports a fee for which the diseases told hold none that the disease master lists for it.
//! # Law            告示 B000 注1; B001 6 注1, 7 注1, 8 注1
//! # Asks           nothing: the diseases are told, or the fee stands as sent
//! # Revisions      R6, R8 (別表第一: ulcers not under a drug that they forbid)
//! # Cases          conformance/cases/b/b000/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::DiseaseRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "B000.n1",
    article: "B000",
    title: Text { ja: "管理料の対象疾患", en: "diseases of management fees" },
    about: Text {
        ja: "特定疾患療養管理料等の対象疾患が、送られた傷病名（疑いを除く）にないとき、確認とします。",
        en: "reports a fee for listed diseases when the diseases told hold none of them (suspected ones left out)",
    },
    phase: Phase::Closing,
    extent: Extent::Part(
        "主病かどうかは確認による。診療行為マスターの傷病名関連区分（s25）のある項目に限る。R8で除かれた、禁忌の非ステロイド性抗炎症薬を投与されている消化性潰瘍は見分けない",
    ),
    cites: &[
        Citation::r06("B000 注1"),
        Citation::r06("B001 6 注1"),
        Citation::r06("B001 7 注1"),
        Citation::r06("B001 8 注1"),
        Citation::r08("B000 注1"),
        Citation::r08("B001 6 注1"),
        Citation::r08("B001 7 注1"),
        Citation::r08("B001 8 注1"),
    ],
    run,
};

static MISSING: Text = Text {
    ja: "コード{0}の対象疾患が、送られた傷病名にありません。確認してください。",
    en: "no disease of the claim is one that code {0} is for; please confirm",
};

/// Whether a disease is one of the kind of a row (傷病名関連区分 s25 against b21 and b43).
pub(in crate::rules) fn fits(relation: u8, disease: DiseaseRow<'_>) -> bool {
    let kind = disease.specific_disease_kind();
    match relation {
        5 | 7 => kind == relation || kind == 8,
        9 => disease.intractable_kind() != 0,
        _ => kind == relation,
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(diseases) = view.diseases() else { return Ok(()) };
    for (line, row) in view.procedures() {
        let relation = row.disease_relation();
        if row.article().letter != b'B' || relation == 0 {
            continue;
        }
        let found = diseases
            .iter()
            .any(|(told, disease)| !told.suspected && disease.is_none_or(|disease| fits(relation, disease)));
        if !found {
            out.confirm(
                "B000.diseaseMissing",
                Target::Encounter(view.place()),
                &[line],
                &MISSING,
                vec![Arg::Code(row.code())],
            );
        }
    }
    Ok(())
}
