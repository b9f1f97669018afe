//! Which crate may use which: the arrows of docs/DESIGN.md, read from the manifests by `cargo metadata`.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Every member and the members it may use; what it uses only in tests is left out.
const ARROWS: &[(&str, &[&str])] = &[
    ("santei-core", &[]),
    ("santei-oracle", &[]),
    ("santei-masters", &["santei-core"]),
    ("santei-data", &["santei-core"]),
    ("santei-schemes", &["santei-core"]),
    ("santei-contract", &["santei-core", "santei-claims"]),
    ("santei-claims", &["santei-core"]),
    ("santei-conformance", &["santei-core", "santei-contract", "santei-data"]),
    ("santei-ffi", &["santei-core", "santei-contract", "santei-data"]),
    ("santei-wasm", &["santei-core", "santei-contract", "santei-data"]),
    ("santei-server", &["santei-core", "santei-contract", "santei-data"]),
    ("santei-doors", &["santei-core", "santei-contract", "santei-data"]),
    (
        "santei-cli",
        &[
            "santei-core",
            "santei-contract",
            "santei-data",
            "santei-masters",
            "santei-schemes",
            "santei-server",
            "santei-conformance",
            "santei-claims",
        ],
    ),
    ("xtask", &["santei-core", "santei-masters", "santei-schemes"]),
    ("santei-benches", &[]),
];

/// Libraries `core` may use: it reads no CSV, TOML or JSON, knows no clock and no thread, and builds for WASM.
const CORE_LIBRARIES: &[&str] = &["chrono", "rust_decimal", "sha2", "thiserror"];

/// Normal dependencies of every member, by name.
fn normal() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(xtask::root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap();
            let uses = all.iter().filter(|d| d["kind"].is_null()).map(|d| text(&d["name"])).collect();
            (text(&package["name"]), uses)
        })
        .collect()
}

#[test]
fn crates_use_only_what_the_design_lets_them() {
    let normal = normal();
    let listed: BTreeMap<&str, BTreeSet<&str>> =
        ARROWS.iter().map(|(name, may)| (*name, may.iter().copied().collect())).collect();
    let members: BTreeSet<&str> = normal.keys().map(String::as_str).collect();
    assert_eq!(
        members,
        listed.keys().copied().collect(),
        "a member without arrows; add it here and to docs/DESIGN.md"
    );
    for (name, uses) in &normal {
        let ours: BTreeSet<&str> = uses.iter().map(String::as_str).filter(|u| members.contains(u)).collect();
        let more: Vec<_> = ours.difference(&listed[name.as_str()]).collect();
        assert!(more.is_empty(), "{name} uses {more:?}, which docs/DESIGN.md does not let it");
    }
}

#[test]
fn the_core_stays_pure() {
    let uses = &normal()["santei-core"];
    let more: Vec<_> = uses.iter().filter(|u| !CORE_LIBRARIES.contains(&u.as_str())).collect();
    assert!(more.is_empty(), "{more:?}");
}

#[test]
fn the_arrows_have_no_circle() {
    // Take away what uses nothing that is left, until nothing is left.
    let mut left: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    while !left.is_empty() {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, may)| may.iter().all(|m| !left.contains_key(m)))
            .map(|(n, _)| *n)
            .collect();
        assert!(!free.is_empty(), "a circle among {:?}", left.keys());
        left.retain(|name, _| !free.contains(name));
    }
}
