//! The compiled-in images hold what the sources say. Expected values are read from the fee schedule.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::law::Revision;
use santei_core::snapshot::{Edition, Found, Keep, Window};

fn day(text: &str) -> ServiceDate {
    text.parse().unwrap()
}

fn points(edition: &Edition, code: u32, on: &str) -> Option<String> {
    match edition.procedures().find(Code::known(code), day(on)) {
        Found::Row(row, _) => Some(row.points().decimal().to_string()),
        _ => None,
    }
}

#[test]
fn the_starter_edition_answers_by_date() {
    let engine = santei_data::engine().unwrap();
    let [edition, _] = engine.editions() else { panic!("two editions") };
    let manifest = edition.manifest();
    assert_eq!((manifest.edition.as_str(), manifest.revision), ("R6-starter", Revision::R06));
    assert!(manifest.provisional.is_some());
    for table in ["ck", "etensu-02", "etensu-03-1"] {
        assert!(manifest.missing.iter().any(|m| m == table), "{table}");
    }
    assert!(edition.validity().holds(day("2024-06-01")) && edition.validity().holds(day("2026-05-31")));
    assert!(!edition.validity().holds(day("2024-05-31")) && !edition.validity().holds(day("2026-06-01")));

    assert_eq!(points(edition, 111_000_110, "2024-06-01").as_deref(), Some("291.00"));
    assert_eq!(points(edition, 112_007_410, "2025-10-01").as_deref(), Some("75.00"));
    // 医療ＤＸ推進体制整備加算 of a first visit: one grade of 8 points; three of 11, 10 and 8 from 2024-10-01; six of
    // 12, 11, 10, 10, 9 and 8 from 2025-04-01.
    for (code, on, expected) in [
        (111_703_370, "2024-09-30", Some("8.00")),
        (111_703_470, "2024-09-30", None),
        (111_703_470, "2024-10-01", Some("11.00")),
        (111_703_470, "2025-03-31", Some("11.00")),
        (111_703_470, "2025-04-01", Some("10.00")),
        (111_703_670, "2025-03-31", None),
        (111_703_670, "2025-04-01", Some("12.00")),
    ] {
        assert_eq!(points(edition, code, on).as_deref(), expected, "{code} {on}");
    }
    let place = edition.procedures().rows_of(Code::known(111_000_110)).next().unwrap().1;
    assert_eq!(edition.procedure_name(place), "初診料");
}

#[test]
fn exclusions_are_found_from_both_sides() {
    let engine = santei_data::engine().unwrap();
    let [edition, _] = engine.editions() else { panic!("two editions") };
    let item = |code| edition.procedures().item(Code::known(code)).unwrap();
    // 初診料 and 生活習慣病管理料(Ⅱ) in one calendar month: the first visit stays.
    let (visit, management) = (item(111_000_110), item(113_707_110));
    let there = edition.exclusion(Window::Month, visit, management, day("2024-07-01")).unwrap();
    let back = edition.exclusion(Window::Month, management, visit, day("2024-07-01")).unwrap();
    assert_eq!((there.keep, back.keep), (Keep::First, Keep::Second));
    assert_eq!(edition.exclusion(Window::Week, visit, management, day("2024-07-01")), None);
}

#[test]
fn parameters_end_where_their_text_does() {
    let engine = santei_data::engine().unwrap();
    let params = engine.params();
    let at = |key: &str, on: &str, count| {
        params.steps(key, day(on)).and_then(|s| s.value.at(count)).map(|v| v.to_string())
    };
    assert_eq!(at("lab.bundle.1", "2024-06-01", 4), None);
    assert_eq!(at("lab.bundle.1", "2024-06-01", 7).as_deref(), Some("93"));
    assert_eq!(at("lab.bundle.1", "2024-06-01", 8).as_deref(), Some("99"));
    assert_eq!(at("lab.bundle.1", "2026-06-01", 10).as_deref(), Some("103"));
    let article = |on| params.steps("lab.bundle.1", day(on)).unwrap().citation.revision();
    assert_eq!((article("2026-05-31"), article("2026-06-01")), (Some(Revision::R06), Some(Revision::R08)));
    // 医療ＤＸ推進体制整備加算 ended with R6.
    assert!(params.set("dx-preparation.class.1", day("2026-05-31")).is_some());
    assert!(params.set("dx-preparation.class.1", day("2026-06-01")).is_none());
    assert!(params.steps("lab.bundle.1", day("2024-05-31")).is_none());
    let first = params.set("visit.first", day("2024-06-01")).unwrap();
    assert!(
        first.value.contains(Code::known(111_000_110)) && !first.value.contains(Code::known(111_011_810))
    );
}

#[test]
fn the_second_half_holds_the_points_of_r8() {
    let engine = santei_data::engine().unwrap();
    let [before, edition] = engine.editions() else { panic!("two editions") };
    let manifest = edition.manifest();
    assert_eq!((manifest.edition.as_str(), manifest.revision), ("R8-starter", Revision::R08));
    assert!(manifest.provisional.is_some());
    // What was not read for R8 is named: prices, exclusions, limits.
    for table in ["y", "t", "etensu-03-2", "etensu-05"] {
        assert!(manifest.carried.iter().any(|c| c == table), "{table}");
    }
    assert!(before.manifest().carried.is_empty());
    assert_eq!(before.validity().until, edition.validity().from);

    // 告示第69号 別表第一: A000 291, A001 76, A002 77, A001 注10 7, O001 17, O100 2; ended: 医療情報取得加算, B001-2-5.
    for (code, expected) in [
        (111_000_110, Some("291.00")),
        (112_007_410, Some("76.00")),
        (112_011_310, Some("77.00")),
        (112_016_070, Some("7.00")),
        (180_725_710, Some("17.00")),
        (180_819_910, Some("2.00")),
        (111_704_070, Some("15.00")),
        (112_708_970, None),
        (113_013_710, None),
    ] {
        assert_eq!(points(edition, code, "2026-06-01").as_deref(), expected, "{code}");
    }
    let Found::Row(row, at) = edition.procedures().find(Code::known(112_016_070), day("2026-06-01")) else {
        panic!("時間外対応体制加算１")
    };
    assert_eq!((row.article().name().as_str(), edition.procedure_name(at)), ("A001", "時間外対応体制加算１"));
    let Found::Row(row, _) = edition.procedures().find(Code::known(180_819_910), day("2026-06-01")) else {
        panic!("物価対応料")
    };
    assert_eq!((row.article().name().as_str(), row.price_response_kind()), ("O100", 1));
    let Found::Row(row, _) = edition.procedures().find(Code::known(180_725_710), day("2026-06-01")) else {
        panic!("ベースアップ評価料")
    };
    assert_eq!(row.article().name(), "O001");
}
