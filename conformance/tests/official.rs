//! The shared R6 cases on an edition of the official R6 files, and the list of cases known not to pass.
//!
//! The official files are not part of the repository: `SANTEI_SHARED` says where they are.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails loudly and reads its environment"
)]

#[cfg(test)]
mod common;

use std::path::Path;

use common::{r6, shared};
use santei_conformance::{Filter, Known, Scope, Verdict, run};
use santei_core::engine::Engine;
use santei_core::snapshot::Bytes;

/// An engine on the official R6 edition with its history.
fn engine(shared: &Path) -> Engine {
    let image = r6(shared).finish().unwrap().image;
    Engine::open(Bytes::Static(santei_data::rules()), [Bytes::Shared(image.into())]).unwrap()
}

#[test]
fn the_shared_cases_of_r6_pass_or_are_listed() {
    let Some(shared) = shared(&["masters/r6", "conformance/points"]) else { return };
    let engine = engine(&shared);
    let ours = |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body);
    let filter = Filter { revisions: vec!["R6".to_owned()], ..Filter::default() };
    let report = run(&shared.join("conformance/points/cases"), &ours, &filter).unwrap();
    let known = Known::read("known.toml", include_str!("../known.toml")).unwrap();
    let disagreements = known.disagreements(&report);
    assert!(disagreements.is_empty(), "{}\n{}", disagreements.join("\n"), report.text());

    let reprice = Filter { scopes: vec![Scope::Reprice], ..filter };
    let report = run(&shared.join("conformance/points/cases"), &ours, &reprice).unwrap();
    let count = report.count();
    assert!(
        count.passed > 0 && count.passed == report.cases.len(),
        "all R6 claims priced again: {}",
        report.text()
    );
}

/// What the starter edition lacks is proved here: such a case has to pass on the official files.
#[test]
fn own_cases_pass_on_the_official_edition() {
    let Some(shared) = shared(&["masters/r6", "conformance/points"]) else { return };
    let engine = engine(&shared);
    let ours = |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body);
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let filter = Filter { revisions: vec!["R6".to_owned()], ..Filter::default() };
    let report = run(&dir, &ours, &filter).unwrap();
    let known = Known::read("known-own.toml", include_str!("../known-own.toml")).unwrap();
    let excused = |id: &str| {
        known.case.iter().any(|c| c.id == id && !c.reason.starts_with("the starter edition lacks"))
    };
    let failing: Vec<&str> = report
        .cases
        .iter()
        .filter(|c| !matches!(c.verdict, Verdict::Passed) && !excused(&c.id))
        .map(|c| c.id.as_str())
        .collect();
    assert!(failing.is_empty(), "{failing:?}\n{}", report.text());
}
