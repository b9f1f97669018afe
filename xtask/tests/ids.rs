//! Every id that stands in the sources of the engine is told in docs/IDS.md, and every id told there stands in the sources.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;
use std::path::Path;

use santei_core::law::Revision;
use santei_core::params::Params;
use santei_core::rules;

/// Every Rust source below a folder, but the sections of images, whose tags look like ids.
fn sources(folder: &Path, out: &mut Vec<String>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if path.file_name().is_none_or(|name| name != "snapshot") {
                sources(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            out.push(text.split("#[cfg(test)]").next().unwrap().to_owned());
        }
    }
}

/// `charge.shareUnknown`, `A000.n2.referral`: words with dots between them, no dash; the last begins with a letter.
fn looks_like_an_id(text: &str) -> bool {
    let words: Vec<&str> = text.split('.').collect();
    let word = |w: &&str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric());
    let letter = |w: &str| w.starts_with(|c: char| c.is_ascii_alphabetic());
    words.len() > 1 && words.iter().all(word) && letter(words[0]) && letter(words[words.len() - 1])
}

/// The string literals of the sources that look like ids and are neither rules nor parameters.
fn in_sources() -> BTreeSet<String> {
    let root = xtask::root();
    let image = xtask::params::compile(&root).unwrap();
    let params = Params::open(image.into()).unwrap();
    let mut known: BTreeSet<String> = params.spans().map(|(key, _)| key.to_owned()).collect();
    known.extend(Revision::ALL.into_iter().flat_map(rules::of).map(|rule| rule.id.to_owned()));
    let mut texts = Vec::new();
    sources(&root.join("core/src"), &mut texts);
    let code = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|literal| looks_like_an_id(literal) && !known.contains(*literal))
        .map(str::to_owned)
        .collect()
}

/// First cells of the tables of questions and findings.
fn in_document() -> BTreeSet<String> {
    let text = std::fs::read_to_string(xtask::root().join("docs/IDS.md")).unwrap();
    let (_, tables) = text.split_once("## Questions").unwrap();
    tables
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(id, _)| id.to_owned()))
        .collect()
}

#[test]
fn every_question_and_finding_is_told() {
    let (sources, told) = (in_sources(), in_document());
    assert!(sources.len() > 60, "{sources:?}");
    let untold: Vec<_> = sources.difference(&told).collect();
    assert!(untold.is_empty(), "tell in docs/IDS.md what these ask or say: {untold:?}");
    let gone: Vec<_> = told.difference(&sources).collect();
    assert!(gone.is_empty(), "docs/IDS.md tells of ids that are in no source: {gone:?}");
}

#[test]
fn every_fact_is_told() {
    let text = std::fs::read_to_string(xtask::root().join("docs/IDS.md")).unwrap();
    for fact in santei_core::fact::ALL {
        assert!(
            text.contains(&format!("| `{}` |", fact.key())),
            "{}; run `cargo run -p xtask -- compile`",
            fact.key()
        );
    }
}
