//! What holds of every claim, whatever its lines: sums, replay, order, removal, coverage, bounds, no error.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

mod random;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use random::{config, engine};
use santei_core::amount::Points;
use santei_core::claim::{Answer, Claim, CoverageKind, DrugForm, Line, TraceLevel};
use santei_core::code::Code;
use santei_core::engine::EngineError;
use santei_core::law::Citation;
use santei_core::outcome::{Finding, Outcome, Phase, Question, Target, Verdict};

fn calculate(claim: &Claim) -> Outcome {
    engine().calculate(claim).unwrap_or_else(|e| panic!("{e}"))
}

/// Every line in a billing unit of its own, so that no line is the base of another.
fn alone(mut claim: Claim) -> Claim {
    for line in claim.encounters.iter_mut().flat_map(|e| &mut e.lines) {
        line.group = Some(line.id.clone());
    }
    claim
}

/// Findings that are about one line of the request, by the id of the line.
fn of_lines(
    claim: &Claim,
    outcome: &Outcome,
    which: impl Fn(&Finding) -> bool,
) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in outcome.findings.iter().filter(|f| which(f)) {
        let Target::Line(encounter, line) = finding.target else { continue };
        let id = claim.encounters[encounter].lines[line].id.clone();
        found
            .entry(id)
            .or_default()
            .push(format!("{} {:?} {:?}", finding.id, finding.severity, finding.args));
    }
    found
}

type Cited<'a, T> = Vec<(T, Vec<&'a Citation>)>;

