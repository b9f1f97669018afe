//! The cases of this repository: in their form, translated whole, and passed on the starter edition.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use std::collections::BTreeSet;
use std::path::Path;

use santei_conformance::{Filter, Known, Verdict, run};

#[test]
fn every_case_runs_and_passes_on_the_starter_edition() {
    let engine = santei_data::engine().unwrap();
    let ours = |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body);
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let report = run(&dir, &ours, &Filter::default()).unwrap();
    assert!(!report.cases.is_empty());
    let mut ids = BTreeSet::new();
    for entry in &report.cases {
        assert!(ids.insert(&entry.id), "two cases are called `{}`", entry.id);
        if let Verdict::Skipped { reason } = &entry.verdict {
            panic!("our own case `{}` was skipped: {reason}", entry.id);
        }
    }
    let known = Known::read("known-own.toml", include_str!("../known-own.toml")).unwrap();
    let disagreements = known.disagreements(&report);
    assert!(disagreements.is_empty(), "{}\n{}", disagreements.join("\n"), report.text());
}
