//! A month, visit by visit: what each adds to what the month comes to.
//!
//! The month's figures are functions of its sums to date; a visit owes what they come to after it less what they came to before. So a
//! visit behind a limit still pays its percent of the cost, and a late visit shows as differences of the visits after it.

use rust_decimal::Decimal;

use super::group::{Group, Kind, Reduced};
use super::input::{ChargeRequest, ChargeVisit, Part};
use super::issue::{About, CHANGED, INSURERS, Issue, NOT_VALID, Stop};
use super::limit::Limits;
use super::outcome::Payer;
use super::profile::Profile;
use super::public::{Arrival, Public, PublicMonth, Tracks, place};
use crate::claim::{Coverage, CoverageKind};
use crate::date::ServiceDate;
use crate::params::Params;

/// What a visit comes to, before the counter rounds.
#[derive(Debug, Default)]
pub(super) struct Owed {
    pub(super) cost: i64,
    pub(super) patient: Tracks,
    pub(super) by_payer: Vec<(Payer, i64)>,
    pub(super) parts: Vec<OwedPart>,
    /// Whether a limit was met.
    pub(super) limited: bool,
    pub(super) ratio: Option<Decimal>,
    pub(super) late: bool,
}

/// What a payer set of a visit comes to.
#[derive(Debug)]
pub(super) struct OwedPart {
    pub(super) group: usize,
    pub(super) bucket: usize,
    pub(super) cost: i64,
    pub(super) share: i64,
    /// Left by the insurer at this visit, and what brought the month down to it.
    pub(super) liability: i64,
    pub(super) reduced: Vec<Reduced>,
    /// After each programme: its place, what arrived, what was left.
    pub(super) publics: Vec<(usize, i64, i64)>,
    pub(super) patient: i64,
}

/// The month to date.
pub(super) struct Month<'r> {
    request: &'r ChargeRequest,
    params: &'r Params,
    pub(super) publics: &'r [Public<'r>],
    pub(super) groups: Vec<Group>,
    public_months: Vec<PublicMonth>,
}

