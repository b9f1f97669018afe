//! A request that tells every field is read into the claim it describes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod common;

use common::full;
use santei_contract::Request;
use santei_core::claim::{
    CoverageKind, DrugForm, FacilityKind, Lang, OnHolidays, Setting, Sex, Span, TraceLevel, Weekday,
};
use santei_core::code::Code;
use santei_core::fact::{self, FactValue};
use serde_json::{Value, json};

fn parse(request: &Value) -> Request {
    Request::parse(request.to_string().as_bytes()).unwrap()
}

#[test]
fn who_and_where() {
    let Request { id, claim } = parse(&full());
    assert_eq!(id.as_deref(), Some("visit 7/受診"));
    let facility = &claim.facility;
    assert_eq!(facility.code.as_deref(), Some("1312345678"));
    assert_eq!((facility.kind, facility.area_class), (Some(FacilityKind::Clinic), Some(1)));
    assert_eq!((facility.licensed_beds, facility.general_beds), (Some(19), Some(0)));
    assert_eq!(facility.prefecture.as_deref(), Some("13"));
    assert_eq!(facility.departments.as_deref(), Some(["01".to_owned(), "10".to_owned()].as_slice()));
    let standards = facility.standards.as_ref().unwrap();
    assert_eq!((standards[0].code, standards[0].from.unwrap().to_string()), (1, "2024-06-01".to_owned()));
    assert_eq!((standards[1].code, standards[1].from), (3522, None));
    let hours = facility.hours.as_ref().unwrap();
    assert_eq!(
        hours.weekly,
        [
            (Weekday::Monday, Span { from: 540, until: 1440 }),
            (Weekday::Wednesday, Span { from: 540, until: 1440 }),
        ]
    );
    assert_eq!((hours.on_holidays, hours.closed.len()), (Some(OnHolidays::Closed), 1));
    assert_eq!(hours.special[0].0.to_string(), "2024-08-21");
    assert_eq!(facility.facts.bool(&fact::STATEMENT_ISSUED), Some(true));
    assert_eq!(
        (claim.patient.birth.to_string(), claim.patient.sex),
        ("1958-02-11".to_owned(), Some(Sex::Female))
    );
    let [first, second] = claim.coverages.as_slice() else { panic!("two coverages") };
    assert_eq!((first.seq, first.kind, second.kind), (1, CoverageKind::Medical, CoverageKind::Public));
    assert_eq!((first.number.as_deref(), second.number.as_deref()), (Some("06130000"), Some("54136015")));
    assert_eq!(first.copay_ratio, Some("0.3".parse().unwrap()));
    assert_eq!(first.income_category.as_deref(), Some("ウ"));
    assert_eq!(first.valid_to.unwrap().to_string(), "2025-03-31");
    let diagnosis = &claim.diagnoses.as_ref().unwrap()[0];
    assert_eq!((diagnosis.code, diagnosis.modifiers[0]), (Code::known(8_830_052), Code::known(8002)));
    assert!(diagnosis.main && !diagnosis.suspected);
}

#[test]
fn what_was_done() {
    let claim = parse(&full()).claim;
    let encounter = &claim.encounters[0];
    assert_eq!((encounter.id.as_str(), encounter.setting), ("e1", Setting::Outpatient));
    assert_eq!(encounter.received_at.unwrap().minutes(), 620);
    assert_eq!(encounter.facts.choice(&fact::VISIT_KIND), Some("revisit"));
    assert_eq!(encounter.facts.choice(&fact::TIME_CLASS), Some("regular"));
    assert_eq!(encounter.facts.choice(&fact::DISPENSING), Some("none"));
    assert_eq!(encounter.facts.bool(&fact::PLANNED_MANAGEMENT), Some(true));
    assert_eq!(encounter.facts.iter().count(), 4, "the client's own `x-note` is no fact");
    let [visit, test, drug, treatment] = encounter.lines.as_slice() else { panic!("four lines") };
    assert_eq!((visit.code, visit.count), (Code::known(112_007_410), 1));
    assert_eq!(visit.coverage_set, [1]);
    assert_eq!((test.section, test.draw, test.count), (Some(60), Some(1), 1));
    assert_eq!((test.specimen.as_deref(), test.group.as_deref()), (Some("血液"), Some("lab")));
    assert_eq!((visit.date, test.date.unwrap().to_string()), (None, "2024-07-11".to_owned()));
    assert_eq!(
        (test.comments[0].text.as_deref(), test.comments[0].code),
        (Some("至急"), Code::known(810_000_001))
    );
    assert_eq!((drug.form, drug.days, drug.quantity), (Some(DrugForm::Oral), Some(14), Some(3.into())));
    assert_eq!((drug.unit_price_yen, drug.claimed_points), (Some("10.1".parse().unwrap()), Some(5.into())));
    assert_eq!((drug.unit.as_deref(), drug.usage.as_deref()), (Some("錠"), Some("毎食後")));
    assert_eq!((treatment.site.as_deref(), treatment.side.as_deref()), (Some("下腿"), Some("左")));
    assert_eq!((treatment.area_cm2, treatment.volume_ml), (Some("120.5".parse().unwrap()), Some(500.into())));
    assert_eq!(treatment.facts.get(&fact::ATMOSPHERES), Some(FactValue::Decimal("2.5".parse().unwrap())));
    assert_eq!(treatment.facts.int(&fact::FILM_COUNT), Some(2));
    let history = claim.history.unwrap();
    assert_eq!(
        (history.complete_from.unwrap().to_string(), history.acts[0].count),
        ("2024-04-01".to_owned(), 1)
    );
    assert_eq!(
        (claim.answers[0].question.as_str(), claim.answers[0].choice.as_str()),
        ("A000.timeClass/e1", "regular")
    );
    assert_eq!((claim.options.lang, claim.options.trace), (Lang::En, TraceLevel::Full));
    assert!(claim.options.auto_add);
}

#[test]
fn absent_is_not_known_and_empty_is_none() {
    let mut request = full();
    for list in ["/facility/standards", "/diagnoses", "/facility/departments"] {
        *request.pointer_mut(list).unwrap() = json!([]);
    }
    let claim = parse(&request).claim;
    assert_eq!(claim.facility.standards.as_deref(), Some([].as_slice()));
    assert_eq!(claim.facility.departments.as_deref(), Some([].as_slice()));
    assert_eq!(claim.diagnoses.as_deref(), Some([].as_slice()));
    for list in [
        "/facility/standards",
        "/diagnoses",
        "/facility/departments",
        "/history",
        "/options",
        "/facility/beds",
    ] {
        *request.pointer_mut(list).unwrap() = Value::Null;
    }
    let claim = parse(&request).claim;
    assert_eq!((claim.facility.standards, claim.diagnoses, claim.history), (None, None, None));
    assert_eq!((claim.facility.departments, claim.facility.general_beds), (None, None));
    assert_eq!(claim.options, santei_core::claim::Options::default());
}

#[test]
fn the_least_request() {
    let request = json!({
        "schema": "santei/calculate/1",
        "facility": {},
        "patient": { "birthDate": "1958-02-11" },
        "encounters": []
    });
    let claim = parse(&request).claim;
    assert!(claim.coverages.is_empty() && claim.encounters.is_empty());
    assert_eq!(common::result(&common::engine(), &request)["totalPoints"], "0");
}
