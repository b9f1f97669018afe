//! What R8 makes due and no master at hand shows a code for: named with its points and article, never billed and never left out silently.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::engine;
use santei_contract::calculate;
use serde_json::{Value, json};

/// The words of every `derive.codeUnknown` of an answer.
fn named(date: &str, standards: &Value, encounter: &Value) -> Vec<String> {
    let mut encounter = encounter.clone();
    encounter["id"] = json!("e");
    encounter["date"] = json!(date);
    let standards: Vec<Value> =
        standards.as_array().unwrap().iter().map(|code| json!({ "code": code })).collect();
    let request = json!({
        "schema": "santei/calculate/1",
        "facility": { "kind": "clinic", "beds": { "general": 0 }, "standards": standards },
        "patient": { "birthDate": "2022-03-15", "sex": "female" },
        "encounters": [encounter],
        "history": { "completeFrom": "2026-01-01", "acts": [] },
    });
    let reply = calculate(&engine(), request.to_string().as_bytes());
    let result: Value = serde_json::from_slice(&reply.body).unwrap();
    let findings = result["findings"].as_array().unwrap_or_else(|| panic!("{result}"));
    let found = findings.iter().filter(|f| f["id"] == "derive.codeUnknown");
    found.map(|f| f["message"]["ja"].as_str().unwrap().to_owned()).collect()
}

fn visit(code: &str) -> Value {
    json!({ "setting": "outpatient", "visitKind": "revisit", "lines": [{ "lineId": "1", "code": code }] })
}

fn rehabilitation(admission: &str) -> Value {
    json!({ "setting": "inpatient", "admission": admission,
        "lines": [{ "lineId": "1", "code": "180756010", "quantity": "1" }] })
}

#[test]
fn what_has_no_code_is_named_with_its_points_and_article() {
    // Standards filed, encounter, words. Points and articles: 告示第69号.
    for (standards, encounter, words) in [
        (json!(["3523"]), visit("112007410"), ["地域包括診療加算", "38点", "A001 注12"]),
        (json!(["4142"]), visit("113003610"), ["電子的診療情報連携体制整備加算", "2点", "A001 注19"]),
        (json!(["4235"]), visit("113041710"), ["充実管理加算", "30点", "注4"]),
        (json!(["4299"]), visit("120001210"), ["地域支援・外来医薬品供給対応体制加算", "8点", "F100 注8"]),
    ] {
        let told = named("2026-07-10", &standards, &encounter);
        let all = told.iter().any(|text| words.iter().all(|word| text.contains(word)));
        assert!(all, "{words:?}: {told:?}");
        // Not filed: nothing to name.
        let without = named("2026-07-10", &json!([]), &encounter);
        assert!(without.iter().all(|text| !text.contains(words[0])), "{without:?}");
        // The day before R8 knows none of it.
        assert!(named("2026-05-29", &standards, &encounter).iter().all(|text| !text.contains(words[0])));
    }
}

#[test]
fn the_early_addition_of_rehabilitation_goes_by_the_day_of_the_stay() {
    // H002 注2: 60 points a unit on the first three days of the stay, 25 up to the fourteenth.
    for (date, admission, points) in [
        ("2026-07-03", "2026-07-01", Some("60点")),
        ("2026-07-04", "2026-07-01", Some("25点")),
        ("2026-07-14", "2026-07-01", Some("25点")),
        ("2026-07-15", "2026-07-01", None),
        // 疑義解釈その1: of a stay begun before June 2026, too.
        ("2026-06-02", "2026-05-31", Some("60点")),
        ("2026-06-03", "2026-05-31", Some("25点")),
    ] {
        let told = named(date, &json!([]), &rehabilitation(admission));
        let early: Vec<&String> = told.iter().filter(|t| t.contains("早期リハビリテーション加算")).collect();
        match points {
            Some(points) => {
                assert!(early.len() == 1 && early[0].contains(points), "{date}: {told:?}");
            }
            None => assert!(early.is_empty(), "{date}: {told:?}"),
        }
    }
}
