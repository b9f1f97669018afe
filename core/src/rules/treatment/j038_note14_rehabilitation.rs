//! J038 note 14 — no rehabilitation on a day with training at dialysis (透析時運動指導等加算).
//!
//! # What it does   Leaves out 疾患別リハビリテーション on a day with 透析時運動指導等加算.
//! # Law            通知 J038 (28)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/j038/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::rehabilitation::days::is_rehabilitation;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J038.n14",
    article: "J038",
    title: Text {
        ja: "透析時運動指導等加算の日の疾患別リハビリテーション",
        en: "rehabilitation on a day with training at dialysis",
    },
    about: Text {
        ja: "透析時運動指導等加算を算定した日は、疾患別リハビリテーション料を算定しません。",
        en: "on a day with the addition for training at dialysis no rehabilitation is billed",
    },
    phase: Phase::Item,
    extent: Extent::Part("同じ受診（encounter）の中で見る"),
    cites: &[Citation::r06_circular("J038 (28)"), Citation::r08_circular("J038 (28)")],
    run,
};

/// 透析時運動指導等加算, which the rule of the notes adds later where it is told.
const EXERCISE: Code = Code::known(140_062_870);

static BESIDE: Text = Text {
    ja: "透析時運動指導等加算を算定する日のため、疾患別リハビリテーション料を含めていません（J038 (28)）。",
    en: "rehabilitation is not included on a day with the addition for training at dialysis (J038 (28))",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let dialysis = view.procedures().find(|(_, row)| {
        row.article().is(b'J', 38, 0) && row.notice_kind().is_base() && !row.is_percentage()
    });
    let Some((by, _)) = dialysis else { return Ok(()) };
    if !view.has(EXERCISE) && !view.told(&fact::DIALYSIS_EXERCISE) {
        return Ok(());
    }
    let lines: Vec<usize> =
        view.procedures().filter(|(_, row)| is_rehabilitation(*row)).map(|(line, _)| line).collect();
    for line in &lines {
        out.exclude(*line, Some(by));
    }
    if !lines.is_empty() {
        out.confirm("J038.n14.beside", Target::Encounter(view.place()), &lines, &BESIDE, Vec::new());
    }
    Ok(())
}
