//! The special charge of long-listed drugs (長期収載品の選定療養, 特別の料金): what the patient pays beside the share for a brand of their own wish.
//!
//! The insured part is what the masters price (保険外併用療養費); this is the other part of the difference to the dearest generic. Points
//! by the rule of drugs, ten yen a point, and consumption tax; outside of every limit and programme.

use rust_decimal::{Decimal, RoundingStrategy};

use super::input::{ChargeVisit, Difference, SpecialReason, SpecialUnit};
use super::issue::{
    About, Issue, SPECIAL_ASSISTANCE, SPECIAL_INPATIENT, SPECIAL_NOT_YET, SPECIAL_PRICES, SPECIAL_REASON,
    Stop,
};
use super::outcome::SpecialCharge;
use super::public::Public;
use super::scheme::Ceiling;
use crate::amount::{AmountError, DrugFloor, Points, Yen, drug_points};
use crate::bill::Citations;
use crate::claim::Setting;
use crate::law::{Citation, Document};
use crate::outcome::ChargeStep;
use crate::params::Params;

static UNIT: Citation = Citation::of(Document::SpecialChargeCircular, "第2の1");
static YEN: Citation = Citation::of(Document::SpecialChargeCircular, "第2の2");

/// The special charge of a visit; `None` where nothing was prescribed by the patient's wish.
///
/// # Errors
/// [`Stop`] when something has to be told first, or such a charge may not be made.
pub(super) fn of(
    params: &Params,
    publics: &[Public<'_>],
    visit: &ChargeVisit,
    at: Option<usize>,
    citations: &mut Citations,
) -> Result<Option<SpecialCharge>, Stop> {
    let about = About::Visit(at, "specialCharges");
    let (mut points, mut steps) = (Points::ZERO, Vec::new());
    for unit in &visit.special {
        match unit.reason {
            None => return Err(Issue::new(&SPECIAL_REASON, about).into()),
            // Medical need, or no generic to be had: insured as any drug.
            Some(SpecialReason::MedicalNeed | SpecialReason::NoSupply) => continue,
            Some(SpecialReason::PatientWish) => {}
        }
        if visit.setting == Setting::Inpatient {
            return Err(Issue::new(&SPECIAL_INPATIENT, about).into());
        }
        if protected(publics, visit) {
            return Err(Issue::new(&SPECIAL_ASSISTANCE, about).into());
        }
        points = points.plus(of_unit(params, visit, unit, about, citations, &mut steps)?)?;
    }
    if steps.is_empty() {
        return Ok(None);
    }
    let tax = params.value("special-charge.tax", visit.date);
    let tax = tax.ok_or_else(|| Issue::new(&SPECIAL_NOT_YET, about))?;
    let net = points.to_yen()?;
    let exact = Decimal::from(net.value()).checked_mul(tax.value).ok_or(OVERFLOW)? / Decimal::ONE_HUNDRED;
    let tax = Yen::new(i64::try_from(exact.floor()).map_err(|_| OVERFLOW)?);
    let cite = Some(citations.place(&YEN));
    steps.push(step("special:points×10", points.value(), net.value().into(), cite));
    steps.push(step("special:tax", net.value().into(), net.plus(tax)?.value().into(), cite));
    Ok(Some(SpecialCharge { points, net, tax, steps }))
}

const OVERFLOW: AmountError = AmountError::Overflow("special charge");

const fn step(op: &'static str, before: Decimal, after: Decimal, cite: Option<usize>) -> ChargeStep {
    ChargeStep { op, before, after, cite, coverages: 0 }
}

/// 生活保護: care by the patient's own wish is no care under it, and the generic has to be given (生活保護法34条3項).
fn protected(publics: &[Public<'_>], visit: &ChargeVisit) -> bool {
    let valid = |p: &Public<'_>| {
        p.coverage.valid_from.is_none_or(|f| f <= visit.date)
            && p.coverage.valid_to.is_none_or(|t| visit.date <= t)
    };
    let bears = |p: &Public<'_>| {
        visit
            .parts
            .iter()
            .any(|part| part.coverage_set.is_empty() || part.coverage_set.contains(&p.coverage.seq))
    };
    let assistance = |p: &&Public<'_>| p.scheme.is_some_and(|s| s.ceiling == Ceiling::Assistance);
    publics.iter().filter(assistance).any(|p| valid(p) && bears(p))
}

/// Points of a billing unit: its differences × quantities in one pool, by the rule of drugs, times its days.
fn of_unit(
    params: &Params,
    visit: &ChargeVisit,
    unit: &SpecialUnit,
    about: About,
    citations: &mut Citations,
    steps: &mut Vec<ChargeStep>,
) -> Result<Points, Stop> {
    let part = params.value("special-charge.part", visit.date);
    let part = part.ok_or_else(|| Issue::new(&SPECIAL_NOT_YET, about))?;
    let mut pool = Decimal::ZERO;
    for drug in &unit.drugs {
        let difference = match drug.difference {
            Difference::Published(yen) => yen,
            Difference::Prices { original, generic } => {
                let whole = original.checked_sub(generic).filter(|d| *d > Decimal::ZERO);
                let whole = whole.ok_or_else(|| Issue::with(&SPECIAL_PRICES, about, &*drug.name))?;
                let exact = whole.checked_mul(part.value).ok_or(OVERFLOW)? / Decimal::ONE_HUNDRED;
                // As it is published: to the hundredth of a yen, half up (第3(1)).
                let published = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
                let cite = Some(citations.place(&part.citation));
                steps.push(step("special:difference", whole.normalize(), published.normalize(), cite));
                published
            }
        };
        let more = difference.checked_mul(drug.quantity).ok_or(OVERFLOW)?;
        pool = pool.checked_add(more).ok_or(OVERFLOW)?;
    }
    let one = if pool.is_zero() { Points::ZERO } else { drug_points(pool, DrugFloor::OnePoint)? };
    let cite = Some(citations.place(&UNIT));
    steps.push(step("special:points", pool.normalize(), one.value(), cite));
    let all = one.times_count(unit.count)?;
    if unit.count != 1 {
        steps.push(step("special:×count", one.value(), all.value(), cite));
    }
    Ok(all)
}
