//! The special charge of long-listed drugs, and specified diseases beside programmes: figures worked from the texts by hand.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use santei_core::amount::Yen;
use santei_core::charge::{
    ChargeOutcome, ChargeRequest, ChargeVisit, CounterOptions, Part, PriceDifference, SpecialDrug,
    SpecialReason, SpecialUnit, charge,
};
use santei_core::claim::{Coverage, CoverageKind, Setting};

const WISH: Option<SpecialReason> = Some(SpecialReason::PatientWish);

fn prices(original: &str, generic: &str) -> PriceDifference {
    PriceDifference::Prices { original: original.parse().unwrap(), generic: generic.parse().unwrap() }
}

fn unit(
    difference: PriceDifference,
    quantity: &str,
    count: u32,
    reason: Option<SpecialReason>,
) -> SpecialUnit {
    let drug = SpecialDrug { name: "先発品".to_owned(), difference, quantity: quantity.parse().unwrap() };
    SpecialUnit { drugs: vec![drug], count, reason }
}

fn insurance(category: &str) -> Coverage {
    Coverage {
        income_category: Some(category.to_owned()),
        income_verified: Some(true),
        multiple_month: Some(false),
        ..Coverage::new(1, CoverageKind::Medical)
    }
}

fn programme(law: &str, cap: Option<i64>) -> Coverage {
    Coverage {
        scheme: Some(format!("national/{law}")),
        monthly_cap: cap.map(Yen::new),
        uncapped: cap.is_none(),
        multiple_month: Some(false),
        paid_elsewhere: Some(Vec::new()),
        ..Coverage::new(2, CoverageKind::Public)
    }
}

fn visit(date: &str, setting: Setting, points: i64, set: &[u8], special: Vec<SpecialUnit>) -> ChargeVisit {
    ChargeVisit {
        id: date.to_owned(),
        date: date.parse().unwrap(),
        setting,
        dental: false,
        first_visit: None,
        dispensing: None,
        parts: vec![Part { cost: Yen::new(points * 10), coverage_set: set.to_vec() }],
        meals: None,
        private: Vec::new(),
        special,
    }
}

fn run(birth: &str, coverages: Vec<Coverage>, visits: Vec<ChargeVisit>) -> ChargeOutcome {
    let engine = santei_data::engine().unwrap();
    let request = ChargeRequest {
        birth: birth.parse().unwrap(),
        coverages,
        visits,
        ledger: Vec::new(),
        options: CounterOptions::default(),
    };
    charge(engine.params(), &request).unwrap()
}

fn drug_on(date: &str, units: Vec<SpecialUnit>) -> ChargeOutcome {
    let one = visit(date, Setting::Outpatient, 100, &[1], units);
    run("1975-04-10", vec![insurance("ウ")], vec![one])
}

/// Net, tax, all that is due.
fn paid(outcome: &ChargeOutcome) -> (i64, i64, i64) {
    assert!(outcome.is_computed(), "{:?}", outcome.issues);
    let visit = &outcome.visits[0];
    let (net, tax) = visit.special.as_ref().map_or((0, 0), |s| (s.net.value(), s.tax.value()));
    (net, tax, visit.due.value())
}

fn stopped(outcome: &ChargeOutcome) -> Option<&'static str> {
    outcome.issues.iter().find(|i| i.stops()).map(|i| i.ty.id)
}

#[test]
fn the_part_of_the_difference_goes_by_the_day() {
    // 事務連絡 第3(1): (100.0 − 49.3) × 1/4 = 12.675 → 12.68. Three a day: 38.04; (38.04 − 15) ÷ 10 = 2.304 → 3, + 1 = 4 points;
    // 14 days: 56 points; 560 yen and 56 of tax. The share of 100 points at 3割 is 300.
    let at = |date| drug_on(date, vec![unit(prices("100.0", "49.3"), "3", 14, WISH)]);
    assert_eq!(paid(&at("2024-10-01")), (560, 56, 916));
    assert_eq!(paid(&at("2026-05-31")), (560, 56, 916));
    // 2分の1 from 2026-06 (疑義解釈): 25.35 × 3 = 76.05; (76.05 − 15) ÷ 10 = 6.105 → 7, + 1 = 8 points; 112 points
    assert_eq!(paid(&at("2026-06-01")), (1_120, 112, 1_532));
    assert_eq!(stopped(&at("2024-09-30")), Some("charge.specialChargeNotInForce"));
}

