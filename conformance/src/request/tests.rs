//! Translation of cases, key by key.

use serde_json::json;

use super::*;

fn case(change: impl FnOnce(&mut Value)) -> Value {
    let mut case = json!({
        "id": "t-1", "kind": "rule-example", "revision": "R6", "trust": "B", "scope": "visit", "title": "",
        "source": [], "date": "2024-07-10", "patient": {"birth": "1979-03-15", "sex": "1"},
        "institution": {"type": "clinic", "beds": 0, "departments": ["内科"], "standards": []},
        "encounter": {"setting": "outpatient", "visit": "revisit", "time_class": "overtime", "start": "19:30"},
        "items": [], "expected": {"lines": [], "total_points": 0}
    });
    change(&mut case);
    case
}

fn translate(value: Value) -> Result<Value, CaseError> {
    let aliases = Aliases::built_in().unwrap();
    let mut case = Case::read(value)?;
    let prepared = prepare("t-1", &mut case, &aliases)?;
    Ok(serde_json::from_slice(&prepared.bytes).unwrap())
}

#[test]
fn a_visit_is_translated_whole() {
    let request = translate(case(|c| {
        c["encounter"]["planned_management"] = json!(true);
        c["institution"]["standards"] = json!(["時間外対応加算１"]);
        c["items"] = json!([{"code": "160008010", "name": "末梢血液一般検査", "specimen": "静脈血"}]);
    }))
    .unwrap();
    assert_eq!(request["facility"]["standards"], json!([{"code": "3001"}]));
    assert_eq!(request["facility"]["departments"], json!(["01"]));
    assert_eq!(request["facility"]["facts"]["statementIssued"], json!(false));
    assert_eq!(request["patient"], json!({"birthDate": "1979-03-15", "sex": "male"}));
    let e = &request["encounters"][0];
    assert_eq!(e["visitKind"], "revisit");
    assert_eq!(e["timeClass"], "afterHours");
    assert_eq!(e["receivedAt"], "19:30");
    assert_eq!(e["facts"]["plannedManagement"], true);
    let line = json!({"lineId": "1", "code": "160008010", "count": 1, "specimen": "静脈血"});
    assert_eq!(e["lines"], json!([line]));
    assert_eq!(request["history"], json!({"completeFrom": "2023-07-01", "acts": []}));
    assert_eq!(request["options"], json!({"autoAdd": true}));
}

#[test]
fn unknown_keys_are_never_ignored() {
    type Change = fn(&mut Value);
    let places: [(&str, Change); 7] = [
        ("/colour", |c| c["colour"] = json!(1)),
        ("/patient/colour", |c| c["patient"]["colour"] = json!(1)),
        ("/institution/colour", |c| c["institution"]["colour"] = json!(1)),
        ("/encounter/colour", |c| c["encounter"]["colour"] = json!(1)),
        ("/items/0/colour", |c| c["items"] = json!([{"code": "160008010", "colour": 1}])),
        ("/history/0/colour", |c| {
            c["history"] = json!([{"date": "2024-07-01", "code": "160008010", "colour": 1}])
        }),
        ("/expected/colour", |c| c["expected"]["colour"] = json!(1)),
    ];
    for (pointer, change) in places {
        assert_eq!(translate(case(change)), Err(CaseError::UnknownKey(pointer.to_owned())));
    }
}

#[test]
fn words_without_a_counterpart_are_unmapped() {
    let changes: [fn(&mut Value); 6] = [
        |c| c["institution"]["standards"] = json!(["なにか"]),
        |c| c["institution"]["departments"] = json!(["なにか科"]),
        |c| c["encounter"]["visit"] = json!("by-carrier-pigeon"),
        |c| c["encounter"]["dispensing"] = json!("by-carrier-pigeon"),
        |c| c["diseases"] = json!([{"name": "なにか"}]),
        |c| c["items"] = json!([{"code": null, "name": "なにか", "form": "吸入"}]),
    ];
    for change in changes {
        assert!(
            matches!(translate(case(change)), Err(CaseError::Unmapped(_))),
            "{:?}",
            translate(case(change))
        );
    }
}

#[test]
fn standards_not_known_are_not_told() {
    let request = translate(case(|c| c["institution"]["standards"] = Value::Null)).unwrap();
    assert_eq!(request["facility"].get("standards"), None);
    assert_eq!(request["facility"].get("facts"), None);
}

