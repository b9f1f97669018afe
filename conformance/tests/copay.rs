//! The worked examples of the charge, all of them, on the compiled-in parameters and programmes.
//!
//! They are not part of the repository: `SANTEI_SHARED` says where they are.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails loudly and reads its environment"
)]

use std::path::{Path, PathBuf};

use santei_conformance::{Filter, Operations, run};
use serde_json::Value;

fn vectors() -> Option<PathBuf> {
    let root = std::env::var("SANTEI_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let dir = root.join("conformance/copay");
    if dir.is_dir() {
        return Some(dir);
    }
    assert!(std::env::var("SANTEI_REQUIRE_SHARED").as_deref() != Ok("1"), "{} is not there", dir.display());
    println!("skipped: {} is not there (set SANTEI_SHARED)", dir.display());
    None
}

#[test]
fn every_worked_example_of_the_charge_passes() {
    let Some(dir) = vectors() else { return };
    let engine = santei_data::engine().unwrap();
    let both = Operations {
        calculate: |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body),
        charge: |request: &[u8]| Ok(santei_contract::charge(&engine, request).body),
    };
    let report = run(&dir, &both, &Filter::default()).unwrap();
    assert!(report.cases.len() > 140);
    assert_eq!(report.count().passed, report.cases.len(), "{}", report.text());

    // An answer that is one yen off is found out.
    let off = Operations {
        calculate: both.calculate,
        charge: |request: &[u8]| {
            let mut reply: Value =
                serde_json::from_slice(&santei_contract::charge(&engine, request).body).unwrap();
            for field in ["/charge/months/0/patientYen", "/charge/visits/0/meals/standardYen"] {
                if let Some(yen) = reply.pointer_mut(field) {
                    *yen = (yen.as_i64().unwrap() + 1).into();
                }
            }
            Ok(reply.to_string().into_bytes())
        },
    };
    let report = run(&dir, &off, &Filter::default()).unwrap();
    assert_eq!(report.count().failed, report.cases.len(), "{}", report.text());
}
