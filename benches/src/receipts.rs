//! Claim files of realistic size, made up: outpatient receipts of July 2025 with about thirty lines on three days.
//!
//! The points are those of the official R6 masters of that month; a bench that prices them says so when they are not.

use std::fmt::Write as _;

/// A billing unit: section, records (kind, code, quantity), points of one time, days.
type Unit = (u8, &'static [(&'static str, u32, &'static str)], u32, &'static [u32]);

/// Tests paid by count: ten items of D007.
const CHEMISTRY: &[(&str, u32, &str)] = &[
    ("SI", 160_022_510, ""),
    ("SI", 160_022_610, ""),
    ("SI", 160_020_410, ""),
    ("SI", 160_017_410, ""),
    ("SI", 160_019_010, ""),
    ("SI", 160_019_210, ""),
    ("SI", 160_018_910, ""),
    ("SI", 160_019_510, ""),
    ("SI", 160_020_910, ""),
    ("SI", 160_021_410, ""),
];

/// What a receipt may hold; which of it, its number tells.
const UNITS: &[Unit] = &[
    (11, &[("SI", 111_000_110, "")], 291, &[2]),
    (12, &[("SI", 112_007_410, "")], 75, &[9, 23]),
    (12, &[("SI", 112_011_010, "")], 52, &[9, 23]),
    (12, &[("SI", 112_015_570, "")], 1, &[9, 23]),
    (13, &[("SI", 113_001_810, "")], 225, &[9]),
    (31, &[("SI", 130_000_510, "")], 25, &[2, 9]),
    (60, &[("SI", 160_000_310, "")], 26, &[2, 23]),
    (60, &[("SI", 160_008_010, "")], 21, &[2, 23]),
    (60, CHEMISTRY, 103, &[2]),
    (60, &[("SI", 160_095_710, "")], 40, &[2]),
    (60, &[("SI", 160_061_810, "")], 125, &[2]),
    (60, &[("SI", 160_061_910, "")], 144, &[2]),
    (80, &[("SI", 120_002_910, "")], 60, &[2, 9, 23]),
];

/// Which units a receipt of a number has: the visits always, of the rest now these, now those.
fn has(number: u64, place: usize) -> bool {
    place < 4 || place == 12 || !(number.wrapping_add(place as u64)).is_multiple_of(5)
}

/// A file with so many receipts, in Windows-31J.
#[must_use]
pub fn file(receipts: u64) -> Vec<u8> {
    let mut out = b"IR,1,13,1,9999999,,\x8c\xa9\x96{\x88\xe3\x89@,202508,00,\r\n".to_vec();
    let mut sum = 0_u64;
    for number in 1..=receipts {
        let (text, points) = receipt(number);
        // The only words of a receipt: the patient's name, in Windows-31J.
        let (before, after) = text.split_once(NAME).unwrap_or((text.as_str(), ""));
        for part in [before.as_bytes(), b"\x8c\xa9\x96{\x81@\x91\xbe\x98Y", after.as_bytes()] {
            out.extend_from_slice(part);
        }
        sum += points;
    }
    out.extend_from_slice(format!("GO,{receipts},{sum},99\r\n\u{1a}").as_bytes());
    out
}

/// Stands for the patient's name until the receipt becomes bytes.
const NAME: &str = "@";

/// One receipt and its points.
fn receipt(number: u64) -> (String, u64) {
    let mut body = String::new();
    let mut sum = 0_u64;
    for (section, records, points, days) in
        UNITS.iter().enumerate().filter(|(place, _)| has(number, *place)).map(|(_, unit)| unit)
    {
        sum += u64::from(*points) * days.len() as u64;
        for (at, (kind, code, quantity)) in records.iter().enumerate() {
            let last = at + 1 == records.len();
            let section = if at == 0 { section.to_string() } else { String::new() };
            let points = if last { points.to_string() } else { String::new() };
            let _ = write!(body, "{kind},{section},1,{code},{quantity},{points},{},,,,,,", days.len());
            for day in 1..=31 {
                body.push_str(if days.contains(&day) { ",1" } else { "," });
            }
            body.push_str("\r\n");
        }
    }
    let year = 1940 + number % 45;
    let sex = 1 + number % 2;
    let mut out =
        format!("RE,{number},1112,202507,{NAME},{sex},{year}0401,,,,,,,A{number}{}\r\n", ",".repeat(24));
    let _ = write!(out, "HO,06130009,,1234567,3,{sum},,,,,,,,\r\n");
    out.push_str("SY,4289018,20250702,1,,,01,\r\nSY,8833421,20250702,1,,,,\r\n");
    out.push_str(&body);
    (out, sum)
}
