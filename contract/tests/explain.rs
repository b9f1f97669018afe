//! Explanations tell every unit, line, step and citation of the outcome.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::{engine, full};
use santei_contract::explain::{explain, traced, why_not};
use santei_core::claim::Lang;
use serde_json::{Value, json};

fn visit() -> Value {
    let mut request = full();
    request["encounters"][0]["lines"] = json!([
        { "lineId": "1", "code": "112007410" },
        { "lineId": "2", "code": "160008010" },
        { "lineId": "x", "code": "199999999" },
    ]);
    request["encounters"][0]["facts"] = Value::Null;
    request["answers"] = Value::Null;
    request["encounters"][0]["timeClass"] = Value::Null;
    request
}

#[test]
fn every_number_is_told_with_its_source() {
    let engine = engine();
    let (request, outcome) = traced(&engine, visit().to_string().as_bytes()).unwrap();
    for lang in [Lang::Ja, Lang::En] {
        let text = explain(&engine, &request, &outcome, lang);
        for line in &outcome.lines {
            assert!(text.contains(&line.code.to_string()), "{} {text}", line.code);
            for cite in &line.cites {
                assert!(text.contains(&*outcome.citations[*cite].article), "{text}");
            }
        }
        for unit in &outcome.units {
            let (points, count) = (unit.points.value().normalize(), unit.count);
            let told = match lang {
                Lang::Ja => format!("{points}点 × {count}回"),
                Lang::En => format!("{points} points × {count}"),
            };
            assert!(text.contains(&told), "{told} {text}");
        }
        for question in &outcome.questions {
            assert!(text.contains(&question.id), "{text}");
        }
        for finding in &outcome.findings {
            assert!(text.contains(finding.id), "{text}");
        }
        assert!(!text.contains('{') && !text.contains('}'), "an argument is not filled in: {text}");
    }
    let english = explain(&engine, &request, &outcome, Lang::En);
    assert!(english.contains("row valid from 2024-06-01, article A001"), "{english}");
    assert!(english.contains("0 + 75 = 75"), "{english}");
}

#[test]
fn why_not_tells_the_first_unmet_condition() {
    let engine = engine();
    let (request, outcome) = traced(&engine, visit().to_string().as_bytes()).unwrap();
    let why = |code: &str| why_not(&engine, &request, &outcome, code.parse().unwrap(), Lang::En);
    let declined = outcome.declined.first().expect("the visit leaves something underived");
    let text = why(&declined.code.to_string());
    assert!(text.contains(declined.reason.en) && text.contains(declined.rule), "{text}");
    assert!(why("112007410").contains("it is billed: line 1"));
    assert!(why("199999999").contains("cannot be billed as it stands"));
    assert!(why("199999998").contains("no edition of the masters has this code"));
    assert!(why("160000310").contains("send it as a line"));
}
