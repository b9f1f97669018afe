//! 高額療養費算定基準額: 令42条, and the tables from 2026-08 and 2027-08.

use super::{Ages, Category, Open, Person, Setting, percent};

/// Base, and for the 1 % kind the cost from which it is counted; the flat sum of 多数回.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    base: i64,
    over: Option<i64>,
    multiple: Option<i64>,
}

const fn flat(base: i64, multiple: Option<i64>) -> Limit {
    Limit { base, over: None, multiple }
}

const fn formula(base: i64, over: i64, multiple: i64) -> Limit {
    Limit { base, over: Some(over), multiple: Some(multiple) }
}

impl Limit {
    /// The limit for `cost` yen. Halved (令42条2・4項 and 「二分の一を乗じて得た額」): base, threshold and 多数回 alike.
    pub(crate) fn of(self, cost: i64, multiple: bool, halved: bool) -> i64 {
        let half = |yen: i64| if halved { yen / 2 } else { yen };
        match (self.multiple, self.over) {
            (Some(yen), _) if multiple => half(yen),
            (_, Some(over)) => half(self.base) + percent((cost - half(over)).max(0), 1),
            (_, None) => half(self.base),
        }
    }

    /// The same limit without 多数回.
    pub(crate) fn once(self) -> Self {
        Self { multiple: None, ..self }
    }
}

/// The table in force.
fn era(at: (i32, u32)) -> u8 {
    if at < (2026, 8) {
        0
    } else if at < (2027, 8) {
        1
    } else {
        2
    }
}

/// 令42条1項, 3項, 5項: the limit of the category itself.
///
/// To 2026-07 from the text of the order. From 2026-08 from 高額療養費制度の見直しについて (厚生労働省); from 2027-08 the
/// thirteen bands under 70 from the same paper, nothing for 70 and over.
pub(crate) fn own(
    at: (i32, u32),
    person: &Person,
    category: Category,
    setting: Setting,
) -> Result<Limit, Open> {
    use Category::*;
    let under70 = person.ages == Ages::Under70;
    if under70 != matches!(category, ア | イ | ウ | エ | オ) {
        return Err(Open::CategoryOfOtherAge);
    }
    let outpatient = setting == Setting::Outpatient;
    Ok(match (era(at), category) {
        (0, ア | 現役並み3) => formula(252_600, 842_000, 140_100),
        (0, イ | 現役並み2) => formula(167_400, 558_000, 93_000),
        (0, ウ | 現役並み1) => formula(80_100, 267_000, 44_400),
        (0, エ) => flat(57_600, Some(44_400)),
        (0, オ) => flat(35_400, Some(24_600)),
        (0, 一般 | 一般2 | 一般1) if outpatient => flat(18_000, None),
        (0, 一般 | 一般2 | 一般1) => flat(57_600, Some(44_400)),
        (0, 低所得2 | 低所得1) if outpatient => flat(8_000, None),
        (0, 低所得2) => flat(24_600, None),
        (0, 低所得1) => flat(15_000, None),
        (1, ア | 現役並み3) => formula(270_300, 901_000, 140_100),
        (1, イ | 現役並み2) => formula(179_100, 597_000, 93_000),
        (1, ウ | 現役並み1) => formula(85_800, 286_000, 44_400),
        (1, エ) => flat(61_500, Some(44_400)),
        (1, オ) => flat(36_900, Some(24_600)),
        (1, 一般 | 一般2 | 一般1) if outpatient => flat(22_000, None),
        (1, 一般 | 一般2 | 一般1) => flat(61_500, Some(44_400)),
        (1, 低所得2) if outpatient => flat(11_000, None),
        (1, 低所得2) => flat(25_700, Some(24_600)),
        (1, 低所得1) if outpatient => flat(8_000, None),
        (1, 低所得1) => flat(15_700, None),
        (2, オ) => flat(36_900, Some(24_600)),
        (2, _) if under70 => band(person.remuneration.ok_or(Open::RemunerationMissing)?),
        _ => return Err(Open::NotPublished),
    })
}

/// From 2027-08, under 70, by 標準報酬月額.
fn band(yen: i64) -> Limit {
    match yen {
        1_270_000.. => formula(342_000, 1_140_000, 140_100),
        1_030_000.. => formula(303_000, 1_010_000, 140_100),
        830_000.. => formula(270_300, 901_000, 140_100),
        710_000.. => formula(209_400, 698_000, 93_000),
        620_000.. => formula(194_400, 648_000, 93_000),
        530_000.. => formula(179_100, 597_000, 93_000),
        440_000.. => formula(110_400, 368_000, 44_400),
        360_000.. => formula(98_100, 327_000, 44_400),
        280_000.. => formula(85_800, 286_000, 44_400),
        200_000.. => flat(69_600, Some(44_400)),
        160_000.. => flat(65_400, Some(44_400)),
        _ => flat(61_500, Some(34_500)),
    }
}

/// 令42条6項 to 2026-07: care under a national programme that is not one of the long-lasting diseases. One for everybody.
pub(crate) fn benefit(ages: Ages, setting: Setting) -> Limit {
    match (ages, setting) {
        (Ages::Under70, _) => formula(80_100, 267_000, 0).once(),
        (_, Setting::Inpatient) => flat(57_600, None),
        (_, Setting::Outpatient) => flat(18_000, None),
    }
}

/// 令42条8項 to 2026-07: 被保護者.
pub(crate) fn protected(ages: Ages, setting: Setting) -> Limit {
    match (ages, setting) {
        (Ages::Under70, _) => flat(35_400, None),
        (_, Setting::Inpatient) => flat(15_000, None),
        (_, Setting::Outpatient) => flat(8_000, None),
    }
}

/// Whether the tables of 令42条6項 and 8項 of the month are not at hand. What stays below those of the year before cannot be touched by
/// a later table: none lowers a figure.
pub(crate) fn unpublished(at: (i32, u32)) -> bool {
    era(at) > 0
}

/// The category's limit for a cost, halves of later tables only as far as they cannot matter: that they follow the new table is not
/// published.
pub(crate) fn own_at(
    month: &super::Month,
    category: Category,
    cost: i64,
    multiple: bool,
    share: i64,
) -> Result<i64, Open> {
    let person = &month.person;
    if person.halved && era(month.at) > 0 {
        let old = own((2026, 7), person, category, month.setting)?;
        let old = if era(month.at) > 1 { 0 } else { old.of(cost, multiple, true) };
        if share > old {
            return Err(Open::NotPublished);
        }
        return Ok(old);
    }
    Ok(own(month.at, person, category, month.setting)?.of(cost, multiple, person.halved))
}

/// Whether nothing at all is known for the age in the month.
pub(crate) fn unknown(at: (i32, u32), ages: Ages) -> bool {
    era(at) > 1 && ages != Ages::Under70
}

/// 配慮措置 (高齢者の医療の確保に関する法律施行令 附則, 2022-10 to 2025-09): 一般2, outpatient, `cost` outside the programmes.
/// The formula is not halved in the month of reaching 75; the limit of 18,000 is, and the caller applies it.
pub(crate) fn eased(
    at: (i32, u32),
    person: &Person,
    category: Category,
    setting: Setting,
    cost: i64,
) -> Option<i64> {
    let applies = person.ages == Ages::Late
        && category == Category::一般2
        && setting == Setting::Outpatient
        && person.special.is_none()
        && ((2022, 10)..=(2025, 9)).contains(&at)
        && cost > 30_000;
    applies.then(|| 6_000 + percent(cost - 30_000, 10))
}
