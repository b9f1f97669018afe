//! Damaged and foreign files are refused, by name and place, and never make the program panic.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use santei_masters::decode::Opened;
use santei_masters::{MastersError, Revision, read};

/// A row of 05 (算定回数): 14 columns.
const LIMIT: [&str; 14] =
    ["0", "111000110", "初診料", "159", "初診時", "1", "0", "0", "0", "0", "0", "0", "20180401", "99999999"];

const LIMIT_FILE: &str = "05算定回数テーブル.csv";

fn bytes(rows: &[Vec<String>]) -> Vec<u8> {
    let text: String = rows.iter().map(|row| format!("\"{}\"\r\n", row.join("\",\""))).collect();
    encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()
}

fn limit(number: usize, value: &str) -> Vec<String> {
    let mut row: Vec<String> = LIMIT.iter().map(ToString::to_string).collect();
    row[number - 1] = value.to_owned();
    row
}

fn refused(name: &str, bytes: Vec<u8>) -> String {
    match read(name, bytes, Revision::R06) {
        Err(e) => e.to_string(),
        Ok(_) => panic!("{name} was accepted"),
    }
}

#[test]
fn a_value_outside_its_list_names_file_line_column_item_and_value() {
    let rows = [limit(4, "121"), limit(4, "159"), limit(4, "999")];
    assert_eq!(
        refused(LIMIT_FILE, bytes(&rows)).split(" (").next().unwrap(),
        "05算定回数テーブル.csv:3:4: item `算定単位コード` value `999`: not in the official list of this item"
    );
    let message = refused(LIMIT_FILE, bytes(&[limit(7, "2")]));
    assert_eq!(
        message,
        "05算定回数テーブル.csv:1:7: item `特例条件` value `2`: not in the official list of this item (01)"
    );
}

#[test]
fn every_kind_of_bad_cell_is_told() {
    for (number, value, part) in [
        (2, "11100011", "exactly 9"),
        (2, "311000110", "begins with 1"),
        (2, "", "missing"),
        (6, "1a", "not a number"),
        (6, "1000", "allows 3"),
        (8, "1", "reserved"),
        (13, "20180431", "not a calendar date"),
        (13, "99999999", "not a calendar date"),
        (14, "0", "not a calendar date"),
        (3, "初診料\u{1}", "control character"),
        (3, "あいうえおかきくけこあいうえおかきくけこあいうえおかきくけこあいう", "allows 64"),
    ] {
        let message = refused(LIMIT_FILE, bytes(&[limit(6, "1"), limit(number, value)]));
        assert!(message.starts_with(&format!("{LIMIT_FILE}:2:{number}: item")), "{message}");
        assert!(message.contains(part), "{message}");
    }
}

#[test]
fn an_unknown_layout_is_refused_by_its_width() {
    let mut wide = limit(6, "1");
    wide.push("0".to_owned());
    let message = refused(LIMIT_FILE, bytes(&[limit(6, "1"), wide]));
    assert!(
        message.starts_with(&format!("{LIMIT_FILE}:2:15:")) && message.contains("15 columns"),
        "{message}"
    );
}

#[test]
fn damaged_quotes_lines_and_bytes_are_refused() {
    let good = bytes(&[limit(6, "1"), limit(6, "2")]);
    assert!(read(LIMIT_FILE, good.clone(), Revision::R06).is_ok());
    let replaced = |from: &str, to: &str| {
        let text = encoding_rs::SHIFT_JIS.decode(&good).0.replacen(from, to, 1);
        encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()
    };
    for (damaged, part) in [
        (replaced("\"159\"", "\"15\"9\""), "quotes"),
        (replaced("\"159\"", "\"15\"\"9\""), "quotes"),
        (replaced("\"159\"", "159"), "quotes"),
        (replaced("\r\n", "\r\n\r\n"), "empty line"),
        (good[..good.len() - 2].to_vec(), "cut off"),
        (good[..good.len() - 40].to_vec(), "columns"),
        (Vec::new(), "empty"),
    ] {
        let message = refused(LIMIT_FILE, damaged);
        assert!(message.contains(part), "{part}: {message}");
    }
    // 0xFF is no byte of Windows-31J; 初 is 0x8F 0x89.
    let at = good.windows(2).rposition(|w| w == [0x8f, 0x89]).unwrap();
    let mut damaged = good.clone();
    damaged[at] = 0xff;
    let message = refused(LIMIT_FILE, damaged);
    assert!(message.starts_with(&format!("{LIMIT_FILE}:2:5: item `算定単位名称` value `0xFF`")), "{message}");
    let utf8 = String::from_utf8_lossy(&encoding_rs::SHIFT_JIS.decode(&good).0.into_owned().into_bytes())
        .into_owned();
    assert!(refused(LIMIT_FILE, utf8.into_bytes()).contains("Windows-31J"));
}

#[test]
fn a_file_without_quotes_is_read_too() {
    let text = format!("{}\n", LIMIT.join(","));
    let plain = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    let Opened::Table(table) = read(LIMIT_FILE, plain, Revision::R06).unwrap().remove(0) else { panic!() };
    // Written back it has the official form.
    assert_eq!(table.encode(), bytes(&[limit(6, "1")]));
}

