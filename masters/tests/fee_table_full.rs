//! The electronic fee table at its official size: tables 02 and 03-1 made up (see `common/generated.rs`), every row broken and kept. The
//! ward table 04 as published.
//!
//! Every row in `.ci/deep` (SANTEI_DEEP=1); here a sample of the rows.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

#[path = "common/claims.rs"]
mod claims;
mod common;
#[path = "common/generated.rs"]
mod generated;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use claims::{base, claim, day, in_force, judged, says, says_of, stay};
use santei_core::code::Code;
use santei_core::engine::Engine;
use santei_core::snapshot::{Bytes, Edition, Window};
use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

/// One row in so many.
fn step() -> usize {
    if std::env::var("SANTEI_DEEP").as_deref() == Ok("1") { 1 } else { 97 }
}

fn builder() -> Option<EditionBuilder> {
    let dir = common::masters_dir()?;
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_dir(&dir.join("r6")).unwrap_or_else(|e| panic!("{e}"));
    Some(builder)
}

/// The official files, without and with the tables that are made up.
fn engines() -> Option<&'static (Engine, Engine)> {
    static ENGINES: OnceLock<Option<(Engine, Engine)>> = OnceLock::new();
    let made = ENGINES.get_or_init(|| {
        let mut builder = builder()?;
        let open = |builder: &EditionBuilder| {
            let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
            Engine::open(Bytes::Static(santei_data::rules()), [Bytes::from(image)]).unwrap()
        };
        let without = open(&builder);
        let edition = &without.editions()[0];
        let bundles = generated::bundles(edition, base(), generated::BUNDLE_ROWS);
        let pairs = generated::day_exclusions(edition, base(), generated::DAY_ROWS);
        assert_eq!(bundles.iter().filter(|b| **b == b'\n').count(), generated::BUNDLE_ROWS);
        assert_eq!(pairs.iter().filter(|b| **b == b'\n').count(), generated::DAY_ROWS);
        builder.add(generated::BUNDLE_FILE, bundles).unwrap_or_else(|e| panic!("{e}"));
        builder.add(generated::DAY_FILE, pairs).unwrap_or_else(|e| panic!("{e}"));
        let with = open(&builder);
        Some((without, with))
    });
    made.as_ref()
}

const MISSING: &[&str] = &["masters.tablesMissing"];
const BUNDLE: &[&str] = &["etensu.bundle", "etensu.bundleSpecial", "etensu.bundleOperation"];
const EXCLUSION: &[&str] = &["etensu.exclusion", "etensu.exclusionSpecial"];

#[test]
fn the_manifest_and_every_judged_claim_say_what_is_missing() {
    let Some((without, with)) = engines() else { return };
    let missing = |engine: &Engine| -> Vec<String> {
        let all = engine.editions()[0].manifest().missing.iter();
        all.filter(|table| table.starts_with("etensu")).cloned().collect()
    };
    assert_eq!(missing(without), ["etensu-02", "etensu-03-1"]);
    assert_eq!(missing(with), Vec::<String>::new());
    let one = claim(&[(base(), &[(Code::new(112_007_410).unwrap(), 1)])], &[]);
    let told = judged(without, &one);
    let finding = told.findings.iter().find(|f| f.id == "masters.tablesMissing").unwrap();
    assert_eq!(finding.args, [santei_core::outcome::Arg::Words("etensu-02, etensu-03-1".to_owned())]);
    assert!(!says(&judged(with, &one), MISSING));
    let loaded: BTreeSet<&str> =
        with.editions()[0].manifest().sources.iter().map(|s| s.kind.as_str()).collect();
    assert!(loaded.contains("etensu-02") && loaded.contains("etensu-03-1"), "{loaded:?}");
}

/// Every pair (unit, group) of 01 with a parent in force on the day.
fn parents(edition: &Edition) -> BTreeMap<(u8, Vec<u8>), Code> {
    let table = edition.auxiliary();
    let mut parents = BTreeMap::new();
    for place in 0..table.code_count() {
        let code = table.code_at(place).unwrap();
        for (row, _) in table.rows_of(code) {
            let holds = row.valid_from() <= base().days() && base().days() < row.valid_until();
            for (unit, group) in row.bundle_units().into_iter().zip(row.bundle_groups().chunks(7)) {
                if unit != 0 && holds && in_force(edition, code, base()) {
                    parents.entry((unit, group.to_vec())).or_insert(code);
                }
            }
        }
    }
    parents
}

