//! Derive: rules propose effects; this stage orders them, finds conflicts, applies and records them.

mod effects;
mod view;

use effects::Effect;
pub use effects::Effects;
pub use view::{Before, Opening, View};

use std::collections::BTreeMap;

use super::price::{Priced, PricedBill};
use super::resolve;
use crate::amount::Points;
use crate::bill::{Bill, BillLine, Item};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Revision;
use crate::outcome::{Declined, Finding, Op, Origin, Stage, Step, Verdict};
use crate::rules::{self, Phase, Rule};
use rust_decimal::Decimal;

/// Runs the phases before bundles and limits.
pub(super) fn run(bill: &mut Bill<'_, '_>) -> Result<(), EngineError> {
    for phase in
        [Phase::Visit, Phase::VisitAddition, Phase::Item, Phase::Act, Phase::Summary, Phase::Addition]
    {
        run_phase(bill, phase)?;
    }
    Ok(())
}

/// Runs what depends on what is billed in the end.
pub(super) fn run_closing(bill: &mut Bill<'_, '_>) -> Result<(), EngineError> {
    run_phase(bill, Phase::Closing)
}

/// Runs what depends on the points of units: reductions over several of them.
pub(super) fn run_priced(bill: &mut Bill<'_, '_>, priced: &mut PricedBill) -> Result<(), EngineError> {
    for (rule, encounter, effects) in
        propose(bill, Phase::Priced, 0..bill.claim.encounters.len(), &priced.units)?
    {
        for (code, points, section) in effects.reductions_list().to_vec() {
            let line = bill.lines.len();
            let because_of = effects.reduced_lines().to_vec();
            let Some(date) = bill.encounter(encounter).map(|e| e.date) else { continue };
            let Some(revision) = revision_of(bill, encounter) else { continue };
            let cite = rule.citations(revision).next().map(|c| bill.citations.place(c));
            let found = resolve::billable(bill, code, date);
            bill.lines.push(BillLine {
                origin: Origin::Derived { rule: rule.id, because_of },
                encounter,
                input: None,
                date,
                code,
                item: found.map_or(Item::Nothing, |(item, _)| item),
                master: found.map(|(_, m)| m),
                count: 1,
                quantity: None,
                verdict: Verdict::Applied,
                by: None,
                join: None,
                claimed_points: Some(points.value()),
                cites: cite.into_iter().collect(),
            });
            let begin = bill.trace.push(step(
                rule,
                line,
                Op::Begin,
                Decimal::ZERO,
                Decimal::ZERO,
                Decimal::ZERO,
                None,
                cite,
            ));
            let negative = Points::ZERO.minus(points)?;
            bill.trace.push(step(
                rule,
                line,
                Op::Subtract,
                Decimal::ZERO,
                negative.value(),
                points.value(),
                begin,
                cite,
            ));
            priced.line_points.push(Some(negative));
            let (group, lines) = (None, vec![line]);
            priced.units.push(Priced {
                encounter,
                section,
                group,
                lines,
                points: negative,
                count: 1,
                trace: begin,
            });
        }
        apply(bill, rule, encounter, effects);
    }
    priced.units.sort_by_key(|u| (u.encounter, u.section));
    Ok(())
}

#[allow(clippy::too_many_arguments, reason = "the fields of a step, named at the two calls above")]
fn step(
    rule: &'static Rule,
    line: usize,
    op: Op,
    before: Decimal,
    after: Decimal,
    operand: Decimal,
    parent: Option<usize>,
    cite: Option<usize>,
) -> Step {
    Step {
        parent,
        stage: Stage::Derive,
        rule: Some(rule.id),
        line: Some(line),
        op,
        before,
        after,
        operand,
        rate: None,
        cite,
    }
}

/// Runs a phase encounter by encounter, by their days: what a visit bills once a month is known to the next visit of the month.
fn run_phase(bill: &mut Bill<'_, '_>, phase: Phase) -> Result<(), EngineError> {
    let mut order: Vec<usize> = (0..bill.claim.encounters.len()).collect();
    order.sort_by_key(|place| bill.encounter(*place).map(|e| e.date));
    for place in order {
        for (rule, encounter, effects) in propose(bill, phase, place..place.saturating_add(1), &[])? {
            apply(bill, rule, encounter, effects);
        }
    }
    Ok(())
}

