//! 第9部 通則8 — support for the proper use of antimicrobials in children (耳鼻咽喉科小児抗菌薬適正使用支援加算).
//!
//! # What it does   Adds 80 points once a month to an ear, nose and throat treatment under six on a first visit without antibiotics.
//! # Law            告示 第2章第9部 通則8; 通知 第2章第9部 通則15
//! # Asks           whether the history of the month is complete; that guidance was given is told by `encounter.antimicrobialGuidance`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J.g8",
    article: "J",
    title: Text {
        ja: "耳鼻咽喉科小児抗菌薬適正使用支援加算",
        en: "proper use of antimicrobials in children (ear, nose and throat)",
    },
    about: Text {
        ja: "6歳未満の初診で耳鼻咽喉科処置（J095–J115-2）を行い、抗菌薬を使わず指導と文書の説明をしたとき、月1回80点を加えます。",
        en: "adds 80 points once a month to ear, nose and throat treatments under six on a first visit, with guidance instead of antibiotics",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "抗菌薬を使わず指導と文書の説明を行ったことは encounter.antimicrobialGuidance による。施設基準は届出を要しないため確かめない",
    ),
    cites: &[
        Citation::r06("第2章第9部 通則8"),
        Citation::r06_circular("第2章第9部 通則15"),
        Citation::r08("第2章第9部 通則8"),
        Citation::r08_circular("第2章第9部 通則15"),
    ],
    run,
};

const SUPPORT: Code = Code::known(140_062_090);

static NOT_FIRST: Text = Text {
    ja: "初診ではありません（通知 通則15）。",
    en: "not a first visit (general rule 15 of the circular)",
};
static BILLED: Text = Text {
    ja: "当月に算定済みか、当月の算定の有無が分かりません。",
    en: "billed this month already, or the month's history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.told(&fact::ANTIMICROBIAL_GUIDANCE) || view.has(SUPPORT) || !view.may_bill(SUPPORT) {
        return Ok(());
    }
    // s126 = 1: a treatment that takes it; the addition itself carries 1 too but is no base.
    let Some((line, _)) =
        view.procedures().find(|(_, r)| r.ent_antimicrobial_addon() == 1 && r.notice_kind().is_base())
    else {
        return Ok(());
    };
    if view.fact(&fact::VISIT_KIND, "A000.visitKind") != Some(FactValue::Choice("first")) {
        out.decline(SUPPORT, &NOT_FIRST);
        return Ok(());
    }
    match view.first_this_month(out, |code| code == SUPPORT) {
        Some(true) => out.add_to(line, SUPPORT),
        _ => out.decline(SUPPORT, &BILLED),
    }
    Ok(())
}
