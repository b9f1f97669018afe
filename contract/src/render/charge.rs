//! The result of `charge`, and what `calculate` shares of it. Fields stand in the order of canonical JSON.

use std::collections::BTreeMap;

use santei_core::charge::{
    About, ChargeOutcome, Difference, Issue, IssueKind, MealCharge, MonthCharge, Payer, PrivateCharge,
    Receipt, VisitCharge, Word as _,
};
use santei_core::claim::Lang;
use santei_core::engine::Engine;
use santei_core::outcome::{ChargeStep, Text};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::body::{ChargeStepBody, CitationBody, PayerBody};
use super::manifest;
use super::parts::cited;
use super::text::filled;
use super::wire::{Dec, Message, Sha256Text, Tag, Yen};
use crate::problem::{Problem, ProblemKind};
use crate::read::ChargeDocument;

#[derive(Serialize)]
struct Hashed<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    charge: Option<Charges<'r>>,
    citations: BTreeMap<String, CitationBody<'r>>,
    findings: Vec<FindingBody<'r>>,
    questions: Vec<QuestionBody<'r>>,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    charge: Option<&'r Charges<'r>>,
    citations: &'r BTreeMap<String, CitationBody<'r>>,
    findings: &'r [FindingBody<'r>],
    manifest: manifest::ManifestBody<'r>,
    questions: &'r [QuestionBody<'r>],
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'r str>,
    result_hash: Sha256Text<'r>,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct Charges<'r> {
    differences: Vec<DifferenceBody<'r>>,
    months: Vec<MonthBody<'r>>,
    visits: Vec<VisitBody<'r>>,
}

#[derive(Serialize)]
struct FindingBody<'r> {
    id: &'static str,
    message: Message<'r>,
    severity: &'static str,
    target: String,
}

#[derive(Serialize)]
struct QuestionBody<'r> {
    id: &'static str,
    target: String,
    text: Message<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DifferenceBody<'r> {
    counter_yen: Yen,
    id: &'r str,
    patient_yen: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct VisitBody<'r> {
    by_payer: Vec<PayerBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copay_ratio: Option<Dec>,
    cost_yen: Yen,
    counter_rounding_yen: Yen,
    counter_yen: Yen,
    due_yen: Yen,
    id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meals: Option<MealsBody>,
    patient_yen: Yen,
    #[serde(skip_serializing_if = "Option::is_none")]
    private: Option<PrivateBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    special: Option<SpecialBody>,
    steps: Vec<ChargeStepBody>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SpecialBody {
    net_yen: Yen,
    points: Dec,
    steps: Vec<ChargeStepBody>,
    tax_yen: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MealsBody {
    by_payer: Vec<PayerBody>,
    patient_yen: Yen,
    standard_yen: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PrivateBody {
    net_yen: Yen,
    tax_yen: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct MonthBody<'r> {
    by_payer: Vec<PayerBody>,
    copay_after_insurer_yen: Yen,
    counter_yen: Yen,
    high_cost_benefit_yen: Yen,
    month: String,
    patient_yen: Yen,
    receipts: Vec<ReceiptBody<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReceiptBody<'r> {
    dental: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    insurer: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    insurer_only_patient_yen: Option<Yen>,
    parts: Vec<PartBody<'r>>,
    place: &'static str,
    publics: Vec<PublicBody>,
    tokki: Vec<TokkiBody<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartBody<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<char>,
    cost_yen: Yen,
    coverage_set: &'r [u8],
    patient_yen: Yen,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PublicBody {
    liability_yen: Yen,
    paid_yen: Yen,
    patient_yen: Yen,
    seq: u8,
    slot: u8,
}

#[derive(Serialize)]
struct TokkiBody<'r> {
    code: &'static str,
    name: &'static str,
    reason: Message<'r>,
}

/// The result as canonical JSON.
///
/// # Errors
/// [`Problem`] when an amount of yen cannot be written as a JSON integer.
pub(crate) fn render_charge(
    engine: &Engine,
    document: &ChargeDocument,
    outcome: &ChargeOutcome,
) -> Result<Vec<u8>, Problem> {
    let lang = document.lang;
    let questions: Vec<QuestionBody<'_>> = outcome
        .issues
        .iter()
        .filter(|i| i.ty.kind == IssueKind::Ask)
        .map(|i| QuestionBody { id: i.ty.id, target: target(&i.about), text: message(engine, i, lang) })
        .collect();
    let findings: Vec<FindingBody<'_>> = outcome
        .issues
        .iter()
        .filter(|i| i.ty.kind != IssueKind::Ask)
        .map(|i| FindingBody {
            id: i.ty.id,
            message: message(engine, i, lang),
            severity: if i.ty.kind == IssueKind::Refuse { "confirm" } else { "notice" },
            target: target(&i.about),
        })
        .collect();
    let status = if !questions.is_empty() {
        "provisional"
    } else if outcome.is_computed() {
        "complete"
    } else {
        "needsReview"
    };
    let charge = outcome.is_computed().then(|| Charges {
        differences: outcome.differences.iter().map(difference).collect(),
        months: outcome.months.iter().map(|m| month(m, lang)).collect(),
        visits: outcome.visits.iter().map(visit).collect(),
    });
    let citations =
        outcome.citations.iter().enumerate().map(|(i, c)| (Tag('c', i).to_string(), cited(c))).collect();
    let schema = "santei/charge-result/1";
    let hashed = Hashed { charge, citations, findings, questions, schema, status };
    let bytes = serde_json::to_vec(&hashed).map_err(unwritable)?;
    let hash = Sha256::digest(&bytes);
    let whole = Whole {
        charge: hashed.charge.as_ref(),
        citations: &hashed.citations,
        findings: &hashed.findings,
        manifest: manifest::of_result(engine, &[]),
        questions: &hashed.questions,
        request_id: document.id.as_deref(),
        result_hash: Sha256Text(hash.as_slice()),
        schema,
        status,
    };
    serde_json::to_vec(&whole).map_err(unwritable)
}

#[expect(clippy::needless_pass_by_value, reason = "fits `map_err`")]
fn unwritable(error: serde_json::Error) -> Problem {
    Problem::new(ProblemKind::NoAnswer, error.to_string())
}

fn message<'r>(engine: &Engine, issue: &Issue, lang: Lang) -> Message<'r> {
    Message { lang, text: filled(engine, &[], &issue.ty.text, &issue.args, lang) }
}

fn fixed<'r>(text: &'static Text, lang: Lang) -> Message<'r> {
    let text = match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    };
    Message { lang, text: text.into() }
}

