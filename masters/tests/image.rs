//! The image of the official files, read back through the engine's own reader.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Edition, Found, Keep, Window};
use santei_masters::diff::{Change, diff};
use santei_masters::history::GapReason;
use santei_masters::image::{Built, EditionBuilder, Texts};
use santei_masters::{FileKind, Revision};

fn builder(dir: &std::path::Path) -> EditionBuilder {
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    for folder in ["r6", "r6-diff"] {
        builder.add_dir(&dir.join(folder)).unwrap_or_else(|e| panic!("{e}"));
    }
    builder.add_path(&dir.join("../spec/codes.tsv")).unwrap_or_else(|e| panic!("{e}"));
    builder
}

/// The edition of all official R6 files, built once for all tests.
fn built() -> Option<&'static (Built, Edition)> {
    static BUILT: OnceLock<Option<(Built, Edition)>> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let dir = common::masters_dir()?;
            let built = builder(&dir).finish().unwrap_or_else(|e| panic!("{e}"));
            let edition = Edition::open(built.image.clone().into()).unwrap();
            Some((built, edition))
        })
        .as_ref()
}

fn day(text: &str) -> ServiceDate {
    text.parse().unwrap()
}

fn code(number: u32) -> Code {
    Code::new(number).unwrap()
}

fn points(edition: &Edition, number: u32, on: &str) -> Option<String> {
    match edition.procedures().find(code(number), day(on)) {
        Found::Row(row, _) => Some(row.points().decimal().normalize().to_string()),
        _ => None,
    }
}

#[test]
fn the_image_answers_as_of_the_service_date() {
    let Some((_, edition)) = built() else { return };
    assert_eq!(points(edition, 197_000_110, "2025-03-31").as_deref(), Some("670"));
    assert_eq!(points(edition, 197_000_110, "2025-04-01").as_deref(), Some("690"));
    assert_eq!(points(edition, 111_703_470, "2024-10-01").as_deref(), Some("11"));
    assert_eq!(points(edition, 111_703_470, "2025-04-01").as_deref(), Some("10"));
    assert_eq!(
        edition.procedures().find(code(111_703_470), day("2024-09-30")),
        Found::NotYet(day("2024-10-01"))
    );
    let price = |on| match edition.drugs().find(code(620_007_853), day(on)) {
        Found::Row(row, at) => (row.price().decimal().to_string(), edition.drug_name(at).to_owned()),
        other => panic!("{other:?}"),
    };
    assert_eq!(price("2025-03-31"), ("10.10".to_owned(), "アムロジピン錠５ｍｇ「あすか」".to_owned()));
    assert_eq!(price("2025-04-01").0, "10.40");
    let Found::Row(row, at) = edition.procedures().find(code(112_011_010), day("2024-06-01")) else {
        panic!()
    };
    assert_eq!(edition.procedure_name(at), "外来管理加算");
    assert_eq!((row.article().name(), row.outpatient_mgmt_kind()), ("A001".to_owned(), 2));
    // 再診料 is the base of note group 1201, 時間外対応加算１ its addition 2.
    let Found::Row(row, _) = edition.procedures().find(code(112_007_410), day("2024-06-01")) else {
        panic!()
    };
    assert_eq!((row.note_addon_code(), row.note_addon_serial()), (1201, b'0'));
}

#[test]
fn a_span_nobody_published_is_a_gap_and_not_a_guess() {
    let Some((built, edition)) = built() else { return };
    let gaps: Vec<_> = built
        .report
        .gaps
        .iter()
        .filter(|g| g.kind == FileKind::Drug && g.reason == GapReason::ChangedUnseen)
        .collect();
    assert!(!gaps.is_empty());
    for gap in gaps {
        let code = code(gap.key.parse().unwrap());
        let at = |d: chrono::NaiveDate| edition.drugs().find(code, day(&d.to_string()));
        assert!(matches!(at(gap.from), Found::Gap | Found::NotYet(_)), "{gap:?}");
        assert!(matches!(at(gap.until), Found::Row(..)), "{gap:?}");
    }
}

#[test]
fn exclusions_are_those_of_the_official_tables() {
    let Some((_, edition)) = built() else { return };
    let item = |number| edition.procedures().item(code(number)).unwrap();
    let rule = |window, a, b| edition.exclusion(window, item(a), item(b), day("2025-06-01"));
    // 体外ペースメーキング術 and ペースメーカー移植術（心筋電極）: within a week only the implantation.
    let pair = rule(Window::Week, 150_267_310, 150_140_110).unwrap();
    assert_eq!((pair.keep, pair.special), (Keep::Second, false));
    assert_eq!(rule(Window::Week, 150_140_110, 150_267_310).unwrap().keep, Keep::First);
    // てんかん指導料 and 小児科療養指導料: one of the two in a month.
    assert_eq!(rule(Window::Month, 113_002_850, 113_002_210).unwrap().keep, Keep::Either);
    // 留置カテーテル設置 and 在宅自己導尿指導管理料: the text holds a condition.
    let pair = rule(Window::Month, 140_013_810, 114_004_410).unwrap();
    assert_eq!((pair.keep, pair.special), (Keep::Second, true));
    assert!(!edition.has_exclusions(Window::Day));
    assert_eq!(rule(Window::Month, 111_000_110, 160_000_310), None);
}

