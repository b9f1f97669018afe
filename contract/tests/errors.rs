//! Every kind of structural error, with its pointer, and all of them at once.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::{engine, full, problem};
use santei_contract::{MAX_BYTES, MAX_LINES};
use serde_json::{Value, json};

/// Replaces or adds the value at a pointer; `None` removes it.
fn with(mut request: Value, pointer: &str, value: Option<Value>) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match request.pointer_mut(parent).unwrap() {
        Value::Object(object) => match value {
            Some(value) => drop(object.insert(key.to_owned(), value)),
            None => drop(object.remove(key)),
        },
        Value::Array(list) => {
            let place: usize = key.parse().unwrap();
            list[place] = value.unwrap();
        }
        _ => panic!("{parent} holds no members"),
    }
    request
}

/// Asserts that one change of the full request gives exactly one error: at this pointer, saying this.
fn one_error(at: &str, value: Option<Value>, pointer: &str, says: &str) {
    let request = with(full(), at, value.clone());
    let problem = problem(&engine(), request.to_string().as_bytes());
    assert_eq!(problem["type"], "urn:santei:problem:invalidRequest");
    let errors = problem["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "{at} {value:?}: {errors:?}");
    assert_eq!(errors[0]["pointer"], pointer, "{at} {value:?}");
    let detail = errors[0]["detail"].as_str().unwrap();
    assert!(detail.contains(says), "{at} {value:?}: {detail}");
    assert!(!detail.contains('\n') && !detail.starts_with(char::is_uppercase), "{detail}");
}

/// One error at the place of the change.
fn here(at: &str, value: Value, says: &str) {
    one_error(at, Some(value), at, says);
}

#[test]
fn unknown_fields_and_words_suggest_near_ones() {
    here("/facilty", json!({}), "did you mean `facility`?");
    here("/encounters/0/lines/0/qty", json!("1"), "unknown field `qty`; known are `lineId`");
    here("/encounters/0/lines/0/quantities", json!("1"), "did you mean `quantity`?");
    here("/patient/zz", json!(1), "unknown field `zz`; known are `birthDate`, `sex`, `facts`");
    here("/encounters/0/setting", json!("clinic"), "none of `outpatient`, `home`, `inpatient`");
    here("/encounters/0/visitKind", json!("second"), "none of `first`, `revisit`");
    here("/schema", json!("santei/calculate/2"), "none of `santei/calculate/1`");
}

#[test]
fn missing_fields_point_to_where_they_belong() {
    for pointer in [
        "/schema",
        "/facility",
        "/patient",
        "/patient/birthDate",
        "/encounters",
        "/encounters/0/id",
        "/encounters/0/date",
        "/encounters/0/setting",
        "/encounters/0/lines",
        "/encounters/0/lines/1/code",
        "/encounters/0/lines/1/lineId",
        "/history/acts",
        "/diagnoses/0/code",
        "/answers/0/choice",
    ] {
        one_error(pointer, None, pointer, "is required");
        // `null` is the same as absent.
        one_error(pointer, Some(Value::Null), pointer, "is required");
    }
}

#[test]
fn wrong_types() {
    here("/encounters", json!({}), "expected a list, found an object");
    here("/encounters/0/lines/2", json!("620000001"), "expected an object, found a string");
    here("/diagnoses/0/main", json!("true"), "expected true or false, found a string");
    here("/encounters/0/lines/0/count", json!("1"), "expected a plain integer");
    here("/encounters/0/lines/0/count", json!(1.0), "plain integer without fraction or exponent");
    here("/encounters/0/lines/0/count", json!(0), "from 1 to");
    here("/encounters/0/lines/0/code", json!(112_007_410), "send it as a string");
    here("/requestId", json!(true), "expected a string, found true or false");
    here("/encounters/0/id", json!(""), "leave it out");
    here("/encounters/0/lines/0/specimen", json!("血".repeat(1001)), "longer than 1000 characters");
}

#[test]
fn values_written_as_strings() {
    // A line whose code is not one, and a day that the calendar lacks, are findings: see `malformed_codes_and_dates_are_answered`.
    here("/encounters/0/lines/0/code", json!(""), "nine digits");
    here("/history/acts/0/code", json!("16006181０"), "not a code of nine digits");
    here("/diagnoses/0/code", json!("883005"), "has not 7 digits");
    here("/diagnoses/0/modifiers/0", json!("800"), "has not 4 digits");
    here("/encounters/0/date", json!("2024/02/30"), "is not a date");
    here("/encounters/0/receivedAt", json!("24:00"), "is not a time of day");
    here("/encounters/0/lines/2/quantity", json!(3), "send it as a string");
    here("/encounters/0/lines/2/quantity", json!(3.5), "send it as a string");
    here("/encounters/0/lines/2/quantity", json!("3,5"), "is not a decimal");
    here("/encounters/0/lines/2/quantity", json!("1e3"), "is not a decimal");
    here("/encounters/0/lines/2/unitPriceYen", json!("-1"), "0 or more");
    here("/coverages/0/copayRatio", json!("30"), "from 0 to 1");
}

#[test]
fn facts_are_those_of_the_registry() {
    here("/encounters/0/facts/plannedManagment", json!(true), "did you mean `plannedManagement`?");
    here("/encounters/0/facts/statementIssued", json!(true), "is a fact of the facility");
    here("/encounters/0/facts/visitKind", json!("first"), "is a field of the encounter itself");
    here("/encounters/0/facts/zzzzzz", json!(1), "unknown fact `zzzzzz`");
    here("/encounters/0/facts/plannedManagement", json!("yes"), "expected true or false, found `yes`");
    here("/encounters/0/facts/dispensing", json!("out"), "expected one of `inHouse`");
    here("/encounters/0/lines/3/facts/atmospheres", json!(2.5), "expected a decimal as a string");
    here("/encounters/0/lines/3/facts/filmCount", json!("2"), "expected a plain integer");
}

#[test]
fn fields_of_later_versions_are_refused_not_dropped() {
    let later = "not implemented yet";
    here("/coverages/0/relation", json!("x"), later);
}

#[test]
fn terms_of_a_local_programme_are_those_of_the_scheme_files() {
    let rule = |terms: Value, at: &str, says: &str| {
        let mut request = full();
        request["coverages"][1]["localRule"] = terms;
        let found = problem(&engine(), request.to_string().as_bytes());
        assert_eq!(found["errors"][0]["pointer"], format!("/coverages/1/localRule{at}"), "{found}");
        assert!(found["errors"][0]["detail"].as_str().unwrap().contains(says), "{found}");
    };
    rule(json!({ "capPerVisit": -1 }), "/capPerVisit", "out of range");
    rule(json!({ "ageUntil": "fifteen" }), "/ageUntil", "`school-year 15`");
    rule(json!({ "free": true, "capPerDay": 500 }), "", "leaves nothing for a rate");
    rule(json!({ "capPerWeek": 1 }), "/capPerWeek", "unknown field");
}

#[test]
fn requests_of_charge_are_read_as_strictly() {
    let engine = engine();
    let reply = |change: &dyn Fn(&mut Value)| {
        let mut request = json!({
            "schema": "santei/charge/1",
            "patient": { "birthDate": "1975-04-10" },
            "coverages": [{ "seq": 1, "kind": "medical" }],
            "visits": [{
                "id": "v1", "date": "2025-06-03", "setting": "outpatient", "parts": [{ "points": "287" }]
            }]
        });
        change(&mut request);
        let reply = santei_contract::charge(&engine, request.to_string().as_bytes());
        (reply.http_status, serde_json::from_slice::<Value>(&reply.body).unwrap())
    };
    let (status, result) = reply(&|_| ());
    assert_eq!((status, &result["charge"]["visits"][0]["counterYen"]), (200, &json!(860)), "{result}");
    let wrong = |change: &dyn Fn(&mut Value), at: &str, says: &str| {
        let (status, problem) = reply(change);
        assert_eq!((status, &problem["errors"][0]["pointer"]), (422, &json!(at)), "{problem}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains(says), "{problem}");
    };
    wrong(&|r| r["visits"][0]["parts"][0]["yen"] = json!(1), "/visits/0/parts/0", "either `points` or `yen`");
    wrong(&|r| r["visits"][0]["parts"][0]["points"] = json!("0.25"), "/visits/0/parts/0/points", "whole yen");
    wrong(
        &|r| r["visits"][0]["parts"][0]["coverageSet"] = json!([2]),
        "/visits/0/parts/0/coverageSet/0",
        "no coverage has seq `2`",
    );
    wrong(
        &|r| r["ledger"] = json!({ "entries": [{ "id": "a" }] }),
        "/ledger/entries/0/date",
        "`date` is required",
    );
}

#[test]
fn hours_and_days_hold_together() {
    let at = "/facility/hours";
    here(&format!("{at}/weekly/0/days/0"), json!("monday"), "none of `sun`, `mon`");
    here(&format!("{at}/weekly/0/from"), json!("24:00"), "is not a time of day");
    here(&format!("{at}/weekly/0/until"), json!("24:01"), "is not a time of day");
    here(&format!("{at}/weekly/0/until"), json!("09:00"), "ends before it begins");
    here(&format!("{at}/special/0/until"), json!("08:59"), "ends before it begins");
    here(&format!("{at}/onHolidays"), json!("open"), "none of `closed`, `asWeekly`");
    here(&format!("{at}/holidays/0"), json!("2024-08-32"), "is not a date");
    here(&format!("{at}/special/0/date"), json!("2024-08-14"), "is in `holidays` too");
    here("/encounters/0/lines/0/date", json!("2024-07-32"), "is not a date");
    here("/encounters/0/lines/1/comments/0/code", json!("81000000"), "not a code of nine digits");
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    let mut twice = full();
    let encounter = twice["encounters"][0].clone();
    twice["encounters"].as_array_mut().unwrap().push(encounter);
    let found = problem(&engine(), twice.to_string().as_bytes());
    let pointers: Vec<&str> =
        found["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!(
        pointers,
        [
            "/encounters/1/id",
            "/encounters/1/lines/0/lineId",
            "/encounters/1/lines/1/lineId",
            "/encounters/1/lines/2/lineId",
            "/encounters/1/lines/3/lineId",
        ]
    );
    here("/encounters/0/lines/1/lineId", json!("1"), "already used at /encounters/0/lines/0/lineId");
    here("/encounters/0/lines/1/lineId", json!("+1"), "kept for derived lines");
    one_error("/coverages/1/seq", Some(json!(1)), "/coverages/1/seq", "already used at /coverages/0/seq");
    let at = "/encounters/0/lines/0/coverageSet";
    one_error(at, Some(json!([1, 3])), &format!("{at}/1"), "no coverage has seq `3`");
    one_error(
        "/coverages/0/payerNumber",
        Some(json!("1")),
        "/coverages/0/payerNumber",
        "send `insurerNumber`",
    );
    one_error(
        "/coverages/1/insurerNumber",
        Some(json!("1")),
        "/coverages/1/insurerNumber",
        "send `payerNumber`",
    );
    let again = json!([{ "questionId": "q", "choice": "a" }, { "questionId": "q", "choice": "b" }]);
    one_error("/answers", Some(again), "/answers/1/questionId", "already used at /answers/0/questionId");
}

#[test]
fn duplicate_keys_are_found_at_every_depth() {
    let text = full().to_string();
    let found = |text: &str| {
        let problem = problem(&engine(), text.as_bytes());
        problem["errors"][0]["pointer"].as_str().unwrap().to_owned()
    };
    let twice = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        found(&text.replacen(from, to, 1))
    };
    assert_eq!(twice("\"sex\":\"female\"", "\"sex\":\"female\",\"sex\":\"male\""), "/patient/sex");
    assert_eq!(
        twice("\"plannedManagement\":true", "\"plannedManagement\":true,\"plannedManagement\":false"),
        "/encounters/0/facts/plannedManagement"
    );
    assert_eq!(twice("\"x-note\":[1.5]", "\"x-note\":1,\"x-note\":2"), "/encounters/0/facts/x-note");
    // The same key spelt with an escape is the same key.
    assert_eq!(twice("\"sex\":\"female\"", "\"sex\":\"female\",\"s\\u0065x\":\"male\""), "/patient/sex");
}

#[test]
fn malformed_codes_and_dates_are_answered() {
    let mut request = full();
    request["encounters"][0]["lines"][0]["code"] = json!("11A007410");
    let mut second = request["encounters"][0].clone();
    second["id"] = json!("impossible");
    second["date"] = json!("2024-02-30");
    for (at, line) in second["lines"].as_array_mut().unwrap().iter_mut().enumerate() {
        line["lineId"] = json!(format!("second-{at}"));
    }
    request["encounters"].as_array_mut().unwrap().push(second);
    let reply = santei_contract::calculate(&engine(), request.to_string().as_bytes());
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    let lines = body["lines"].as_array().unwrap_or_else(|| panic!("{body}"));
    assert_eq!((&lines[0]["code"], &lines[0]["verdict"]), (&json!("11A007410"), &json!("blocked")));
    assert!(lines.iter().any(|l| l["date"] == "2024-02-30" && l["verdict"] == "blocked"));
    assert!(
        lines.iter().any(|l| l["date"] == "2024-07-10" && l["verdict"] == "applied"),
        "the rest is computed"
    );
    let found = |id: &str| body["findings"].as_array().unwrap().iter().any(|f| f["id"] == id);
    assert!(found("resolve.otherScheme") && found("resolve.impossibleDate"));
}

#[test]
fn all_errors_at_once_in_document_order() {
    let mut request = full();
    request["patient"]["birthDate"] = json!("1958/02/11");
    request["coverages"][0]["copayRatio"] = json!(0.3);
    request["encounters"][0]["lines"][0]["code"] = json!("");
    request["encounters"][0]["lines"][3]["lineId"] = json!("1");
    request["ledger"] = json!([]);
    request["nonsense"] = json!(0);
    let problem = problem(&engine(), request.to_string().as_bytes());
    assert_eq!(problem["detail"], "6 errors; see `errors`");
    let mut pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/coverages/0/copayRatio",
            "/encounters/0/lines/0/code",
            "/encounters/0/lines/3/lineId",
            "/ledger",
            "/nonsense",
            "/patient/birthDate",
        ]
    );
}

