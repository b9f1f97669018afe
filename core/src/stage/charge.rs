//! The charge of a bill: its units by payer set, handed to [`crate::charge`].

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::price::PricedBill;
use crate::amount::{AmountError, Points, Rate, Yen};
use crate::bill::Bill;
use crate::charge::{
    About, ChargeOutcome, ChargeRequest, ChargeVisit, Issue, IssueKind, Part, Payer, PriceDifference,
    SpecialDrug, SpecialReason, SpecialUnit, VisitCharge,
};
use crate::claim::{Coverage, CoverageKind, Setting};
use crate::engine::EngineError;
use crate::outcome::{
    Arg, Charge, ChargeStep, Decidable, Disposition, Finding, Origin, Phase, Severity, Target, Text,
};
use crate::snapshot::Found;

static SEVERAL_SETS: Text = Text {
    ja: "1つの算定単位に負担区分の異なる行があり、点数を分けられません。患者負担は計算していません。",
    en: "one billing unit has lines of different payer sets, so its points cannot be divided; no charge was computed",
};

/// Computes the charge, if the request tells enough; what is missing becomes findings.
pub(super) fn run(bill: &mut Bill<'_, '_>, priced: &PricedBill) -> Result<Option<Charge>, EngineError> {
    let claim = bill.claim;
    if claim.coverages.is_empty() || !claim.encounters.iter().any(|e| e.date_text.is_none()) {
        return Ok(None);
    }
    let Some((request, encounters)) = request(bill, priced)? else {
        let place = claim.encounters.iter().position(|e| e.date_text.is_none()).unwrap_or_default();
        report(
            bill,
            "charge.severalPayerSets",
            Severity::Confirm,
            Target::Encounter(place),
            &SEVERAL_SETS,
            Vec::new(),
        );
        return Ok(None);
    };
    let outcome = crate::charge::charge(bill.engine.params(), &request)?;
    for issue in &outcome.issues {
        let severity = if issue.ty.kind == IssueKind::Notice { Severity::Notice } else { Severity::Confirm };
        report(bill, issue.ty.id, severity, target(issue, &encounters), &issue.ty.text, issue.args.clone());
    }
    if !outcome.is_computed() {
        return Ok(None);
    }
    assemble(bill, &request, outcome).map(Some)
}

/// The visits of the bill: one a payment. Days in hospital of a month are one bill as long as the same coverages hold.
fn request(
    bill: &Bill<'_, '_>,
    priced: &PricedBill,
) -> Result<Option<(ChargeRequest, Vec<usize>)>, EngineError> {
    let claim = bill.claim;
    let mut parts: BTreeMap<usize, Vec<(Vec<u8>, Points)>> = BTreeMap::new();
    for unit in &priced.units {
        let mut sets = unit.lines.iter().map(|line| set_of(bill, *line));
        let set = sets.next().unwrap_or_default();
        if sets.any(|other| other != set) {
            return Ok(None);
        }
        let points = unit.points.times_count(unit.count)?;
        let list = parts.entry(unit.encounter).or_default();
        match list.iter_mut().find(|(s, _)| *s == set) {
            Some((_, sum)) => *sum = sum.plus(points)?,
            None => list.push((set, points)),
        }
    }
    let mut special = special_units(bill, priced);
    let mut visits: Vec<ChargeVisit> = Vec::new();
    let mut encounters: Vec<usize> = Vec::new();
    for (place, encounter) in claim.encounters.iter().enumerate().filter(|(_, e)| e.date_text.is_none()) {
        let costs = parts.remove(&place).unwrap_or_default();
        let costs =
            costs.into_iter().map(|(set, points)| Ok(Part { cost: points.to_yen()?, coverage_set: set }));
        let costs = costs.collect::<Result<Vec<Part>, AmountError>>()?;
        let meals = claim.charge.meals.get(&place).cloned();
        let private = claim.charge.private.get(&place).cloned().unwrap_or_default();
        let special = special.remove(&place).unwrap_or_default();
        let same = |v: &&mut ChargeVisit| {
            encounter.setting == Setting::Inpatient
                && v.setting == Setting::Inpatient
                && v.date.month() == encounter.date.month()
                && claim.coverages.iter().all(|c| holds(c, v.date) == holds(c, encounter.date))
                && (meals.is_none() || v.meals.is_none())
        };
        if let Some(bill) = visits.last_mut().filter(|v| same(v)) {
            bill.parts.extend(costs);
            bill.meals = bill.meals.take().or(meals);
            bill.private.extend(private);
            bill.special.extend(special);
            continue;
        }
        encounters.push(place);
        visits.push(ChargeVisit { parts: costs, meals, private, special, ..ChargeVisit::of(encounter) });
    }
    let request = ChargeRequest {
        birth: claim.patient.birth,
        coverages: claim.coverages.clone(),
        visits,
        ledger: claim.charge.ledger.clone(),
        options: claim.charge.options,
    };
    Ok(Some((request, encounters)))
}