#[test]
fn a_claim_becomes_an_encounter_for_each_day() {
    let request = translate(case(|c| {
        c["scope"] = json!("reprice");
        c["date"] = json!("2024-10");
        c["encounter"] = json!({"setting": "outpatient", "month": "2024-10", "visit_days": [5, 12]});
        c["items"] = json!([
            {"group": 1, "shikibetsu": "12", "record": "SI", "code": "112007410", "name": "再診料"},
            {"group": 2, "shikibetsu": "21", "record": "IY", "code": "620098801", "name": "", "quantity": "3",
             "comments": [{"code": "810000001", "text": "朝"}]}]);
        c["expected"] = json!({"total_points": 192, "lines": [
            {"group": 1, "shikibetsu": "12", "codes": ["112007410"], "points": 75, "count": 2, "days": [[5, 1], [12, 1]]},
            {"group": 2, "shikibetsu": "21", "codes": ["620098801"], "points": 3, "count": 14, "days": [[12, 14]]}]});
    }))
    .unwrap();
    assert_eq!(request["options"], json!({"autoAdd": false}));
    assert_eq!(request.get("history"), None);
    let encounters = request["encounters"].as_array().unwrap();
    assert_eq!(encounters.len(), 2);
    assert_eq!(encounters[0]["date"], "2024-10-05");
    assert_eq!(
        encounters[0]["lines"],
        json!([{"lineId": "1.1", "code": "112007410", "count": 1, "group": "g1", "section": "12"}])
    );
    assert_eq!(
        encounters[1]["lines"],
        json!([
            {"lineId": "1.2", "code": "112007410", "count": 1, "group": "g1", "section": "12"},
            {"lineId": "2", "code": "620098801", "count": 14, "group": "g2", "section": "21", "quantity": "3"},
            {"lineId": "2c1", "code": "810000001", "count": 14, "group": "g2"}])
    );
}

#[test]
fn two_visits_of_a_day_are_two_encounters() {
    let request = translate(case(|c| {
        c["encounter"]["visits"] = json!([
            {"dept": "内科", "visit": "first"},
            {"dept": "皮膚科", "visit": "first", "different_disease": true, "different_doctor": true}]);
        c["institution"]["departments"] = json!(["内科", "皮膚科"]);
        c["items"] = json!([{"code": "160008010", "dept": "皮膚科"}]);
    }))
    .unwrap();
    let e = request["encounters"].as_array().unwrap();
    assert_eq!(e[0]["facts"]["secondDepartment"], false);
    assert_eq!(e[1]["facts"]["secondDepartment"], true);
    assert_eq!(e[1]["department"], "19");
    assert_eq!(e[0]["lines"], json!([]));
    assert_eq!(e[1]["lines"][0]["code"], "160008010");
}

#[test]
fn quantities_by_their_units() {
    let request = translate(case(|c| {
        c["items"] = json!([
            {"code": "170027910", "quantity": 3, "unit": "枚"},
            {"code": "180016110", "quantity": 2, "unit": "通"},
            {"code": "190117710", "quantity": 2, "unit": "日"},
            {"code": null, "name": "内服薬", "quantity": 1, "unit": "錠", "unit_price": "15.10", "days": 7, "form": "内服"}]);
    }))
    .unwrap();
    let e = request["encounters"].as_array().unwrap();
    assert_eq!(e.len(), 2);
    assert_eq!(e[0]["date"], "2024-07-09");
    assert_eq!(e[0]["lines"], json!([{"lineId": "3.1", "code": "190117710", "count": 1}]));
    assert_eq!(e[1]["lines"][0]["quantity"], "3");
    assert_eq!(e[1]["lines"][1]["count"], 2);
    let drug = &e[1]["lines"][3];
    assert_eq!(
        (&drug["form"], &drug["days"], &drug["unitPriceYen"]),
        (&json!("oral"), &json!(7), &json!("15.1"))
    );
}

#[test]
fn directions_may_tell_a_fact() {
    let request = translate(case(|c| {
        c["items"] = json!([
            {"code": "620098801", "quantity": 1, "unit": "錠", "days": 7, "form": "内服", "usage": "臨時"},
            {"code": "620452801", "quantity": 1, "unit": "錠", "days": 7, "form": "内服", "usage": "分1朝食後"}]);
    }))
    .unwrap();
    let lines = &request["encounters"][0]["lines"];
    assert_eq!(lines[0]["facts"], json!({"temporaryMedication": true}));
    assert_eq!(lines[1].get("facts"), None);
}

#[test]
fn what_was_used_for_an_act_stands_behind_it() {
    let request = translate(case(|c| {
        c["items"] = json!([
            {"code": "150001010"}, {"code": "130009310"},
            {"code": "620002936", "quantity": 1, "attach": "150001010"},
            {"code": "620007245", "quantity": 1, "attach": "130009310"},
            {"code": "620007262", "quantity": 1, "attach": "150001010"}]);
    }))
    .unwrap();
    let lines = request["encounters"][0]["lines"].as_array().unwrap();
    let sent: Vec<_> = lines.iter().map(|l| (l["code"].as_str().unwrap(), l["form"].as_str())).collect();
    assert_eq!(
        sent,
        [
            ("150001010", None),
            ("620002936", Some("withinAct")),
            ("620007262", Some("withinAct")),
            ("130009310", None),
            ("620007245", Some("injection")),
        ]
    );
    assert_eq!(lines[1]["section"], "50");
}

#[test]
fn a_bill_that_does_not_add_up_is_malformed() {
    let wrong = case(|c| {
        c["expected"] = json!({"total_points": 76, "lines": [
            {"shikibetsu": "12", "codes": ["112007410"], "points": 75, "count": 1}]});
    });
    assert!(matches!(translate(wrong), Err(CaseError::Malformed { .. })));
}