impl<'r> Month<'r> {
    pub(super) fn new(request: &'r ChargeRequest, params: &'r Params, publics: &'r [Public<'r>]) -> Self {
        let public_months = vec![PublicMonth::default(); publics.len()];
        Self { request, params, publics, groups: Vec::new(), public_months }
    }

    /// `seq` of a coverage.
    pub(super) fn seq(&self, place: usize) -> Option<u8> {
        self.request.coverages.get(place).map(|c| c.seq)
    }

    const fn limits(&self, date: ServiceDate) -> Limits<'r> {
        Limits { params: self.params, date }
    }

    /// Adds a visit.
    ///
    /// # Errors
    /// [`Stop`] when something has to be told first.
    pub(super) fn visit(&mut self, visit: &ChargeVisit, at: Option<usize>) -> Result<Owed, Stop> {
        let mut owed = Owed::default();
        for month in &mut self.public_months {
            month.begin(visit);
        }
        for part in &visit.parts {
            let (group, bucket) = self.bucket(visit, part, at)?;
            let cost = part.cost.value();
            let share = self.groups.get_mut(group).map_or(Ok(0), |g| g.add(bucket, cost))?;
            owed.cost = owed.cost.saturating_add(cost);
            match owed.parts.iter_mut().find(|p| (p.group, p.bucket) == (group, bucket)) {
                Some(same) => {
                    same.cost = same.cost.saturating_add(cost);
                    same.share = same.share.saturating_add(share);
                }
                None => owed.parts.push(OwedPart {
                    group,
                    bucket,
                    cost,
                    share,
                    liability: 0,
                    reduced: Vec::new(),
                    publics: Vec::new(),
                    patient: 0,
                }),
            }
        }
        // Programmes first, in the order of the receipt; the part without a national one looks back at what they left.
        let mut touched: Vec<usize> = Vec::new();
        for place in 0..owed.parts.len() {
            let Some(part) = owed.parts.get(place) else { continue };
            let (group, bucket) = (part.group, part.bucket);
            if !touched.contains(&group) {
                touched.push(group);
            }
            if self.kind(group, bucket) == Some(Kind::Only) {
                continue;
            }
            let (limits, sum) = (self.limits(visit.date), self.request.options.special_disease);
            let mut reduced = Vec::new();
            let more =
                self.groups.get_mut(group).map_or(Ok(0), |g| g.settle(bucket, limits, sum, &mut reduced))?;
            self.chain(visit, at, &mut owed, place, more, 0, reduced)?;
        }
        for group in touched {
            self.only(visit, at, &mut owed, group)?;
        }
        self.payers(&mut owed);
        Ok(owed)
    }

    fn kind(&self, group: usize, bucket: usize) -> Option<Kind> {
        self.groups.get(group)?.buckets.get(bucket).map(|b| b.kind)
    }

    /// Care without a national programme: the change of its month, spread over its payer sets.
    fn only(
        &mut self,
        visit: &ChargeVisit,
        at: Option<usize>,
        owed: &mut Owed,
        group: usize,
    ) -> Result<(), Stop> {
        let (limits, sum) = (self.limits(visit.date), self.request.options.special_disease);
        let Some(found) = self.groups.get_mut(group) else { return Ok(()) };
        if !found.buckets.iter().any(|b| b.kind == Kind::Only) {
            return Ok(());
        }
        let mut reduced = Vec::new();
        let target = found.only_target(limits, sum, &mut reduced)?;
        // Only where a programme leaves what is above the limit to the patient does that limit have to be known.
        let asked = self.publics.iter().any(Public::leaves_what_is_over);
        let before = if asked { found.over_limit(limits)? } else { 0 };
        let change = target.saturating_sub(found.only);
        found.only = target;
        let after = if asked { found.over_limit(limits)? } else { 0 };
        let over = after.saturating_sub(before).max(0);
        let here: Vec<usize> = (0..owed.parts.len())
            .filter(|p| {
                owed.parts.get(*p).is_some_and(|p| {
                    p.group == group && found.buckets.get(p.bucket).is_some_and(|b| b.kind == Kind::Only)
                })
            })
            .collect();
        if here.is_empty() {
            if change == 0 {
                return Ok(());
            }
            // A programme's part of this visit gives back what earlier visits paid: to the largest payer set.
            let largest = found
                .buckets
                .iter()
                .enumerate()
                .filter(|(_, b)| b.kind == Kind::Only)
                .max_by_key(|(_, b)| b.raw);
            let Some((bucket, _)) = largest else { return Ok(()) };
            owed.parts.push(OwedPart {
                group,
                bucket,
                cost: 0,
                share: 0,
                liability: 0,
                reduced: Vec::new(),
                publics: Vec::new(),
                patient: 0,
            });
            return self.chain(visit, at, owed, owed.parts.len() - 1, change, over, reduced);
        }
        let shares: i64 = here.iter().filter_map(|p| owed.parts.get(*p)).map(|p| p.share).sum();
        let mut left = change;
        for (i, place) in here.iter().enumerate() {
            let share = owed.parts.get(*place).map_or(0, |p| p.share);
            let mine = if i + 1 == here.len() || shares == 0 {
                left
            } else {
                let exact = i128::from(change).saturating_mul(share.into()) / i128::from(shares.max(1));
                i64::try_from(exact).unwrap_or(left)
            };
            left = left.saturating_sub(mine);
            self.chain(visit, at, owed, *place, mine, over, std::mem::take(&mut reduced))?;
            if shares == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Takes what the insurer leaves through the programmes of the set.
    #[expect(clippy::too_many_arguments, reason = "one part of one visit, and what brought it here")]
    fn chain(
        &mut self,
        visit: &ChargeVisit,
        at: Option<usize>,
        owed: &mut Owed,
        place: usize,
        more: i64,
        over: i64,
        reduced: Vec<Reduced>,
    ) -> Result<(), Stop> {
        let birth = self.request.birth;
        let Some(part) = owed.parts.get_mut(place) else { return Ok(()) };
        let Some(bucket) = self.groups.get_mut(part.group).and_then(|g| g.buckets.get_mut(part.bucket))
        else {
            return Ok(());
        };
        owed.limited |= !reduced.is_empty();
        part.liability = more;
        part.reduced = reduced;
        let mut yen: Tracks = [more, more];
        let mut national = more;
        for (stage, which) in bucket.set.iter().enumerate() {
            let (Some(public), Some(month), Some(flow)) =
                (self.publics.get(*which), self.public_months.get_mut(*which), bucket.flows.get_mut(stage))
            else {
                continue;
            };
            let about = |field| About::Visit(at, field);
            let terms = public.terms(visit, birth, about("dispensing"))?;
            let arrival = Arrival {
                terms,
                visit,
                about: about("firstVisit"),
                yen,
                cost: part.cost,
                cost_so_far: bucket.cost,
                over,
            };
            let left = month.apply(public, &arrival, flow)?;
            part.publics.push((*which, yen[0], left[0]));
            yen = left;
            if public.is_national() {
                national = yen[0];
            }
        }
        bucket.after_national = bucket.after_national.saturating_add(national);
        part.patient = yen[0];
        for (sum, more) in
            bucket.patient.iter_mut().chain(owed.patient.iter_mut()).zip(yen.iter().chain(yen.iter()))
        {
            *sum = sum.saturating_add(*more);
        }
        Ok(())
    }

    fn payers(&self, owed: &mut Owed) {
        let mut add = |payer: Payer, yen: i64| match owed.by_payer.iter_mut().find(|(p, _)| *p == payer) {
            Some((_, sum)) => *sum = sum.saturating_add(yen),
            None => owed.by_payer.push((payer, yen)),
        };
        for part in &owed.parts {
            let insurer = self.groups.get(part.group).and_then(|g| g.insurer.as_ref());
            if let Some(who) = insurer {
                let seq = self.request.coverages.get(who.place).map_or(0, |c| c.seq);
                add(Payer::Insurer(seq), part.cost.saturating_sub(part.liability));
                owed.ratio = Some(owed.ratio.map_or(who.share, |r: Decimal| r.max(who.share)));
                owed.late |= who.late;
            }
            for (which, arrived, left) in &part.publics {
                if let Some(public) = self.publics.get(*which) {
                    add(Payer::Public(public.slot, public.coverage.seq), arrived.saturating_sub(*left));
                }
            }
        }
        owed.by_payer.sort_unstable_by_key(|(payer, _)| *payer);
    }

    /// The receipt and payer set that a part goes to.
    fn bucket(
        &mut self,
        visit: &ChargeVisit,
        part: &Part,
        at: Option<usize>,
    ) -> Result<(usize, usize), Stop> {
        let (insurer, set) = payers_of(self.request, self.publics, visit, &part.coverage_set, at)?;
        let (place, dental) = (place(visit.setting), visit.dental);
        let same = |g: &Group| {
            g.insurer.as_ref().map(|w| w.place) == insurer && g.place == place && g.dental == dental
        };
        let limits = self.limits(visit.date);
        let group = match self.groups.iter().position(same) {
            Some(found) => found,
            None => {
                let who = match insurer.and_then(|i| self.request.coverages.get(i).map(|c| (i, c))) {
                    Some((i, coverage)) => {
                        Some(Profile::of(self.params, coverage, i, self.request.birth, visit.date)?)
                    }
                    None => None,
                };
                self.groups.push(Group::new(who, place, dental));
                self.groups.len() - 1
            }
        };
        let found = self.groups.get_mut(group).map(|g| g.bucket(set, self.publics, limits));
        Ok((group, found.unwrap_or(Ok(0))?))
    }
}

/// The insurance (by place) and the programmes (in the order of the receipt) that bear a part.
///
/// # Errors
/// [`Stop`] when one is not valid on the day, or none or several insurances are.
pub(super) fn payers_of(
    request: &ChargeRequest,
    publics: &[Public<'_>],
    visit: &ChargeVisit,
    told: &[u8],
    at: Option<usize>,
) -> Result<(Option<usize>, Vec<usize>), Stop> {
    let about = About::Visit(at, "parts");
    let valid = |c: &Coverage| {
        c.valid_from.is_none_or(|f| f <= visit.date) && c.valid_to.is_none_or(|t| visit.date <= t)
    };
    let named = |c: &Coverage| if told.is_empty() { valid(c) } else { told.contains(&c.seq) };
    let coverages = &request.coverages;
    if coverages.iter().any(|c| named(c) && !valid(c)) || !coverages.iter().any(named) {
        return Err(Issue::new(&NOT_VALID, about).into());
    }
    let insured: Vec<(usize, &Coverage)> =
        coverages.iter().enumerate().filter(|(_, c)| c.kind != CoverageKind::Public && named(c)).collect();
    let set = publics.iter().enumerate().filter(|(_, p)| named(p.coverage)).map(|(i, _)| i).collect();
    match insured.as_slice() {
        [] => Ok((None, set)),
        [(place, coverage)] => Ok((Some(canonical(coverages, *place, coverage)?), set)),
        _ => Err(Issue::new(&INSURERS, about).into()),
    }
}

/// Two rows of one insurer (a new certificate) are one insurance as long as nothing that decides differs.
fn canonical(coverages: &[Coverage], place: usize, coverage: &Coverage) -> Result<usize, Stop> {
    let same = |c: &Coverage| c.kind == coverage.kind && c.number.is_some() && c.number == coverage.number;
    let Some((first, other)) = coverages.iter().enumerate().find(|(_, c)| same(c)) else { return Ok(place) };
    let decides = |c: &Coverage| {
        (
            c.copay_ratio,
            c.income_category.clone(),
            c.income_verified,
            c.multiple_month,
            c.special_disease_limit,
            c.turning_75_month,
            c.remuneration,
        )
    };
    if decides(other) == decides(coverage) {
        Ok(first)
    } else {
        Err(Issue::new(&CHANGED, About::Coverage(place, "incomeCategory")).into())
    }
}
