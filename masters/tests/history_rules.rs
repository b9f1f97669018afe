//! The rules of the history on small made-up files in the layout of t (特定器材, 38 columns).
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

use chrono::NaiveDate;
use santei_masters::decode::Opened;
use santei_masters::history::{GapReason, Note, Timeline};
use santei_masters::{Revision, Role, Table, read};

/// A complete row of t: mark, code, price, price before, date of change, last usable day.
fn full(mark: &str, code: &str, price: &str, old: &str, changed: &str, last: &str) -> Vec<String> {
    let old_kind = if old == "0.00" { "0" } else { "1" };
    let mut cells = vec![String::new(); 38];
    for (number, value) in [
        (1, mark),
        (2, "T"),
        (3, code),
        (4, "4"),
        (5, "試験器材"),
        (6, "4"),
        (7, "ｼｹﾝ"),
        (8, "0"),
        (9, "0"),
        (11, "1"),
        (12, price),
        (13, "0"),
        (14, "0"),
        (15, "00"),
        (16, "00"),
        (17, old_kind),
        (18, old),
        (19, "0"),
        (20, "0"),
        (21, "0"),
        (22, "0"),
        (23, "0"),
        (24, "0"),
        (26, "1"),
        (27, "0"),
        (28, changed),
        (29, "00000000"),
        (30, last),
        (31, "2"),
        (32, "1"),
        (33, "0"),
        (37, "試験器材"),
        (38, "000"),
    ] {
        cells[number - 1] = value.to_owned();
    }
    cells
}

/// A partial row: only what is given.
fn partial(mark: &str, code: &str, given: &[(usize, &str)]) -> Vec<String> {
    let mut cells = vec![String::new(); 38];
    cells[0] = mark.to_owned();
    cells[1] = "T".to_owned();
    cells[2] = code.to_owned();
    for (number, value) in given {
        cells[number - 1] = (*value).to_owned();
    }
    cells
}

fn file(name: &str, rows: &[Vec<String>]) -> Table {
    let text: String = rows.iter().map(|row| format!("\"{}\"\r\n", row.join("\",\""))).collect();
    let bytes = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    match read(name, bytes, Revision::R06).unwrap_or_else(|e| panic!("{e}")).remove(0) {
        Opened::Table(table) => *table,
        other => panic!("{other:?}"),
    }
}

const OPEN: &str = "99999999";

fn base() -> Table {
    file(
        "t_20240531.csv",
        &[
            full("0", "710000001", "100.00", "90.00", "20240601", OPEN),
            full("0", "710000002", "200.00", "0.00", "20240601", OPEN),
        ],
    )
}

fn spans(files: &[Table], code: &str) -> Vec<(String, String, String)> {
    let service = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let timeline =
        Timeline::build(&files.iter().collect::<Vec<_>>(), service).unwrap_or_else(|e| panic!("{e}"));
    let text = |d: Option<NaiveDate>| d.map_or("-".to_owned(), |d| d.to_string());
    timeline
        .versions(code)
        .iter()
        .map(|v| (text(v.valid_from), text(v.valid_until), v.row.row().get(12).to_owned()))
        .collect()
}

fn span(from: &str, until: &str, price: &str) -> (String, String, String) {
    (from.to_owned(), until.to_owned(), price.to_owned())
}

#[test]
fn a_row_holds_from_its_date_of_change_and_not_from_publication() {
    let change = file("t_20250307.csv", &[partial("5", "710000001", &[(12, "110.00"), (28, "20250401")])]);
    assert_eq!(change.role(), Role::Differential);
    assert_eq!(
        spans(&[change, base()], "710000001"),
        [span("2024-06-01", "2025-04-01", "100.00"), span("2025-04-01", "-", "110.00")]
    );
}

#[test]
fn an_empty_or_unmoved_date_corrects_in_place() {
    for date in [&[(12, "105.00")][..], &[(12, "105.00"), (28, "20240601")]] {
        let change = file("t_20240701.csv", &[partial("5", "710000001", date)]);
        assert_eq!(spans(&[base(), change], "710000001"), [span("2024-06-01", "-", "105.00")]);
    }
}

#[test]
fn a_backdated_row_takes_the_place_of_what_came_after_its_date() {
    let late = file("t_20240901.csv", &[partial("5", "710000001", &[(12, "110.00"), (28, "20241001")])]);
    let back = file("t_20241101.csv", &[partial("5", "710000001", &[(12, "120.00"), (28, "20240801")])]);
    assert_eq!(
        spans(&[base(), late, back], "710000001"),
        [span("2024-06-01", "2024-08-01", "100.00"), span("2024-08-01", "-", "120.00")]
    );
}

