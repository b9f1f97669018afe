//! 第9部 通則7 後段 — no infant note of J113 beside 耳鼻咽喉科乳幼児処置加算.
//!
//! # What it does   Leaves out the infant addition of 耳垢栓塞除去 on a day with 耳鼻咽喉科乳幼児処置加算.
//! # Law            告示 第2章第9部 通則7, J113 注
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J.g7.J113",
    article: "J113",
    title: Text {
        ja: "耳垢栓塞除去の乳幼児加算の除外", en: "no infant note of ear wax removal"
    },
    about: Text {
        ja: "耳鼻咽喉科乳幼児処置加算を算定する日は、J113の注の乳幼児加算を算定しません。",
        en: "the infant note of J113 is not billed on a day with the addition of general rule 7",
    },
    phase: Phase::Closing,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("第2章第9部 通則7"),
        Citation::r06("J113 注"),
        Citation::r08("第2章第9部 通則7"),
        Citation::r08("J113 注"),
    ],
    run,
};

const ENT: Code = Code::known(140_061_990);
/// ６歳未満乳幼児加算（処置）（５５）: shared by several articles, so the base decides.
const INFANT: Code = Code::known(140_057_170);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((ent, _)) = view.procedures().find(|(_, r)| r.code() == ENT) else { return Ok(()) };
    for (line, row) in view.procedures().filter(|(_, r)| r.notice_kind().is_base()) {
        if !row.article().is(b'J', 113, 0) {
            continue;
        }
        for (addition, _) in view.additions_on(line).filter(|(_, code)| *code == INFANT) {
            out.exclude(addition, Some(ent));
        }
    }
    Ok(())
}
