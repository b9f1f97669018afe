//! Visits on the starter edition, from claim to points. Expected values: the fee schedule, with the arithmetic shown.

#[cfg(test)]
mod common;

use common::{Visit, claim, codes, day, engine, line};
use santei_core::amount::Points;
use santei_core::claim::FacilityKind;
use santei_core::fact::{self, FactValue};
use santei_core::outcome::{Status, Target, Verdict};

#[test]
fn an_adult_first_visit_is_291() {
    // A000 注1: 291
    let outcome = engine().calculate(&claim(Visit::first("2024-07-10", "1979-03-15"))).unwrap();
    assert_eq!(outcome.total, Points::whole(291), "{outcome:#?}");
    assert_eq!(outcome.status, Status::Complete, "{:?}", outcome.findings);
}

#[test]
fn the_infant_amounts_replace_the_infant_addition() {
    // A000 注6: 291 + 75; 注7: 291 + 200 (時間外, 6歳未満), no 75; the day of the sixth birthday is an adult's: 291 + 85
    for (birth, time, points) in [
        ("2020-03-15", "regular", 366),
        ("2019-03-15", "afterHours", 491),
        ("2018-07-11", "afterHours", 491),
        ("2018-07-10", "afterHours", 376),
        ("1979-03-15", "lateNight", 771),
    ] {
        let outcome = engine().calculate(&claim(Visit::first("2024-07-10", birth).time(time))).unwrap();
        assert_eq!(outcome.total, Points::whole(points), "{birth} {time}: {:?}", codes(&outcome));
    }
}

#[test]
fn management_addition_needs_a_day_without_barred_acts() {
    // A001 注8: 75 + 52; with 創傷処置 52 (J000): 75 + 52, the addition barred
    let with = engine().calculate(&claim(Visit::revisit("2024-07-10", "1979-03-15"))).unwrap();
    assert_eq!(with.total, Points::whole(127), "{:?} {:?}", codes(&with), with.questions);
    let without = engine()
        .calculate(&claim(Visit::revisit("2024-07-10", "1979-03-15").line(line("1", 140_000_610))))
        .unwrap();
    assert_eq!(without.total, Points::whole(127), "{:?}", codes(&without));
    assert!(!codes(&without).contains(&112_011_010));
}

#[test]
fn tests_by_count_with_judgement_and_blood() {
    // D007 注: five to seven items 93; D026 4: 144; D400 1: 40; A001 75 + 注8 52
    let mut visit = Visit::revisit("2024-07-10", "1979-03-15");
    for code in [160_022_510, 160_022_610, 160_020_410, 160_017_410, 160_019_010] {
        let mut test = line(&code.to_string(), code);
        test.specimen = Some("静脈血".to_owned());
        visit = visit.line(test);
    }
    let outcome = engine().calculate(&claim(visit)).unwrap();
    assert_eq!(
        outcome.total,
        Points::whole(93 + 144 + 40 + 75 + 52),
        "{:?} {:?}",
        codes(&outcome),
        outcome.findings
    );
}

#[test]
fn an_unknown_code_is_named_and_the_rest_is_computed() {
    let outcome = engine()
        .calculate(&claim(Visit::first("2024-07-10", "1979-03-15").line(line("x", 199_999_998))))
        .unwrap();
    assert_eq!(outcome.total, Points::whole(291));
    assert_eq!(outcome.lines[0].verdict, Verdict::Blocked);
    assert_eq!(outcome.findings.iter().filter(|f| f.id == "resolve.unknownCode").count(), 1);
}

#[test]
fn an_open_kind_of_visit_is_asked_with_its_bounds() {
    let mut visit = claim(Visit::first("2024-07-10", "1979-03-15"));
    visit.encounters[0].facts = santei_core::fact::Facts::default();
    visit.encounters[0]
        .facts
        .set(&santei_core::fact::TIME_CLASS, santei_core::fact::FactValue::Choice("regular"));
    let outcome = engine().calculate(&visit).unwrap();
    assert_eq!(outcome.status, Status::Provisional);
    assert_eq!(outcome.total, Points::ZERO);
    let question = &outcome.questions[0];
    assert_eq!(question.id, "A000.visitKind/e1");
    let first = question.choices.iter().find(|c| c.id == "first").unwrap();
    assert_eq!(first.delta, Some(Points::whole(291)));
    // none 0 … first 291
    assert_eq!(outcome.bounds, Some((Points::ZERO, Points::whole(291))));
}

#[test]
fn a_malformed_code_and_an_impossible_date_are_findings_and_the_rest_is_computed() {
    let mut bad = line("letters", 0);
    bad.code_text = Some("11A000110".to_owned());
    let mut request = claim(Visit::first("2024-07-10", "1979-03-15").line(bad));
    let mut second = request.encounters[0].clone();
    second.id = "e2".to_owned();
    second.date_text = Some("2024-02-30".to_owned());
    request.encounters.push(second);
    let outcome = engine().calculate(&request).unwrap();
    // A000 注1: 291, of the first encounter alone
    assert_eq!(outcome.total, Points::whole(291), "{:?}", codes(&outcome));
    let ids: Vec<&str> = outcome.findings.iter().map(|f| f.id).collect();
    assert!(ids.contains(&"resolve.otherScheme"), "{ids:?}");
    assert_eq!(
        ids.iter().filter(|id| **id == "resolve.impossibleDate").count(),
        2,
        "the encounter and its line"
    );
}

