//! Home care on the starter edition: what is asked, and what is reported of fees that were sent.

#[cfg(test)]
mod common;

use at::{asked, at_home, calculate, filed, found, visit_at_home};
use common::{Visit, claim, codes, day, line};
use rust_decimal::Decimal;
use santei_core::amount::Points;
use santei_core::claim::{Answer, PastAct};
use santei_core::code::Code;
use santei_core::fact::{self, FactValue};

const HOUSE_CALL: u32 = 114_000_110;
const HOME_VISIT: u32 = 114_001_110;
const HOME_VISIT_OF_ANOTHER: u32 = 114_042_810;

/// Short ways to write a claim at home and to read its answer.
#[cfg(test)]
mod at {
    use super::common::{Visit, claim, engine, line};
    use santei_core::claim::{Claim, FiledStandard, Setting};
    use santei_core::fact::{Fact, FactValue};
    use santei_core::outcome::Outcome;

    /// A visit at home on a Wednesday with these acts, told these facts.
    pub(super) fn at_home(acts: &[u32], facts: &[(&'static Fact, FactValue)]) -> Claim {
        visit_at_home(Visit::revisit("2024-07-10", "1979-03-15"), acts, facts)
    }

    pub(super) fn visit_at_home(
        mut visit: Visit,
        acts: &[u32],
        facts: &[(&'static Fact, FactValue)],
    ) -> Claim {
        for act in acts {
            visit = visit.line(line(&act.to_string(), *act));
        }
        let mut claim = claim(visit);
        claim.encounters[0].setting = Setting::Home;
        for (fact, value) in facts {
            claim.encounters[0].facts.set(fact, *value);
        }
        claim
    }

    pub(super) fn filed(mut claim: Claim, standards: &[u16]) -> Claim {
        claim.facility.standards =
            Some(standards.iter().map(|code| FiledStandard { code: *code, from: None }).collect());
        claim
    }

    pub(super) fn asked(outcome: &Outcome) -> Vec<&str> {
        outcome.questions.iter().map(|q| q.id.as_str()).collect()
    }

    pub(super) fn found(outcome: &Outcome, id: &str) -> bool {
        outcome.findings.iter().any(|f| f.id == id)
    }

    pub(super) fn calculate(claim: &Claim) -> Outcome {
        engine().calculate(claim).unwrap()
    }
}

#[test]
fn a_house_call_asks_for_its_time_and_then_for_the_patient() {
    let open = calculate(&at_home(&[HOUSE_CALL], &[]));
    assert!(asked(&open).contains(&"C000.n1.time/e1"), "{:?}", asked(&open));
    let night = [(&fact::HOUSE_CALL_TIME, FactValue::Choice("night"))];
    let mut claim = at_home(&[HOUSE_CALL], &night);
    let open = calculate(&claim);
    assert_eq!(asked(&open), ["C000.n1.patient/e1"]);
    assert!(!codes(&open).contains(&114_704_570));
    claim.answers.push(Answer { question: "C000.n1.patient/e1".to_owned(), choice: "no".to_owned() });
    let closed = calculate(&claim);
    assert!(asked(&closed).is_empty() && codes(&closed).contains(&114_704_570), "{:?}", codes(&closed));
}

#[test]
fn a_house_call_late_at_night_bills_the_visit_with_it() {
    // A000 291 + 注7 深夜 480; C000 720 + 注1 ニ(3) 485
    let visit = Visit::first("2024-07-10", "1979-03-15").time("lateNight");
    let told = [(&fact::HOUSE_CALL_PATIENT, FactValue::Bool(false))];
    let outcome = calculate(&visit_at_home(visit, &[HOUSE_CALL], &told));
    assert_eq!(codes(&outcome), [111_000_110, 111_000_770, HOUSE_CALL, 114_704_770]);
    assert_eq!(outcome.total, Points::whole(291 + 480 + 720 + 485));
    // 通知 C000 (6): within the hours on display late night is not billed; an urgent call could be.
    let visit = Visit::first("2024-07-10", "1979-03-15").time("lateNight");
    let told = [
        (&fact::HOUSE_CALL_PATIENT, FactValue::Bool(false)),
        (&fact::WITHIN_DISPLAYED_HOURS, FactValue::Bool(true)),
    ];
    let open = calculate(&visit_at_home(visit, &[HOUSE_CALL], &told));
    assert!(asked(&open).contains(&"C000.n1.time/e1") && !codes(&open).contains(&114_704_770));
}

#[test]
fn without_filings_the_class_of_the_institution_is_not_assumed() {
    let facts = [
        (&fact::HOUSE_CALL_TIME, FactValue::Choice("night")),
        (&fact::HOUSE_CALL_PATIENT, FactValue::Bool(true)),
    ];
    let mut claim = at_home(&[HOUSE_CALL], &facts);
    claim.facility.standards = None;
    let outcome = calculate(&claim);
    assert!(found(&outcome, "derive.standardsUnknown"), "{:?}", outcome.findings);
    // 在宅療養支援診療所 in a group: the beds are those of the group, and asked for.
    let group = calculate(&filed(at_home(&[HOUSE_CALL], &facts), &[3056]));
    assert_eq!(asked(&group), ["C000.n1.beds/facility"]);
}

#[test]
fn comprehensive_management_is_asked_for_step_by_step() {
    let kind = calculate(&filed(at_home(&[HOME_VISIT], &[]), &[721]));
    assert!(asked(&kind).contains(&"C002.kind/e1"), "{:?}", asked(&kind));
    let told = [(&fact::HOME_MANAGEMENT, FactValue::Choice("home"))];
    let fee = calculate(&filed(at_home(&[HOME_VISIT], &told), &[721, 3825]));
    for question in ["C002.pattern/e1", "C002.building/e1"] {
        assert!(asked(&fee).contains(&question), "{question}: {:?}", asked(&fee));
    }
    let none = calculate(&at_home(&[HOME_VISIT], &[]));
    assert!(!asked(&none).iter().any(|q| q.starts_with("C002")), "{:?}", asked(&none));
}

#[test]
fn a_management_fee_that_was_sent_is_held_against_the_building() {
    for (patients, wrong) in [(1, false), (2, true)] {
        let told = [(&fact::BUILDING_PATIENTS, FactValue::Int(patients))];
        let outcome = calculate(&filed(at_home(&[HOME_VISIT, 114_034_010], &told), &[721]));
        assert_eq!(found(&outcome, "C002.check.wrong"), wrong, "{patients} patients");
        assert!(codes(&outcome).contains(&114_034_010));
    }
}

#[test]
fn a_home_visit_that_was_sent_is_held_against_the_building() {
    for (others, code, wrong) in [
        (true, HOME_VISIT, true),
        (false, HOME_VISIT, false),
        (true, 114_030_310, false),
        (false, 114_030_310, true),
    ] {
        let told = [(&fact::SAME_BUILDING_SAME_DAY, FactValue::Bool(others))];
        let outcome = calculate(&at_home(&[code], &told));
        assert_eq!(found(&outcome, "C001.n1.building"), wrong, "{others} {code}");
    }
}

#[test]
fn a_dearer_guidance_fee_after_another_is_reported() {
    for (earlier, reported) in [(114_028_410, true), (114_003_710, false)] {
        let mut claim = claim(Visit::revisit("2024-07-10", "1979-03-15").line(line("1", 114_003_710)));
        let act = PastAct { date: day("2024-07-01"), code: Code::new(earlier).unwrap(), count: 1 };
        claim.history.as_mut().unwrap().acts.push(act);
        assert_eq!(found(&calculate(&claim), "C100.g2.dearer"), reported, "{earlier}");
    }
}

#[test]
fn the_limit_keeps_the_visit_that_carries_the_addition() {
    // C001-2 is billed once a day; 150 + 200 for the certificate of death (注6, C001 注8). Which of two equal lines is kept, and which one carries
    // the addition, is one choice, wherever the lines stand in the request.
    let told = [(&fact::DEATH_CERTIFIED, FactValue::Bool(true))];
    let mut either = at_home(&[HOME_VISIT_OF_ANOTHER, HOME_VISIT_OF_ANOTHER], &told);
    for (name, line) in ["2", "1"].into_iter().zip(&mut either.encounters[0].lines) {
        line.id = name.to_owned();
        line.group = Some(name.to_owned());
    }
    let backwards = calculate(&either);
    either.encounters[0].lines.reverse();
    let forwards = calculate(&either);
    assert_eq!(backwards.total, forwards.total);
    assert!(found(&forwards, "etensu.limit"), "one of them is over the limit");
    assert_eq!(forwards.total, Points::new(Decimal::from(350)));
}
