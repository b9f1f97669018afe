//! F500 — dispensing technique fee (調剤技術基本料), out-patients.
//!
//! # What it does   Adds 14 points once a month where a pharmacist works full time, not in a month with a slip or with
//!   薬剤管理指導料 or 在宅患者訪問薬剤管理指導料.
//! # Law            告示 F500 2, 注1, 注2, 注4; 通知 F500 (2), (3)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f500/

use super::general5_plasters;
use super::kinds::{self, Dispensing};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F500.2",
    article: "F500",
    title: Text { ja: "調剤技術基本料", en: "dispensing technique fee" },
    about: Text {
        ja: "薬剤師が常時勤務する医療機関の院内投薬に、月1回加えます。",
        en: "added once a month to in-house medication where a pharmacist works full time",
    },
    phase: Phase::Summary,
    extent: Extent::Part("入院中の患者（1）と院内製剤加算は未対応"),
    cites: &[
        Citation::r06("F500 2"),
        Citation::r06("F500 注1"),
        Citation::r06("F500 注2"),
        Citation::r06("F500 注4"),
        Citation::r06_circular("F500 (2)"),
        Citation::r06_circular("F500 (3)"),
        Citation::r08("F500 2"),
        Citation::r08("F500 注1"),
        Citation::r08("F500 注2"),
    ],
    run,
};

const TECHNIQUE: Code = Code::known(120_001_810);
static NO_PHARMACIST: Text = Text {
    ja: "薬剤師が常時勤務していると示されていません（注1）。",
    en: "no full-time pharmacist is told of (note 1)",
};
static SLIP: Text = Text {
    ja: "同一月に処方箋の交付があります（通知(2)）。",
    en: "a prescription slip was issued in the month (circular (2))",
};
static GUIDANCE: Text = Text {
    ja: "同一月に薬剤管理指導料又は在宅患者訪問薬剤管理指導料があります（注4、通知(3)）。",
    en: "guidance by a pharmacist (B008, C008) is billed in the month (note 4)",
};
static BILLED: Text = Text {
    ja: "調剤技術基本料は月1回で、当月に算定済みか、当月の算定の有無が分かりません（注2）。",
    en: "billed once a month; it was billed already, or the month's history is not known (note 2)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if kinds::dispensing(view, out) != Some(Dispensing::InHouse)
        || view.has(TECHNIQUE)
        || general5_plasters::beyond(view)?
    {
        return Ok(());
    }
    let drugs: Vec<usize> = [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External]
        .into_iter()
        .flat_map(|f| view.drugs(f))
        .map(|(place, _)| place)
        .collect();
    if drugs.is_empty() {
        return Ok(());
    }
    if !view.told(&fact::PHARMACIST_FULL_TIME) {
        out.decline(TECHNIQUE, &NO_PHARMACIST);
    } else if kinds::slip_in_the_month(view) {
        out.decline(TECHNIQUE, &SLIP);
    } else if view.any_in_the_month(|r| r.article().is(b'B', 8, 0) || r.article().is(b'C', 8, 0)) {
        out.decline(TECHNIQUE, &GUIDANCE);
    } else if view.first_this_month(out, |code| code == TECHNIQUE) == Some(true) {
        out.add(TECHNIQUE, &drugs);
    } else {
        out.decline(TECHNIQUE, &BILLED);
    }
    Ok(())
}