#[test]
fn before_birth_nothing_is_derived_and_what_was_sent_is_priced_with_an_error() {
    // J000 1: 創傷処置 52, as sent; no first-visit fee
    let outcome = engine()
        .calculate(&claim(Visit::first("2024-07-10", "2024-07-11").line(line("1", 140_000_610))))
        .unwrap();
    assert_eq!(outcome.total, Points::whole(52), "{:?}", codes(&outcome));
    assert!(outcome.findings.iter().any(|f| f.id == "resolve.beforeBirth"));
    assert_eq!(outcome.status, Status::NeedsReview);
}

#[test]
fn an_addition_falls_with_the_base_that_cannot_be_billed() {
    // 単純撮影（撮影） for no film at all cannot be billed; an addition in its unit has no base then. With a film it is priced and named.
    let in_unit = |id: &str, code: u32, quantity: Option<u32>| {
        let mut line = line(id, code);
        line.group = Some("x".to_owned());
        line.quantity = quantity.map(Into::into);
        line
    };
    for (films, points) in [(0, 0), (1, 68 + 75)] {
        // E002 1ロ: 68; A000 注6: 75 (no addition of E002, which a finding says)
        let visit = Visit::first("2024-07-10", "1979-03-15")
            .line(in_unit("shot", 170_027_910, Some(films)))
            .line(in_unit("addition", 111_000_370, None));
        let mut request = claim(visit);
        request.options.auto_add = false;
        let outcome = engine().calculate(&request).unwrap();
        assert_eq!(outcome.total, Points::whole(points), "{films} films: {:?}", outcome.findings);
    }
}

#[test]
fn what_the_institution_has_is_asked_once_for_all_visits_and_first() {
    let mut request = claim(Visit::revisit("2024-07-10", "1979-03-15"));
    let mut later = request.encounters[0].clone();
    later.id = "later".to_owned();
    later.date = "2024-07-17".parse().unwrap();
    request.encounters.push(later);
    for encounter in &mut request.encounters {
        let kind = encounter.facts.get(&fact::VISIT_KIND).unwrap();
        encounter.facts = fact::Facts::default();
        encounter.facts.set(&fact::VISIT_KIND, kind);
    }
    request.facility.facts = fact::Facts::default();
    let outcome = engine().calculate(&request).unwrap();
    // A001 注11 is about the institution (明細書の発行, 掲示): one question, two visits wait for it.
    let asked: Vec<_> = outcome.questions.iter().filter(|q| q.fact == &fact::STATEMENT_ISSUED).collect();
    assert_eq!(asked.len(), 1, "{:?}", outcome.questions);
    assert_eq!((asked[0].target, asked[0].encounters.as_slice()), (Target::Facility, &[0, 1][..]));
    let rank = |t: Target| match t {
        Target::Facility => (0, 0),
        Target::Patient => (1, 0),
        Target::Encounter(place) => (2, place),
        _ => (3, 0),
    };
    let order: Vec<_> = outcome.questions.iter().map(|q| rank(q.target)).collect();
    assert!(order.is_sorted() && order.contains(&(2, 1)), "{order:?}");
}

#[test]
fn the_evening_standard_is_asked_for_when_only_it_is_open() {
    // A001 注7: Saturdays from noon, within displayed hours; 2024-07-13 is a Saturday. 75 + 52, with the addition 50 more.
    let asked = |at: &str, standard: Option<bool>| {
        let mut claim = claim(Visit::revisit("2024-07-13", "1979-03-15"));
        claim.encounters[0].received_at = Some(at.parse().unwrap());
        claim.encounters[0].facts.set(&fact::WITHIN_DISPLAYED_HOURS, FactValue::Bool(true));
        if let Some(met) = standard {
            claim.facility.facts.set(&fact::EVENING_STANDARD, FactValue::Bool(met));
        }
        let outcome = engine().calculate(&claim).unwrap();
        (outcome.total, outcome.questions.iter().any(|q| q.id.starts_with("A000.n9.standard")))
    };
    assert_eq!(asked("11:59", None), (Points::whole(127), false));
    assert_eq!(asked("12:00", None), (Points::whole(127), true));
    assert_eq!(asked("12:00", Some(false)), (Points::whole(127), false));
    assert_eq!(asked("12:00", Some(true)), (Points::whole(177), false));
}

