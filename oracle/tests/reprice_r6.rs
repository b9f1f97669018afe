//! The claims of real systems, priced under R6: every group and every total of the `reprice` cases.
#![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly, which is what a test is for")]

mod common;

use common::{dec, shared, tables};
use santei_oracle::{Section, UnitLine, price_unit};
use serde_json::Value;

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn every_group_of_the_r6_reprice_cases_agrees() {
    let (Some(dir), Some(tables)) = (shared(), tables()) else {
        return;
    };
    let file = dir.join("conformance/points/cases/8-claims-rebased.json");
    let json: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let (mut cases, mut groups, mut wrong) = (0, 0, Vec::new());
    for case in json["cases"].as_array().unwrap() {
        if case["revision"] != "R6" || case["scope"] != "reprice" {
            continue;
        }
        cases += 1;
        let id = case["id"].as_str().unwrap();
        let mut total = 0;
        for expected in case["expected"]["lines"].as_array().unwrap() {
            let group = &expected["group"];
            let items: Vec<UnitLine> = case["items"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|item| item["group"] == *group && item["record"] != "CO")
                .map(|item| UnitLine {
                    code: item["code"].as_str().unwrap().to_owned(),
                    quantity: item.get("quantity").map(|v| dec(&text(v))),
                    claimed: item.get("unit_price").map(|v| dec(&text(v))),
                })
                .collect();
            assert!(!items.is_empty(), "{id}: group {group} is empty");
            let section = Section::from_act_class(expected["shikibetsu"].as_str().unwrap());
            let price = price_unit(tables, &items, section);
            groups += 1;
            let points = expected["points"].as_i64().unwrap();
            match price {
                Ok(price) if price.points == points => {
                    total += price.points * expected["count"].as_i64().unwrap();
                }
                other => wrong.push(format!("{id} group {group}: expected {points}, got {other:?}")),
            }
        }
        if case["expected"]["total_points"].as_i64().unwrap() != total {
            wrong.push(format!("{id}: total {total}"));
        }
    }
    assert!(cases >= 69 && groups > 200, "only {cases} cases with {groups} groups were found");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    println!("{cases} cases, {groups} groups agree");
}
