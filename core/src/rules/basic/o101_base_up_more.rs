//! O101 — further base-up fee for out-patients and home care (外来・在宅ベースアップ評価料（Ⅱ）).
//!
//! # What it does   Adds the class that is filed with each O100: イ beside 1 and 3, ロ beside 2; once a day.
//! # Law            告示 O101 注1–3
//! # Asks           nothing: the filing is told
//! # Revisions      R6 (R8: O002)
//! # Cases          conformance/cases/o/o101/

use super::o002_base_up_more::CLASSES;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "O101.1",
    article: "O101",
    title: Text {
        ja: "外来・在宅ベースアップ評価料（Ⅱ）", en: "further base-up fee (out-patients, home)"
    },
    about: Text {
        ja: "届け出た区分の評価料（Ⅱ）を、評価料（Ⅰ）を算定する日に加えます。",
        en: "adds the filed class of fee II on a day with fee I",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("O101 注1"), Citation::r06("O101 注2"), Citation::r06("O101 注3")],
    run,
};

/// O100 1, 2, 3イ, 3ロ.
const FIRST: [Code; 4] =
    [Code::known(180_725_710), Code::known(180_725_810), Code::known(180_725_910), Code::known(180_726_010)];
/// O100 2（再診時等）.
const REVISIT: Code = Code::known(180_725_810);

static NOT_FILED: Text = Text {
    ja: "外来・在宅ベースアップ評価料（Ⅱ）の届出がありません（注1）。",
    en: "no class of the standard is filed (note 1)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let first = view.procedures().find(|(_, r)| FIRST.contains(&r.code()));
    let Some((line, row)) = first else { return Ok(()) };
    if CLASSES.iter().any(|(_, home, revisit)| view.has_on_the_day(*home) || view.has_on_the_day(*revisit)) {
        return Ok(());
    }
    let revisit = row.code() == REVISIT;
    let class = CLASSES.iter().find(|(standard, _, _)| view.filed(*standard) == Some(true));
    match class {
        Some((_, home, again)) => out.add(if revisit { *again } else { *home }, &[line]),
        None => {
            for (_, home, again) in CLASSES.iter().take(1) {
                out.decline(if revisit { *again } else { *home }, &NOT_FILED);
            }
        }
    }
    Ok(())
}
