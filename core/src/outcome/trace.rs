//! The trace: a flat arena of steps. Replaying the steps of a unit from zero gives its points.

use rust_decimal::{Decimal, RoundingStrategy};

/// Place of a step.
pub type StepId = usize;

/// Stage of the engine that made a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Code and date to a master row.
    Resolve,
    /// Implied lines.
    Derive,
    /// Bundles and exclusions.
    Bundle,
    /// Frequency limits.
    Limit,
    /// Points.
    Price,
    /// The patient's side.
    Charge,
    /// Checks.
    Check,
}

/// What a step does to the running points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// A unit begins at zero.
    Begin,
    /// Adds the operand (points of an item, an addition, drugs, a material).
    Add,
    /// Takes the operand away.
    Subtract,
    /// Adds operand × base percent/rate already multiplied out: the operand is the product, the rate stands in `rate`.
    AddRate,
    /// Takes away a rate's product, likewise.
    ReduceRate,
    /// Sets the running points of a group of tests to the price by count: adds the operand (the group's price).
    CountBundle,
    /// 四捨五入 to a whole point.
    RoundHalfUp,
    /// A note without arithmetic (a rule added a line).
    Note,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Step it belongs under.
    pub parent: Option<StepId>,
    /// Stage.
    pub stage: Stage,
    /// Rule, where one made the step.
    pub rule: Option<&'static str>,
    /// Line, by place in the answer.
    pub line: Option<usize>,
    /// Operation.
    pub op: Op,
    /// Running points before.
    pub before: Decimal,
    /// Running points after.
    pub after: Decimal,
    /// Operand.
    pub operand: Decimal,
    /// Rate behind the operand, quantity behind a step formula, or number of items behind a count bundle.
    pub rate: Option<Decimal>,
    /// Citation, by place in the answer.
    pub cite: Option<usize>,
}

/// All steps; empty when switched off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    steps: Vec<Step>,
    on: bool,
}

impl Trace {
    /// A trace that records, or one that costs nothing.
    #[must_use]
    pub const fn new(on: bool) -> Self {
        Self { steps: Vec::new(), on }
    }

    /// Whether it records.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// Records a step.
    pub fn push(&mut self, step: Step) -> Option<StepId> {
        if !self.on {
            return None;
        }
        self.steps.push(step);
        Some(self.steps.len() - 1)
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Replays the steps under `begin` and gives the points they come to; `None` when the trace is off or a step does not fit
    /// the one before it.
    #[must_use]
    pub fn replay(&self, begin: StepId) -> Option<Decimal> {
        let first = self.steps.get(begin).filter(|s| s.op == Op::Begin)?;
        let mut running = first.after;
        for step in self.steps.iter().filter(|s| s.parent == Some(begin)) {
            if step.before != running {
                return None;
            }
            running = match step.op {
                Op::Begin => return None,
                Op::Add | Op::AddRate | Op::CountBundle => running.checked_add(step.operand)?,
                Op::Subtract | Op::ReduceRate => running.checked_sub(step.operand)?,
                Op::RoundHalfUp => running.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero),
                Op::Note => running,
            };
            if step.after != running {
                return None;
            }
        }
        Some(running)
    }
}
