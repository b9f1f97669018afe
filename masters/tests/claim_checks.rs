//! The checks of a claim that need tables the starter edition has little of: diseases, drugs, comments. On the official files.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;

use santei_core::checks::examine;
use santei_core::claim::{
    Claim, Diagnosis, DrugForm, Encounter, Facility, FacilityKind, Line, Options, Patient, Setting,
};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::Facts;
use santei_core::snapshot::Bytes;
use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

fn line(code: u32) -> Line {
    Line::new(code.to_string(), Code::new(code).unwrap())
}

fn injected(code: u32) -> Line {
    Line { form: Some(DrugForm::Injection), quantity: Some(1.into()), ..line(code) }
}

fn disease(code: u32, modifiers: &[u32]) -> Diagnosis {
    Diagnosis {
        code: Code::new(code).unwrap(),
        modifiers: modifiers.iter().map(|c| Code::new(*c).unwrap()).collect(),
        from: None,
        until: None,
        main: false,
        suspected: false,
    }
}

fn claim(lines: Vec<Line>, diagnoses: Vec<Diagnosis>) -> Claim {
    Claim {
        facility: Facility { kind: Some(FacilityKind::Clinic), ..Facility::default() },
        patient: Patient { birth: ServiceDate::new(1980, 4, 1).unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: Some(diagnoses),
        encounters: vec![Encounter {
            id: "e1".to_owned(),
            date: ServiceDate::new(2025, 7, 2).unwrap(),
            date_text: None,
            received_at: None,
            department: None,
            setting: Setting::Outpatient,
            admission: None,
            discharge: None,
            facts: Facts::default(),
            lines,
        }],
        history: None,
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: Default::default(),
    }
}

/// 高血圧症, 予防接種 (not insured), 悪性腫瘍 (needs a part of the body), 糖尿病性腎症.
const HYPERTENSION: u32 = 8_833_421;
const VACCINATION: u32 = 8_850_703;
const MALIGNANCY: u32 = 8_830_213;
const REVISIT: u32 = 112_007_410;
/// An injection without a narcotic, one of morphine, a long-listed drug billed outside of selective care (y42 = 1).
const PLAIN: u32 = 620_000_187;
const NARCOTIC: u32 = 620_001_373;
const LONG_LISTED: u32 = 610_406_079;

#[test]
fn checks_on_the_official_tables() {
    let Some(dir) = common::masters_dir() else { return };
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_dir(&dir.join("r6")).unwrap_or_else(|e| panic!("{e}"));
    let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
    let engine = Engine::open(Bytes::Static(santei_data::rules()), [Bytes::from(image)]).unwrap();
    let found = |lines: Vec<Line>, diagnoses: Vec<Diagnosis>| -> BTreeSet<&'static str> {
        let outcome = examine(&engine, &claim(lines, diagnoses)).unwrap();
        outcome.findings.iter().map(|f| f.id).filter(|id| id.starts_with("check.")).collect()
    };
    let known = || vec![disease(HYPERTENSION, &[])];
    let diseased = |diagnoses: Vec<Diagnosis>| found(vec![line(REVISIT)], diagnoses);
    let billed = |lines: Vec<Line>| found(lines, known());
    let mut wrong = Vec::new();
    let mut expect = |id: &'static str, want: bool, found: BTreeSet<&'static str>| {
        if found.contains(id) != want {
            wrong.push(format!("{id} should be {want}: {found:?}"));
        }
    };

    expect("check.disease.unknown", true, diseased(vec![disease(1, &[])]));
    expect(
        "check.disease.unknown",
        true,
        diseased(vec![disease(HYPERTENSION, &[]), disease(9_999_998, &[])]),
    );
    expect("check.disease.unknown", false, diseased(known()));
    // 未コード化傷病名 is known by its name alone.
    expect("check.disease.unknown", false, diseased(vec![disease(999, &[])]));

    expect("check.disease.notInsured", true, diseased(vec![disease(VACCINATION, &[])]));
    expect(
        "check.disease.notInsured",
        true,
        diseased(vec![disease(VACCINATION, &[]), disease(8_841_293, &[])]),
    );
    expect(
        "check.disease.notInsured",
        false,
        diseased(vec![disease(VACCINATION, &[]), disease(HYPERTENSION, &[])]),
    );
    expect("check.disease.notInsured", false, diseased(vec![disease(VACCINATION, &[]), disease(999, &[])]));

    expect("check.disease.needsModifier", true, diseased(vec![disease(MALIGNANCY, &[])]));
    expect(
        "check.disease.needsModifier",
        true,
        diseased(vec![disease(HYPERTENSION, &[]), disease(8_830_057, &[])]),
    );
    // 胃の 1181.
    expect("check.disease.needsModifier", false, diseased(vec![disease(MALIGNANCY, &[1181])]));
    expect("check.disease.needsModifier", false, diseased(known()));

    // １＋１／２症候群 moved to 8830496 in 2003, １３トリソミー 7581001 to 8838227.
    expect("check.disease.retired", true, diseased(vec![disease(3_489_034, &[])]));
    expect("check.disease.retired", true, diseased(vec![disease(7_581_001, &[])]));
    expect("check.disease.retired", false, diseased(known()));
    expect("check.disease.retired", false, diseased(vec![disease(8_830_496, &[])]));

    // 麻薬注射加算 130000310 beside an injection of a narcotic (モルヒネ) and of none (生理食塩液).
    let injection = |drug: u32| vec![line(REVISIT), line(130_003_510), line(130_000_310), injected(drug)];
    expect("check.drug.actNeeds", true, billed(injection(PLAIN)));
    expect("check.drug.actNeeds", true, billed(vec![line(REVISIT), line(130_003_510), line(130_000_310)]));
    expect("check.drug.actNeeds", false, billed(injection(NARCOTIC)));
    expect("check.drug.actNeeds", false, billed(vec![line(REVISIT), line(130_003_510), injected(PLAIN)]));

    // The second department of a day needs the name of the department as a comment (条件区分 01).
    let second = line(112_015_810);
    expect("check.comment.missing", true, billed(vec![line(REVISIT), second.clone()]));
    expect("check.comment.missing", true, billed(vec![line(REVISIT), second.clone(), line(820_100_990)]));
    expect("check.comment.missing", false, billed(vec![line(REVISIT), second, line(830_100_003)]));
    expect("check.comment.missing", false, billed(vec![line(REVISIT)]));
    // 初診料（情報通信機器）asks for two comments under conditions that a person has to judge (条件区分 00).
    expect("check.comment.mayBeNeeded", true, billed(vec![line(111_014_210)]));
    expect("check.comment.mayBeNeeded", true, billed(vec![line(111_014_210), line(820_100_990)]));
    expect(
        "check.comment.mayBeNeeded",
        false,
        billed(vec![line(111_014_210), line(820_100_990), line(820_100_816)]),
    );
    // Reasons for not billing (非算定理由コメント) are not asked for where the act is billed.
    expect("check.comment.mayBeNeeded", false, billed(vec![line(112_008_350)]));

    // A long-listed drug outside of selective care needs its reason (条件区分 20).
    let long_listed = |comment: Option<u32>| {
        let drug =
            Line { form: Some(DrugForm::Oral), quantity: Some(1.into()), days: Some(7), ..line(LONG_LISTED) };
        let comment = comment.map(line);
        [line(REVISIT), drug].into_iter().chain(comment).collect::<Vec<_>>()
    };
    expect("check.comment.longListed", true, billed(long_listed(None)));
    expect("check.comment.longListed", true, billed(long_listed(Some(830_100_003))));
    expect("check.comment.longListed", false, billed(long_listed(Some(820_101_320))));
    expect("check.comment.longListed", false, billed(long_listed(Some(820_101_323))));

    // 連携強化加算（初診）has a limit of one on the claim (上限回数).
    let mut often = line(111_014_970);
    often.count = 2;
    expect("check.count.claimLimit", true, billed(vec![line(111_000_110), line(111_014_870), often]));
    expect(
        "check.count.claimLimit",
        false,
        billed(vec![line(111_000_110), line(111_014_870), line(111_014_970)]),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
