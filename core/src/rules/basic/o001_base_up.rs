//! O001 (R8) — base-up fee for out-patients and home care (外来・在宅ベースアップ評価料（Ⅰ）).
//!
//! # What it does   Adds 1 (first visit), 2 (revisit and the like), 3イ or 3ロ (home visits) with the fee; where 注5 is filed its own codes.
//! # Law            告示 O001 注1–7; 通知 O001 (2)–(5)
//! # Asks           whether a further visit fee of the day takes another one
//! # Revisions      R8 (R6: O100)
//! # Cases          conformance/cases/o/o001/
//!
//! From June 2027 注6 doubles the points and 注7 gives those of 注5 anew, inside the revision: what the notice states for a day stands in
//! `data/params/price_measures.toml` and is laid beside the master row when it is priced.

use super::companions;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "O001.1",
    article: "O001",
    title: Text {
        ja: "外来・在宅ベースアップ評価料（Ⅰ）", en: "base-up fee (out-patients, home)"
    },
    about: Text {
        ja: "届け出た医療機関で初診料・再診料・訪問診療料等を算定したときに加えます。注5の届出があれば注5の点数によります。",
        en: "added with a first visit, revisit or home visit fee where filed; with note 5 filed, by its points",
    },
    phase: Phase::Summary,
    extent: Extent::Part("医科と歯科を併せて受診した場合の主たる診療科（通知 第14部 通則2）は申告による"),
    cites: &[
        Citation::r08("O001 注1"),
        Citation::r08("O001 注2"),
        Citation::r08("O001 注3"),
        Citation::r08("O001 注5"),
        Citation::r08_circular("O001 (2)"),
        Citation::r08_circular("O001 (3)"),
        Citation::of(
            Document::MasterSpecification,
            "医科診療行為マスター 項番129 外来・在宅ベースアップ評価料（Ⅰ）",
        ),
    ],
    run,
};

/// By the mark of the fee: the code, and the one of 注5 where it is known.
const CODES: [(u8, Code, Option<Code>); 4] = [
    (b'1', Code::known(180_725_710), Some(Code::known(180_853_810))),
    (b'3', Code::known(180_725_810), Some(Code::known(180_853_910))),
    (b'5', Code::known(180_725_910), None),
    (b'7', Code::known(180_726_010), None),
];
pub(super) const FAMILY: [Code; 6] = [
    Code::known(180_725_710),
    Code::known(180_725_810),
    Code::known(180_725_910),
    Code::known(180_726_010),
    Code::known(180_853_810),
    Code::known(180_853_910),
];
/// 外来・在宅ベースアップ評価料（１）; its 注5 (継続的賃上げ).
const FILED: u16 = 4307;
const CONTINUED: u16 = 4303;

static NOT_FILED: Text = Text {
    ja: "外来・在宅ベースアップ評価料（Ⅰ）の届出がありません（注1–3）。",
    en: "the standard is not filed (notes 1 to 3)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let fees = companions::fees(view);
    let Some((_, mark)) = fees.first() else { return Ok(()) };
    let Some((_, plain, _)) = CODES.iter().find(|(m, _, _)| m == mark) else { return Ok(()) };
    match view.filed(FILED) {
        None => {
            out.unsure(&[*plain]);
            return Ok(());
        }
        Some(false) => {
            out.decline(*plain, &NOT_FILED);
            return Ok(());
        }
        Some(true) => {}
    }
    let continued = view.filed(CONTINUED) == Some(true);
    for (line, mark) in companions::due(view, out, fees, &FAMILY) {
        match CODES.iter().find(|(m, _, _)| *m == mark) {
            Some((_, _, Some(code))) if continued => out.add(*code, &[line]),
            Some((_, _, None)) if continued => {
                out.code_unknown(view.place(), &[line], "外来・在宅ベースアップ評価料（Ⅰ）3 注5");
            }
            Some((_, code, _)) => out.add(*code, &[line]),
            None => {}
        }
    }
    Ok(())
}
