//! `checkUke` on a claim file made up here: comment texts, beds, and checks switched off. The starter edition answers.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use common::engine;
use santei_contract::{check_uke, schema_check_uke_request, schema_check_uke_result};
use serde_json::{Value, json};

/// One receipt of July 2024: a revisit on the 9th, and what is put in. `beds` is field 13 of RE.
fn file(beds: &str, records: &[&str]) -> Vec<u8> {
    let days = |head: &str| {
        format!("{head}{}", (1..=31).map(|d| if d == 9 { ",1" } else { "," }).collect::<String>())
    };
    let mut text = format!(
        "IR,1,13,1,9999999,,見本医院,202408,00,\r\nRE,1,1112,202407,見本　太郎,1,19800401,,,,,,{beds},A-1{}\r\nHO,06130009,１２,３４５,1,75,,,,,,,,,\r\nSY,8833421,20240701,1,,,01,\r\n",
        ",".repeat(24)
    );
    text.push_str(&days("SI,12,1,112007410,,75,1,,,,,,"));
    text.push_str("\r\n");
    for record in records {
        text.push_str(record);
        text.push_str("\r\n");
    }
    text.push_str("GO,1,75,99\r\n");
    let (bytes, _, broken) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!broken);
    let mut bytes = bytes.into_owned();
    bytes.push(0x1A);
    bytes
}

fn request(file: &[u8], kind: &str, off: Value) -> Value {
    json!({ "schema": "santei/check-uke/1", "facility": { "kind": kind }, "file": BASE64_STANDARD.encode(file),
        "options": { "switchedOff": off } })
}

fn answer(request: &Value) -> Value {
    serde_json::from_slice(&check_uke(&engine(), request.to_string().as_bytes()).body).unwrap()
}

fn ids(answer: &Value) -> Vec<String> {
    answer["findings"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap().to_owned()).collect()
}

fn of(beds: &str, kind: &str, records: &[&str]) -> Vec<String> {
    ids(&answer(&request(&file(beds, records), kind, json!([]))))
}

#[test]
fn comment_texts_follow_their_patterns() {
    let finds = |record: &str| of("", "clinic", &[record]).iter().any(|id| id == "comment.text");
    for (right, wrong) in [
        // 10 free text, 20 fixed, 30 fixed and text, 40 digits in the text (two), 42 a number, 50 a day with its era, 53 day and time.
        ("CO,12,1,810000001,様子を見る", "CO,12,1,810000001,"),
        ("CO,12,1,820000001,", "CO,12,1,820000001,余分"),
        ("CO,12,1,830100003,眼科", "CO,12,1,830100003,"),
        ("CO,12,1,840000001,０２", "CO,12,1,840000001,２"),
        ("CO,12,1,842100049,４．５", "CO,12,1,842100049,陰性"),
        ("CO,12,1,842100049,１２", "CO,12,1,842100049,４．"),
        ("CO,12,1,850190032,５０６０１３１", "CO,12,1,850190032,５０６０２３１"),
        ("CO,12,1,850190032,４３１０４３０", "CO,12,1,850190032,２０２４０１３１"),
        ("CO,12,1,853100001,０９２３５９", "CO,12,1,853100001,０９２４００"),
    ] {
        assert!(!finds(right), "{right}");
        assert!(finds(wrong), "{wrong}");
    }
}

#[test]
fn beds_are_asked_of_a_hospital_that_bills_what_depends_on_them() {
    let missing = |beds, kind| of(beds, kind, &[]).iter().any(|id| id == "receipt.bedsMissing");
    // 再診料 asks for fewer than 200 general beds (病床数区分 5).
    assert!(missing("", "hospital"));
    assert!(!missing("0120", "hospital"));
    assert!(!missing("", "clinic"));
    let file = String::from_utf8_lossy(&file("0019", &[])).replace("112007410", "160008010").into_bytes();
    let told = |file: &[u8]| ids(&answer(&request(file, "hospital", json!([]))));
    assert!(told(&file).iter().any(|id| id == "receipt.bedsNotNeeded"));
    assert!(!of("0120", "hospital", &[]).iter().any(|id| id == "receipt.bedsNotNeeded"));
    assert!(!of("", "hospital", &[]).iter().any(|id| id == "receipt.bedsNotNeeded"));
}

#[test]
fn a_check_switched_off_is_told_and_does_not_count() {
    let file = file("", &["CO,12,1,840000001,２"]);
    let off = |more: Value| {
        let mut one = json!({ "check": "comment.text", "reason": "checked by hand", "date": "2026-11-24" });
        one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        answer(&request(&file, "clinic", json!([one])))
    };
    let of = |answer: &Value| -> Option<Value> {
        let all = answer["findings"].as_array().unwrap();
        all.iter().find(|f| f["id"] == "comment.text").unwrap().get("switchedOff").cloned()
    };
    let whole = off(json!({}));
    assert_eq!(of(&whole), Some(json!({ "reason": "checked by hand", "date": "2026-11-24" })));
    let plain = answer(&request(&file, "clinic", json!([])));
    assert_eq!((of(&plain), ids(&plain)), (None, ids(&whole)));
    // Care of July 2024; the comment's code, the chart and the institution of the file.
    for (more, want) in [
        (json!({ "until": "2024-07-31" }), true),
        (json!({ "until": "2024-06-30" }), false),
        (json!({ "chart": "A-1" }), true),
        (json!({ "chart": "A-2" }), false),
        (json!({ "institution": "9999999" }), true),
        (json!({ "institution": "1111111" }), false),
        (json!({ "code": "840000001" }), true),
        (json!({ "code": "112007410" }), false),
    ] {
        assert_eq!(of(&off(more.clone())).is_some(), want, "{more}");
    }
    let schema: Value = serde_json::from_slice(&schema_check_uke_result()).unwrap();
    assert!(
        jsonschema::draft202012::options()
            .build(&schema)
            .unwrap()
            .is_valid(&off(json!({ "until": "2024-07-31" })))
    );
    let schema: Value = serde_json::from_slice(&schema_check_uke_request()).unwrap();
    let sent = request(
        &file,
        "clinic",
        json!([{ "check": "comment.text", "reason": "r", "date": "2026-11-24", "code": "840000001" }]),
    );
    assert!(jsonschema::draft202012::options().build(&schema).unwrap().is_valid(&sent));
}

#[test]
fn a_switch_that_names_nothing_is_refused_at_its_place() {
    for (entry, pointer, words) in [
        (
            json!({ "check": "comment.txt", "reason": "r", "date": "2026-11-24" }),
            "/options/switchedOff/0/check",
            "did you mean `comment.text`",
        ),
        (
            json!({ "check": "comment.text", "reason": " ", "date": "2026-11-24" }),
            "/options/switchedOff/0/reason",
            "say why",
        ),
        (
            json!({ "check": "comment.text", "reason": "r", "date": "soon" }),
            "/options/switchedOff/0/date",
            "`soon`",
        ),
    ] {
        let problem = answer(&request(&file("", &[]), "clinic", json!([entry])));
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains(words), "{problem}");
    }
}
