//! C001 notes 1 and 3, C001-2 notes 2 and 4 — three planned home visits a week.
//!
//! # What it does   Takes the fourth and further visits of a week (Sunday to Saturday) off the bill, same building or not together.
//! # Law            告示 C001 注1, 注3; C001-2 注2, 注4; 通知 C001 (9), (10)
//! # Asks           whether more than three a week may be billed (listed disease, acute worsening), from the fourth on
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c001/

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C001.n1.week",
    article: "C001",
    title: Text { ja: "訪問診療は週3回まで", en: "three home visits a week" },
    about: Text {
        ja: "訪問診療料（同一建物の内外を併せて）は週3回を限度とします（別表第七の疾病等、急性増悪等の場合を除く）。",
        en: "planned home visits are limited to three a week (listed diseases and acute worsening left out)",
    },
    phase: Phase::Item,
    extent: Extent::Part("急性増悪等の場合の月1回・14日の限度（注3）は申告による"),
    cites: &[
        Citation::r06("C001 注1"),
        Citation::r06("C001 注3"),
        Citation::r06("C001-2 注2"),
        Citation::r06_circular("C001 (9)"),
        Citation::r06_circular("C001 (10)"),
        Citation::r08("C001 注1"),
        Citation::r08("C001 注3"),
        Citation::r08("C001-2 注2"),
        Citation::r08_circular("C001 (9)"),
        Citation::r08_circular("C001 (10)"),
    ],
    run,
};

static ASK: Text = Text {
    ja: "週4回以上の訪問診療を算定できる患者ですか（別表第七の疾病等、又は急性増悪等による14日以内の頻回の訪問診療）。",
    en: "may more than three home visits a week be billed (listed disease, or 14 days of acute worsening)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (home, attached) = (&view.set("home.visit.1")?.value, &view.set("home.visit.attached")?.value);
    let Some(visit) = view.first_of(home).or(view.first_of(attached)) else { return Ok(()) };
    let before = view.count_before_this_week(|c| home.contains(c) || attached.contains(c));
    if Decimal::from(before) < view.value("home.visit.a-week")?.value {
        return Ok(());
    }
    if view.decide_bool(out, &fact::HOME_VISITS_BEYOND, "C001.n1.beyond", &ASK) == Some(false) {
        out.limit(visit);
    }
    Ok(())
}
