//! Part 2, section 2.1, general rule 2 — of several fees for guidance of home treatment only the main one.
//!
//! # What it does   Keeps the dearest 在宅療養指導管理料 of the month; the materials and drugs of the others stay.
//! # Law            告示 第2章第2部第2節第1款 通則1, 通則2; 通知 第2節第1款 4, 6
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c100/
//!
//! Which guidance is the main one is the doctor's to say. The dearer is kept; of equal ones the first. What was billed in an earlier
//! request stays: a dearer fee after it is reported.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C100.g2",
    article: "C",
    title: Text { ja: "主たる在宅療養指導管理料", en: "the main guidance of home treatment" },
    about: Text {
        ja: "同じ月に2以上の在宅療養指導管理を行ったとき、主たるもの（所定点数の高いもの）だけを算定します。材料加算と薬剤は算定します。",
        en: "of several guidance fees of a month the dearest is billed; materials and drugs of the others stay",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "他の医療機関から紹介を受けた場合等の例外（通則3）と退院時の指導（通則4）は電子点数表と点検による",
    ),
    cites: &[
        Citation::r06("第2章第2部第2節第1款 通則1"),
        Citation::r06("第2章第2部第2節第1款 通則2"),
        Citation::r08("第2章第2部第2節第1款 通則1"),
        Citation::r08("第2章第2部第2節第1款 通則2"),
    ],
    run,
};

static DEARER: Text = Text {
    ja: "当月に先に算定した在宅療養指導管理料（コード{1}）より点数の高い指導管理料（コード{0}）があります。主たるものを確認してください。",
    en: "guidance fee {0} is dearer than {1} billed earlier this month; please confirm which is the main one",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let set = &view.set("home.guidance")?.value;
    // All lines of the month, in any encounter of the request; judged once, from the encounter of each line.
    let month: Vec<(usize, Code)> = view.lines_of_the_month(|c| set.contains(c));
    let points = |code: Code| view.row(code).map_or(Decimal::ZERO, |r| r.points().decimal());
    let mut best: Option<(usize, Code)> = None;
    for (line, code) in &month {
        if best.is_none_or(|(_, other)| points(*code) > points(other)) {
            best = Some((*line, *code));
        }
    }
    let Some((main, main_code)) = best else { return Ok(()) };
    let month_of = view.date().month();
    let past = view.claim().history.iter().flat_map(|h| &h.acts).map(|a| (a.date, a.code));
    let earlier = past.filter(|(d, c)| d.month() == month_of && set.contains(*c)).map(|(_, c)| c).next();
    for (line, row) in view.procedures().filter(|(_, r)| set.contains(r.code())) {
        match earlier {
            Some(code) if code == row.code() => {}
            Some(code) if line == main && points(main_code) > points(code) => {
                let args = vec![Arg::Code(row.code()), Arg::Code(code)];
                out.confirm("C100.g2.dearer", Target::Encounter(view.place()), &[line], &DEARER, args);
            }
            Some(_) => out.exclude(line, None),
            None if line != main && row.code() != main_code => out.exclude(line, Some(main)),
            None => {}
        }
    }
    Ok(())
}