type Proposal = (&'static Rule, usize, Effects);

/// Everything the rules of a phase propose, in legal order; conflicts are refused.
fn propose(
    bill: &Bill<'_, '_>,
    phase: Phase,
    encounters: std::ops::Range<usize>,
    units: &[Priced],
) -> Result<Vec<Proposal>, EngineError> {
    let mut proposed: Vec<Proposal> = Vec::new();
    for encounter in encounters {
        let Some(revision) = revision_of(bill, encounter) else { continue };
        for rule in rules::of(revision).iter().filter(|r| r.phase == phase) {
            let mut effects = Effects::new(rule);
            let view = View::new(bill, encounter, rule, units);
            (rule.run)(&view, &mut effects)?;
            if !effects.is_empty() {
                proposed.push((rule, encounter, effects));
            }
        }
    }
    conflicts(&proposed)?;
    Ok(proposed)
}

fn revision_of(bill: &Bill<'_, '_>, encounter: usize) -> Option<Revision> {
    let encounter = bill.encounter(encounter)?;
    if encounter.date_text.is_some() || encounter.date < bill.claim.patient.birth {
        return None;
    }
    let date = encounter.date;
    bill.edition_on(date).map(|(_, e)| e.manifest().revision)
}

/// Two rules that add one code to one encounter have no declared order: a defect, not "last one wins". Two that take one line off the
/// bill agree on what happens; the first in legal order names the reason.
fn conflicts(proposed: &[Proposal]) -> Result<(), EngineError> {
    let mut codes: BTreeMap<(usize, u32), &'static str> = BTreeMap::new();
    for (rule, encounter, effects) in proposed {
        for add in effects.list().iter().filter_map(Effect::once) {
            let other = codes.insert((*encounter, add.code.value()), rule.id);
            if let Some(first) = other.filter(|first| *first != rule.id) {
                return Err(EngineError::Conflict {
                    first,
                    second: rule.id,
                    what: format!("code {}", add.code),
                });
            }
        }
    }
    Ok(())
}

fn apply(bill: &mut Bill<'_, '_>, rule: &'static Rule, encounter: usize, effects: Effects) {
    let Some(date) = bill.encounter(encounter).map(|e| e.date) else { return };
    if !effects.proposes() && !bill.trace.is_on() {
        return;
    }
    let Some(revision) = revision_of(bill, encounter) else { return };
    let cites: Vec<usize> = effects.citations(revision).map(|c| bill.citations.place(c)).collect();
    for (text, code) in effects.declined_list() {
        if bill.trace.is_on() {
            bill.declined.push(Declined {
                code: *code,
                rule: rule.id,
                encounter,
                reason: text,
                cites: cites.clone(),
            });
        }
    }
    for mut question in effects.questions_list().iter().cloned() {
        let asked = bill.questions.iter_mut().find(|q| q.id == question.id);
        if let Some(asked) = asked {
            if !asked.encounters.contains(&encounter) {
                asked.encounters.push(encounter);
            }
            continue;
        }
        question.cites.clone_from(&cites);
        question.encounters.push(encounter);
        bill.questions.push(question);
    }
    for found in effects.findings_list() {
        bill.findings.push(Finding { cites: cites.clone(), ..found.clone() });
    }
    for effect in effects.into_list() {
        match effect {
            Effect::Judge { line, verdict, by } => {
                if let Some(target) = bill.lines.get_mut(line).filter(|l| l.is_applied()) {
                    target.verdict = verdict;
                    target.by = Some((rule.id, by));
                    target.cites.extend(&cites);
                    note(bill, rule, line, cites.first().copied());
                }
            }
            Effect::Cut { line, most } => {
                let Some(target) = bill.lines.get_mut(line).filter(|l| l.is_applied()) else { continue };
                if target.quantity.is_some_and(|q| q <= most) {
                    continue;
                }
                target.quantity = Some(most);
                if most <= Decimal::ZERO {
                    target.verdict = Verdict::Limited;
                    target.by = Some((rule.id, None));
                }
                target.cites.extend(&cites);
                note(bill, rule, line, cites.first().copied());
            }
            Effect::Add(add) => {
                let (item, master) = match resolve::billable(bill, add.code, date) {
                    Some((item, master)) => (item, Some(master)),
                    None => (Item::Nothing, None),
                };
                let known = master.is_some();
                let first = cites.first().copied();
                let mut cites = cites.clone();
                cites.extend(add.cites.iter().map(|c| bill.citations.place(c)));
                let place = bill.lines.len();
                bill.lines.push(BillLine {
                    origin: Origin::Derived { rule: rule.id, because_of: add.because_of },
                    encounter,
                    input: None,
                    date,
                    code: add.code,
                    item,
                    master,
                    count: add.count,
                    quantity: add.quantity,
                    verdict: if known { Verdict::Applied } else { Verdict::Blocked },
                    by: None,
                    join: add.join,
                    claimed_points: None,
                    cites,
                });
                if known {
                    resolve::report(bill, place);
                } else {
                    bill.findings.push(effects::not_in_master(add.code, place));
                }
                note(bill, rule, place, first);
            }
        }
    }
}

fn note(bill: &mut Bill<'_, '_>, rule: &'static Rule, line: usize, cite: Option<usize>) {
    bill.trace.push(Step {
        parent: None,
        stage: Stage::Derive,
        rule: Some(rule.id),
        line: Some(line),
        op: Op::Note,
        before: Decimal::ZERO,
        after: Decimal::ZERO,
        operand: Decimal::ZERO,
        rate: None,
        cite,
    });
}

/// Says, once for each encounter, which codes rules looked for and the edition lacks: they may be due, and nothing tells.
pub(super) fn report_lacking(bill: &mut Bill<'_, '_>) {
    let mut of: BTreeMap<usize, Vec<Code>> = BTreeMap::new();
    for (encounter, code) in bill.lacking.take() {
        of.entry(encounter).or_default().push(code);
    }
    for (encounter, codes) in of {
        bill.findings.push(effects::lacking(encounter, &codes));
    }
}
