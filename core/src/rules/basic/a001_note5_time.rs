//! A001 notes 5 and 6, A002 notes 8 and 9 — time additions of a revisit.
//!
//! # What it does   Adds exactly one addition by time class; the claim records it as a line of its own.
//! # Law            告示 A001 注5, 注6; A002 注8, 注9
//! # Asks           the time class
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::a000_note7_time::choose_paediatric;
use super::visit::{self, Family, Time, TimeCodes, codes};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n5",
    article: "A001",
    title: Text {
        ja: "時間外・休日・深夜加算（再診・外来診療料）", en: "time additions (revisit)"
    },
    about: Text {
        ja: "時間外・休日・深夜のいずれか一つを加えます。6歳未満は乳幼児の額。小児科標榜では診療時間内の夜間・休日・深夜も対象です。",
        en: "adds one of after hours, holiday, late night; infant amounts under six; paediatrics also within displayed hours",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "救急医療を担う医療機関の特例（通知(19)イ(イ)、(20)ウ(イ)）は申告（timeClass）による",
    ),
    cites: &[
        Citation::r06("A001 注5"),
        Citation::r06("A001 注6"),
        Citation::r06("A002 注8"),
        Citation::r06("A002 注9"),
        Citation::r08("A001 注5"),
        Citation::r08("A001 注6"),
        Citation::r08("A002 注8"),
        Citation::r08("A002 注9"),
    ],
    run,
};

const ADULT: TimeCodes = codes(112_001_110, 112_001_210, 112_001_310, 112_001_410);
const INFANT: TimeCodes = codes(112_014_770, 112_014_870, 112_014_970, 112_015_070);
const HOSPITAL_ADULT: TimeCodes = codes(112_006_470, 112_006_570, 112_006_670, 112_006_770);
const HOSPITAL_INFANT: TimeCodes = codes(112_015_170, 112_015_270, 112_015_370, 112_015_470);
const PAEDIATRIC: [Code; 3] = [Code::known(112_014_170), Code::known(112_014_270), Code::known(112_014_370)];
const HOSPITAL_PAEDIATRIC: [Code; 3] =
    [Code::known(112_014_470), Code::known(112_014_570), Code::known(112_014_670)];
static REGULAR: Text =
    Text { ja: "診療時間内の受診です。", en: "the visit is within regular hours" };

/// The addition of A001 note 6 (A002 note 9), if it holds.
pub(super) fn paediatric(view: &View<'_, '_, '_>, time: Time) -> Option<Code> {
    choose_paediatric(view, time, PAEDIATRIC)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (base, hospital) = match visit::fee(view)? {
        Some((base, Family::Revisit)) => (base, false),
        Some((base, Family::Hospital)) => (base, true),
        _ => return Ok(()),
    };
    let time_addition = |r: crate::snapshot::ProcedureRow<'_>| {
        r.article().letter == b'A'
            && matches!(r.article().section, 1 | 2)
            && r.time_addon() >= 1
            && r.schedule_kind() == 7
    };
    if view.procedures().any(|(_, r)| time_addition(r)) {
        return Ok(());
    }
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    let paediatric_codes = if hospital { HOSPITAL_PAEDIATRIC } else { PAEDIATRIC };
    if let Some(code) = choose_paediatric(view, time, paediatric_codes) {
        out.add(code, &[base]);
        return Ok(());
    }
    let open = visit::is_open(view);
    let table = match (hospital, visit::is_infant(view)) {
        (false, false) => ADULT,
        (false, true) => INFANT,
        (true, false) => HOSPITAL_ADULT,
        (true, true) => HOSPITAL_INFANT,
    };
    match table.of(time, view.told(&fact::SPECIAL_TIME_INSTITUTION)) {
        Some(code) if !open => out.add(code, &[base]),
        _ => out.decline(table.after_hours, &REGULAR),
    }
    Ok(())
}
