//! Part 6 — several injections into a vein on one day: the main one only (G001, G004, G005, G006).
//!
//! # What it does   Leaves the technique of the lower ones out; their drugs stay.
//! # Law            告示 G005 注2; 通知 第2章第6部 9 (通則)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/g004/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "G.main",
    article: "G",
    title: Text {
        ja: "同一日の静脈内注射・点滴注射等", en: "several injections into a vein on one day"
    },
    about: Text {
        ja: "静脈内注射、点滴注射、中心静脈注射等の2以上を同一日に行ったとき、主たるものの手技料だけを算定します。",
        en: "of several kinds of injection into a vein on one day only the technique of the main one is billed",
    },
    phase: Phase::Item,
    extent: Extent::Part("同じ日の別の受診にまたがるものは、電子点数表の背反による"),
    cites: &[
        Citation::r06("G005 注2"),
        Citation::r06_circular("第2章第6部 通則9"),
        Citation::r08("G005 注2"),
        Citation::r08_circular("第2章第6部 通則9"),
    ],
    run,
};

/// Techniques into a vein: G001, G004, G005, G006 (not G005-2 and on, which place a catheter).
fn into_a_vein(article: Article) -> bool {
    article.letter == b'G' && matches!(article.section, 1 | 4 | 5 | 6) && article.branch == 0
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut main = None;
    let mut lines = Vec::new();
    for (line, row) in view.procedures().filter(|(_, r)| r.schedule_kind() != 7 && into_a_vein(r.article())) {
        let points = view.act_points(line)?;
        let article = row.article().section;
        if main.is_none_or(|(_, _, most)| points > most) {
            main = Some((line, article, points));
        }
        lines.push((line, article));
    }
    let Some((by, kept, _)) = main else { return Ok(()) };
    for (line, article) in lines {
        if article != kept {
            out.exclude(line, Some(by));
        }
    }
    Ok(())
}
