//! Checks of a claim before it is sent: what the masters say of acts, drugs, comments and diseases together.
//!
//! They judge what is billed, never change an amount, and none hides another. The payers run the like on every claim (受付・事務点検); which
//! of theirs each answers to is told where it is known.

mod anesthesia;
mod comments;
mod counts;
mod diseases;
mod drugs;
mod items;
mod judgement;
mod limits;
mod management;
mod stays;
mod taper;
mod visits;
mod wards;

pub use limits::{CountUnit, Counted, UNITS as COUNT_UNITS};

use crate::claim::{Claim, Line, Setting};
use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::{Engine, EngineError};
use crate::law::Citation;
use crate::outcome::{
    Arg, Decidable, Disposition, Finding, LineOutcome, Outcome, Phase, Severity, Status, Target, Text,
    Verdict,
};
use crate::snapshot::{DrugRow, Edition, ProcedureRow};

/// The definition of a check.
#[derive(Debug)]
pub struct Check {
    /// Immutable id, never reused.
    pub id: &'static str,
    /// Code of the payers' check, where it is known.
    pub official: Option<&'static str>,
    /// Severity of what it finds.
    pub severity: Severity,
    /// What becomes of the claim if nothing is done.
    pub disposition: Disposition,
    /// How far it can decide on its own.
    pub decidable: Decidable,
    /// Message.
    pub text: Text,
    /// Where it comes from.
    pub cite: Citation,
}

/// Every check, in the order they run.
pub static ALL: &[&Check] = &[
    &diseases::NONE,
    &diseases::UNKNOWN,
    &diseases::RETIRED,
    &diseases::NOT_INSURED,
    &diseases::NEEDS_MODIFIER,
    &diseases::ENDED,
    &diseases::SUSPECTED_ONLY,
    &diseases::ACT_NEEDS_DISEASE,
    &diseases::ACT_ONLY_SUSPECTED,
    &drugs::ACT_NEEDS_DRUG,
    &counts::OVER_CLAIM_LIMIT,
    &counts::VISITS_OVER_DAYS,
    &limits::OVER,
    &limits::OVER_SPECIAL,
    &limits::UNSEEN,
    &limits::HISTORY,
    &limits::NOT_IN_TABLE,
    &items::QUANTITY_NOT_NEEDED,
    &items::NOT_HERE,
    &items::SECTION_DIFFERS,
    &items::AGE_ADDITION,
    &visits::FIRST_WHILE_TREATED,
    &taper::MISSING,
    &anesthesia::LONG,
    &stays::FEES_OVER_DAYS,
    &stays::AWAY_ALONE,
    &wards::NOT_LISTED,
    &wards::NO_WARD_FEE,
    &wards::SAME_SLOT,
    &judgement::WITHOUT_TEST,
    &judgement::WITHOUT_FEE,
    &management::BARRED,
    &comments::MISSING,
    &comments::ASK,
    &comments::SELECTIVE_CARE,
];

/// Calculates a claim and judges what is billed.
///
/// # Errors
/// [`EngineError`] when no answer can be given.
pub fn examine(engine: &Engine, claim: &Claim) -> Result<Outcome, EngineError> {
    let mut outcome = engine.judge(claim)?;
    let mut found = Vec::new();
    {
        let view = Examined { engine, claim, outcome: &outcome };
        diseases::run(&view, &mut found);
        drugs::run(&view, &mut found);
        counts::run(&view, &mut found);
        limits::run(&view, &mut found);
        items::run(&view, &mut found);
        visits::run(&view, &mut found);
        taper::run(&view, &mut found);
        anesthesia::run(&view, &mut found);
        stays::run(&view, &mut found);
        wards::run(&view, &mut found);
        judgement::run(&view, &mut found);
        management::run(&view, &mut found);
        comments::run(&view, &mut found);
    }
    for Found { check, target, lines, args } in found {
        let cite = place(&mut outcome, &check.cite);
        outcome.findings.push(Finding {
            id: check.id,
            official_code: check.official,
            severity: check.severity,
            disposition: check.disposition,
            decidable: check.decidable,
            phase: Phase::Eligibility,
            target,
            lines,
            text: &check.text,
            args,
            cites: vec![cite],
        });
    }
    if outcome.status == Status::Complete && outcome.findings.iter().any(|f| f.severity > Severity::Notice) {
        outcome.status = Status::NeedsReview;
    }
    Ok(outcome)
}

