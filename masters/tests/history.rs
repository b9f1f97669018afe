//! Points and prices as of a service date, from the official editions.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use chrono::NaiveDate;
use santei_masters::Table;
use santei_masters::history::{GapReason, Note, Timeline};

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn service() -> NaiveDate {
    day(2024, 6, 1)
}

/// All editions and differential files of a kind.
fn all(dir: &std::path::Path, kind: &str) -> Vec<Table> {
    ["r6", "r6-diff"]
        .iter()
        .flat_map(|folder| common::files(&dir.join(folder)))
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{kind}_")))
        .flat_map(|path| common::tables(&path))
        .filter(|table| table.kind().id() == kind)
        .collect()
}

fn timeline(tables: &[Table]) -> Timeline<'_> {
    Timeline::build(&tables.iter().collect::<Vec<_>>(), service()).unwrap_or_else(|e| panic!("{e}"))
}

/// Column 12 (points or price) of a code on a day; `None` when no version holds.
fn amount(timeline: &Timeline<'_>, code: &str, on: NaiveDate) -> Option<String> {
    let holding: Vec<_> = timeline.versions(code).iter().filter(|v| v.holds(on)).collect();
    assert!(holding.len() <= 1, "{code}: two versions on {on}");
    holding.first().map(|v| v.row.row().get(12).to_owned())
}

#[test]
fn procedures_answer_as_of_the_service_date() {
    let Some(dir) = common::masters_dir() else { return };
    let tables = all(&dir, "s");
    assert_eq!(tables.len(), 23);
    let s = timeline(&tables);
    let on = |code, y, m, d| amount(&s, code, day(y, m, d));
    // 入院時食事療養（１）: 670 yen, 690 from 2025-04-01 (令和7年厚生労働省告示 of the meal charges).
    assert_eq!(on("197000110", 2024, 6, 1).as_deref(), Some("670.00"));
    assert_eq!(on("197000110", 2025, 3, 31).as_deref(), Some("670.00"));
    assert_eq!(on("197000110", 2025, 4, 1).as_deref(), Some("690.00"));
    // 医療ＤＸ推進体制整備加算: one code of 8 points until 2024-09-30; three of 11, 10, 8 from 2024-10-01; six of 12, 11, 10
    // (new codes) and 10, 9, 8 (the former three, renamed) from 2025-04-01.
    assert_eq!(on("111703370", 2024, 9, 30).as_deref(), Some("8.00"));
    assert_eq!(on("111703470", 2024, 9, 30), None);
    assert_eq!(on("111703470", 2024, 10, 1).as_deref(), Some("11.00"));
    assert_eq!(on("111703470", 2025, 3, 31).as_deref(), Some("11.00"));
    assert_eq!(on("111703470", 2025, 4, 1).as_deref(), Some("10.00"));
    assert_eq!(on("111703570", 2025, 4, 1).as_deref(), Some("9.00"));
    assert_eq!(on("111703670", 2025, 3, 31), None);
    assert_eq!(on("111703670", 2025, 4, 1).as_deref(), Some("12.00"));
    let names: Vec<_> = s.versions("111703370").iter().map(|v| v.row.row().get(5)).collect();
    assert_eq!(
        names,
        [
            "医療ＤＸ推進体制整備加算（初診）",
            "医療ＤＸ推進体制整備加算３（初診）",
            "医療ＤＸ推進体制整備加算６（初診）"
        ]
    );
    // 初診料 does not change.
    assert_eq!(on("111000110", 2024, 6, 1).as_deref(), Some("291.00"));
    assert_eq!(on("111000110", 2026, 5, 31).as_deref(), Some("291.00"));
    assert_eq!(s.versions("111000110").len(), 1);
    // The chain is complete up to 2025-09-01, and no later price change is unexplained.
    assert_eq!(s.gaps(), []);
    // The one cell that the differential files cannot express is reported twice: where it was lost and where it came back.
    assert_eq!(
        s.notes(),
        [
            Note::Blank { file: "s_20240902.csv".to_owned(), key: "150446570".to_owned() },
            Note::Reconciled {
                file: "s_ALL20250901.zip:s_ALL20250901.csv".to_owned(),
                key: "150446570".to_owned(),
                columns: vec![117]
            },
        ]
    );
}

#[test]
fn drugs_answer_as_of_the_service_date() {
    let Some(dir) = common::masters_dir() else { return };
    let tables = all(&dir, "y");
    let y = timeline(&tables);
    let on = |code, at: NaiveDate| amount(&y, code, at);
    // Prices of the drug price standard before and from 2025-04-01: アムロジピン錠５ｍｇ「あすか」 10.10 and 10.40,
    // バルサルタン錠８０ｍｇ「トーワ」 14.60 and 13.20.
    for (code, before, after) in [("620007853", "10.10", "10.40"), ("622337101", "14.60", "13.20")] {
        assert_eq!(on(code, day(2025, 3, 31)).as_deref(), Some(before), "{code}");
        assert_eq!(on(code, day(2025, 4, 1)).as_deref(), Some(after), "{code}");
    }
    // No code has a day with two prices, and the days without one are the gaps that are reported.
    for gap in y.gaps().iter().filter(|g| g.reason == GapReason::ChangedUnseen) {
        assert_eq!(on(&gap.key, gap.from), None, "{gap:?}");
        assert!(on(&gap.key, gap.until).is_some(), "{gap:?}");
    }
    // Between 2024-10-18 and 2025-11-11 no drug file is at hand. A code of the later file whose price cannot have come
    // straight from the earlier one is a gap; so is one that was listed before its first known price.
    let count = |reason| y.gaps().iter().filter(|g| g.reason == reason).count();
    assert!(count(GapReason::ChangedUnseen) > 0 && count(GapReason::FirstSeenLate) > 0);
    assert!(y.gaps().iter().all(|g| g.from >= day(2024, 10, 19) && g.until <= day(2025, 11, 12)));
}

#[test]
fn no_version_of_any_file_overlaps_another() {
    let Some(dir) = common::masters_dir() else { return };
    let tables: Vec<Table> = ["r6", "r6-diff"]
        .iter()
        .flat_map(|folder| common::files(&dir.join(folder)))
        .flat_map(|path| common::tables(&path))
        .collect();
    let kinds: std::collections::BTreeSet<_> = tables.iter().map(Table::kind).collect();
    assert_eq!(kinds.len(), 16, "{kinds:?}");
    for kind in kinds {
        let of_kind: Vec<&Table> = tables.iter().filter(|t| t.kind() == kind).collect();
        let timeline = Timeline::build(&of_kind, service()).unwrap_or_else(|e| panic!("{e}"));
        for (key, versions) in timeline.rows() {
            for version in versions {
                if let (Some(from), Some(until)) = (version.valid_from, version.valid_until) {
                    assert!(from < until, "{kind:?} {key}");
                }
            }
            for pair in versions.windows(2) {
                assert!(
                    pair[0].valid_until.is_some_and(|until| Some(until) <= pair[1].valid_from),
                    "{kind:?} {key}"
                );
            }
        }
    }
}
