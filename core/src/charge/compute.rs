//! The operation: months put together, visits read off them, the counter, the steps.

use rust_decimal::Decimal;

use super::input::{AtLimit, ChargeRequest, ChargeVisit, Charged, PrivateLine};
use super::issue::{About, Issue, PLANNED, SCHEME, SCHEME_CERTAINTY, Stop};
use super::limit::Limits;
use super::month::{Month, Owed};
use super::outcome::{ChargeOutcome, Difference, MonthCharge, Payer, PrivateCharge, VisitCharge};
use super::public::Public;
use super::{meals, receipt, special, steps};
use crate::amount::{AmountError, Yen, round_half_up_to_ten_yen};
use crate::bill::Citations;
use crate::claim::CoverageKind;
use crate::date::{ServiceDate, ServiceMonth};
use crate::params::Params;

/// Most yen that the costs of a request may come to: no sum of them leaves its range.
const MOST: i64 = 1_000_000_000_000;

/// A visit, and whether it is the request's (its place) or the ledger's.
struct Entry<'r> {
    visit: &'r ChargeVisit,
    request: Option<usize>,
    ledger: Option<Option<Charged>>,
}

/// Computes the charge: a pure function of parameters and request.
///
/// What is missing or cannot be known comes back as issues; then there are no visits and months.
///
/// # Errors
/// [`AmountError::Overflow`] when the costs come to more than a million million yen, or are negative.
pub fn charge(params: &Params, request: &ChargeRequest) -> Result<ChargeOutcome, AmountError> {
    check_range(request)?;
    let mut outcome = ChargeOutcome::default();
    let publics = match publics(params, request) {
        Ok(publics) => publics,
        Err(issue) => {
            outcome.issues.push(issue);
            return Ok(outcome);
        }
    };
    for public in publics.iter().filter(|p| p.is_unverified()) {
        let about = About::Coverage(public.place, "scheme");
        outcome.issues.push(Issue::with(&SCHEME_CERTAINTY, about, &*public.name));
    }
    let mut citations = Citations::default();
    let mut visits: Vec<Option<VisitCharge>> = request.visits.iter().map(|_| None).collect();
    for month in months(request) {
        match one_month(
            params,
            request,
            &publics,
            month,
            &mut visits,
            &mut outcome.differences,
            &mut citations,
        ) {
            Ok(done) => {
                let Some(date) = ServiceDate::new(month.parts().0, month.parts().1, 1) else { continue };
                let limits = Limits { params, date };
                let insured = done.receipts.iter().any(|r| r.insurer.is_some());
                if limits.is_planned() && insured && !outcome.issues.iter().any(|i| i.ty == &PLANNED) {
                    outcome.issues.push(Issue::new(&PLANNED, About::Request));
                }
                outcome.months.push(done);
            }
            Err(Stop::Issue(issue)) => {
                if !outcome.issues.contains(&issue) {
                    outcome.issues.push(*issue);
                }
            }
            Err(Stop::Amount(error)) => return Err(error),
        }
    }
    if outcome.is_computed() {
        outcome.visits = visits.into_iter().flatten().collect();
        outcome.citations = citations.into_list();
    } else {
        outcome.months.clear();
        outcome.differences.clear();
    }
    Ok(outcome)
}

fn check_range(request: &ChargeRequest) -> Result<(), AmountError> {
    let overflow = AmountError::Overflow("costs of the request");
    let mut sum = 0i64;
    let all = request.visits.iter().chain(request.ledger.iter().map(|e| &e.visit));
    for visit in all {
        let private = visit.private.iter().map(|p| p.price);
        let told = visit.special.iter().flat_map(|u| &u.drugs);
        let least = |d: &super::input::SpecialDrug| match d.difference {
            super::input::Difference::Published(yen) => yen.min(d.quantity),
            super::input::Difference::Prices { original, generic } => original.min(generic).min(d.quantity),
        };
        if told.map(least).any(|d| d < Decimal::ZERO) {
            return Err(AmountError::Overflow("a negative price or quantity"));
        }
        for yen in visit.parts.iter().map(|p| p.cost).chain(private) {
            if yen.value() < 0 {
                return Err(AmountError::Overflow("a negative cost"));
            }
            sum = sum.checked_add(yen.value()).filter(|s| *s <= MOST).ok_or(overflow)?;
        }
    }
    Ok(())
}

