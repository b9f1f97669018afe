//! L100, L101 — fluoroscopy and contrast imaging that go before a nerve block (神経ブロックに先立つ透視・造影).
//!
//! # What it does   Leaves out fluoroscopy (E000) and contrast imaging (E003) that went before a nerve block of the day.
//! # Law            通知 L100・L101 (5), (6)
//! # Asks           whether they went before the block; one line is told by `line.unrelatedToOperation`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/l/l100/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "L100.imaging",
    article: "L100",
    title: Text { ja: "神経ブロックに先立つ透視・造影", en: "imaging before a nerve block" },
    about: Text {
        ja: "神経ブロックに先立って行われる透視（E000）や造影（E003）を算定しません。",
        en: "fluoroscopy (E000) and contrast imaging (E003) before a nerve block are not billed",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "透視診断（E000）と造影剤注入手技（E003）を見る。造影剤使用撮影（E002）は対象としない",
    ),
    cites: &[
        Citation::r06_circular("L100 (5)"),
        Citation::r06_circular("L100 (6)"),
        Citation::r08_circular("L100 (5)"),
        Citation::r08_circular("L100 (6)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "この日の透視・造影は、神経ブロックに先立って行いましたか（L100 (5)・(6)）。",
    en: "did fluoroscopy or contrast imaging of the day go before the nerve block (L100 (5), (6))?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let block = view.procedures().find(|(_, row)| {
        let article = row.article();
        article.letter == b'L' && matches!(article.section, 100 | 101) && row.notice_kind().is_base()
    });
    let Some((by, _)) = block else { return Ok(()) };
    let unrelated = |line: usize| view.source(line).and_then(|l| l.facts.bool(&fact::UNRELATED_TO_OPERATION));
    let lines: Vec<usize> = view
        .procedures()
        .filter(|(_, row)| row.article().is(b'E', 0, 0) || row.article().is(b'E', 3, 0))
        .map(|(line, _)| line)
        .filter(|line| unrelated(*line) != Some(true))
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    if view.decide_bool(out, &fact::IMAGING_WITH_BLOCK, "L100.imaging.before", &ASK) == Some(true) {
        for line in lines {
            out.absorb(line, by);
        }
    }
    Ok(())
}