#[test]
fn a_hospital_that_may_have_a_low_referral_rate_is_asked() {
    // A000 注2・注3: none has less than 200 general beds; a referral letter makes the ordinary 291 in any case. Without one it is
    // 111012510 at such a hospital, of which this edition has no row: named, and not billed.
    let asked = |beds: u32, rate: Option<bool>, letter: Option<bool>| {
        let mut claim = claim(Visit::first("2024-07-10", "1979-03-15"));
        claim.facility.kind = Some(FacilityKind::Hospital);
        claim.facility.general_beds = Some(beds);
        claim.facility.licensed_beds = Some(beds);
        if let Some(low) = rate {
            claim.facility.facts.set(&fact::LOW_REFERRAL_RATE, FactValue::Bool(low));
        }
        if let Some(letter) = letter {
            claim.encounters[0].facts.set(&fact::REFERRAL_LETTER, FactValue::Bool(letter));
        }
        let outcome = engine().calculate(&claim).unwrap();
        (outcome.total, outcome.questions.iter().any(|q| q.id.starts_with("A000.n2.lowRate")))
    };
    assert_eq!(asked(199, None, None), (Points::whole(291), false));
    assert!(asked(200, None, None).1);
    assert_eq!(asked(200, None, Some(true)), (Points::whole(291), false));
    assert_eq!(asked(200, Some(false), None), (Points::whole(291), false));
    assert_eq!(asked(200, Some(true), Some(false)), (Points::whole(0), false));
}

#[test]
fn what_the_edition_lacks_is_said_once_for_each_visit() {
    // F100 注8 (外来後発医薬品使用体制加算, 120004370 …) may be due with drugs given in the house; the starter edition has no such rows.
    let mut drug = line("1", 620_007_853);
    drug.quantity = Some(1.into());
    drug.days = Some(7);
    drug.form = Some(santei_core::claim::DrugForm::Oral);
    let mut request = claim(Visit::revisit("2024-07-10", "1979-03-15").line(drug));
    request.encounters[0].facts.set(&fact::DISPENSING, FactValue::Choice("inHouse"));
    let mut without = request.encounters[0].clone();
    without.id = "without".to_owned();
    without.date = "2024-07-17".parse().unwrap();
    without.lines.clear();
    without.facts.set(&fact::DISPENSING, FactValue::Choice("none"));
    request.encounters.push(without);
    let outcome = engine().calculate(&request).unwrap();
    let said: Vec<_> = outcome.findings.iter().filter(|f| f.id == "derive.rowsMissing").collect();
    assert_eq!(said.len(), 1, "{:?}", outcome.findings);
    assert_eq!(said[0].target, Target::Encounter(0));
    assert!(format!("{:?}", said[0].args).contains("120004370"), "{:?}", said[0].args);
}

#[test]
fn a_paediatric_clinic_that_is_silent_is_asked_whether_it_bills_by_the_outpatient_fee() {
    // B001-2 注1, 通知 (1): 604 with a slip in place of 291 + 75; under six, where paediatrics is displayed.
    let asked = |birth: &str, department: &str, bills: Option<bool>| {
        let mut claim = claim(Visit::first("2024-07-10", birth));
        claim.facility.departments = Some(vec![department.to_owned()]);
        claim.encounters[0].facts.set(&fact::DISPENSING, FactValue::Choice("prescription"));
        if let Some(bills) = bills {
            claim.facility.facts.set(&fact::PEDIATRIC_OUTPATIENT_CARE, FactValue::Bool(bills));
        }
        let outcome = engine().calculate(&claim).unwrap();
        let asked = outcome.questions.iter().any(|q| q.id.starts_with("paediatric.outpatientFee"));
        (outcome.lines.iter().any(|l| l.code.value() == 111_000_110), asked)
    };
    assert_eq!(asked("2018-07-11", "09", None), (false, true), "neither fee while it is open");
    assert_eq!(asked("2018-07-11", "09", Some(false)), (true, false));
    assert_eq!(asked("2018-07-11", "09", Some(true)), (false, false));
    assert_eq!(asked("2018-07-11", "01", None), (true, false), "paediatrics is not displayed");
    // The day of the sixth birthday.
    assert_eq!(asked("2018-07-10", "09", None), (true, false));
}

#[test]
fn a_certified_patient_without_an_onset_is_confirmed() {
    // H002 注7: 90/100 from day 51 on without goal setting; without the day of the onset nobody knows.
    let told = |certified: bool, onset: Option<&str>| {
        let mut unit = line("1", 180_756_010);
        unit.quantity = Some(1.into());
        if let Some(onset) = onset {
            unit.facts.set(&fact::ONSET, FactValue::Date(day(onset)));
        }
        let mut claim = claim(Visit::revisit("2024-07-10", "1950-03-15").line(unit));
        claim.patient.facts.set(&fact::LONG_TERM_CARE, FactValue::Bool(certified));
        engine().calculate(&claim).unwrap().findings.iter().any(|f| f.id == "H.n7.onset")
    };
    assert!(told(true, None));
    assert!(!told(false, None));
    assert!(!told(true, Some("2024-07-01")));
}
