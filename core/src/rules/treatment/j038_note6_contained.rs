//! J038 note 6 — drugs that a session of chronic dialysis contains (人工腎臓に含まれる薬剤).
//!
//! # What it does   Absorbs dialysis fluid, anticoagulants, ESA and HIF-PH inhibitors into items 1 to 3; asks about salt solutions and the
//! like, which are contained when they are used for the dialysis, and about injections through its circuit.
//! # Law            告示 J038 注6; 通知 J038 (7) ア, オ
//! # Asks           whether such solutions were used for the dialysis; whether injections went through its circuit
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/j038/

use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J038.n6",
    article: "J038",
    title: Text {
        ja: "人工腎臓に含まれる薬剤と注射料", en: "drugs and injections contained in dialysis"
    },
    about: Text {
        ja: "慢性維持透析の透析液、血液凝固阻止剤、生理食塩水、エリスロポエチン製剤等の薬剤料と、人工腎臓の回路を通した注射料を所定点数に含めます。",
        en: "takes dialysis fluid, anticoagulants, salt solution, ESA and injections through the circuit into chronic dialysis",
    },
    // Bundles of drugs decide nothing about fees of prescription: HIF-PH inhibitors given in the house have theirs.
    phase: Phase::Closing,
    extent: Extent::Part("価格だけで送られた薬剤（コードのない行）は判断しない"),
    cites: &[
        Citation::r06("J038 注6"),
        Citation::r06_circular("J038 (7)"),
        Citation::r08("J038 注6"),
        Citation::r08_circular("J038 (7)"),
    ],
    run,
};

/// その他の場合: what note 6 names is billed beside it.
const OTHER_ITEM: u16 = 4;

/// Substances of the listing code (薬価基準収載医薬品コード, y32) that the texts name: 人工腎臓透析用剤 (341), ヘパリンナトリウム and low
/// molecular heparins (3334401–3334404), エリスロポエチン, ダルベポエチン, エポエチンベータペゴル (3999412, 413, 425, 427, 432, 453–455).
const NAMED: [&[u8]; 13] = [
    b"341", b"3334401", b"3334402", b"3334403", b"3334404", b"3999412", b"3999413", b"3999425", b"3999427",
    b"3999432", b"3999453", b"3999454", b"3999455",
];
/// HIF-PH阻害剤: ロキサデュスタット, ダプロデュスタット, バダデュスタット, エナロデュスタット, モリデュスタット.
const NAMED_ORAL: [&[u8]; 5] = [b"3999047", b"3999049", b"3999050", b"3999052", b"3999055"];
/// Contained when used for the dialysis, and used for other ends too: 血液代用剤 (331: 生理食塩液, 電解質), 糖類剤 (323), subcutaneous heparin
/// (3334400), ナファモスタット (3999407), アルガトロバン (2190408).
const BY_USE: [&[u8]; 5] = [b"331", b"323", b"3334400", b"3999407", b"2190408"];

static ASK_DRUGS: Text = Text {
    ja: "人工腎臓の日の生理食塩液・電解質補液・ブドウ糖液・血液凝固阻止剤の注射薬は、人工腎臓に用いたもの（回路の洗浄・充填、血圧低下時の補液、返血、抗凝固など）ですか。一部だけのときは line.usedForDialysis を送ってください（J038 注6）。",
    en: "were salt, electrolyte and glucose solutions and anticoagulants of the day used for the dialysis (filling, fluid, return of blood, anticoagulation)? where only some were, send line.usedForDialysis (J038 note 6)",
};
static ASK_CIRCUIT: Text = Text {
    ja: "この日の注射は、人工腎臓の回路を通して行いましたか（J038 (7) オ）。",
    en: "did the injections of the day go through the circuit of the dialysis (J038 (7) オ)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut dialysis = view.procedures().filter(|(_, row)| {
        row.article().is(b'J', 38, 0) && row.notice_kind().is_base() && !row.is_percentage()
    });
    let Some((session, row)) = dialysis.next() else { return Ok(()) };
    if row.article().item != OTHER_ITEM {
        drugs(view, out, session);
    }
    let injections: Vec<usize> = view
        .procedures()
        .filter(|(_, row)| {
            row.article().letter == b'G' && row.article().section < 5 && row.notice_kind().is_base()
        })
        .map(|(line, _)| line)
        .collect();
    if !injections.is_empty()
        && view.decide_bool(out, &fact::INJECTION_THROUGH_CIRCUIT, "J038.7.circuit", &ASK_CIRCUIT)
            == Some(true)
    {
        for line in injections {
            out.absorb(line, session);
        }
    }
    Ok(())
}

/// Note 6 and (7) ア: 1 to 3 contain the drugs named, and solutions used for the dialysis.
fn drugs(view: &View<'_, '_, '_>, out: &mut Effects, session: usize) {
    let is_of = |line: usize, list: &[&[u8]]| {
        view.listing_code(line).is_some_and(|code| list.iter().any(|start| code.starts_with(start)))
    };
    let mut open: Vec<usize> = Vec::new();
    for (line, source) in view.drugs(DrugForm::Injection) {
        let told = source.facts.bool(&fact::USED_FOR_DIALYSIS);
        if !is_of(line, &NAMED) && !is_of(line, &BY_USE) {
            continue;
        }
        match told {
            Some(true) => out.absorb(line, session),
            Some(false) => {}
            None if is_of(line, &NAMED) => out.absorb(line, session),
            None => open.push(line),
        }
    }
    for (line, source) in view.drugs(DrugForm::Oral) {
        if is_of(line, &NAMED_ORAL) && source.facts.bool(&fact::USED_FOR_DIALYSIS) != Some(false) {
            out.absorb(line, session);
        }
    }
    if !open.is_empty()
        && view.decide_bool(out, &fact::DIALYSIS_DRUGS, "J038.n6.drugs", &ASK_DRUGS) == Some(true)
    {
        for line in open {
            out.absorb(line, session);
        }
    }
}
