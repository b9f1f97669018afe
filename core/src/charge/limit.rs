//! Limits of the high-cost benefit in kind (高額療養費の現物給付): which one a part of the month's care meets.
//!
//! 健康保険法施行令41条–43条; 後期高齢者医療 the same (高齢者の医療の確保に関する法律施行令14条–16条). Every figure is a parameter.

use rust_decimal::Decimal;

use super::issue::{About, CATEGORY, Issue, IssueType, LIMIT, MULTIPLE, REMUNERATION, Stop, VERIFIED};
use super::profile::{Category, Profile};
use super::scheme::Ceiling;
use crate::amount::{Yen, round_half_up_to_yen};
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::params::Params;

/// A limit: a sum, and a percentage of the cost above a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amount {
    base: i64,
    threshold: Option<i64>,
    /// Percent.
    rate: Decimal,
}

impl Amount {
    const fn fixed(base: i64) -> Self {
        Self { base, threshold: None, rate: Decimal::ZERO }
    }

    /// The limit for a cost: the cost counts as the threshold where it is below (42条1項), and the added part is rounded to one yen.
    pub(super) fn at(&self, cost: i64) -> Result<i64, Stop> {
        let Some(threshold) = self.threshold else { return Ok(self.base) };
        let above = Decimal::from(cost.saturating_sub(threshold).max(0));
        let added = above.checked_mul(self.rate).unwrap_or_default() / Decimal::ONE_HUNDRED;
        Ok(self.base.saturating_add(round_half_up_to_yen(added)?.value()))
    }

    /// Half of it, exactly (42条2項, 4項 …).
    const fn halved(self) -> Self {
        let threshold = match self.threshold {
            Some(t) => Some(t / 2),
            None => None,
        };
        Self { base: self.base / 2, threshold, rate: self.rate }
    }
}

/// A limit as it stands for a part: applied where known; where something decides that is not known, only as long as it cannot matter.
#[derive(Debug, Clone)]
pub(super) struct LimitRule {
    pub(super) amount: Option<Amount>,
    pub(super) cite: Option<Citation>,
    /// What has to be asked once the share is above this.
    guards: Vec<(Amount, &'static IssueType, About, &'static str)>,
}

impl LimitRule {
    const fn none() -> Self {
        Self { amount: None, cite: None, guards: Vec::new() }
    }

    /// The limit for a cost where the share comes to `share`; `None` where none applies.
    ///
    /// # Errors
    /// [`Stop`] when the share is so high that something unknown decides.
    pub(super) fn at(&self, share: i64, cost: i64) -> Result<Option<i64>, Stop> {
        for (above, ty, about, words) in &self.guards {
            if share > above.at(cost)? {
                let issue =
                    if words.is_empty() { Issue::new(ty, *about) } else { Issue::with(ty, *about, *words) };
                return Err(issue.into());
            }
        }
        self.amount.map(|a| a.at(cost)).transpose()
    }
}

/// Where limits are looked up.
#[derive(Clone, Copy)]
pub(super) struct Limits<'p> {
    pub(super) params: &'p Params,
    pub(super) date: ServiceDate,
}

