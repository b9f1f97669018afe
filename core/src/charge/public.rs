//! The one interpreter of programmes: what a programme leaves to the patient (or to the next payer) of what arrives at it.
//!
//! Everything is computed twice: to one yen, as the receipt counts, and as the counter collects, where caps are used up by the sums in
//! ten yen that are written on the record of payments (自己負担上限額管理票). Field by field in the order of `data/schemes/README.md`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::input::ChargeVisit;
use super::issue::{
    About, CAP, DAYS_IN_HOSPITAL, DISPENSING, ELSEWHERE, FIRST_VISIT, Issue, SCHEME_CLASS, SCHEME_TERMS, Stop,
};
use super::scheme::{Certainty, Scheme};
use super::terms::{Delivery, OverLimit, Place, RoundTo, Terms};
use crate::amount::{AmountError, Yen, round_half_up_to_ten_yen};
use crate::claim::{Coverage, Setting};
use crate::date::ServiceDate;

/// Receipt (0) and counter (1).
pub(super) type Tracks = [i64; 2];

/// A programme of the request, resolved.
#[derive(Debug)]
pub(super) struct Public<'r> {
    /// Place of the coverage.
    pub(super) place: usize,
    pub(super) coverage: &'r Coverage,
    pub(super) scheme: Option<&'r Scheme>,
    pub(super) slot: u8,
    pub(super) name: String,
}

impl Public<'_> {
    pub(super) fn before_insurer(&self) -> bool {
        self.scheme.is_some_and(|s| s.before_insurer)
    }

    /// 特定給付対象療養 or 生活保護: its part meets a limit of its own and stands apart from the rest.
    pub(super) fn is_national(&self) -> bool {
        self.scheme.is_some_and(Scheme::is_national)
    }

    /// Whether some of its terms leave to the patient what is above a limit that was not shown.
    pub(super) fn leaves_what_is_over(&self) -> bool {
        let patient = |t: &Terms| t.over_limit == OverLimit::Patient;
        self.coverage.local_rule.as_ref().is_some_and(patient)
            || self.scheme.is_some_and(|s| s.terms.iter().any(|(_, t)| patient(t)))
    }

    pub(super) fn is_unverified(&self) -> bool {
        self.scheme.is_some_and(|s| s.certainty != Certainty::Read)
    }

    const fn about(&self, field: &'static str) -> About {
        About::Coverage(self.place, field)
    }

    /// The terms that hold for a visit.
    ///
    /// # Errors
    /// [`Stop`] when a condition needs what is not told, or none fits.
    pub(super) fn terms<'s>(
        &'s self,
        visit: &ChargeVisit,
        birth: ServiceDate,
        at: About,
    ) -> Result<&'s Terms, Stop> {
        let all = self.scheme.map(|s| s.terms.as_slice()).unwrap_or_default();
        let all = all.iter().map(|(validity, terms)| (Some(validity), terms));
        let place = place(visit.setting);
        // A rule told in the request stands for those of the programme, with its own conditions.
        let told = self.coverage.local_rule.as_ref();
        let all = told.map(|rule| (None, rule)).into_iter().chain(all.filter(|_| told.is_none()));
        for (validity, terms) in all {
            let of_age = terms.age_from.is_none_or(|a| a.first_day(birth).is_none_or(|d| visit.date >= d))
                && terms.age_until.is_none_or(|a| a.first_day(birth).is_none_or(|d| visit.date < d));
            let fits = validity.is_none_or(|v| v.holds(visit.date))
                && of_age
                && terms.place.is_none_or(|p| p == place)
                && terms.dental.is_none_or(|d| d == visit.dental);
            if !fits {
                continue;
            }
            // A bill of many days in hospital does not tell what was owed on each.
            if place == Place::Inpatient && (terms.cap_per_day.is_some() || terms.days_per_month.is_some()) {
                return Err(Issue::with(&DAYS_IN_HOSPITAL, self.about("scheme"), &*self.name).into());
            }
            if let Some(class) = &terms.class {
                match &self.coverage.scheme_class {
                    None => {
                        return Err(Issue::with(&SCHEME_CLASS, self.about("schemeClass"), &*self.name).into());
                    }
                    Some(told) if told != class => continue,
                    Some(_) => {}
                }
            }
            if let Some(by) = terms.dispensing {
                match visit.dispensing {
                    None => return Err(Issue::with(&DISPENSING, at, &*self.name).into()),
                    Some(told) if told != by => continue,
                    Some(_) => {}
                }
            }
            return Ok(terms);
        }
        Err(Issue::with(&SCHEME_TERMS, self.about("scheme"), &*self.name).into())
    }
}

