//! Open questions: what each answer would change, and the bounds over all answers.
//!
//! An open question has none of its choices applied. Each choice is then tried by computing the claim again with that
//! answer; the bounds walk the tree of answers, since an answer may raise or settle other questions.

use crate::amount::Points;
use crate::claim::{Answer, Claim, TraceLevel};
use crate::outcome::Outcome;
use crate::stage;

use super::{Engine, EngineError};

/// How many passes the bounds may cost; beyond, they are left out of the answer rather than guessed.
const MAX_PASSES: usize = 200;

pub(super) fn calculate(engine: &Engine, claim: &Claim) -> Result<Outcome, EngineError> {
    explore(engine, claim, engine.pass(claim)?)
}

/// The same for a claim that is judged: the fee table is asked once, for the claim as it stands.
pub(super) fn judge(engine: &Engine, claim: &Claim) -> Result<Outcome, EngineError> {
    explore(engine, claim, stage::run(engine, claim, true)?)
}

fn explore(engine: &Engine, claim: &Claim, mut outcome: Outcome) -> Result<Outcome, EngineError> {
    if outcome.questions.is_empty() {
        outcome.bounds = Some((outcome.total, outcome.total));
        return Ok(outcome);
    }
    let mut trial = claim.clone();
    trial.options.trace = TraceLevel::None;
    let base = outcome.total;
    for question in &mut outcome.questions {
        for choice in &mut question.choices {
            trial.answers.push(Answer { question: question.id.clone(), choice: choice.id.to_owned() });
            choice.delta = Some(engine.pass(&trial)?.total.minus(base)?);
            trial.answers.pop();
        }
    }
    let mut passes = MAX_PASSES;
    outcome.bounds = walk(engine, &mut trial, &mut passes)?;
    Ok(outcome)
}

/// Least and most points over the answers still open; `None` when the passes ran out.
fn walk(
    engine: &Engine,
    claim: &mut Claim,
    passes: &mut usize,
) -> Result<Option<(Points, Points)>, EngineError> {
    let Some(left) = passes.checked_sub(1) else { return Ok(None) };
    *passes = left;
    let outcome = engine.pass(claim)?;
    let Some(question) = outcome.questions.first() else { return Ok(Some((outcome.total, outcome.total))) };
    let mut bounds: Option<(Points, Points)> = None;
    for choice in &question.choices {
        claim.answers.push(Answer { question: question.id.clone(), choice: choice.id.to_owned() });
        let found = walk(engine, claim, passes)?;
        claim.answers.pop();
        let Some((low, high)) = found else { return Ok(None) };
        bounds = Some(bounds.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
    }
    Ok(bounds)
}