#[test]
fn frequency_limits_and_ward_additions() {
    let Some((_, edition)) = built() else { return };
    // 入院集団精神療法: once a day and twice a week.
    let mut limits: Vec<_> =
        edition.limits().rows_of(code(180_016_710)).map(|(r, _)| (r.unit_code(), r.max_count())).collect();
    limits.sort_unstable();
    assert_eq!(limits, [(121, 1), (138, 2)]);
    // 急性期一般入院料１ belongs to ward group 1.
    let (row, _) = edition.auxiliary().rows_of(code(190_117_710)).next().unwrap();
    assert_eq!(row.ward_group(), 1);
}

#[test]
fn the_manifest_names_every_source_and_what_is_missing() {
    let Some((built, edition)) = built() else { return };
    let dir = common::masters_dir().unwrap();
    let manifest = edition.manifest();
    assert_eq!(manifest.missing, ["etensu-02", "etensu-03-1"]);
    assert_eq!(built.report.missing, ["etensu-02", "etensu-03-1"]);
    // The description of the official files lists the SHA-256 of every inner file: `digest  folder/archive : file`.
    let readme = std::fs::read_to_string(dir.join("README.md")).unwrap();
    let mut stated = BTreeMap::new();
    for line in readme.lines() {
        let Some((digest, path)) = line.split_once("  ") else { continue };
        if digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()) {
            let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
            // Plain files, and `archive.zip : inner`.
            let (archive, inner) = path.split_once(" : ").unwrap_or((path, ""));
            let archive = archive.rsplit('/').next().unwrap_or(name);
            let key = if inner.is_empty() { archive.to_owned() } else { format!("{archive}:{inner}") };
            stated.insert(key, digest.to_owned());
        }
    }
    let mut compared = 0;
    for source in &manifest.sources {
        if source.kind == "facility-standard" {
            continue;
        }
        assert_eq!(stated.get(&source.file), Some(&source.sha256), "{}", source.file);
        compared += 1;
    }
    // 16 inner files of r6 (without k and ikou, and without those of other professions) and all of r6-diff.
    assert!(compared >= 50, "{compared}");
    assert!(manifest.sources.iter().any(|s| s.file == "s_20240621.csv" && s.published == "2024-06-21"));
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let Some(dir) = common::masters_dir() else { return };
    let mut paths = vec![
        dir.join("../spec/codes.tsv"),
        dir.join("r6/t_20251128.zip"),
        dir.join("r6-diff/t_20250829.zip"),
    ];
    for folder in ["r6", "r6-diff"] {
        let all = santei_masters::image::official_files(&dir.join(folder)).unwrap();
        paths.extend(all.into_iter().filter(|p| p.file_name().unwrap().to_string_lossy().starts_with("s_")));
    }
    let image = |paths: &[std::path::PathBuf]| {
        let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
        for path in paths {
            builder.add_path(path).unwrap();
        }
        builder.finish().unwrap().image
    };
    let forward = image(&paths);
    paths.reverse();
    assert!(image(&paths) == forward);
}

#[test]
fn the_image_is_small_enough_and_texts_can_be_left_out() {
    let Some((built, edition)) = built() else { return };
    assert!(built.image.len() <= 12_000_000, "{}", built.image.len());
    assert!(edition.has_names());
    let image = |texts| {
        let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap().texts(texts);
        builder.add_path(&common::masters_dir().unwrap().join("r6/s_20251104.zip")).unwrap();
        builder.finish().unwrap().image
    };
    let (none, names, all) = (image(Texts::None), image(Texts::Names), image(Texts::All));
    assert!(none.len() < names.len() && names.len() < all.len());
    assert!(!Edition::open(none.into()).unwrap().has_names());
    let all = Edition::open(all.into()).unwrap();
    let Found::Row(_, at) = all.procedures().find(code(111_000_110), day("2025-12-01")) else { panic!() };
    assert_eq!(all.procedure_full_name(at), "初診料");
}

#[test]
fn without_the_procedure_master_there_is_no_image() {
    let Some(dir) = common::masters_dir() else { return };
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_path(&dir.join("r6/t_20251128.zip")).unwrap();
    assert!(builder.finish().unwrap_err().to_string().contains("医科診療行為マスター"));
}

#[test]
fn an_edition_before_and_after_the_changes_of_april_2025() {
    let Some((_, edition)) = built() else { return };
    let d = diff((edition, day("2025-03-31")), (edition, day("2025-04-01")));
    let s = &d.masters["s"];
    let find = |number: &str| s.values().flatten().find(|c| c.code == number).map(|c| c.changes.clone());
    assert_eq!(
        find("197000110"),
        Some(vec![Change::Amount { from: "670 円".to_owned(), to: "690 円".to_owned() }])
    );
    assert_eq!(find("111703670"), Some(vec![Change::New { amount: "12 点".to_owned() }]));
    assert_eq!(
        find("111703370"),
        Some(vec![Change::Renamed {
            from: "医療ＤＸ推進体制整備加算３（初診）".to_owned(),
            to: "医療ＤＸ推進体制整備加算６（初診）".to_owned()
        }])
    );
    assert_eq!(find("111000110"), None);
    assert!(s["A000"].iter().any(|c| c.code == "111703470"));
    // 13 points of the file of 2025-03-07 and 19 meal charges of 2025-03-24 change on that day.
    let amounts =
        s.values().flatten().filter(|c| c.changes.iter().any(|x| matches!(x, Change::Amount { .. })));
    assert_eq!(amounts.count(), 32);
    assert_eq!(diff((edition, day("2025-03-31")), (edition, day("2025-03-31"))).count(), 0);
}