fn place(outcome: &mut Outcome, cite: &Citation) -> usize {
    outcome.citations.iter().position(|c| c == cite).unwrap_or_else(|| {
        outcome.citations.push(cite.clone());
        outcome.citations.len() - 1
    })
}

/// Something found, before its citation has a place.
#[derive(Debug)]
struct Found {
    check: &'static Check,
    target: Target,
    lines: Vec<usize>,
    args: Vec<Arg>,
}

/// A claim and its answer, to be judged.
#[derive(Clone, Copy)]
struct Examined<'a> {
    engine: &'a Engine,
    claim: &'a Claim,
    outcome: &'a Outcome,
}

impl<'a> Examined<'a> {
    /// The lines that are billed, with their place. Of a claim priced as sent, a line that could not be priced stands on the claim all the
    /// same.
    fn billed(&self) -> impl Iterator<Item = (usize, &'a LineOutcome)> + use<'a> {
        let sent = !self.claim.options.auto_add;
        let stands = move |l: &LineOutcome| {
            l.verdict == Verdict::Applied || sent && l.verdict == Verdict::Blocked && l.master.is_some()
        };
        self.outcome.lines.iter().enumerate().filter(move |(_, l)| stands(l))
    }

    fn edition(&self, date: ServiceDate) -> Option<&'a Edition> {
        self.engine.edition_on(date).map(|(_, e)| e)
    }

    fn procedure(&self, line: &LineOutcome) -> Option<ProcedureRow<'a>> {
        let master = line.master.filter(|m| m.kind == 's')?;
        self.engine.editions().get(master.edition)?.procedures().row(master.row)
    }

    fn drug(&self, line: &LineOutcome) -> Option<DrugRow<'a>> {
        let master = line.master.filter(|m| m.kind == 'y')?;
        self.engine.editions().get(master.edition)?.drugs().row(master.row)
    }

    /// Acts that are billed: place, line, row.
    fn acts(&self) -> impl Iterator<Item = (usize, &'a LineOutcome, ProcedureRow<'a>)> + use<'a> {
        let view = *self;
        self.billed().filter_map(move |(place, line)| Some((place, line, view.procedure(line)?)))
    }

    /// The line as it was sent; `None` when derived.
    fn sent(&self, line: &LineOutcome) -> Option<&'a Line> {
        self.claim.encounters.get(line.encounter)?.lines.get(line.input?)
    }

    /// Whether a line stands in a stay.
    fn is_inpatient(&self, line: &LineOutcome) -> bool {
        self.claim.encounters.get(line.encounter).is_some_and(|e| e.setting == Setting::Inpatient)
    }

    /// What a finding about a line points at.
    fn target(line: &LineOutcome, place: usize) -> Target {
        line.input.map_or(Target::Derived(place), |i| Target::Line(line.encounter, i))
    }

    /// First and last day of the claim.
    fn days(&self) -> Option<(ServiceDate, ServiceDate)> {
        let days = self.claim.encounters.iter().filter(|e| e.date_text.is_none()).map(|e| e.date);
        Some((days.clone().min()?, days.max()?))
    }
}

/// A finding about one line.
fn about(check: &'static Check, place: usize, line: &LineOutcome, args: Vec<Arg>) -> Found {
    Found { check, target: Examined::target(line, place), lines: vec![place], args }
}

/// The code of a line as an argument.
const fn code(code: Code) -> Arg {
    Arg::Code(code)
}
