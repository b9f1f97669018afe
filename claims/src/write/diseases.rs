//! SY: the diseases of the month.

use santei_core::claim::Diagnosis;
use santei_core::code::Code;
use santei_core::date::{ServiceDate, ServiceMonth};

use super::field::Row;
use super::input::{DiseaseOutcome, PatientMonth};
use super::issue::{MISSING, NO_DISEASE, OUTCOME, Sink};
use super::receipt::{day_text, first_day};
use crate::calendar::day_of;
use crate::layout::Kind;

/// の疑い.
const SUSPECTED: Code = Code::known(8002);

/// Writes those that touch the month.
pub(super) fn write(patient: &PatientMonth, month: ServiceMonth, out: &mut Vec<u8>, sink: &mut Sink<'_>) {
    let (Some(first), Some(last)) = (first_day(month), (28..=31).rev().find_map(|d| day_of(month, d))) else {
        return;
    };
    let diagnoses = patient.claim.diagnoses.as_deref().unwrap_or_default();
    let mut any = false;
    for (at, diagnosis) in diagnoses.iter().enumerate() {
        if diagnosis.from.is_some_and(|f| f > last) || diagnosis.until.is_some_and(|u| u < first) {
            continue;
        }
        any = true;
        one(patient, at, diagnosis, last, out, sink);
    }
    if !any {
        sink.add(&NO_DISEASE, "/diagnoses", Vec::new());
    }
}

fn one(
    patient: &PatientMonth,
    at: usize,
    diagnosis: &Diagnosis,
    last: ServiceDate,
    out: &mut Vec<u8>,
    sink: &mut Sink<'_>,
) {
    let place = format!("/diagnoses/{at}");
    let told = patient.receipt.diseases.iter().enumerate().find(|(_, d)| d.diagnosis == at);
    let told_place =
        told.map_or_else(|| "/receipt/diseases".to_owned(), |(n, _)| format!("/receipt/diseases/{n}"));
    let facts = told.map(|(_, f)| f);
    let mut row = Row::new(Kind::Sy, "SY");
    row.put(2, format!("{:07}", diagnosis.code.value()), &place, sink);
    match diagnosis.from {
        Some(from) => row.put(3, day_text(from), &place, sink),
        None => sink.add(&MISSING, &format!("{place}/from"), vec!["診療開始日".to_owned()]),
    }
    let ended = diagnosis.until.is_some_and(|until| until <= last);
    let outcome = match facts.and_then(|f| f.outcome) {
        Some(DiseaseOutcome::Continues) | None if ended => {
            sink.add(&OUTCOME, &format!("{told_place}/outcome"), Vec::new());
            return;
        }
        Some(told) => told,
        None => DiseaseOutcome::Continues,
    };
    row.put(4, outcome.digit(), &told_place, sink);
    let mut modifiers: Vec<Code> = diagnosis.modifiers.clone();
    if diagnosis.suspected && !modifiers.contains(&SUSPECTED) {
        modifiers.push(SUSPECTED);
    }
    let modifiers: String = modifiers.iter().map(|m| format!("{:04}", m.value())).collect();
    row.put(5, modifiers, &format!("{place}/modifiers"), sink);
    // A disease without a code (0000999) has its name, any other has none.
    let uncoded = diagnosis.code.value() == 999;
    match facts.and_then(|f| f.name.as_ref()) {
        Some(name) if uncoded => row.put(6, name, &format!("{told_place}/name"), sink),
        None if uncoded => sink.add(&MISSING, &told_place, vec!["傷病名称".to_owned()]),
        _ => {}
    }
    if diagnosis.main {
        row.put(7, "01", &place, sink);
    }
    row.maybe(8, facts.and_then(|f| f.comment.as_ref()), &format!("{told_place}/comment"), sink);
    row.write(out);
}
