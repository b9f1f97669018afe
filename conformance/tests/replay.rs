//! Law of the trace, on every case: the steps of each unit, replayed from zero, give its points; the units give the total; and every line
//! that is billed, derived ones too, stands in a unit whose steps name it or in which it counts nothing.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a test fails loudly and reads its environment"
)]

#[cfg(test)]
mod common;

use std::cell::RefCell;
use std::path::Path;

use common::{r6, shared};
use rust_decimal::Decimal;
use santei_conformance::{Filter, Verdict, run};
use santei_contract::Request;
use santei_core::amount::Points;
use santei_core::claim::TraceLevel;
use santei_core::engine::Engine;
use santei_core::outcome::{Op, Origin, Outcome, Verdict as LineVerdict};
use santei_core::snapshot::Bytes;

/// What was replayed.
#[derive(Debug, Default)]
struct Seen {
    requests: usize,
    units: usize,
    steps: usize,
    derived: usize,
    wrong: Vec<String>,
}

/// Replays an answer, step by step.
fn replay(outcome: &Outcome, seen: &mut Seen) -> Result<(), String> {
    let steps = outcome.trace.steps();
    let mut total = Points::ZERO;
    for (place, unit) in outcome.units.iter().enumerate() {
        let begin = unit.trace.ok_or(format!("unit {place} has no trace"))?;
        let first = &steps[begin];
        if first.op != Op::Begin || first.after != Decimal::ZERO {
            return Err(format!("unit {place} does not begin from zero: {first:?}"));
        }
        let mut running = Decimal::ZERO;
        for step in steps.iter().filter(|step| step.parent == Some(begin)) {
            if step.before != running {
                return Err(format!("unit {place}: {step:?} follows {running}"));
            }
            running = match step.op {
                Op::Begin => return Err(format!("unit {place} begins twice")),
                Op::Add | Op::AddRate | Op::CountBundle => running + step.operand,
                Op::Subtract | Op::ReduceRate => running - step.operand,
                // half up, also below zero as the rounding of the engine says: away from it
                Op::RoundHalfUp => {
                    running.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
                }
                _ => running,
            };
            if step.after != running {
                return Err(format!("unit {place}: {step:?} comes to {running}"));
            }
            seen.steps += 1;
        }
        if running != unit.points.value() {
            return Err(format!("unit {place}: {} points, replayed {running}", unit.points.value()));
        }
        if outcome.trace.replay(begin) != Some(running) {
            return Err(format!("unit {place}: the engine replays it otherwise"));
        }
        total = total.plus(unit.points.times_count(unit.count).unwrap()).unwrap();
        seen.units += 1;
    }
    if total != outcome.total {
        return Err(format!("total {}, units {}", outcome.total.value(), total.value()));
    }
    for (place, line) in outcome.lines.iter().enumerate() {
        let derived = matches!(line.origin, Origin::Derived { .. });
        let Some(points) = line.points.filter(|_| line.verdict == LineVerdict::Applied) else { continue };
        let Some(unit) = line.unit else {
            return Err(format!("line {place} ({}) stands in no unit", line.code));
        };
        seen.derived += usize::from(derived);
        let begin = outcome.units[unit].trace;
        let named = steps
            .iter()
            .any(|step| step.line == Some(place) && (step.parent == begin || step.parent.is_none()));
        if !named && points != Points::ZERO {
            return Err(format!(
                "line {place} ({}) counts {} and no step names it",
                line.code,
                points.value()
            ));
        }
    }
    Ok(())
}

fn on(engine: &Engine, dir: &Path, filter: &Filter) -> (Seen, usize, usize) {
    let seen = RefCell::new(Seen::default());
    let ours = |request: &[u8]| {
        if let Ok(parsed) = Request::parse(request) {
            let mut claim = parsed.claim;
            claim.options.trace = TraceLevel::Full;
            let mut seen = seen.borrow_mut();
            seen.requests += 1;
            if let Ok(outcome) = engine.calculate(&claim)
                && let Err(why) = replay(&outcome, &mut seen)
            {
                let text = String::from_utf8_lossy(request).into_owned();
                seen.wrong.push(format!("{why}\n{text}"));
            }
        }
        Ok(santei_contract::calculate(engine, request).body)
    };
    let report = run(dir, &ours, filter).unwrap();
    let skipped = report.cases.iter().filter(|c| matches!(c.verdict, Verdict::Skipped { .. })).count();
    (seen.into_inner(), report.cases.len(), skipped)
}

fn assert_replays(what: &str, (seen, cases, skipped): (Seen, usize, usize)) {
    assert!(seen.wrong.is_empty(), "{} of {}:\n{}", seen.wrong.len(), seen.requests, seen.wrong.join("\n"));
    assert!(seen.requests + skipped >= cases && seen.derived > 0, "{what}: {seen:?} of {cases}");
    println!(
        "{what}: {cases} cases ({skipped} not translated), {} requests, {} units, {} steps, {} derived lines",
        seen.requests, seen.units, seen.steps, seen.derived
    );
}

#[test]
fn own_cases_replay_on_the_starter_edition() {
    let engine = santei_data::engine().unwrap();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    assert_replays("own cases", on(&engine, &dir, &Filter::default()));
}

#[test]
fn own_and_shared_cases_replay_on_the_official_edition() {
    let Some(shared) = shared(&["masters/r6", "conformance/points"]) else { return };
    let image = r6(&shared).finish().unwrap().image;
    let engine = Engine::open(Bytes::Static(santei_data::rules()), [Bytes::Shared(image.into())]).unwrap();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    assert_replays("own cases, official edition", on(&engine, &dir, &Filter::default()));
    let filter = Filter { revisions: vec!["R6".to_owned()], ..Filter::default() };
    assert_replays("shared cases", on(&engine, &shared.join("conformance/points/cases"), &filter));
}
