//! A dense visit (40 lines in six parts of the schedule) and a month of 500 lines (20 visits), with everything derived.
//!
//! Goals on a 2-core machine: 120 µs for the visit, 2 ms for the month, without trace.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use santei_contract::Request;
use santei_core::claim::Claim;

/// The dense visit: 24 tests, two physiological tests, an X-ray, five drugs, two injections, two treatments, a management fee.
fn dense() -> Option<Claim> {
    Request::parse(include_bytes!("../data/dense.json")).ok().map(|request| request.claim)
}

/// The visit on 20 days of a month, each without every line whose place leaves 5, 6 or 7 over eight: 25 lines.
fn month() -> Option<Claim> {
    let mut claim = dense()?;
    let visit = claim.encounters.first()?.clone();
    claim.encounters = (0..20)
        .map(|day| {
            let mut one = visit.clone();
            one.id = format!("e{day}");
            one.date = visit.date.plus_days(day - 9)?;
            let mut place = 0_usize;
            one.lines.retain(|_| {
                place = place.wrapping_add(1);
                place % 8 < 5
            });
            Some(one)
        })
        .collect::<Option<Vec<_>>>()?;
    Some(claim)
}

fn bench(c: &mut Criterion) {
    let Ok(engine) = santei_data::engine() else { return };
    for (name, claim) in [("dense visit of 40 lines", dense()), ("month of 500 lines", month())] {
        let claim = claim.unwrap_or_else(|| unreachable!("the request of the bench is well formed"));
        let lines: usize = claim.encounters.iter().map(|e| e.lines.len()).sum();
        match engine.calculate(&claim) {
            Ok(outcome) => {
                assert!(outcome.questions.is_empty(), "a closed claim is measured: {:?}", outcome.questions);
                let points = outcome.total.value();
                println!("{name}: {lines} lines sent, {} billed, {points} points", outcome.lines.len());
            }
            Err(error) => println!("{name}: {error}"),
        }
        c.bench_function(name, |b| b.iter(|| engine.calculate(black_box(&claim))));
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
