//! What the visit rules share: which visit it is, and which of its fees stands on the bill.

use crate::claim::{FacilityKind, Setting};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::{Effects, Opening, View};

/// Age under which the infant amounts hold (A000 注6–8, A001 注4–6).
pub(in crate::rules) const INFANT_UNDER: i32 = 6;

/// Kind of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Kind {
    First,
    Revisit,
    Phone,
    SameDay,
}

/// Time class of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Time {
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

static ASK_HOURS: Text = Text {
    ja: "表示する診療時間内の受診ですか（休日又は深夜の受診です）。",
    en: "is the visit within the displayed consulting hours (it falls on a holiday or late at night)?",
};
static ASK_LOW_RATE: Text = Text {
    ja: "初診料の注2・注3に規定する、紹介割合・逆紹介割合が低い特定機能病院等に当たりますか。",
    en: "is the hospital one with a low referral rate (A000 notes 2 and 3)?",
};
const LOW_RATE_QUESTION: &str = "A000.n2.lowRate";
const HOURS_QUESTION: &str = "A000.displayedHours";
const TIME_QUESTION: &str = "A000.timeClass";
/// Minutes of the day outside the late night (通知 A000 (20) ア).
const DAY: std::ops::Range<u16> = 6 * 60..22 * 60;

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
pub(in crate::rules) fn already(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    for key in FEE_SETS {
        if view.has_any(&view.set(key)?.value) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether no visit fee is derived here: at the patient's home it belongs to a house call (往診料) or to a further patient of the
/// household only; 訪問診療 bills none (C001 注1, 通知 C000 (10), C001 (5)).
pub(super) fn none_at_home(view: &View<'_, '_, '_>) -> bool {
    if view.encounter().setting != Setting::Home || view.told(&fact::FURTHER_PATIENT_AT_HOME) {
        return false;
    }
    // Sets of a revision whose home care is not implemented are not there: then none is derived.
    let any = |key: &str| view.known_set(key).is_some_and(|set| view.has_any(&set.value));
    let visits = ["home.visit.1", "home.visit.2", "home.visit.attached", "home.visit.attached-referred"];
    !any("home.house-call") || visits.into_iter().any(any)
}

/// The kind of visit as told or answered; asked for once, by the rule of the first visit.
pub(in crate::rules) fn kind(view: &View<'_, '_, '_>, out: Option<&mut Effects>) -> Option<Kind> {
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

/// Whether the visit is within the displayed consulting hours: as told or answered, else by the hours of the institution.
pub(in crate::rules) fn within_displayed_hours(view: &View<'_, '_, '_>) -> Option<bool> {
    match view.fact(&fact::WITHIN_DISPLAYED_HOURS, HOURS_QUESTION) {
        Some(FactValue::Bool(within)) => Some(within),
        _ => view.displayed_hours().map(|opening| opening == Opening::Within),
    }
}

/// The time class of a visit outside displayed hours on a day that is no holiday and not late at night (通知 A000 (18) ア).
///
/// The standard is before 8:00, from 18:00 (Saturday noon), and all of a day on which the institution is closed. Between them it is
/// not after hours, however the institution divides its day, unless it is one that the standard does not fit, such as one open in
/// the morning and after 18:00: then what counts is what it displays, and only a person can tell whether it is one.
fn outside_hours(view: &View<'_, '_, '_>) -> Option<Time> {
    match view.displayed_hours() {
        _ if is_evening(view) => Some(Time::AfterHours),
        Some(Opening::ClosedAllDay) => Some(Time::AfterHours),
        Some(Opening::Outside { last_until }) => (last_until <= evening_from(view)).then_some(Time::Regular),
        _ => None,
    }
}

/// Minute from which the evening begins: 18:00, on Saturdays noon.
fn evening_from(view: &View<'_, '_, '_>) -> u16 {
    if view.date().is_saturday() { 12 * 60 } else { 18 * 60 }
}

/// Whether the visit is known to be within the displayed consulting hours.
pub(in crate::rules) fn is_open(view: &View<'_, '_, '_>) -> bool {
    within_displayed_hours(view) == Some(true)
}

/// Late night or holiday by the time of reception and the calendar; `None` when it is neither or not known.
pub(in crate::rules) fn by_clock(view: &View<'_, '_, '_>) -> Option<Time> {
    match (view.encounter().received_at?.minutes(), view.is_holiday(view.date())) {
        (at, _) if !DAY.contains(&at) => Some(Time::LateNight),
        (_, Some(true)) => Some(Time::Holiday),
        _ => None,
    }
}

/// The time class as told or answered; else by the clock and the calendar, where these are certain; else asked for.
///
/// Late night is 22:00 to 6:00 in every season (通知 A000 (20) ア) and goes before the holiday (オ of (18), ウ of (19)); holidays are
/// those of (19) ア; outside the displayed hours before 8:00 and from 18:00 (Saturday noon) is after hours ((18) ア). Whether the
/// addition is billed within displayed hours is for the rules: an institution that opens on a Sunday or at night bills none
/// ((19) イ (ロ), (20) イ), so on such days that is asked when it is not told.
pub(in crate::rules) fn time(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Time> {
    let known = known_time(view);
    if known.is_some() {
        return known;
    }
    if within_displayed_hours(view).is_none()
        && let Some(special) = by_clock(view)
    {
        view.decide_bool(out, &fact::WITHIN_DISPLAYED_HOURS, HOURS_QUESTION, &ASK_HOURS)?;
        return Some(special);
    }
    view.decide(out, &fact::TIME_CLASS, TIME_QUESTION, &ASK_TIME);
    None
}

/// The time class as far as it is known without asking.
pub(in crate::rules) fn known_time(view: &View<'_, '_, '_>) -> Option<Time> {
    match view.fact(&fact::TIME_CLASS, TIME_QUESTION) {
        Some(FactValue::Choice("regular")) => return Some(Time::Regular),
        Some(FactValue::Choice("afterHours")) => return Some(Time::AfterHours),
        Some(FactValue::Choice("holiday")) => return Some(Time::Holiday),
        Some(FactValue::Choice("lateNight")) => return Some(Time::LateNight),
        _ => {}
    }
    match (within_displayed_hours(view), by_clock(view)) {
        (Some(true), special) => Some(special.unwrap_or(Time::Regular)),
        (Some(false), Some(special)) => Some(special),
        (Some(false), None) if view.is_holiday(view.date()) == Some(false) => outside_hours(view),
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
pub(in crate::rules) fn is_large_hospital(view: &View<'_, '_, '_>) -> Option<bool> {
    match view.facility().kind? {
        FacilityKind::Clinic => Some(false),
        FacilityKind::Hospital => view.facility().general_beds.map(|n| n >= 200),
    }
}

/// Whether the institution is a hospital with a low referral rate (A000 注2・注3, F400 注2): told, or asked of hospitals that may be one.
/// None of them has less than 200 general beds.
pub(in crate::rules) fn has_low_referral_rate(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<bool> {
    match (view.fact(&fact::LOW_REFERRAL_RATE, LOW_RATE_QUESTION), is_large_hospital(view)) {
        (Some(FactValue::Bool(told)), _) => {
            Some(told && view.facility().kind == Some(FacilityKind::Hospital))
        }
        (_, Some(false)) => Some(false),
        _ => view.decide_bool(out, &fact::LOW_REFERRAL_RATE, LOW_RATE_QUESTION, &ASK_LOW_RATE),
    }
}

/// Whether the patient is an infant for these fees.
pub(in crate::rules) fn is_infant(view: &View<'_, '_, '_>) -> bool {
    view.age() < INFANT_UNDER
}

/// Whether the institution displays paediatrics (小児科を標榜): told, or department 09 of 別表10.
pub(in crate::rules) fn displays_paediatrics(view: &View<'_, '_, '_>) -> bool {
    view.told(&fact::PEDIATRIC_DEPARTMENT)
        || view.facility().departments.as_ref().is_some_and(|all| all.iter().any(|d| d == "09"))
}

/// Whether the visit falls in the evening or early morning (18–8, Saturday from noon; 深夜 and 休日 have their own words):
/// told, or by the time of reception.
pub(in crate::rules) fn is_evening(view: &View<'_, '_, '_>) -> bool {
    if let Some(FactValue::Bool(told)) = view.fact(&fact::EVENING_EARLY_MORNING, "") {
        return told;
    }
    let Some(at) = view.encounter().received_at else { return false };
    at.minutes() >= evening_from(view) || at.minutes() < 8 * 60
}

/// Codes of the time additions of one family, for adults or infants.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct TimeCodes {
    pub(in crate::rules) after_hours: Code,
    pub(in crate::rules) holiday: Code,
    pub(in crate::rules) late_night: Code,
    pub(in crate::rules) special: Code,
}

impl TimeCodes {
    /// The addition of a time class; an institution kept for emergencies at night has one of its own outside its hours.
    pub(in crate::rules) const fn of(&self, time: Time, special: bool) -> Option<Code> {
        match (time, special) {
            (Time::Regular, _) => None,
            (Time::AfterHours, true) => Some(self.special),
            (Time::AfterHours, false) => Some(self.after_hours),
            (Time::Holiday, _) => Some(self.holiday),
            (Time::LateNight, _) => Some(self.late_night),
        }
    }

    /// Every code of the table.
    pub(in crate::rules) const fn all(&self) -> [Code; 4] {
        [self.after_hours, self.holiday, self.late_night, self.special]
    }
}

/// Shorthand for the tables of codes in the rule files.
pub(in crate::rules) const fn codes(
    after_hours: u32,
    holiday: u32,
    late_night: u32,
    special: u32,
) -> TimeCodes {
    TimeCodes {
        after_hours: Code::known(after_hours),
        holiday: Code::known(holiday),
        late_night: Code::known(late_night),
        special: Code::known(special),
    }
}