/// Where in the request an issue stands.
fn target(about: &About) -> String {
    match about {
        About::Request => String::new(),
        About::Coverage(place, field) => format!("/coverages/{place}/{field}"),
        About::Visit(Some(place), field) => format!("/visits/{place}/{field}"),
        About::Visit(None, _) => "/ledger".to_owned(),
    }
}

pub(super) fn visit(visit: &VisitCharge) -> VisitBody<'_> {
    VisitBody {
        by_payer: visit.by_payer.iter().map(payer).collect(),
        copay_ratio: visit.ratio.map(Dec),
        cost_yen: visit.cost.into(),
        counter_rounding_yen: Yen(visit.counter.value().saturating_sub(visit.patient.value())),
        counter_yen: visit.counter.into(),
        due_yen: visit.due.into(),
        id: &visit.id,
        meals: visit.meals.as_ref().map(meals),
        patient_yen: visit.patient.into(),
        private: visit
            .private
            .map(|p: PrivateCharge| PrivateBody { net_yen: p.net.into(), tax_yen: p.tax.into() }),
        special: visit.special.as_ref().map(|s| SpecialBody {
            net_yen: s.net.into(),
            points: s.points.into(),
            steps: s.steps.iter().map(step).collect(),
            tax_yen: s.tax.into(),
        }),
        steps: visit.steps.iter().map(step).collect(),
    }
}

fn meals(meals: &MealCharge) -> MealsBody {
    MealsBody {
        by_payer: meals.by_payer.iter().map(payer).collect(),
        patient_yen: meals.patient.into(),
        standard_yen: meals.standard.into(),
    }
}

pub(super) fn payer((payer, yen): &(Payer, santei_core::amount::Yen)) -> PayerBody {
    let (name, seq) = match payer {
        Payer::Insurer(seq) => ("insurer", *seq),
        Payer::Public(slot, seq) => (public(*slot), *seq),
    };
    PayerBody { payer: name, seq: Some(seq), yen: (*yen).into() }
}

/// Coverages have one digit, so there are eight programmes beside an insurance at most, and nine without one.
const fn public(slot: u8) -> &'static str {
    match slot {
        1 => "public1",
        2 => "public2",
        3 => "public3",
        4 => "public4",
        5 => "public5",
        6 => "public6",
        7 => "public7",
        8 => "public8",
        _ => "public9",
    }
}

pub(super) fn step(step: &ChargeStep) -> ChargeStepBody {
    let of = |bits: u16| (1u8..=9).filter(move |n| bits & (1 << n) != 0).collect();
    ChargeStepBody {
        cite: step.cite.map(|c| Tag('c', c)),
        coverages: of(step.coverages),
        r#in: Dec(step.before),
        op: step.op,
        out: Dec(step.after),
    }
}

pub(super) fn month(month: &MonthCharge, lang: Lang) -> MonthBody<'_> {
    MonthBody {
        by_payer: month.by_payer.iter().map(payer).collect(),
        copay_after_insurer_yen: month.copay_after_insurer.into(),
        counter_yen: month.counter.into(),
        high_cost_benefit_yen: month.high_cost_benefit.into(),
        month: month.month.to_string(),
        patient_yen: month.patient.into(),
        receipts: month.receipts.iter().map(|r| receipt(r, lang)).collect(),
    }
}

fn receipt(receipt: &Receipt, lang: Lang) -> ReceiptBody<'_> {
    let word = santei_core::charge::Place::WORDS.iter().find(|(p, _)| *p == receipt.place);
    ReceiptBody {
        dental: receipt.dental,
        insurer: receipt.insurer,
        insurer_only_patient_yen: receipt.insurer_only.map(Yen::from),
        parts: receipt
            .parts
            .iter()
            .map(|p| PartBody {
                code: p.code,
                cost_yen: p.cost.into(),
                coverage_set: &p.set,
                patient_yen: p.patient.into(),
            })
            .collect(),
        place: word.map_or("outpatient", |(_, w)| w),
        publics: receipt
            .publics
            .iter()
            .map(|p| PublicBody {
                liability_yen: p.liability.into(),
                paid_yen: Yen(p.liability.value().saturating_sub(p.patient.value())),
                patient_yen: p.patient.into(),
                seq: p.seq,
                slot: p.slot,
            })
            .collect(),
        tokki: receipt
            .tokki
            .iter()
            .map(|t| TokkiBody { code: t.code, name: t.name, reason: fixed(t.reason, lang) })
            .collect(),
    }
}

pub(super) fn difference(difference: &Difference) -> DifferenceBody<'_> {
    DifferenceBody {
        counter_yen: difference.counter.into(),
        id: &difference.id,
        patient_yen: difference.patient.into(),
    }
}
