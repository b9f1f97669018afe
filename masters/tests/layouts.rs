//! The column tables against the record layouts of the official specification.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;

use santei_masters::raw::layout;
use santei_masters::{FileKind, Revision};

/// Id of a kind in the specification: the four exclusion tables share a layout, k has that of s.
fn specified(kind: FileKind) -> Option<&'static str> {
    match kind {
        FileKind::FacilityStandard => None,
        FileKind::WardCode => Some("s"),
        FileKind::ExclusionDay
        | FileKind::ExclusionMonth
        | FileKind::ExclusionSameTime
        | FileKind::ExclusionWeek => Some("etensu-03"),
        other => Some(other.id()),
    }
}

#[test]
fn every_column_is_the_one_of_the_specification() {
    let Some(dir) = common::masters_dir() else { return };
    let text = std::fs::read_to_string(dir.join("../spec/masters.tsv")).unwrap();
    let mut layouts: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        layouts.entry(cells[0]).or_default().push(cells);
    }
    for kind in FileKind::ALL {
        let Some(id) = specified(*kind) else { continue };
        let (ours, official) = (layout(*kind), &layouts[id]);
        assert_eq!(ours.columns.len(), official.len(), "{id}");
        assert_eq!(ours.widths.last(), Some(&official.len()), "{id}");
        for (column, cells) in ours.columns.iter().zip(official) {
            let place = format!("{id} {}", cells[1]);
            assert_eq!(column.number.to_string(), cells[1], "{place}");
            assert_eq!(column.name, cells[2], "{place}");
            assert_eq!(column.rule.max_bytes().to_string(), cells[5], "{place}");
            assert_eq!(column.rule.is_reserved(), cells[7] == "reserved", "{place}");
            // A column that is not read says why.
            if column.rule.is_reserved() {
                assert!(column.rule.unused.is_some(), "{place}");
            }
            if let Some(why) = column.rule.unused {
                assert!(why.len() > 10, "{place}");
            }
        }
    }
}

#[test]
fn a_later_revision_fills_reserved_columns_and_reserves_the_old_amount() {
    let s = layout(FileKind::Procedure);
    let (now, next) = (s.columns_in(Revision::R06), s.columns_in(Revision::R08));
    let changed: Vec<u16> =
        now.iter().zip(&next).filter(|(a, b)| a.rule != b.rule).map(|(a, _)| a.number).collect();
    assert_eq!(changed, [57, 58, 132, 133, 134, 135, 136, 137]);
    let reserved = |columns: &[santei_masters::raw::Column], from: u16, to: u16| {
        columns.iter().filter(|c| (from..=to).contains(&c.number)).all(|c| c.rule.is_reserved())
    };
    assert!(reserved(&now, 132, 137) && !reserved(&next, 132, 137));
    assert!(reserved(&next, 57, 58) && !reserved(&now, 57, 58));
    // The names of the fields are one to a column.
    let mut fields: Vec<&str> = s.columns.iter().map(|c| c.field).collect();
    fields.sort_unstable();
    fields.dedup();
    assert_eq!(fields.len(), 150);
}
