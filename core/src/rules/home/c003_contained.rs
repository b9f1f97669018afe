//! C003 note 3 — what comprehensive care of cancer at home contains for the week.
//!
//! # What it does   Absorbs everything of the week (Sunday to Saturday) but house calls, terminal care, attendance until death and wages.
//! # Law            告示 C003 注1, 注3; 通知 C003 (1), (11), (12)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c003/
//!
//! A judgement fee billed before the day of the fee stays ((11)). A house call stays only on a day without a home visit in a week with
//! three of them, twice at most ((12) ア): that it may stand is for the institution to confirm.

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C003.n3",
    article: "C003",
    title: Text {
        ja: "在宅がん医療総合診療料に含まれるもの",
        en: "contained in comprehensive care of cancer at home",
    },
    about: Text {
        ja: "在宅がん医療総合診療料を算定する週の診療の費用を、往診料、在宅ターミナルケア加算、看取り加算等を除いて含めます。",
        en: "absorbs the costs of the week but house calls, terminal care and attendance until death",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "診療料を算定する日のほかの日の在宅ターミナルケア加算、週の要件（訪問診療と訪問看護が週4日以上など）、往診の要件（通知(12)ア）は点検による",
    ),
    cites: &[
        Citation::r06("C003 注1"),
        Citation::r06("C003 注3"),
        Citation::r06_circular("C003 (11)"),
        Citation::r06_circular("C003 (12)"),
        Citation::r08("C003 注1"),
        Citation::r08("C003 注3"),
        Citation::r08_circular("C003 (11)"),
        Citation::r08_circular("C003 (12)"),
    ],
    run,
};

static HOUSE_CALL: Text = Text {
    ja: "在宅がん医療総合診療料を算定する週の往診料は、週3回以上の訪問診療を行い、訪問診療を行わない日に緊急に往診した場合に限り、週2回まで算定できます。確認してください。",
    en: "in a week of comprehensive care of cancer a house call is billed twice at most, on days without a home visit of a week with three; please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("home.cancer")?.value;
    let week = view.lines_of_the_week(|c| fees.contains(c));
    let Some((fee, from)) = week.first().copied() else { return Ok(()) };
    let beside = &view.set("home.cancer.beside")?.value;
    for (line, row) in view.billed() {
        let stays = row.is_some_and(|row| {
            let article = row.article();
            let judged_before = row.lab_judge_kind() == 2 && view.date() < from;
            let own = article.is(b'C', 3, 0) || article.is(b'C', 0, 0);
            own || article.letter == b'O' || beside.contains(row.code()) || judged_before
        });
        if !stays {
            out.bundle(line, Some(fee));
        }
    }
    if let Some(call) = view.first_of(&view.set("home.house-call")?.value) {
        let target = Target::Encounter(view.place());
        out.confirm("C003.n3.houseCall", target, &[call], &HOUSE_CALL, Vec::new());
    }
    Ok(())
}
