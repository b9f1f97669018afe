//! The charge: a visit, and a month of twenty visits with two programmes.
#![allow(missing_docs, reason = "criterion's macro writes an undocumented function")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use santei_core::amount::Yen;
use santei_core::charge::{ChargeRequest, ChargeVisit, CounterOptions, LedgerEntry, Part, charge};
use santei_core::claim::{Coverage, CoverageKind, Setting};
use santei_core::date::ServiceDate;

fn programme(seq: u8, law: &str, cap: i64) -> Coverage {
    Coverage {
        scheme: Some(format!("national/{law}")),
        monthly_cap: Some(Yen::new(cap)),
        multiple_month: Some(false),
        paid_elsewhere: Some(Vec::new()),
        ..Coverage::new(seq, CoverageKind::Public)
    }
}

fn visit(day: u32, sets: &[&[u8]]) -> Option<ChargeVisit> {
    let part = |set: &&[u8]| Part { cost: Yen::new(12_340), coverage_set: set.to_vec() };
    Some(ChargeVisit {
        id: day.to_string(),
        date: ServiceDate::new(2025, 6, day)?,
        setting: Setting::Outpatient,
        dental: false,
        first_visit: None,
        dispensing: None,
        parts: sets.iter().map(part).collect(),
        meals: None,
        private: Vec::new(),
        special: Vec::new(),
    })
}

fn requests() -> Option<(ChargeRequest, ChargeRequest)> {
    let insured = Coverage {
        income_category: Some("一般".to_owned()),
        income_verified: Some(true),
        multiple_month: Some(false),
        ..Coverage::new(1, CoverageKind::Medical)
    };
    let birth = ServiceDate::new(1953, 2, 14)?;
    let one = ChargeRequest {
        birth,
        coverages: vec![insured.clone()],
        visits: vec![visit(1, &[&[1]])?],
        ledger: Vec::new(),
        options: CounterOptions::default(),
    };
    let sets: [&[u8]; 3] = [&[1], &[1, 2], &[1, 3]];
    let before = (1..20).map(|day| Some(LedgerEntry { visit: visit(day, &sets)?, charged: None }));
    let month = ChargeRequest {
        birth,
        coverages: vec![insured, programme(2, "54", 10_000), programme(3, "21", 5_000)],
        visits: vec![visit(20, &sets)?],
        ledger: before.collect::<Option<_>>()?,
        options: CounterOptions::default(),
    };
    Some((one, month))
}

fn charges(c: &mut Criterion) {
    let Ok(engine) = santei_data::engine() else { return };
    let Some((one, month)) = requests() else { return };
    for (name, request) in [("charge of a visit", one), ("month of 20 visits with two programmes", month)] {
        match charge(engine.params(), &request) {
            Ok(outcome) => assert!(outcome.is_computed(), "{:?}", outcome.issues),
            Err(error) => println!("{name}: {error}"),
        }
        c.bench_function(name, |b| b.iter(|| charge(engine.params(), black_box(&request))));
    }
}

criterion_group!(benches, charges);
criterion_main!(benches);