/// The programmes of the request in the order of the payers.
fn publics<'r>(params: &'r Params, request: &'r ChargeRequest) -> Result<Vec<Public<'r>>, Issue> {
    let mut found = Vec::new();
    for (place, coverage) in
        request.coverages.iter().enumerate().filter(|(_, c)| c.kind == CoverageKind::Public)
    {
        let derived =
            coverage.number.as_deref().and_then(|n| n.get(..2)).map(|law| format!("national/{law}"));
        let key = coverage.scheme.clone().or_else(|| derived.filter(|k| params.schemes().get(k).is_some()));
        let scheme = key.as_deref().and_then(|k| params.schemes().get(k));
        if scheme.is_none() && coverage.local_rule.is_none() {
            let name = key.or_else(|| coverage.number.clone()).unwrap_or_else(|| coverage.seq.to_string());
            return Err(Issue::with(&SCHEME, About::Coverage(place, "scheme"), name));
        }
        let name = scheme.map_or_else(|| "localRule".to_owned(), |s| s.name.clone());
        let order = scheme.map_or(u16::MAX, |s| s.order);
        found.push((order, Public { place, coverage, scheme, slot: 0, name }));
    }
    found.sort_by_key(|(order, p)| (*order, p.coverage.seq));
    let mut publics: Vec<Public<'_>> = found.into_iter().map(|(_, p)| p).collect();
    for (slot, public) in (1u8..).zip(publics.iter_mut()) {
        public.slot = slot;
    }
    Ok(publics)
}

fn months(request: &ChargeRequest) -> Vec<ServiceMonth> {
    let mut months: Vec<ServiceMonth> = request.visits.iter().map(|v| v.date.month()).collect();
    months.sort_unstable();
    months.dedup();
    months
}

/// The visits of a month in time, ledger and request; a visit of the request stands for the entry of its id.
fn entries(request: &ChargeRequest, month: ServiceMonth) -> Vec<Entry<'_>> {
    let mut all: Vec<Entry<'_>> = Vec::new();
    for entry in &request.ledger {
        let replaced = request.visits.iter().position(|v| v.id == entry.visit.id);
        let visit = replaced.and_then(|p| request.visits.get(p)).unwrap_or(&entry.visit);
        all.push(Entry { visit, request: replaced, ledger: Some(entry.charged) });
    }
    for (place, visit) in request.visits.iter().enumerate() {
        if !all.iter().any(|e| e.request == Some(place)) {
            all.push(Entry { visit, request: Some(place), ledger: None });
        }
    }
    all.retain(|e| e.visit.date.month() == month);
    all.sort_by_key(|e| e.visit.date);
    all
}

