//! What a revision changed, told by the program: masters, rules, and the same requests under both.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::{fed, santei};
use rust_decimal::Decimal;
use serde_json::Value;

/// A revisit with its base-up fee, as sent: 再診料 75 → 76, 外来・在宅ベースアップ評価料（Ⅰ）2 2 → 4, 特定疾患療養管理料 225 in both,
/// a drug without a price of the later list.
const REQUEST: &str = r#"{"schema":"santei/calculate/1","facility":{"kind":"clinic","beds":{"general":0},"standards":[]},
"patient":{"birthDate":"1979-03-15","sex":"female"},
"encounters":[{"id":"e","date":"2024-07-10","setting":"outpatient","lines":[
{"lineId":"1","code":"112007410"},{"lineId":"2","code":"180725810"},{"lineId":"3","code":"113001810"},
{"lineId":"4","code":"112708970"},
{"lineId":"5","code":"620007853","quantity":"1","form":"oral","days":7}]}],
"options":{"autoAdd":false}}"#;

#[test]
fn the_same_request_under_two_revisions() {
    let ran = fed(["simulate", "--from", "r6", "--to", "r8", "--json", "-"], REQUEST.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let one = &report["requests"][0];
    // 2024-07-10 is a Wednesday; so is 2026-06-03, the first one of R8.
    assert_eq!(one["movedDays"][0], 0);
    assert_eq!(one["movedDays"][1].as_i64().unwrap() % 7, 0);
    let cause = |code: &str| {
        let items = one["items"].as_array().unwrap();
        items.iter().find(|i| i["code"] == code).map(|i| {
            let text = |key: &str| i[key].as_str().unwrap().to_owned();
            (text("before"), text("after"), text("cause"))
        })
    };
    let told = |before: &str, after: &str, cause: &str| Some((before.into(), after.into(), cause.into()));
    assert_eq!(cause("112007410"), told("75", "76", "amount"));
    assert_eq!(cause("180725810"), told("2", "4", "amount"));
    assert_eq!(cause("113001810"), None);
    assert_eq!(cause("112708970"), told("1", "0", "ended"));
    // 10.10 yen a day is not over 15 yen: 1 point (F200), seven days.
    assert_eq!(cause("620007853"), told("7", "0", "priceUnknown"));
    // What the items say adds up to the difference of the totals.
    let number = |v: &Value| v.as_str().unwrap().parse::<Decimal>().unwrap();
    let items: Decimal =
        one["items"].as_array().unwrap().iter().map(|i| number(&i["after"]) - number(&i["before"])).sum();
    assert_eq!(items, number(&one["after"]) - number(&one["before"]), "{one}");
}

#[test]
fn the_page_has_a_chart_and_no_text_of_ours_unescaped() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.html").display().to_string();
    let ran = fed(["simulate", "--html", &page, "-"], REQUEST.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("点数の改定") && ran.out.contains("112007410"), "{}", ran.out);
    let html = std::fs::read_to_string(page).unwrap();
    for part in ["<svg ", "再診料", "新しい価格がない", "</html>"] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("src=") && !html.contains("<script"), "a page that stands alone");
    // The price list of R8 is not at hand: said, and what to do about it.
    assert!(ran.out.contains("--hold-prices") && html.contains("--hold-prices"), "{}", ran.out);
    let refused = fed(["simulate", "-"], b"{}");
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains("no encounter with a date"), "{}", refused.err);
}

#[test]
fn prices_can_be_held() {
    let ran = fed(["simulate", "--hold-prices", "--json", "-"], REQUEST.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let one = serde_json::from_str::<Value>(&ran.out).unwrap()["requests"][0].clone();
    assert_eq!(one["pricesHeld"], 1, "{one}");
    // 10.10 yen a day: 1 point (F200), seven days, before and after; so the drug is no difference.
    assert!(one["items"].as_array().unwrap().iter().all(|i| i["code"] != "620007853"), "{one}");
    let text = fed(["simulate", "--hold-prices", "-"], REQUEST.as_bytes());
    assert!(text.out.contains("薬剤・材料1行は改定前の価格"), "{}", text.out);
}

#[test]
fn masters_of_two_revisions_are_compared_by_name() {
    let ran = santei(["masters", "diff", "r6", "r8"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for told in [
        "R6-starter 2026-05-31 → R8-starter 2026-06-01",
        "[s] A001",
        "75 点 → 76 点",
        "new, 15 点",
        "ended, was 300 点",
        "moved, O100 → O001",
        "renamed, was 時間外対応加算１",
    ] {
        assert!(ran.out.contains(told), "{told}\n{}", ran.out);
    }
    let json: Value = serde_json::from_str(&santei(["masters", "diff", "r6", "r8", "--json"]).out).unwrap();
    assert!(json["masters"]["s"]["A001"].is_array());
    assert_eq!(santei(["masters", "diff", "r6", "r9"]).code, 4);
}

#[test]
fn rules_of_two_revisions_are_compared() {
    let ran = santei(["rules", "diff", "r06", "r08", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let diff: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((diff["from"].as_str(), diff["to"].as_str()), (Some("R6"), Some("R8")));
    // Every rule of R6 is kept, ended for a reason, or named as not read.
    let count = |key: &str| diff[key].as_array().unwrap().len();
    let (r6, r8) = (
        santei_core::rules::of(santei_core::law::Revision::R06).len(),
        santei_core::rules::of(santei_core::law::Revision::R08).len(),
    );
    assert_eq!(count("kept") + count("ended") + count("notRead"), r6);
    assert_eq!(count("kept") + count("new"), r8);
    for key in ["valuesChanged", "valuesEnded", "valuesBegun"] {
        assert!(diff[key].is_array(), "{key}");
    }
    let begun = diff["valuesChanged"].as_array().unwrap();
    // The list of prices of materials of 2026-06-01 (data/params/prices.toml).
    assert!(
        begun.iter().any(|p| p["key"] == "price.list.materials" && p["before"] == "0" && p["after"] == "1")
    );
    let text = santei(["rules", "diff", "r6", "r8", "--lang", "en"]).out;
    assert!(text.contains("rules that ended") && text.contains("price.list.materials"), "{text}");
    assert_eq!(santei(["rules", "diff", "r8", "r6"]).code, 2);
}
