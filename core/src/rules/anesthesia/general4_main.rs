//! 第11部 通則4 — two or more anaesthesias for one purpose (同一の目的のための2以上の麻酔).
//!
//! # What it does   Bills the main one only: the one with the most points with its notes.
//! # Law            告示 第2章第11部 通則4; 通知 第2章第11部 通則5
//! # Asks           whether a nerve block of the day had the purpose of the anaesthesia; anaesthesia for a purpose of its own is told by `line.separatePurpose`
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
    extent: Extent::Part(
        "同じ受診（encounter）の中で見る。神経幹内注射・トリガーポイント注射（L102–L104）は対象としない",
    ),
    cites: &[
        Citation::r06("第2章第11部 通則4"),
        Citation::r06_circular("第2章第11部 通則5"),
        Citation::r08("第2章第11部 通則4"),
        Citation::r08_circular("第2章第11部 通則5"),
    ],
    run,
};

static MAIN: Text = Text {
    ja: "同一の目的のための麻酔は主たるもののみ算定するため、含めていません（第11部 通則4）。別の目的の麻酔であれば行の separatePurpose を送ってください。",
    en: "of anaesthesias for one purpose only the main one is billed (general rule 4 of part 11); send separatePurpose on the line for another purpose",
};

static ASK: Text = Text {
    ja: "この日の神経ブロックは、麻酔と同一の目的（手術等の麻酔、その補助麻酔又は前処置）のために行いましたか（第11部 通則4）。",
    en: "was the nerve block of the day done for the purpose of the anaesthesia (as anaesthesia of the operation, or to support or prepare it; general rule 4)?",
};

/// Anaesthesia proper: L000–L002, L004–L008 (not L003, which follows one, L008-2 and L008-3, which are no anaesthesia, L009 and L010,
/// which are management).
fn is_anesthesia(article: Article) -> bool {
    let regulation = article.section == 8 && article.branch != 0;
    article.letter == b'L' && matches!(article.section, 0..=2 | 4..=8) && !regulation
}

/// 神経ブロック (L100, L101).
fn is_block(article: Article) -> bool {
    article.letter == b'L' && matches!(article.section, 100 | 101)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Lines of one article are one anaesthesia (L008: several classes are one course).
    let mut found: Vec<((u16, u8), Points, Vec<usize>)> = Vec::new();
    let purpose = |line: usize| view.source(line).and_then(|l| l.facts.bool(&fact::OTHER_ANESTHESIA_PURPOSE));
    let bases: Vec<_> = view
        .procedures()
        .filter(|(line, row)| row.notice_kind().is_base() && purpose(*line) != Some(true))
        .filter(|(_, row)| is_anesthesia(row.article()) || is_block(row.article()))
        .collect();
    let anesthesia = bases.iter().any(|(_, row)| is_anesthesia(row.article()));
    let open = bases.iter().any(|(line, row)| is_block(row.article()) && purpose(*line).is_none());
    let same = anesthesia
        && open
        && view.decide_bool(out, &fact::BLOCK_AS_ANESTHESIA, "L.g4.block", &ASK) == Some(true);
    for (line, row) in bases {
        // A block of the same purpose is one of the anaesthesias; any other is left to the rule of the blocks.
        if is_block(row.article()) && !(anesthesia && (same || purpose(line) == Some(false))) {
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
