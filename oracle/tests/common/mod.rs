//! Where the official files are, and short ways to price from them.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly, which is what a test is for")]

use rust_decimal::Decimal;
use santei_oracle::{Section, Tables, UnitLine, UnitPrice, price_unit};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The shared folder, or `None` (then the test must say so and pass, unless `SANTEI_REQUIRE_SHARED=1`).
pub(crate) fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("SANTEI_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = workspace.join(root);
    if folder.join("masters/r6").is_dir() {
        return Some(folder);
    }
    let required = std::env::var_os("SANTEI_REQUIRE_SHARED").is_some_and(|v| v == "1");
    assert!(!required, "official files are required but `{}` is absent", folder.display());
    println!("skipped: no official files in `{}`", folder.display());
    None
}

/// The R6 tables, read once.
pub(crate) fn tables() -> Option<&'static Tables> {
    static TABLES: OnceLock<Option<Tables>> = OnceLock::new();
    TABLES.get_or_init(|| shared().map(|dir| Tables::load(&dir.join("masters/r6")).unwrap())).as_ref()
}

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A line; `spec` is `code`, `code*quantity`, `code@claimed` or `code*quantity@claimed`.
pub(crate) fn line(spec: &str) -> UnitLine {
    let (spec, claimed) = spec.split_once('@').map_or((spec, None), |(a, b)| (a, Some(dec(b))));
    let (code, quantity) = spec.split_once('*').map_or((spec, None), |(a, b)| (a, Some(dec(b))));
    UnitLine { code: code.to_owned(), quantity, claimed }
}

pub(crate) fn unit(tables: &Tables, section: Section, specs: &[&str]) -> UnitPrice {
    let lines: Vec<UnitLine> = specs.iter().map(|spec| line(spec)).collect();
    price_unit(tables, &lines, section).unwrap()
}
