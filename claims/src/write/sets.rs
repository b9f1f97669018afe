//! Who bears what: the payer set of each billing unit, and the charge of the month that follows from them.

use santei_core::charge::{ChargeRequest, ChargeVisit, Part};
use santei_core::claim::{Claim, Coverage, CoverageKind, Encounter, Setting};
use santei_core::date::ServiceDate;
use santei_core::engine::EngineError;
use santei_core::outcome::{Origin, Outcome};

/// The coverages that bear something, by place: an insurance, if there is one, and programmes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Bearing {
    /// The insurance; of several certificates of one insurer the first.
    pub(super) insurer: Option<usize>,
    /// Programmes, by place.
    pub(super) publics: Vec<usize>,
}

/// Coverages a line is billed to, by `seq`; that of a derived line is the set of what it was derived from. Empty: all.
fn told(claim: &Claim, outcome: &Outcome, line: usize) -> Vec<u8> {
    let mut at = line;
    for _ in 0..outcome.lines.len() {
        let Some(found) = outcome.lines.get(at) else { break };
        if let Some(input) = found.input {
            let source = claim.encounters.get(found.encounter).and_then(|e| e.lines.get(input));
            let mut set = source.map(|l| l.coverage_set.clone()).unwrap_or_default();
            set.sort_unstable();
            set.dedup();
            return set;
        }
        match &found.origin {
            Origin::Derived { because_of, .. } => match because_of.first() {
                Some(cause) if *cause != at => at = *cause,
                _ => break,
            },
            Origin::Input => break,
        }
    }
    Vec::new()
}

/// The set of lines that are one unit; `None` when they differ.
pub(super) fn of_lines(claim: &Claim, outcome: &Outcome, lines: &[usize]) -> Option<Vec<u8>> {
    let mut sets = lines.iter().map(|line| told(claim, outcome, *line));
    let set = sets.next().unwrap_or_default();
    sets.all(|other| other == set).then_some(set)
}

fn holds(coverage: &Coverage, date: ServiceDate) -> bool {
    coverage.valid_from.is_none_or(|f| f <= date) && coverage.valid_to.is_none_or(|t| date <= t)
}

/// The coverages behind a set of an encounter: those named, or all that are valid on its day.
pub(super) fn bearing(claim: &Claim, set: &[u8], date: ServiceDate) -> Bearing {
    let named = |c: &Coverage| if set.is_empty() { holds(c, date) } else { set.contains(&c.seq) };
    let mut out = Bearing::default();
    for (place, coverage) in claim.coverages.iter().enumerate().filter(|(_, c)| named(c)) {
        if coverage.kind == CoverageKind::Public {
            out.publics.push(place);
        } else if out.insurer.is_none() {
            let same =
                |c: &Coverage| c.kind == coverage.kind && c.number.is_some() && c.number == coverage.number;
            out.insurer = Some(claim.coverages.iter().position(same).unwrap_or(place));
        }
    }
    out
}

/// The charge of the month from the units of an outcome: one visit an encounter.
///
/// Days in hospital of a month come to the same whether they are charged one by one or together: a receipt has the sums of the month.
///
/// # Errors
/// [`EngineError`] when an amount leaves its range; `None` when a unit has lines of different payer sets.
pub(super) fn charge(claim: &Claim, outcome: &Outcome) -> Result<Option<ChargeRequest>, EngineError> {
    let mut visits: Vec<ChargeVisit> = claim
        .encounters
        .iter()
        .enumerate()
        .map(|(place, encounter)| ChargeVisit {
            meals: claim.charge.meals.get(&place).cloned(),
            ..ChargeVisit::of(encounter)
        })
        .collect();
    for unit in &outcome.units {
        let Some(set) = of_lines(claim, outcome, &unit.lines) else { return Ok(None) };
        let cost = unit.points.times_count(unit.count)?.to_yen()?;
        let Some(visit) = visits.get_mut(unit.encounter) else { continue };
        match visit.parts.iter_mut().find(|p| p.coverage_set == set) {
            Some(part) => part.cost = part.cost.plus(cost)?,
            None => visit.parts.push(Part { cost, coverage_set: set }),
        }
    }
    Ok(Some(ChargeRequest {
        birth: claim.patient.birth,
        coverages: claim.coverages.clone(),
        visits,
        // What was charged before is in the encounters: a receipt is made of acts, not of sums.
        ledger: Vec::new(),
        options: claim.charge.options,
    }))
}

/// Whether an encounter is claimed with in-patients.
pub(super) const fn is_inpatient(encounter: &Encounter) -> bool {
    matches!(encounter.setting, Setting::Inpatient)
}
