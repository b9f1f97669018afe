//! Damaged requests: never a panic, always a canonical reply.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::{Lcg, engine, full};
use santei_contract::{ReplyStatus, calculate};
use serde_json::{Value, json};

/// What a mutation may put somewhere.
fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1.5),
        json!(""),
        json!("0"),
        json!("-0.00"),
        json!("99999999999999999999"),
        json!("999999999"),
        json!("9998-12-31"),
        json!("1868-01-01"),
        json!("23:59"),
        json!("\u{0}𠮷"),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "x-": null }),
    ]
}

/// Pointers of every value in a document.
fn pointers(value: &Value, at: String, out: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, item) in object {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(item, format!("{at}/{key}"), out);
            }
        }
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                pointers(item, format!("{at}/{i}"), out);
            }
        }
        _ => {}
    }
    out.push(at);
}

fn mutated(lcg: &mut Lcg, odd: &[Value]) -> Vec<u8> {
    let mut request = full();
    for _ in 0..=lcg.below(3) {
        let mut all = Vec::new();
        pointers(&request, String::new(), &mut all);
        let from = request.pointer(&all[lcg.below(all.len())]).unwrap().clone();
        let to = request.pointer_mut(&all[lcg.below(all.len())]).unwrap();
        // Either an odd value, or a value of another place.
        *to = if lcg.below(3) == 0 { from } else { odd[lcg.below(odd.len())].clone() };
    }
    let mut bytes = request.to_string().into_bytes();
    if lcg.below(4) == 0 {
        let place = lcg.below(bytes.len());
        match lcg.below(3) {
            0 => bytes[place] ^= 1 << lcg.below(8),
            1 => bytes.truncate(place),
            _ => drop(bytes.splice(place..place, *b"\",:{}")),
        }
    }
    bytes
}

#[test]
fn two_thousand_mutations_of_a_valid_request() {
    let engine = engine();
    let mut lcg = Lcg(20_240_601);
    let odd = odd_values();
    let (mut results, mut problems) = (0, 0);
    for round in 0..2_000 {
        let bytes = mutated(&mut lcg, &odd);
        let shown = || format!("round {round}: {}", String::from_utf8_lossy(&bytes));
        let reply = calculate(&engine, &bytes);
        let body: Value = serde_json::from_slice(&reply.body).unwrap_or_else(|e| panic!("{e} {}", shown()));
        assert_eq!(serde_json_canonicalizer::to_vec(&body).unwrap(), reply.body, "{}", shown());
        match reply.status {
            ReplyStatus::Ok => results += 1,
            ReplyStatus::Problem => {
                problems += 1;
                let errors = body["errors"].as_array().unwrap();
                let invalid = body["type"] == "urn:santei:problem:invalidRequest";
                assert_eq!(invalid, !errors.is_empty(), "{}", shown());
            }
        }
    }
    // Both kinds of reply must have been met, or the mutations test nothing.
    assert!(results > 100 && problems > 1_000, "{results} results, {problems} problems");
}
