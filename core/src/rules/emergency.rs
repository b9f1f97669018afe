//! Time additions of acts: what treatments (第9部 通則5), operations (第10部 通則12) and anaesthesia (第11部 通則3) have in common.
//!
//! The act is urgent, and it began on a holiday, late at night or outside the displayed hours. Where the visit before it bills the
//! evening and early morning addition (A000 注9, A001 注7), none of them holds.

pub(super) use super::basic::visit::Time;
use super::basic::visit::{self, TimeCodes};
use crate::code::Code;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::{Effects, View};

static ASK: Text = Text {
    ja: "この検査・処置・手術・麻酔は、患者の状態から緊急に行ったものですか（医療機関の都合によるものは除く）。",
    en: "was this test, treatment, operation or anaesthesia an emergency (not for the convenience of the institution)?",
};
static REGULAR: Text = Text {
    ja: "診療時間内に開始したか、開始した時間の区分が分かりません。",
    en: "begun within regular hours, or the time class at its beginning is not known",
};
static DISPLAYED: Text = Text {
    ja: "表示する診療時間内の受診に引き続くもので、時間外・休日・深夜加算の初・再診に続くものではありません。",
    en: "it follows a visit within the displayed hours, not one that bills a time addition",
};
static EVENING: Text = Text {
    ja: "夜間・早朝等加算を算定する初診・再診に引き続くものです。",
    en: "it follows a visit that bills the evening and early morning addition",
};
static INPATIENT: Text = Text {
    ja: "入院中の患者には時間外加算がありません（休日と深夜のみ）。",
    en: "for in-patients there is no addition outside hours (holidays and late night only)",
};
static NO_EMERGENCY: Text =
    Text { ja: "緊急のために行ったものではありません。", en: "it was not an emergency" };

/// Why there is no addition.
pub(super) enum No {
    /// For this reason.
    Reason(&'static Text),
    /// A question is open.
    Open,
}

/// Time class of the addition of an act.
///
/// The time class of the act itself (`line.actTimeClass`) stands before that of the visit: an operation may begin hours later.
pub(super) fn time(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) -> Result<Time, No> {
    let outpatient = view.is_outpatient();
    let own = view.source(line).and_then(|l| l.facts.choice(&fact::ACT_TIME_CLASS)).and_then(class);
    if own.is_none() && visit::is_open(view) {
        return Err(No::Reason(&DISPLAYED));
    }
    let time = match own {
        Some(own) => own,
        None if outpatient => visit::time(view, out).ok_or(No::Open)?,
        None => match view.fact(&fact::TIME_CLASS, "") {
            Some(FactValue::Choice(word)) => class(word).ok_or(No::Reason(&REGULAR))?,
            _ => return Err(No::Reason(&REGULAR)),
        },
    };
    match time {
        Time::Regular => return Err(No::Reason(&REGULAR)),
        Time::AfterHours if !outpatient => return Err(No::Reason(&INPATIENT)),
        _ => {}
    }
    // s43 = 6: the row is the evening and early morning addition itself.
    if view.procedures().any(|(_, r)| r.article().letter == b'A' && r.time_addon() == 6) {
        return Err(No::Reason(&EVENING));
    }
    let emergency = if outpatient {
        view.decide_bool(out, &fact::EMERGENCY, "emergency.act", &ASK)
    } else {
        Some(view.told(&fact::EMERGENCY))
    };
    match emergency {
        Some(true) => Ok(time),
        Some(false) => Err(No::Reason(&NO_EMERGENCY)),
        None => Err(No::Open),
    }
}

/// Whether the visit before an act bills a time addition: its own time class is none of the regular hours. `None` while a question is
/// open. An act without a time of its own has the time of the visit.
pub(super) fn follows_time_visit(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) -> Option<bool> {
    if view.source(line).and_then(|l| l.facts.choice(&fact::ACT_TIME_CLASS)).is_none() {
        return Some(true);
    }
    if visit::is_open(view) {
        return Some(false);
    }
    visit::time(view, out).map(|time| time != Time::Regular)
}

fn class(word: &str) -> Option<Time> {
    Some(match word {
        "regular" => Time::Regular,
        "afterHours" => Time::AfterHours,
        "holiday" => Time::Holiday,
        "lateNight" => Time::LateNight,
        _ => return None,
    })
}

/// Whether the client sent a time addition of a part (letter) itself: then that stands (s43: 1–5, 8, 9 on an addition).
pub(super) fn already(view: &View<'_, '_, '_>, letter: u8) -> bool {
    view.procedures().any(|(_, r)| r.article().letter == letter && r.time_addon() != 0 && r.is_percentage())
}

/// Adds the time addition of an act: the filed one where the act reaches it and it is filed, else the other one where there is one.
/// The reason why there is none is given for the code of the other one.
pub(super) fn add(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    line: usize,
    filed: Option<&TimeCodes>,
    other: Option<&TimeCodes>,
    refused: Code,
) {
    let time = match time(view, out, line) {
        Ok(time) => time,
        Err(No::Reason(reason)) => {
            out.decline(refused, reason);
            return;
        }
        Err(No::Open) => return,
    };
    let special = view.told(&fact::SPECIAL_TIME_INSTITUTION);
    let filed = filed.and_then(|table| table.of(time, special));
    match (filed, other.and_then(|table| table.of(time, special))) {
        (Some(filed), _) if view.may_bill(filed) => out.add_to(line, filed),
        // Which of the two holds depends on the filing.
        (Some(filed), _) if view.unsure(filed) => out.unsure(&[filed]),
        (_, Some(other)) => out.add_to(line, other),
        _ => {}
    }
}
