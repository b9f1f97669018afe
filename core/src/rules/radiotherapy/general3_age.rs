//! 第12部 通則3 — radiotherapy of children (小児放射線治療加算).
//!
//! # What it does   Adds 80, 50, 30 or 20 percent (newborn, under 3, 3–5, 6–14) to each radiotherapy that takes it.
//! # Law            告示 第2章第12部 通則3
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/m/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "M.g3",
    article: "M",
    title: Text { ja: "小児放射線治療加算", en: "radiotherapy of children" },
    about: Text {
        ja: "15歳未満の放射線治療（M000–M001-3、M002–M004）に、年齢に応じた加算を加えます。",
        en: "adds a percentage by age to radiotherapy under fifteen (M000–M001-3, M002–M004)",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("第2章第12部 通則3"), Citation::r08("第2章第12部 通則3")],
    run,
};

/// Newborn, under 3, 3–5, 6–14. Their ages stand in the master.
const AGES: [Code; 4] =
    [Code::known(180_034_890), Code::known(180_034_990), Code::known(180_035_090), Code::known(180_035_190)];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if AGES.into_iter().any(|code| view.has(code)) {
        return Ok(());
    }
    let mut bases = view
        .procedures()
        .filter(|(_, row)| {
            row.article().letter == b'M' && row.general_age_addon() == 1 && row.notice_kind().is_base()
        })
        .peekable();
    if bases.peek().is_none() {
        return Ok(());
    }
    let Some(code) = AGES.into_iter().find(|code| view.may_bill(*code)) else { return Ok(()) };
    for (line, _) in bases {
        out.add_to(line, code);
    }
    Ok(())
}
