//! Random months written as a claim file, read back and calculated again: the same points, and nothing the checks of form find.

use crate::claim::claim;
use crate::common::{shared, tables};
use crate::compare::engine;
use crate::draw::{Lcg, MONTH, Month, YEAR};
use crate::pool::Pool;
use santei_claims::problem::Level;
use santei_claims::read::{PieceKind, Reader};
use santei_claims::recalculate::recalculate;
use santei_claims::receipt::Receipt;
use santei_claims::recharge::recharge;
use santei_claims::write::{Batch, Card, Institution, PatientMonth, ReceiptFacts, build};
use santei_core::claim::{Coverage, CoverageKind, Diagnosis, Sex};
use santei_core::code::Code;
use santei_core::date::ServiceMonth;

/// Months of the ordinary run and of `.ci/deep`.
const ORDINARY: usize = 300;
const DEEP: usize = 20_000;

fn patient(drawn: &Month) -> PatientMonth {
    let mut claim = claim(drawn);
    claim.patient.sex = Some(Sex::Female);
    // A disease that nothing is added for.
    claim.diagnoses = Some(vec![Diagnosis {
        code: Code::known(4_659_007),
        modifiers: Vec::new(),
        from: format!("{YEAR:04}-{MONTH:02}-01").parse().ok(),
        until: None,
        main: true,
        suspected: false,
    }]);
    let (year, month, _) = drawn.birth;
    let years = YEAR - year;
    let mut coverage = Coverage::new(1, CoverageKind::Medical);
    coverage.number = Some("06139992".to_owned());
    if years >= 75 {
        coverage.kind = CoverageKind::LateElderly;
        coverage.number = Some("39139993".to_owned());
        coverage.income_category = Some("一般Ⅰ".to_owned());
        coverage.turning_75_month = Some(false);
    } else if years > 70 || (years == 70 && month < MONTH) {
        coverage.income_category = Some("一般".to_owned());
    }
    claim.coverages = vec![coverage];
    let card =
        Card { seq: 1, number: Some("１２３".to_owned()), insured: Some(years > 15), ..Card::default() };
    PatientMonth {
        claim,
        receipt: ReceiptFacts {
            name: "見本　花子".to_owned(), cards: vec![card], ..ReceiptFacts::default()
        },
    }
}

#[test]
fn what_is_written_comes_to_the_same_points() {
    let (Some(engine), Some(tables)) = (engine(), tables()) else { return };
    let pool = Pool::new(tables, &shared().unwrap().join("masters/r6"), &format!("{YEAR}{MONTH:02}01"));
    let mut rng = Lcg(20_260_601);
    let many = if std::env::var_os("SANTEI_DEEP").is_some() { DEEP } else { ORDINARY };
    let drawn: Vec<Month> = (0..many).map(|_| Month::draw(&pool, &mut rng)).collect();
    let batch = Batch {
        institution: Institution {
            prefecture: "13".to_owned(),
            code: "9999999".to_owned(),
            name: "見本医院".to_owned(),
            phone: None,
        },
        claim_month: ServiceMonth::new(YEAR + 1, 1).unwrap(),
        patients: drawn.iter().map(patient).collect(),
    };
    let built = build(&engine, &batch).unwrap();
    // How a reduction of drug points is recorded is not known: those months are left out, and no others.
    let reduced = |patient: usize| {
        built
            .issues
            .iter()
            .any(|i| i.patient == Some(patient) && i.kind.id == "claim.reductionNotImplemented")
    };
    let stops: Vec<String> = built
        .issues
        .iter()
        .filter(|i| i.stops() && i.kind.id != "claim.reductionNotImplemented")
        .map(|i| format!("{} {}", i.pointer, i.message(false)))
        .collect();
    assert!(stops.is_empty(), "{} stop: {:#?}", stops.len(), &stops[..stops.len().min(10)]);
    let (mut units, mut open, mut points) = (0, 0, 0);
    for file in &built.files {
        let grave: Vec<String> = file
            .problems
            .iter()
            .filter(|p| p.check.level != Level::Notice)
            .map(ToString::to_string)
            .collect();
        assert!(grave.is_empty(), "{grave:#?}");
        for piece in
            Reader::new(&file.bytes[..]).map(Result::unwrap).filter(|p| p.kind() == PieceKind::Receipt)
        {
            let receipt = Receipt::of(&piece).unwrap();
            points += receipt.insurer().unwrap().points().unwrap();
            let again = recalculate(&engine, &batch.patients[0].claim.facility, &receipt).unwrap().unwrap();
            for unit in &again.units {
                units += 1;
                match unit.agrees() {
                    Some(true) => {}
                    Some(false) => panic!("{unit:?}\n{}", String::from_utf8_lossy(piece.bytes())),
                    None => open += 1,
                }
            }
            for copay in recharge(&engine, &receipt).unwrap() {
                assert_eq!(
                    copay.agrees(),
                    Some(true),
                    "{copay:?}\n{}",
                    String::from_utf8_lossy(piece.bytes())
                );
            }
        }
    }
    let written = built.patients.iter().enumerate().filter(|(place, _)| !reduced(*place));
    let calculated: rust_decimal::Decimal = written.clone().map(|(_, p)| p.outcome.total.value()).sum();
    let left_out = many - written.count();
    assert_eq!(calculated, rust_decimal::Decimal::from(points));
    println!("{many} months, {left_out} left out, {units} units, {open} open, {points} points");
    // A unit is open where the claim alone does not tell what allowed it (a limit of the month that a comment lifts …).
    assert!(units > many * 3 && open * 20 < units && left_out * 4 < many, "{units} {open} {left_out}");
}