#[test]
fn fifteen_yen_and_less_are_one_point() {
    // (15.2 − 10.1) ÷ 4 = 1.275 → 1.28: one point a day, 30 days: 300 yen and 30 of tax
    let amlodipine = |quantity| drug_on("2024-10-01", vec![unit(prices("15.2", "10.1"), quantity, 30, WISH)]);
    assert_eq!(paid(&amlodipine("1")), (300, 30, 630));
    // 1.28 × 11 = 14.08: one point; × 12 = 15.36: 0.036 → 1, + 1 = 2 points
    assert_eq!(paid(&amlodipine("11")).0, 300);
    assert_eq!(paid(&amlodipine("12")).0, 600);
    // The published part is taken as it is.
    let published = PriceDifference::Published("15".parse().unwrap());
    assert_eq!(paid(&drug_on("2025-06-02", vec![unit(published, "1", 1, WISH)])).0, 10);
    let published = PriceDifference::Published("15.01".parse().unwrap());
    assert_eq!(paid(&drug_on("2025-06-02", vec![unit(published, "1", 1, WISH)])).0, 20);
}

#[test]
fn units_are_counted_apart_and_their_drugs_together() {
    // 第2の1: drugs of one unit in one pool, units each for themselves. 8 + 8 = 16 yen: 2 points; apart 1 + 1.
    let eight = || PriceDifference::Published("8".parse().unwrap());
    let mut both = unit(eight(), "1", 10, WISH);
    both.drugs.extend(unit(eight(), "1", 10, WISH).drugs);
    assert_eq!(paid(&drug_on("2025-06-02", vec![both])).0, 200);
    let apart = vec![unit(eight(), "1", 10, WISH), unit(eight(), "1", 7, WISH)];
    assert_eq!(paid(&drug_on("2025-06-02", apart)).0, 170);
}

#[test]
fn only_a_wish_is_charged_and_a_reason_is_asked() {
    let at = |reason| drug_on("2025-06-02", vec![unit(prices("100.0", "49.3"), "3", 14, reason)]);
    assert_eq!(paid(&at(Some(SpecialReason::MedicalNeed))), (0, 0, 300));
    assert_eq!(paid(&at(Some(SpecialReason::NoSupply))), (0, 0, 300));
    assert_eq!(stopped(&at(None)), Some("charge.specialChargeReasonUnknown"));
    let cheap = drug_on("2025-06-02", vec![unit(prices("49.3", "49.3"), "3", 14, WISH)]);
    assert_eq!(stopped(&cheap), Some("charge.specialChargePrices"));
}

#[test]
fn no_programme_and_no_limit_touches_it() {
    // 54 with a cap of nothing left: the share is 0, the special charge stays (it is no care of the programme).
    let units = || vec![unit(prices("100.0", "49.3"), "3", 14, WISH)];
    let with = |law: &str, setting| {
        let one = visit("2025-06-02", setting, 100, &[1, 2], units());
        run("1975-04-10", vec![insurance("ウ"), programme(law, Some(0))], vec![one])
    };
    assert_eq!(paid(&with("54", Setting::Outpatient)), (560, 56, 616));
    // 疑義解釈 (2024-08-21) 問7: under 生活保護 the generic is given.
    assert_eq!(stopped(&with("12", Setting::Outpatient)), Some("charge.specialChargeAssistance"));
    assert_eq!(stopped(&with("54", Setting::Inpatient)), Some("charge.specialChargeInpatientNotImplemented"));
}

#[test]
fn under_a_certificate_of_specified_diseases_its_own_limit_holds_alone() {
    // 施行令41条6項 and 7項 leave out the care of 9項, and that care is 特定給付対象療養 (1項2号), which 8項 leaves out: no limit of a
    // programme holds beside it, also where it would be lower. 70–74, 低所得Ⅱ, outpatient: 50,000 yen at 2割 = 10,000; 50,010 → 10,002.
    let with = |law: &str, points: i64, special: Option<i64>| {
        let mut insured = insurance("低所得Ⅱ");
        insured.special_disease_limit = special.map(Yen::new);
        let one = visit("2025-06-02", Setting::Outpatient, points, &[1, 2], Vec::new());
        let outcome = run("1953-02-14", vec![insured, programme(law, Some(30_000))], vec![one]);
        assert!(outcome.is_computed(), "{:?}", outcome.issues);
        outcome.months[0].copay_after_insurer.value()
    };
    for law in ["54", "12"] {
        assert_eq!(with(law, 5_000, Some(10_000)), 10_000, "{law}");
        assert_eq!(with(law, 5_001, Some(10_000)), 10_000, "{law}");
        // Without the certificate of specified diseases: 8,000 (42条7項, 8項).
        assert_eq!(with(law, 5_001, None), 8_000, "{law}");
    }
    // 15 otherwise meets 18,000 (42条6項).
    assert_eq!(with("15", 10_000, Some(10_000)), 10_000);
    assert_eq!(with("15", 10_000, None), 18_000);
}
