//! Ages by 年齢計算ニ関スル法律: reached on the day before the birthday.

/// `(year, month, day)`.
pub type Day = (i32, u32, u32);

/// The first month in which someone born on `birth` counts as past the month of reaching `age`:
/// 「七十歳に達する日の属する月の翌月」 (健保法74条1項2号). Born on the 1st: reached in the month before.
#[must_use]
pub fn reached_from(birth: Day, age: i32) -> (i32, u32) {
    let (year, month, day) = birth;
    let year = year + age;
    if day == 1 {
        (year, month)
    } else if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    }
}

/// 「六歳に達する日以後の最初の三月三十一日」 not yet past on `on` (健保法74条, 110条2項1号).
#[must_use]
pub fn preschool(birth: Day, on: Day) -> bool {
    let (year, month, day) = birth;
    // reached six on 31 March or before of year + 6: born to 1 April inclusive (the day before 1 April is 31 March)
    let last = if (month, day) <= (4, 1) { year + 6 } else { year + 7 };
    on <= (last, 3, 31)
}

/// The share by age alone, percent: 2割 for preschool children, 3割, 2割 from the month after 70.
/// 現役並み and 後期高齢 come from elsewhere.
#[must_use]
pub fn share_by_age(birth: Day, on: Day) -> i64 {
    let seventy = reached_from(birth, 70);
    if (on.0, on.1) >= seventy || preschool(birth, on) { 20 } else { 30 }
}
