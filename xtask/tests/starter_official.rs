//! Every row of the starter edition is the official one of its days, column by column, and no pair or limit is left out.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

#[path = "official/history.rs"]
mod history;
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use history::{History, START, rows};
use shared::shared;

type Fields = BTreeMap<String, String>;

/// The starter rows of every array, defaults filled in, and the columns that are not carried.
struct Starter {
    arrays: BTreeMap<String, Vec<Fields>>,
    not_carried: BTreeMap<String, BTreeSet<String>>,
}

fn starter() -> Starter {
    let mut arrays: BTreeMap<String, Vec<Fields>> = BTreeMap::new();
    let folder = xtask::root().join("data/starter");
    let head: toml::Table = std::fs::read_to_string(folder.join("defaults.toml")).unwrap().parse().unwrap();
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") || path.ends_with("defaults.toml") {
            continue;
        }
        let file: BTreeMap<String, Vec<Fields>> =
            toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for (array, rows) in file {
            arrays.entry(array).or_default().extend(rows);
        }
    }
    let defaults: BTreeMap<String, Fields> = head["defaults"].clone().try_into().unwrap();
    for (array, rows) in &mut arrays {
        for row in rows {
            for (key, value) in defaults.get(array).into_iter().flatten() {
                let value = value.strip_prefix('=').map_or(value, |other| &row[other]).clone();
                row.entry(key.clone()).or_insert(value);
            }
        }
    }
    Starter { arrays, not_carried: head["not_carried"].clone().try_into().unwrap() }
}

/// Column numbers by field name, of one official layout.
fn layout(shared: &Path, master: &str) -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(shared.join("spec/masters.tsv")).unwrap();
    text.lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|parts| parts[0] == master && !parts[3].starts_with("reserved_"))
        .map(|parts| (parts[3].to_owned(), parts[1].parse().unwrap()))
        .collect()
}

fn compact(iso: &str) -> String {
    iso.replace('-', "")
}

/// Compares an array with the versions of its master; returns how many rows and how many cells were compared.
fn compare(
    starter: &Starter,
    array: &str,
    layout: &BTreeMap<String, usize>,
    history: &History,
) -> (usize, usize) {
    let mut failures = Vec::new();
    let mut cells = 0;
    let rows = &starter.arrays[array];
    for row in rows {
        let code = &row["code"];
        let from = row.get("valid_from").map_or(START.to_owned(), |d| compact(d));
        let until = row.get("valid_until").map_or("99999999".to_owned(), |d| compact(d));
        let versions = history.versions.get(code).map_or(&[][..], Vec::as_slice);
        if !versions.iter().any(|v| v.from <= from && from < v.until) {
            let known: Vec<_> = versions.iter().map(|v| (&v.from, &v.until)).collect();
            failures.push(format!("{array} {code}: no official row on {from}; versions {known:?}"));
        }
        for version in versions.iter().filter(|v| v.from < until && from < v.until) {
            for (field, column) in layout {
                if starter.not_carried[array].contains(field) || field == "changed_on" {
                    continue;
                }
                let official = version.cells.get(column - 1).map_or("0", String::as_str);
                cells += 1;
                let ours = row.get(field).map(String::as_str);
                if ours != Some(official) {
                    failures.push(format!(
                        "{array} {code} {} {field}: {ours:?}, official `{official}`",
                        version.from
                    ));
                }
            }
        }
        let fields = row.keys().filter(|k| !matches!(k.as_str(), "valid_from" | "valid_until"));
        for field in fields.filter(|k| !layout.contains_key(*k)) {
            failures.push(format!("{array} {code}: `{field}` is no official column"));
        }
    }
    assert!(failures.is_empty(), "{} differences:\n{}", failures.len(), failures.join("\n"));
    println!("{array}: {} rows, {cells} cells equal", rows.len());
    (rows.len(), cells)
}

/// Differential files of a master, oldest first.
fn differentials(folder: &Path, prefix: &str) -> Vec<std::path::PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| {
        let name = p.file_name().unwrap().to_string_lossy().into_owned();
        name.starts_with(prefix) && name.ends_with(".csv")
    });
    files.sort();
    files
}

#[test]
fn acts_are_the_official_rows_of_their_days() {
    let Some(shared) = shared("starter acts") else { return };
    let (diff, r6) = (shared.join("masters/r6-diff"), shared.join("masters/r6"));
    let mut history = History::full(3, Some(87), rows(&diff.join("s_ALL20240531.zip"), "s_ALL"));
    let files = differentials(&diff, "s_2");
    assert_eq!(files.len(), 20);
    for file in files {
        history.differential(rows(&file, ""));
    }
    history.later(rows(&r6.join("s_20251104.zip"), "s_2"), "20250901", "");
    assert!(compare(&starter(), "procedure", &layout(&shared, "s"), &history).0 > 390);
}