/// 在宅 counts as 外来.
pub(super) const fn place(setting: Setting) -> Place {
    match setting {
        Setting::Inpatient => Place::Inpatient,
        Setting::Outpatient | Setting::Home => Place::Outpatient,
    }
}

/// What a programme has seen of the month on one receipt.
#[derive(Debug, Clone, Default)]
struct Counter {
    /// Arrived and left so far.
    arrived: i64,
    left: i64,
    points: i64,
    /// Left at this visit, on this day.
    visit_left: i64,
    day_left: i64,
    /// Visits and days with something to pay.
    visits: u32,
    days: u32,
    visit_counts: bool,
    day_counts: bool,
}

/// The month of a programme, over all receipts.
#[derive(Debug, Clone, Default)]
pub(super) struct PublicMonth {
    /// Used up of the cap on the certificate, by track.
    certificate: Tracks,
    /// By receipt: in- or outpatient, dental or not.
    receipts: Vec<(Place, bool, ServiceDate, [Counter; 2])>,
}

/// What a programme does with what arrives.
pub(super) struct Arrival<'a> {
    pub(super) terms: &'a Terms,
    pub(super) visit: &'a ChargeVisit,
    pub(super) about: About,
    /// Arrives at this visit.
    pub(super) yen: Tracks,
    /// Cost of the part, and its month to date.
    pub(super) cost: i64,
    pub(super) cost_so_far: i64,
    /// What is above the limit because the category was not shown, at this visit.
    pub(super) over: i64,
}

/// What arrived at a payer set's stage and left it in the month.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flow {
    pub(super) arrived: Tracks,
    pub(super) left: Tracks,
    /// Left by rate and fraction alone, before any cap.
    wanted: Tracks,
}

impl PublicMonth {
    /// Begins a visit.
    pub(super) fn begin(&mut self, visit: &ChargeVisit) {
        let key = (place(visit.setting), visit.dental);
        if !self.receipts.iter().any(|r| (r.0, r.1) == key) {
            self.receipts.push((key.0, key.1, visit.date, Default::default()));
        }
        for receipt in self.receipts.iter_mut().filter(|r| (r.0, r.1) == key) {
            let new_day = receipt.2 != visit.date;
            receipt.2 = visit.date;
            for counter in &mut receipt.3 {
                counter.visit_left = 0;
                counter.visit_counts = false;
                if new_day {
                    counter.day_left = 0;
                    counter.day_counts = false;
                }
            }
        }
    }

    /// What the programme leaves at this visit.
    ///
    /// # Errors
    /// [`Stop`] when something has to be told first.
    pub(super) fn apply(
        &mut self,
        public: &Public<'_>,
        arrival: &Arrival<'_>,
        flow: &mut Flow,
    ) -> Result<Tracks, Stop> {
        let key = (place(arrival.visit.setting), arrival.visit.dental);
        let Some(receipt) = self.receipts.iter_mut().find(|r| (r.0, r.1) == key) else {
            return Ok(arrival.yen);
        };
        let mut out = [0, 0];
        for (track, counter) in receipt.3.iter_mut().enumerate() {
            let (Some(yen), Some(result)) = (arrival.yen.get(track), out.get_mut(track)) else { continue };
            let one = One { public, arrival, track, yen: *yen };
            *result = one.leaves(counter, flow, &mut self.certificate)?;
        }
        Ok(out)
    }
}

/// One track of one programme at one visit.
struct One<'a> {
    public: &'a Public<'a>,
    arrival: &'a Arrival<'a>,
    track: usize,
    yen: i64,
}

