//! Claim files out: a month of patients, calculated, charged and written as the payers read it (レセプト電算処理, 医科).
//!
//! Records are filled through the tables that the reader and the checks of form use, so that what is written can be read and passes them.
//! What is missing is asked for, what cannot be recorded is refused: with the place in the request, and without the receipts of that patient.
//! Nothing is cut, and no receipt is written whose points or charge are open.

mod days;
mod diseases;
mod field;
mod file;
mod head;
mod input;
mod issue;
mod payers;
mod receipt;
mod sets;
mod units;

use std::collections::BTreeMap;

use santei_core::charge::{About, IssueKind as ChargeIssue, MonthCharge};
use santei_core::date::ServiceMonth;
use santei_core::engine::{Engine, EngineError};
use santei_core::outcome::{Outcome, Verdict};

pub use file::ClaimFile;
pub use input::{
    Batch, Card, DayFact, Description, DiseaseFacts, DiseaseOutcome, Institution, Issue, IssueKind,
    IssueLevel, LineFacts, PatientMonth, ReceiptFacts, WholeComment,
};
pub use issue::ALL as ISSUES;
pub use payers::Organization;

use issue::Sink;
use receipt::{Done, Job};

/// What came of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Files, one for each organisation that has receipts.
    pub files: Vec<ClaimFile>,
    /// The patients, in their order.
    pub patients: Vec<BuiltPatient>,
    /// Everything in the way.
    pub issues: Vec<Issue>,
}

/// What came of a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltPatient {
    /// The calculation behind the receipts.
    pub outcome: Outcome,
    /// The receipts; empty when something stood in the way.
    pub receipts: Vec<BuiltReceipt>,
}

/// A receipt in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltReceipt {
    /// Where it goes.
    pub organization: Organization,
    /// Its number in the file.
    pub number: u64,
    /// 診療年月.
    pub month: ServiceMonth,
    /// レセプト種別.
    pub kind: String,
    /// Points of the insurer, or of the first programme without one.
    pub points: u64,
}

/// Calculates a batch and writes its files.
///
/// # Errors
/// [`EngineError`] when the engine gives no answer: a defect of rules or images, or an amount out of range.
pub fn build(engine: &Engine, batch: &Batch) -> Result<Built, EngineError> {
    let mut issues = Vec::new();
    let mut files = file::Files::default();
    let mut patients = Vec::with_capacity(batch.patients.len());
    for (place, patient) in batch.patients.iter().enumerate() {
        let outcome = engine.calculate(&patient.claim)?;
        let mut sink = Sink::new(&mut issues, Some(place));
        let done = receipts(engine, batch, patient, &outcome, &mut sink)?;
        let written = if sink.stopped { Vec::new() } else { done };
        let receipts = written.into_iter().map(|(month, done)| files.add(month, done)).collect();
        patients.push(BuiltPatient { outcome, receipts });
    }
    let mut sink = Sink::new(&mut issues, None);
    let files = files.finish(&batch.institution, batch.claim_month, &mut sink);
    let files = if sink.stopped { Vec::new() } else { files };
    Ok(Built { files, patients, issues })
}

/// The receipts of a patient, by month; what stands in the way goes to the sink.
fn receipts(
    engine: &Engine,
    batch: &Batch,
    patient: &PatientMonth,
    outcome: &Outcome,
    sink: &mut Sink<'_>,
) -> Result<Vec<(ServiceMonth, Done)>, EngineError> {
    open(batch, patient, outcome, sink);
    let source = units::Source { engine, claim: &patient.claim, facts: &patient.receipt, outcome };
    units::check_comments(source, sink);
    references(patient, sink);
    let mut counted = BTreeMap::new();
    for place in 0..patient.claim.encounters.len() {
        if let Some(counts) = days::counts(engine, &patient.claim, &patient.receipt, outcome, place, sink) {
            counted.insert(place, counts);
        }
    }
    let mut out = Vec::new();
    for month in charge(engine, patient, outcome, sink)? {
        for charged in &month.receipts {
            let job = Job { engine, patient, outcome, month: month.month, charged, counted: &counted };
            out.push((month.month, job.run(sink)));
        }
    }
    if out.is_empty() && !sink.stopped {
        sink.add(&issue::NOTHING, "/encounters", Vec::new());
    }
    Ok(out)
}

