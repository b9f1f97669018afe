//! Operations `check` and `checkUke`: their results follow their schemas, and say what the crates behind them say.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use common::{engine, full};
use santei_contract::{Reply, check, check_uke, schema_check_result, schema_check_uke_result};
use serde_json::{Value, json};

fn body(reply: &Reply) -> Value {
    serde_json::from_slice(&reply.body).unwrap()
}

fn follows(schema: &[u8], result: &Value) {
    let schema: Value = serde_json::from_slice(schema).unwrap();
    let validator = jsonschema::draft202012::options().build(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(result).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn ids(result: &Value) -> Vec<&str> {
    result["findings"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap()).collect()
}

fn uke(file: &[u8], lang: &str) -> Vec<u8> {
    let file = BASE64_STANDARD.encode(file);
    json!({ "schema": "santei/check-uke/1", "requestId": "u1", "file": file, "options": { "lang": lang } })
        .to_string()
        .into_bytes()
}

#[test]
fn a_claim_without_diseases_is_found_by_check_and_not_by_calculate() {
    let engine = engine();
    let mut request = full();
    request["diagnoses"] = json!([]);
    let bytes = request.to_string().into_bytes();
    let checked = body(&check(&engine, &bytes));
    follows(&schema_check_result(), &checked);
    assert!(ids(&checked).contains(&"check.disease.none"), "{checked}");
    let calculated = body(&santei_contract::calculate(&engine, &bytes));
    assert!(!ids(&calculated).contains(&"check.disease.none"));
    assert_eq!(checked["requestId"], calculated["requestId"]);
    assert!(checked.get("lines").is_none() && checked.get("charge").is_none());
}

#[test]
fn the_hash_of_check_is_that_of_the_answer() {
    let engine = engine();
    let mut request = full();
    let first = body(&check(&engine, request.to_string().as_bytes()));
    request["requestId"] = json!("another");
    let second = body(&check(&engine, request.to_string().as_bytes()));
    assert_eq!(first["resultHash"], second["resultHash"]);
    request["diagnoses"] = json!([]);
    let third = body(&check(&engine, request.to_string().as_bytes()));
    assert_ne!(first["resultHash"], third["resultHash"]);
}

#[test]
fn a_claim_file_is_checked_by_its_bytes() {
    let engine = engine();
    // The name of the institution has to be full-width: the only fault of this file.
    let file = b"IR,1,13,1,9999999,,CLINIC,202507,00,\r\nGO,0,0,99\r\n\x1a";
    let result = body(&check_uke(&engine, &uke(file, "en")));
    follows(&schema_check_uke_result(), &result);
    assert_eq!(ids(&result), ["field.full"], "{result}");
    let finding = &result["findings"][0];
    assert_eq!(finding["record"], 1);
    assert!(finding["message"]["en"].as_str().unwrap().contains("full-width"), "{finding}");
    assert_eq!((&result["receipts"], &result["requestId"]), (&json!(0), &json!("u1")));
    let whole = "IR,1,13,1,9999999,,\u{533b}\u{9662},202507,00,\r\nGO,0,0,99\r\n\u{1a}";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(whole);
    let result = body(&check_uke(&engine, &uke(&bytes, "ja")));
    assert_eq!((ids(&result), &result["status"]), (vec![], &json!("complete")), "{result}");
}

#[test]
fn what_is_no_base64_is_refused_at_its_place() {
    let engine = engine();
    let request = json!({ "schema": "santei/check-uke/1", "file": "not base64!" }).to_string();
    let reply = check_uke(&engine, request.as_bytes());
    let problem = body(&reply);
    assert_eq!((reply.http_status, &problem["errors"][0]["pointer"]), (422, &json!("/file")));
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("RFC 4648"), "{problem}");
}
