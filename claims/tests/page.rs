//! `docs/CHECKS.md` says what the table of checks says. `SANTEI_BLESS=1 cargo test -p santei-claims --test page` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails loudly")]

use std::fmt::Write as _;
use std::path::Path;

use santei_claims::form::checks;
use santei_claims::recalculate::UNIT_POINTS;

const HEAD: &str = "\
# Checks of claim files

Written from the tables in `claims/src`; `SANTEI_BLESS=1 cargo test -p santei-claims --test page` writes it anew, a test compares.

`santei uke check` runs these on every receipt, and hands each receipt to the engine, whose findings (exclusions, bundles and limits of the
electronic fee table, ages, validity of codes, units …) stand in [IDS.md](IDS.md). Levels are those of the payers: L1 refuses the file, L2 the
receipt, L3 would be returned, L4 is to be confirmed, L48 is a notice.

The codes of the payers come from a list of third parties: plausible, not proven. The official list has some 570; what is not here is not
checked. Of the form checks each has at least two files it finds and two it does not (`claims/tests/checks.toml`).

| id | code | level | message | source |
|---|---|---|---|---|
";

const MEANING: &str = "
## What the masters say of a claim

`santei_core::checks::examine`, on top of a calculation: findings of the engine that judge acts, drugs, comments and diseases together.

| id | code | severity | message | source |
|---|---|---|---|---|
";

#[test]
fn the_page_is_what_the_table_says() {
    let mut page = HEAD.to_owned();
    for check in checks::all().chain([&UNIT_POINTS]) {
        let code = check.official.unwrap_or("");
        writeln!(
            page,
            "| `{}` | {code} | {} | {} | {} |",
            check.id,
            check.level.name(),
            check.ja,
            check.source
        )
        .unwrap();
    }
    page.push_str(MEANING);
    for check in santei_core::checks::ALL {
        let code = check.official.unwrap_or("");
        let source = format!("{} {}", check.cite.document.title(), check.cite.article);
        writeln!(page, "| `{}` | {code} | {:?} | {} | {source} |", check.id, check.severity, check.text.ja)
            .unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CHECKS.md");
    if std::env::var_os("SANTEI_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == page, "docs/CHECKS.md is out of date");
}
