//! D419 item 3 — arterial blood (動脈血採取).
//!
//! # What it does   Adds 動脈血採取 once a day when a test was done on arterial blood.
//! # Law            告示 D419 3; 通知 D419 (4)
//! # Asks           nothing: the specimen of each line is told; blood from a circuit is told by its own word
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d400/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D419.3",
    article: "D419",
    title: Text { ja: "動脈血採取", en: "arterial blood" },
    about: Text {
        ja: "動脈血の検査を行った日に、動脈血採取を1日1回加えます。",
        en: "adds the collection of arterial blood once a day when it was tested",
    },
    phase: Phase::Summary,
    extent: Extent::Part("検体（specimen）が示された検査に限る。1, 2, 4–6 は依頼どおり"),
    cites: &[Citation::r06("D419 3 注1"), Citation::r08("D419 3 注1")],
    run,
};

const ARTERY: Code = Code::known(160_101_210);
const WORDS: [&str; 2] = ["動脈血", "arterialBlood"];

static ONCE_A_DAY: Text = Text { ja: "動脈血採取は1日につき1回です。", en: "once a day" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let tests: Vec<usize> = view
        .procedures()
        .map(|(line, _)| line)
        .filter(|line| {
            view.source(*line).and_then(|s| s.specimen.as_deref()).is_some_and(|told| WORDS.contains(&told))
        })
        .collect();
    if tests.is_empty() {
        return Ok(());
    }
    if view.has_on_the_day(ARTERY) {
        out.decline(ARTERY, &ONCE_A_DAY);
    } else {
        out.add(ARTERY, &tests);
    }
    Ok(())
}