/// What keeps the points from being claimed.
fn open(batch: &Batch, patient: &PatientMonth, outcome: &Outcome, sink: &mut Sink<'_>) {
    for question in &outcome.questions {
        sink.add(&issue::OPEN, "/answers", vec![question.id.clone()]);
    }
    for line in &outcome.lines {
        let place = match line.input {
            Some(input) => format!("/encounters/{}/lines/{input}", line.encounter),
            None => format!("/encounters/{}", line.encounter),
        };
        let words = vec![line.id.clone(), line.code.to_string()];
        match line.verdict {
            Verdict::Blocked => sink.add(&issue::BLOCKED, &place, words),
            Verdict::Suggested => sink.add(&issue::SUGGESTED, &place, words),
            _ if units::is_meal(line) => sink.add(&issue::MEALS, &place, Vec::new()),
            _ => {}
        }
    }
    if let Some((encounter, _)) = patient.claim.charge.meals.first_key_value() {
        sink.add(&issue::MEALS, &format!("/encounters/{encounter}/meals"), Vec::new());
    }
    for (place, encounter) in patient.claim.encounters.iter().enumerate() {
        if encounter.date_text.is_some() {
            let words = vec!["診療日".to_owned()];
            sink.add(&issue::MISSING, &format!("/encounters/{place}/date"), words);
        } else if encounter.date.month() >= batch.claim_month {
            let words =
                vec![receipt::month_text(encounter.date.month()), receipt::month_text(batch.claim_month)];
            sink.add(&issue::CLAIM_MONTH, &format!("/encounters/{place}/date"), words);
        }
    }
}

/// Facts of the receipt that name something the claim does not have.
fn references(patient: &PatientMonth, sink: &mut Sink<'_>) {
    let (claim, facts) = (&patient.claim, &patient.receipt);
    let mut unknown = |place: String, name: String| sink.add(&issue::UNKNOWN_REFERENCE, &place, vec![name]);
    for (at, card) in facts.cards.iter().enumerate() {
        if !claim.coverages.iter().any(|c| c.seq == card.seq) {
            unknown(format!("/receipt/cards/{at}/seq"), card.seq.to_string());
        }
    }
    for (at, disease) in facts.diseases.iter().enumerate() {
        if disease.diagnosis >= claim.diagnoses.as_ref().map_or(0, Vec::len) {
            unknown(format!("/receipt/diseases/{at}/diagnosis"), disease.diagnosis.to_string());
        }
    }
    for (at, line) in facts.lines.iter().enumerate() {
        if !claim.encounters.iter().flat_map(|e| &e.lines).any(|l| l.id == line.line) {
            unknown(format!("/receipt/lines/{at}/lineId"), line.line.clone());
        }
    }
    for (at, day) in facts.days.iter().enumerate() {
        if !claim.encounters.iter().any(|e| e.id == day.encounter) {
            unknown(format!("/receipt/days/{at}/encounter"), day.encounter.clone());
        }
    }
}

/// The charge of the months; nothing when it is open.
fn charge(
    engine: &Engine,
    patient: &PatientMonth,
    outcome: &Outcome,
    sink: &mut Sink<'_>,
) -> Result<Vec<MonthCharge>, EngineError> {
    if patient.claim.coverages.is_empty() {
        sink.add(&issue::NO_COVERAGE, "/coverages", Vec::new());
        return Ok(Vec::new());
    }
    let Some(request) = sets::charge(&patient.claim, outcome)? else {
        sink.add(&issue::SEVERAL_SETS, "/encounters", Vec::new());
        return Ok(Vec::new());
    };
    let charged = santei_core::charge::charge(engine.params(), &request)?;
    for found in charged.issues.iter().filter(|i| i.ty.kind != ChargeIssue::Notice) {
        let place = match found.about {
            About::Coverage(at, name) => format!("/coverages/{at}/{name}"),
            About::Visit(Some(at), _) => format!("/encounters/{at}"),
            About::Visit(None, _) | About::Request => "/ledger".to_owned(),
        };
        sink.add(&issue::CHARGE, &place, vec![found.ty.id.to_owned()]);
    }
    Ok(if charged.is_computed() { charged.months } else { Vec::new() })
}
