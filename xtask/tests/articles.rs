//! The list of 区分番号: in order, each once, and none that the official master bills is left out.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use santei_core::coverage::{self, How, Sources, State};
use santei_core::law::Revision;
use santei_core::params::Params;

fn list() -> String {
    std::fs::read_to_string(xtask::root().join("data/articles_r06.tsv")).unwrap()
}

/// Letter and numbers, so that `B001-10` comes behind `B001-2`.
fn order(code: &str) -> (char, Vec<u32>) {
    let mut rest = code.chars();
    (rest.next().unwrap(), rest.as_str().split('-').map(|n| n.parse().unwrap()).collect())
}

#[test]
fn articles_stand_in_order_and_each_once() {
    let text = list();
    let all: Vec<_> = coverage::articles(&text).map(|(code, _)| order(code)).collect();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(coverage::articles(&text).all(|(_, title)| !title.is_empty() && title.trim() == title));
    let letters: String =
        all.iter().map(|(letter, _)| *letter).collect::<BTreeSet<_>>().into_iter().collect();
    assert_eq!(letters, "ABCDEFGHIJKLMNO");
}

#[test]
fn every_article_has_one_state_and_every_rule_its_place() {
    let text = list();
    let params = Params::open(xtask::params::compile(&xtask::root()).unwrap().into()).unwrap();
    let notes = xtask::coverage::LETTERS.map(|l| xtask::coverage::notes(&xtask::root(), l).unwrap()).concat();
    let sources = Sources { articles: &text, notes: &notes, params: &params };
    let all = coverage::of(Revision::R06, sources).unwrap();
    assert_eq!(coverage::counts(&all).iter().sum::<usize>(), all.len());
    let with_rules = |a: &coverage::Article<'_>| matches!(a.state, State::Implemented | State::Partial);
    assert!(all.iter().all(|a| a.rules.is_empty() != with_rules(a)));
    // Whoever says that a whole article is implemented leaves no note of it over.
    let left = |a: &coverage::Article<'_>| a.notes.iter().any(|note| note.how == How::None);
    assert!(all.iter().all(|a| !(left(a) && a.state == State::Implemented)));
    assert!(all.iter().all(|a| a.state != State::NotImplemented || left(a)));
    assert!(all.iter().all(|a| a.state != State::NoNote || (a.notes.is_empty() && a.cited == 0)));
    let placed = all.iter().map(|a| a.rules.len()).sum::<usize>();
    let general = coverage::general(Revision::R06, &text);
    assert_eq!(placed + general.len(), santei_core::rules::of(Revision::R06).len());
    // What stands for no article is an opening rule of a part (`K`) or of all of them, not an article mistyped.
    for rule in general {
        assert!(
            rule.article.len() <= 2,
            "rule {} names article `{}`, which is not in the list",
            rule.id,
            rule.article
        );
    }
}

#[test]
fn no_article_of_the_official_master_is_left_out() {
    let Some(shared) = shared::shared("articles against the procedure master") else { return };
    let mut archive =
        zip::ZipArchive::new(std::fs::File::open(shared.join("masters/r6/s_20251104.zip")).unwrap()).unwrap();
    let mut bytes = Vec::new();
    archive.by_index(0).unwrap().read_to_end(&mut bytes).unwrap();
    let text = encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let listed = list();
    let listed: BTreeSet<&str> = coverage::articles(&listed).map(|(code, _)| code).collect();
    let mut left_out: BTreeMap<String, String> = BTreeMap::new();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.unwrap();
        // 告示等識別区分 (s85), 区分番号 (s92), 枝番 (s93).
        let (letter, section, branch) = (&record[84], &record[91], &record[92]);
        // D999 is no article: words put before the tests of one specimen. `*` stands for codes outside the schedule.
        if !letter.starts_with(|c: char| c.is_ascii_alphabetic()) || (letter, section) == ("D", "999") {
            continue;
        }
        rows += 1;
        let branch: u32 = branch.parse().unwrap();
        let code =
            if branch == 0 { format!("{letter}{section}") } else { format!("{letter}{section}-{branch}") };
        // The master has one level of branches: its B005-1 holds B005-1-2 and B005-1-3.
        if !listed.contains(code.as_str()) && !listed.iter().any(|l| l.starts_with(&format!("{code}-"))) {
            left_out.insert(code, record[4].to_owned());
        }
    }
    assert!(rows > 9000, "{rows}");
    assert!(left_out.is_empty(), "{left_out:?}");
}
