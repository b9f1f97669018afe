//! Real exports of receipt computers (2018–2021): read whole, written back byte for byte.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use santei_claims::form::Form;
use santei_claims::read::{PieceKind, Reader};
use santei_claims::receipt::Receipt;

fn files() -> Vec<PathBuf> {
    let root = std::env::var_os("SANTEI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let folder = root.join("conformance/points/uke");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        assert!(
            std::env::var_os("SANTEI_REQUIRE_SHARED").is_none(),
            "{} is missing and SANTEI_REQUIRE_SHARED is set",
            folder.display()
        );
        println!("skipped: {} is not here", folder.display());
        return Vec::new();
    };
    let mut files: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn exports_are_written_back_byte_for_byte() {
    for path in files() {
        let file = std::fs::read(&path).unwrap();
        let mut back = Vec::new();
        for piece in Reader::new(&file[..]) {
            back.extend_from_slice(piece.unwrap().bytes());
        }
        assert_eq!(back, file, "{}", path.display());
    }
}

/// Recipient systems took these files; what we find in them has to be what is really unusual in them.
#[test]
fn sums_of_exports_agree() {
    for path in files() {
        let file = std::fs::read(&path).unwrap();
        let mut form = Form::new();
        let mut found = Vec::new();
        let mut receipts = 0;
        for piece in Reader::new(&file[..]) {
            let piece = piece.unwrap();
            if piece.kind() == PieceKind::Receipt {
                receipts += 1;
                assert!(Receipt::of(&piece).is_some_and(|r| !r.units.is_empty() || !r.diseases.is_empty()));
            }
            form.piece(&piece, &mut found);
        }
        form.finish(&mut found);
        assert!(receipts > 0);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for problem in &found {
            *counts.entry(problem.check.id).or_default() += 1;
        }
        println!("{}: {receipts} receipts, {counts:?}", path.display());
        // Σ points × count over the units is what HO and KO carry, in every receipt of every file, and GO agrees.
        for id in
            ["sum.points", "sum.receipts", "sum.total", "unit.countDays", "field.undecodable", "record.order"]
        {
            let first = found.iter().find(|p| p.check.id == id).map(ToString::to_string);
            assert_eq!(first, None, "{}", path.display());
        }
    }
}
