//! The checks of a claim on both sides, on the starter edition.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::collections::BTreeSet;

use santei_core::checks::{self, examine};
use santei_core::claim::{
    Claim, Diagnosis, Encounter, Facility, FacilityKind, Line, Options, Patient, Setting,
};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::Facts;

fn engine() -> Engine {
    santei_data::engine().unwrap()
}

fn day(d: u32) -> ServiceDate {
    ServiceDate::new(2024, 7, d).unwrap()
}

fn visit(date: ServiceDate, codes: &[u32]) -> Encounter {
    Encounter {
        id: date.to_string(),
        date,
        date_text: None,
        received_at: None,
        department: None,
        setting: Setting::Outpatient,
        admission: None,
        discharge: None,
        facts: Facts::default(),
        lines: codes
            .iter()
            .enumerate()
            .map(|(i, c)| Line::new(format!("{date}-{i}"), Code::new(*c).unwrap()))
            .collect(),
    }
}

fn disease(code: u32) -> Diagnosis {
    Diagnosis {
        code: Code::new(code).unwrap(),
        modifiers: Vec::new(),
        from: None,
        until: None,
        main: false,
        suspected: false,
    }
}

fn claim(encounters: Vec<Encounter>, diagnoses: Option<Vec<Diagnosis>>) -> Claim {
    Claim {
        facility: Facility { kind: Some(FacilityKind::Clinic), ..Facility::default() },
        patient: Patient { birth: ServiceDate::new(1980, 4, 1).unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses,
        encounters,
        history: None,
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: Default::default(),
    }
}

fn found(claim: &Claim) -> BTreeSet<&'static str> {
    let outcome = examine(&engine(), claim).unwrap();
    outcome.findings.iter().map(|f| f.id).filter(|id| id.starts_with("check.")).collect()
}

/// 高血圧症 (not in 別表), 慢性心不全 (特定疾患療養管理料).
const HYPERTENSION: u32 = 8_833_421;
const HEART_FAILURE: u32 = 4_289_018;
const FIRST_VISIT: u32 = 111_000_110;
const REVISIT: u32 = 112_007_410;
const MANAGEMENT: u32 = 112_011_010;
const SPECIFIC_DISEASE: u32 = 113_001_810;

fn diagnosed(codes: &[u32], diseases: Vec<Diagnosis>) -> BTreeSet<&'static str> {
    found(&claim(vec![visit(day(2), codes)], Some(diseases)))
}

#[test]
fn ids_are_unique() {
    let ids: BTreeSet<_> = checks::ALL.iter().map(|c| c.id).collect();
    assert_eq!(ids.len(), checks::ALL.len());
}

#[test]
fn a_claim_needs_a_disease() {
    assert!(diagnosed(&[REVISIT], Vec::new()).contains("check.disease.none"));
    assert!(!diagnosed(&[REVISIT], vec![disease(HYPERTENSION)]).contains("check.disease.none"));
    // Not told is not none.
    assert!(!found(&claim(vec![visit(day(2), &[REVISIT])], None)).contains("check.disease.none"));
}

#[test]
fn specific_disease_management_needs_one_of_its_diseases() {
    let id = "check.disease.actNeeds";
    assert!(diagnosed(&[REVISIT, SPECIFIC_DISEASE], vec![disease(HYPERTENSION)]).contains(id));
    assert!(!diagnosed(&[REVISIT, SPECIFIC_DISEASE], vec![disease(HEART_FAILURE)]).contains(id));
    let suspected = Diagnosis { suspected: true, ..disease(HEART_FAILURE) };
    let only = diagnosed(&[REVISIT, SPECIFIC_DISEASE], vec![suspected.clone()]);
    assert!(only.contains("check.disease.actOnlySuspected") && !only.contains(id));
    let both = diagnosed(&[REVISIT, SPECIFIC_DISEASE], vec![suspected, disease(HEART_FAILURE)]);
    assert!(!both.contains("check.disease.actOnlySuspected"));
}

#[test]
fn a_disease_has_to_be_going_on() {
    let id = "check.disease.ended";
    let until = |d| Diagnosis { until: Some(day(d)), ..disease(HYPERTENSION) };
    let from = |d| Diagnosis { from: Some(day(d)), ..disease(HYPERTENSION) };
    assert!(diagnosed(&[REVISIT], vec![until(1)]).contains(id));
    assert!(!diagnosed(&[REVISIT], vec![until(2)]).contains(id));
    assert!(diagnosed(&[REVISIT], vec![from(3)]).contains(id));
    assert!(!diagnosed(&[REVISIT], vec![from(2)]).contains(id));
}

#[test]
fn management_is_barred_by_treatment_on_the_day() {
    let id = "check.management.barred";
    // 創傷処置 140000610 bars; a blood test does not.
    assert!(diagnosed(&[REVISIT, MANAGEMENT, 140_000_610], vec![disease(HYPERTENSION)]).contains(id));
    assert!(!diagnosed(&[REVISIT, MANAGEMENT, 160_000_310], vec![disease(HYPERTENSION)]).contains(id));
    let apart = claim(
        vec![visit(day(2), &[REVISIT, MANAGEMENT]), visit(day(3), &[REVISIT, 140_000_610])],
        Some(vec![disease(HYPERTENSION)]),
    );
    assert!(!found(&apart).contains(id));
}

#[test]
fn tests_and_judgement_fees_go_together() {
    // 末梢血液一般検査 160008010 is judged by 血液学的検査判断料 160061810; 尿中一般物質定性半定量 160000310 by none (D026 注1).
    let with = |codes: &[u32]| diagnosed(codes, vec![disease(HYPERTENSION)]);
    assert!(with(&[REVISIT, 160_008_010]).contains("check.judgement.withoutFee"));
    assert!(!with(&[REVISIT, 160_000_310]).contains("check.judgement.withoutFee"));
    assert!(with(&[REVISIT, 160_061_810]).contains("check.judgement.withoutTest"));
    let both = with(&[REVISIT, 160_008_010, 160_061_810]);
    assert!(
        !both.contains("check.judgement.withoutFee") && !both.contains("check.judgement.withoutTest"),
        "{both:?}"
    );
}

#[test]
fn visits_do_not_outnumber_days() {
    let id = "check.count.visitsOverDays";
    let mut twice = visit(day(2), &[FIRST_VISIT]);
    twice.lines[0].count = 2;
    assert!(found(&claim(vec![twice], Some(vec![disease(HYPERTENSION)]))).contains(id));
    let days = vec![visit(day(2), &[FIRST_VISIT]), visit(day(3), &[REVISIT])];
    assert!(!found(&claim(days, Some(vec![disease(HYPERTENSION)]))).contains(id));
}

#[test]
fn suspicions_alone_are_not_treated() {
    let id = "check.disease.suspectedOnly";
    let suspected = Diagnosis { suspected: true, ..disease(HYPERTENSION) };
    assert!(diagnosed(&[REVISIT, 140_000_610], vec![suspected.clone()]).contains(id));
    assert!(!diagnosed(&[REVISIT, 160_000_310], vec![suspected.clone()]).contains(id));
    assert!(!diagnosed(&[REVISIT, 140_000_610], vec![suspected, disease(HYPERTENSION)]).contains(id));
}