#[test]
fn every_bundle_is_found_inside_its_unit_and_not_outside() {
    let Some((_, engine)) = engines() else { return };
    let edition = &engine.editions()[0];
    let parents = parents(edition);
    let mut children: BTreeMap<Vec<u8>, Vec<Code>> = BTreeMap::new();
    for row in 0..edition.bundles().row_count() {
        let row = edition.bundles().row(row).unwrap();
        children.entry(row.group().to_vec()).or_default().push(row.code());
    }
    // An operation that bundles nothing itself, for the unit of the week before it.
    let operation = generated::procedures(edition, base())
        .into_iter()
        .find(|code| {
            let item = edition.procedures().item(*code).unwrap();
            let letter = edition.procedures().rows_of(*code).last().unwrap().0;
            letter.article().letter == b'K'
                && letter.notice_kind().is_base()
                && edition.bundle_slots(item, base()).iter().all(Option::is_none)
        })
        .unwrap();
    let mut wrong: Vec<String> = Vec::new();
    let mut tested: BTreeMap<u8, usize> = BTreeMap::new();
    let mut at = 0;
    for ((unit, group), parent) in &parents {
        for child in &children[group] {
            at += 1;
            if at % step() != 0 || child == parent || *child == operation {
                continue;
            }
            *tested.entry(*unit).or_default() += 1;
            let (one, two) = (&[(*parent, 1)][..], &[(*child, 1)][..]);
            let both = [(*parent, 1), (*child, 1)];
            let cut = &[(operation, 1)][..];
            let (inside, outside) = match unit {
                1 => {
                    (claim(&[(base(), one), (base(), two)], &[]), claim(&[(base(), one), (day(1), two)], &[]))
                }
                // 1 and 31 July; 1 August is the next month.
                2 => (
                    claim(&[(day(-15), one), (day(15), two)], &[]),
                    claim(&[(day(15), one), (day(16), two)], &[]),
                ),
                // One encounter; two of one day.
                3 => (claim(&[(base(), &both)], &[]), claim(&[(base(), one), (base(), two)], &[])),
                5 => (
                    claim(&[(base(), one), (day(2), cut), (day(-5), two)], &[]),
                    claim(&[(base(), one), (day(2), cut), (day(-6), two)], &[]),
                ),
                6 => (claim(&[(base(), &both)], &[]), claim(&[(base(), one), (day(1), two)], &[])),
                other => panic!("unit {other}"),
            };
            if !says_of(&judged(engine, &inside), BUNDLE, *child, *parent) {
                wrong.push(format!("unit {unit} {parent} {child}: not found inside"));
            }
            // Another slot of the parent may hold the child as well, by a wider unit.
            let item = |code: Code| edition.procedures().item(code).unwrap();
            let slots = edition.bundle_slots(item(*parent), base());
            let holding =
                slots.into_iter().flatten().filter(|s| edition.bundled(*s, item(*child), base()).is_some());
            let alone = holding.count() == 1;
            if alone && says_of(&judged(engine, &outside), BUNDLE, *child, *parent) {
                wrong.push(format!("unit {unit} {parent} {child}: found outside"));
            }
        }
    }
    println!("bundles: {at} rows by unit, tested {tested:?}");
    assert!(at >= generated::BUNDLE_ROWS, "only {at} rows");
    assert_eq!(tested.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 5, 6]);
    assert!(wrong.is_empty(), "{} wrong, first {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}

#[test]
fn every_pair_of_a_day_is_found_on_the_day_and_not_on_the_next() {
    let Some((_, engine)) = engines() else { return };
    let edition = &engine.editions()[0];
    let code_of =
        |item: santei_core::code::ItemId| edition.procedures().code_at(item.place().into()).unwrap();
    let mut wrong: Vec<String> = Vec::new();
    let (mut rows, mut tested) = (0, 0);
    for (item, other, rule) in edition.exclusion_pairs(Window::Day) {
        rows += 1;
        if rows % step() != 0 {
            continue;
        }
        tested += 1;
        let (a, b) = (code_of(item), code_of(other));
        let (one, two) = (&[(a, 1)][..], &[(b, 1)][..]);
        let found = |on: i32| {
            let outcome = judged(engine, &claim(&[(base(), one), (day(on), two)], &[]));
            says_of(&outcome, EXCLUSION, a, b) || says_of(&outcome, EXCLUSION, b, a)
        };
        if !found(0) {
            wrong.push(format!("{a} {b} {rule:?}: not found on the day"));
        }
        let wider = [Window::Month, Window::Week].into_iter();
        if !wider.clone().any(|w| edition.exclusion(w, item, other, base()).is_some()) && found(1) {
            wrong.push(format!("{a} {b}: found on the next day"));
        }
    }
    println!("03-1: {rows} pairs, tested {tested}");
    assert_eq!(rows * 2, generated::DAY_ROWS);
    assert!(wrong.is_empty(), "{} wrong, first {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}

#[test]
fn every_addition_of_a_ward_group_is_taken_there_and_nowhere_else() {
    let Some((engine, _)) = engines() else { return };
    let edition = &engine.editions()[0];
    let date = base();
    let holds = |from: i32, until: i32| from <= date.days() && date.days() < until;
    let mut fees: BTreeMap<u16, Code> = BTreeMap::new();
    let aux = edition.auxiliary();
    for place in 0..aux.code_count() {
        let code = aux.code_at(place).unwrap();
        for (row, _) in aux.rows_of(code).filter(|(r, _)| holds(r.valid_from(), r.valid_until())) {
            if row.ward_group() != 0 && in_force(edition, code, date) {
                fees.entry(row.ward_group()).or_insert(code);
            }
        }
    }
    let mut by_group: BTreeMap<u16, Vec<(Code, u8)>> = BTreeMap::new();
    let mut all: BTreeSet<Code> = BTreeSet::new();
    for row in (0..edition.wards().row_count()).map(|row| edition.wards().row(row).unwrap()) {
        if holds(row.valid_from(), row.valid_until()) && in_force(edition, row.code(), date) {
            by_group.entry(row.group()).or_default().push((row.code(), row.slot()));
            all.insert(row.code());
        }
    }
    const ALONE: &[&str] = &["check.ward.notListed", "check.ward.noFee"];
    const SLOT: &[&str] = &["check.ward.sameSlot"];
    let mut wrong: Vec<String> = Vec::new();
    let (mut rows, mut clashes, mut absent) = (0, 0, 0);
    for (group, additions) in &by_group {
        let Some(fee) = fees.get(group).copied() else { continue };
        for (at, (code, slot)) in additions.iter().enumerate() {
            rows += 1;
            if rows % step().min(11) != 0 {
                continue;
            }
            let kept = judged(engine, &stay(&[(date, &[(fee, 1), (*code, 1)])]));
            if says(&kept, ALONE) || says(&kept, SLOT) {
                wrong.push(format!("group {group} {fee} + {code}: found although listed"));
            }
            // On the day before there is no ward fee.
            if !says(&judged(engine, &stay(&[(date, &[(fee, 1)]), (day(-1), &[(*code, 1)])])), ALONE) {
                wrong.push(format!("group {group} {code}: not found without a ward fee"));
            }
            // The next addition of the group: found exactly when the slot is the same.
            if let Some((other, theirs)) = additions.get(at + 1).filter(|(other, _)| other != code) {
                let slots = |c: &Code| {
                    additions.iter().filter(|(x, _)| x == c).map(|(_, s)| *s).collect::<BTreeSet<u8>>()
                };
                let clash = !slots(code).is_disjoint(&slots(other));
                clashes += usize::from(clash);
                let lines = [(fee, 1), (*code, 1), (*other, 1)];
                if says(&judged(engine, &stay(&[(date, &lines)])), SLOT) != clash {
                    wrong.push(format!(
                        "group {group} {code} slot {slot}, {other} slot {theirs}: clash {clash}"
                    ));
                }
            }
        }
        // An addition of another group.
        let listed: BTreeSet<Code> = additions.iter().map(|(c, _)| *c).collect();
        if let Some(code) = all.difference(&listed).next() {
            absent += 1;
            if !says(&judged(engine, &stay(&[(date, &[(fee, 1), (*code, 1)])])), ALONE) {
                wrong.push(format!("group {group} {fee} + {code}: not found although not listed"));
            }
        }
    }
    println!(
        "04: {rows} rows of groups with a fee, {clashes} clashes, {absent} groups with an addition of others"
    );
    assert!(rows > 5_000 && clashes > 20 && absent > 50, "{rows} {clashes} {absent}");
    assert!(wrong.is_empty(), "{} wrong, first {:#?}", wrong.len(), &wrong[..wrong.len().min(10)]);
}
