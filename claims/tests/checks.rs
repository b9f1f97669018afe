//! Every check of form on both sides, from `checks.toml`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;

use santei_claims::form::{Form, checks};
use santei_claims::layout::Kind;
use santei_claims::problem::Problem;
use santei_claims::read::Reader;
use santei_claims::text::encode;
use toml::{Table, Value};

/// A record of the lawful file: fields as bytes.
type Fields = Vec<Vec<u8>>;

fn base(table: &Table) -> Vec<Fields> {
    let one = |record: &Value| {
        let (id, fields) = record.as_table().unwrap().iter().next().unwrap();
        let mut out = vec![Vec::new(); Kind::of(id.as_bytes()).width()];
        out[0] = id.as_bytes().to_vec();
        for (no, value) in fields.as_table().unwrap() {
            out[no.parse::<usize>().unwrap() - 1] = bytes(value.as_str().unwrap());
        }
        out
    };
    table["base"].as_array().unwrap().iter().map(one).collect()
}

/// Text as Windows-31J; `!81` are raw bytes, `<n` is n full-width letters.
fn bytes(text: &str) -> Vec<u8> {
    if let Some(hex) = text.strip_prefix('!') {
        return unhex(hex);
    }
    if let Some(n) = text.strip_prefix('<') {
        return "あ".repeat(n.parse().unwrap()).chars().flat_map(|_| [0x82, 0xA0]).collect();
    }
    encode(text).unwrap().into_owned()
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_integer().unwrap()).unwrap()
}

fn edited(base: &[Fields], edit: &Table) -> Vec<u8> {
    let mut records = base.to_vec();
    for key in ["set", "set2", "set3"] {
        if let Some(set) = edit.get(key) {
            records[index(&set[0])][index(&set[1]) - 1] = bytes(set[2].as_str().unwrap());
        }
    }
    if let Some(width) = edit.get("width") {
        records[index(&width[0])].resize(index(&width[1]), Vec::new());
    }
    let list = |key: &str| edit.get(key).map_or(&[][..], |v| v.as_array().unwrap());
    let removed: BTreeSet<usize> = list("remove").iter().map(index).collect();
    let lf: BTreeSet<usize> = list("lf").iter().map(index).collect();
    let mut file = Vec::new();
    for (at, record) in records.iter().enumerate() {
        let inserted = edit.get("insert").filter(|i| index(&i[0]) == at);
        let repeated = edit.get("repeat").filter(|r| index(&r[0]) == at);
        let times = repeated.map_or(1, |r| index(&r[1]));
        if let Some(insert) = inserted {
            for _ in 0..times {
                file.extend(bytes(insert[1].as_str().unwrap()));
                file.extend(b"\r\n");
            }
        }
        let times = if inserted.is_some() { 1 } else { times };
        for _ in 0..times {
            if !removed.contains(&at) {
                file.extend(record.join(&b','));
                file.extend(if lf.contains(&at) { &b"\n"[..] } else { b"\r\n" });
            }
        }
    }
    file.extend(unhex(edit.get("end").map_or("1A", |e| e.as_str().unwrap())));
    file
}

fn check(file: &[u8]) -> Vec<Problem> {
    let mut form = Form::new();
    let mut found = Vec::new();
    for piece in Reader::new(file) {
        form.piece(&piece.unwrap(), &mut found);
    }
    form.finish(&mut found);
    found
}

fn table() -> Table {
    include_str!("checks.toml").parse().unwrap()
}

#[test]
fn the_lawful_file_is_lawful() {
    let found = check(&edited(&base(&table()), &Table::new()));
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn every_check_finds_what_it_should_and_nothing_near_it() {
    let table = table();
    let base = base(&table);
    let mut wrong = Vec::new();
    for case in table["case"].as_array().unwrap() {
        let id = case["check"].as_str().unwrap();
        for (key, want) in [("finds", true), ("passes", false)] {
            let edits = case[key].as_array().unwrap();
            assert!(edits.len() >= 2, "{id} needs two cases in `{key}`");
            for edit in edits {
                let found = check(&edited(&base, edit.as_table().unwrap()));
                if found.iter().any(|p| p.check.id == id) != want {
                    let seen: Vec<String> = found.iter().take(5).map(ToString::to_string).collect();
                    wrong.push(format!("{id} {key} {edit}: {seen:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_thousand_refused_receipts_refuse_the_file() {
    let receipt = "RE,{n},1112,202506,,1,19800401\r\n";
    for (receipts, want) in [(999, false), (1000, true)] {
        let mut file = b"IR,1,13,1,9999999,,\x82\xA0,202507,00,\r\n".to_vec();
        for n in 1..=receipts {
            file.extend(receipt.replace("{n}", &n.to_string()).bytes());
        }
        let found = check(&file);
        assert_eq!(found.iter().any(|p| p.check.id == "file.tooManyRefused"), want, "{receipts}");
    }
}

#[test]
fn every_check_has_cases_and_an_id_of_its_own() {
    let table = table();
    let cases: BTreeSet<&str> =
        table["case"].as_array().unwrap().iter().map(|c| c["check"].as_str().unwrap()).collect();
    let mut ids = BTreeSet::new();
    for check in checks::all() {
        assert!(ids.insert(check.id), "{} stands twice", check.id);
        // The refusal of a whole file for its thousand receipts has a test of its own above.
        assert!(cases.contains(check.id) || check.id == "file.tooManyRefused", "{} has no cases", check.id);
    }
    assert!(cases.is_subset(&ids), "cases of no check: {:?}", cases.difference(&ids));
}
