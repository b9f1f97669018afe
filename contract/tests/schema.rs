//! The committed JSON Schemas are those of the tables, and say the same as the strict check.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::{engine, full, result};
use jsonschema::Validator;
use santei_contract::{
    Request, schema_build_request, schema_build_result, schema_charge_request, schema_charge_result,
    schema_check_result, schema_check_uke_request, schema_check_uke_result, schema_request, schema_result,
};
use santei_core::fact;
use serde_json::{Value, json};

fn validator(bytes: &[u8]) -> Validator {
    let schema: Value = serde_json::from_slice(bytes).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn the_committed_files_are_up_to_date() {
    let run = "run `cargo run -p santei-contract --example schema`";
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (file, bytes) in [
        ("calculate.request.json", schema_request()),
        ("calculate.result.json", schema_result()),
        ("charge.request.json", schema_charge_request()),
        ("charge.result.json", schema_charge_result()),
        ("check.result.json", schema_check_result()),
        ("checkUke.request.json", schema_check_uke_request()),
        ("checkUke.result.json", schema_check_uke_result()),
        ("buildClaim.request.json", schema_build_request()),
        ("buildClaim.result.json", schema_build_result()),
    ] {
        let committed = std::fs::read(folder.join(file)).unwrap_or_default();
        assert!(committed == bytes, "{file} is not what the tables say; {run}");
    }
}

#[test]
fn every_fact_stands_in_the_request_schema() {
    let schema: Value = serde_json::from_slice(&schema_request()).unwrap();
    for fact in fact::ALL {
        let (scope, property) = match fact.scope {
            fact::Scope::Facility => ("Facility", "FacilityFacts"),
            fact::Scope::Patient => ("Patient", "PatientFacts"),
            fact::Scope::Encounter => ("Encounter", "EncounterFacts"),
            fact::Scope::Line => ("Line", "LineFacts"),
        };
        let object = if fact.field { scope } else { property };
        let property = &schema["$defs"][object]["properties"][fact.name];
        assert!(property["description"].as_str().unwrap().contains(fact.ja), "{}", fact.key());
    }
}

#[test]
fn results_follow_the_result_schema() {
    let (engine, schema) = (engine(), validator(&schema_result()));
    let mut open = full();
    open["encounters"][0]["timeClass"] = Value::Null;
    open["encounters"][0]["facts"] = Value::Null;
    open["answers"] = Value::Null;
    open["encounters"][0]["lines"][0]["code"] = json!("199999999");
    for request in [full(), open] {
        let result = result(&engine, &request);
        let errors: Vec<String> =
            schema.iter_errors(&result).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
}

/// Every value of the request replaced by values of each type, one at a time: schema and strict check agree.
#[test]
fn schema_and_strict_check_refuse_the_same() {
    let schema = validator(&schema_request());
    let valid = full();
    assert!(schema.is_valid(&valid));
    let values = [
        Value::Null,
        json!(true),
        json!(1),
        json!(100_000_000),
        json!(-1),
        json!(1.5),
        json!(""),
        json!("x"),
        json!("x".repeat(201)),
        json!("01"),
        json!("0001"),
        json!("0.5"),
        json!("-0.5"),
        json!("-0"),
        json!("1.00"),
        json!("1.01"),
        json!("2024-02-30"),
        json!("1."),
        json!("123456789"),
        json!("2024-06-01"),
        json!("09:30"),
        json!([]),
        json!({}),
        json!({ "x-y": 1 }),
        json!({ "y": 1 }),
    ];
    let mut pointers = Vec::new();
    collect(&valid, String::new(), &mut pointers);
    let (mut agreed, mut refused) = (0, 0);
    for pointer in &pointers {
        for value in &values {
            let mut request = valid.clone();
            *request.pointer_mut(pointer).unwrap() = value.clone();
            let parsed = Request::parse(request.to_string().as_bytes());
            let strict = parsed.as_ref().map_or_else(|p| !only_cross(&p.errors), |_| false);
            assert_eq!(strict, !schema.is_valid(&request), "{pointer} = {value}: {parsed:?}");
            agreed += 1;
            refused += usize::from(strict);
        }
    }
    assert!(agreed > 1_500 && refused > 1_000 && refused < agreed, "{agreed} {refused}");
}

/// What holds between fields, no schema tells.
fn only_cross(errors: &[santei_contract::FieldError]) -> bool {
    let cross = [
        "already used",
        "no coverage has seq",
        "does not belong to this kind",
        "ends before it begins",
        "in `holidays` too",
    ];
    errors.iter().all(|e| cross.iter().any(|c| e.detail.contains(c)))
}

fn collect(value: &Value, at: String, out: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, item) in object.iter().filter(|(k, _)| !k.starts_with("x-")) {
                collect(item, format!("{at}/{key}"), out);
            }
        }
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                collect(item, format!("{at}/{i}"), out);
            }
        }
        _ => {}
    }
    if !at.is_empty() {
        out.push(at);
    }
}
