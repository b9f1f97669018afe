//! Every citation resolves: of the parameters, of the rules, and every other one written down in the core.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod shared;
#[path = "citations/texts.rs"]
mod texts;

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use santei_core::law::{Citation, Document, Revision};
use santei_core::params::Params;
use santei_core::rules;
use santei_core::snapshot::Bytes;
use shared::shared;
use texts::Texts;

/// Looks all up and reports every failure at once.
fn resolve(citations: &[(String, Citation)]) {
    let Some(shared) = shared("citations") else { return };
    let mut texts = Texts::new(&shared);
    let failures: Vec<String> = citations
        .iter()
        .filter_map(|(who, citation)| {
            let why = texts.find(citation).err()?;
            Some(format!("{who}: {} {}: {why}", citation.document.key(), citation.article))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), citations.len(), failures.join("\n"));
}

#[test]
fn citations_of_parameters_resolve() {
    let image = xtask::params::compile(&xtask::root()).unwrap();
    let params = Params::open(Bytes::from(image)).unwrap();
    let citations: Vec<_> = params.citations().map(|(key, c)| (key.to_owned(), c.clone())).collect();
    assert!(citations.len() > 80);
    resolve(&citations);
}

#[test]
fn citations_of_rules_resolve() {
    let mut citations = Vec::new();
    for revision in Revision::ALL {
        for rule in rules::of(revision) {
            assert!(!rule.cites.is_empty(), "{} cites nothing", rule.id);
            citations.extend(rule.cites.iter().map(|c| (rule.id.to_owned(), c.clone())));
        }
    }
    resolve(&citations);
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Citations as they stand in source text: `Citation::r06("…")`, `Citation::of(Document::X, "…")`.
fn written(text: &str) -> Vec<Citation> {
    let mut out = Vec::new();
    for call in text.split("Citation::").skip(1) {
        let Some((name, arguments)) = call.split_once('(') else { continue };
        let document = match name {
            "r06" => Document::KokujiR06,
            "r08" => Document::KokujiR08,
            "r06_circular" => Document::TsuchiR06,
            "r08_circular" => Document::TsuchiR08,
            "of" => {
                let Some(rest) = arguments.trim_start().strip_prefix("Document::") else { continue };
                let variant: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                *Document::ALL.iter().find(|d| format!("{d:?}") == variant).unwrap()
            }
            _ => continue,
        };
        let Some(article) = arguments.split('"').nth(1) else { continue };
        if arguments.split(['"', ')']).next().is_some_and(|before| before.trim().is_empty() || name == "of") {
            out.push(Citation { document, article: Cow::Owned(article.to_owned()) });
        }
    }
    out
}

#[test]
fn citations_written_in_the_core_resolve() {
    let root = xtask::root();
    let mut files = Vec::new();
    sources(&root.join("core/src"), &mut files);
    files.sort();
    let mut citations = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        citations
            .extend(written(&std::fs::read_to_string(&file).unwrap()).into_iter().map(|c| (name.clone(), c)));
    }
    resolve(&citations);
}

#[test]
fn citations_that_do_not_exist_are_found_out() {
    let Some(shared) = shared("citations") else { return };
    let mut texts = Texts::new(&shared);
    let mut check = |document, article: &'static str| texts.find(&Citation::of(document, article)).is_ok();
    for (document, article) in [
        (Document::KokujiR06, "A001 注8"),
        (Document::KokujiR06, "A000 注7ただし書"),
        (Document::KokujiR06, "D012 11 注"),
        (Document::KokujiR06, "D004-2 1 注2"),
        (Document::KokujiR06, "第2章第5部 通則1"),
        (Document::KokujiR06, "第2章第10部 通則12"),
        (Document::TsuchiR06, "第2章第4部第3節 3"),
        (Document::TsuchiR06, "通則10"),
        (Document::KokujiR08, "D012 46 注"),
        (Document::TsuchiR06, "F200 (6) ア (ニ)"),
        (Document::HealthInsuranceAct, "110条2項1号ロ"),
        (Document::HealthInsuranceAct, "75条の2"),
        (Document::HolidayAct, "2条"),
    ] {
        assert!(check(document, article), "{article} exists");
    }
    for (document, article) in [
        (Document::KokujiR06, "A001 注21"),
        (Document::KokujiR06, "A004"),
        (Document::KokujiR06, "D007 注1"),
        (Document::KokujiR06, "D007 注2"),
        (Document::KokujiR06, "D012 45 注"),
        (Document::KokujiR06, "A000 注99ただし書"),
        (Document::KokujiR06, "第9章第1部 通則1"),
        (Document::KokujiR06, "第2章第1部第9節 通則1"),
        (Document::TsuchiR06, "通則13"),
        (Document::TsuchiR06, "F200 (9)"),
        (Document::HealthInsuranceAct, "74条1項4号"),
        (Document::HealthInsuranceAct, "74条3項"),
        (Document::HealthInsuranceAct, "999条"),
    ] {
        assert!(!check(document, article), "{article} does not exist");
    }
}