impl One<'_> {
    fn leaves(&self, counter: &mut Counter, flow: &mut Flow, certificate: &mut Tracks) -> Result<i64, Stop> {
        let track = self.track;
        let at = |t: &Tracks| t.get(track).copied().unwrap_or_default();
        let before = (at(&flow.arrived), at(&flow.left), at(&flow.wanted));
        let arrived = before.0.saturating_add(self.yen);
        let wanted = if self.yen < 0 { before.2.min(arrived) } else { self.wanted(arrived, before.2)? };
        let mut left = if self.yen < 0 {
            // Less arrives in all than before: the patient gets back what is more than that.
            arrived.saturating_sub(before.1).min(0)
        } else {
            self.capped(wanted.saturating_sub(before.2), counter, at(certificate))?
        };
        left = self.exceptions(left, counter);
        for (sum, value) in [
            (&mut flow.arrived, arrived),
            (&mut flow.left, before.1.saturating_add(left)),
            (&mut flow.wanted, wanted),
        ] {
            if let Some(place) = sum.get_mut(track) {
                *place = value;
            }
        }
        counter.arrived = counter.arrived.saturating_add(self.yen);
        counter.left = counter.left.saturating_add(left);
        counter.points = counter.points.saturating_add(self.arrival.cost / 10);
        counter.visit_left = counter.visit_left.saturating_add(left);
        counter.day_left = counter.day_left.saturating_add(left);
        if left > 0 {
            counter.visits = counter.visits.saturating_add(u32::from(!counter.visit_counts));
            counter.days = counter.days.saturating_add(u32::from(!counter.day_counts));
            (counter.visit_counts, counter.day_counts) = (true, true);
        }
        if let Some(used) = certificate.get_mut(track) {
            let written = if track == 0 { left } else { round_half_up_to_ten_yen(Yen::new(left))?.value() };
            *used = used.saturating_add(written);
        }
        Ok(left)
    }

    /// The month to date by first visit, rate and fraction.
    fn wanted(&self, arrived: i64, before: i64) -> Result<i64, Stop> {
        let terms = self.arrival.terms;
        if terms.free {
            return Ok(before);
        }
        if terms.first_visit_only {
            match self.arrival.visit.first_visit {
                None => return Err(Issue::with(&FIRST_VISIT, self.arrival.about, &*self.public.name).into()),
                Some(false) => return Ok(before),
                Some(true) => {}
            }
        }
        let by_visit = matches!(terms.round, RoundTo::HalfUpTen | RoundTo::DownTen);
        let part = |of: i64, rate: Decimal| rounded(of, rate, terms.round);
        let mut wanted = before.saturating_add(self.yen).min(arrived);
        if let Some(percent) = self.public.coverage.rate_percent.or(terms.rate_percent) {
            let rate = percent / Decimal::ONE_HUNDRED;
            let most = if by_visit {
                before.saturating_add(part(self.arrival.cost, rate)?)
            } else {
                part(self.arrival.cost_so_far, rate)?
            };
            // A rate on the month's cost: what earlier visits left under it is not asked for again.
            wanted = if by_visit { wanted.min(most) } else { arrived.min(most).max(before) };
        }
        if let Some(fraction) = terms.fraction {
            let most = if by_visit {
                before.saturating_add(part(self.yen, fraction)?)
            } else {
                part(arrived, fraction)?
            };
            wanted = wanted.min(most).max(before);
        }
        Ok(wanted)
    }

    fn capped(&self, wanted: i64, counter: &Counter, certificate: i64) -> Result<i64, Stop> {
        let terms = self.arrival.terms;
        if terms.delivery == Delivery::Refund {
            return Ok(self.yen);
        }
        let mut left = wanted;
        if left <= 0 {
            return Ok(left);
        }
        if terms.visits_per_month.is_some() || terms.days_per_month.is_some() {
            let (visits, days) = if terms.counts_elsewhere { self.elsewhere_counts()? } else { (0, 0) };
            let over = |most: Option<u32>, here: u32, there: u32, counted: bool| {
                most.is_some_and(|most| !counted && here.saturating_add(there) >= most)
            };
            if over(terms.visits_per_month, counter.visits, visits, counter.visit_counts)
                || over(terms.days_per_month, counter.days, days, counter.day_counts)
            {
                return Ok(0);
            }
        }
        let within = |left: i64, cap: Option<Yen>, used: i64| {
            cap.map_or(left, |cap| left.min(cap.value().saturating_sub(used).max(0)))
        };
        left = within(left, terms.cap_per_visit, counter.visit_left);
        left = within(left, terms.cap_per_day, counter.day_left);
        left = within(left, terms.cap_per_month, counter.left);
        // A cap that is told holds, whether the programme usually has one or not.
        let told = self.public.coverage.monthly_cap;
        if (terms.certificate_cap || told.is_some()) && !self.public.coverage.uncapped {
            let cap = told.or(terms.certificate_cap_default);
            let cap =
                cap.ok_or_else(|| Issue::with(&CAP, self.public.about("monthlyCapYen"), &*self.public.name))?;
            if cap.value() > 0 {
                left = within(left, Some(cap), certificate.saturating_add(self.paid_elsewhere()?));
            } else {
                left = 0;
            }
        }
        Ok(left)
    }

    /// What stands beside caps: a public that pays only so much, refunds above a sum, and what is above a limit that was not shown.
    fn exceptions(&self, left: i64, counter: &Counter) -> i64 {
        let terms = self.arrival.terms;
        let mut left = left;
        if let Some(most) = terms.public_pays_up_to {
            let paid = counter.arrived.saturating_sub(counter.left);
            let room = most.value().saturating_sub(paid).max(0);
            // Without a sum of its own the programme takes everything up to there.
            let own = if terms.leaves_a_sum() { left } else { 0 };
            left = own.max(self.yen.saturating_sub(room));
        }
        let arrived = counter.arrived.saturating_add(self.yen);
        let points = counter.points.saturating_add(self.arrival.cost / 10);
        let refunded = terms.refund_above_share.is_some_and(|most| arrived > most.value())
            || terms.refund_above_points.is_some_and(|most| points > i64::from(most));
        if refunded {
            return arrived.saturating_sub(counter.left);
        }
        if terms.over_limit == OverLimit::Patient && self.arrival.over > 0 {
            left = left.saturating_add(self.arrival.over).min(self.yen.max(left));
        }
        left
    }

    fn elsewhere(&self) -> Result<impl Iterator<Item = &crate::claim::PaidElsewhere>, Stop> {
        let public = self.public;
        let list = public.coverage.paid_elsewhere.as_ref();
        let list =
            list.ok_or_else(|| Issue::with(&ELSEWHERE, public.about("paidElsewhere"), &*public.name))?;
        let date = self.arrival.visit.date;
        Ok(list.iter().filter(move |paid| paid.date.is_none_or(|d| d <= date && d.month() == date.month())))
    }

    fn paid_elsewhere(&self) -> Result<i64, Stop> {
        Ok(self.elsewhere()?.fold(0, |sum, paid| paid.yen.value().saturating_add(sum)))
    }

    fn elsewhere_counts(&self) -> Result<(u32, u32), Stop> {
        let mut days: Vec<ServiceDate> = Vec::new();
        let (mut visits, mut undated) = (0u32, 0u32);
        for paid in self.elsewhere()? {
            visits = visits.saturating_add(1);
            match paid.date {
                Some(day) if days.contains(&day) => {}
                Some(day) => days.push(day),
                None => undated = undated.saturating_add(1),
            }
        }
        Ok((visits, undated.saturating_add(u32::try_from(days.len()).unwrap_or(u32::MAX))))
    }
}

fn rounded(of: i64, rate: Decimal, round: RoundTo) -> Result<i64, Stop> {
    let overflow = AmountError::Overflow("yen × rate of a programme");
    let exact = Decimal::from(of).checked_mul(rate).ok_or(overflow)?;
    let (unit, strategy) = match round {
        RoundTo::HalfUp => (Decimal::ONE, RoundingStrategy::MidpointAwayFromZero),
        RoundTo::Down => (Decimal::ONE, RoundingStrategy::ToZero),
        RoundTo::HalfUpTen => (Decimal::TEN, RoundingStrategy::MidpointAwayFromZero),
        RoundTo::DownTen => (Decimal::TEN, RoundingStrategy::ToZero),
    };
    let whole = (exact / unit).round_dp_with_strategy(0, strategy) * unit;
    i64::try_from(whole).map_err(|_| overflow.into())
}
