//! B001-2 note 4, B001-2-11 note 4 — support of the proper use of antimicrobials in children (小児抗菌薬適正使用支援加算).
//!
//! # What it does   Adds 80 points once a month to a first visit, when guidance in place of an antibiotic is told.
//! # Law            告示 B001-2 注4, B001-2-11 注4; 通知 B001-2 (12), B001-2-11 (9)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2/

use super::paediatric;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2.n4",
    article: "B001-2",
    title: Text {
        ja: "小児抗菌薬適正使用支援加算", en: "support of the proper use of antimicrobials"
    },
    about: Text {
        ja: "小児科外来診療料・小児かかりつけ診療料の初診に、抗菌薬を使用せず文書で説明した場合、月1回加えます。",
        en: "added once a month to a paediatric first visit with written guidance in place of an antibiotic",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "対象の傷病、基礎疾患、インフルエンザ等の除外は encounter.antimicrobialGuidance の申告による",
    ),
    cites: &[
        Citation::r06("B001-2 注4"),
        Citation::r06("B001-2-11 注4"),
        Citation::r06_circular("B001-2 (12)"),
        Citation::r08("B001-2 注4"),
        Citation::r08("B001-2-11 注4"),
    ],
    run,
};

const ADDITIONS: [(&str, Code); 2] = [
    (paediatric::OUTPATIENT, Code::known(113_024_670)),
    (paediatric::FAMILY_DOCTOR, Code::known(113_027_870)),
];
static NOT_FIRST: Text =
    Text { ja: "初診時に限ります（注4）。", en: "first visits only (note 4)" };
static BILLED: Text = Text {
    ja: "月1回に限ります。当月に算定済みか、当月の算定の有無が分かりません（注4）。",
    en: "once a month: billed already, or the history of the month is not known (note 4)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.told(&fact::ANTIMICROBIAL_GUIDANCE) || ADDITIONS.iter().any(|(_, c)| view.has(*c)) {
        return Ok(());
    }
    for (key, code) in ADDITIONS {
        let Some(fee) = view.first_of(&view.set(key)?.value) else { continue };
        if visit::kind(view, None) != Some(Kind::First) {
            out.decline(code, &NOT_FIRST);
        } else if view.first_this_month(out, |c| ADDITIONS.iter().any(|(_, a)| *a == c)) == Some(true) {
            out.add(code, &[fee]);
        } else {
            out.decline(code, &BILLED);
        }
    }
    Ok(())
}
