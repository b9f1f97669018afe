//! J038 note 8 — dialysis fourteen times a month (人工腎臓の月14回).
//!
//! # What it does   Leaves out what exceeds 14 in the calendar month, counted with J038-2.
//! # Law            告示 J038 注8
//! # Asks           whether the history of the month is complete, from the 15th on
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/j038/

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J038.n8",
    article: "J038",
    title: Text { ja: "人工腎臓の月14回の限度", en: "dialysis up to 14 times a month" },
    about: Text {
        ja: "人工腎臓（持続緩徐式血液濾過を含む）の月15回目からを算定しません。限度によらない患者は要求で示します。",
        en: "leaves out dialysis from the 15th time of a month on; exempted patients are told by the request",
    },
    phase: Phase::Item,
    extent: Extent::Part("限度によらない患者（注8ただし書）は patient.dialysisBeyondLimit による"),
    cites: &[Citation::r06("J038 注8"), Citation::r08("J038 注8")],
    run,
};

static OVER: Text = Text {
    ja: "人工腎臓は月{0}回までで、これを超えるため含めていません（J038 注8）。限度によらない患者であれば patient.dialysisBeyondLimit を送ってください。",
    en: "dialysis is billed {0} times a month and this is beyond it (J038 note 8); for an exempted patient send patient.dialysisBeyondLimit",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if view.told(&fact::DIALYSIS_BEYOND_LIMIT) {
        return Ok(());
    }
    let most = view.value("treatment.dialysis.month")?.value;
    let is_dialysis = |article: crate::snapshot::Article| article.is(b'J', 38, 0) || article.is(b'J', 38, 2);
    for (line, row) in view.procedures() {
        if !row.notice_kind().is_base() || !is_dialysis(row.article()) {
            continue;
        }
        let of_set =
            |code| view.row(code).is_some_and(|r| r.notice_kind().is_base() && is_dialysis(r.article()));
        let before = Decimal::from(view.count_before_this_month(line, of_set));
        if before >= most {
            out.exclude(line, None);
            out.confirm(
                "J038.n8.over",
                Target::Encounter(view.place()),
                &[line],
                &OVER,
                vec![Arg::Number(most)],
            );
        } else if Decimal::from(view.date().parts().2) > most {
            // Once a day: before the 15th day the limit cannot be reached. An open history is asked for, the line stays.
            let _ = view.is_repeat(out, line, of_set);
        }
    }
    Ok(())
}
