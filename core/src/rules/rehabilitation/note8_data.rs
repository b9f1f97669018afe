//! H000–H003 — addition for submitted data (リハビリテーションデータ提出加算).
//!
//! # What it does   Adds 50 points once a month to rehabilitation of out-patients where filed.
//! # Law            告示 H000 注6, H001 注8, H001-2 注8, H002 注8, H003 注6
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/h/general/

use super::days::is_rehabilitation;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.n8",
    article: "H002",
    title: Text { ja: "リハビリテーションデータ提出加算", en: "addition for submitted data" },
    about: Text {
        ja: "届出のある医療機関の外来の疾患別リハビリテーションに、月1回50点を加えます。",
        en: "adds 50 points once a month to out-patient rehabilitation where filed",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("H000 注6"),
        Citation::r06("H001 注8"),
        Citation::r06("H001-2 注8"),
        Citation::r06("H002 注8"),
        Citation::r06("H003 注6"),
        Citation::r08("H000 注7"),
        Citation::r08("H001 注8"),
        Citation::r08("H001-2 注8"),
        Citation::r08("H002 注8"),
        Citation::r08("H003 注7"),
    ],
    run,
};

const DATA: Code = Code::known(180_066_370);

static BILLED: Text = Text {
    ja: "当月に算定済みか、当月の算定の有無が分かりません。",
    en: "billed this month already, or the month's history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let line = view.procedures().find(|(_, row)| is_rehabilitation(*row)).map(|(line, _)| line);
    let Some(line) = line.filter(|_| view.is_outpatient() && !view.has(DATA) && view.may_bill(DATA)) else {
        return Ok(());
    };
    match view.first_this_month(out, |code| code == DATA) {
        Some(true) => out.add(DATA, &[line]),
        _ => out.decline(DATA, &BILLED),
    }
    Ok(())
}
