//! The stages of a calculation, each in its own file, run in order.
//!
//! resolve → derive → bundle → limit → derive (closing) → group → price → derive (priced) → charge → check → outcome. Bundles and limits come before the points (and not
//! after, as a first sketch had it) because the rounding unit consists of the lines that survive: a unit priced before one of its
//! lines is dropped would have to be priced again.

mod addition;
mod bundle;
mod charge;
mod check;
mod derive;
mod group;
mod limit;
mod outcome;
mod price;
mod resolve;

use crate::bill::{Bill, Citations, Lines};
use crate::claim::{Claim, TraceLevel};
use crate::engine::{Engine, EngineError};
use crate::law::Citation;
use crate::outcome::{Finding, Outcome, Trace, Verdict};

pub use derive::{Before, Effects, Opening, View};

/// Runs the stages.
pub(crate) fn run(engine: &Engine, claim: &Claim) -> Result<Outcome, EngineError> {
    let mut bill = begin(engine, claim);
    resolve::run(&mut bill)?;
    if claim.options.auto_add {
        derive::run(&mut bill)?;
        bundle::run(&mut bill);
        limit::run(&mut bill);
        derive::run_closing(&mut bill)?;
    }
    let mut units = group::run(&mut bill);
    let mut priced = price::run(&mut bill, &mut units)?;
    if claim.options.auto_add {
        derive::run_priced(&mut bill, &mut priced)?;
    }
    let charge = charge::run(&mut bill, &priced)?;
    addition::run(&mut bill, &priced);
    check::run(&mut bill);
    outcome::assemble(bill, priced, charge)
}

/// What the electronic fee table says of the lines as they were sent, without taking any of them off; places are those of the request.
pub(crate) fn fee_table(
    engine: &Engine,
    claim: &Claim,
) -> Result<(Vec<Finding>, Vec<Citation>), EngineError> {
    let mut bill = begin(engine, claim);
    bill.judging = true;
    resolve::run(&mut bill)?;
    bill.findings.clear();
    // A line that cannot be priced (a quantity is missing …) stands on the claim all the same.
    for line in bill.lines.iter_mut().filter(|l| l.procedure().is_some()) {
        line.verdict = Verdict::Applied;
    }
    bundle::run(&mut bill);
    limit::run(&mut bill);
    Ok((bill.findings, bill.citations.into_list()))
}

fn begin<'c, 'e>(engine: &'e Engine, claim: &'c Claim) -> Bill<'c, 'e> {
    Bill {
        engine,
        claim,
        lines: Lines::default(),
        findings: Vec::new(),
        questions: Vec::new(),
        declined: Vec::new(),
        trace: Trace::new(claim.options.trace == TraceLevel::Full),
        citations: Citations::default(),
        judging: false,
    }
}