fn one_month(
    params: &Params,
    request: &ChargeRequest,
    publics: &[Public<'_>],
    which: ServiceMonth,
    visits: &mut [Option<VisitCharge>],
    differences: &mut Vec<Difference>,
    citations: &mut Citations,
) -> Result<MonthCharge, Stop> {
    let mut month = Month::new(request, params, publics);
    let entries = entries(request, which);
    let mut total = Owed::default();
    let mut collected = 0i64;
    for entry in &entries {
        let owed = month.visit(entry.visit, entry.request)?;
        let counter = counter(&owed, request.options.at_limit)?;
        collected = collected.saturating_add(counter);
        total.patient[0] = total.patient[0].saturating_add(owed.patient[0]);
        for (payer, yen) in &owed.by_payer {
            match total.by_payer.iter_mut().find(|(p, _)| p == payer) {
                Some((_, sum)) => *sum = sum.saturating_add(*yen),
                None => total.by_payer.push((*payer, *yen)),
            }
        }
        if let Some(Some(then)) = entry.ledger {
            let patient = owed.patient[0].saturating_sub(then.patient.value());
            let counter = counter.saturating_sub(then.counter.value());
            if patient != 0 || counter != 0 {
                let (id, patient, counter) = (entry.visit.id.clone(), Yen::new(patient), Yen::new(counter));
                differences.push(Difference { id, patient, counter });
            }
        }
        let Some(slot) = entry.request.and_then(|p| visits.get_mut(p)) else { continue };
        let steps = steps::of(&owed, &month, counter, citations);
        let meals = meals::of(params, request, publics, entry.visit, entry.request)?;
        let private = private(&entry.visit.private)?;
        let special = special::of(params, publics, entry.visit, entry.request, citations)?;
        let extra = special.as_ref().map_or(0, |s| s.net.value().saturating_add(s.tax.value()));
        let due = counter
            .saturating_add(extra)
            .saturating_add(meals.as_ref().map_or(0, |m| m.patient.value()))
            .saturating_add(private.map_or(0, |p| p.net.value().saturating_add(p.tax.value())));
        *slot = Some(VisitCharge {
            id: entry.visit.id.clone(),
            ratio: owed.ratio,
            cost: Yen::new(owed.cost),
            patient: Yen::new(owed.patient[0]),
            counter: Yen::new(counter),
            by_payer: yen(&owed.by_payer),
            steps,
            meals,
            private,
            special,
            due: Yen::new(due),
        });
    }
    let insured = |f: fn(&super::group::Bucket) -> i64| {
        let groups = month.groups.iter().filter(|g| g.insurer.is_some());
        groups
            .flat_map(|g| &g.buckets)
            .filter(|b| b.kind != super::group::Kind::First)
            .map(f)
            .fold(0i64, i64::saturating_add)
    };
    let shares = insured(|b| b.raw);
    let only = month.groups.iter().map(|g| g.only).fold(0i64, i64::saturating_add);
    let copay =
        insured(|b| if b.kind == super::group::Kind::Shared { b.liability } else { 0 }).saturating_add(only);
    total.by_payer.sort_unstable_by_key(|(payer, _)| *payer);
    let receipts = match entries.first() {
        Some(first) => receipt::of(&month, &request.coverages, Limits { params, date: first.visit.date }),
        None => Vec::new(),
    };
    Ok(MonthCharge {
        month: which,
        patient: Yen::new(total.patient[0]),
        counter: Yen::new(collected),
        by_payer: yen(&total.by_payer),
        copay_after_insurer: Yen::new(copay),
        high_cost_benefit: Yen::new(shares.saturating_sub(copay)),
        receipts,
    })
}

fn yen(list: &[(Payer, i64)]) -> Vec<(Payer, Yen)> {
    list.iter().map(|(payer, yen)| (*payer, Yen::new(*yen))).collect()
}

/// What the counter collects: ten yen, half up, once a payment (健康保険法75条; 高齢者の医療の確保に関する法律68条).
fn counter(owed: &Owed, at_limit: AtLimit) -> Result<i64, Stop> {
    let sum = owed.patient[1];
    match at_limit {
        AtLimit::Exact if owed.limited => Ok(sum),
        AtLimit::Down if owed.limited => Ok(sum.div_euclid(10).saturating_mul(10)),
        _ => Ok(round_half_up_to_ten_yen(Yen::new(sum))?.value()),
    }
}

/// Prices as they are told; tax that is not in them is rounded down to one yen for the whole payment and rate.
fn private(lines: &[PrivateLine]) -> Result<Option<PrivateCharge>, Stop> {
    if lines.is_empty() {
        return Ok(None);
    }
    let (mut net, mut tax) = (0i64, 0i64);
    let mut by_rate: Vec<(u8, bool, i64)> = Vec::new();
    for line in lines {
        match by_rate
            .iter_mut()
            .find(|(rate, within, _)| (*rate, *within) == (line.tax_percent, line.tax_included))
        {
            Some((_, _, sum)) => *sum = sum.saturating_add(line.price.value()),
            None => by_rate.push((line.tax_percent, line.tax_included, line.price.value())),
        }
    }
    for (rate, within, sum) in by_rate {
        let base = if within { 100i64.saturating_add(rate.into()) } else { 100 };
        let exact =
            Decimal::from(sum).checked_mul(Decimal::from(rate)).and_then(|t| t.checked_div(base.into()));
        let exact = exact.ok_or(AmountError::Overflow("consumption tax"))?;
        let part = i64::try_from(exact.floor()).map_err(|_| AmountError::Overflow("consumption tax"))?;
        tax = tax.saturating_add(part);
        net = net.saturating_add(if within { sum.saturating_sub(part) } else { sum });
    }
    Ok(Some(PrivateCharge { net: Yen::new(net), tax: Yen::new(tax) }))
}
