//! The page that walks through a month: each of its requests is answered, with the figures worked there by hand.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::engine;
use serde_json::{Value, json};

#[test]
fn the_page_of_a_month_says_what_the_engine_says() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/MONTH.md")).unwrap();
    let engine = engine();
    let replies: Vec<Value> = page
        .split("```json\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .map(|request| {
            serde_json::from_slice(&santei_contract::charge(&engine, request.as_bytes()).body).unwrap()
        })
        .collect();
    let visit = |at: usize| {
        let visit = &replies[at]["charge"]["visits"][0];
        (visit["patientYen"].as_i64().unwrap(), visit["counterYen"].as_i64().unwrap())
    };
    assert_eq!(replies.len(), 3);
    assert_eq!((visit(0), visit(1), visit(2)), ((2_900, 2_900), (2_175, 2_180), (3_200, 3_200)));
    assert_eq!(replies[0]["charge"]["differences"], json!([]));
    assert_eq!(
        replies[2]["charge"]["differences"],
        json!([{ "counterYen": 300, "id": "v1", "patientYen": 300 }])
    );
    let month = &replies[2]["charge"]["months"][0];
    let receipt = &month["receipts"][0];
    assert_eq!(month["patientYen"], 5_375);
    assert_eq!(receipt["publics"][0]["patientYen"], 3_800);
    assert_eq!(receipt["insurerOnlyPatientYen"], 1_575);
    let parts: Vec<(&str, i64)> = receipt["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| (p["code"].as_str().unwrap(), p["costYen"].as_i64().unwrap()))
        .collect();
    assert_eq!(parts, [("2", 30_000), ("1", 5_250)]);
    assert_eq!(receipt["tokki"][0]["code"], "28");
}