/// Findings and questions with their citations in full (places in the list of citations differ with the trace).
fn cited(outcome: &Outcome) -> (Cited<'_, Finding>, Cited<'_, Question>) {
    let full = |cites: &[usize]| cites.iter().map(|c| &outcome.citations[*c]).collect();
    let findings =
        outcome.findings.iter().map(|f| (Finding { cites: Vec::new(), ..f.clone() }, full(&f.cites)));
    let questions =
        outcome.questions.iter().map(|q| (Question { cites: Vec::new(), ..q.clone() }, full(&q.cites)));
    (findings.collect(), questions.collect())
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn units_sections_total_and_payers_add_up(claim in random::claim()) {
        let outcome = calculate(&claim);
        let mut total = Points::ZERO;
        let mut sections: BTreeMap<u8, Points> = BTreeMap::new();
        for unit in &outcome.units {
            prop_assert!(unit.points.is_whole());
            let points = unit.points.times_count(unit.count).unwrap();
            total = total.plus(points).unwrap();
            let sum = sections.entry(unit.section).or_default();
            *sum = sum.plus(points).unwrap();
        }
        prop_assert_eq!(total, outcome.total);
        prop_assert_eq!(&sections, &outcome.sections);
        let Some(charge) = &outcome.charge else {
            // 30 percent at 70 and over without a category: the limit cannot be known.
            prop_assert!(outcome.findings.iter().any(|f| f.id == "charge.incomeCategoryUnknown"));
            return Ok(());
        };
        let cost = total.to_yen().unwrap().value();
        let others: i64 = charge.by_payer.iter().map(|(_, yen)| yen.value()).sum();
        prop_assert_eq!(charge.patient.value() + others, cost);
        prop_assert_eq!(charge.counter.value() % 10, 0);
        let payments = i64::try_from(charge.visits.len().max(1)).unwrap();
        prop_assert!((charge.counter.value() - charge.patient.value()).abs() <= 5 * payments);
        // A line is of a unit exactly when it is billed and no comment; a unit names only such lines.
        for (place, unit) in outcome.units.iter().enumerate() {
            for line in &unit.lines {
                prop_assert_eq!(outcome.lines[*line].unit, Some(place));
                prop_assert_eq!(outcome.lines[*line].verdict, Verdict::Applied);
                prop_assert_eq!(outcome.lines[*line].encounter, unit.encounter);
            }
        }
    }

    #[test]
    fn replaying_a_unit_gives_its_points_and_the_trace_changes_nothing(claim in random::claim()) {
        let outcome = calculate(&claim);
        for unit in &outcome.units {
            let begin = unit.trace.expect("traced");
            prop_assert_eq!(outcome.trace.replay(begin), Some(unit.points.value()));
        }
        let mut silent = claim;
        silent.options.trace = TraceLevel::None;
        let without = calculate(&silent);
        prop_assert!(without.trace.steps().is_empty());
        prop_assert_eq!(without.total, outcome.total);
        prop_assert_eq!(cited(&without), cited(&outcome));
        prop_assert_eq!(calculate(&silent), without);
    }

    #[test]
    fn the_order_of_units_does_not_matter(
        (claim, shuffled) in (random::claim(), 1usize..4).prop_flat_map(|(mut claim, size)| {
            let mut orders = Vec::new();
            for encounter in &mut claim.encounters {
                let mut units: Vec<Vec<Line>> = encounter.lines.chunks(size).map(<[Line]>::to_vec).collect();
                for unit in &mut units {
                    let group = unit[0].id.clone();
                    unit.iter_mut().for_each(|line| line.group = Some(group.clone()));
                }
                encounter.lines = units.concat();
                orders.push(Just(units).prop_shuffle());
            }
            (Just(claim), orders)
        })
    ) {
        // Inside a unit the order tells which base an addition belongs to; the units themselves may stand in any order.
        let mut other = claim.clone();
        for (encounter, units) in other.encounters.iter_mut().zip(shuffled) {
            encounter.lines = units.concat();
        }
        prop_assert_eq!(calculate(&claim).total, calculate(&other).total);
    }

    #[test]
    fn the_order_of_encounters_on_different_days_does_not_matter(
        (claim, shuffled) in random::claim().prop_flat_map(|mut claim| {
            for (place, encounter) in claim.encounters.iter_mut().enumerate() {
                let day = 1 + u32::try_from(place).unwrap() * 8;
                encounter.date = santei_core::date::ServiceDate::new(2025, 6, day).unwrap();
            }
            let order = Just(claim.encounters.clone()).prop_shuffle();
            (Just(claim), order)
        })
    ) {
        let mut other = claim.clone();
        other.encounters = shuffled;
        prop_assert_eq!(calculate(&claim).total, calculate(&other).total);
    }

    #[test]
    fn removing_a_line_leaves_the_findings_of_the_others(claim in random::claim(), pick in any::<prop::sample::Index>()) {
        let claim = alone(claim);
        let all: Vec<(usize, usize)> = claim
            .encounters
            .iter()
            .enumerate()
            .flat_map(|(e, encounter)| (0..encounter.lines.len()).map(move |l| (e, l)))
            .collect();
        prop_assume!(!all.is_empty());
        let (encounter, line) = *pick.get(&all);
        let mut less = claim.clone();
        let removed = less.encounters[encounter].lines.remove(line);
        let which = |finding: &Finding| {
            finding.phase == Phase::Eligibility
                || !claim.options.auto_add && (finding.id.starts_with("price.") || finding.id.starts_with("unit."))
        };
        let mut before = of_lines(&claim, &calculate(&claim), which);
        before.remove(&removed.id);
        prop_assert_eq!(before, of_lines(&less, &calculate(&less), which));
    }

    #[test]
    fn coverage_changes_no_points(claim in random::claim()) {
        let outcome = calculate(&claim);
        for coverages in [
            Vec::new(),
            vec![random::coverage(CoverageKind::Medical, 0)],
            vec![random::coverage(CoverageKind::Public, 0)],
        ] {
            let mut other = claim.clone();
            other.coverages = coverages;
            let other = calculate(&other);
            prop_assert_eq!(&other.units, &outcome.units);
            prop_assert_eq!(other.total, outcome.total);
            prop_assert_eq!(other.bounds, outcome.bounds);
        }
    }
}