/// Long-listed drugs of the patient's wish (y42 = 2), by encounter and unit: the code says the reason, the two rows of the master the
/// difference.
fn special_units(bill: &Bill<'_, '_>, priced: &PricedBill) -> BTreeMap<usize, Vec<SpecialUnit>> {
    let mut out: BTreeMap<usize, Vec<SpecialUnit>> = BTreeMap::new();
    for unit in &priced.units {
        let inpatient =
            bill.claim.encounters.get(unit.encounter).is_none_or(|e| e.setting == Setting::Inpatient);
        if inpatient || !is_special_section(unit.section) {
            continue;
        }
        let drugs: Vec<SpecialDrug> =
            unit.lines.iter().filter_map(|line| special_drug(bill, *line)).collect();
        if !drugs.is_empty() {
            let unit_of = SpecialUnit { drugs, count: unit.count, reason: Some(SpecialReason::PatientWish) };
            out.entry(unit.encounter).or_default().push(unit_of);
        }
    }
    out
}

/// 投薬: what is prescribed and dispensed here. What is given within acts and at home is not read yet.
pub(super) const fn is_special_section(section: u8) -> bool {
    matches!(section, 21..=23)
}

/// A long-listed drug of the patient's wish, with what the master takes off its price.
pub(super) fn special_drug(bill: &Bill<'_, '_>, place: usize) -> Option<SpecialDrug> {
    let line = bill.lines.get(place)?;
    let row = line.drug().filter(|d| d.selective_care() == 2)?;
    let edition = bill.engine.editions().get(line.master?.edition)?;
    let Found::Row(pair, _) = edition.drugs().find(row.long_listed_pair(), line.date) else { return None };
    let difference =
        pair.price().decimal().checked_sub(row.price().decimal()).filter(|d| !d.is_sign_negative())?;
    Some(SpecialDrug {
        name: line.code.to_string(),
        difference: PriceDifference::Published(difference),
        quantity: line.quantity.unwrap_or(Decimal::ONE),
    })
}

fn holds(coverage: &Coverage, date: crate::date::ServiceDate) -> bool {
    coverage.valid_from.is_none_or(|f| f <= date) && coverage.valid_to.is_none_or(|t| date <= t)
}

/// Payer set of a line; that of a derived line is the set of what it was derived from.
fn set_of(bill: &Bill<'_, '_>, line: usize) -> Vec<u8> {
    let mut at = line;
    // A derived line may come from a derived line; each comes from one before it.
    for _ in 0..bill.lines.len() {
        if let Some(source) = bill.source(at) {
            let mut set = source.coverage_set.clone();
            set.sort_unstable();
            set.dedup();
            return set;
        }
        match bill.lines.get(at).map(|l| &l.origin) {
            Some(Origin::Derived { because_of, .. }) => match because_of.first() {
                Some(cause) if *cause != at => at = *cause,
                _ => break,
            },
            _ => break,
        }
    }
    Vec::new()
}

fn assemble(
    bill: &mut Bill<'_, '_>,
    request: &ChargeRequest,
    mut outcome: ChargeOutcome,
) -> Result<Charge, EngineError> {
    // Citations of the charge take their places among those of the answer.
    let places: Vec<usize> = outcome.citations.iter().map(|c| bill.citations.place(c)).collect();
    let moved = |step: &mut ChargeStep| step.cite = step.cite.and_then(|c| places.get(c).copied());
    let all = outcome.visits.iter_mut();
    all.flat_map(|v| v.steps.iter_mut().chain(v.special.iter_mut().flat_map(|s| s.steps.iter_mut())))
        .for_each(moved);
    let (mut patient, mut counter) = (Yen::ZERO, Yen::ZERO);
    let mut by_payer: Vec<(Payer, Yen)> = Vec::new();
    let mut ratio = Rate::default();
    for visit in &outcome.visits {
        patient = patient.plus(visit.patient)?;
        counter = counter.plus(visit.counter)?;
        ratio = ratio.max(Rate::new(visit.ratio.unwrap_or_default()));
        for (payer, yen) in &visit.by_payer {
            match by_payer.iter_mut().find(|(p, _)| p == payer) {
                Some((_, sum)) => *sum = sum.plus(*yen)?,
                None => by_payer.push((*payer, *yen)),
            }
        }
    }
    by_payer.sort_unstable_by_key(|(payer, _)| *payer);
    let plain = |v: &VisitCharge| v.meals.is_none() && v.private.is_none() && v.special.is_none();
    let short = request.coverages.iter().all(|c| c.kind != CoverageKind::Public)
        && request.ledger.is_empty()
        && outcome.months.iter().all(|m| m.high_cost_benefit == Yen::ZERO);
    let (steps, visits, months) = match outcome.visits.as_mut_slice() {
        [one] if short && plain(one) => (std::mem::take(&mut one.steps), Vec::new(), Vec::new()),
        _ => (Vec::new(), outcome.visits, outcome.months),
    };
    Ok(Charge { ratio, patient, by_payer, counter, steps, visits, months, differences: outcome.differences })
}

/// Where an issue stands in the request of `calculate`.
fn target(issue: &Issue, encounters: &[usize]) -> Target {
    match issue.about {
        About::Coverage(place, _) => Target::Coverage(place),
        About::Visit(Some(visit), _) => {
            encounters.get(visit).map_or(Target::Request, |e| Target::Encounter(*e))
        }
        About::Visit(None, _) | About::Request => Target::Request,
    }
}

fn report(
    bill: &mut Bill<'_, '_>,
    id: &'static str,
    severity: Severity,
    target: Target,
    text: &'static Text,
    args: Vec<Arg>,
) {
    let notice = severity == Severity::Notice;
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity,
        disposition: if notice { Disposition::None } else { Disposition::ClaimReview },
        decidable: Decidable::None,
        phase: Phase::Charge,
        target,
        lines: Vec::new(),
        text,
        args,
        cites: Vec::new(),
    });
}
