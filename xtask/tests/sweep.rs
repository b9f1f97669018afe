//! Every day from 2024-06-01 to 2027-07-31: one edition, one list of rules that cites the texts in force, one row of every parameter.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use santei_core::date::ServiceDate;
use santei_core::law::Revision;
use santei_core::params::Params;
use santei_core::rules;
use santei_core::snapshot::{Bytes, Edition};

fn day(text: &str) -> ServiceDate {
    text.parse().unwrap()
}

fn params() -> Params {
    Params::open(Bytes::from(xtask::params::compile(&xtask::root()).unwrap())).unwrap()
}

fn editions() -> [Edition; 2] {
    let root = xtask::root();
    [xtask::starter::compile(&root), xtask::starter::compile_r8(&root)]
        .map(|image| Edition::open(Bytes::from(image.unwrap())).unwrap())
}

#[test]
fn every_day_is_answered_by_one_edition_and_one_row_of_each_key() {
    let (params, editions) = (params(), editions());
    let spans: Vec<_> = params.spans().collect();
    let (first, last) = (day("2024-06-01"), day("2027-07-31"));
    let mut date = first;
    let mut days = 0;
    while date <= last {
        let there: Vec<&Edition> = editions.iter().filter(|e| e.validity().holds(date)).collect();
        assert_eq!(there.len(), 1, "{date}: {} editions", there.len());
        let revision = there[0].manifest().revision;
        assert_eq!(revision, if date < day("2026-06-01") { Revision::R06 } else { Revision::R08 }, "{date}");
        for (key, rows) in &spans {
            let begun = rows[0].from <= date.days() && date.days() < rows.last().unwrap().until;
            let count = rows.iter().filter(|row| row.holds(date)).count();
            assert_eq!(count, usize::from(begun), "{key} on {date}");
        }
        days += 1;
        date = date.plus_days(1).unwrap();
    }
    assert_eq!(days, 1156);
    // Rules do not change inside a revision: what each cites of its texts holds on every day of it.
    for revision in Revision::ALL {
        for rule in rules::of(revision) {
            let own = rule.citations(revision).any(|c| c.revision() == Some(revision));
            assert!(own, "{} in {}", rule.id, revision.name());
        }
    }
}

/// Source files under a folder.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(path);
        }
    }
}

/// A rule that asks for a key whose rows end with R6 stops an answer of R8. Only a rule that ended, or one that looks whether the key is
/// there (`known_set`), may name such a key.
#[test]
fn no_rule_of_r8_asks_for_a_key_that_ended_with_r6() {
    let r8 = day("2026-06-01");
    let params = params();
    let ended: Vec<&str> = params
        .spans()
        .filter(|(_, rows)| rows.last().unwrap().until <= r8.days())
        .map(|(key, _)| key)
        .filter(|key| {
            !key.starts_with("high-cost.") && !key.starts_with("meal.") && !key.starts_with("living.")
        })
        .collect();
    let looked_up = BTreeSet::from(["management.b001-2-10", "lab.judgement.14"]);
    let mut files = Vec::new();
    sources(&xtask::root().join("core/src/rules"), &mut files);
    let (mut named, mut wrong) = (0, Vec::new());
    for file in &files {
        let text = std::fs::read_to_string(file).unwrap();
        let ids: Vec<&str> = text.split("    id: \"").skip(1).filter_map(|t| t.split('"').next()).collect();
        let of_r8 =
            ids.is_empty() || ids.iter().any(|id| rules::of(Revision::R08).iter().any(|r| r.id == *id));
        for key in ended.iter().filter(|key| text.contains(&format!("\"{key}\""))) {
            named += 1;
            if of_r8 && !looked_up.contains(key) {
                wrong.push(format!("{}: {key}", file.display()));
            }
        }
    }
    println!("{} keys end with R6, named {named} times", ended.len());
    assert!(ended.len() > 3 && named > 3, "the scan finds nothing");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
