//! What the two lifestyle disease management fees (生活習慣病管理料) share.

use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Revision;
use crate::outcome::Text;
use crate::rules::{Effects, View};

static ASK_OTHER_DAY: Text = Text {
    ja: "生活習慣病管理料を算定した日とは別のこの日の診療は、生活習慣病のための診療ですか。",
    en: "was this visit, on another day than that of the lifestyle disease fee, for the lifestyle disease?",
};

/// 外来管理加算 (A001 注8): contained on the day of the fee.
pub(super) const OUTPATIENT_MANAGEMENT: Code = Code::known(112_011_010);

/// Parts of chapter 2 that a fee contains.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contained {
    /// Key of the fees.
    pub(super) fee: &'static str,
    /// Key of the management fees that stand beside it.
    pub(super) beside: &'static str,
    /// Letters of further parts that it contains as a whole.
    pub(super) parts: &'static [u8],
}

/// Absorbs what the fee of the month contains. The month is the span of the electronic fee table (包括単位 2); 外来管理加算 is contained on
/// the day (包括単位 1).
pub(super) fn absorb(view: &View<'_, '_, '_>, out: &mut Effects, what: Contained) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let fees = &view.set(what.fee)?.value;
    let fee = view.first_in_the_month(fees);
    if fee.is_none() && !view.in_history_of_the_month(fees) {
        return Ok(());
    }
    let beside = &view.set(what.beside)?.value;
    let today = view.first_on_the_day(fees).is_some();
    let mut contained: Vec<usize> = view
        .procedures()
        .filter(|(_, row)| {
            let letter = row.article().letter;
            what.parts.contains(&letter)
                || (letter == b'B' && !beside.contains(row.code()))
                || (today && row.code() == OUTPATIENT_MANAGEMENT)
        })
        .map(|(line, _)| line)
        .filter(|line| Some(*line) != fee)
        .collect();
    if what.parts.contains(&b'G') {
        contained.extend(view.drugs(DrugForm::Injection).map(|(line, _)| line));
    }
    // R8 (通知 B001-3 (3), B001-3-3 (3)): on another day than that of the fee, only what a visit for the lifestyle disease brings.
    if view.revision() != Revision::R06
        && !today
        && !contained.is_empty()
        && view.decide_bool(out, &fact::LIFESTYLE_VISIT, "lifestyle.otherDay", &ASK_OTHER_DAY) != Some(true)
    {
        return Ok(());
    }
    for line in contained {
        out.bundle(line, fee);
    }
    Ok(())
}

static ASK_DIABETES: Text = Text {
    ja: "生活習慣病管理料（Ⅱ）の主病は糖尿病ですか（在宅自己注射指導管理料の月は、糖尿病を主病とする患者には算定しません）。",
    en: "is diabetes the main disease of lifestyle disease management II (in a month with guidance of self-injection it is not billed for diabetes)?",
};
/// ICD-10 of diabetes.
const DIABETES: [&[u8]; 5] = [b"E10", b"E11", b"E12", b"E13", b"E14"];

/// Whether 在宅自己注射指導管理料 (C101) is billed in the month, in the request or in the history.
pub(super) fn self_injection(view: &View<'_, '_, '_>) -> Result<bool, EngineError> {
    let face_to_face = &view.set("home.self-injection")?.value;
    Ok(view.any_in_the_month(|r| r.article().is(b'C', 101, 0) && r.notice_kind().is_base())
        || view.in_history_of_the_month(face_to_face))
}

/// Whether diabetes is the main disease: by the one main disease of the claim, else asked.
pub(super) fn diabetes(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<bool> {
    if let Some(FactValue::Bool(told)) = view.fact(&fact::DIABETES_MAIN, "") {
        return Some(told);
    }
    let mut main = view.diseases().into_iter().flatten().filter(|(told, _)| told.main);
    if let (Some((_, Some(row))), None) = (main.next(), main.next()) {
        return Some(DIABETES.iter().any(|icd| row.icd10_1().starts_with(icd)));
    }
    view.decide_bool(out, &fact::DIABETES_MAIN, "lifestyle.diabetes", &ASK_DIABETES)
}
