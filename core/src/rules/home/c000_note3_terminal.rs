//! C000 notes 3 to 5 — terminal care, attendance until death and the certificate of death with house calls.
//!
//! # What it does   Adds terminal care by institution and residence, attendance until death with it, else the certificate of death.
//! # Law            告示 C000 注3–5; 通知 C000 (12)–(16)
//! # Asks           whether the patient lives in a residence, when terminal care is told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c000/

use super::terminal::{self, Codes};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C000.n3",
    article: "C000",
    title: Text {
        ja: "往診の在宅ターミナルケア加算・看取り加算・死亡診断加算",
        en: "terminal care, attendance until death, certificate of death (house calls)",
    },
    about: Text {
        ja: "退院時共同指導と往診による在宅ターミナルケア、看取り、死亡診断の加算を、申告に応じて加えます。",
        en: "adds what is told of terminal care by house calls after joint discharge guidance, attendance until death, certificate of death",
    },
    phase: Phase::Addition,
    extent: Extent::Part("要件（死亡日前14日以内の退院時共同指導料1等）は申告による"),
    cites: &[
        Citation::r06("C000 注3"),
        Citation::r06("C000 注4"),
        Citation::r06("C000 注5"),
        Citation::r06_circular("C000 (12)"),
        Citation::r08("C000 注3"),
        Citation::r08("C000 注4"),
        Citation::r08("C000 注5"),
        Citation::r08_circular("C000 (12)"),
    ],
    run,
};

const CODES: Codes = Codes {
    home: [
        Code::known(114_704_810),
        Code::known(114_704_910),
        Code::known(114_705_010),
        Code::known(114_705_110),
    ],
    residence: Some([
        Code::known(114_705_210),
        Code::known(114_705_310),
        Code::known(114_705_410),
        Code::known(114_705_510),
    ]),
    records: [Code::known(114_705_610), Code::known(114_705_710), Code::known(114_705_810)],
    oxygen: Code::known(114_705_910),
    attended: Code::known(114_706_010),
    certified: Code::known(114_007_270),
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(call) = view.first_of(&view.set("home.house-call")?.value) else { return Ok(()) };
    let by_calls = view.fact(&fact::TERMINAL_CARE, "") == Some(FactValue::Choice("houseCalls"));
    let by_visits = view.fact(&fact::TERMINAL_CARE, "") == Some(FactValue::Choice("homeVisits"));
    if by_calls {
        terminal::care(view, out, call, &CODES);
    }
    // Of a patient under home visits the attendance is that of C001 note 7, a house call or not.
    if !(by_visits && view.told(&fact::ATTENDED_DEATH)) {
        terminal::death(view, out, call, &CODES, by_calls);
    }
    Ok(())
}
