//! The results of `check` and `checkUke`. Fields stand in the order of canonical JSON.

use std::collections::BTreeMap;

use santei_core::engine::Engine;
use santei_core::outcome::Outcome;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::body::{CitationBody, FindingBody, QuestionBody};
use super::manifest;
use super::parts::{citations, finding, question};
use super::wire::{Message, Sha256Text};
use super::{Source, words};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Request, UkeDocument};
use crate::uke::{FileReport, SwitchedOff};

#[derive(Serialize)]
struct Hashed<'r> {
    citations: BTreeMap<String, CitationBody<'r>>,
    findings: Vec<FindingBody<'r>>,
    questions: Vec<QuestionBody<'r>>,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'r> {
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

/// The result of `check`: what was found, and what is open.
///
/// # Errors
/// [`Problem`] when it cannot be written.
pub(crate) fn render_check(
    engine: &Engine,
    request: &Request,
    outcome: &Outcome,
) -> Result<Vec<u8>, Problem> {
    let source = Source { engine, request, outcome };
    let hashed = Hashed {
        citations: citations(outcome),
        findings: outcome.findings.iter().map(|f| finding(source, f)).collect(),
        questions: outcome.questions.iter().map(|q| question(source, q)).collect(),
        schema: "santei/check-result/1",
        status: words::status(outcome.status),
    };
    let hash = Sha256::digest(serde_json::to_vec(&hashed).map_err(unwritable)?);
    let whole = Whole {
        citations: &hashed.citations,
        findings: &hashed.findings,
        manifest: manifest::of_result(engine, &outcome.editions),
        questions: &hashed.questions,
        request_id: request.id.as_deref(),
        result_hash: Sha256Text(hash.as_slice()),
        schema: hashed.schema,
        status: hashed.status,
    };
    serde_json::to_vec(&whole).map_err(unwritable)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UkeFinding<'r> {
    #[serde(skip_serializing_if = "str::is_empty")]
    chart: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    field_name: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    found: &'r str,
    id: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    item: &'r str,
    level: &'static str,
    message: Message<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    official_code: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<u64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    section: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    switched_off: Option<&'r SwitchedOff>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wrong: Option<u64>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UkeHashed<'r> {
    findings: Vec<UkeFinding<'r>>,
    receipts: u64,
    receipts_with_findings: u64,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UkeWhole<'r> {
    findings: &'r [UkeFinding<'r>],
    manifest: manifest::ManifestBody<'r>,
    receipts: u64,
    receipts_with_findings: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'r str>,
    result_hash: Sha256Text<'r>,
    schema: &'static str,
    status: &'static str,
}

/// The result of `checkUke`.
///
/// # Errors
/// [`Problem`] when it cannot be written.
pub(crate) fn render_check_uke(
    engine: &Engine,
    document: &UkeDocument,
    report: &FileReport,
) -> Result<Vec<u8>, Problem> {
    let grave = report.findings.iter().any(|f| f.row.counts());
    let findings = report.findings.iter().map(|f| UkeFinding {
        chart: &f.chart,
        field: f.row.field,
        field_name: &f.row.field_name,
        found: &f.row.found,
        id: &f.row.id,
        item: &f.row.item,
        level: f.row.level,
        message: Message { lang: document.lang, text: f.row.message.as_str().into() },
        official_code: f.row.official.as_deref(),
        receipt: f.receipt,
        record: f.row.record,
        right: f.row.right,
        section: &f.row.section,
        source: &f.row.source,
        switched_off: f.row.switched_off.as_ref(),
        wrong: f.row.wrong,
    });
    let hashed = UkeHashed {
        findings: findings.collect(),
        receipts: report.receipts,
        receipts_with_findings: report.receipts_with_findings,
        schema: "santei/check-uke-result/1",
        status: if grave { "needsReview" } else { "complete" },
    };
    let hash = Sha256::digest(serde_json::to_vec(&hashed).map_err(unwritable)?);
    // Which of the editions a file used depends on its months: all that could be are named.
    let all: Vec<usize> = (0..engine.editions().len()).collect();
    let whole = UkeWhole {
        findings: &hashed.findings,
        manifest: manifest::of_result(engine, &all),
        receipts: hashed.receipts,
        receipts_with_findings: hashed.receipts_with_findings,
        request_id: document.id.as_deref(),
        result_hash: Sha256Text(hash.as_slice()),
        schema: hashed.schema,
        status: hashed.status,
    };
    serde_json::to_vec(&whole).map_err(unwritable)
}

#[expect(clippy::needless_pass_by_value, reason = "fits `map_err`")]
fn unwritable(error: serde_json::Error) -> Problem {
    Problem::new(ProblemKind::NoAnswer, error.to_string())
}
