//! One claim over a revision: each line is answered by the masters of its own day, and prices of an older list are not billed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::engine;
use santei_contract::calculate;
use serde_json::{Value, json};

fn answer(encounters: Value) -> Value {
    let request = json!({
        "schema": "santei/calculate/1",
        "facility": { "kind": "clinic", "beds": { "general": 0 }, "standards": [] },
        "patient": { "birthDate": "1979-03-15", "sex": "female" },
        "encounters": encounters,
        "options": { "autoAdd": false },
    });
    let reply = calculate(&engine(), request.to_string().as_bytes());
    serde_json::from_slice(&reply.body).unwrap()
}

fn drug(date: &str, price: Option<&str>) -> Value {
    json!({ "id": date, "date": date, "setting": "outpatient", "lines": [
        { "lineId": "1", "code": "620007853", "group": "a", "quantity": "1", "form": "oral", "days": 1, "unitPriceYen": price }
    ] })
}

fn findings(result: &Value) -> Vec<(&str, &str)> {
    let list = result["findings"].as_array().unwrap().iter();
    list.map(|f| (f["id"].as_str().unwrap(), f["target"].as_str().unwrap_or(""))).collect()
}

#[test]
fn each_line_is_answered_by_its_own_day() {
    // A001: 75 until 2026-05-31 (告示第57号), 76 from 2026-06-01 (告示第69号).
    let visit = |id: &str, date: &str| json!({ "id": id, "date": date, "setting": "outpatient", "lines": [{ "lineId": id, "code": "112007410" }] });
    let result =
        answer(json!([visit("may", "2026-05-29"), visit("june", "2026-06-01"), visit("july", "2027-07-31")]));
    let points: Vec<&str> =
        result["lines"].as_array().unwrap().iter().map(|l| l["points"].as_str().unwrap()).collect();
    assert_eq!(points, ["75", "76", "76"]);
    assert_eq!(result["totalPoints"], "227");
    let editions: Vec<&str> = result["manifest"]["masters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["edition"].as_str().unwrap())
        .collect();
    assert_eq!(editions, ["R6-starter", "R8-starter"]);
    let provisional = findings(&result).iter().filter(|(id, _)| *id == "masters.provisional").count();
    assert_eq!(provisional, 2, "both say that they are not the official masters");
}

#[test]
fn a_price_of_an_older_list_is_not_billed() {
    // The last day of the list of 2024 (with 2025), the first of 2026, and the first day of the R8 fee schedule.
    for (date, price, unknown) in [
        ("2026-03-31", None, false),
        ("2026-04-01", None, true),
        ("2026-05-31", None, true),
        ("2026-06-01", None, true),
        ("2026-04-01", Some("25.1"), false),
        ("2026-06-01", Some("25.1"), false),
    ] {
        let result = answer(json!([drug(date, price)]));
        let found = findings(&result).contains(&("price.unknown", "/encounters/0/lines/0"));
        assert_eq!(found, unknown, "{date} {price:?}: {result}");
        let line = &result["lines"][0];
        assert_eq!(line["verdict"], if unknown { "blocked" } else { "applied" }, "{date} {price:?}");
        if price.is_some() {
            // F200: over 15 yen, 1 + ⌈(25.1 − 15) / 10⌉ = 3
            assert_eq!(result["totalPoints"], "3", "{date}");
        }
        if unknown {
            assert_eq!(
                (result["totalPoints"].as_str(), result["status"].as_str()),
                (Some("0"), Some("needsReview"))
            );
        }
    }
}

#[test]
fn a_material_price_of_r6_is_not_billed_under_r8() {
    let material = |date: &str, price: Option<&str>| {
        json!([{ "id": "e", "date": date, "setting": "outpatient", "lines": [
            { "lineId": "1", "code": "700010000", "quantity": "1", "unitPriceYen": price }
        ] }])
    };
    for (date, price, unknown) in
        [("2026-05-31", None, false), ("2026-06-01", None, true), ("2026-06-01", Some("265"), false)]
    {
        let result = answer(material(date, price));
        assert_eq!(
            findings(&result).iter().any(|(id, _)| *id == "price.unknown"),
            unknown,
            "{date}: {result}"
        );
    }
    // 材料価格を10円で除して得た点数: 265 / 10 = 26.5 → 27
    assert_eq!(answer(material("2026-06-01", Some("265")))["totalPoints"], "27");
}
