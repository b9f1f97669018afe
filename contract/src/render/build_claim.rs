//! The result of `buildClaim`. Fields stand in the order of canonical JSON.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use santei_claims::problem::Level;
use santei_claims::write::{Built, BuiltPatient, ClaimFile, Issue, IssueLevel, Organization};
use santei_core::claim::Lang;
use santei_core::engine::Engine;
use santei_core::outcome::Severity;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::wire::{Message, Sha256Text};
use super::{manifest, parts, words};
use crate::problem::{Problem, ProblemKind};
use crate::read::BuildDocument;

/// Name of a claim file of medical care (記録条件仕様).
const FILE_NAME: &str = "RECEIPTC.UKE";

#[derive(Serialize)]
struct Hashed<'r> {
    files: Vec<FileBody>,
    findings: Vec<FindingBody<'r>>,
    issues: Vec<IssueBody<'r>>,
    patients: Vec<PatientBody<'r>>,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Whole<'r> {
    files: &'r [FileBody],
    findings: &'r [FindingBody<'r>],
    issues: &'r [IssueBody<'r>],
    manifest: manifest::ManifestBody<'r>,
    patients: &'r [PatientBody<'r>],
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'r str>,
    result_hash: Sha256Text<'r>,
    schema: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct FileBody {
    content: String,
    name: &'static str,
    organization: char,
    payers: u64,
    points: String,
    receipts: u64,
}

#[derive(Serialize)]
struct FindingBody<'r> {
    id: &'static str,
    message: Message<'r>,
    severity: &'static str,
    target: String,
}

#[derive(Serialize)]
struct IssueBody<'r> {
    id: &'static str,
    level: &'static str,
    message: Message<'r>,
    target: &'r str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PatientBody<'r> {
    receipts: Vec<ReceiptBody<'r>>,
    total_points: super::wire::Dec,
}

#[derive(Serialize)]
struct ReceiptBody<'r> {
    month: String,
    number: u64,
    organization: char,
    points: String,
    r#type: &'r str,
}

/// The bytes behind the base64 of a result; `None` when it is none.
#[must_use]
pub fn decoded(content: &str) -> Option<Vec<u8>> {
    STANDARD.decode(content).ok()
}

/// The result as canonical JSON.
///
/// # Errors
/// [`Problem`] when a value cannot be written as JSON.
pub(crate) fn render_build(
    engine: &Engine,
    document: &BuildDocument,
    built: &Built,
) -> Result<Vec<u8>, Problem> {
    let lang = document.lang;
    let findings = findings(engine, built, lang);
    let left_out = built.issues.iter().any(Issue::stops);
    let status = match (left_out, built.issues.is_empty() && findings.is_empty()) {
        (true, _) => "provisional",
        (false, true) => "complete",
        (false, false) => "needsReview",
    };
    let hashed = Hashed {
        files: built.files.iter().map(file).collect(),
        findings,
        issues: built.issues.iter().map(|i| issue(i, lang)).collect(),
        patients: built.patients.iter().map(patient).collect(),
        schema: "santei/build-claim-result/1",
        status,
    };
    let failed = |e: serde_json::Error| Problem::new(ProblemKind::NoAnswer, e.to_string());
    let hash = Sha256::digest(serde_json::to_vec(&hashed).map_err(failed)?);
    let editions: std::collections::BTreeSet<usize> =
        built.patients.iter().flat_map(|p| p.outcome.editions.iter().copied()).collect();
    let editions: Vec<usize> = editions.into_iter().collect();
    let whole = Whole {
        files: &hashed.files,
        findings: &hashed.findings,
        issues: &hashed.issues,
        manifest: manifest::of_result(engine, &editions),
        patients: &hashed.patients,
        request_id: document.id.as_deref(),
        result_hash: Sha256Text(hash.as_slice()),
        schema: hashed.schema,
        status,
    };
    serde_json::to_vec(&whole).map_err(failed)
}

fn file(file: &ClaimFile) -> FileBody {
    FileBody {
        content: STANDARD.encode(&file.bytes),
        name: FILE_NAME,
        organization: file.organization.digit(),
        payers: file.payers,
        points: file.points.to_string(),
        receipts: file.receipts,
    }
}

/// Findings of the calculation to be confirmed, and whatever the checks of form say beyond notices.
fn findings<'r>(engine: &'r Engine, built: &'r Built, lang: Lang) -> Vec<FindingBody<'r>> {
    let mut out = Vec::new();
    for (place, patient) in built.patients.iter().enumerate() {
        for finding in patient.outcome.findings.iter().filter(|f| f.severity >= Severity::Confirm) {
            out.push(FindingBody {
                id: finding.id,
                message: Message { lang, text: super::message(engine, finding, lang).into() },
                severity: words::severity(finding.severity),
                target: format!("/patients/{place}{}", parts::pointer(&patient.outcome, finding.target)),
            });
        }
    }
    for file in &built.files {
        for problem in file.problems.iter().filter(|p| p.check.level != Level::Notice) {
            let receipt =
                problem.receipt.map_or_else(String::new, |n| format!(" [{}:{n}]", file.organization.digit()));
            out.push(FindingBody {
                id: problem.check.id,
                message: Message {
                    lang,
                    text: format!("{}{receipt}", problem.message(lang == Lang::Ja)).into(),
                },
                severity: words::severity(Severity::Confirm),
                target: place_of(built, file.organization, problem.receipt),
            });
        }
    }
    out
}

/// The patient behind a receipt of a file.
fn place_of(built: &Built, organization: Organization, receipt: Option<u64>) -> String {
    let ours = |p: &BuiltPatient| {
        p.receipts.iter().any(|r| r.organization == organization && Some(r.number) == receipt)
    };
    built.patients.iter().position(ours).map_or_else(String::new, |place| format!("/patients/{place}"))
}

fn issue(issue: &Issue, lang: Lang) -> IssueBody<'_> {
    IssueBody {
        id: issue.kind.id,
        level: match issue.kind.level {
            IssueLevel::Confirm => "confirm",
            IssueLevel::Ask => "ask",
            IssueLevel::Refuse => "refuse",
        },
        message: Message { lang, text: issue.message(lang == Lang::Ja).into() },
        target: &issue.pointer,
    }
}

fn patient(patient: &BuiltPatient) -> PatientBody<'_> {
    let receipts = patient.receipts.iter().map(|r| {
        let (year, month) = r.month.parts();
        ReceiptBody {
            month: format!("{year:04}-{month:02}"),
            number: r.number,
            organization: r.organization.digit(),
            points: r.points.to_string(),
            r#type: &r.kind,
        }
    });
    PatientBody {
        receipts: receipts.collect(),
        total_points: super::wire::Dec(patient.outcome.total.value()),
    }
}
