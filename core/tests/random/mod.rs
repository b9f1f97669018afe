//! Random claims on the starter edition: every code it has, any circumstance, quantities a client may send by mistake.

use std::sync::OnceLock;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use rust_decimal::Decimal;
use santei_core::claim::{
    Claim, Coverage, CoverageKind, DrugForm, Encounter, Facility, FacilityKind, History, Line, Options,
    Patient, Setting, TraceLevel,
};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::{self, FactType, FactValue, Facts, Scope};
use santei_core::snapshot::Window;

/// The engine on the starter edition, opened once.
pub(crate) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| santei_data::engine().unwrap())
}

/// The same cases in every run; many more of them with `SANTEI_DEEP=1`.
#[allow(clippy::disallowed_methods, reason = "tests may ask how deep to go")]
pub(crate) fn config(cases: u32) -> Config {
    let deep = std::env::var("SANTEI_DEEP").as_deref() == Ok("1");
    Config {
        cases: if deep { cases * 30 } else { cases },
        rng_seed: RngSeed::Fixed(20_240_601),
        failure_persistence: None,
        max_global_rejects: 100_000,
        ..Config::default()
    }
}

/// Codes of the starter edition.
struct Codes {
    procedures: Vec<Code>,
    drugs: Vec<Code>,
    others: Vec<Code>,
}

fn codes() -> &'static Codes {
    static CODES: OnceLock<Codes> = OnceLock::new();
    CODES.get_or_init(|| {
        let edition = &engine().editions()[0];
        macro_rules! all {
            ($table:expr) => {{
                let table = $table;
                (0..table.code_count()).filter_map(|place| table.code_at(place)).collect::<Vec<Code>>()
            }};
        }
        let mut others = all!(edition.materials());
        others.extend(all!(edition.comments()));
        Codes { procedures: all!(edition.procedures()), drugs: all!(edition.drugs()), others }
    })
}

/// A code of the starter edition.
pub(crate) fn starter_code() -> impl Strategy<Value = Code> {
    let codes = codes();
    prop_oneof![
        6 => select(codes.procedures.as_slice()),
        3 => select(codes.drugs.as_slice()),
        1 => select(codes.others.as_slice()),
    ]
}

/// Pairs of codes that exclude each other in June 2025: what random codes would hardly meet.
fn excluded_pairs() -> &'static [(Code, Code)] {
    static PAIRS: OnceLock<Vec<(Code, Code)>> = OnceLock::new();
    PAIRS.get_or_init(|| {
        let edition = &engine().editions()[0];
        let table = edition.procedures();
        let date = ServiceDate::new(2025, 6, 1).unwrap();
        let excluded = |a: Code, b: Code| {
            let (a, b) = (table.item(a).unwrap(), table.item(b).unwrap());
            Window::ALL.into_iter().any(|w| edition.exclusion(w, a, b, date).is_some())
        };
        let all = &codes().procedures;
        let pairs = all.iter().flat_map(|a| all.iter().filter(move |b| *b > a).map(move |b| (*a, *b)));
        let pairs: Vec<_> = pairs.filter(|(a, b)| excluded(*a, *b)).collect();
        assert!(pairs.len() > 100, "the starter edition has exclusions");
        pairs
    })
}

/// Codes of which one claim is made: few, so that lines meet each other's exclusions, limits and bundles.
pub(crate) fn pool() -> impl Strategy<Value = Vec<Code>> {
    (vec(starter_code(), 1..6), vec(select(excluded_pairs()), 0..3)).prop_map(|(mut codes, pairs)| {
        codes.extend(pairs.into_iter().flat_map(|(a, b)| [a, b]));
        codes
    })
}

/// A quantity as a client sends it.
pub(crate) fn quantity() -> impl Strategy<Value = Option<Decimal>> {
    option::weighted(0.8, (1i64..60, 0u32..2).prop_map(|(n, scale)| Decimal::new(n, scale)))
}

/// A quantity no one means: negative, zero, of many digits, up to the largest decimal.
pub(crate) fn absurd_quantity() -> impl Strategy<Value = Option<Decimal>> {
    let any = (any::<i64>(), 0u32..20).prop_map(|(n, scale)| Decimal::new(n, scale));
    option::of(prop_oneof![any, Just(Decimal::MAX), Just(Decimal::MIN), Just(Decimal::ZERO)])
}

fn form() -> impl Strategy<Value = Option<DrugForm>> {
    option::weighted(
        0.9,
        select(
            &[
                DrugForm::Oral,
                DrugForm::AsNeeded,
                DrugForm::External,
                DrugForm::Injection,
                DrugForm::WithinAct,
            ][..],
        ),
    )
}

prop_compose! {
    /// A line of any code, with any of what prices it. Its id is set by the claim.
    pub(crate) fn line_of(code: impl Strategy<Value = Code>, quantity: impl Strategy<Value = Option<Decimal>>)(
        code in code,
        quantity in quantity,
        count in prop_oneof![4 => Just(1u32), 1 => 2u32..5],
        form in form(),
        usage in select(&["1日3回毎食後", "1日1回朝食後"][..]),
        days in option::weighted(0.5, 1u32..31),
        draw in option::weighted(0.3, 1u32..3),
    ) -> Line {
        Line {
            count, quantity, form, days, draw,
            usage: form.map(|_| usage.to_owned()),
            ..Line::new("", code)
        }
    }
}

