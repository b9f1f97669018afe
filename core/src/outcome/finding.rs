//! Findings: what is wrong, doubtful or worth knowing. They never change an amount.

use rust_decimal::Decimal;

use crate::code::Code;
use crate::date::ServiceDate;

/// A text in both languages; `{0}`, `{1}` … are arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

/// An argument of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// A code (rendered with its name where the edition knows it).
    Code(Code),
    /// A date.
    Date(ServiceDate),
    /// A number.
    Number(Decimal),
    /// Words.
    Words(String),
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// For information.
    Info,
    /// Worth knowing.
    Notice,
    /// A person has to confirm.
    Confirm,
    /// Cannot be claimed.
    Error,
}

/// What becomes of the claim if nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    /// Nothing.
    None,
    /// The line is to be reviewed.
    LineReview,
    /// The line cannot be claimed.
    LineReject,
    /// The claim is to be reviewed.
    ClaimReview,
    /// The claim would be returned.
    ClaimReject,
}

/// How far the engine can decide on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decidable {
    /// Not at all: a person decides.
    None,
    /// In part.
    Partial,
    /// Wholly.
    Full,
}

/// Which phase found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Form of the request.
    Format,
    /// Whether a code may be used here, for this patient, on this day.
    Eligibility,
    /// Calculation of points.
    Calculation,
    /// Across visits.
    CrossVisit,
    /// The patient's side.
    Charge,
    /// Building the claim.
    Assembly,
}

/// What a finding or question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The whole request.
    Request,
    /// The institution.
    Facility,
    /// The patient.
    Patient,
    /// A coverage, by place.
    Coverage(usize),
    /// A diagnosis, by place.
    Diagnosis(usize),
    /// An encounter, by place.
    Encounter(usize),
    /// A line of the request: encounter and line, by place.
    Line(usize, usize),
    /// A derived line, by place in the answer.
    Derived(usize),
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Immutable id, never reused.
    pub id: &'static str,
    /// Code of the payers' check, where known.
    pub official_code: Option<&'static str>,
    /// Severity.
    pub severity: Severity,
    /// Disposition.
    pub disposition: Disposition,
    /// How far decidable.
    pub decidable: Decidable,
    /// Phase.
    pub phase: Phase,
    /// What it is about.
    pub target: Target,
    /// Lines concerned, by place in the answer.
    pub lines: Vec<usize>,
    /// Message.
    pub text: &'static Text,
    /// Arguments.
    pub args: Vec<Arg>,
    /// Citations, by place.
    pub cites: Vec<usize>,
}
