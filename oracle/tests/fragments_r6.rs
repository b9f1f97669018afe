//! The worked examples and hand-made cases of R6: every expected line whose records the case gives in full.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly, which is what a test is for")]

mod common;

use common::{dec, shared, tables};
use santei_oracle::{Section, Tables, UnitLine, col, price_unit};
use serde_json::Value;

/// Lines that need more than a price, and what they need.
const NOT_A_PRICE: [(&str, &str); 6] = [
    ("R6-A000-15", "a code of 2024 that the newest master no longer has"),
    ("R6-F200-taizai1", "the points to take away must be derived (7 kinds)"),
    ("R6-F200-kousei", "the points to take away must be derived (3 tranquillisers)"),
    ("R6-K142-ex2", "further vertebrae at one half: derived from the sites"),
    ("R6-L008-ex3", "five phases of one course: priced in official_texts"),
    ("R6-H-6unit", "six units a day: a limit"),
];

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The records of one expected line, or `None` where the case leaves a code or quantity open.
fn records(tables: &Tables, case: &Value, codes: &Value) -> Option<Vec<UnitLine>> {
    let items = case["items"].as_array()?;
    codes
        .as_array()?
        .iter()
        .map(|code| {
            let code = code.as_str()?;
            let item = items.iter().find(|item| item["code"] == code);
            let number = |key: &str| {
                item.and_then(|item| item.get(key)).filter(|v| !v.is_null()).map(|v| dec(&text(v)))
            };
            let unitless = tables.procedure(code).is_some_and(|row| col(row, 8) == "0");
            let quantity = if unitless { None } else { number("quantity") };
            if quantity.is_none() && tables.procedure(code).is_some_and(|row| col(row, 8) != "0") {
                return None;
            }
            let claimed = number("unit_price");
            Some(UnitLine { code: code.to_owned(), quantity, claimed })
        })
        .collect()
}

#[test]
fn lines_of_the_r6_cases_agree() {
    let (Some(dir), Some(tables)) = (shared(), tables()) else {
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(dir.join("conformance/points/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().contains("claims"))
        .collect();
    files.sort();
    let (mut agreed, mut open, mut differ) = (0, 0, Vec::new());
    for file in files {
        let json: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for case in json["cases"].as_array().unwrap() {
            if case["revision"] != "R6" {
                continue;
            }
            let id = case["id"].as_str().unwrap();
            for expected in case["expected"]["lines"].as_array().unwrap() {
                let Some(lines) = records(tables, case, &expected["codes"]) else {
                    open += 1;
                    continue;
                };
                let section = Section::from_act_class(expected["shikibetsu"].as_str().unwrap_or_default());
                match price_unit(tables, &lines, section) {
                    Ok(price) if Some(price.points) == expected["points"].as_i64() => agreed += 1,
                    other => differ.push((id.to_owned(), format!("{} {other:?}", expected["points"]))),
                }
            }
        }
    }
    println!("{agreed} lines agree, {open} leave a code or quantity open, {} are no price", differ.len());
    let ids: Vec<&str> = differ.iter().map(|(id, _)| id.as_str()).collect();
    let known: Vec<&str> = NOT_A_PRICE.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, known, "{differ:#?}");
    assert!(agreed >= 250, "only {agreed} lines agreed");
}
