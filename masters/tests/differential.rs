//! The official differential chains give the published full files byte for byte.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use santei_masters::apply::State;
use santei_masters::decode::open;
use santei_masters::{Role, Table};

/// File, rows of the state after it, 変更 rows in which nothing is filled.
type Step = (String, usize, Vec<String>);

/// Applies the chain of a kind; returns (file, rows after it, blank 変更 rows) per file, and the final bytes.
fn chain(dir: &std::path::Path, kind: &str, base: &str) -> (Vec<Step>, Vec<u8>) {
    let base = common::table(&dir.join("r6-diff").join(base));
    let files: Vec<Table> = common::files(&dir.join("r6-diff"))
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "csv"))
        .flat_map(|p| common::tables(p))
        .filter(|t| t.kind().id() == kind)
        .collect();
    let mut state = State::full(&base).unwrap();
    let mut steps = Vec::new();
    for file in &files {
        assert_eq!(file.role(), Role::Differential);
        let applied = state.apply(file).unwrap_or_else(|e| panic!("{e}"));
        let blank = applied.blank.iter().map(ToString::to_string).collect();
        steps.push((file.source().file.clone(), state.len(), blank));
    }
    (steps, state.encode())
}

fn published(dir: &std::path::Path, name: &str) -> Vec<u8> {
    open(name, std::fs::read(dir.join("r6-diff").join(name)).unwrap()).unwrap().remove(0).bytes
}

/// Rows of the full state after each file, as the description of the official files counts them.
const S_ROWS: [usize; 20] = [
    10_133, 10_133, 10_134, 10_135, 10_135, 10_138, 10_142, 10_143, 10_144, 10_144, 10_143, 10_145, 10_145,
    10_148, 10_156, 10_156, 10_160, 10_160, 10_161, 10_168,
];
const Y_ROWS: [usize; 8] = [19_824, 19_824, 19_824, 19_824, 19_841, 20_936, 20_937, 20_280];

#[test]
fn the_drug_chain_is_byte_identical() {
    let Some(dir) = common::masters_dir() else { return };
    let (steps, bytes) = chain(&dir, "y", "y_ALL20240531.zip");
    assert_eq!(steps.iter().map(|s| s.1).collect::<Vec<_>>(), Y_ROWS);
    assert!(bytes == published(&dir, "y_ALL20241018.zip"));
}

#[test]
fn the_procedure_chain_differs_in_the_one_cell_that_cannot_be_expressed() {
    let Some(dir) = common::masters_dir() else { return };
    let (steps, bytes) = chain(&dir, "s", "s_ALL20240531.zip");
    assert_eq!(steps.iter().map(|s| s.1).collect::<Vec<_>>(), S_ROWS);
    // s_20240902 holds a 変更 row for 150446570 with nothing filled: column 117 became empty.
    let blank: Vec<_> =
        steps.iter().flat_map(|s| s.2.iter().map(move |code| (s.0.as_str(), code.as_str()))).collect();
    assert_eq!(blank, [("s_20240902.csv", "150446570")]);

    let decode = |bytes: &[u8]| encoding_rs::SHIFT_JIS.decode(bytes).0.into_owned();
    let (ours, official) = (decode(&bytes), decode(&published(&dir, "s_ALL20250901.zip")));
    assert_eq!(ours.lines().count(), official.lines().count());
    let mut differences = Vec::new();
    for (ours, official) in ours.split("\r\n").zip(official.split("\r\n")) {
        let (ours, official): (Vec<_>, Vec<_>) = (ours.split(',').collect(), official.split(',').collect());
        assert_eq!(ours.len(), official.len());
        for (number, (a, b)) in (1..).zip(ours.iter().zip(&official)) {
            if a != b {
                differences.push((official[2].to_owned(), number, (*b).to_owned(), a.len() > 2));
            }
        }
    }
    // The official file has the cell empty; ours still has the former value.
    assert_eq!(differences, [("\"150446570\"".to_owned(), 117, "\"\"".to_owned(), true)]);
}