impl Limits<'_> {
    fn number(&self, key: &str) -> Option<(i64, Citation)> {
        let found = self.params.value(key, self.date)?;
        Some((i64::try_from(found.value).ok()?, found.citation.clone()))
    }

    pub(super) fn yen(&self, key: &str) -> Option<Yen> {
        self.number(key).map(|(n, _)| Yen::new(n))
    }

    fn rate(&self) -> Decimal {
        self.params.value("high-cost.rate", self.date).map(|r| r.value).unwrap_or_default()
    }

    fn amount(&self, base: &str, threshold: Option<&str>) -> Option<(Amount, Citation)> {
        let (base, cite) = self.number(base)?;
        let threshold = match threshold {
            Some(key) => Some(self.number(key)?.0),
            None => None,
        };
        Some((Amount { base, threshold, rate: self.rate() }, cite))
    }

    /// The same looked up on the last day on which the table of 2024 held: no later table has a lower figure.
    fn before_review(&self) -> Self {
        let last = ServiceDate::new(2026, 7, 31).unwrap_or(self.date);
        Self { params: self.params, date: self.date.min(last) }
    }

    fn is_reviewed(&self) -> bool {
        self.before_review().date != self.date
    }

    /// The limit of a category with its sum for many months; `None` where no table has it.
    fn of_category(
        &self,
        category: Category,
        outpatient: bool,
    ) -> Option<(Amount, Citation, Option<Amount>)> {
        let multiple = |key: &str| self.number(key).map(|(n, _)| Amount::fixed(n));
        let found = |base: &str, threshold: Option<&str>, many: &str| {
            let (amount, cite) = self.amount(base, threshold)?;
            Some((amount, cite, multiple(many)))
        };
        match category {
            Category::A => found("high-cost.a.base", Some("high-cost.a.threshold"), "high-cost.a.multiple"),
            Category::I => found("high-cost.i.base", Some("high-cost.i.threshold"), "high-cost.i.multiple"),
            Category::U => found("high-cost.u.base", Some("high-cost.u.threshold"), "high-cost.u.multiple"),
            Category::E => found("high-cost.e.base", None, "high-cost.e.multiple"),
            Category::O => found("high-cost.o.base", None, "high-cost.o.multiple"),
            Category::General if outpatient => found("high-cost.elder.general.outpatient", None, ""),
            Category::General => {
                found("high-cost.elder.general.base", None, "high-cost.elder.general.multiple")
            }
            Category::Low2 if outpatient => found("high-cost.elder.low2.outpatient", None, ""),
            Category::Low2 => found("high-cost.elder.low2.base", None, "high-cost.elder.low2.multiple"),
            Category::Low1 if outpatient => found("high-cost.elder.low1.outpatient", None, ""),
            Category::Low1 => found("high-cost.elder.low1.base", None, ""),
        }
    }

    /// The ladder by standard remuneration, under 70 from 2027-08.
    fn by_remuneration(&self, yen: u32) -> Option<(Amount, Citation, Option<Amount>)> {
        let step = |key: &str| {
            let row = self.params.steps(key, self.date)?;
            Some((i64::try_from(row.value.at(yen)?).ok()?, row.citation.clone()))
        };
        let (base, cite) = step("high-cost.by-remuneration.base")?;
        let threshold = step("high-cost.by-remuneration.threshold")?.0;
        let multiple = step("high-cost.by-remuneration.multiple")?.0;
        let threshold = Some(threshold).filter(|t| *t > 0);
        Some((Amount { base, threshold, rate: self.rate() }, cite, Some(Amount::fixed(multiple))))
    }

    /// Whether the month is one of the published plan (2027-08 on).
    pub(super) fn is_planned(&self) -> bool {
        self.params.steps("high-cost.by-remuneration.base", self.date).is_some()
    }

    fn unknown(&self, who: &Profile, words: &'static str) -> Stop {
        Issue::with(&LIMIT, About::Coverage(who.place, "incomeCategory"), words).into()
    }

    /// The patient's own limit (42条1項–5項), as far as it holds in kind (43条1項).
    pub(super) fn own(&self, who: &Profile, outpatient: bool) -> Result<LimitRule, Stop> {
        let at = |field| About::Coverage(who.place, field);
        self.known(who)?;
        if who.elder && who.active {
            return match (who.category, who.verified) {
                (Some(Category::A), _) | (Some(_), Some(true)) => {
                    self.told(who, outpatient, who.multiple, at("multipleMonth"))
                }
                // Without the certificate only the highest grade is certain (43条1項2号ロ–ニ).
                _ => {
                    let mut rule = LimitRule::none();
                    let least = self.amount("high-cost.elder.general.base", None).map(|(a, _)| a);
                    let least = least.ok_or_else(|| self.unknown(who, "70歳以上"))?;
                    rule.guards.push((self.half(who, least), &CATEGORY, at("incomeCategory"), ""));
                    Ok(rule)
                }
            };
        }
        if who.elder {
            let general = Profile { category: Some(Category::General), ..who.clone() };
            return match (who.category, who.verified) {
                (None, Some(true)) => Err(Issue::new(&CATEGORY, at("incomeCategory")).into()),
                (Some(Category::Low2 | Category::Low1), Some(true)) => {
                    self.told(who, outpatient, who.multiple, at("multipleMonth"))
                }
                (Some(Category::Low2 | Category::Low1), None) => {
                    let own = self.told(who, outpatient, Some(true), at("multipleMonth"))?;
                    let mut rule = self.told(&general, outpatient, who.multiple, at("multipleMonth"))?;
                    rule.guards.extend(own.amount.map(|a| (a, &VERIFIED, at("incomeVerified"), "")));
                    Ok(rule)
                }
                _ => self.told(&general, outpatient, who.multiple, at("multipleMonth")),
            };
        }
        match (who.verified, who.category) {
            (Some(false), _) => Ok(LimitRule::none()),
            (None, None) if who.remuneration.is_none() => Ok(LimitRule::none()),
            (Some(true), None) if !self.is_planned() => {
                Err(Issue::new(&CATEGORY, at("incomeCategory")).into())
            }
            (None, _) => {
                let least = self.told(who, outpatient, Some(true), at("multipleMonth"))?;
                let mut rule = LimitRule::none();
                rule.guards.extend(least.amount.map(|a| (a, &VERIFIED, at("incomeVerified"), "")));
                rule.guards.extend(least.guards);
                Ok(rule)
            }
            (Some(true), _) => self.told(who, outpatient, who.multiple, at("multipleMonth")),
        }
    }

    fn half(&self, who: &Profile, amount: Amount) -> Amount {
        if who.halved { amount.halved() } else { amount }
    }

    /// The limit of the category that was told.
    fn told(
        &self,
        who: &Profile,
        outpatient: bool,
        many: Option<bool>,
        ask: About,
    ) -> Result<LimitRule, Stop> {
        let found = match who.category {
            Some(category) if who.elder || !self.is_planned() || category == Category::O => {
                self.of_category(category, outpatient)
            }
            _ => {
                let told = who.remuneration;
                let about = About::Coverage(who.place, "standardMonthlyRemunerationYen");
                self.by_remuneration(told.ok_or_else(|| Issue::new(&REMUNERATION, about))?)
            }
        };
        let (amount, cite, multiple) = found.ok_or_else(|| self.unknown(who, "この診療月"))?;
        let (amount, multiple) = (self.half(who, amount), multiple.map(|m| self.half(who, m)));
        let mut rule = LimitRule { amount: Some(amount), cite: Some(cite), guards: Vec::new() };
        match (many, multiple) {
            (Some(true), Some(multiple)) => rule.amount = Some(multiple),
            (None, Some(multiple)) => rule.guards.push((multiple, &MULTIPLE, ask, "")),
            _ => {}
        }
        if who.halved && self.is_reviewed() {
            // That halves follow the new table is only to be expected; below the old half nothing can change the share.
            let old = self.before_review();
            let old = match who.category {
                Some(category) => old
                    .of_category(category, outpatient)
                    .map(|(a, _, m)| m.filter(|_| many != Some(false)).unwrap_or(a)),
                None => None,
            };
            let least = old.map_or(Amount::fixed(0), Amount::halved);
            let about = About::Coverage(who.place, "turning75Month");
            rule.guards.insert(0, (least, &LIMIT, about, "75歳到達月（令和8年8月以後）"));
        }
        Ok(rule)
    }

    /// # Errors
    /// [`Stop`] where nothing at all is published for the age in the month.
    pub(super) fn known(&self, who: &Profile) -> Result<(), Stop> {
        if who.elder && self.is_planned() {
            return Err(self.unknown(who, "70歳以上・令和9年8月以後"));
        }
        Ok(())
    }

    /// The limit of a part shared with a national programme (41条6項–8項, 42条6項–8項).
    pub(super) fn shared(
        &self,
        who: &Profile,
        outpatient: bool,
        ceiling: Ceiling,
        many: Option<bool>,
        place: usize,
    ) -> Result<LimitRule, Stop> {
        self.known(who)?;
        match ceiling {
            Ceiling::Own => self.own(who, outpatient),
            Ceiling::General => {
                self.everybody(who, outpatient, "public", "特定給付対象療養（令和8年8月以後）")
            }
            Ceiling::Assistance => {
                self.everybody(who, outpatient, "assistance", "被保護者（令和8年8月以後）")
            }
            Ceiling::Certified => {
                // Many months count for in-patients under the programme alone (42条7項).
                let many = if outpatient { Some(false) } else { many };
                let ask = About::Coverage(place, "multipleMonth");
                let certified = |s: &Self| s.told(who, outpatient, many, ask);
                // 一般 and 現役並みⅢ count as certified at 70 and over (規則98条の2 1項ただし書).
                let deemed = who.elder && matches!(who.category, Some(Category::General | Category::A));
                let verified = if deemed { Some(true) } else { who.verified };
                match (verified, who.category.is_some() || (!who.elder && who.remuneration.is_some())) {
                    (Some(true), true) => certified(self),
                    (Some(true), false) => {
                        Err(Issue::new(&CATEGORY, About::Coverage(who.place, "incomeCategory")).into())
                    }
                    (None, true) => {
                        let own = self.told(who, outpatient, Some(!outpatient), ask)?;
                        let mut rule = self.shared(who, outpatient, Ceiling::General, many, place)?;
                        let about = About::Coverage(who.place, "incomeVerified");
                        rule.guards.extend(own.amount.map(|a| (a, &VERIFIED, about, "")));
                        rule.guards.extend(rule.amount.map(|a| (a, &VERIFIED, about, "")));
                        Ok(rule)
                    }
                    _ => self.shared(who, outpatient, Ceiling::General, many, place),
                }
            }
        }
    }

    /// One limit for everybody.
    fn everybody(
        &self,
        who: &Profile,
        outpatient: bool,
        table: &str,
        words: &'static str,
    ) -> Result<LimitRule, Stop> {
        let find = |s: &Self| {
            if who.elder {
                let place = if outpatient { "outpatient" } else { "inpatient" };
                return s.amount(&format!("high-cost.{table}.elder.{place}"), None);
            }
            let threshold = format!("high-cost.{table}.threshold");
            s.amount(&format!("high-cost.{table}.base"), Some(&threshold))
                .or_else(|| s.amount(&format!("high-cost.{table}.base"), None))
        };
        if let Some((amount, cite)) = find(self) {
            return Ok(LimitRule {
                amount: Some(self.half(who, amount)),
                cite: Some(cite),
                guards: Vec::new(),
            });
        }
        let (amount, _) = find(&self.before_review()).ok_or_else(|| self.unknown(who, words))?;
        let about = About::Coverage(who.place, "incomeCategory");
        let guards = vec![(self.half(who, amount), &LIMIT, about, words)];
        Ok(LimitRule { amount: None, cite: None, guards })
    }

    /// 配慮措置: what outpatients at 20 percent pay at most of care without a national programme (to 2025-09); not halved.
    pub(super) fn transitional(&self, cost: i64) -> Result<Option<i64>, Stop> {
        let Some((base, _)) = self.number("high-cost.transitional.base") else { return Ok(None) };
        let Some((threshold, _)) = self.number("high-cost.transitional.threshold") else { return Ok(None) };
        let Some(rate) = self.params.value("high-cost.transitional.rate", self.date) else { return Ok(None) };
        if cost <= threshold {
            return Ok(None);
        }
        Amount { base, threshold: Some(threshold), rate: rate.value }.at(cost).map(Some)
    }

    /// Citation of the transitional limit.
    pub(super) const fn transitional_cite() -> Citation {
        Citation::of(Document::LateElderlyExamples, "後期高齢者医療の負担割合見直しに係る配慮措置")
    }

    /// The limit of specified diseases, halved in the month of turning 75 (42条9項).
    pub(super) fn special(&self, who: &Profile) -> Option<i64> {
        let told = who.special?.value();
        Some(if who.halved { told / 2 } else { told })
    }

    /// Shares under 70 that count for the aggregation (41条1項2号; 10,500 yen in the month of turning 75).
    pub(super) fn floor(&self, who: &Profile) -> i64 {
        let floor = self.number("high-cost.aggregate.floor").map_or(0, |(n, _)| n);
        if who.halved { floor / 2 } else { floor }
    }
}
