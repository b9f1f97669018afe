//! Every parameter that a rule or a stage asks for by name is in the rules image, over the whole of R6 or from R8 on: a missing one would
//! be an error of a calculation.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;
use std::path::Path;

use santei_core::date::ServiceDate;
use santei_core::params::Params;

/// Keys asked for in a source text: the literal behind `.set(`, `.value(`, `.steps(`. Tests of the source are left out.
fn asked(text: &str, out: &mut BTreeSet<(char, String)>) {
    let code = text.split("#[cfg(test)]").next().unwrap();
    for (call, kind) in [(".set(", 'c'), (".value(", 'v'), (".steps(", 's')] {
        for rest in code.split(call).skip(1) {
            let Some(literal) = rest.trim_start().strip_prefix('"') else { continue };
            let key = literal.split('"').next().unwrap();
            out.insert((kind, key.to_owned()));
        }
    }
}

fn sources(folder: &Path, out: &mut BTreeSet<(char, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            asked(&std::fs::read_to_string(path).unwrap(), out);
        }
    }
}

#[test]
fn every_parameter_asked_for_by_name_is_there() {
    let params = Params::open(xtask::params::compile(&xtask::root()).unwrap().into()).unwrap();
    let mut keys = BTreeSet::new();
    for folder in ["core/src/rules", "core/src/stage"] {
        sources(&xtask::root().join(folder), &mut keys);
    }
    assert!(keys.len() > 40, "{}", keys.len());
    let days =
        ["2024-06-01", "2024-12-02", "2025-04-01", "2026-05-31"].map(|d| d.parse::<ServiceDate>().unwrap());
    let r8 = "2026-06-01".parse().unwrap();
    let there = |kind: char, key: &str, day: ServiceDate| match kind {
        'c' => params.set(key, day).is_some(),
        'v' => params.value(key, day).is_some(),
        _ => params.steps(key, day).is_some(),
    };
    let missing: Vec<_> = keys
        .iter()
        .filter(|(kind, key)| !days.iter().all(|day| there(*kind, key, *day)) && !there(*kind, key, r8))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
