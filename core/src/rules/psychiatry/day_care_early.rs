//! I008-2, I009, I010, I010-2, I015 — early addition of psychiatric day care (早期加算).
//!
//! # What it does   Adds 20 points (ショート・ケア) or 50 points to each day within a year of the first one.
//! # Law            告示 I008-2 注4, I009 注5, I010 注4, I010-2 注4, I015 注2; 通知 I008-2 (8), I009 (9) (or within a year of discharge)
//! # Asks           whether the year is not over
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i009/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "I009.n5",
    article: "I009",
    title: Text {
        ja: "精神科デイ・ケア等の早期加算", en: "early addition of psychiatric day care"
    },
    about: Text {
        ja: "精神科ショート・ケア等の算定開始から1年以内（又は精神病床の退院から1年以内）に、早期加算を加えます。",
        en: "adds the early addition to psychiatric day care within a year of its beginning (or of discharge from a psychiatric bed)",
    },
    phase: Phase::Addition,
    extent: Extent::Part("入院中の患者の早期の行（100分の50）は送られた行による"),
    cites: &[
        Citation::r06("I008-2 注4"),
        Citation::r06("I009 注5"),
        Citation::r06("I010 注4"),
        Citation::r06("I010-2 注4"),
        Citation::r06("I015 注2"),
        Citation::r06_circular("I008-2 (8)"),
        Citation::r06_circular("I009 (9)"),
        Citation::r08("I008-2 注4"),
        Citation::r08("I009 注5"),
        Citation::r08("I010 注4"),
        Citation::r08("I010-2 注4"),
        Citation::r08("I015 注2"),
    ],
    run,
};

/// The fee of a day and its early addition.
const EARLY: [(Code, Code); 7] = [
    (Code::known(180_028_610), Code::known(180_033_370)), // 精神科ショート・ケア（小規模）
    (Code::known(180_028_710), Code::known(180_033_370)), // 精神科ショート・ケア（大規模）
    (Code::known(180_007_510), Code::known(180_033_470)), // 精神科デイ・ケア（小規模）
    (Code::known(180_007_610), Code::known(180_033_470)), // 精神科デイ・ケア（大規模）
    (Code::known(180_007_810), Code::known(180_036_270)), // 精神科ナイト・ケア
    (Code::known(180_017_210), Code::known(180_036_370)), // 精神科デイ・ナイト・ケア
    (Code::known(180_703_710), Code::known(180_039_670)), // 重度認知症患者デイ・ケア料
];

static ASK: Text = Text {
    ja: "精神科ショート・ケア等の算定を開始してから1年以内、又は精神病床を退院して1年以内ですか（早期加算）。",
    en: "is it within a year of the first day care billed, or of discharge from a psychiatric bed (early addition)?",
};
static OVER: Text = Text {
    ja: "算定開始又は退院から1年を過ぎているか、それが分かりません（早期加算）。",
    en: "the year since the beginning or discharge is over, or that is not known (early addition)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (line, row) in view.procedures() {
        let Some((_, early)) = EARLY.iter().find(|(fee, _)| *fee == row.code()) else { continue };
        if view.has_on(line, *early) || !view.may_bill(*early) {
            continue;
        }
        match view.decide_bool(out, &fact::DAY_CARE_EARLY, "I009.n5.early", &ASK) {
            Some(true) => out.add_to(line, *early),
            _ => out.decline(*early, &OVER),
        }
    }
    Ok(())
}
