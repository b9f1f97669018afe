//! 第10部 通則1 — punctures and sampling that go with an operation (手術に伴う診断穿刺・検体採取).
//!
//! # What it does   Leaves out D400–D419-2 on the day of an operation when they went with it.
//! # Law            告示 第2章第10部 通則1; 通知 第2章第10部 通則1
//! # Asks           whether punctures and sampling of the day went with the operation; one line is told by `line.unrelatedToOperation`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g1.sampling",
    article: "K",
    title: Text {
        ja: "手術に伴う診断穿刺・検体採取", en: "sampling that goes with an operation"
    },
    about: Text {
        ja: "手術に伴って行った診断穿刺・検体採取（採血を含む）を算定しません。",
        en: "punctures and sampling (blood collection too) that went with an operation are not billed",
    },
    phase: Phase::Addition,
    extent: Extent::Part("同じ日の他の受診（encounter）の手術も見る。術前・術後の別の日の採取は対象としない"),
    cites: &[
        Citation::r06("第2章第10部 通則1"),
        Citation::r06_circular("第2章第10部 通則1"),
        Citation::r08("第2章第10部 通則1"),
        Citation::r08_circular("第2章第10部 通則1"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "この日の診断穿刺・検体採取（採血を含む）は、手術に伴って行いましたか（第10部 通則1）。",
    en: "did punctures and sampling of the day (blood collection too) go with the operation (general rule 1 of part 10)?",
};

/// 第3部第4節 診断穿刺・検体採取料 (D400–D419-2).
fn is_sampling(article: Article) -> bool {
    article.letter == b'D' && matches!(article.section, 400..=419)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let operation = |a: Article| a.letter == b'K' && a.section < 920;
    if !view.procedures_of_the_day().any(|r| r.notice_kind().is_base() && operation(r.article())) {
        return Ok(());
    }
    let unrelated = |line: usize| view.source(line).and_then(|l| l.facts.bool(&fact::UNRELATED_TO_OPERATION));
    let lines: Vec<usize> = view
        .procedures()
        .filter(|(line, row)| is_sampling(row.article()) && unrelated(*line) != Some(true))
        .map(|(line, _)| line)
        .collect();
    if lines.is_empty() {
        return Ok(());
    }
    let open = lines.iter().any(|line| unrelated(*line).is_none());
    let with = open
        && view.decide_bool(out, &fact::SAMPLING_WITH_OPERATION, "K.g1.sampling.with", &ASK) == Some(true);
    let by = view.procedures().find(|(_, r)| r.notice_kind().is_base() && operation(r.article()));
    for line in lines {
        if with || unrelated(line) == Some(false) {
            out.exclude(line, by.map(|(by, _)| by));
        }
    }
    Ok(())
}
