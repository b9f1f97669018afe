//! The month of one receipt: an insurance, in- or outpatient, dental apart, with its payer sets.

use rust_decimal::Decimal;

use super::input::SpecialDiseaseSum;
use super::issue::Stop;
use super::limit::{LimitRule, Limits};
use super::profile::Profile;
use super::public::{Flow, Public, Tracks};
use super::scheme::Ceiling;
use super::terms::Place;
use crate::amount::round_half_up_to_yen;
use crate::law::{Citation, Document};

/// How a payer set is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The insurance, alone or with local programmes.
    Only,
    /// The insurance and a national programme.
    Shared,
    /// A programme that pays before the insurer, or no insurance at all.
    First,
}

/// The month to date of a payer set.
#[derive(Debug)]
pub(super) struct Bucket {
    /// Programmes by place in the list of the request, in the order of the receipt.
    pub(super) set: Vec<usize>,
    pub(super) kind: Kind,
    limit: Option<LimitRule>,
    /// Whether it counts together with care without a programme: that of 生活保護 alone does not (施行令41条1項1号 leaves 8項 out).
    counts: bool,
    pub(super) cost: i64,
    /// Cost × share.
    pub(super) raw: i64,
    /// Left by the insurer.
    pub(super) liability: i64,
    /// Left by the national programmes (to one yen).
    pub(super) after_national: i64,
    pub(super) flows: Vec<Flow>,
    pub(super) patient: Tracks,
}

/// The month to date of a receipt.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) insurer: Option<Profile>,
    pub(super) place: Place,
    pub(super) dental: bool,
    pub(super) buckets: Vec<Bucket>,
    own: Option<LimitRule>,
    /// Left by the insurer of care without a national programme.
    pub(super) only: i64,
    /// Used up of the limit of specified diseases by care under programmes.
    special_used: i64,
}

/// What brought a share down, for the explanation.
#[derive(Debug, Clone)]
pub(super) struct Reduced {
    pub(super) op: &'static str,
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) cite: Option<Citation>,
}

static SPECIAL: Citation = Citation::of(Document::HealthInsuranceOrder, "42条9項");
static AGGREGATE: Citation = Citation::of(Document::HealthInsuranceOrder, "41条1項");
static AGGREGATE_ELDER: Citation = Citation::of(Document::HealthInsuranceOrder, "41条3項");

impl Group {
    pub(super) const fn new(insurer: Option<Profile>, place: Place, dental: bool) -> Self {
        Self { insurer, place, dental, buckets: Vec::new(), own: None, only: 0, special_used: 0 }
    }

    const fn outpatient(&self) -> bool {
        matches!(self.place, Place::Outpatient)
    }

