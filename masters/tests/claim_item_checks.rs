//! Checks of lines against their own master rows, of visits, tapers, anaesthesia and stays: both sides, on the official files.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)]

#[path = "common/claims.rs"]
mod claims;
mod common;

use claims::{base, claim, day, judged, says, stay};
use santei_core::claim::{Claim, Diagnosis};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::snapshot::Bytes;
use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

fn c(code: u32) -> (Code, u32) {
    (Code::new(code).unwrap(), 1)
}

fn outpatient(codes: &[u32]) -> Claim {
    claim(&[(base(), &codes.iter().map(|code| c(*code)).collect::<Vec<_>>())], &[])
}

fn inpatient(codes: &[u32]) -> Claim {
    stay(&[(base(), &codes.iter().map(|code| c(*code)).collect::<Vec<_>>())])
}

/// All lines of each day in one billing unit.
fn united(mut claim: Claim) -> Claim {
    for line in claim.encounters.iter_mut().flat_map(|e| &mut e.lines) {
        line.group = Some("u".to_owned());
    }
    claim
}

fn with_quantity(mut claim: Claim, code: u32, quantity: i64) -> Claim {
    for line in claim.encounters.iter_mut().flat_map(|e| &mut e.lines).filter(|l| l.code.value() == code) {
        line.quantity = Some(quantity.into());
    }
    claim
}

fn in_section(mut claim: Claim, section: u8) -> Claim {
    for line in claim.encounters.iter_mut().flat_map(|e| &mut e.lines) {
        line.section = Some(section);
    }
    claim
}

fn born(mut claim: Claim, year: i32) -> Claim {
    claim.patient.birth = ServiceDate::new(year, 4, 1).unwrap();
    claim
}

fn treated(mut claim: Claim, from: ServiceDate, until: Option<ServiceDate>) -> Claim {
    claim.diagnoses = Some(vec![Diagnosis {
        code: Code::new(8_833_421).unwrap(),
        modifiers: Vec::new(),
        from: Some(from),
        until,
        main: false,
        suspected: false,
    }]);
    claim
}

const FIRST: u32 = 111_000_110;
const REVISIT: u32 = 112_007_410;
/// 乳幼児加算（初診）, 同（再診）; both for children under six.
const FIRST_CHILD: u32 = 111_000_370;
const REVISIT_CHILD: u32 = 112_000_970;
const URINE: u32 = 160_000_310;
/// ＥＣＧ１２, ＥＣＧ（６誘導以上） (one group), 検査逓減.
const ECG: u32 = 160_068_410;
const ECG_6: u32 = 160_068_510;
const TAPER: u32 = 160_000_190;
/// 急性期一般入院料１, 精神療養病棟入院料, 外泊.
const WARD: u32 = 190_117_710;
const PSYCHIATRIC: u32 = 190_055_010;
const AWAY: u32 = 190_107_290;
const AWAY_SPECIAL: u32 = 190_107_490;
/// 長時間麻酔管理加算 with its base, 閉鎖循環式全身麻酔５, an operation that takes it and one that does not.
const LONG: u32 = 150_371_170;
const MANAGEMENT: u32 = 150_279_110;
const GENERAL_5: u32 = 150_233_410;
const TAKES: u32 = 150_070_510;

