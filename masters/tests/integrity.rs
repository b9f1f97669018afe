//! The official R6 files against each other: what is known to be odd is found, and nothing else.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use santei_masters::check::{Expected, Masters, Report, check};
use santei_masters::history::Timeline;
use santei_masters::{FileKind, Table};

fn report(dir: &std::path::Path) -> Report {
    let mut tables: Vec<Table> = ["r6", "r6-diff"]
        .iter()
        .flat_map(|folder| common::files(&dir.join(folder)))
        .flat_map(|path| common::tables(&path))
        .collect();
    tables.extend(common::tables(&dir.join("../spec/codes.tsv")));
    let kinds: BTreeSet<FileKind> = tables.iter().map(Table::kind).collect();
    let service = chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let timelines: Vec<Timeline<'_>> = kinds
        .into_iter()
        .map(|kind| {
            let of_kind: Vec<&Table> = tables.iter().filter(|t| t.kind() == kind).collect();
            Timeline::build(&of_kind, service).unwrap_or_else(|e| panic!("{e}"))
        })
        .collect();
    let findings = check(&Masters::new(&timelines)).unwrap_or_else(|e| panic!("{e}"));
    Report::new(findings, &Expected::r6().unwrap())
}

#[test]
fn the_official_files_have_only_known_anomalies() {
    let Some(dir) = common::masters_dir() else { return };
    let report = report(&dir);
    println!("{report}");
    assert!(report.is_clean(), "{report}");
    assert!(report.absent.is_empty(), "{report}");
}