#[test]
fn drugs_are_the_official_rows_of_their_days() {
    let Some(shared) = shared("starter drugs") else { return };
    let (diff, r6) = (shared.join("masters/r6-diff"), shared.join("masters/r6"));
    // 40 columns until the autumn of 2024; the two new ones begin as 0, and as unchanged in a changed row
    let wide = |mut rows: Vec<history::Cells>, full: bool| {
        for row in &mut rows {
            let pad = if full || row[0] == "3" { "0" } else { "" };
            row.resize(42, pad.to_owned());
        }
        rows
    };
    let mut history = History::full(3, Some(30), wide(rows(&diff.join("y_ALL20240531.zip"), "y_ALL"), true));
    let files = differentials(&diff, "y_2");
    assert_eq!(files.len(), 8);
    for file in files {
        history.differential(wide(rows(&file, ""), false));
    }
    history.later(rows(&r6.join("y_20251111.zip"), "y_2"), "20241018", "20250401");
    assert!(compare(&starter(), "drug", &layout(&shared, "y"), &history).0 > 100);
}

#[test]
fn materials_diseases_modifiers_and_comments_are_official_rows() {
    let Some(shared) = shared("starter materials, diseases, modifiers, comments") else { return };
    let (diff, r6, starter) = (shared.join("masters/r6-diff"), shared.join("masters/r6"), starter());
    let mut materials = History::full(3, Some(28), rows(&diff.join("t_20250829.zip"), "t_"));
    materials.later(rows(&r6.join("t_20251128.zip"), "t_"), "20251201", "");
    assert!(compare(&starter, "material", &layout(&shared, "t"), &materials).0 >= 20);
    for (array, master, code, file) in [
        ("disease", "b", 3, "b_20250601.zip"),
        ("modifier", "z", 3, "z_20250601.zip"),
        ("comment", "c", 23, "c_20250715.zip"),
    ] {
        let history = History::full(code, None, rows(&r6.join(file), master));
        assert!(compare(&starter, array, &layout(&shared, master), &history).0 >= 20);
    }
}

#[test]
fn standards_are_named_as_in_the_official_list() {
    let Some(shared) = shared("starter standards") else { return };
    let codes = std::fs::read_to_string(shared.join("spec/codes.tsv")).unwrap();
    let official: BTreeMap<&str, &str> = codes
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|parts| parts[0] == "facility_std")
        .map(|parts| (parts[1], parts[2]))
        .collect();
    let starter = starter();
    for row in &starter.arrays["standard"] {
        assert_eq!(official.get(row["code"].as_str()), Some(&row["name"].as_str()), "{}", row["code"]);
    }
}

type Relation = (String, String, String, String, String, String, String);

fn ours(row: &Fields, window: &str) -> Relation {
    let get = |key: &str| row[key].clone();
    (
        window.to_owned(),
        get("code_1"),
        get("code_2"),
        get("keep"),
        get("special"),
        get("created_on"),
        get("abolished_on"),
    )
}

#[test]
fn exclusions_are_all_official_pairs_of_the_selection() {
    let Some(shared) = shared("starter exclusions") else { return };
    let starter = starter();
    let acts: BTreeSet<&str> = starter.arrays["procedure"].iter().map(|r| r["code"].as_str()).collect();
    let r6 = shared.join("masters/r6");
    for (window, zip, inside) in [
        ("month", "tensuhyo_02.zip", "03-2"),
        ("same", "tensuhyo_02.zip", "03-3"),
        ("week", "tensuhyo_02.zip", "03-4"),
        ("day", "partial/tensuhyo_02_partial.zip", "03-1"),
    ] {
        let official: BTreeSet<Relation> = rows(&r6.join(zip), inside)
            .into_iter()
            .filter(|r| acts.contains(r[1].as_str()) && acts.contains(r[3].as_str()) && r[1] < r[3])
            .map(|r| {
                let [code_1, code_2, keep, special] = [&r[1], &r[3], &r[5], &r[6]].map(Clone::clone);
                (window.to_owned(), code_1, code_2, keep, special, r[8].clone(), r[9].clone())
            })
            .collect();
        let ours: BTreeSet<Relation> = starter.arrays["exclusion"]
            .iter()
            .filter(|r| r["window"] == window)
            .map(|r| ours(r, window))
            .collect();
        let (missing, extra): (Vec<_>, Vec<_>) =
            (official.difference(&ours).collect(), ours.difference(&official).collect());
        assert!(missing.is_empty() && extra.is_empty(), "{window}: missing {missing:?}, extra {extra:?}");
        println!("exclusion {window}: {} pairs equal", ours.len());
    }
}

#[test]
fn limits_are_all_official_limits_of_the_selection() {
    let Some(shared) = shared("starter limits") else { return };
    let starter = starter();
    let acts: BTreeSet<&str> = starter.arrays["procedure"].iter().map(|r| r["code"].as_str()).collect();
    let keys = ["code", "unit_code", "unit_name", "max_count", "special", "created_on", "abolished_on"];
    let columns = [1, 3, 4, 5, 6, 12, 13];
    let official: BTreeSet<Vec<String>> = rows(&shared.join("masters/r6/tensuhyo_02.zip"), "05")
        .into_iter()
        .filter(|r| acts.contains(r[1].as_str()))
        .map(|r| columns.iter().map(|c| r[*c].clone()).collect())
        .collect();
    let ours: BTreeSet<Vec<String>> =
        starter.arrays["limit"].iter().map(|r| keys.iter().map(|k| r[*k].clone()).collect()).collect();
    let (missing, extra): (Vec<_>, Vec<_>) =
        (official.difference(&ours).collect(), ours.difference(&official).collect());
    assert!(missing.is_empty() && extra.is_empty(), "missing {missing:?}, extra {extra:?}");
    println!("limit: {} rows equal", ours.len());
}