#[test]
fn checks_of_items_visits_tapers_anaesthesia_and_stays() {
    let Some(dir) = common::masters_dir() else { return };
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_dir(&dir.join("r6")).unwrap_or_else(|e| panic!("{e}"));
    let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
    let engine = Engine::open(Bytes::Static(santei_data::rules()), [Bytes::from(image)]).unwrap();
    let mut wrong = Vec::new();
    let mut expect = |id: &'static str, want: bool, claims: Vec<Claim>| {
        assert!(claims.len() >= 2, "{id} needs two claims on each side");
        for (at, claim) in claims.iter().enumerate() {
            let outcome = judged(&engine, claim);
            if says(&outcome, &[id]) != want {
                let ids: Vec<_> = outcome.findings.iter().map(|f| f.id).collect();
                wrong.push(format!("{id}, claim {at}, should be {want}: {ids:?}"));
            }
        }
    };

    let id = "check.item.quantityNotNeeded";
    expect(
        id,
        true,
        vec![
            with_quantity(outpatient(&[REVISIT]), REVISIT, 1),
            with_quantity(outpatient(&[REVISIT, URINE]), URINE, 2),
        ],
    );
    expect(
        id,
        false,
        vec![
            outpatient(&[REVISIT, URINE]),
            with_quantity(outpatient(&[REVISIT]), REVISIT, 0),
            with_quantity(inpatient(&[GENERAL_5]), GENERAL_5, 120),
        ],
    );

    let id = "check.item.notOnThisClaim";
    expect(id, true, vec![outpatient(&[REVISIT, WARD]), inpatient(&[WARD, REVISIT])]);
    expect(id, false, vec![outpatient(&[REVISIT]), inpatient(&[WARD])]);

    let id = "check.item.section";
    expect(id, true, vec![in_section(outpatient(&[REVISIT]), 60), in_section(outpatient(&[URINE]), 12)]);
    expect(
        id,
        false,
        vec![
            in_section(outpatient(&[REVISIT]), 12),
            in_section(outpatient(&[URINE]), 60),
            outpatient(&[URINE]),
        ],
    );

    let id = "check.item.ageAddition";
    let child = |codes: &[u32], year| born(united(outpatient(codes)), year);
    expect(id, true, vec![child(&[FIRST, FIRST_CHILD], 2018), child(&[REVISIT, REVISIT_CHILD], 1980)]);
    expect(id, false, vec![child(&[FIRST, FIRST_CHILD], 2020), child(&[REVISIT, REVISIT_CHILD], 2024)]);

    let id = "check.visit.firstWhileTreated";
    let first = |from, until| treated(outpatient(&[FIRST]), from, until);
    expect(id, true, vec![first(day(-1), None), first(day(-400), None)]);
    expect(
        id,
        false,
        vec![
            first(base(), None),
            first(day(-30), Some(day(-1))),
            treated(outpatient(&[REVISIT]), day(-30), None),
        ],
    );

    let id = "check.taper.missing";
    let twice = |one: u32, other: &[u32], on: i32| {
        let other: Vec<_> = other.iter().map(|code| c(*code)).collect();
        united(claim(&[(base(), &[c(one)]), (day(on), &other)], &[]))
    };
    expect(id, true, vec![twice(ECG, &[ECG], 5), twice(ECG, &[ECG_6], 15)]);
    // With the reduction; in the next month; on the same day; another test.
    expect(
        id,
        false,
        vec![
            twice(ECG, &[ECG, TAPER], 5),
            twice(ECG, &[ECG], 16),
            twice(ECG, &[ECG_6], 0),
            twice(URINE, &[URINE], 5),
        ],
    );

    let id = "check.anesthesia.long";
    let long = |codes: &[u32], minutes| with_quantity(inpatient(codes), GENERAL_5, minutes);
    expect(
        id,
        true,
        vec![
            long(&[TAKES, GENERAL_5, MANAGEMENT, LONG], 480),
            long(&[GENERAL_5, MANAGEMENT, LONG], 490),
            long(&[TAKES, MANAGEMENT, LONG], 490),
        ],
    );
    expect(
        id,
        false,
        vec![long(&[TAKES, GENERAL_5, MANAGEMENT, LONG], 481), long(&[TAKES, GENERAL_5, MANAGEMENT], 480)],
    );

    let id = "check.stay.feesOverDays";
    expect(
        id,
        true,
        vec![inpatient(&[WARD, PSYCHIATRIC]), stay(&[(base(), &[(Code::new(WARD).unwrap(), 2)])])],
    );
    expect(id, false, vec![inpatient(&[WARD]), stay(&[(base(), &[c(WARD)]), (day(1), &[c(WARD)])])]);

    let id = "check.stay.awayAlone";
    expect(id, true, vec![united(inpatient(&[AWAY])), united(inpatient(&[AWAY_SPECIAL, WARD]))]);
    expect(
        id,
        false,
        vec![united(inpatient(&[WARD, AWAY])), united(inpatient(&[PSYCHIATRIC, AWAY_SPECIAL]))],
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
