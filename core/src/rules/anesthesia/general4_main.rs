//! 第11部 通則4 — two or more anaesthesias for one purpose (同一の目的のための2以上の麻酔).
//!
//! # What it does   Bills the main one only: the one with the most points with its notes.
//! # Law            告示 第2章第11部 通則4
//! # Asks           nothing: anaesthesia for a purpose of its own is told by `line.separatePurpose`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/l/general/

use crate::amount::Points;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "L.g4",
    article: "L",
    title: Text { ja: "同一の目的の2以上の麻酔", en: "several anaesthesias for one purpose" },
    about: Text {
        ja: "同一の目的のために2以上の麻酔を行ったとき、主たる麻酔（所定点数の高いもの）だけを算定します。",
        en: "of several anaesthesias for one purpose only the main one, the dearest, is billed",
    },
    phase: Phase::Item,
    extent: Extent::Part("神経ブロックは目的が分からないため対象としない"),
    cites: &[Citation::r06("第2章第11部 通則4"), Citation::r08("第2章第11部 通則4")],
    run,
};

static MAIN: Text = Text {
    ja: "同一の目的のための麻酔は主たるもののみ算定するため、含めていません（第11部 通則4）。別の目的の麻酔であれば行の separatePurpose を送ってください。",
    en: "of anaesthesias for one purpose only the main one is billed (general rule 4 of part 11); send separatePurpose on the line for another purpose",
};

/// Anaesthesia proper: L000–L002, L004, L005, L007, L008 (not L003, L006, L009, L010, which go with one).
fn is_anesthesia(article: Article) -> bool {
    article.letter == b'L' && matches!(article.section, 0 | 1 | 2 | 4 | 5 | 7 | 8)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Lines of one article are one anaesthesia (L008: several classes are one course).
    let mut found: Vec<((u16, u8), Points, Vec<usize>)> = Vec::new();
    for (line, row) in view.procedures() {
        let own = view.source(line).and_then(|l| l.facts.bool(&fact::OTHER_ANESTHESIA_PURPOSE));
        if !row.notice_kind().is_base() || !is_anesthesia(row.article()) || own == Some(true) {
            continue;
        }
        let article = (row.article().section, row.article().branch);
        let points = view.act_points(line)?;
        match found.iter_mut().find(|(a, _, _)| *a == article) {
            Some((_, most, lines)) => {
                *most = (*most).max(points);
                lines.push(line);
            }
            None => found.push((article, points, vec![line])),
        }
    }
    // The first of equal ones stays.
    let Some(main) = found.iter().map(|(_, points, _)| *points).max() else { return Ok(()) };
    let Some(at) = found.iter().position(|(_, points, _)| *points == main) else { return Ok(()) };
    let by = found.get(at).and_then(|(_, _, lines)| lines.first().copied());
    for (_, _, lines) in found.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, f)| f) {
        for line in lines {
            out.exclude(*line, by);
        }
        out.confirm("L.g4.main", Target::Encounter(view.place()), lines, &MAIN, Vec::new());
    }
    Ok(())
}
