//! The R8 half of the starter edition against the R8 fee schedule: every amount stands in the text of its article, and where the R8
//! overlay has the code it says the same.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Bytes, Edition, PointKind};
use shared::shared;

fn half() -> Edition {
    Edition::open(Bytes::from(xtask::starter::compile_r8(&xtask::root()).unwrap())).unwrap()
}

type Record = BTreeMap<String, String>;

fn csv(text: &str) -> Vec<Record> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.unwrap()).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_amount_stands_in_the_text_of_its_article() {
    let Some(shared) = shared("starter R8") else { return };
    let read = |name: &str| csv(&std::fs::read_to_string(shared.join("masters/r8").join(name)).unwrap());
    let mut text: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    for row in read("kokuji-points-r6-r8.csv").iter().filter(|r| !r["r8_points"].is_empty()) {
        text.entry(row["kubun"].clone()).or_default().insert(decimal(&row["r8_points"]));
    }
    let overlay: BTreeMap<String, Record> =
        read("r8-overlay.csv").into_iter().map(|r| (r["code"].clone(), r)).collect();
    let (edition, day) = (half(), "2026-06-01".parse::<ServiceDate>().unwrap());
    let table = edition.procedures();
    let (mut same, mut in_text, mut outside) = (0, 0, Vec::new());
    for at in 0..table.row_count() {
        let row = table.row(at).unwrap();
        assert!(row.valid_from() <= day.days() && day.days() < row.valid_until(), "{}", row.code());
        let (code, points) = (row.code().to_string(), row.points().decimal());
        if let Some(other) = overlay.get(&code) {
            assert_eq!(points, decimal(&other["r8_points"]), "{code} {}", other["name"]);
            same += 1;
        }
        let known = text.get(&row.article().name());
        if row.point_kind() == PointKind::Points && known.is_some_and(|k| k.contains(&points.normalize())) {
            in_text += 1;
        } else {
            outside.push(format!("{code} {} {} {points}", row.article().name(), edition.procedure_name(at)));
        }
    }
    println!(
        "{same} rows as in the overlay, {in_text} amounts found in their article, {} not:",
        outside.len()
    );
    println!("{}", outside.join("\n"));
    // Both sources together leave only rows that stand in opening rules or are percentages (the table of points lists neither).
    let neither: Vec<&String> =
        outside.iter().filter(|row| !overlay.contains_key(row.split(' ').next().unwrap())).collect();
    assert!(neither.len() <= 24, "{neither:#?}");
    assert!(same > 300 && in_text > 300, "{same} {in_text}");
}

#[test]
fn points_are_never_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = xtask::root();
    for sub in ["data/starter", "data/starter/r8"] {
        std::fs::create_dir_all(folder.path().join(sub)).unwrap();
        for entry in std::fs::read_dir(root.join(sub)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "toml") {
                std::fs::copy(&path, folder.path().join(sub).join(path.file_name().unwrap())).unwrap();
            }
        }
    }
    assert_eq!(
        xtask::starter::compile_r8(folder.path()).unwrap(),
        xtask::starter::compile_r8(&root).unwrap()
    );
    for (row, expected) in [
        ("kept = [{ code = \"111000110\" }]", "`point` is missing: points are never taken over"),
        ("kept = [{ code = \"999999999\", point = \"8.00\" }]", "`999999999` is no act of the last day"),
        (
            "procedure = [{ code = \"111000110\", like = \"1\", point = \"1.00\" }]",
            "`1` is no act of the last day",
        ),
        ("kept = [{ code = \"111000110\", point = \"291.00\" }]", "overlap or leave a gap"),
    ] {
        std::fs::write(folder.path().join("data/starter/r8/zz.toml"), row).unwrap();
        let error = xtask::starter::compile_r8(folder.path()).unwrap_err().to_string();
        assert!(error.starts_with("data/starter/r8/zz.toml:1: ") && error.contains(expected), "{error}");
    }
}
