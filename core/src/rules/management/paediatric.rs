//! When a paediatric fee (小児科外来診療料 B001-2, 小児かかりつけ診療料 B001-2-11) stands in place of the fee of the visit.

use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind};
use crate::rules::{Before, Effects, View};

/// Key of 小児科外来診療料.
pub(super) const OUTPATIENT: &str = "management.b001-2";
/// Key of 小児かかりつけ診療料.
pub(super) const FAMILY_DOCTOR: &str = "management.b001-2-11";
/// 小児かかりつけ診療料 1 and 2: one code of each, whose row names the standard.
pub(super) const FAMILY_DOCTOR_CLASSES: [Code; 2] = [Code::known(113_037_210), Code::known(113_037_610)];

static ASK_DISPENSING: Text = Text {
    ja: "投薬は院内処方ですか、処方箋を交付しましたか（院内処方を行わない医療機関は処方箋の区分です）。",
    en: "were drugs dispensed in-house, or was a prescription issued (the latter too where nothing is dispensed in-house)?",
};
static ASK_BILLS: Text = Text {
    ja: "6歳未満の患者の診療を、小児科外来診療料（B001-2）により請求する医療機関ですか。",
    en: "does the institution bill children under six by the paediatric outpatient fee (B001-2)?",
};
const BILLS_QUESTION: &str = "paediatric.outpatientFee";
static ASK_MONTH: Text = Text {
    ja: "当月にこの医療機関で先に算定したものは、送られた history がすべてですか（history がなければ、何も算定していませんか）。",
    en: "is the history sent all that this institution billed earlier this month (without history: was nothing billed)?",
};

/// Whether one of the two fees stands in place of the fee of the visit; `true` too while that is open.
pub(in crate::rules) fn replaces(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    Ok(family_doctor(view)? || outpatient(view)? != Some(false))
}

/// Whether medication is contained because one of the fees stands on the day.
pub(in crate::rules) fn contains_medication(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    for key in [OUTPATIENT, FAMILY_DOCTOR] {
        if view.first_on_the_day(&view.set(key)?.value).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether 小児かかりつけ診療料 is billed for this visit: the child is told to be under that care, the institution has filed it (or
/// does not tell what it filed), and it is no visit by phone (告示 B001-2-11 注1, 注2).
pub(super) fn family_doctor(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    if view.has_any(&view.set(FAMILY_DOCTOR)?.value) {
        return Ok(true);
    }
    let told = view.told(&fact::FAMILY_DOCTOR_CHILD) && view.is_outpatient();
    if !told || matches!(visit::kind(view, None), None | Some(Kind::Phone)) {
        return Ok(false);
    }
    Ok(FAMILY_DOCTOR_CLASSES.into_iter().any(|c| view.may_bill(c) || view.unsure(c)))
}

/// Whether 小児科外来診療料 is billed for this visit: the institution bills by it and displays paediatrics, the child is under six (or
/// turned six this month after the fee was billed: 通知 (8)), it is no visit by phone and none of the exceptions of note 2 stands in
/// its way (告示 B001-2 注1, 注2; 通知 (1), (2)); `None` while that, or the month
/// before the birthday, is not known.
pub(super) fn outpatient(view: &View<'_, '_, '_>) -> Result<Option<bool>, EngineError> {
    let fees = &view.set(OUTPATIENT)?.value;
    if view.has_any(fees) {
        return Ok(Some(true));
    }
    // 通知 (1): as a rule such an institution bills by it, so that silence is no "no"; a fee of the visit that was sent is one.
    let bills = match view.fact(&fact::PEDIATRIC_OUTPATIENT_CARE, BILLS_QUESTION) {
        Some(FactValue::Bool(told)) => Some(told),
        _ if visit::already(view)? => Some(false),
        _ => None,
    };
    let may = bills != Some(false) && view.is_outpatient() && visit::displays_paediatrics(view);
    if !may || matches!(visit::kind(view, None), None | Some(Kind::Phone)) || family_doctor(view)? {
        return Ok(Some(false));
    }
    // A patient of 在宅療養指導管理料 (C100 to C121), billed once a month on any of its days, here or elsewhere (通知 (2)); or the drug of
    // the notice on its day.
    let home_guidance = view.told(&fact::HOME_GUIDANCE)
        || view
            .any_in_the_month(|r| r.article().letter == b'C' && (100..=121).contains(&r.article().section));
    let drugs = &view.set("management.b001-2.drugs")?.value;
    let excepted = view.drugs(DrugForm::Injection).any(|(line, _)| drugs.contains(view.code_of(line)));
    if home_guidance || excepted {
        return Ok(Some(false));
    }
    if visit::is_infant(view) {
        return Ok(bills);
    }
    let month_of_birthday =
        view.age() == visit::INFANT_UNDER && view.date().parts().1 == view.patient().birth.parts().1;
    if !month_of_birthday {
        return Ok(Some(false));
    }
    // Only a fee of the month itself carries on past the birthday, and that tells that the institution bills by it.
    Ok(match view.billed_this_month(|c| fees.contains(c)) {
        Before::Yes => Some(true),
        Before::Unknown if bills.is_none() => Some(false),
        Before::No => Some(false),
        Before::Unknown => match view.fact(&fact::MONTH_HISTORY, "history.month") {
            Some(FactValue::Bool(true)) => Some(false),
            _ => None,
        },
    })
}

/// Asks what leaves [`outpatient`] open: whether the institution bills by the fee, then the month of the birthday.
pub(super) fn ask_open(view: &View<'_, '_, '_>, out: &mut Effects) {
    let bills = view.decide_bool(out, &fact::PEDIATRIC_OUTPATIENT_CARE, BILLS_QUESTION, &ASK_BILLS);
    if bills.is_none() || visit::is_infant(view) {
        return;
    }
    view.decide_bool(out, &fact::MONTH_HISTORY, "history.month", &ASK_MONTH);
}

/// Whether the fee is the one with a prescription: a slip on the day or on any day of the month, unless dispensing in the house could
/// not be avoided (通知 B001-2 (5), (6); B001-2-11 (4), (5)); `None` while that is open.
pub(super) fn by_prescription(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
) -> Result<Option<bool>, EngineError> {
    let is_slip = |code: Code| view.row(code).is_some_and(|r| r.article().is(b'F', 400, 0));
    if view.procedures().any(|(_, r)| r.article().is(b'F', 400, 0)) {
        return Ok(Some(true));
    }
    match view.decide(out, &fact::DISPENSING, "F000.dispensing", &ASK_DISPENSING) {
        Some(FactValue::Choice("prescription")) => return Ok(Some(true)),
        Some(_) => {}
        None => return Ok(None),
    }
    if view.told(&fact::UNAVOIDABLE_DISPENSING) {
        return Ok(Some(false));
    }
    let fees = &view.set("management.paediatric.prescription")?.value;
    let month = view.date().month();
    let slip = FactValue::Choice("prescription");
    let other_day = view.claim().encounters.iter().filter(|e| e.date.month() == month).any(|e| {
        e.facts.get(&fact::DISPENSING) == Some(slip)
            || e.lines.iter().any(|l| is_slip(l.code) || fees.contains(l.code))
    });
    if other_day {
        return Ok(Some(true));
    }
    Ok(match view.billed_this_month(|c| is_slip(c) || fees.contains(c)) {
        Before::Yes => Some(true),
        Before::No => Some(false),
        Before::Unknown => view
            .decide_bool(out, &fact::MONTH_HISTORY, "history.month", &ASK_MONTH)
            .filter(|complete| *complete)
            .map(|_| false),
    })
}
