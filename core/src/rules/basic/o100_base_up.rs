//! O100 — base-up fee for out-patients and home care (外来・在宅ベースアップ評価料（Ⅰ）).
//!
//! # What it does   Adds 1 (first visit), 2 (revisit and the like), 3イ or 3ロ (home visits) once a day, by the fee billed on the day.
//! # Law            告示 O100 注1–4; 通知 O100 (2)–(5)
//! # Asks           nothing: the filing is told, or the fee is reported as unsure
//! # Revisions      R6
//! # Cases          conformance/cases/o/o100/
//!
//! Which fee leads to which is the master's: column 129 has 1, 3, 5, 7 on the fees of the day and 2, 4, 6, 8 on what they lead to.

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "O100.1",
    article: "O100",
    title: Text {
        ja: "外来・在宅ベースアップ評価料（Ⅰ）", en: "base-up fee (out-patients, home)"
    },
    about: Text {
        ja: "届け出た医療機関で初診料・再診料・訪問診療料等を算定した日に、1日1回加えます。",
        en: "added once a day on which a first visit, revisit or home visit is billed, where filed",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("O100 注1"),
        Citation::r06("O100 注2"),
        Citation::r06("O100 注3"),
        Citation::r06("O100 注4"),
        Citation::of(
            Document::MasterSpecification,
            "医科診療行為マスター 項番129 外来・在宅ベースアップ評価料（Ⅰ）",
        ),
    ],
    run,
};

/// Column 129 of the fee of the day, and the code it leads to.
const LEADS_TO: [(u8, Code); 4] = [
    (b'1', Code::known(180_725_710)),
    (b'3', Code::known(180_725_810)),
    (b'5', Code::known(180_725_910)),
    (b'7', Code::known(180_726_010)),
];

static NOT_FILED: Text = Text {
    ja: "外来・在宅ベースアップ評価料（Ⅰ）の届出がありません（注1–4）。",
    en: "the standard is not filed (notes 1 to 4)",
};
static ONCE_A_DAY: Text =
    Text { ja: "1日につき1回です（O100）。", en: "the fee is billed once a day (O100)" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let mut due: Vec<(Code, usize)> = Vec::new();
    for (line, row) in view.procedures() {
        due.extend(LEADS_TO.into_iter().filter(|(mark, _)| *mark == row.base_up_1()).map(|(_, c)| (c, line)));
    }
    // Several fees on one day (two departments): the dearest one is the day's.
    let points = |code: Code| view.row(code).map(|r| r.points());
    let Some((code, line)) =
        due.into_iter().max_by_key(|(code, line)| (points(*code), std::cmp::Reverse(*line)))
    else {
        return Ok(());
    };
    if LEADS_TO.into_iter().any(|(_, c)| view.has_on_the_day(c)) {
        out.decline(code, &ONCE_A_DAY);
    } else if view.may_bill(code) {
        out.add(code, &[line]);
    } else if view.unsure(code) {
        out.unsure(&[code]);
    } else {
        out.decline(code, &NOT_FILED);
    }
    Ok(())
}
