//! The runner against a made-up implementation: what passes, what fails, what is skipped, and that nothing is hidden.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails loudly")]

use std::fs;
use std::path::Path;

use santei_conformance::{Filter, Implementation, Known, Report, Scope, Verdict, run};
use serde_json::{Value, json};

/// A case of one revisit of 75 points.
fn revisit(id: &str, scope: &str) -> Value {
    json!({
        "id": id, "kind": "rule-example", "revision": "R6", "trust": "B", "scope": scope, "title": "再診",
        "source": [], "date": "2024-07-10", "patient": {"birth": "1979-03-15", "sex": "1"},
        "institution": {"type": "clinic", "beds": 0, "departments": ["内科"], "standards": []},
        "encounter": {"setting": "outpatient", "visit": "revisit", "time_class": "regular"}, "items": [],
        "expected": {"lines": [{"shikibetsu": "12", "codes": ["112007410"], "points": 75, "count": 1}],
                     "total_points": 75, "absent": ["112011010"]}
    })
}

/// An answer with one unit per (section, code, points), whatever the request.
fn answer(units: &[(&str, &str, u32)]) -> Value {
    let mut total = 0;
    let mut lines = Vec::new();
    let mut list = Vec::new();
    for (i, (section, code, points)) in units.iter().enumerate() {
        let id = format!("+{}", i + 1);
        total += points;
        lines.push(json!({"lineId": id, "code": code}));
        list.push(json!({"id": format!("u{i}"), "section": section, "encounter": "e1", "lineIds": [id],
                         "points": points.to_string(), "count": 1, "totalPoints": points.to_string()}));
    }
    json!({"schema": "santei/result/1", "lines": lines, "units": list, "totalPoints": total.to_string(),
           "findings": [], "questions": []})
}

fn saying(answer: Value) -> impl Implementation {
    move |_: &[u8]| Ok(answer.to_string().into_bytes())
}

fn put(dir: &Path, name: &str, format: &str, cases: &[Value]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, json!({"format": format, "cases": cases}).to_string()).unwrap();
}

fn run_with(cases: &[Value], answer: Value) -> Report {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "cases.json", "points-cases/1", cases);
    run(dir.path(), &saying(answer), &Filter::default()).unwrap()
}

fn reasons(report: &Report) -> Vec<String> {
    match &report.cases[0].verdict {
        Verdict::Failed { reasons } => reasons.clone(),
        other => panic!("{other:?}"),
    }
}

const RIGHT: &[(&str, &str, u32)] = &[("12", "112007410", 75)];

#[test]
fn the_right_answer_passes() {
    let report = run_with(&[revisit("a", "visit"), revisit("b", "fragment")], answer(RIGHT));
    assert_eq!(report.text(), "rule-example: 2 passed, 0 failed, 0 skipped\n2 passed, 0 failed, 0 skipped\n");
}

#[test]
fn wrong_answers_fail_with_what_differs() {
    let wrong = [
        (answer(&[("12", "112007410", 73)]), "section 12: expected 75, got 73"),
        (answer(&[]), "112007410 is not billed"),
        (answer(&[("12", "112007410", 75), ("12", "112011010", 52)]), "112011010 is billed and must not be"),
        (answer(&[("12", "112007410", 75), ("80", "180725810", 2)]), "180725810 is billed and not expected"),
    ];
    for (answer, reason) in wrong {
        let report = run_with(&[revisit("a", "visit")], answer);
        assert!(reasons(&report).iter().any(|r| r == reason), "{:?}", reasons(&report));
    }
}

#[test]
fn an_error_on_an_expected_line_or_an_open_question_fails() {
    let mut with_error = answer(RIGHT);
    with_error["findings"] = json!([{"id": "x.1", "severity": "error", "lineIds": ["+1"], "target": "", "message": "算定できません"}]);
    assert_eq!(
        reasons(&run_with(&[revisit("a", "visit")], with_error.clone())),
        ["error x.1 算定できません"]
    );
    with_error["findings"][0]["severity"] = json!("confirm");
    assert_eq!(run_with(&[revisit("a", "visit")], with_error).count().passed, 1);

    let mut asking = answer(RIGHT);
    asking["questions"] =
        json!([{"id": "A001.n8/e1", "target": "/encounters/0", "text": "計画的な医学管理？"}]);
    assert_eq!(
        reasons(&run_with(&[revisit("a", "visit")], asking.clone())),
        ["open question A001.n8/e1 計画的な医学管理？"]
    );
    // A fragment that expects the basis fee is concerned by a question on it, another is not.
    assert_eq!(run_with(&[revisit("a", "fragment")], asking.clone()).count().failed, 1);
    let mut other = revisit("a", "fragment");
    other["expected"] = json!({"lines": [], "total_points": 0});
    assert_eq!(run_with(&[other], asking).count().passed, 1);
}

