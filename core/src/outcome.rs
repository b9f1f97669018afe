//! The only output: lines with their verdicts, units with their points, the charge, findings, questions, the trace.

mod finding;
mod trace;

pub use finding::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text};
pub use trace::{Op, Stage, Step, StepId, Trace};

use std::collections::BTreeMap;

use crate::amount::{Points, Yen};
use crate::charge::{Difference, MonthCharge, Payer, VisitCharge};
use crate::code::Code;
use crate::date::ServiceDate;
use crate::fact::{Fact, FactValue};
use crate::law::Citation;

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The request.
    Input,
    /// A rule, because of other lines.
    Derived {
        /// The rule.
        rule: &'static str,
        /// Places of the lines that caused it.
        because_of: Vec<usize>,
    },
}

/// What became of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Billed.
    Applied,
    /// Could be billed if the user confirms it; not in the total.
    Suggested,
    /// Part of another line (包括).
    Bundled,
    /// Not together with another line (背反).
    Excluded,
    /// Over a frequency limit (算定回数).
    Limited,
    /// Cannot be billed as it stands (unknown code, no price …).
    Blocked,
}

/// Which master row priced a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MasterRef {
    /// `s`, `y`, `t` or `c`.
    pub kind: char,
    /// Code.
    pub code: Code,
    /// First day of the row's version.
    pub valid_from: ServiceDate,
    /// Row in the table of the edition.
    pub row: usize,
    /// Edition, by its place in the engine.
    pub edition: usize,
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineOutcome {
    /// The client's id, or `+n` for derived lines.
    pub id: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Encounter, by its place in the request.
    pub encounter: usize,
    /// Line of the request, by its place in the encounter; `None` when derived.
    pub input: Option<usize>,
    /// Service date.
    pub date: ServiceDate,
    /// Code.
    pub code: Code,
    /// Section (診療識別); `None` when the line has none (comments, blocked lines).
    pub section: Option<u8>,
    /// Points of the line alone, before rounding; `None` where the line has none of its own (a test paid by count, a comment).
    pub points: Option<Points>,
    /// How often.
    pub count: u32,
    /// Quantity as billed: that of the request, or what a rule gave or cut it to.
    pub quantity: Option<rust_decimal::Decimal>,
    /// Verdict.
    pub verdict: Verdict,
    /// The line that bundles or excludes this one.
    pub by: Option<usize>,
    /// Its billing unit, by place in [`Outcome::units`]; `None` when not billed.
    pub unit: Option<usize>,
    /// The master row.
    pub master: Option<MasterRef>,
    /// Citations, by place in [`Outcome::citations`].
    pub cites: Vec<usize>,
}

/// One billing unit (算定単位): rounded once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitOutcome {
    /// Section (診療識別).
    pub section: u8,
    /// Encounter, by place.
    pub encounter: usize,
    /// The client's name of the unit.
    pub group: Option<String>,
    /// Lines, by place in [`Outcome::lines`].
    pub lines: Vec<usize>,
    /// Rounded points of one time.
    pub points: Points,
    /// How often.
    pub count: u32,
    /// First step of its calculation in the trace.
    pub trace: Option<StepId>,
}

/// Who bears what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Statutory share used; 0 without insurance.
    pub ratio: crate::amount::Rate,
    /// What the patient owes, in 1-yen units.
    pub patient: Yen,
    /// Who bears the rest.
    pub by_payer: Vec<(Payer, Yen)>,
    /// What the counter collects: rounded to 10 yen.
    pub counter: Yen,
    /// Steps from points to counter; empty where the payments have their own.
    pub steps: Vec<ChargeStep>,
    /// Payments of the request; empty where there is one of one insurance and nothing else.
    pub visits: Vec<VisitCharge>,
    /// Their months, with the ledger; empty as the payments.
    pub months: Vec<MonthCharge>,
    /// Payments of the ledger that come to something else now.
    pub differences: Vec<Difference>,
}

/// One step of the charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeStep {
    /// Name of the operation.
    pub op: &'static str,
    /// Input.
    pub before: rust_decimal::Decimal,
    /// Output.
    pub after: rust_decimal::Decimal,
    /// Citation, by place.
    pub cite: Option<usize>,
    /// Coverages it is about, bit n for `seq` n; 0 where there is only one payer set, and for sums.
    pub coverages: u16,
}

/// A question: what the request leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// `A000.timeClass/e1`: id of the question and what it is about.
    pub id: String,
    /// The fact that would answer it.
    pub fact: &'static Fact,
    /// What it is about.
    pub target: Target,
    /// Encounters whose bill waits for the answer, by place: a question about the institution or the patient is asked once for all.
    pub encounters: Vec<usize>,
    /// The question.
    pub text: &'static Text,
    /// Arguments of the text.
    pub args: Vec<Arg>,
    /// Possible answers.
    pub choices: Vec<Choice>,
    /// Citations, by place.
    pub cites: Vec<usize>,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Id: the fact's word, or `yes` / `no`.
    pub id: &'static str,
    /// The fact it stands for.
    pub value: FactValue,
    /// Change of the total points if only this is answered; `None` when it was not computed.
    pub delta: Option<Points>,
}

/// How far the answer can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing open, no finding above notice.
    Complete,
    /// Computed; findings to confirm.
    NeedsReview,
    /// Questions are open.
    Provisional,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Status.
    pub status: Status,
    /// Lines: those of the request in their order, then derived ones.
    pub lines: Vec<LineOutcome>,
    /// Billing units, by section and order.
    pub units: Vec<UnitOutcome>,
    /// Points per section.
    pub sections: BTreeMap<u8, Points>,
    /// Σ points × count of the units.
    pub total: Points,
    /// Amounts in yen outside points (meals), as the masters give them.
    pub yen_total: Yen,
    /// Charge; `None` when the coverage does not tell the share.
    pub charge: Option<Charge>,
    /// Everything found.
    pub findings: Vec<Finding>,
    /// Everything asked.
    pub questions: Vec<Question>,
    /// Least and most points over all answers; `None` when there were too many to try.
    pub bounds: Option<(Points, Points)>,
    /// Why a code was not derived: first unmet condition by rule (only when traced).
    pub declined: Vec<Declined>,
    /// Steps.
    pub trace: Trace,
    /// Citations.
    pub citations: Vec<Citation>,
    /// Places of the editions used.
    pub editions: Vec<usize>,
}

/// A derivation that did not happen, and the first condition that was not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declined {
    /// The code.
    pub code: Code,
    /// The rule.
    pub rule: &'static str,
    /// Encounter, by place.
    pub encounter: usize,
    /// The condition.
    pub reason: &'static Text,
    /// Citations, by place.
    pub cites: Vec<usize>,
}
