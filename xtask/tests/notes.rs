//! Every statutory note is done by a rule, done by a parameter, or listed with what stands for it; and nothing else is.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod shared;
#[path = "notes/text.rs"]
mod text;

use std::collections::BTreeSet;

use santei_core::coverage::{self, How};
use santei_core::law::Revision;
use santei_core::params::Params;
use shared::shared;

fn params() -> Params {
    Params::open(xtask::params::compile(&xtask::root()).unwrap().into()).unwrap()
}

#[test]
fn every_note_of_the_notice_is_cited_or_listed() {
    let Some(shared) = shared("notes of the notice") else { return };
    let text = text::notes(&shared);
    // Chapter 3 is billed of residents of care homes, chapter 4 holds passing provisions.
    let ours = |key: &&String| !key.starts_with("第3章") && !key.starts_with("第4章");
    let text: BTreeSet<&str> = text.iter().filter(ours).map(String::as_str).collect();
    assert!(text.len() > 2_000, "{}", text.len());
    let cited = coverage::cited(Revision::R06, &params());
    let mut listed: BTreeSet<String> = BTreeSet::new();
    let mut wrong = Vec::new();
    for letter in xtask::coverage::LETTERS {
        for note in coverage::notes(&xtask::coverage::notes(&xtask::root(), letter).unwrap()) {
            let key = note.unwrap().key();
            if !text.contains(key.as_str()) {
                wrong.push(format!("{letter}.tsv: `{key}` is no note of the notice"));
            }
            if !listed.insert(key.clone()) {
                wrong.push(format!("{letter}.tsv: `{key}` stands there twice"));
            }
        }
    }
    for (key, by) in &cited {
        if !text.contains(key.as_str()) {
            wrong.push(format!("{:?} {:?}: `{key}` is no note of the notice", by.rules, by.params));
        }
    }
    for key in text.iter().filter(|key| !cited.contains_key(**key) && !listed.contains(**key)) {
        wrong.push(format!("`{key}` is neither cited nor listed"));
    }
    assert!(wrong.is_empty(), "{} notes:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_stands_for_a_note_exists() {
    let rules: BTreeSet<&str> =
        coverage::cited(Revision::R06, &params()).values().flat_map(|c| c.rules.clone()).collect();
    let ids = std::fs::read_to_string(xtask::root().join("docs/IDS.md")).unwrap();
    for letter in xtask::coverage::LETTERS {
        for note in coverage::notes(&xtask::coverage::notes(&xtask::root(), letter).unwrap()) {
            let note = note.unwrap();
            let key = note.key();
            assert!(!note.why.trim().is_empty(), "{key} gives no reason");
            match note.how {
                How::Age => assert!(rules.contains("general.age"), "{key}"),
                How::Question => assert!(
                    ids.contains(&format!("`{}`", note.why.split(' ').next().unwrap())),
                    "{key}: `{}` is no id of docs/IDS.md",
                    note.why
                ),
                _ => {}
            }
            // A reason that points at a file points at one that is there.
            for path in note.why.split(|c: char| c.is_whitespace() || "（）。、".contains(c)) {
                if let Some(file) =
                    path.split("の集合").next().filter(|f| f.starts_with("data/") && f.ends_with(".toml"))
                {
                    assert!(xtask::root().join(file).is_file(), "{key}: {file}");
                }
            }
        }
    }
}

#[test]
fn the_notice_is_read_as_it_is_printed() {
    let Some(shared) = shared("notes of the notice") else { return };
    let text: BTreeSet<String> = text::notes(&shared).into_iter().collect();
    for there in [
        "A000 注16",
        "A001 注20",
        "D012 11 注",
        "D012 66 注",
        "D004-2 1 注2",
        "B001 2 注11",
        "D007 注",
        "D007 注 注",
        "D214-2 (超音波検査等) 通則",
        "D294 (内視鏡検査) 通則5",
        "第2章第10部 通則21",
        "第2章第3部第1節 通則",
    ] {
        assert!(text.contains(there), "`{there}` is missing");
    }
    for not_there in ["A000 注17", "A001 注21", "D012 45 注", "D007 注1", "第2章第10部 通則22", "E102 注1"]
    {
        assert!(!text.contains(not_there), "`{not_there}` is found");
    }
}
