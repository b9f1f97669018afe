//! Standard amounts of meals and residence (食事療養標準負担額・生活療養標準負担額), and what programmes pay of them.
//!
//! Outside of every limit of the high-cost benefit. The amounts are parameters, by service date.

use super::input::{ChargeRequest, ChargeVisit, MealDays, MealGroup};
use super::issue::{About, Issue, MEAL_AMOUNT, MEAL_CATEGORY, MEAL_SCHEME, Stop};
use super::limit::Limits;
use super::month::payers_of;
use super::outcome::{MealCharge, Payer};
use super::profile::{Category, Profile};
use super::public::Public;
use super::scheme::MealsPart;
use crate::amount::Yen;
use crate::params::Params;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    General,
    Low2,
    Low1,
}

struct Meals<'a> {
    limits: Limits<'a>,
    days: &'a MealDays,
    about: About,
}

/// Meals and residence of a visit.
///
/// # Errors
/// [`Stop`] when a fact is missing or an amount was not read for the day.
pub(super) fn of(
    params: &Params,
    request: &ChargeRequest,
    publics: &[Public<'_>],
    visit: &ChargeVisit,
    at: Option<usize>,
) -> Result<Option<MealCharge>, Stop> {
    let Some(days) = &visit.meals else { return Ok(None) };
    let meals = Meals { limits: Limits { params, date: visit.date }, days, about: About::Visit(at, "meals") };
    let (insurer, set) = payers_of(request, publics, visit, &days.coverage_set, at)?;
    let coverage = insurer.and_then(|i| request.coverages.get(i).map(|c| (i, c)));
    let Some((place, coverage)) = coverage else { return Err(meals.ask("医療保険")) };
    let who = Profile::of(params, coverage, place, request.birth, visit.date)?;
    let level = meals.level(&who)?;
    let intractable = publics.iter().any(|p| {
        p.scheme.is_some_and(|s| matches!(s.law.as_deref(), Some("54" | "52")))
            && p.coverage.valid_from.is_none_or(|f| f <= visit.date)
            && p.coverage.valid_to.is_none_or(|t| visit.date <= t)
    });
    let group = days.group.or(intractable.then_some(MealGroup::Intractable));
    let meal = meals.amount(meals.meal_key(level, group)?)?;
    let mut standard = meal.saturating_mul(days.meals.into());
    let free = matches!(group, Some(MealGroup::Intractable | MealGroup::Pension | MealGroup::Border));
    if days.residence_days > 0 && !free {
        standard =
            standard.saturating_add(meals.amount("living.room")?.saturating_mul(days.residence_days.into()));
    }
    let (patient, by_payer) = meals.programmes(publics, &set, standard)?;
    Ok(Some(MealCharge { standard: Yen::new(standard), patient: Yen::new(patient), by_payer }))
}

impl Meals<'_> {
    fn ask(&self, what: &str) -> Stop {
        Issue::with(&MEAL_CATEGORY, self.about, what).into()
    }

    /// 住民税非課税 as far as it was confirmed.
    fn level(&self, who: &Profile) -> Result<Level, Stop> {
        let low = match who.category {
            Some(Category::O | Category::Low2) => Level::Low2,
            Some(Category::Low1) => Level::Low1,
            None if who.verified == Some(true) && who.remuneration.is_none() => {
                return Err(self.ask("適用区分（incomeCategory）"));
            }
            _ => return Ok(Level::General),
        };
        match who.verified {
            Some(true) => Ok(low),
            Some(false) => Ok(Level::General),
            None => Err(self.ask("適用区分の確認の有無（incomeVerified）")),
        }
    }

    fn long_stay(&self, long: &'static str, short: &'static str) -> Result<&'static str, Stop> {
        let told = self
            .days
            .long_stay
            .ok_or_else(|| self.ask("過去12月の入院が90日を超えるか（longStayOver90Days）"))?;
        Ok(if told { long } else { short })
    }

    fn meal_key(&self, level: Level, group: Option<MealGroup>) -> Result<&'static str, Stop> {
        if self.days.living_care {
            return self.living_key(level, group);
        }
        match (level, group) {
            (Level::General, Some(MealGroup::Intractable)) => Ok("meal.intractable"),
            (Level::General, Some(MealGroup::Psychiatric)) => Ok("meal.psychiatric"),
            (Level::General, _) => Ok("meal.general"),
            (Level::Low2, _) => self.long_stay("meal.low2-long", "meal.low2"),
            (Level::Low1, _) => Ok("meal.low1"),
        }
    }

    fn living_key(&self, level: Level, group: Option<MealGroup>) -> Result<&'static str, Stop> {
        match group {
            Some(MealGroup::Pension) => return Ok("living.pension"),
            Some(MealGroup::Border) => return Ok("living.border"),
            _ => {}
        }
        let intractable = group == Some(MealGroup::Intractable);
        if level == Level::General {
            if intractable {
                return Ok("living.intractable");
            }
            return match self.days.second_class {
                Some(true) => Ok("living.meal-2"),
                Some(false) => Ok("living.meal-1"),
                None => Err(self.ask("生活療養(1)・(2)の別（secondClass）")),
            };
        }
        let severe = match self.days.medical_category {
            _ if intractable => true,
            Some(category) => category > 1,
            None => return Err(self.ask("医療区分（medicalCategory）")),
        };
        match (level, severe) {
            (Level::Low1, true) => Ok("living.severe.low1"),
            (Level::Low1, false) => Ok("living.low1"),
            (_, true) => self.long_stay("living.severe.low2-long", "living.severe.low2"),
            (_, false) => Ok("living.low2"),
        }
    }

    fn amount(&self, key: &'static str) -> Result<i64, Stop> {
        let found = self.limits.yen(key);
        found.map(Yen::value).ok_or_else(|| Issue::with(&MEAL_AMOUNT, self.about, key).into())
    }

    /// What is left of the standard amounts after the programmes, in the order of the receipt.
    fn programmes(
        &self,
        publics: &[Public<'_>],
        set: &[usize],
        standard: i64,
    ) -> Result<(i64, Vec<(Payer, Yen)>), Stop> {
        let mut left = standard;
        let mut paid = Vec::new();
        for public in set.iter().filter_map(|p| publics.get(*p)) {
            let rule = public.scheme.map_or(MealsPart::Unknown, |s| s.meals);
            let pays = match rule {
                MealsPart::None => 0,
                MealsPart::Half => left / 2,
                MealsPart::All => left,
                // Named as a payer of meals, it pays them.
                MealsPart::Unknown if !self.days.coverage_set.is_empty() => left,
                MealsPart::Unknown if left == 0 => 0,
                MealsPart::Unknown => return Err(Issue::with(&MEAL_SCHEME, self.about, &*public.name).into()),
            };
            left = left.saturating_sub(pays);
            paid.push((Payer::Public(public.slot, public.coverage.seq), Yen::new(pays)));
        }
        Ok((left, paid))
    }
}