#[test]
fn an_abolished_row_ends_with_its_last_usable_day() {
    let end = file("t_20241001.csv", &[partial("9", "710000002", &[(28, "20241101"), (30, "20241031")])]);
    let next = file("t_20241201.csv", &[partial("5", "710000001", &[(12, "110.00"), (28, "20241201")])]);
    assert_eq!(spans(&[base(), end, next], "710000002"), [span("2024-06-01", "2024-11-01", "200.00")]);
}

#[test]
fn a_new_row_begins_with_its_date() {
    let new = file("t_20240901.csv", &[full("3", "710000003", "300.00", "0.00", "20240901", OPEN)]);
    assert_eq!(spans(&[base(), new], "710000003"), [span("2024-09-01", "-", "300.00")]);
}

fn gaps(files: &[Table]) -> Vec<(String, String, String, GapReason)> {
    let service = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    Timeline::build(&files.iter().collect::<Vec<_>>(), service)
        .unwrap()
        .gaps()
        .iter()
        .map(|g| (g.key.clone(), g.from.to_string(), g.until.to_string(), g.reason))
        .collect()
}

/// A later full file: three rows, so that no day is a general revision.
fn later(price: &str, old: &str) -> Table {
    file(
        "t_20250831.csv",
        &[
            full("0", "710000001", price, old, "20250901", OPEN),
            full("0", "710000002", "200.00", "0.00", "20240601", OPEN),
        ],
    )
}

#[test]
fn a_price_that_came_straight_from_the_known_one_leaves_no_gap() {
    let files = [base(), later("130.00", "100.00")];
    assert_eq!(gaps(&files), []);
    assert_eq!(
        spans(&files, "710000001"),
        [span("2024-06-01", "2025-09-01", "100.00"), span("2025-09-01", "-", "130.00")]
    );
}

#[test]
fn a_price_with_another_one_in_between_leaves_a_gap() {
    let files = [base(), later("130.00", "115.00")];
    assert_eq!(
        gaps(&files),
        [(
            "710000001".to_owned(),
            "2024-06-01".to_owned(),
            "2025-09-01".to_owned(),
            GapReason::ChangedUnseen
        )]
    );
    assert_eq!(spans(&files, "710000001"), [span("2025-09-01", "-", "130.00")]);
}

#[test]
fn a_code_older_than_its_first_known_price_leaves_a_gap() {
    let only = [later("130.00", "115.00")];
    assert_eq!(
        gaps(&only),
        [(
            "710000001".to_owned(),
            "2024-06-01".to_owned(),
            "2025-09-01".to_owned(),
            GapReason::FirstSeenLate
        )]
    );
}

#[test]
fn a_code_that_is_no_longer_there_leaves_a_gap() {
    let files =
        [base(), file("t_20250831.csv", &[full("0", "710000001", "100.00", "90.00", "20240601", OPEN)])];
    assert_eq!(
        gaps(&files),
        [("710000002".to_owned(), "2024-06-01".to_owned(), "2025-08-31".to_owned(), GapReason::Vanished)]
    );
    assert_eq!(spans(&files, "710000002"), [span("2024-06-01", "2025-08-31", "200.00")]);
}

#[test]
fn a_differential_file_that_does_not_fit_is_refused() {
    let service = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let build = |files: &[Table]| Timeline::build(&files.iter().collect::<Vec<_>>(), service).map(drop);
    let unknown = file("t_20240701.csv", &[partial("5", "710000009", &[(12, "105.00")])]);
    let message = build(&[base(), unknown]).unwrap_err().to_string();
    assert!(message.starts_with("t_20240701.csv:1: code `710000009`"), "{message}");
    let twice = file("t_20240701.csv", &[full("3", "710000001", "300.00", "0.00", "20240901", OPEN)]);
    assert!(build(&[base(), twice]).unwrap_err().to_string().contains("already"));
    let alone = file("t_20240701.csv", &[partial("5", "710000001", &[(12, "105.00")])]);
    assert!(build(&[alone]).unwrap_err().to_string().contains("full file"));
    let row = full("0", "710000001", "100.00", "90.00", "20240601", OPEN);
    let doubled = file("t_20240531.csv", &[row.clone(), row]);
    assert!(build(&[doubled]).unwrap_err().to_string().contains("t_20240531.csv:2: code `710000001`"));
}

#[test]
fn older_differential_files_are_not_needed() {
    let old = file("t_20240501.csv", &[partial("5", "710000001", &[(12, "95.00")])]);
    let service = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let files = [old, base()];
    let timeline = Timeline::build(&files.iter().collect::<Vec<_>>(), service).unwrap();
    assert_eq!(timeline.notes(), [Note::Superseded { file: "t_20240501.csv".to_owned() }]);
}
