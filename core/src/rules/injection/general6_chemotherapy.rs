//! 第6部 通則4・通則6・通則7 — precise infusion, out-patient chemotherapy, biosimilars.
//!
//! # What it does   Adds 精密持続点滴注射加算 (a day), 外来化学療法加算 by filing and age (a day), バイオ後続品導入初期加算 (a month).
//! # Law            告示 第2章第6部 通則4, 通則6, 通則7; 通知 第2章第6部 3, 4, 5
//! # Asks           nothing of its own: that they took place is told by the encounter
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "G.g6",
    article: "G",
    title: Text {
        ja: "精密持続点滴・外来化学療法・バイオ後続品の注射加算",
        en: "precise infusion, out-patient chemotherapy, biosimilars",
    },
    about: Text {
        ja: "精密持続点滴注射加算、外来化学療法加算、バイオ後続品導入初期加算を、行ったことが示されたときに加えます。",
        en: "adds precise infusion, out-patient chemotherapy and the introduction of a biosimilar where they are told",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "行ったことは encounter.precisionInfusion、outpatientChemotherapy、biosimilarIntroduction による。無菌製剤処理料（G020）は送られた行による",
    ),
    cites: &[
        Citation::r06("第2章第6部 通則4"),
        Citation::r06("第2章第6部 通則6"),
        Citation::r06("第2章第6部 通則7"),
        Citation::r08("第2章第6部 通則4"),
        Citation::r08("第2章第6部 通則6"),
        Citation::r08("第2章第6部 通則7"),
    ],
    run,
};

const PRECISE: Code = Code::known(130_000_210);
const BIOSIMILAR: Code = Code::known(130_013_790);
/// 外来化学療法加算 1 and 2, under 15 and from 15 on: the filing and the age stand in their rows.
const CHEMOTHERAPY: [Code; 4] =
    [Code::known(130_013_890), Code::known(130_013_990), Code::known(130_014_090), Code::known(130_014_190)];

static BILLED: Text = Text {
    ja: "当月に算定済みか、当月の算定の有無が分かりません。",
    en: "billed this month already, or the month's history is not known",
};
static NO_TECHNIQUE: Text = Text {
    ja: "静脈内注射、動脈注射、点滴注射、中心静脈注射のいずれもありません（通則6）。",
    en: "no injection into a vein or an artery stands on the bill (general rule 6)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let technique = |fits: &dyn Fn(Article) -> bool| {
        view.procedures()
            .find(|(_, r)| {
                r.article().letter == b'G'
                    && r.article().section < 20
                    // G003-3 and the placing of catheters (G005-2 to G005-4) are no injections of these articles.
                    && r.article().branch == 0
                    && r.notice_kind().is_base()
                    && fits(r.article())
            })
            .map(|(line, _)| line)
    };
    if view.told(&fact::PRECISE_INFUSION)
        && !view.has_on_the_day(PRECISE)
        && let Some(line) = technique(&|a| matches!(a.section, 3..=6))
    {
        out.add(PRECISE, &[line]);
    }
    if !view.is_outpatient() {
        return Ok(());
    }
    if view.told(&fact::OUTPATIENT_CHEMOTHERAPY)
        && !CHEMOTHERAPY.iter().any(|code| view.has_on_the_day(*code))
    {
        match technique(&|a| matches!(a.section, 1 | 2 | 4 | 5 | 6)) {
            Some(line) => {
                if let Some(code) = CHEMOTHERAPY.iter().find(|code| view.may_bill(**code)) {
                    out.add(*code, &[line]);
                } else {
                    let open: Vec<Code> =
                        CHEMOTHERAPY.into_iter().filter(|code| view.unsure(*code)).collect();
                    if !open.is_empty() {
                        out.unsure(&open);
                    }
                }
            }
            None => {
                for code in CHEMOTHERAPY {
                    out.decline(code, &NO_TECHNIQUE);
                }
            }
        }
    }
    if view.told(&fact::BIOSIMILAR_INTRODUCTION)
        && !view.has(BIOSIMILAR)
        && let Some(line) = technique(&|_| true)
    {
        match view.first_this_month(out, |code| code == BIOSIMILAR) {
            Some(true) => out.add(BIOSIMILAR, &[line]),
            _ => out.decline(BIOSIMILAR, &BILLED),
        }
    }
    Ok(())
}