#[test]
fn a_document_that_is_no_object() {
    for (text, says) in [("[]", "found a list"), ("null", "found null"), ("1", "found an integer")] {
        let problem = problem(&engine(), text.as_bytes());
        assert_eq!(problem["errors"][0]["pointer"], "", "{text}");
        assert!(problem["errors"][0]["detail"].as_str().unwrap().contains(says), "{text}");
    }
}

#[test]
fn broken_documents_are_malformed() {
    for bytes in [b"".as_slice(), b"{", b"\xef\xbb\xbf{}", b"{\"a\":\"\xff\"}", b"{}{}"] {
        let problem = problem(&engine(), bytes);
        assert_eq!(problem["type"], "urn:santei:problem:malformed");
        assert!(problem["detail"].as_str().unwrap().contains("line 1"), "{problem}");
    }
}

#[test]
fn limits() {
    let engine = engine();
    let large = vec![b' '; MAX_BYTES + 1];
    assert_eq!(problem(&engine, &large)["type"], "urn:santei:problem:tooLarge");

    let deep = format!("{}1{}", "[".repeat(40), "]".repeat(40));
    let request = full().to_string().replacen("\"regular\"", &deep, 1);
    assert!(problem(&engine, request.as_bytes())["errors"][0]["detail"].as_str().is_some());
    let request = full().to_string().replacen("[1.5]", &deep, 1);
    let found = problem(&engine, request.as_bytes());
    assert!(found["errors"][0]["detail"].as_str().unwrap().contains("32 levels"), "{found}");

    let line = |i: usize| json!({ "lineId": i.to_string(), "code": "112007410" });
    let mut many = full();
    many["encounters"][0]["lines"] = (0..=MAX_LINES).map(line).collect();
    let found = problem(&engine, many.to_string().as_bytes());
    assert_eq!(found["errors"][0]["pointer"], "/encounters/0/lines");
    assert!(found["errors"][0]["detail"].as_str().unwrap().contains("20000 lines"));

    many["encounters"][0]["lines"] = (0..5_000).map(|_| json!(1)).collect();
    let found = problem(&engine, many.to_string().as_bytes());
    assert_eq!(found["errors"].as_array().unwrap().len(), 1_000);
    assert!(found["detail"].as_str().unwrap().starts_with("5000 errors; the first 1000"));
}

#[test]
fn operations_by_name() {
    let engine = engine();
    let reply = |name: &str| {
        let reply = santei_contract::run(&engine, name, full().to_string().as_bytes());
        (reply.http_status, serde_json::from_slice::<Value>(&reply.body).unwrap())
    };
    assert_eq!(reply("calculate").0, 200);
    assert_eq!(
        reply("manifest").1["operations"],
        json!(["calculate", "charge", "check", "checkUke", "buildClaim", "manifest"])
    );
    let (status, charge) = reply("charge");
    assert_eq!((status, charge["type"].as_str()), (422, Some("urn:santei:problem:invalidRequest")));
    let (status, check) = reply("check");
    assert_eq!((status, check["schema"].as_str()), (200, Some("santei/check-result/1")));
    let (status, uke) = reply("checkUke");
    assert_eq!((status, uke["type"].as_str()), (422, Some("urn:santei:problem:invalidRequest")));
    let (status, replay) = reply("replay");
    assert_eq!((status, replay["type"].as_str()), (501, Some("urn:santei:problem:notImplemented")));
    let (status, unknown) = reply("Calculate");
    assert_eq!((status, unknown["type"].as_str()), (404, Some("urn:santei:problem:unknownOperation")));
}
