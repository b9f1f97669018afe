//! O100 (R8) — measure against prices (外来・在宅物価対応料).
//!
//! # What it does   Adds イ (first visit), ロ (revisit and the like) or ハ (home visit) with the fee; no filing is asked for.
//! # Law            告示 O100 注1–3, 注5; 通知 O100 (2)–(4)
//! # Asks           whether a further visit fee of the day takes another one
//! # Revisions      R8 (R6 had none; its O100 was the base-up fee)
//! # Cases          conformance/cases/o/o100/

use super::companions;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "O100.prices",
    article: "O100",
    title: Text { ja: "外来・在宅物価対応料", en: "measure against prices (out-patients, home)" },
    about: Text {
        ja: "初診料・再診料・訪問診療料等を算定したときに加えます。届出は要りません。令和9年6月からは2倍です。",
        en: "added with a first visit, revisit or home visit fee; no filing; twice the points from June 2027",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "入院物価対応料（注4）は未対応。医科と歯科を併せて受診した場合の主たる診療科（通知 第14部 通則4）は申告による",
    ),
    cites: &[
        Citation::r08("O100 注1"),
        Citation::r08_circular("O100 (2)"),
        Citation::r08_circular("O100 (3)"),
        Citation::r08_circular("O100 (4)"),
        Citation::of(
            Document::MasterSpecification,
            "医科診療行為マスター 項番129 外来・在宅ベースアップ評価料（Ⅰ）",
        ),
    ],
    run,
};

const FIRST: Code = Code::known(180_819_910);
const REVISIT: Code = Code::known(180_820_010);
const HOME: Code = Code::known(180_820_110);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    for (line, mark) in companions::due(view, out, companions::fees(view), &[FIRST, REVISIT, HOME]) {
        let code = match mark {
            b'1' => FIRST,
            b'3' => REVISIT,
            _ => HOME,
        };
        out.add(code, &[line]);
    }
    Ok(())
}
