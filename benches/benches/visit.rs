//! A visit of 12 lines. Goals on a 2-core machine: 40 µs without trace, 150 µs with; 10,000 requests a second through the contract.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use santei_core::claim::{
    Claim, DrugForm, Encounter, Facility, FacilityKind, History, Line, Options, Patient, Setting, TraceLevel,
};
use santei_core::code::Code;
use santei_core::fact::{self, FactValue, Facts};

const TESTS: [u32; 8] =
    [160_008_010, 160_010_010, 160_022_510, 160_022_610, 160_020_410, 160_017_410, 160_019_010, 160_019_210];
const DRUGS: [u32; 2] = [620_098_801, 620_007_853];

/// A revisit with eight tests, two drugs in-house, an injection and its drug.
fn visit(trace: TraceLevel) -> Option<Claim> {
    let date = "2024-07-10".parse().ok()?;
    let mut lines = Vec::new();
    for code in TESTS {
        let mut line = Line::new(code.to_string(), Code::new(code)?);
        line.specimen = Some("静脈血".to_owned());
        lines.push(line);
    }
    for code in DRUGS {
        let mut line = Line::new(code.to_string(), Code::new(code)?);
        line.form = Some(DrugForm::Oral);
        line.quantity = Some(3.into());
        line.unit_price_yen = Some(10.into());
        line.usage = Some("分3毎食後".to_owned());
        line.days = Some(14);
        lines.push(line);
    }
    lines.push(Line::new("i", Code::new(130_000_510)?));
    let mut drug = Line::new("d", Code::new(0)?);
    drug.form = Some(DrugForm::Injection);
    drug.quantity = Some(1.into());
    drug.unit_price_yen = Some(105.into());
    lines.push(drug);
    let mut facts = Facts::default();
    facts.set(&fact::VISIT_KIND, FactValue::Choice("revisit"));
    facts.set(&fact::TIME_CLASS, FactValue::Choice("regular"));
    facts.set(&fact::PLANNED_MANAGEMENT, FactValue::Bool(true));
    facts.set(&fact::DISPENSING, FactValue::Choice("inHouse"));
    let mut facility =
        Facility { kind: Some(FacilityKind::Clinic), standards: Some(vec![]), ..Facility::default() };
    facility.facts.set(&fact::STATEMENT_ISSUED, FactValue::Bool(true));
    facility.facts.set(&fact::ELIGIBILITY_SYSTEM, FactValue::Bool(false));
    Some(Claim {
        facility,
        patient: Patient { birth: "1979-03-15".parse().ok()?, sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters: vec![Encounter {
            id: "e1".to_owned(),
            date,
            date_text: None,
            received_at: None,
            department: None,
            setting: Setting::Outpatient,
            admission: None,
            discharge: None,
            facts,
            lines,
        }],
        history: Some(History { complete_from: "2020-01-01".parse().ok(), acts: Vec::new() }),
        answers: Vec::new(),
        options: Options { trace, ..Options::default() },
        charge: Default::default(),
    })
}

fn engine(c: &mut Criterion) {
    let Ok(engine) = santei_data::engine() else { return };
    for (name, trace) in
        [("visit of 12 lines", TraceLevel::None), ("visit of 12 lines, traced", TraceLevel::Full)]
    {
        let Some(claim) = visit(trace) else { return };
        match engine.calculate(&claim) {
            Ok(outcome) => {
                assert!(
                    outcome.questions.is_empty(),
                    "the bench must measure a closed visit: {:?}",
                    outcome.questions
                );
                println!("{name}: {} points in {} units", outcome.total.value(), outcome.units.len());
            }
            Err(error) => println!("{name}: {error}"),
        }
        c.bench_function(name, |b| b.iter(|| engine.calculate(black_box(&claim))));
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
