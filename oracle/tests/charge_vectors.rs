//! The worked examples of the charge (official collections first) through the oracle: it is only worth asking if it knows them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics fails loudly, which is what a test is for"
)]

mod common;

use santei_oracle::charge::{
    Ages, Category, Local, Month, Open, Outcome, Person, Program, Public, Setting, Visit, month,
};
use serde_json::Value;

const FILES: [&str; 6] = [
    "official_under70",
    "official_nanbyo_shoman",
    "official_elder70",
    "official_late_elderly",
    "published",
    "derived",
];

fn category(text: &str) -> Category {
    Category::ALL.into_iter().find(|category| category.name() == text).unwrap()
}

fn local(rule: &Value) -> Local {
    let number = |key: &str| rule[key].as_i64().unwrap_or(0);
    let count = |key: &str| usize::try_from(number(key)).unwrap();
    match rule["type"].as_str().unwrap() {
        "per_visit_cap" => Local::PerVisit { yen: number("yen"), times: count("max_visits_per_month") },
        "per_day_cap" => Local::PerDay { yen: number("yen"), days: count("max_days_per_month") },
        "per_facility_month_cap" => Local::PerMonth { yen: number("yen") },
        "fraction_then_month_cap" => Local::HalfThenMonth { yen: number("yen") },
        other => panic!("{other}"),
    }
}

fn read(case: &Value) -> Option<Month> {
    let date = case["date"].as_str().unwrap();
    let patient = &case["patient"];
    let publics: Vec<Public> = case["publics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|public| Public {
            program: match public["law"].as_str().unwrap() {
                "local" => Program::Local(local(&public["rule"])),
                law => Program::National(law.parse().unwrap()),
            },
            rate: public["rate_percent"].as_i64(),
            cap: public["monthly_cap_yen"].as_i64(),
            elsewhere: case["prior"]["other_facilities_patient_yen"].as_object().map_or(0, |map| {
                map.get(&format!("public{}", public["slot"])).and_then(Value::as_i64).unwrap_or(0)
            }),
        })
        .collect();
    let visits = case["claims"]
        .as_array()
        .unwrap()
        .iter()
        .enumerate()
        .map(|(at, claim)| {
            let payers: Vec<&str> =
                claim["payers"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
            Some(Visit {
                points: claim["points"].as_i64()?,
                insurer: payers.contains(&"insurer"),
                publics: payers
                    .iter()
                    .filter_map(|payer| payer.strip_prefix("public"))
                    .map(|slot| slot.parse::<usize>().unwrap() - 1)
                    .collect(),
                day: u8::try_from(claim["visit"].as_i64().unwrap_or(at as i64 + 1)).unwrap(),
            })
        })
        .collect::<Option<Vec<Visit>>>()?;
    Some(Month {
        at: (date[..4].parse().unwrap(), date[5..7].parse().unwrap()),
        setting: if case["setting"] == "inpatient" { Setting::Inpatient } else { Setting::Outpatient },
        person: Person {
            ages: match (patient["age_class"].as_str().unwrap(), patient["scheme"].as_str().unwrap()) {
                (_, "kouki") => Ages::Late,
                ("70-74", _) => Ages::From70,
                _ => Ages::Under70,
            },
            share: patient["copay_percent"].as_i64().unwrap_or(100),
            // from 2027-08 the examples tell the remuneration alone
            category: patient["income"]
                .as_str()
                .map(category)
                .or((date >= "2027-08").then_some(Category::ウ)),
            remuneration: patient["standard_monthly_remuneration_yen"].as_i64(),
            verified: case["income_verified"].as_bool().unwrap(),
            multiple: case["multi_time"].as_bool().unwrap(),
            halved: case["turning_75_month"].as_bool().unwrap(),
            special: case["special_disease_limit_yen"].as_i64(),
        },
        publics,
        visits,
    })
}

/// What the oracle and the case say differently.
fn differences(case: &Value, outcome: &Outcome) -> Vec<String> {
    let expected = &case["expected"];
    let mut wrong = Vec::new();
    let mut compare = |what: String, told: &Value, ours: i64| {
        if let Some(told) = told.as_i64()
            && told != ours
        {
            wrong.push(format!("{what}: {told} expected, {ours} by the oracle"));
        }
    };
    compare("patient".into(), &expected["patient_yen"], outcome.patient);
    compare("insurer".into(), &expected["by_payer"]["insurer"], outcome.insurer);
    for (at, yen) in outcome.publics.iter().enumerate() {
        compare(format!("public{}", at + 1), &expected["by_payer"][format!("public{}", at + 1)], *yen);
    }
    for (at, yen) in outcome.visits.iter().enumerate() {
        compare(format!("visit {}", at + 1), &expected["visits"][at]["patient_yen"], *yen);
    }
    wrong
}

#[test]
fn the_worked_examples_agree() {
    let Some(dir) = common::shared() else { return };
    let (mut agreed, mut other, mut wrong) = (0, Vec::new(), Vec::new());
    for file in FILES {
        let path = dir.join(format!("conformance/copay/{file}.json"));
        let json: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for case in json["cases"].as_array().unwrap() {
            let id = case["id"].as_str().unwrap();
            let Some(asked) = read(case) else {
                other.push(id.to_owned());
                continue;
            };
            match month(&asked) {
                Ok(outcome) => {
                    let total: i64 = asked.visits.iter().map(|visit| visit.points * 10).sum();
                    let paid = outcome.patient + outcome.insurer + outcome.publics.iter().sum::<i64>();
                    assert_eq!(total, paid, "{id}: {outcome:?}");
                    let differ = differences(case, &outcome);
                    if differ.is_empty() {
                        agreed += 1;
                    } else {
                        wrong.push(format!("{id}: {differ:?}"));
                    }
                }
                Err(open) => wrong.push(format!("{id}: {open}")),
            }
        }
    }
    println!("{agreed} examples agree; {} are about meals: {other:?}", other.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(agreed >= 120, "only {agreed} examples agreed");
    assert!(other.iter().all(|id| id.starts_with("d-meal")), "{other:?}");
}

/// What is not published gets no number.
#[test]
fn unpublished_limits_stay_open() {
    let person = Person {
        ages: Ages::From70,
        share: 20,
        category: Some(Category::一般),
        remuneration: None,
        verified: true,
        multiple: false,
        halved: false,
        special: None,
    };
    let visit = Visit { points: 1_000, insurer: true, publics: vec![], day: 1 };
    let mut asked =
        Month { at: (2027, 8), setting: Setting::Outpatient, person, publics: vec![], visits: vec![visit] };
    assert_eq!(month(&asked), Err(Open::NotPublished));
    asked.at = (2027, 7);
    assert_eq!(month(&asked).unwrap().patient, 2_000);
}