#[test]
fn a_refusal_and_a_dead_implementation_fail() {
    let refusal = json!({"title": "the request does not have the form of the contract", "detail": "1 error"});
    assert!(reasons(&run_with(&[revisit("a", "visit")], refusal))[0].starts_with("refused: the request"));
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "c.json", "points-cases/1", &[revisit("a", "visit")]);
    let dead = |_: &[u8]| Err::<Vec<u8>, String>("gone".to_owned());
    assert_eq!(reasons(&run(dir.path(), &dead, &Filter::default()).unwrap()), ["gone"]);
}

#[test]
fn what_cannot_be_run_is_skipped_with_its_reason() {
    let mut unknown = revisit("unknown", "visit");
    unknown["encounter"]["colour"] = json!("red");
    let mut unmapped = revisit("unmapped", "visit");
    unmapped["institution"]["standards"] = json!(["なにか"]);
    let mut claim = revisit("claim", "claim");
    claim["expected"] = json!({"lines": [], "total_points": 0});
    let mut old = revisit("old", "visit");
    old["revision"] = json!("R4");

    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "b/points.json", "points-cases/1", &[unknown, unmapped, claim, old]);
    put(dir.path(), "a.json", "copay-vectors/1", &[json!({"id": "copay", "kind": "month"})]);
    put(dir.path(), "z.json", "something/9", &[json!({"id": "alien", "kind": "x"})]);
    let filter = Filter { available: vec!["R6".to_owned(), String::new()], ..Filter::default() };
    let report = run(dir.path(), &saying(answer(RIGHT)), &filter).unwrap();
    let skipped: Vec<(&str, &str, &str)> = report
        .cases
        .iter()
        .map(|e| match &e.verdict {
            Verdict::Skipped { reason } => (e.file.as_str(), e.id.as_str(), reason.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        skipped,
        [
            ("a.json", "copay", "cannot read the case: missing field `date`"),
            ("b/points.json", "unknown", "unknown key `/encounter/colour`"),
            ("b/points.json", "unmapped", "unmapped standard `なにか` in R6"),
            ("b/points.json", "claim", "scope claim: part of a month in hospital"),
            ("b/points.json", "old", "no masters of R4"),
            ("z.json", "alien", "unknown format `something/9`"),
        ]
    );
    assert!(report.text().ends_with("0 passed, 0 failed, 6 skipped\n"));
}

#[test]
fn the_filter_chooses() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "c.json", "points-cases/1", &[revisit("a", "visit"), revisit("b", "fragment")]);
    let chosen = |filter: &Filter| run(dir.path(), &saying(answer(RIGHT)), filter).unwrap().count().passed;
    assert_eq!(chosen(&Filter::default()), 2);
    assert_eq!(chosen(&Filter { scopes: vec![Scope::Visit], ..Filter::default() }), 1);
    assert_eq!(chosen(&Filter { settings: vec!["home".to_owned()], ..Filter::default() }), 0);
    assert_eq!(chosen(&Filter { revisions: vec!["R8".to_owned()], ..Filter::default() }), 0);
    assert_eq!(chosen(&Filter { ids: vec!["b".to_owned()], ..Filter::default() }), 1);
}

#[test]
fn files_that_are_no_cases_stop_the_run() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "{").unwrap();
    let message = run(dir.path(), &saying(answer(RIGHT)), &Filter::default()).unwrap_err().to_string();
    assert!(message.contains("a.json") && message.contains("line 1"), "{message}");
    fs::write(dir.path().join("a.json"), "{}").unwrap();
    let message = run(dir.path(), &saying(answer(RIGHT)), &Filter::default()).unwrap_err().to_string();
    assert!(message.ends_with("has no array `cases`"), "{message}");
    let missing = dir.path().join("missing");
    assert!(run(&missing, &saying(answer(RIGHT)), &Filter::default()).is_err());
}

#[test]
fn the_list_of_known_cases_may_neither_hide_nor_linger() {
    let mut wrong = revisit("wrong", "visit");
    wrong["expected"]["lines"][0]["points"] = json!(76);
    wrong["expected"]["total_points"] = json!(76);
    let report = run_with(&[revisit("right", "visit"), wrong], answer(RIGHT));
    let list = |ids: &[&str]| {
        let rows: String = ids
            .iter()
            .map(|id| format!("[[case]]\nid = \"{id}\"\nwhy = \"contradicted\"\nreason = \"告示 A001\"\n"))
            .collect();
        Known::read("known.toml", &rows)
    };
    assert!(list(&["wrong"]).unwrap().disagreements(&report).is_empty());
    assert!(list(&[]).unwrap().disagreements(&report)[0].starts_with("`wrong` failed and is not listed"));
    assert_eq!(list(&["wrong", "right"]).unwrap().disagreements(&report), ["`right` is listed and passed"]);
    assert_eq!(
        list(&["wrong", "gone"]).unwrap().disagreements(&report),
        ["`gone` is listed and was not among the cases"]
    );
    assert!(list(&["wrong", "wrong"]).is_err());
    assert!(Known::read("k", "[[case]]\nid = \"a\"\nwhy = \"notImplemented\"\nreason = \" \"").is_err());
}