proptest! {
    #![proptest_config(config(10))]

    #[test]
    fn answers_cost_what_the_question_says_and_stay_within_the_bounds(
        claim in random::claim(),
        picks in vec(any::<prop::sample::Index>(), 40),
    ) {
        let mut claim = claim;
        claim.options.auto_add = true;
        let outcome = calculate(&claim);
        for question in &outcome.questions {
            for choice in &question.choices {
                let mut answered = claim.clone();
                answered.answers.push(Answer { question: question.id.clone(), choice: choice.id.to_owned() });
                let total = calculate(&answered).total;
                let delta = choice.delta.expect("every choice is tried");
                prop_assert_eq!(outcome.total.plus(delta).unwrap(), total);
            }
        }
        // Any way of answering everything ends within the bounds.
        let mut last = outcome.clone();
        for pick in &picks {
            let Some(question) = last.questions.first() else { break };
            let choice = question.choices[pick.index(question.choices.len())].id.to_owned();
            claim.answers.push(Answer { question: question.id.clone(), choice });
            last = calculate(&claim);
        }
        prop_assert!(last.questions.is_empty(), "a question is asked again after its answer");
        prop_assert_eq!(last.bounds, Some((last.total, last.total)));
        if let Some((low, high)) = outcome.bounds {
            prop_assert!(low <= last.total && last.total <= high, "{low:?} {} {high:?}", last.total.value());
        }
    }
}

/// Any nine digits, most of them no code at all.
fn any_code() -> impl Strategy<Value = Code> {
    prop_oneof![random::starter_code(), (0u32..1_000_000_000).prop_map(|n| Code::new(n).unwrap())]
}

fn absurd_line() -> impl Strategy<Value = Line> {
    let line = random::line_of(any_code(), random::absurd_quantity());
    let more = (
        random::absurd_quantity(),
        random::absurd_quantity(),
        proptest::option::of(any::<u8>()),
        any::<u32>(),
        proptest::option::of(any::<u32>()),
        proptest::option::of(prop::sample::select(&["a", "b"][..])),
    );
    (line, more).prop_map(|(mut line, (price, claimed, section, count, days, group))| {
        (line.unit_price_yen, line.claimed_points, line.section) = (price, claimed, section);
        (line.count, line.days, line.group) = (count, days, group.map(str::to_owned));
        line
    })
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn nothing_a_client_sends_is_an_error_but_an_amount_out_of_range(
        claim in random::claim_of(vec(random::encounter(vec(absurd_line(), 0..9)), 0..4)),
        years in vec(-160i32..300, 4),
    ) {
        let mut claim = claim;
        for (encounter, years) in claim.encounters.iter_mut().zip(years) {
            encounter.date = encounter.date.plus_days(years * 365).unwrap_or(encounter.date);
        }
        match engine().calculate(&claim) {
            Ok(outcome) => {
                let mut total = Points::ZERO;
                for unit in &outcome.units {
                    total = total.plus(unit.points.times_count(unit.count).unwrap()).unwrap();
                    prop_assert_eq!(outcome.trace.replay(unit.trace.unwrap()), Some(unit.points.value()));
                }
                prop_assert_eq!(total, outcome.total);
            }
            Err(EngineError::Amount(_)) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}

/// 屯服 of two doses is billed twice; an act is not, whatever directions stand on its line.
#[test]
fn directions_multiply_drugs_and_nothing_else() {
    let unit = |code: u32| {
        let line = Line {
            form: Some(DrugForm::AsNeeded),
            days: Some(2),
            quantity: Some(1.into()),
            ..Line::new("1", Code::new(code).unwrap())
        };
        let outcome = calculate(&random::priced_as_given(vec![line]));
        let [unit] = outcome.units.as_slice() else { panic!("one unit") };
        (unit.points, unit.count)
    };
    // 静脈血採取 (D400 1): 40 points. ロキソニン錠６０ｍｇ: a dose of up to 15 yen is 1 point (F200).
    assert_eq!(unit(160_095_710), (Points::whole(40), 1));
    assert_eq!(unit(620_098_801), (Points::whole(1), 2));
}
