//! C001 notes 6 to 8, C001-2 notes 5 and 6 — terminal care, attendance until death and certificate of death with home visits.
//!
//! # What it does   Adds terminal care by institution and residence, attendance until death, else the certificate of death.
//! # Law            告示 C001 注6–8, C001-2 注5, 注6; 通知 C001 (14)–(19)
//! # Asks           whether the patient lives in a residence, when terminal care is told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c001/

use super::terminal::{self, Codes};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C001.n6",
    article: "C001",
    title: Text {
        ja: "訪問診療の在宅ターミナルケア加算・看取り加算・死亡診断加算",
        en: "terminal care, attendance until death, certificate of death (home visits)",
    },
    about: Text {
        ja: "在宅ターミナルケア、看取り、死亡診断の加算を、申告と医療機関の区分に応じて加えます。",
        en: "adds what is told of terminal care, attendance until death and certificate of death, by institution",
    },
    phase: Phase::Addition,
    extent: Extent::Part("要件（死亡日前14日以内の2回以上の往診又は訪問診療等）は申告による"),
    cites: &[
        Citation::r06("C001 注6"),
        Citation::r06("C001 注7"),
        Citation::r06("C001 注8"),
        Citation::r06("C001-2 注5"),
        Citation::r06("C001-2 注6"),
        Citation::r06_circular("C001 (14)"),
        Citation::r08("C001 注6"),
        Citation::r08("C001 注7"),
        Citation::r08("C001 注8"),
        Citation::r08("C001-2 注5"),
        Citation::r08("C001-2 注6"),
        Citation::r08_circular("C001 (14)"),
    ],
    run,
};

const HOME: Codes = Codes {
    home: [
        Code::known(114_018_170),
        Code::known(114_018_270),
        Code::known(114_018_370),
        Code::known(114_018_470),
    ],
    residence: Some([
        Code::known(114_042_370),
        Code::known(114_042_470),
        Code::known(114_042_570),
        Code::known(114_042_670),
    ]),
    records: [Code::known(114_030_470), Code::known(114_030_570), Code::known(114_030_670)],
    oxygen: Code::known(114_042_770),
    attended: Code::known(114_018_570),
    certified: Code::known(114_018_670),
};
const ATTACHED: Codes = Codes {
    home: [
        Code::known(114_042_970),
        Code::known(114_043_070),
        Code::known(114_043_170),
        Code::known(114_043_270),
    ],
    residence: None,
    records: [Code::known(114_043_370), Code::known(114_043_470), Code::known(114_043_570)],
    oxygen: Code::known(114_043_670),
    attended: Code::known(114_018_570),
    certified: Code::known(114_018_670),
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let told = view.fact(&fact::TERMINAL_CARE, "") == Some(FactValue::Choice("homeVisits"));
    let visit = view.first_of(&view.set("home.visit.1")?.value);
    let attached = view.first_of(&view.set("home.visit.attached")?.value);
    let (base, codes) = match (visit, attached) {
        (Some(line), _) => (line, &HOME),
        (None, Some(line)) => (line, &ATTACHED),
        // On a day with a house call alone, terminal care of a patient under home visits stands with the call.
        (None, None) => match view.first_of(&view.set("home.house-call")?.value) {
            Some(call) if told && of_attached(view)? => (call, &ATTACHED),
            Some(call) if told => (call, &HOME),
            _ => return Ok(()),
        },
    };
    // In a week of 在宅がん医療総合診療料 the visit is part of that fee, and the addition stands with it (通知 C003 (12) イ).
    let base = view.first_of(&view.set("home.cancer")?.value).unwrap_or(base);
    if told {
        terminal::care(view, out, base, codes);
    }
    let call_alone = visit.is_none() && attached.is_none();
    if !call_alone || view.told(&fact::ATTENDED_DEATH) {
        terminal::death(view, out, base, codes, true);
    }
    Ok(())
}

/// Whether the last home visit before the day was one of an institution attached to the residence (C001-2 注1 イ).
fn of_attached(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    let (home, attached) = (&view.set("home.visit.1")?.value, &view.set("home.visit.attached")?.value);
    let last = view.last_billed(|c| attached.contains(c));
    Ok(last.is_some() && last > view.last_billed(|c| home.contains(c)))
}
