//! Charge through the contract: explanations for clerks and patients, the special charge in a calculated bill, and that coverage moves no points.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that unwraps fails loudly")]

mod common;

use common::engine;
use santei_contract::explain::{Audience, explain_charge, explain_plainly, traced};
use santei_core::claim::Lang;
use serde_json::{Value, json};

fn month() -> Value {
    json!({
        "schema": "santei/charge/1", "patient": { "birthDate": "1953-02-14" },
        "coverages": [
            { "seq": 1, "kind": "medical", "incomeCategory": "一般", "incomeVerified": true, "multipleMonth": false },
            { "seq": 2, "kind": "public", "payerNumber": "54136015", "monthlyCapYen": 5000, "paidElsewhere": [{ "date": "2025-06-02", "yen": 1200 }] }
        ],
        "visits": [{
            "id": "v2", "date": "2025-06-10", "setting": "outpatient",
            "parts": [{ "points": "5500", "coverageSet": [1, 2] }, { "points": "10000", "coverageSet": [1] }],
            "private": [{ "name": "診断書", "yen": 5000, "taxPercent": 10 }],
            "specialCharges": [{ "drugs": [{ "name": "先発品", "priceYen": "100.0", "genericPriceYen": "49.3", "quantity": "3" }], "count": 14, "reason": "patientWish" }]
        }]
    })
}

#[test]
fn a_patient_reads_plain_words_and_a_clerk_every_source() {
    let engine = engine();
    let bytes = month().to_string().into_bytes();
    let say = |audience, lang| explain_charge(&engine, &bytes, audience, lang).unwrap();
    let plain = say(Audience::Patient, Lang::Ja);
    // 55,000 at 2割 = 11,000; 54 leaves 5,000 − 1,200 = 3,800. 100,000 at 2割 = 20,000; 18,000 in all less 3,800 = 14,200.
    // Counter 18,000; special charge 616; certificate 5,500: 24,116.
    for words in [
        "6月10日のお支払い　24,116円",
        "特定医療",
        "20％",
        "上限",
        "616円（うち消費税56円）",
        "5,500円（うち消費税500円）",
    ] {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    assert!(!plain.contains("limit") && !plain.contains("根拠") && !plain.contains("公費1"), "{plain}");
    let clerk = say(Audience::Clerk, Lang::Ja);
    for words in ["会計 v2", "75条", "長期収載品の処方等", "特記事項"] {
        assert!(clerk.contains(words), "{words}: {clerk}");
    }
    let english = say(Audience::Patient, Lang::En);
    assert!(english.contains("you pay 24,116 yen"), "{english}");
}

#[test]
fn what_is_open_is_told_to_the_patient_too() {
    let engine = engine();
    let mut open = month();
    open["coverages"][1]["monthlyCapYen"] = Value::Null;
    let text = explain_charge(&engine, open.to_string().as_bytes(), Audience::Patient, Lang::Ja).unwrap();
    assert!(text.contains("月額上限が分かりません") && !text.contains("お支払い"), "{text}");
    assert!(explain_charge(&engine, b"{", Audience::Patient, Lang::Ja).is_err());
}

/// プラビックス錠75mg: 66.90 and (選) 59.05 in the master of 2024-10 (58.20 and 52.52 from 2025-04).
fn clopidogrel(date: &str, code: &str) -> Value {
    json!({
        "schema": "santei/calculate/1",
        "facility": { "kind": "clinic", "beds": { "general": 0 }, "standards": [] },
        "patient": { "birthDate": "1975-04-10", "sex": "male" },
        "coverages": [{ "seq": 1, "kind": "medical", "incomeCategory": "ウ", "incomeVerified": true, "multipleMonth": false }],
        "encounters": [{
            "id": "e", "date": date, "setting": "outpatient",
            "lines": [{ "lineId": "1", "code": code, "group": "rx", "quantity": "2", "form": "oral", "days": 28 }]
        }],
        "options": { "autoAdd": false }
    })
}

#[test]
fn a_bill_with_a_long_listed_drug_has_its_special_charge() {
    let engine = engine();
    let of = |date: &str, code: &str| -> Value {
        let reply = santei_contract::calculate(&engine, clopidogrel(date, code).to_string().as_bytes());
        serde_json::from_slice(&reply.body).unwrap()
    };
    // 2024-10: 7.85 × 2 = 15.70; 0.07 → 1, + 1 = 2 points × 28 = 56: 560 and 56 yen. Insured 59.05 × 2 = 118.10: 10.31 → 11, + 1 = 12 points.
    let result = of("2024-10-01", "670003469");
    assert_eq!(result["totalPoints"], "336", "{result}");
    let special = &result["charge"]["visits"][0]["special"];
    assert_eq!(
        (&special["points"], &special["netYen"], &special["taxYen"]),
        (&json!("56"), &json!(560), &json!(56))
    );
    // 2025-04: 5.68 × 2 = 11.36: one point × 28
    let result = of("2025-04-01", "670003469");
    assert_eq!(result["charge"]["visits"][0]["special"]["netYen"], 280, "{result}");
    let ids: Vec<&str> =
        result["findings"].as_array().unwrap().iter().map(|f| f["id"].as_str().unwrap()).collect();
    assert!(
        ids.contains(&"charge.specialCharge") && !ids.contains(&"charge.selectiveCareNotImplemented"),
        "{ids:?}"
    );
    let (_, outcome) =
        traced(&engine, clopidogrel("2025-04-01", "670003469").to_string().as_bytes()).unwrap();
    let plain = explain_plainly(&outcome, Lang::Ja);
    assert!(plain.contains("特別の料金」が308円（うち消費税28円）"), "{plain}");
    // The other code is the drug by medical need: insured whole.
    let result = of("2025-04-01", "620003469");
    assert!(result["charge"].get("visits").is_none(), "{result}");
}

#[test]
fn coverage_moves_points_only_through_the_scheme_of_the_elderly() {
    let engine = engine();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let mut compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "json") {
            continue;
        }
        let mut request: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        if request["schema"] != "santei/calculate/1" {
            continue;
        }
        let mut points = |coverages: Value| {
            request["coverages"] = coverages;
            for line in request["encounters"].as_array_mut().unwrap().iter_mut() {
                for line in line["lines"].as_array_mut().unwrap().iter_mut() {
                    line.as_object_mut().unwrap().remove("coverageSet");
                }
            }
            let reply = santei_contract::calculate(&engine, request.to_string().as_bytes());
            let result: Value = serde_json::from_slice(&reply.body).unwrap();
            result.get("units").cloned()
        };
        let medical = json!({ "seq": 1, "kind": "medical", "copayRatio": "0.3" });
        let public = |law: &str| json!({ "seq": 2, "kind": "public", "payerNumber": format!("{law}136999"), "monthlyCapYen": 5000, "paidElsewhere": [] });
        let plain = points(json!([medical]));
        for law in ["54", "12", "15", "38"] {
            assert_eq!(points(json!([medical, public(law)])), plain, "{} {law}", path.display());
        }
        let other = json!({ "seq": 1, "kind": "medical", "copayRatio": "0.2", "incomeCategory": "オ", "multipleMonth": true });
        assert_eq!(points(json!([other])), plain, "{}", path.display());
        compared += usize::from(plain.is_some());
    }
    assert!(compared >= 5, "{compared}");
}
