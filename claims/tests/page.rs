//! `docs/CHECKS.md` says what the table of checks says. `SANTEI_BLESS=1 cargo test -p santei-claims --test page` writes it anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails loudly")]

use std::fmt::Write as _;
use std::path::Path;

use santei_claims::form::checks;
use santei_claims::recalculate;
use santei_core::checks::{COUNT_UNITS, CountUnit, Counted};

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

const SWITCHES: &str = "
## Checks switched off here

A site can say that it does not want a check, everywhere or for one code, patient or institution: `santei uke check --switches FILE`, or
`options.switchedOff` of `checkUke`. Nothing is dropped: the finding stays in every form of the report, marked with the reason, and no longer counts for the exit
code or `status`. An id that no check has, a missing reason or a date that is none is refused by entry and field.

```toml
[[off]]
check = \"check.comment.mayBeNeeded\"   # id of the check
reason = \"reviewed by hand every month\"
date = \"2026-11-24\"                    # when it was decided
until = \"2027-03-31\"                   # optional: last day of care it holds for
code = \"111014210\"                     # optional: only this act, drug or material
chart = \"A-1\"                          # optional: only this chart number
institution = \"9999999\"                # optional: only this institution
```
The same as JSON: `{\"off\": [{\"check\": …}]}`.
";

const ITEMS: &str = "
## Items of the payers' reception checks (受付・事務点検ASP)

The codes seen in lists of third parties and the items that follow from the master specification, and what judges them here. *needs*: what is missing for it.

| code | item | judged by |
|---|---|---|
";

/// Code, item and ids (or what is needed), a line each.
const ASP: &str = include_str!("asp_items.tsv");

/// The cell of an item: its ids, each known, or what is missing.
fn judged_by(item: &str, ids: &str) -> String {
    if ids.starts_with("needs ") {
        return format!("*{ids}*");
    }
    let known =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/IDS.md")).unwrap();
    let of_form: Vec<&str> = checks::all().chain(recalculate::ALL).map(|c| c.id).collect();
    let one = |id: &str| {
        let engine =
            known.contains(&format!("| `{id}` |")) || santei_core::checks::ALL.iter().any(|c| c.id == id);
        assert!(engine || of_form.contains(&id), "{item}: no check `{id}`");
        format!("`{id}`")
    };
    ids.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

const UNITS: &str = "
## Units of the frequency table (05 算定回数)

Every unit code of the list and how it is judged. *asked*: what it counts is not on a claim; a line that stands more often than the number is asked about, up
to the number nothing is said. Windows that reach back before the claim need the history; without it `check.limit.historyNeeded` says so.

| code | unit | judged |
|---|---|---|
";

/// How a unit is judged, in words.
fn counted(unit: &CountUnit) -> &'static str {
    match unit.counted {
        Counted::Window => "window of days or months",
        Counted::Stay => "by admission and discharge; asked where they are not told",
        Counted::Ever => "everything ever billed here, as far as the history goes",
        Counted::Asked => "asked",
    }
}

#[test]
fn the_page_is_what_the_table_says() {
    let mut page = HEAD.to_owned();
    for check in checks::all().chain(recalculate::ALL) {
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
    page.push_str(ITEMS);
    for line in ASP.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [code, item, ids] = cells[..] else { panic!("three cells: {line}") };
        writeln!(page, "| {code} | {item} | {} |", judged_by(item, ids)).unwrap();
    }
    page.push_str(SWITCHES);
    page.push_str(UNITS);
    for unit in COUNT_UNITS {
        writeln!(page, "| {} | {} | {} |", unit.code, unit.name, counted(unit)).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CHECKS.md");
    if std::env::var_os("SANTEI_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == page, "docs/CHECKS.md is out of date");
}

/// `docs/CLAIM_FILE.md` tells every issue of the writer.
#[test]
fn the_page_of_claim_files_tells_every_issue() {
    use santei_claims::write::{ISSUES, IssueLevel};
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CLAIM_FILE.md");
    let page = std::fs::read_to_string(path).unwrap();
    for issue in ISSUES {
        let level = match issue.level {
            IssueLevel::Confirm => "confirm",
            IssueLevel::Ask => "ask",
            IssueLevel::Refuse => "refuse",
        };
        let row = format!("| `{}` | {level} | {} |", issue.id, issue.text.en);
        assert!(page.contains(&row), "docs/CLAIM_FILE.md lacks: {row}");
    }
    assert_eq!(page.matches("\n| `claim.").count(), ISSUES.len());
}
