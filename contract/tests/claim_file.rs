//! Claim files written from requests, against files derived by hand (`claim_file/*.json`): the request, how the file follows from it, and the
//! records. Days stand as `{2=1 16=7}`, empty fields at the end of a record are left out; the layout fills both in.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that unwraps fails loudly"
)]

use std::path::Path;

use santei_claims::layout::Kind;
use santei_contract::{ReplyStatus, build_claim, decoded, schema_build_request, schema_build_result};
use serde_json::{Value, json};

fn cases() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claim_file");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
    };
    files.iter().map(read).collect()
}

/// A request of a case: what all share, and its own.
fn request(case: &Value) -> Value {
    let mut request = json!({
        "schema": "santei/build-claim/1",
        "claimMonth": "2024-08",
        "institution": { "prefecture": "13", "code": "9999999", "name": "見本医院" },
        "facility": { "kind": "clinic", "prefecture": "13", "areaClass": "0", "beds": { "licensed": 0, "general": 0 },
            "departments": ["01"], "standards": [] },
        "options": { "autoAdd": false, "lang": "en" },
    });
    for (key, value) in case["request"].as_object().unwrap() {
        request[key] = value.clone();
    }
    for patient in request["patients"].as_array_mut().unwrap() {
        patient["history"] = json!({ "completeFrom": "2020-01-01", "acts": [] });
    }
    request
}

fn reply(request: &Value) -> Value {
    let engine = santei_data::engine().unwrap();
    let reply = build_claim(&engine, request.to_string().as_bytes());
    let text = String::from_utf8(reply.body).unwrap();
    assert_eq!(reply.status, ReplyStatus::Ok, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// A record in short form, with its fields filled in.
fn whole(short: &str) -> String {
    let (fields, days) = short.split_once(",{").unwrap_or((short, ""));
    let mut fields: Vec<String> = fields.split(',').map(str::to_owned).collect();
    let kind = Kind::of(fields[0].as_bytes());
    assert!(fields.len() <= kind.width(), "{short}");
    fields.resize(kind.width(), String::new());
    for day in days.trim_end_matches('}').split_whitespace() {
        let (day, count) = day.split_once('=').unwrap();
        fields[kind.first_day().unwrap() + day.parse::<usize>().unwrap() - 2] = count.to_owned();
    }
    fields.join(",")
}

fn file(of: &Value) -> String {
    let bytes = decoded(of["content"].as_str().unwrap()).unwrap();
    assert_eq!(bytes.last(), Some(&0x1A));
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(&bytes[..bytes.len() - 1]);
    assert!(!broken);
    assert!(text.ends_with("\r\n"));
    text.into_owned()
}

#[test]
fn files_are_those_derived_by_hand() {
    let cases = cases();
    assert!(cases.len() >= 8, "{}", cases.len());
    for (name, case) in cases {
        let result = reply(&request(&case));
        let shown = || serde_json::to_string_pretty(&result).unwrap();
        let files = result["files"].as_array().unwrap();
        let want = case["files"].as_array().unwrap();
        let mut told = Vec::new();
        for (file_of, want) in files.iter().zip(want) {
            let text = file(file_of);
            let have: Vec<&str> = text.lines().collect();
            let want: Vec<String> =
                want.as_array().unwrap().iter().map(|l| whole(l.as_str().unwrap())).collect();
            for (at, want) in want.iter().enumerate() {
                assert_eq!(
                    have.get(at).copied().unwrap_or_default(),
                    want,
                    "{name}, record {}\n{text}",
                    at + 1
                );
            }
            assert_eq!(have.len(), want.len(), "{name}\n{text}");
            told.push(have.len());
        }
        assert_eq!(told.len(), want.len(), "{name}: {}", shown());
        let issues: Vec<Value> = result["issues"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| json!(format!("{} {}", i["id"].as_str().unwrap(), i["target"].as_str().unwrap())))
            .collect();
        let want = case.get("issues").cloned().unwrap_or_else(|| json!([]));
        assert_eq!(Value::Array(issues), want, "{name}: {}", shown());
    }
}

/// What is written has no problem of form, can be read, and says of itself what the result says.
#[test]
fn files_pass_the_checks_of_form() {
    use santei_claims::{form::Form, problem::Level, read::Reader};
    let mut seen = 0;
    for (name, case) in cases() {
        for file in reply(&request(&case))["files"].as_array().unwrap() {
            let bytes = decoded(file["content"].as_str().unwrap()).unwrap();
            let (mut form, mut found) = (Form::new(), Vec::new());
            for piece in Reader::new(&bytes[..]) {
                form.piece(&piece.unwrap(), &mut found);
            }
            form.finish(&mut found);
            let grave: Vec<String> =
                found.iter().filter(|p| p.check.level != Level::Notice).map(ToString::to_string).collect();
            assert!(grave.is_empty(), "{name}: {grave:#?}");
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn requests_and_results_follow_their_schemas() {
    let build = |bytes: Vec<u8>| {
        jsonschema::draft202012::options().build(&serde_json::from_slice(&bytes).unwrap()).unwrap()
    };
    let (request_schema, result_schema) = (build(schema_build_request()), build(schema_build_result()));
    for (name, case) in cases() {
        let request = request(&case);
        let result = reply(&request);
        for (schema, value) in [(&request_schema, &request), (&result_schema, &result)] {
            let errors: Vec<String> =
                schema.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{name}: {errors:#?}");
        }
        let canonical = serde_json_canonicalizer::to_vec(&result).unwrap();
        let engine = santei_data::engine().unwrap();
        assert_eq!(build_claim(&engine, request.to_string().as_bytes()).body, canonical, "{name}");
    }
}

#[test]
fn errors_of_form_tell_the_patient() {
    let (_, case) = cases().remove(0);
    let mut request = request(&case);
    request["patients"][0]["encounters"][0]["date"] = json!("July");
    request["patients"][0]["receipt"]["cards"][0]["seq"] = json!(10);
    request["patients"][0]["coverages"][0]["seq"] = json!(7);
    request["claimMonth"] = json!("2024-13");
    let engine = santei_data::engine().unwrap();
    let reply = build_claim(&engine, request.to_string().as_bytes());
    assert_eq!(reply.status, ReplyStatus::Problem);
    let problem: Value = serde_json::from_slice(&reply.body).unwrap();
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    for want in ["/claimMonth", "/patients/0/encounters/0/date", "/patients/0/receipt/cards/0/seq"] {
        assert!(pointers.contains(&want), "{want}: {pointers:?}");
    }
    // The set of a line names a coverage that is no longer there.
    assert!(
        pointers.iter().any(|p| p.starts_with("/patients/0/encounters/0/lines/0/coverageSet")),
        "{pointers:?}"
    );
}
