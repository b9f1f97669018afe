//! Age additions that the row of an act offers (年齢加算①–④, s100–s111).
//!
//! # What it does   Adds the addition whose age range holds the patient's age to the unit of its base.
//! # Law            the note of each article (乳幼児加算 …); which addition belongs to which base is the master's
//! # Asks           whether a child of up to 90 days is premature (G016); what asks for more than an age is left to the request
//! # Revisions      R6, R8
//! # Cases          conformance/cases/general/
//!
//! The fees of the visit (A) are left out: their notes name exceptions, which have rules of their own; so is I002 (注3).

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::{Citation, Document};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::AgeAddition;

/// The rule.
pub static RULE: Rule = Rule {
    id: "general.age",
    article: "",
    title: Text { ja: "年齢による注加算", en: "age additions" },
    about: Text {
        ja: "行為の行が示す年齢加算のうち、患者の年齢に当たるものを加えます（初・再診料を除く）。",
        en: "adds the age addition that the row of an act offers for the patient's age (fees of the visit left out)",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::of(Document::MasterSpecification, "医科診療行為マスター 項番100–111 年齢加算"),
        Citation::r06("E002 注2"),
        Citation::r06("F400 注3"),
        Citation::r08("E002 注2"),
        Citation::r08("F400 注3"),
    ],
    run,
};

/// Additions whose age columns say who may have them, while their notes ask for more than the age: none of them follows from it.
const CONDITIONAL: [(Code, &Text); 3] = [
    (SEDATED_MRI, &SEDATION),
    (Code::known(180_056_570), &PROGRAMME), // 疾患別等専門プログラム加算 (I008-2 注7)
    (PREMATURE_EYE, &MATURE),
];
/// 小児鎮静下ＭＲＩ撮影加算 (E202 注7).
const SEDATED_MRI: Code = Code::known(170_036_170);
/// 未熟児加算（硝子体内注射） (G016 注).
const PREMATURE_EYE: Code = Code::known(130_703_070);

static SEDATION: Text = Text {
    ja: "麻酔による鎮静下に複数の領域を一連で撮影した場合の加算です。行った場合は加算の行を送ってください（E202 注7）。",
    en: "the addition is for several regions scanned in one course under sedation; send its line where that was done (E202 note 7)",
};
static PROGRAMME: Text = Text {
    ja: "共通の計画による専門プログラムを行った場合の加算です。行った場合は加算の行を送ってください（I008-2 注7）。",
    en: "the addition is for a programme planned for the group; send its line where that was held (I008-2 note 7)",
};
static MATURE: Text = Text {
    ja: "未熟児ではないか、それが分かりません（G016 注）。",
    en: "the child is not premature, or that is not known (G016 note)",
};
static ASK_PREMATURE: Text = Text {
    ja: "未熟児（出生時体重2,500グラム未満）ですか。",
    en: "is the child a premature infant (less than 2,500 grams at birth)?",
};

/// What the age alone does not decide: prematurity is asked for, the rest is sent as a line.
fn conditional(view: &View<'_, '_, '_>, out: &mut Effects, place: usize, code: Code) {
    if view.has(code) {
        return;
    }
    if code == PREMATURE_EYE
        && view.decide_bool(out, &fact::PREMATURE_INFANT, "L.g2.premature", &ASK_PREMATURE) == Some(true)
    {
        out.add_to(place, code);
        return;
    }
    if let Some((_, reason)) = CONDITIONAL.iter().find(|(c, _)| *c == code) {
        out.decline(code, reason);
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let birth = view.patient().birth;
    for (place, row) in view.procedures() {
        // I002 注3 holds within a year only and has a rule of its own.
        if row.article().letter == b'A' || row.article().is(b'I', 2, 0) {
            continue;
        }
        let told_apart = |code: Code| CONDITIONAL.iter().any(|(c, _)| *c == code);
        let of_age =
            |a: &AgeAddition| a.at_least.reached(birth, view.date()) && a.under.under(birth, view.date());
        if let Some(addition) = row.age_additions().filter(of_age).find(|a| told_apart(a.code)) {
            conditional(view, out, place, addition.code);
        }
        let fits = row.age_additions().filter(of_age).find(|a| !told_apart(a.code));
        if let Some(addition) = fits
            && !view.has(addition.code)
        {
            out.add_to(place, addition.code);
        }
    }
    Ok(())
}
