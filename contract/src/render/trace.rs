//! The trace on the wire: one list of steps per root step.

use std::collections::BTreeMap;

use santei_core::outcome::{Outcome, StepId, Trace};

use super::body::{StepBody, TraceBody};
use super::wire::{Dec, Tag};
use super::words;

/// The root of every step. Steps come after their parents, so one walk finds all.
pub(crate) struct Roots {
    root_of: Vec<StepId>,
    number: BTreeMap<StepId, usize>,
}

impl Roots {
    /// Finds the roots of a trace.
    pub(crate) fn of(trace: &Trace) -> Self {
        let mut root_of: Vec<StepId> = Vec::with_capacity(trace.steps().len());
        let mut number = BTreeMap::new();
        for (id, step) in trace.steps().iter().enumerate() {
            let root = step.parent.and_then(|p| root_of.get(p)).copied().unwrap_or(id);
            if root == id {
                let next = number.len();
                number.insert(id, next);
            }
            root_of.push(root);
        }
        Self { root_of, number }
    }

    /// Id of the list that a step stands in.
    pub(crate) fn tag(&self, step: StepId) -> Option<Tag> {
        self.number.get(self.root_of.get(step)?).map(|n| Tag('t', *n))
    }

    /// Id of the list that belongs to a line: the first root step that names it.
    pub(crate) fn tag_of_line(&self, outcome: &Outcome, line: usize) -> Option<Tag> {
        let steps = outcome.trace.steps();
        let (_, number) =
            self.number.iter().find(|(id, _)| steps.get(**id).is_some_and(|s| s.line == Some(line)))?;
        Some(Tag('t', *number))
    }
}

/// All steps by root; `None` when nothing was recorded.
pub(super) fn traces<'r>(outcome: &'r Outcome, roots: &Roots) -> Option<BTreeMap<String, TraceBody<'r>>> {
    if !outcome.trace.is_on() {
        return None;
    }
    let mut lists: BTreeMap<StepId, (Vec<StepId>, Vec<StepBody<'r>>)> = BTreeMap::new();
    for (id, (step, root)) in outcome.trace.steps().iter().zip(&roots.root_of).enumerate() {
        let (ids, bodies) = lists.entry(*root).or_default();
        let parent = step.parent.filter(|p| p != root);
        let parent = parent.and_then(|p| ids.binary_search(&p).ok());
        ids.push(id);
        bodies.push(StepBody {
            after: Dec(step.after),
            before: Dec(step.before),
            cite: step.cite.map(|c| Tag('c', c)),
            line: step.line.and_then(|l| outcome.lines.get(l)).map(|l| l.id.as_str()),
            op: words::op(step.op),
            operand: Dec(step.operand),
            parent,
            rate: step.rate.map(Dec),
            rule: step.rule,
            stage: words::stage(step.stage),
        });
    }
    let named = lists.into_values().enumerate();
    Some(named.map(|(n, (_, steps))| (Tag('t', n).to_string(), TraceBody { steps })).collect())
}
