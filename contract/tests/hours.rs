//! Displayed hours: what they leave open is asked, what they tell is not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::{engine, result};
use serde_json::{Value, json};

/// Questions of a first visit, by id.
fn asked(hours: &Value, date: &str, at: &str) -> Vec<String> {
    let request = json!({
        "schema": "santei/calculate/1",
        "facility": { "kind": "clinic", "standards": [], "hours": hours,
                      "facts": { "onlineEligibilitySystem": false, "statementIssued": false } },
        "patient": { "birthDate": "1958-02-11" },
        "encounters": [{ "id": "e1", "date": date, "receivedAt": at, "setting": "outpatient",
                         "visitKind": "first", "facts": { "dispensing": "none" }, "lines": [] }],
        "history": { "completeFrom": "2023-07-01", "acts": [] }
    });
    let result = result(&engine(), &request);
    let questions = result.get("questions").and_then(Value::as_array).cloned().unwrap_or_default();
    questions.iter().map(|q| q["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_holiday_without_word_of_its_hours_is_asked() {
    let weekly = json!([{ "days": ["mon"], "from": "09:00", "until": "12:00" }]);
    // 2024-07-15 is 海の日, a Monday.
    assert_eq!(
        asked(&json!({ "weekly": weekly }), "2024-07-15", "10:00"),
        ["A000.displayedHours/e1"],
        "closed or open"
    );
    assert!(asked(&json!({ "weekly": weekly, "onHolidays": "closed" }), "2024-07-15", "10:00").is_empty());
    assert!(asked(&json!({ "weekly": weekly }), "2024-07-08", "10:00").is_empty());
}

#[test]
fn a_break_of_an_institution_with_evening_hours_is_asked() {
    let until = |evening: &str| {
        json!({ "weekly": [{ "days": ["wed"], "from": "09:00", "until": "12:00" },
                           { "days": ["wed"], "from": "15:00", "until": evening }] })
    };
    // 通知 A000 (18) ア, proviso: open in the morning and after 18:00.
    assert_eq!(asked(&until("18:01"), "2024-07-10", "13:00"), ["A000.timeClass/e1"]);
    assert!(asked(&until("18:00"), "2024-07-10", "13:00").is_empty());
}
