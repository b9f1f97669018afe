//! Part 4 — films beside 電子画像管理加算.
//!
//! # What it does   Leaves films out of a series that takes digital storage; with further series a person decides which films are whose.
//! # Law            告示 第4部第1節 通則4, 第2節 通則3, 第3節 通則3; 通知 第4部第1節 2 (1)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/film/

use std::collections::BTreeSet;

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "E.film",
    article: "E400",
    title: Text { ja: "電子画像管理加算とフィルム", en: "films beside digital storage" },
    about: Text {
        ja: "電子画像管理加算を算定する撮影では、フィルムの費用を算定しません。",
        en: "films are not billed for pictures that take digital storage",
    },
    phase: Phase::Summary,
    extent: Extent::Part("電子画像管理加算そのものは要求の行による"),
    cites: &[
        Citation::r06("第2章第4部第1節 通則4"),
        Citation::r06("第2章第4部第2節 通則3"),
        Citation::r06("第2章第4部第3節 通則3"),
        Citation::r08("第2章第4部第1節 通則4"),
        Citation::r08("第2章第4部第2節 通則3"),
        Citation::r08("第2章第4部第3節 通則3"),
    ],
    run,
};

static WHICH: Text = Text {
    ja: "電子画像管理加算を算定した撮影のフィルムは算定できません。どの撮影のフィルムか確認してください。",
    en: "films of pictures that take digital storage are not billed; please check whose films these are",
};

/// 電子画像管理加算 of 単純, 特殊, 造影剤使用, 乳房撮影, nuclear medicine, CT and MRI.
#[rustfmt::skip]
const STORAGE: [Code; 6] = [
    Code::known(170_000_210), Code::known(170_016_910), Code::known(170_017_010), Code::known(170_026_710),
    Code::known(170_026_810), Code::known(170_028_810),
];

/// What is one kind of picture: the method of an X-ray, nuclear medicine, CT and MRI.
fn picture(row: ProcedureRow<'_>) -> Option<(u16, u16)> {
    let article = row.article();
    let base = article.letter == b'E' && row.notice_kind().is_base();
    match article.section {
        2 if base => Some((2, article.item)),
        100 | 101 if base => Some((100, 0)),
        200..=202 if base => Some((200, 0)),
        _ => None,
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let films: Vec<usize> = view.films().collect();
    if films.is_empty() {
        return Ok(());
    }
    let storage: Vec<usize> =
        view.procedures().filter(|(_, r)| STORAGE.contains(&r.code())).map(|(line, _)| line).collect();
    let Some(stored) = storage.first() else { return Ok(()) };
    let pictures: BTreeSet<(u16, u16)> = view.procedures().filter_map(|(_, row)| picture(row)).collect();
    if pictures.len() == 1 {
        for film in films {
            out.exclude(film, Some(*stored));
        }
    } else {
        let lines: Vec<usize> = films.into_iter().chain(storage).collect();
        out.confirm("E.film", Target::Encounter(view.place()), &lines, &WHICH, Vec::new());
    }
    Ok(())
}
