//! Bytes are canonical, and the hash is the hash of the answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::{Lcg, engine, full, problem, result};
use santei_contract::{calculate, manifest};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

fn canonical(bytes: &[u8]) -> Vec<u8> {
    let value: Value = serde_json::from_slice(bytes).unwrap();
    serde_json_canonicalizer::to_vec(&value).unwrap()
}

fn requests() -> Vec<Value> {
    let mut all = vec![full()];
    for (trace, lang) in [("none", "ja"), ("full", "ja"), ("none", "en")] {
        let mut request = full();
        request["options"] = json!({ "trace": trace, "lang": lang });
        request["requestId"] = json!("\u{1}\t\"\\/é受𠮷\u{7f}\u{2028}");
        request["answers"] = Value::Null;
        request["encounters"][0]["timeClass"] = Value::Null;
        request["encounters"][0]["facts"] = Value::Null;
        request["encounters"][0]["lines"][0]["lineId"] = json!("é\u{8}\u{c}\n");
        all.push(request);
    }
    all
}

#[test]
fn replies_equal_an_independent_canonicaliser() {
    let engine = engine();
    for request in requests() {
        let body = calculate(&engine, request.to_string().as_bytes()).body;
        assert_eq!(body, canonical(&body));
        result(&engine, &request);
    }
    for bad in ["{", "{\"é\\u0001\":1}", "[]", "{\"schema\":\"x\\n\"}"] {
        problem(&engine, bad.as_bytes());
        let body = calculate(&engine, bad.as_bytes()).body;
        assert_eq!(body, canonical(&body));
    }
    let body = manifest(&engine);
    assert_eq!(body, canonical(&body));
}

#[test]
fn the_hash_is_of_the_result_without_its_three_members() {
    let engine = engine();
    for request in requests() {
        let mut result = result(&engine, &request);
        let told = result["resultHash"].as_str().unwrap().to_owned();
        let object = result.as_object_mut().unwrap();
        for member in ["resultHash", "manifest", "requestId"] {
            assert!(object.remove(member).is_some(), "{member}");
        }
        let hash = Sha256::digest(serde_json_canonicalizer::to_vec(&result).unwrap());
        let hex: String = hash.iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(told, format!("sha256:{hex}"));
    }
}

/// Writes a value with the members of every object in another order.
fn shuffled(value: &Value, lcg: &mut Lcg) -> String {
    match value {
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(|v| shuffled(v, lcg)).collect();
            format!("[{}]", items.join(" , "))
        }
        Value::Object(object) => {
            let mut members: Vec<String> =
                object.iter().map(|(k, v)| format!("{}: {}", json!(k), shuffled(v, lcg))).collect();
            for i in (1..members.len()).rev() {
                members.swap(i, lcg.below(i + 1));
            }
            format!("{{\n{}}}", members.join(",\n"))
        }
        other => other.to_string(),
    }
}

#[test]
fn the_order_of_keys_changes_no_byte_of_the_reply() {
    let engine = engine();
    let request = full();
    let expected = calculate(&engine, request.to_string().as_bytes());
    let mut lcg = Lcg(7);
    for _ in 0..50 {
        let text = shuffled(&request, &mut lcg);
        assert_eq!(calculate(&engine, text.as_bytes()), expected, "{text}");
    }
}

#[test]
fn the_request_id_is_echoed_and_not_hashed() {
    let engine = engine();
    let mut request = full();
    let first = result(&engine, &request);
    assert_eq!(first["requestId"], request["requestId"]);
    request["requestId"] = json!("other");
    let second = result(&engine, &request);
    assert_eq!(second["requestId"], "other");
    assert_eq!(first["resultHash"], second["resultHash"]);
    request.as_object_mut().unwrap().remove("requestId");
    let third = result(&engine, &request);
    assert!(third.get("requestId").is_none());
    assert_eq!(first["resultHash"], third["resultHash"]);
    request["encounters"][0]["lines"][0]["lineId"] = json!("one");
    assert_ne!(first["resultHash"], result(&engine, &request)["resultHash"]);
}
