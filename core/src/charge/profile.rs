//! Who the insured is for a month: share, age group, category, halves of the month of turning 75.

use rust_decimal::Decimal;

use super::issue::{About, CATEGORY_FITS, Issue, SHARE, SPECIAL, Stop};
use crate::amount::Yen;
use crate::claim::{Coverage, CoverageKind};
use crate::date::{AgeBound, ServiceDate};
use crate::law::Citation;
use crate::params::Params;

/// 適用区分, as far as limits tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    /// ア, 現役並みⅢ.
    A,
    /// イ, 現役並みⅡ.
    I,
    /// ウ, 現役並みⅠ.
    U,
    /// エ.
    E,
    /// オ.
    O,
    /// 一般 of those of 70 and over.
    General,
    /// 低所得Ⅱ.
    Low2,
    /// 低所得Ⅰ.
    Low1,
}

/// The insured in a month.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    /// Place of the coverage in the request.
    pub(super) place: usize,
    pub(super) share: Decimal,
    pub(super) share_cite: Option<Citation>,
    /// From the month after 70 is reached, and 後期高齢者医療 at any age.
    pub(super) elder: bool,
    /// 後期高齢者医療.
    pub(super) late: bool,
    /// 30 percent at 70 and over.
    pub(super) active: bool,
    pub(super) category: Option<Category>,
    pub(super) verified: Option<bool>,
    pub(super) multiple: Option<bool>,
    /// Limits are halved (75歳到達月).
    pub(super) halved: bool,
    /// Halved, and the patient is not the one who turns 75.
    pub(super) dependant: bool,
    /// Limit of specified diseases, before halving.
    pub(super) special: Option<Yen>,
    pub(super) remuneration: Option<u32>,
}

impl Profile {
    /// 後期高齢者医療 at 20 percent (一般Ⅱ).
    pub(super) fn middle_income(&self) -> bool {
        self.late && self.share == Decimal::new(2, 1)
    }

    /// Reads a coverage.
    ///
    /// # Errors
    /// [`Stop`] when the share is not known, or the category does not fit.
    pub(super) fn of(
        params: &Params,
        coverage: &Coverage,
        place: usize,
        birth: ServiceDate,
        date: ServiceDate,
    ) -> Result<Self, Stop> {
        let late = coverage.kind == CoverageKind::LateElderly;
        let elder = late || AgeBound::MonthAfter(70).reached(birth, date);
        let category = category(coverage, place, elder, late)?;
        let (share, share_cite) = share(params, coverage, place, birth, date, elder, late, category)?;
        let active = elder && share == Decimal::new(3, 1);
        let told_active = matches!(category, Some(Category::A | Category::I | Category::U));
        let statutory = share == Decimal::new(1, 1) || share == Decimal::new(2, 1) || active;
        if elder && statutory && category.is_some() && told_active != active {
            return Err(misfit(coverage, place));
        }
        let turns = turning_75(birth, date);
        let halved = coverage.turning_75_month.unwrap_or_else(|| {
            // Someone who was there before (障害認定) does not change the scheme on turning 75.
            turns && !(late && coverage.valid_from.zip(birthday_75(birth)).is_some_and(|(f, b)| f < b))
        });
        let special = coverage.special_disease_limit;
        let upper = !elder && matches!(category, Some(Category::A | Category::I));
        if let Some(limit) = special
            && !(limit.value() == 10_000
                || (limit.value() == 20_000 && (upper || (category.is_none() && !elder))))
        {
            let about = About::Coverage(place, "specialDiseaseLimitYen");
            return Err(Issue::with(&SPECIAL, about, limit.value().to_string()).into());
        }
        Ok(Self {
            place,
            share,
            share_cite,
            elder,
            late,
            active,
            category,
            verified: coverage.income_verified,
            multiple: coverage.multiple_month,
            halved,
            dependant: halved && !turns,
            special,
            remuneration: coverage.remuneration,
        })
    }
}

fn misfit(coverage: &Coverage, place: usize) -> Stop {
    let text = coverage.income_category.clone().unwrap_or_default();
    Issue::with(&CATEGORY_FITS, About::Coverage(place, "incomeCategory"), text).into()
}

fn category(coverage: &Coverage, place: usize, elder: bool, late: bool) -> Result<Option<Category>, Stop> {
    let Some(text) = coverage.income_category.as_deref() else { return Ok(None) };
    let found = match (text, elder) {
        ("ア", false) => Category::A,
        ("イ", false) => Category::I,
        ("ウ", false) => Category::U,
        ("エ", false) => Category::E,
        ("オ", false) => Category::O,
        ("現役並みⅢ", true) => Category::A,
        ("現役並みⅡ", true) => Category::I,
        ("現役並みⅠ", true) => Category::U,
        ("一般", true) => Category::General,
        ("一般Ⅱ" | "一般Ⅰ", true) if late => Category::General,
        ("低所得Ⅱ", true) => Category::Low2,
        ("低所得Ⅰ", true) => Category::Low1,
        // 現役並み without its grade, as a plain certificate shows it: the share is known, the limit is not.
        ("現役並み", true) => return Ok(None),
        _ => return Err(misfit(coverage, place)),
    };
    Ok(Some(found))
}

/// The share and, where the law gives it, the parameter it stands in.
#[expect(clippy::too_many_arguments, reason = "one look at everything that decides")]
fn share(
    params: &Params,
    coverage: &Coverage,
    place: usize,
    birth: ServiceDate,
    date: ServiceDate,
    elder: bool,
    late: bool,
    category: Option<Category>,
) -> Result<(Decimal, Option<Citation>), Stop> {
    if let Some(told) = coverage.copay_ratio {
        return Ok((told.normalize(), None));
    }
    let missing = |what: &str| Stop::from(Issue::with(&SHARE, About::Coverage(place, "copayRatio"), what));
    let told = coverage.income_category.as_deref();
    let active = told.is_some_and(|c| c.starts_with("現役並み"));
    let key = if late {
        match (told, category) {
            _ if active => "share.late-elderly.high-income",
            (Some("一般Ⅱ"), _) => "share.late-elderly.middle-income",
            (Some("一般Ⅰ"), _) | (_, Some(Category::Low2 | Category::Low1)) => "share.late-elderly",
            _ => return Err(missing("後期高齢者医療の負担割合・適用区分")),
        }
    } else if AgeBound::Preschool.under(birth, date) {
        "share.preschool"
    } else if elder {
        match category {
            _ if active => "share.70-74.high-income",
            Some(_) => "share.70-74",
            None => return Err(missing("70歳以上の負担割合・適用区分")),
        }
    } else {
        "share.general"
    };
    let value = params.value(key, date).ok_or_else(|| missing("負担割合の法定値"))?;
    let share = value.value.checked_div(Decimal::ONE_HUNDRED).ok_or_else(|| missing("負担割合の法定値"))?;
    Ok((share.normalize(), Some(value.citation.clone())))
}

fn birthday_75(birth: ServiceDate) -> Option<ServiceDate> {
    AgeBound::Years(75).first_day(birth)
}

/// Whether 75 is reached in the month, on a day other than its first (施行令41条4項: membership begins on the birthday).
fn turning_75(birth: ServiceDate, date: ServiceDate) -> bool {
    birthday_75(birth).is_some_and(|day| day.month() == date.month() && day.parts().2 != 1)
}
