//! 第10部 通則1 — treatments and injections on the day of an operation (手術当日の処置・注射の手技料).
//!
//! # What it does   Leaves out treatments that go with the operation and the technique of injections; drugs and materials stay.
//! # Law            告示 第2章第10部 通則1; 通知 第2章第10部 通則4
//! # Asks           nothing: what has nothing to do with the operation is told by `line.unrelatedToOperation`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g1",
    article: "K",
    title: Text {
        ja: "手術当日の処置・注射手技料",
        en: "treatments and injections on the day of an operation",
    },
    about: Text {
        ja: "手術当日の、手術に関連する処置（ギプスを除く）と注射の手技料を算定しません。薬剤料と材料料は算定します。",
        en: "treatments that go with an operation (casts excepted) and injection techniques of its day are not billed; drugs and materials are",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "診断穿刺・検体採取と内視鏡手術時の内視鏡検査は未対応。血液浄化（J038–J043）は関連しないものとして残す",
    ),
    cites: &[
        Citation::r06("第2章第10部 通則1"),
        Citation::r06_circular("第2章第10部 通則4"),
        Citation::r08("第2章第10部 通則1"),
        Citation::r08_circular("第2章第10部 通則4"),
    ],
    run,
};

static INCLUDED: Text = Text {
    ja: "手術当日の関連する処置と注射の手技料は手術料に含まれるため、含めていません（第10部 通則1）。手術に関連しないものであれば行の unrelatedToOperation を送ってください。",
    en: "treatments and injections that go with an operation are part of it on its day (general rule 1 of part 10); send unrelatedToOperation on the line where they do not",
};

/// 手術料 of section 1 (K000–K917-5); 輸血料 (K920–K924) and what comes after are no operations.
fn is_operation(article: Article) -> bool {
    article.letter == b'K' && article.section < 920
}

/// What is part of an operation on its day: treatments but casts (J122–J129-4) and blood purification (J038–J043), and the technique of
/// injections (G000–G018).
fn is_part(article: Article) -> bool {
    match article.letter {
        b'J' => !matches!(article.section, 38..=43 | 122..),
        b'G' => article.section < 100,
        _ => false,
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let operated =
        view.procedures_of_the_day().any(|r| r.notice_kind().is_base() && is_operation(r.article()));
    if !operated {
        return Ok(());
    }
    let by = view.procedures().find(|(_, r)| r.notice_kind().is_base() && is_operation(r.article()));
    let mut lines = Vec::new();
    for (line, row) in view.procedures() {
        let unrelated = view.source(line).and_then(|l| l.facts.bool(&fact::UNRELATED_TO_OPERATION));
        if is_part(row.article()) && unrelated != Some(true) {
            out.exclude(line, by.map(|(line, _)| line));
            lines.push(line);
        }
    }
    if !lines.is_empty() {
        out.confirm("K.g1.included", Target::Encounter(view.place()), &lines, &INCLUDED, Vec::new());
    }
    Ok(())
}
