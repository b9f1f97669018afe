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

use std::cell::RefCell;

use crate::bill::{Bill, Citations, Lines};
use crate::claim::{Claim, TraceLevel};
use crate::engine::{Engine, EngineError};
use crate::outcome::{Outcome, Trace, Verdict};

pub use derive::{Before, Effects, Opening, View};
pub(crate) use group::section_of_bucket;

/// Runs the stages. With `judge`, what the electronic fee table says of the lines as they were sent is found as well, without taking any of
/// them off: a bill that was derived has the table behind it already.
pub(crate) fn run(engine: &Engine, claim: &Claim, judge: bool) -> Result<Outcome, EngineError> {
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
    derive::report_lacking(&mut bill);
    let charge = charge::run(&mut bill, &priced)?;
    addition::run(&mut bill, &priced);
    check::run(&mut bill, &priced, judge);
    if judge && !claim.options.auto_add {
        fee_table(&mut bill);
    }
    outcome::assemble(bill, priced, charge)
}

/// What the electronic fee table says of lines as they were sent.
fn fee_table(bill: &mut Bill<'_, '_>) {
    let verdicts: Vec<Verdict> = bill.lines.iter().map(|l| l.verdict).collect();
    bill.judging = true;
    // A line that cannot be priced (a quantity is missing …) stands on the claim all the same.
    for line in bill.lines.iter_mut().filter(|l| l.procedure().is_some()) {
        line.verdict = Verdict::Applied;
    }
    bundle::run(bill);
    limit::run(bill);
    bill.judging = false;
    for (line, verdict) in bill.lines.iter_mut().zip(verdicts) {
        line.verdict = verdict;
    }
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
        lacking: RefCell::default(),
        judging: false,
    }
}
