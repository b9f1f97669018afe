//! Every parameter answers from the first service day on, and the holidays are those of the Act.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::params::Params;
use santei_core::snapshot::Bytes;

fn params() -> Params {
    Params::open(Bytes::from(xtask::params::compile(&xtask::root()).unwrap())).unwrap()
}

#[test]
fn every_key_begins_with_r6_and_has_no_gap() {
    let r8 = "2026-06-01".parse::<ServiceDate>().unwrap().days();
    let params = params();
    assert!(params.spans().count() > 60);
    // 医療ＤＸ推進体制整備加算 had one class until 2024-09, three until 2025-03, six since.
    let later = |key: &str| match key {
        "dx-preparation.class.2"
        | "dx-preparation.class.3"
        | "dx-preparation.management.class.2"
        | "dx-preparation.management.class.3" => "2024-10-01",
        "dx-preparation.class.4"
        | "dx-preparation.class.5"
        | "dx-preparation.class.6"
        | "dx-preparation.management.class.4"
        | "dx-preparation.management.class.5"
        | "dx-preparation.management.class.6" => "2025-04-01",
        // A sum for many months is new for 低所得Ⅱ; the ladder of standard remunerations is planned.
        "high-cost.elder.low2.multiple" => "2026-08-01",
        key if key.starts_with("high-cost.by-remuneration.") => "2027-08-01",
        // The special charge of 長期収載品 began with October 2024.
        key if key.starts_with("special-charge.") => "2024-10-01",
        _ => "2024-06-01",
    };
    // 配慮措置 for 一般Ⅱ ended with 2025-09.
    let transitional = "2025-10-01".parse::<ServiceDate>().unwrap().days();
    for (key, spans) in params.spans() {
        let first = later(key).parse::<ServiceDate>().unwrap().days();
        // A key may also begin with R8: what is new in it.
        assert!(spans[0].from == first || spans[0].from == r8, "{key} begins on a day of its own");
        for pair in spans.windows(2) {
            assert_eq!(pair[0].until, pair[1].from, "{key}");
        }
        let last = if key.starts_with("high-cost.transitional.") { transitional } else { r8 };
        assert!(spans.last().unwrap().until >= last, "{key} ends inside R6");
    }
}

/// 国民の祝日に関する法律 2条 and 3条, as in force since 2022, worked out independently of the table.
fn holidays(year: i32) -> BTreeSet<NaiveDate> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let monday = |month, n| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, n).unwrap();
    // As announced in the official gazette each February for the year after.
    let (spring, autumn) = match year {
        2024 => (20, 22),
        2025 | 2026 => (20, 23),
        2027 => (21, 23),
        _ => panic!("no announcement for {year}"),
    };
    let named: BTreeSet<NaiveDate> = [
        day(1, 1),
        monday(1, 2),
        day(2, 11),
        day(2, 23),
        day(3, spring),
        day(4, 29),
        day(5, 3),
        day(5, 4),
        day(5, 5),
        monday(7, 3),
        day(8, 11),
        monday(9, 3),
        day(9, autumn),
        monday(10, 2),
        day(11, 3),
        day(11, 23),
    ]
    .into();
    let next = |d: NaiveDate| d + Days::new(1);
    let mut all = named.clone();
    // 3条2項: a holiday on a Sunday moves to the next day that is no holiday.
    for sunday in named.iter().filter(|d| d.weekday() == Weekday::Sun) {
        let mut substitute = next(*sunday);
        while named.contains(&substitute) {
            substitute = next(substitute);
        }
        all.insert(substitute);
    }
    // 3条3項: a day between two holidays.
    for before in &named {
        let between = next(*before);
        if !named.contains(&between) && named.contains(&next(between)) {
            all.insert(between);
        }
    }
    all
}

#[test]
fn holidays_are_those_of_the_act() {
    let params = params();
    let date = "2024-06-01".parse().unwrap();
    let listed: BTreeSet<Code> = params.set("calendar.holiday", date).unwrap().value.iter().collect();
    let first = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let expected: BTreeSet<Code> = (2024..=2027)
        .flat_map(holidays)
        .filter(|d| *d >= first)
        .map(|d| format!("0{}", d.format("%Y%m%d")).parse().unwrap())
        .collect();
    assert_eq!(listed, expected);
    // The table says nothing about 2028, and an answer for it has to fail.
    assert!(params.set("calendar.holiday", "2027-12-31".parse().unwrap()).is_some());
    assert!(params.set("calendar.holiday", "2028-01-01".parse().unwrap()).is_none());
}
