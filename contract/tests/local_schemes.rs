//! Every local programme of `data/schemes/local` against its cases in `data/schemes/cases`: worked by hand from the page each file names.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly, which is what a test is for"
)]

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

fn read(folder: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/schemes").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext != "md"))
        .map(|path| {
            (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The request of a case: 国保 or 健保, ウ confirmed unless the case says otherwise, the programme, one part a visit.
fn request(scheme: &str, case: &Value) -> Value {
    let mut insurance = json!({
        "seq": 1, "kind": "medical", "incomeCategory": "ウ", "incomeVerified": true, "multipleMonth": false
    });
    for (key, value) in case["insurance"].as_object().into_iter().flatten() {
        insurance[key] = value.clone();
    }
    let mut programme = json!({ "seq": 2, "kind": "public", "scheme": scheme, "paidElsewhere": [] });
    if let Some(class) = case.get("class") {
        programme["schemeClass"] = class.clone();
    }
    let visits: Vec<Value> = case["visits"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(at, visit)| {
            let setting = visit.get("setting").cloned().unwrap_or_else(|| json!("outpatient"));
            let points = visit["points"].as_i64().unwrap().to_string();
            let mut built = json!({
                "id": format!("v{at}"), "date": visit["date"], "setting": setting,
                "parts": [{ "points": points, "coverageSet": [1, 2] }]
            });
            for key in ["firstVisit", "dental"] {
                if let Some(value) = visit.get(key) {
                    built[key] = value.clone();
                }
            }
            built
        })
        .collect();
    json!({
        "schema": "santei/charge/1", "patient": { "birthDate": case["birthDate"] },
        "coverages": [insurance, programme], "visits": visits
    })
}

/// Ids of questions and findings.
fn ids(result: &Value) -> Vec<&str> {
    let of = |key: &str| result[key].as_array().into_iter().flatten();
    of("questions").chain(of("findings")).filter_map(|entry| entry["id"].as_str()).collect()
}

#[test]
fn every_local_programme_is_right() {
    let engine = santei_data::engine().unwrap();
    let unsure: BTreeSet<String> = read("local")
        .into_iter()
        .filter(|(_, text)| !text.contains("certainty = \"read\""))
        .map(|(name, _)| format!("local/{name}"))
        .collect();
    let (mut count, mut wrong, mut seen) = (0, Vec::new(), BTreeSet::new());
    for (name, text) in read("cases") {
        let file: Value = serde_json::from_str(&text).unwrap();
        let scheme = file["scheme"].as_str().unwrap();
        assert_eq!(scheme, format!("local/{name}"));
        seen.insert(name);
        let cases = file["cases"].as_array().unwrap();
        assert!(cases.len() >= 3, "{scheme} has {} cases", cases.len());
        for case in cases {
            count += 1;
            let id = case["id"].as_str().unwrap();
            let asked = request(scheme, case);
            let reply = santei_contract::charge(&engine, asked.to_string().as_bytes());
            let result: Value = serde_json::from_slice(&reply.body).unwrap();
            let paid: Vec<Option<i64>> = result["charge"]["visits"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|visit| visit["patientYen"].as_i64())
                .collect();
            let expected: Vec<Option<i64>> =
                case["visits"].as_array().unwrap().iter().map(|visit| visit["patientYen"].as_i64()).collect();
            let fine = match case["asks"].as_str() {
                Some(reason) => paid.is_empty() && ids(&result).iter().any(|id| id.starts_with(reason)),
                None => paid == expected,
            };
            if !fine {
                wrong.push(format!(
                    "{id}: {expected:?} expected ({}), {paid:?} {:?} {result}",
                    case["derivation"],
                    ids(&result)
                ));
            }
            // what was not read in an official text says so with every answer
            let says = ids(&result).iter().any(|id| id.starts_with("charge.schemeUnverified"));
            if case.get("asks").is_none() && says != unsure.contains(scheme) {
                wrong.push(format!("{id}: says that it is unverified: {says}"));
            }
        }
    }
    let files: BTreeSet<String> = read("local").into_iter().map(|(name, _)| name).collect();
    assert_eq!(files, seen, "each programme has cases");
    println!("{count} cases of {} programmes", seen.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.len() >= 12);
}
