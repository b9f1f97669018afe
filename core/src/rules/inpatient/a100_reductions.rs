//! A100 and part 2 — reductions of the ward fee by what the institution lacks (入院基本料の減算).
//!
//! # What it does   Takes 40 points a day off where the reduction for nutrition or for restraint is filed, and 5/100 off 一般病棟入院基本料 on a
//! day told as one of the reduction for night nursing.
//! # Law            告示 第1章第2部 通則8, 通則9; A100 注6
//! # Asks           nothing: filings and the fact decide
//! # Revisions      R6
//! # Cases          conformance/cases/a/a100/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A100.reductions",
    article: "A100",
    title: Text { ja: "入院基本料の減算", en: "reductions of the ward fee" },
    about: Text {
        ja: "栄養管理体制・身体的拘束最小化の減算の届出がある病院の入院基本料から1日40点を、夜間看護体制特定日に当たる日の一般病棟入院基本料から5/100を減じます。",
        en: "takes 40 points a day (nutrition, restraint) or 5/100 (night nursing) off the ward fee",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "特定入院料（第3節）・短期滞在手術等基本料の減算、一般病棟のほかの夜間看護体制特定日減算、入院期間加算は送られた行による",
    ),
    cites: &[Citation::r06("第1章第2部 通則8"), Citation::r06("第1章第2部 通則9"), Citation::r06("A100 注6")],
    run,
};

/// Reductions that follow from a filing of the institution (s72–81): the row itself tells which.
const FILED: [Code; 2] = [Code::known(190_182_590), Code::known(190_814_310)];
/// 夜間看護体制特定日減算（一般病棟入院基本料）.
const NIGHT: Code = Code::known(190_200_970);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if view.is_outpatient() {
        return Ok(());
    }
    let fees = view.procedures().filter(|(_, row)| {
        let article = row.article();
        article.letter == b'A' && (100..200).contains(&article.section) && row.notice_kind().is_base()
    });
    for (line, row) in fees {
        for code in FILED {
            if !view.has_on(line, code) && view.may_bill(code) {
                out.add_to(line, code);
            }
        }
        let general = row.article().is(b'A', 100, 0);
        if general && view.told(&fact::NIGHT_NURSING_REDUCTION) && !view.has_on(line, NIGHT) {
            out.add_to(line, NIGHT);
        }
    }
    Ok(())
}
