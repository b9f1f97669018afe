//! Every official R6 file is read, checked and written back as published.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use santei_masters::decode::open;
use santei_masters::raw::{
    bundle::BundleRow, comment::CommentRow, comment_relation::CommentRelationRow, disease::DiseaseRow,
    disease_migration::DiseaseMigrationRow, drug::DrugRow, exclusion::ExclusionRow,
    fee_table_index::FeeTableIndexRow, frequency_limit::FrequencyLimitRow,
    inpatient_addition::InpatientAdditionRow, material::MaterialRow, modifier::ModifierRow,
    procedure::ProcedureRow,
};
use santei_masters::{FileKind, Role, Table};

fn typed(table: &Table) -> usize {
    table
        .rows()
        .map(|row| match table.kind() {
            FileKind::Procedure | FileKind::WardCode => ProcedureRow::read(row).map(drop),
            FileKind::Drug => DrugRow::read(row).map(drop),
            FileKind::Material => MaterialRow::read(row).map(drop),
            FileKind::Comment => CommentRow::read(row).map(drop),
            FileKind::CommentRelation => CommentRelationRow::read(row).map(drop),
            FileKind::Disease | FileKind::RetiredDisease => DiseaseRow::read(row).map(drop),
            FileKind::DiseaseMigration => DiseaseMigrationRow::read(row).map(drop),
            FileKind::Modifier => ModifierRow::read(row).map(drop),
            FileKind::FeeTableIndex => FeeTableIndexRow::read(row).map(drop),
            FileKind::Bundle => BundleRow::read(row).map(drop),
            FileKind::ExclusionDay
            | FileKind::ExclusionMonth
            | FileKind::ExclusionSameTime
            | FileKind::ExclusionWeek => ExclusionRow::read(row).map(drop),
            FileKind::InpatientAddition => InpatientAdditionRow::read(row).map(drop),
            FileKind::FrequencyLimit => FrequencyLimitRow::read(row).map(drop),
            other => panic!("{other:?}"),
        })
        .map(|r| r.unwrap_or_else(|e| panic!("{e}")))
        .count()
}

/// Rows and columns as the description of the official files counts them.
const COUNTS: &[(&str, &str, usize, usize)] = &[
    ("r6/s_20251104.zip", "s", 10_169, 150),
    ("r6/y_20251111.zip", "y", 19_222, 42),
    ("r6/t_20251128.zip", "t", 1_364, 38),
    ("r6/c_20250715.zip", "c", 3_759, 30),
    ("r6/ck_ALL_20250901.zip", "ck", 14_719, 30),
    ("r6/b_20250601.zip", "b", 27_567, 46),
    ("r6/hb_20250601.zip", "hb", 7_928, 46),
    ("r6/ikou_20250601.zip", "ikou", 7_928, 7),
    ("r6/z_20250601.zip", "z", 2_375, 19),
    ("r6/k.zip", "k", 200, 150),
    ("r6/tensuhyo_02.zip", "etensu-01", 10_178, 27),
    ("r6/tensuhyo_02.zip", "etensu-03-2", 21_918, 10),
    ("r6/tensuhyo_02.zip", "etensu-03-3", 17_136, 10),
    ("r6/tensuhyo_02.zip", "etensu-03-4", 350, 10),
    ("r6/tensuhyo_02.zip", "etensu-04", 6_084, 8),
    ("r6/tensuhyo_02.zip", "etensu-05", 5_343, 14),
    ("r6/partial/tensuhyo_02_partial.zip", "etensu-03-1", 1_022, 10),
    ("r6-diff/s_ALL20240531.zip", "s", 10_133, 150),
    ("r6-diff/y_ALL20240531.zip", "y", 19_748, 40),
    ("r6-diff/y_ALL20241018.zip", "y", 20_280, 42),
    ("r6-diff/y_20240906.csv", "y", 2_190, 42),
];

#[test]
fn every_file_is_read_and_has_the_stated_size() {
    let Some(dir) = common::masters_dir() else { return };
    for (path, id, rows, columns) in COUNTS {
        let tables = common::tables(&dir.join(path));
        let table = tables.iter().find(|t| t.kind().id() == *id).unwrap_or_else(|| panic!("{path}: {id}"));
        assert_eq!((table.len(), table.columns()), (*rows, *columns), "{path}: {id}");
    }
}

#[test]
fn every_file_is_written_back_byte_for_byte() {
    let Some(dir) = common::masters_dir() else { return };
    let mut compared = 0;
    for folder in ["r6", "r6-diff", "r6/partial"] {
        for path in common::files(&dir.join(folder)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let inner = open(&name, std::fs::read(&path).unwrap()).unwrap();
            for table in common::tables(&path) {
                let original = inner.iter().find(|i| i.file == table.source().file).unwrap();
                assert!(table.encode() == original.bytes, "{}", table.source().file);
                compared += 1;
            }
        }
    }
    assert!(compared >= 50, "{compared}");
}

#[test]
fn every_row_of_a_full_file_is_typed() {
    let Some(dir) = common::masters_dir() else { return };
    for folder in ["r6", "r6-diff", "r6/partial"] {
        for path in common::files(&dir.join(folder)) {
            for table in common::tables(&path) {
                if table.role() == Role::Full {
                    assert_eq!(typed(&table), table.len(), "{}", table.source().file);
                }
            }
        }
    }
}

#[test]
fn differential_files_are_told_from_full_ones_by_their_rows() {
    let Some(dir) = common::masters_dir() else { return };
    assert_eq!(common::table(&dir.join("r6/s_20251104.zip")).role(), Role::Full);
    assert_eq!(common::table(&dir.join("r6-diff/s_20240621.csv")).role(), Role::Differential);
    assert_eq!(common::table(&dir.join("r6-diff/y_20240731.csv")).role(), Role::Differential);
    assert_eq!(common::table(&dir.join("r6/hb_20250601.zip")).role(), Role::Full);
}

#[test]
fn known_points_of_the_procedure_master() {
    let Some(dir) = common::masters_dir() else { return };
    let table = common::table(&dir.join("r6/s_20251104.zip"));
    let points: std::collections::BTreeMap<u32, String> = table
        .rows()
        .map(|row| ProcedureRow::read(row).unwrap())
        .filter(|row| row.point_kind == 3)
        .map(|row| (row.code, row.point.to_string()))
        .collect();
    for (code, expected) in [
        (111_000_110, "291.00"),
        (112_007_410, "75.00"),
        (112_011_010, "52.00"),
        (112_011_310, "76.00"),
        (160_000_310, "26.00"),
        (160_061_810, "125.00"),
        (160_095_710, "40.00"),
        (120_002_910, "60.00"),
    ] {
        assert_eq!(points[&code], expected, "{code}");
    }
}
