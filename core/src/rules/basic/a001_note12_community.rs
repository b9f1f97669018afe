//! A001 notes 12 and 13 — community care (地域包括診療加算, 認知症地域包括診療加算).
//!
//! # What it does   Adds the class that is filed to a revisit of a patient told to be under this care.
//! # Law            告示 A001 注9, 注12, 注13; 通知 A001 (11), (12)
//! # Asks           whether the patient is under this care, where it is filed and the diseases do not rule it out
//! # Revisions      R6
//! # Cases          conformance/cases/a/a001/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::{Citation, Revision};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n12",
    article: "A001",
    title: Text {
        ja: "地域包括診療加算・認知症地域包括診療加算", en: "community care additions"
    },
    about: Text {
        ja: "届け出た診療所の再診で、対象の患者に同意を得て指導と診療を行った場合、届け出た区分の加算を加えます。",
        en: "added to a revisit at a clinic that has filed it, for a patient under this care",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "対象疾患・同意・投薬の数（注13）は patient.communityCare の申告による。薬剤適正使用連携加算（注14）は要求の行による",
    ),
    cites: &[
        Citation::r06("A001 注12"),
        Citation::r06("A001 注13"),
        Citation::r06("A001 注9"),
        Citation::r08("A001 注12"),
        Citation::r08("A001 注9"),
    ],
    run,
};

/// Classes 1 and 2.
const COMPREHENSIVE: [Code; 2] = [Code::known(112_021_770), Code::known(112_017_270)];
const DEMENTIA: [Code; 2] = [Code::known(112_021_870), Code::known(112_017_570)];

static ASK: Text = Text {
    ja: "同意を得て地域包括診療加算又は認知症地域包括診療加算の指導と診療を行う患者ですか。",
    en: "is the patient, with consent, under the community care of note 12 or 13?",
};
static NOT_FILED: Text = Text {
    ja: "地域包括診療加算の届出がありません（注12、注13）。",
    en: "no such standard is filed (notes 12 and 13)",
};
static NOT_UNDER: Text = Text {
    ja: "対象の患者ではありません（注12、注13）。",
    en: "the patient is not under this care",
};
static BY_PHONE: Text = Text {
    ja: "電話等による再診には加算しません（注9）。",
    en: "not for revisits by phone (note 9)",
};

/// 地域包括診療加算１, ２.
const FILED: [u16; 2] = [3523, 3195];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    let all = || COMPREHENSIVE.into_iter().chain(DEMENTIA);
    if all().any(|c| view.has(c)) {
        return Ok(());
    }
    if view.set("visit.telephone")?.value.contains(view.code_of(fee)) {
        out.decline(COMPREHENSIVE[0], &BY_PHONE);
        return Ok(());
    }
    // R8: four amounts by class and patient (認知症を有する患者等, その他) under one note; no master at hand shows their codes.
    if view.revision() != Revision::R06 {
        if FILED.into_iter().any(|standard| view.filed(standard) == Some(true)) {
            out.code_unknown(
                view.place(),
                &[fee],
                "地域包括診療加算（1は認知症を有する患者等38点・その他の患者28点、2は31点・21点、A001 注12）",
            );
        }
        return Ok(());
    }
    if !all().any(|c| view.may_bill(c)) {
        // Without filings only a patient told to be under this care makes the addition a matter of doubt.
        match view.fact(&fact::COMMUNITY_CARE, "A001.n12.care") {
            Some(FactValue::Choice(care)) if care != "none" && all().any(|c| view.unsure(c)) => {
                out.unsure(&COMPREHENSIVE);
            }
            _ => out.decline(COMPREHENSIVE[0], &NOT_FILED),
        }
        return Ok(());
    }
    // Two diseases that are not suspected are the least for either note.
    if view.fact(&fact::COMMUNITY_CARE, "A001.n12.care").is_none()
        && view.diseases().is_some_and(|all| all.iter().filter(|(told, _)| !told.suspected).count() < 2)
    {
        out.decline(COMPREHENSIVE[0], &NOT_UNDER);
        return Ok(());
    }
    let codes = match view.decide(out, &fact::COMMUNITY_CARE, "A001.n12.care", &ASK) {
        Some(FactValue::Choice("comprehensive")) => COMPREHENSIVE,
        Some(FactValue::Choice("dementia")) => DEMENTIA,
        Some(_) => {
            out.decline(COMPREHENSIVE[0], &NOT_UNDER);
            return Ok(());
        }
        None => return Ok(()),
    };
    match codes.into_iter().find(|c| view.may_bill(*c)) {
        Some(code) => out.add_to(fee, code),
        None => out.decline(codes[0], &NOT_FILED),
    }
    Ok(())
}