    /// The place of a payer set, made when it is new.
    ///
    /// # Errors
    /// [`Stop`] when its limit needs what is not told.
    pub(super) fn bucket(
        &mut self,
        set: Vec<usize>,
        publics: &[Public<'_>],
        limits: Limits<'_>,
    ) -> Result<usize, Stop> {
        if let Some(place) = self.buckets.iter().position(|b| b.set == set) {
            return Ok(place);
        }
        let of = |p: &usize| publics.get(*p);
        let first = self.insurer.is_none() || set.iter().filter_map(of).any(Public::before_insurer);
        let national = set.iter().filter_map(of).any(Public::is_national);
        let kind = match (first, national) {
            (true, _) => Kind::First,
            (false, true) => Kind::Shared,
            (false, false) => Kind::Only,
        };
        let limit = match (&self.insurer, kind) {
            // Care under a certificate of specified diseases is left out of 41条6項 and 7項, and as 特定給付対象療養 (1項2号) of 8項:
            // 9項 alone limits it, also where theirs would be lower.
            (Some(who), Kind::Shared) if limits.special(who).is_some() => {
                limits.known(who)?;
                None
            }
            (Some(who), Kind::Shared) => Some(shared(who, &set, publics, limits, self.outpatient())?),
            _ => None,
        };
        if kind == Kind::Only
            && self.own.is_none()
            && let Some(who) = &self.insurer
        {
            self.own = Some(limits.own(who, self.outpatient())?);
        }
        let flows = vec![Flow::default(); set.len()];
        let assistance = ceiling(&set, publics).is_some_and(|(c, _)| c == Ceiling::Assistance);
        self.buckets.push(Bucket {
            set,
            kind,
            limit,
            counts: kind == Kind::Shared && !assistance,
            cost: 0,
            raw: 0,
            liability: 0,
            after_national: 0,
            flows,
            patient: [0, 0],
        });
        Ok(self.buckets.len() - 1)
    }

    /// Adds a cost to a payer set; gives what it adds to the share.
    ///
    /// # Errors
    /// [`Stop`] when the share leaves its range.
    pub(super) fn add(&mut self, bucket: usize, cost: i64) -> Result<i64, Stop> {
        let share = self.insurer.as_ref().map_or(Decimal::ONE, |who| who.share);
        let Some(found) = self.buckets.get_mut(bucket) else { return Ok(0) };
        found.cost = found.cost.saturating_add(cost);
        let raw = match found.kind {
            Kind::First => found.cost,
            _ => round_half_up_to_yen(Decimal::from(found.cost).checked_mul(share).unwrap_or_default())?
                .value(),
        };
        let more = raw.saturating_sub(found.raw);
        found.raw = raw;
        Ok(more)
    }

    /// Brings the liability of a part with a programme up to date; gives what it adds.
    ///
    /// # Errors
    /// [`Stop`] when something unknown decides.
    pub(super) fn settle(
        &mut self,
        bucket: usize,
        limits: Limits<'_>,
        sum: SpecialDiseaseSum,
        reduced: &mut Vec<Reduced>,
    ) -> Result<i64, Stop> {
        let used = self.special_used;
        let special = self.insurer.as_ref().and_then(|who| limits.special(who));
        let Some(found) = self.buckets.get_mut(bucket) else { return Ok(0) };
        let mut liability = found.raw;
        if found.kind == Kind::Shared {
            let room = special.map(|limit| match sum {
                SpecialDiseaseSum::Share => limit.saturating_sub(used).saturating_add(found.liability),
                SpecialDiseaseSum::Patient => limit,
            });
            if let Some(room) = room.filter(|room| liability > *room) {
                let room = room.max(found.liability);
                reduced.push(Reduced {
                    op: "limit:specialDisease",
                    from: liability,
                    to: room,
                    cite: Some(SPECIAL.clone()),
                });
                liability = room;
            }
            if let Some(rule) = &found.limit
                && let Some(limit) = rule.at(liability, found.cost)?
                && liability > limit
            {
                reduced.push(Reduced {
                    op: "limit:programme",
                    from: liability,
                    to: limit,
                    cite: rule.cite.clone(),
                });
                liability = limit;
            }
        }
        let more = liability.saturating_sub(found.liability);
        found.liability = liability;
        if special.is_some() {
            self.special_used = used.saturating_add(more);
        }
        Ok(more)
    }

    /// What the insurer leaves in the month to date of care without a national programme (施行令41条1項, 3項 in kind by 43条).
    ///
    /// # Errors
    /// [`Stop`] when something unknown decides.
    pub(super) fn only_target(
        &self,
        limits: Limits<'_>,
        sum: SpecialDiseaseSum,
        reduced: &mut Vec<Reduced>,
    ) -> Result<i64, Stop> {
        let (Some(who), Some(own)) = (&self.insurer, &self.own) else { return Ok(0) };
        let of = |kind: Kind| self.buckets.iter().filter(move |b| b.kind == kind);
        let add = |a: i64, b: i64| a.saturating_add(b);
        let cost = of(Kind::Only).map(|b| b.cost).fold(0, add);
        let raw = of(Kind::Only).map(|b| b.raw).fold(0, add);
        let mut target = raw;
        let mut reduce = |target: &mut i64, op, to: i64, cite: Option<Citation>| {
            if *target > to {
                reduced.push(Reduced { op, from: *target, to, cite });
                *target = to;
            }
        };
        if let Some(limit) = limits.special(who) {
            let left = match sum {
                SpecialDiseaseSum::Share => limit.saturating_sub(self.special_used),
                SpecialDiseaseSum::Patient => {
                    limit.saturating_sub(of(Kind::Shared).map(|b| b.after_national).fold(0, add))
                }
            };
            reduce(&mut target, "limit:specialDisease", left.max(0), Some(SPECIAL.clone()));
        } else if who.middle_income()
            && self.outpatient()
            && let Some(limit) = limits.transitional(cost)?
        {
            reduce(&mut target, "limit:transitional", limit, Some(Limits::transitional_cite()));
        }
        let floor = if who.elder { 0 } else { limits.floor(who) };
        let counts = |b: &&Bucket| b.counts && raw >= floor && b.raw >= floor;
        let shared_cost = of(Kind::Shared).filter(counts).map(|b| b.cost).fold(0, add);
        let shared_paid = of(Kind::Shared).filter(counts).map(|b| b.after_national).fold(0, add);
        let together = add(target, shared_paid);
        if let Some(limit) = own.at(together, add(cost, shared_cost))? {
            let left = limit.saturating_sub(shared_paid).max(0);
            let (op, cite) = match (shared_cost > 0, who.elder) {
                (false, _) => ("limit:own", own.cite.clone()),
                (true, false) => ("limit:aggregate", Some(AGGREGATE.clone())),
                (true, true) => ("limit:aggregate", Some(AGGREGATE_ELDER.clone())),
            };
            reduce(&mut target, op, left, cite);
        }
        Ok(target)
    }

    /// What is above the limit for everybody in a part, where the category was not shown.
    ///
    /// # Errors
    /// [`Stop`] when that limit is not known.
    pub(super) fn over_limit(&self, limits: Limits<'_>) -> Result<i64, Stop> {
        let Some(who) = self.insurer.as_ref().filter(|who| !who.elder && who.verified != Some(true)) else {
            return Ok(0);
        };
        let cost = self.buckets.iter().filter(|b| b.kind == Kind::Only).map(|b| b.cost).sum::<i64>();
        let rule = limits.shared(who, self.outpatient(), Ceiling::General, Some(false), who.place)?;
        Ok(rule.at(self.only, cost)?.map_or(0, |limit| self.only.saturating_sub(limit).max(0)))
    }
}

/// What decides the limit of a set: 特定疾病給付 before 特定給付 before 生活保護 (施行令41条8項 leaves 特定給付 out).
fn ceiling<'p, 'r>(set: &[usize], publics: &'p [Public<'r>]) -> Option<(Ceiling, &'p Public<'r>)> {
    let rank = |c: Ceiling| match c {
        Ceiling::Certified => 0,
        Ceiling::General => 1,
        Ceiling::Assistance => 2,
        Ceiling::Own => 3,
    };
    set.iter()
        .filter_map(|p| publics.get(*p))
        .filter_map(|p| p.scheme.map(|s| (s.ceiling, p)))
        .min_by_key(|(ceiling, _)| rank(*ceiling))
}

/// The limit of a set with national programmes.
fn shared(
    who: &Profile,
    set: &[usize],
    publics: &[Public<'_>],
    limits: Limits<'_>,
    outpatient: bool,
) -> Result<LimitRule, Stop> {
    match ceiling(set, publics) {
        Some((ceiling, public)) => {
            limits.shared(who, outpatient, ceiling, public.coverage.multiple_month, public.place)
        }
        None => limits.own(who, outpatient),
    }
}