#[test]
fn names_and_archives_that_are_none_are_refused() {
    let good = bytes(&[limit(6, "1")]);
    assert!(matches!(read("limits.csv", good.clone(), Revision::R06), Err(MastersError::UnknownFile { .. })));
    assert!(matches!(read("tensuhyo_02.zip", good, Revision::R06), Err(MastersError::Zip { .. })));
    assert!(matches!(
        read("tensuhyo_02.zip", b"PK\x03\x04".to_vec(), Revision::R06),
        Err(MastersError::Zip { .. })
    ));
}

#[test]
fn rows_of_workers_compensation_are_refused_by_name() {
    let Some(dir) = common::masters_dir() else { return };
    let table = common::table(&dir.join("r6/s_20251104.zip"));
    let line: Vec<u8> = table.encode().split(|b| *b == b'\n').next().unwrap().to_vec();
    let text = encoding_rs::SHIFT_JIS.decode(&line).0.trim_end().to_owned();
    let mut cells: Vec<&str> = text.split(',').collect();
    cells[14] = "\"A11\"";
    let foreign = encoding_rs::SHIFT_JIS.encode(&format!("{}\r\n", cells.join(","))).0.into_owned();
    let message = refused("s_ALL20240601.csv", foreign);
    assert!(message.contains("労災") && message.starts_with("s_ALL20240601.csv:1:15:"), "{message}");
}

#[test]
fn columns_of_the_next_revision_are_accepted_only_there() {
    let Some(dir) = common::masters_dir() else { return };
    let table = common::table(&dir.join("r6/s_20251104.zip"));
    let line: Vec<u8> = table.encode().split(|b| *b == b'\n').next().unwrap().to_vec();
    let text = encoding_rs::SHIFT_JIS.decode(&line).0.trim_end().to_owned();
    let mut cells: Vec<&str> = text.split(',').collect();
    (cells[131], cells[132]) = ("\"2\"", "\"012\"");
    let this = encoding_rs::SHIFT_JIS.encode(&format!("{}\r\n", cells.join(","))).0.into_owned();
    // R8 reserves what held the points before (57, 58).
    (cells[56], cells[57]) = ("\"0\"", "\"0\"");
    let next = encoding_rs::SHIFT_JIS.encode(&format!("{}\r\n", cells.join(","))).0.into_owned();
    read("s_ALL20260605.csv", next, Revision::R08).unwrap_or_else(|e| panic!("{e}"));
    let message = refused("s_ALL20260605.csv", this);
    assert!(
        message.starts_with("s_ALL20260605.csv:1:132: item `予備` value `2`: the column is reserved"),
        "{message}"
    );
}

/// A small generator of numbers, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }
}

#[test]
fn truncated_and_flipped_archives_are_refused_and_never_panic() {
    let Some(dir) = common::masters_dir() else { return };
    let name = "t_20251128.zip";
    let good = std::fs::read(dir.join("r6").join(name)).unwrap();
    for length in (0..good.len()).step_by(997) {
        assert!(read(name, good[..length].to_vec(), Revision::R06).is_err(), "cut at {length}");
    }
    let table = |bytes: Vec<u8>| match read(name, bytes, Revision::R06).ok()?.remove(0) {
        Opened::Table(table) => Some(table.encode()),
        _ => None,
    };
    let whole = table(good.clone()).unwrap();
    let mut numbers = Numbers(0x5eed_1234_9876_0001);
    for _ in 0..300 {
        let mut bytes = good.clone();
        let at = numbers.below(bytes.len());
        bytes[at] ^= 1 << numbers.below(8);
        // Either refused, or the flip did not touch the content (dates and names of the archive).
        if let Some(read) = table(bytes) {
            assert!(read == whole, "flip at {at}");
        }
    }
}

#[test]
fn flipped_and_cut_csv_never_panics() {
    let Some(dir) = common::masters_dir() else { return };
    let table = common::table(&dir.join("r6/t_20251128.zip"));
    let good: Vec<u8> = table.encode().into_iter().take(40_000).collect();
    let end = good.iter().rposition(|b| *b == b'\n').unwrap() + 1;
    let good = &good[..end];
    assert!(read("t_20251128.csv", good.to_vec(), Revision::R06).is_ok());
    let mut numbers = Numbers(0x5eed_0000_0000_0002);
    let mut refused = 0;
    for _ in 0..2_000 {
        let mut bytes = good.to_vec();
        for _ in 0..=numbers.below(3) {
            let at = numbers.below(bytes.len());
            bytes[at] ^= 1 << numbers.below(8);
        }
        refused += usize::from(read("t_20251128.csv", bytes, Revision::R06).is_err());
    }
    // A flip inside a name gives another name, which no layout can tell from a right one; most others are seen.
    assert!(refused > 500, "{refused}");
    for length in 0..good.len().min(3_000) {
        let cut = read("t_20251128.csv", good[..length].to_vec(), Revision::R06);
        assert_eq!(cut.is_ok(), length > 0 && good[length - 1] == b'\n', "{length}");
    }
}
