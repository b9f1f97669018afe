//! 第10部 通則8 — operations on small children (乳幼児加算, 幼児加算).
//!
//! # What it does   Adds 100/100 under three and 50/100 from three to under six to each operation; not beside general rule 7.
//! # Law            告示 第2章第10部 通則8; 通知 第2章第10部 通則9
//! # Asks           nothing of its own
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use super::general7_newborn::{Newborn, newborn, operations};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g8",
    article: "K",
    title: Text { ja: "手術の乳幼児加算・幼児加算", en: "age additions of operations" },
    about: Text {
        ja: "3歳未満の手術に100分の100、3歳以上6歳未満の手術に100分の50を加えます。",
        en: "adds 100 percent to operations under three and 50 percent from three to under six",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("第2章第10部 通則8"),
        Citation::r06_circular("第2章第10部 通則9"),
        Citation::r08("第2章第10部 通則8"),
        Citation::r08_circular("第2章第10部 通則9"),
    ],
    run,
};

/// Under three; from three to under six. Their ages stand in the master.
const AGES: [Code; 2] = [Code::known(150_000_290), Code::known(150_342_890)];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(code) = AGES.into_iter().find(|code| view.may_bill(*code)) else { return Ok(()) };
    for (line, row) in operations(view) {
        if matches!(newborn(view, out, row), Newborn::No) {
            out.add_to(line, code);
        }
    }
    Ok(())
}
