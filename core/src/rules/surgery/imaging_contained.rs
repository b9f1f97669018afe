//! 第10部第1節 — imaging and tests of operations whose note leaves them out (手術に伴う画像診断及び検査の費用は算定しない).
//!
//! # What it does   Leaves out imaging and tests of the day that went with such an operation (PTA of a shunt, PCI, catheter ablation …).
//! # Law            告示: the notes of 60 articles from K141-3 to K910-6; 通知 第2章第10部 通則6 (films, drugs and materials stay)
//! # Asks           whether imaging and tests of the day went with the operation; one line is told by `line.unrelatedToOperation`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/imaging/
//!
//! The operations are the relations `surgery.imaging.*`, one an article, each with its note.

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::{Article, ProcedureRow};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.imaging",
    article: "K",
    title: Text { ja: "手術に伴う画像診断・検査", en: "imaging and tests of an operation" },
    about: Text {
        ja: "注に定めのある手術（シャントの経皮的血管拡張術、経皮的冠動脈形成術など）に伴う画像診断と検査を算定しません。フィルム、薬剤、材料は算定します。",
        en: "imaging and tests that went with an operation whose note leaves them out are not billed; films, drugs and materials are",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "手術の日の画像診断・検査を見る（別の日に行ったものは対象としない）。令和8年6月からの K559-4・K609-3 はコードを確認できるマスターがないため対象としない",
    ),
    cites: &[Citation::r06_circular("第2章第10部 通則6"), Citation::r08_circular("第2章第10部 通則6")],
    run,
};

static ASK: Text = Text {
    ja: "この日の画像診断・検査は、手術に伴うものですか（伴うものは、この手術の注により算定しません）。",
    en: "did imaging and tests of the day go with the operation (by its note those that did are not billed)?",
};

/// Whether an article's note leaves imaging and tests out for the code of a row.
fn contains(view: &View<'_, '_, '_>, row: ProcedureRow<'_>) -> bool {
    let article = row.article();
    if article.letter != b'K' || !row.notice_kind().is_base() {
        return false;
    }
    let branch = if article.branch == 0 { String::new() } else { format!("-{}", article.branch) };
    let key = format!("surgery.imaging.k{:03}{branch}", article.section);
    view.known_set(&key).is_some_and(|set| set.value.contains(row.code()))
}

/// Imaging (E, without films and what follows them) and tests (D); the judgement of tests follows what is left of them.
fn is_imaging_or_test(row: ProcedureRow<'_>) -> bool {
    let Article { letter, section, .. } = row.article();
    let judgement = letter == b'D' && matches!(section, 26 | 205 | 238 | 244);
    matches!((letter, section), (b'E', 0..300) | (b'D', 0..500)) && !judgement
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures_of_the_day().any(|row| contains(view, row)) {
        return Ok(());
    }
    let unrelated = |line: usize| view.source(line).and_then(|l| l.facts.bool(&fact::UNRELATED_TO_OPERATION));
    let lines: Vec<usize> = view
        .procedures()
        .filter(|(line, row)| is_imaging_or_test(*row) && unrelated(*line) != Some(true))
        .map(|(line, _)| line)
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    let open = lines.iter().any(|line| unrelated(*line).is_none());
    let with =
        open && view.decide_bool(out, &fact::IMAGING_WITH_OPERATION, "K.imaging.with", &ASK) == Some(true);
    let by = view.procedures().find(|(_, row)| contains(view, *row)).map(|(line, _)| line);
    for line in lines {
        if with || unrelated(line) == Some(false) {
            out.exclude(line, by);
        }
    }
    Ok(())
}
