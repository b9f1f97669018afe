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

/// Findings after the text of one table was changed.
fn after(dir: &std::path::Path, path: &str, kind: FileKind, edit: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut tables = Vec::new();
    for file in ["r6/tensuhyo_02.zip", "r6/t_20251128.zip", "r6/s_20251104.zip"] {
        tables.extend(common::tables(&dir.join(file)));
    }
    tables.retain(|t| !matches!(t.kind(), FileKind::ExclusionMonth | FileKind::ExclusionSameTime));
    let at = tables.iter().position(|t| t.kind() == kind).unwrap();
    let text = encoding_rs::SHIFT_JIS.decode(&tables[at].encode()).0.into_owned();
    let edited = encoding_rs::SHIFT_JIS.encode(&edit(&text)).0.into_owned();
    let opened =
        santei_masters::read(path, edited, santei_masters::Revision::R06).unwrap_or_else(|e| panic!("{e}"));
    let santei_masters::decode::Opened::Table(table) = opened.into_iter().next().unwrap() else { panic!() };
    tables[at] = *table;
    let service = chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap();
    let timelines: Vec<Timeline<'_>> =
        tables.iter().map(|t| Timeline::build(&[t], service).unwrap_or_else(|e| panic!("{e}"))).collect();
    check(&Masters::new(&timelines))
        .unwrap()
        .into_iter()
        .filter(|f| f.id != "table.missing" && f.id != "gap.first-seen-late")
        .map(|f| format!("{} {}", f.id, f.code))
        .collect()
}

#[test]
fn a_broken_relation_is_found() {
    let Some(dir) = common::masters_dir() else { return };
    let week = "03-4背反テーブル4.csv";
    let kind = FileKind::ExclusionWeek;
    let same = after(&dir, week, kind, &str::to_owned);
    let new = |path: &str, kind, edit: &dyn Fn(&str) -> String| -> Vec<String> {
        after(&dir, path, kind, edit).into_iter().filter(|f| !same.contains(f)).collect()
    };
    // The pair of 体外ペースメーキング術 and ペースメーカー移植術 in one direction only.
    let one_sided = new(week, kind, &|text| {
        text.split_inclusive("\r\n")
            .filter(|l| !l.contains("\"150267310\",\"体外ペースメーキング術\",\"150140110\""))
            .collect()
    });
    assert_eq!(one_sided, ["exclusion.not-mirrored 150140110/150267310"]);
    // A frequency limit for a code that nobody knows.
    let limits = "05算定回数テーブル.csv";
    let unknown =
        new(limits, FileKind::FrequencyLimit, &|text| text.replacen("\"111000110\"", "\"199999999\"", 1));
    assert_eq!(unknown, ["etensu.code-not-in-index 199999999", "index.flag-without-rows 111000110"]);
    // A procedure that offers an age addition that is not there.
    let s = "s_20251104.csv";
    let addition = new(s, FileKind::Procedure, &|text| text.replacen("\"111000370\"", "\"111000371\"", 1));
    assert_eq!(addition, ["s.age-addition 111000110"]);
}

#[test]
fn an_entry_of_the_list_that_is_not_found_is_reported() {
    let list =
        "[[finding]]\nid = \"ck.act\"\ntable = \"ck\"\ncodes = [\"610000001\"]\nreason = \"an example\"\n";
    let report = Report::new(Vec::new(), &Expected::parse(list).unwrap());
    assert!(report.is_clean());
    assert_eq!(report.absent, ["ck.act ck 610000001"]);
    assert!(Expected::parse("[[finding]]\nid = 1\n").is_err());
}
