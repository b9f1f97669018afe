//! F100 notes 6 and 9, F400 notes 5 and 7 — antineoplastic drugs, reduction of psychotropics.
//!
//! # What it does   Adds 抗悪性腫瘍剤処方管理加算 or 向精神薬調整連携加算 once a month, where the act is told.
//! # Law            告示 F100 注6, 注9; F400 注5, 注7; 通知 F100 (10)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f100/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, Fact};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F100.n6",
    article: "F100",
    title: Text {
        ja: "抗悪性腫瘍剤処方管理加算・向精神薬調整連携加算",
        en: "antineoplastic drugs, reduction of psychotropics",
    },
    about: Text {
        ja: "申告のあった処方料・処方箋料に、抗悪性腫瘍剤処方管理加算（届け出た200床以上の病院）、向精神薬調整連携加算を月1回加えます。",
        en: "added once a month to a prescription where the act is told; the first only at a large hospital that has filed it",
    },
    phase: Phase::Addition,
    extent: Extent::Part("行為は encounter の事実による。A250、B008-2 との関係は電子点数表による"),
    cites: &[
        Citation::r06("F100 注6"),
        Citation::r06("F100 注9"),
        Citation::r06("F400 注5"),
        Citation::r06("F400 注7"),
        Citation::r06_circular("F100 (10)"),
        Citation::r08("F100 注6"),
        Citation::r08("F100 注9"),
        Citation::r08("F400 注5"),
        Citation::r08("F400 注7"),
        Citation::r08_circular("F100 (10)"),
    ],
    run,
};

/// The act, and the additions to F100 and F400.
static ADDITIONS: [(&Fact, [Code; 2]); 2] = [
    (&fact::ANTINEOPLASTIC_EXPLAINED, [Code::known(120_003_370), Code::known(120_003_470)]),
    (&fact::PSYCHOTROPICS_REDUCED, [Code::known(120_004_470), Code::known(120_004_570)]),
];
static NOT_FILED: Text = Text {
    ja: "施設基準の届出がないか、許可病床200床未満です。",
    en: "the standard is not filed, or the hospital has fewer than 200 beds",
};
static BILLED: Text = Text {
    ja: "処方料・処方箋料のいずれかに月1回です。当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month to one of the two fees: billed already, or the history of the month is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    for (act, codes) in &ADDITIONS {
        if !view.told(act) || codes.iter().any(|c| view.has(*c)) {
            continue;
        }
        for (section, code) in [100, 400].into_iter().zip(*codes) {
            let fee = view.procedures().find(|(_, r)| {
                r.article().is(b'F', section, 0) && r.schedule_kind() == 1 && !r.is_percentage()
            });
            let Some((fee, _)) = fee else { continue };
            if view.unsure(code) {
                out.unsure(&[code]);
            } else if !view.may_bill(code) {
                out.decline(code, &NOT_FILED);
            } else if view.first_this_month(out, |c| codes.contains(&c)) == Some(true) {
                out.add_to(fee, code);
            } else {
                out.decline(code, &BILLED);
            }
        }
    }
    Ok(())
}
