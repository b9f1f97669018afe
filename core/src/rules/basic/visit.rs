//! What the visit rules share: which visit it is, and which of its fees stands on the bill.

use crate::claim::FacilityKind;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::{Effects, View};

/// Age under which the infant amounts hold (A000 注6–8, A001 注4–6).
pub(super) const INFANT_UNDER: i32 = 6;

/// Kind of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    First,
    Revisit,
    Phone,
    SameDay,
}

/// Time class of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Regular,
    AfterHours,
    Holiday,
    LateNight,
}

/// Which family the fee on the bill belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// 初診料 (A000).
    First,
    /// 再診料 (A001).
    Revisit,
    /// 外来診療料 (A002).
    Hospital,
}

pub(super) static ASK_KIND: Text = Text {
    ja: "この受診は初診ですか、再診ですか（電話等再診、同日再診、診察なしを含む）。",
    en: "is this a first visit or a revisit (by phone, second of the day, or no visit at all)?",
};

pub(super) static ASK_TIME: Text = Text {
    ja: "受付時刻はどの区分ですか（診療時間内、時間外、休日、深夜）。",
    en: "which time class does the visit fall in (regular, after hours, holiday, late night)?",
};

/// Every fee of a visit that the client may have sent itself.
const FEE_SETS: [&str; 6] = [
    "visit.first",
    "visit.first.second-department",
    "visit.revisit",
    "visit.revisit.second-department",
    "visit.hospital",
    "visit.hospital.second-department",
];

/// Whether the client already sent a fee of the visit.
pub(super) fn already(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    for key in FEE_SETS {
        if view.has_any(&view.set(key)?.value) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The kind of visit as told or answered; asked for once, by the rule of the first visit.
pub(super) fn kind(view: &View<'_, '_, '_>, out: Option<&mut Effects>) -> Option<Kind> {
    const QUESTION: &str = "A000.visitKind";
    let value = match out {
        Some(out) => view.decide(out, &fact::VISIT_KIND, QUESTION, &ASK_KIND),
        None => view.fact(&fact::VISIT_KIND, QUESTION),
    };
    match value {
        Some(FactValue::Choice("first")) => Some(Kind::First),
        Some(FactValue::Choice("revisit")) => Some(Kind::Revisit),
        Some(FactValue::Choice("phoneRevisit")) => Some(Kind::Phone),
        Some(FactValue::Choice("sameDayRevisit")) => Some(Kind::SameDay),
        _ => None,
    }
}

/// The time class as told, as answered, or asked for. A visit told to be within the displayed hours is regular unless its class is told.
pub(super) fn time(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Time> {
    const QUESTION: &str = "A000.timeClass";
    if view.fact(&fact::TIME_CLASS, "").is_none() && view.told(&fact::WITHIN_DISPLAYED_HOURS) {
        return Some(Time::Regular);
    }
    match view.decide(out, &fact::TIME_CLASS, QUESTION, &ASK_TIME) {
        Some(FactValue::Choice("regular")) => Some(Time::Regular),
        Some(FactValue::Choice("afterHours")) => Some(Time::AfterHours),
        Some(FactValue::Choice("holiday")) => Some(Time::Holiday),
        Some(FactValue::Choice("lateNight")) => Some(Time::LateNight),
        _ => None,
    }
}

/// The full fee of the visit on the bill (not the one of a second department), and its family.
pub(super) fn fee(view: &View<'_, '_, '_>) -> Result<Option<(usize, Family)>, EngineError> {
    let families = [
        ("visit.first", Family::First),
        ("visit.revisit", Family::Revisit),
        ("visit.hospital", Family::Hospital),
    ];
    for (key, family) in families {
        if let Some(line) = view.first_of(&view.set(key)?.value) {
            return Ok(Some((line, family)));
        }
    }
    Ok(None)
}

/// Whether the institution bills 外来診療料 instead of 再診料: a hospital with 200 or more general beds (A001 注1, A002 注1).
pub(super) fn is_large_hospital(view: &View<'_, '_, '_>) -> Option<bool> {
    match view.facility().kind? {
        FacilityKind::Clinic => Some(false),
        FacilityKind::Hospital => view.facility().general_beds.map(|n| n >= 200),
    }
}

/// Whether the patient is an infant for these fees.
pub(super) fn is_infant(view: &View<'_, '_, '_>) -> bool {
    view.age() < INFANT_UNDER
}

/// Whether the institution displays paediatrics (小児科を標榜): told, or department 09 of 別表10.
pub(super) fn displays_paediatrics(view: &View<'_, '_, '_>) -> bool {
    view.told(&fact::PEDIATRIC_DEPARTMENT)
        || view.facility().departments.as_ref().is_some_and(|all| all.iter().any(|d| d == "09"))
}

/// Whether the visit falls in the evening or early morning (18–8, Saturday from noon; 深夜 and 休日 have their own words):
/// told, or by the time of reception.
pub(super) fn is_evening(view: &View<'_, '_, '_>) -> bool {
    if let Some(FactValue::Bool(told)) = view.fact(&fact::EVENING_EARLY_MORNING, "") {
        return told;
    }
    let Some(at) = view.encounter().received_at else { return false };
    let opens_evening = if view.date().is_saturday() { 12 * 60 } else { 18 * 60 };
    at.minutes() >= opens_evening || at.minutes() < 8 * 60
}

/// Codes of the time additions of one family, for adults or infants.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeCodes {
    pub(super) after_hours: Code,
    pub(super) holiday: Code,
    pub(super) late_night: Code,
    pub(super) special: Code,
}

impl TimeCodes {
    /// The addition of a time class; an institution kept for emergencies at night has one of its own outside its hours.
    pub(super) const fn of(&self, time: Time, special: bool) -> Option<Code> {
        match (time, special) {
            (Time::Regular, _) => None,
            (Time::AfterHours, true) => Some(self.special),
            (Time::AfterHours, false) => Some(self.after_hours),
            (Time::Holiday, _) => Some(self.holiday),
            (Time::LateNight, _) => Some(self.late_night),
        }
    }
}

/// Shorthand for the tables of codes in the rule files.
pub(super) const fn codes(after_hours: u32, holiday: u32, late_night: u32, special: u32) -> TimeCodes {
    TimeCodes {
        after_hours: Code::known(after_hours),
        holiday: Code::known(holiday),
        late_night: Code::known(late_night),
        special: Code::known(special),
    }
}
