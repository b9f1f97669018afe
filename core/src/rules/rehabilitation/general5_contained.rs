//! 第7部 通則5 — small treatments beside rehabilitation.
//!
//! # What it does   Leaves out tractions, fixations and pain treatments (J117–J119-4) that go with rehabilitation on its day.
//! # Law            告示 第2章第7部 通則5
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/h/general/

use super::days::is_rehabilitation;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::{Article, ProcedureRow};

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.g5",
    article: "H",
    title: Text {
        ja: "リハビリテーションに含まれる処置", en: "treatments contained in rehabilitation"
    },
    about: Text {
        ja: "リハビリテーション（疾患別、がん患者、集団コミュニケーション療法、認知症患者）を行った日の介達牽引、消炎鎮痛等処置等は所定点数に含まれます。",
        en: "traction, fixation and pain treatment (J117 to J119-4) are part of rehabilitation on its day",
    },
    phase: Phase::Act,
    extent: Extent::Part("直達牽引（J117）は1日目も含めて対象とせず、2日目以降であることの判断を要する"),
    cites: &[Citation::r06("第2章第7部 通則5"), Citation::r08("第2章第7部 通則5")],
    run,
};

/// J118, J118-2, J118-3, J119, J119-2, J119-3, J119-4; not J118-4 (walking in a robot suit), which the general rule does not name.
fn is_contained(article: Article) -> bool {
    article.letter == b'J' && matches!((article.section, article.branch), (118, 0 | 2 | 3) | (119, 0 | 2..=4))
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let others = |a: Article| a.is(b'H', 7, 2) || a.is(b'H', 7, 3) || a.is(b'H', 8, 0);
    let contains = |row: ProcedureRow<'_>| {
        is_rehabilitation(row) || (others(row.article()) && row.notice_kind().is_base())
    };
    // The day decides, not the encounter: rehabilitation of the morning contains the traction of the afternoon.
    if !view.procedures_of_the_day().any(contains) {
        return Ok(());
    }
    let by = view.procedures().find(|(_, row)| contains(*row)).map(|(line, _)| line);
    for (line, row) in view.procedures() {
        if is_contained(row.article()) && row.notice_kind().is_base() {
            out.bundle(line, by);
        }
    }
    Ok(())
}
