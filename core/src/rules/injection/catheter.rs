//! G005-2, G005-3, G005-4 note 1 — tests and pictures of placing a catheter.
//!
//! # What it does   Reports tests and pictures of the visit that may belong to the placing of a catheter, which contains them.
//! # Law            告示 G005-2 注1, G005-3 注1, G005-4 注1
//! # Asks           nothing: a person confirms
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/g005-3/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "G005-2.n1",
    article: "G005-2",
    title: Text {
        ja: "カテーテル挿入に伴う検査・画像診断", en: "tests and pictures of placing a catheter"
    },
    about: Text {
        ja: "中心静脈カテーテル等の挿入に伴う検査・画像診断は挿入の点数に含まれます。同じ受診のものを確認します。",
        en: "tests and pictures of placing a catheter are part of its fee; those of the visit are to be confirmed",
    },
    phase: Phase::Item,
    extent: Extent::Part("挿入に伴うものかは人が確かめる"),
    cites: &[
        Citation::r06("G005-2 注1"),
        Citation::r06("G005-3 注1"),
        Citation::r06("G005-4 注1"),
        Citation::r08("G005-2 注1"),
        Citation::r08("G005-3 注1"),
        Citation::r08("G005-4 注1"),
    ],
    run,
};

static CONTAINED: Text = Text {
    ja: "カテーテルの挿入に伴う検査・画像診断の費用は、挿入の所定点数に含まれます（G005-2〜G005-4 注1）。挿入に伴うものでないことを確認してください。",
    en: "tests and pictures of placing a catheter are part of its fee (G005-2 to G005-4, notes 1); please check that these are not",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let placing = view
        .procedures()
        .find(|(_, r)| {
            let article = r.article();
            article.letter == b'G' && article.section == 5 && article.branch >= 2 && r.notice_kind().is_base()
        })
        .map(|(line, _)| line);
    let Some(placing) = placing else { return Ok(()) };
    // Ultrasound (D215), monitoring (D220 to D230) and X-ray are what goes with it; blood tests are not.
    let mut lines: Vec<usize> = view
        .procedures()
        .filter(|(_, r)| {
            let article = r.article();
            let with_it = match article.letter {
                b'D' => matches!(article.section, 208 | 215 | 220..=230),
                b'E' => article.section <= 2,
                _ => false,
            };
            with_it && r.notice_kind().is_base() && r.schedule_kind() != 7
        })
        .map(|(line, _)| line)
        .collect();
    if !lines.is_empty() {
        lines.push(placing);
        out.confirm("G005-2.n1", Target::Encounter(view.place()), &lines, &CONTAINED, Vec::new());
    }
    Ok(())
}
