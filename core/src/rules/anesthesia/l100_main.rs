//! L100, L101, L104 — several nerve blocks, and injections beside them.
//!
//! # What it does   Bills the main nerve block of a day only, and no trigger point or nerve trunk injection beside it.
//! # Law            通知 L100・L101 (4), (7), L104 (2)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/l/l100/

use crate::amount::Points;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "L100.main",
    article: "L100",
    title: Text { ja: "2以上の神経ブロック", en: "several nerve blocks" },
    about: Text {
        ja: "2以上の神経ブロックは主たるもののみ算定します。神経ブロックと同日のトリガーポイント注射・神経幹内注射は算定しません。",
        en: "of several nerve blocks only the main one is billed, and no trigger point or nerve trunk injection beside one",
    },
    phase: Phase::Item,
    extent: Extent::Part("神経破壊剤等の月1回（がん性疼痛を除く）は電子点数表の算定回数による"),
    cites: &[
        Citation::r06_circular("L100 (4)"),
        Citation::r06_circular("L104 (2)"),
        Citation::r08_circular("L100 (4)"),
        Citation::r08_circular("L104 (2)"),
    ],
    run,
};

static MAIN: Text = Text {
    ja: "神経ブロックは主たるもののみ算定し、同日のトリガーポイント注射・神経幹内注射は算定しないため、含めていません（L100 (4)・(7)、L104 (2)）。",
    en: "only the main nerve block is billed, and no trigger point or nerve trunk injection beside it (L100 (4), (7); L104 (2))",
};

fn is_block(article: Article) -> bool {
    article.letter == b'L' && matches!(article.section, 100 | 101)
}

/// 神経幹内注射 (L102), トリガーポイント注射 (L104).
fn is_small(article: Article) -> bool {
    article.letter == b'L' && matches!(article.section, 102 | 104)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut found: Vec<(bool, Points, usize)> = Vec::new();
    for (line, row) in view.procedures().filter(|(_, row)| row.notice_kind().is_base()) {
        if is_block(row.article()) || is_small(row.article()) {
            found.push((is_block(row.article()), view.act_points(line)?, line));
        }
    }
    // A block stands before the small injections, then the dearer one; the first of equal ones.
    let Some(most) = found.iter().map(|(block, points, _)| (*block, *points)).max() else { return Ok(()) };
    let Some(main) = found.iter().find(|(b, p, _)| (*b, *p) == most).map(|(_, _, line)| *line) else {
        return Ok(());
    };
    let kind = view.code_of(main);
    // Two lines of one small injection are two times of it: the limit of the day looks at them.
    let others: Vec<usize> = found
        .iter()
        .filter(|(block, _, line)| *line != main && (*block || most.0 || view.code_of(*line) != kind))
        .map(|(_, _, line)| *line)
        .collect();
    for line in &others {
        out.exclude(*line, Some(main));
    }
    if !others.is_empty() {
        out.confirm("L100.main.block", Target::Encounter(view.place()), &others, &MAIN, Vec::new());
    }
    Ok(())
}
