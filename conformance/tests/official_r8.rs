//! The shared R8 cases on the edition assembled from the R6 files, the overlay of points and the texts, and the list of cases known not to
//! pass. With the official R8 files in place of the overlay the same test runs on the official edition.
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
use santei_masters::Revision;
use santei_masters::assembled::{Overlay, Text, assemble};
use santei_masters::image::EditionBuilder;

/// An engine on both editions.
fn engine(shared: &Path) -> Engine {
    let file = |name: &str| std::fs::read(shared.join("masters/r8").join(name)).unwrap();
    let overlay = Overlay::read("r8-overlay.csv", &file("r8-overlay.csv")).unwrap();
    let text = Text::read("kokuji-points-r6-r8.csv", &file("kokuji-points-r6-r8.csv")).unwrap();
    let mut own = EditionBuilder::new("r8", Revision::R08).unwrap();
    own.add_dir(&shared.join("masters/r8")).unwrap();
    let (r8, _) = assemble(r6(shared), own, Some(&overlay), Some(&text)).unwrap();
    let images = [r6(shared), r8].map(|builder| Bytes::Shared(builder.finish().unwrap().image.into()));
    Engine::open(Bytes::Static(santei_data::rules()), images).unwrap()
}

#[test]
fn the_shared_cases_of_r8_pass_or_are_listed() {
    let Some(shared) = shared(&["masters/r8", "conformance/points"]) else { return };
    let engine = engine(&shared);
    let ours = |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body);
    let filter = Filter { revisions: vec!["R8".to_owned()], ..Filter::default() };
    let report = run(&shared.join("conformance/points/cases"), &ours, &filter).unwrap();
    let known = Known::read("known-r8.toml", include_str!("../known-r8.toml")).unwrap();
    let disagreements = known.disagreements(&report);
    assert!(disagreements.is_empty(), "{}\n{}", disagreements.join("\n"), report.text());
    assert!(report.count().passed > 170, "{}", report.text());

    let reprice = Filter { scopes: vec![Scope::Reprice], ..filter };
    let report = run(&shared.join("conformance/points/cases"), &ours, &reprice).unwrap();
    let count = report.count();
    assert!(
        count.passed > 0 && count.passed == report.cases.len(),
        "all R8 claims priced again: {}",
        report.text()
    );

    // Own cases on the same edition: what the starter edition lacks is proved here.
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let own = Filter { revisions: vec!["R8".to_owned()], ..Filter::default() };
    let report = run(&dir, &ours, &own).unwrap();
    let known = Known::read("known-own-r8.toml", include_str!("../known-own-r8.toml")).unwrap();
    let failed: Vec<String> =
        known.disagreements(&report).into_iter().filter(|d| !d.contains("was skipped")).collect();
    assert!(failed.is_empty(), "{}\n{}", failed.join("\n"), report.text());
    assert!(report.cases.iter().any(|c| matches!(c.verdict, Verdict::Passed)), "{}", report.text());
}