/// Facts of a scope, each told or not.
fn facts(scope: Scope) -> impl Strategy<Value = Facts> {
    let of_scope: Vec<&'static fact::Fact> = fact::ALL.iter().copied().filter(|f| f.scope == scope).collect();
    let count = of_scope.len();
    vec(option::weighted(0.3, any::<u8>()), count).prop_map(move |told| {
        let mut facts = Facts::default();
        for (fact, told) in of_scope.iter().zip(told) {
            let Some(told) = told else { continue };
            let value = match fact.ty {
                FactType::Bool => FactValue::Bool(told % 2 == 0),
                FactType::Choice(words) => FactValue::Choice(words[usize::from(told) % words.len()]),
                FactType::Int => FactValue::Int(i64::from(told)),
                FactType::Decimal => FactValue::Decimal(Decimal::from(told)),
                FactType::Date | FactType::Time => continue,
            };
            facts.set(fact, value);
        }
        facts
    })
}

/// An encounter on one of the days 1 to 28 of June 2025.
pub(crate) fn encounter(lines: impl Strategy<Value = Vec<Line>>) -> impl Strategy<Value = Encounter> {
    let setting = prop_oneof![
        8 => Just(Setting::Outpatient),
        1 => Just(Setting::Home),
        1 => Just(Setting::Inpatient),
    ];
    (1u32..29, setting, facts(Scope::Encounter), lines).prop_map(|(day, setting, facts, lines)| Encounter {
        id: String::new(),
        date: ServiceDate::new(2025, 6, day).unwrap(),
        date_text: None,
        received_at: None,
        department: None,
        setting,
        admission: None,
        discharge: None,
        facts,
        lines,
    })
}

/// A patient between newborn and ninety.
fn patient() -> impl Strategy<Value = Patient> {
    let birth = (1935i32..2025, 1u32..13, 1u32..29);
    (birth, facts(Scope::Patient)).prop_map(|((y, m, d), facts)| Patient {
        birth: ServiceDate::new(y, m, d).unwrap(),
        sex: None,
        facts,
    })
}

fn facility() -> impl Strategy<Value = Facility> {
    let kind = option::weighted(0.9, select(&[FacilityKind::Clinic, FacilityKind::Hospital][..]));
    let beds = option::weighted(0.7, 20u32..400);
    (kind, beds, any::<bool>(), facts(Scope::Facility)).prop_map(|(kind, beds, told, facts)| Facility {
        kind,
        general_beds: beds,
        licensed_beds: beds,
        standards: told.then(Vec::new),
        facts,
        ..Facility::default()
    })
}

/// A medical coverage with a share, valid all year.
pub(crate) fn coverage(kind: CoverageKind, percent: i64) -> Coverage {
    Coverage {
        copay_ratio: Some(Decimal::new(percent, 2)),
        income_verified: Some(false),
        multiple_month: Some(false),
        ..Coverage::new(1, kind)
    }
}

prop_compose! {
    /// A claim of encounters.
    pub(crate) fn claim_of(encounters: impl Strategy<Value = Vec<Encounter>>)(
        mut encounters in encounters,
        facility in facility(),
        patient in patient(),
        complete in any::<bool>(),
        percent in select(&[10i64, 20, 30][..]),
        auto_add in any::<bool>(),
    ) -> Claim {
        number(&mut encounters);
        Claim {
            facility,
            patient,
            coverages: vec![coverage(CoverageKind::Medical, percent)],
            diagnoses: None,
            encounters,
            history: complete.then(|| History { complete_from: ServiceDate::new(2020, 1, 1), acts: Vec::new() }),
            answers: Vec::new(),
            options: Options { auto_add, trace: TraceLevel::Full, ..Options::default() },
            charge: Default::default(),
        }
    }
}

/// Gives encounters and lines the ids a client would.
fn number(encounters: &mut [Encounter]) {
    for (e, encounter) in encounters.iter_mut().enumerate() {
        encounter.id = format!("e{e}");
        for (l, line) in encounter.lines.iter_mut().enumerate() {
            line.id = format!("e{e}.{l}");
        }
    }
}

/// A claim of one to three encounters with up to eight lines each.
pub(crate) fn claim() -> impl Strategy<Value = Claim> {
    pool().prop_flat_map(|pool| claim_of(vec(encounter(vec(line_of(select(pool), quantity()), 0..9)), 1..4)))
}

/// A claim of these lines at a clinic, priced as given.
pub(crate) fn priced_as_given(lines: Vec<Line>) -> Claim {
    let mut encounters = vec![Encounter {
        id: String::new(),
        date: ServiceDate::new(2025, 6, 2).unwrap(),
        date_text: None,
        received_at: None,
        department: None,
        setting: Setting::Outpatient,
        admission: None,
        discharge: None,
        facts: Facts::default(),
        lines,
    }];
    number(&mut encounters);
    Claim {
        facility: Facility { kind: Some(FacilityKind::Clinic), ..Facility::default() },
        patient: Patient { birth: ServiceDate::new(1980, 1, 1).unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters,
        history: None,
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: Default::default(),
    }
}
