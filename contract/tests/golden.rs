//! R6 answers are what they were before R8 was added: the hash of the answer to every code of the R6 starter edition, priced as sent on two
//! days. Rules that derive lines are left out (`autoAdd` false), so that a rule added to R6 does not move a hash.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::engine;
use santei_contract::calculate;
use serde_json::{Value, json};

/// Code, day, hash.
const GOLDEN: &str = include_str!("golden/r6.txt");

fn line(code: &str) -> Value {
    match code.as_bytes()[0] {
        b'1' => json!({ "lineId": "1", "code": code, "quantity": "10" }),
        b'8' => json!({ "lineId": "1", "code": code }),
        _ => json!({ "lineId": "1", "code": code, "quantity": "10", "form": "oral", "days": 2 }),
    }
}

#[test]
fn answers_under_r6_are_what_they_were() {
    let engine = engine();
    let (mut same, mut moved) = (0, Vec::new());
    for row in GOLDEN.lines().filter(|row| !row.starts_with('#')) {
        let [code, day, hash]: [&str; 3] = row.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let request = json!({
            "schema": "santei/calculate/1",
            "facility": { "kind": "clinic", "beds": { "general": 0 }, "standards": [] },
            "patient": { "birthDate": "1979-03-15", "sex": "female" },
            "encounters": [{ "id": "e", "date": day, "setting": "outpatient", "lines": [line(code)] }],
            "options": { "autoAdd": false },
        });
        let reply = calculate(&engine, request.to_string().as_bytes());
        let answer: Value = serde_json::from_slice(&reply.body).unwrap();
        if answer["resultHash"] == format!("sha256:{hash}") {
            same += 1;
        } else {
            moved.push(format!("{code} {day}"));
        }
    }
    println!("{same} answers are the same");
    assert!(moved.is_empty(), "{} answers moved: {}", moved.len(), moved.join(", "));
    assert!(same > 1000, "{same}");
}
