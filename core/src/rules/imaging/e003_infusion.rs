//! E003 item 1 — contrast by drip on a day with an injection into a vein or a drip.
//!
//! # What it does   Leaves 造影剤注入手技（点滴注射） out where G001 or G004 is billed on the day.
//! # Law            通知 E003 (1)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/e003/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "E003.1",
    article: "E003",
    title: Text {
        ja: "造影剤注入手技（点滴注射）の重複", en: "contrast by drip beside an injection"
    },
    about: Text {
        ja: "同一日に静脈内注射又は点滴注射を算定したときは、造影剤注入手技の点滴注射を算定しません。",
        en: "contrast by drip is not billed on a day with an injection into a vein or a drip",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[Citation::r06_circular("E003 (1)"), Citation::r08_circular("E003 (1)")],
    run,
};

fn injection(row: ProcedureRow<'_>) -> bool {
    let article = row.article();
    (article.is(b'G', 1, 0) || article.is(b'G', 4, 0))
        && row.notice_kind().is_base()
        && row.schedule_kind() != 7
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures_of_the_day().any(injection) {
        return Ok(());
    }
    let by = view.procedures().find(|(_, row)| injection(*row)).map(|(line, _)| line);
    for (line, row) in view.procedures() {
        if row.article().is(b'E', 3, 0) && row.article().item == 1 && row.notice_kind().is_base() {
            out.exclude(line, by);
        }
    }
    Ok(())
}
