//! The bill, priced → the answer.

use std::collections::{BTreeMap, BTreeSet};

use super::price::PricedBill;
use crate::amount::Points;
use crate::bill::Bill;
use crate::engine::EngineError;
use crate::outcome::{Charge, LineOutcome, Origin, Outcome, Question, Severity, Status, Target, UnitOutcome};

/// Puts the answer together.
pub(super) fn assemble(
    mut bill: Bill<'_, '_>,
    priced: PricedBill,
    charge: Option<Charge>,
) -> Result<Outcome, EngineError> {
    let total = priced.total()?;
    let mut unit_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sections: BTreeMap<u8, Points> = BTreeMap::new();
    for (place, unit) in priced.units.iter().enumerate() {
        for line in &unit.lines {
            unit_of.insert(*line, place);
        }
        let sum = sections.entry(unit.section).or_default();
        *sum = sum.plus(unit.points.times_count(unit.count)?)?;
    }
    let mut lines = Vec::with_capacity(bill.lines.len());
    let mut derived = 0u32;
    let mut editions = BTreeSet::new();
    for (place, line) in bill.lines.iter().enumerate() {
        let id = match (bill.source(place), &line.origin) {
            (Some(source), Origin::Input) => source.id.clone(),
            _ => {
                derived = derived.saturating_add(1);
                format!("+{derived}")
            }
        };
        editions.extend(line.master.map(|m| m.edition));
        let unit = unit_of.get(&place).copied();
        let section = unit.and_then(|u| priced.units.get(u)).map(|u| u.section);
        lines.push(LineOutcome {
            id,
            origin: line.origin.clone(),
            encounter: line.encounter,
            input: line.input,
            date: line.date,
            code: line.code,
            section,
            points: priced.line_points.get(place).copied().flatten().filter(|_| unit.is_some()),
            count: line.count,
            quantity: line.quantity,
            verdict: line.verdict,
            by: line.by.and_then(|(_, by)| by),
            unit,
            master: line.master,
            cites: line.cites.clone(),
        });
    }
    let units = priced
        .units
        .into_iter()
        .map(|u| UnitOutcome {
            section: u.section,
            encounter: u.encounter,
            group: u.group,
            lines: u.lines,
            points: u.points,
            count: u.count,
            trace: u.trace,
        })
        .collect();
    in_order(&mut bill.questions);
    let status = if !bill.questions.is_empty() {
        Status::Provisional
    } else if bill.findings.iter().any(|f| f.severity > Severity::Notice) {
        Status::NeedsReview
    } else {
        Status::Complete
    };
    Ok(Outcome {
        status,
        lines,
        units,
        sections,
        total,
        yen_total: priced.yen,
        charge,
        findings: bill.findings,
        questions: bill.questions,
        bounds: None,
        declined: bill.declined,
        trace: bill.trace,
        citations: bill.citations.into_list(),
        editions: editions.into_iter().collect(),
    })
}

/// What is asked once for everything first (institution, patient), then encounter by encounter, each in the order in which it was asked.
fn in_order(questions: &mut [Question]) {
    for question in questions.iter_mut() {
        question.encounters.sort_unstable();
    }
    questions.sort_by_key(|question| match question.target {
        Target::Facility => (0, 0),
        Target::Patient => (1, 0),
        _ => (2, question.encounters.first().copied().unwrap_or(0)),
    });
}
