//! What holds of every month that is charged: sums, ceilings, order, replay, division, dates.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use santei_core::amount::Yen;
use santei_core::charge::{
    ChargeOutcome, ChargeRequest, ChargeVisit, Charged, CounterOptions, LedgerEntry, Part, VisitCharge,
    charge,
};
use santei_core::claim::{Coverage, CoverageKind, Setting};
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| santei_data::engine().unwrap())
}

fn run(request: &ChargeRequest) -> ChargeOutcome {
    charge(engine().params(), request).unwrap()
}

fn computed(request: &ChargeRequest) -> ChargeOutcome {
    let outcome = run(request);
    assert!(outcome.is_computed(), "{:?}", outcome.issues);
    outcome
}

fn insurance(kind: CoverageKind, category: &str) -> Coverage {
    Coverage {
        income_category: Some(category.to_owned()),
        income_verified: Some(true),
        multiple_month: Some(false),
        turning_75_month: Some(false),
        ..Coverage::new(1, kind)
    }
}

fn programme(seq: u8, law: &str, cap: Option<i64>) -> Coverage {
    Coverage {
        scheme: Some(format!("national/{law}")),
        monthly_cap: cap.map(Yen::new),
        uncapped: cap.is_none(),
        multiple_month: Some(false),
        paid_elsewhere: Some(Vec::new()),
        ..Coverage::new(seq, CoverageKind::Public)
    }
}

fn visit(day: u32, setting: Setting, parts: Vec<(i64, Vec<u8>)>) -> ChargeVisit {
    let parts =
        parts.into_iter().map(|(points, coverage_set)| Part { cost: Yen::new(points * 10), coverage_set });
    ChargeVisit {
        id: format!("v{day}"),
        date: format!("2025-06-{day:02}").parse().unwrap(),
        setting,
        dental: false,
        first_visit: None,
        dispensing: None,
        parts: parts.collect(),
        meals: None,
        private: Vec::new(),
        special: Vec::new(),
    }
}

fn request(birth: &str, coverages: Vec<Coverage>, visits: Vec<ChargeVisit>) -> ChargeRequest {
    ChargeRequest {
        birth: birth.parse().unwrap(),
        coverages,
        visits,
        ledger: Vec::new(),
        options: CounterOptions::default(),
    }
}

/// Birth, kind and category that fit together.
const PEOPLE: [(&str, CoverageKind, &str); 12] = [
    ("1975-04-10", CoverageKind::Medical, "ア"),
    ("1975-04-10", CoverageKind::Medical, "イ"),
    ("1975-04-10", CoverageKind::Medical, "ウ"),
    ("1975-04-10", CoverageKind::Medical, "エ"),
    ("2022-04-10", CoverageKind::Medical, "オ"),
    ("1953-02-14", CoverageKind::Medical, "現役並みⅢ"),
    ("1953-02-14", CoverageKind::Medical, "現役並みⅠ"),
    ("1953-02-14", CoverageKind::Medical, "一般"),
    ("1953-02-14", CoverageKind::Medical, "低所得Ⅱ"),
    ("1940-02-14", CoverageKind::LateElderly, "一般Ⅱ"),
    ("1940-02-14", CoverageKind::LateElderly, "一般Ⅰ"),
    ("1940-02-14", CoverageKind::LateElderly, "低所得Ⅰ"),
];

prop_compose! {
    fn month()(
        person in select(&PEOPLE[..]),
        inpatient in any::<bool>(),
        first in select(&["54", "52", "15", "21", "10", "38"][..]),
        cap in select(&[0i64, 2_500, 10_000, 30_000][..]),
        special in select(&[None, None, None, Some(10_000i64)][..]),
        visits in proptest::collection::vec(
            (1u32..30, proptest::collection::vec((0i64..60_000, 0usize..3), 1..4)),
            1..8,
        ),
    ) -> ChargeRequest {
        let (birth, kind, category) = person;
        let mut insured = insurance(kind, category);
        insured.special_disease_limit = special.map(Yen::new);
        // Psychiatric outpatient care is for outpatients.
        let setting = if inpatient && first != "21" { Setting::Inpatient } else { Setting::Outpatient };
        let sets = [vec![1], vec![1, 2], vec![1, 2, 3]];
        let mut seen = Vec::new();
        let visits = visits
            .into_iter()
            .filter(|(day, _)| if seen.contains(day) { false } else { seen.push(*day); true })
            .map(|(day, parts)| {
                visit(day, setting, parts.into_iter().map(|(points, set)| (points, sets[set].clone())).collect())
            })
            .collect();
        let second = programme(3, "12", Some(0));
        request(birth, vec![insured, programme(2, first, Some(cap)), second], visits)
    }
}

fn config() -> Config {
    Config {
        cases: 256,
        rng_seed: RngSeed::Fixed(20_250_601),
        failure_persistence: None,
        ..Config::default()
    }
}

fn sums(visit: &VisitCharge) -> i64 {
    visit.by_payer.iter().map(|(_, yen)| yen.value()).sum::<i64>() + visit.patient.value()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn payers_and_patient_bear_the_whole_cost(request in month()) {
        let outcome = computed(&request);
        for visit in &outcome.visits {
            prop_assert_eq!(sums(visit), visit.cost.value());
            prop_assert_eq!(visit.counter.value() % 10, 0);
        }
        let month = &outcome.months[0];
        let cost: i64 = outcome.visits.iter().map(|v| v.cost.value()).sum();
        let paid: i64 = month.by_payer.iter().map(|(_, yen)| yen.value()).sum();
        prop_assert_eq!(paid + month.patient.value(), cost);
        prop_assert!(month.high_cost_benefit.value() >= 0);
        let parts: i64 = month.receipts.iter().flat_map(|r| &r.parts).map(|p| p.patient.value()).sum();
        prop_assert_eq!(parts, month.patient.value());
    }

    #[test]
    fn the_cap_on_a_certificate_holds(request in month()) {
        let outcome = computed(&request);
        let cap = request.coverages[1].monthly_cap.unwrap();
        let left = outcome.months[0].receipts.iter().flat_map(|r| &r.publics).filter(|p| p.seq == 2);
        prop_assert!(left.map(|p| p.patient.value()).sum::<i64>() <= cap.value());
        for part in outcome.months[0].receipts.iter().flat_map(|r| &r.parts) {
            // 生活保護 leaves nothing.
            prop_assert!(!part.set.contains(&3) || part.patient == Yen::ZERO);
        }
    }

    #[test]
    fn the_order_of_visits_leaves_the_month(request in month()) {
        let whole = computed(&request);
        let mut turned = request.clone();
        let dates: Vec<_> = turned.visits.iter().map(|v| v.date).collect();
        for (visit, date) in turned.visits.iter_mut().zip(dates.into_iter().rev()) {
            visit.date = date;
        }
        let other = computed(&turned);
        // Care that is used up by a cap or by the limit of specified diseases goes by the order: where a further programme pays what one
        // set leaves, the patient owes less if that set comes late.
        let sets = |n: usize| request.visits.iter().flat_map(|v| &v.parts).any(|p| p.coverage_set.len() == n);
        if request.coverages[0].special_disease_limit.is_none() && !(sets(2) && sets(3)) {
            prop_assert_eq!(whole.months[0].patient, other.months[0].patient);
        }
    }

    #[test]
    fn visit_by_visit_is_the_month_at_once(request in month()) {
        let whole = computed(&request);
        let mut order: Vec<usize> = (0..request.visits.len()).collect();
        order.sort_by_key(|v| request.visits[*v].date);
        let mut ledger: Vec<LedgerEntry> = Vec::new();
        for place in order {
            let one = ChargeRequest { visits: vec![request.visits[place].clone()], ledger: ledger.clone(), ..request.clone() };
            let outcome = computed(&one);
            prop_assert!(outcome.differences.is_empty());
            let now = &outcome.visits[0];
            let then = &whole.visits[place];
            prop_assert_eq!((now.patient, now.counter, &now.by_payer), (then.patient, then.counter, &then.by_payer));
            let charged = Some(Charged { patient: now.patient, counter: now.counter });
            ledger.push(LedgerEntry { visit: request.visits[place].clone(), charged });
        }
    }

    #[test]
    fn dividing_a_part_changes_nothing(request in month(), at in 1i64..10) {
        let whole = computed(&request);
        let mut divided = request.clone();
        for part in divided.visits.iter_mut().flat_map(|v| {
            let more: Vec<Part> = v.parts.iter_mut().map(|p| {
                let piece = p.cost.value() / 10 * at / 10 * 10;
                p.cost = Yen::new(p.cost.value() - piece);
                Part { cost: Yen::new(piece), coverage_set: p.coverage_set.clone() }
            }).collect();
            v.parts.extend(more);
            v.parts.iter()
        }) {
            prop_assert!(part.cost.value() >= 0);
        }
        let other = computed(&divided);
        prop_assert_eq!(&whole.months, &other.months);
    }

    #[test]
    fn a_late_visit_is_told_as_differences(request in month()) {
        prop_assume!(request.visits.len() > 1);
        let late = request.visits.iter().enumerate().min_by_key(|(_, v)| v.date).unwrap().0;
        let mut before = request.clone();
        before.visits.remove(late);
        let then = computed(&before);
        let ledger = before.visits.iter().zip(&then.visits).map(|(v, c)| LedgerEntry {
            visit: v.clone(),
            charged: Some(Charged { patient: c.patient, counter: c.counter }),
        });
        let now = computed(&ChargeRequest {
            visits: vec![request.visits[late].clone()],
            ledger: ledger.collect(),
            ..request.clone()
        });
        let whole = computed(&request);
        let differences: i64 = now.differences.iter().map(|d| d.patient.value()).sum();
        prop_assert_eq!(
            then.months[0].patient.value() + now.visits[0].patient.value() + differences,
            whole.months[0].patient.value()
        );
    }

    #[test]
    fn a_programme_never_costs_the_elderly_more(points in 0i64..80_000, more in 0i64..80_000, cap in select(&[0i64, 5_000, 30_000][..]), inpatient in any::<bool>(), law in select(&["54", "10", "15"][..])) {
        // Under 70 the floor of 21,000 yen and エ, オ under one limit for everybody make exceptions, and 一般Ⅱ the transitional limit.
        let setting = if inpatient { Setting::Inpatient } else { Setting::Outpatient };
        let of = |set: Vec<u8>| {
            let coverages = vec![insurance(CoverageKind::Medical, "一般"), programme(2, law, Some(cap))];
            request("1953-02-14", coverages, vec![visit(3, setting, vec![(points, set), (more, vec![1])])])
        };
        let alone = computed(&of(vec![1])).months[0].patient;
        let with = computed(&of(vec![1, 2])).months[0].patient;
        prop_assert!(with <= alone, "{} > {}", with.value(), alone.value());
    }

    #[test]
    fn a_programme_costs_nobody_under_70_more_but_by_law(
        points in 0i64..120_000,
        more in 0i64..120_000,
        cap in select(&[0i64, 5_000, 30_000][..]),
        law in select(&["54", "52", "10", "15", "21", "12"][..]),
        category in select(&["ア", "イ", "ウ", "エ", "オ"][..]),
    ) {
        let (alone, with) = under_70(category, law, Some(cap), points, more);
        let listed = EXCEPTIONS.iter().any(|e| (e.holds)(category, law, points, more));
        prop_assert!(with <= alone || listed, "{category} {law}: {with} > {alone}");
    }

    #[test]
    fn nobody_pays_more_than_a_limit_that_applies(request in month()) {
        let outcome = computed(&request);
        let category = request.coverages[0].income_category.clone().unwrap();
        for receipt in &outcome.months[0].receipts {
            let Some(only) = receipt.insurer_only else { continue };
            let cost: i64 = receipt.parts.iter().map(|p| p.cost.value()).sum();
            let inpatient = receipt.place == santei_core::charge::Place::Inpatient;
            // 施行令42条1項, 3項, 5項 as they held in June 2025, over the whole cost: care that does not count together has less.
            let percent = |base: i64, threshold: i64| base + ((cost - threshold).max(0) + 50) / 100;
            let limit = match (category.as_str(), inpatient) {
                ("ア" | "現役並みⅢ", _) => percent(252_600, 842_000),
                ("イ", _) => percent(167_400, 558_000),
                ("ウ" | "現役並みⅠ", _) => percent(80_100, 267_000),
                ("エ", _) | ("一般" | "一般Ⅱ" | "一般Ⅰ", true) => 57_600,
                ("オ", _) => 35_400,
                ("一般" | "一般Ⅱ" | "一般Ⅰ", false) => 18_000,
                ("低所得Ⅱ", true) => 24_600,
                ("低所得Ⅰ", true) => 15_000,
                _ => 8_000,
            };
            prop_assert!(only.value() <= limit, "{category}: {} > {limit}", only.value());
            if let Some(special) = request.coverages[0].special_disease_limit {
                prop_assert!(only <= special);
            }
        }
    }
}

/// Why a programme may cost someone more, with an example that does.
struct LegalException {
    article: &'static str,
    holds: fn(&str, &str, i64, i64) -> bool,
    /// Category, programme, cap, points under it, points without it.
    example: (&'static str, &'static str, Option<i64>, i64, i64),
}

const EXCEPTIONS: [LegalException; 3] = [
    LegalException {
        // The care of someone protected has a limit of its own and counts together with no other: an own payment comes on top.
        article: "施行令41条8項",
        holds: |_, law, _, _| law == "12",
        example: ("エ", "12", Some(5_000), 7_000, 17_534),
    },
    LegalException {
        // One limit for everybody, 80,100 yen + 1 %, stands above that of エ and オ, and what the programme leaves of it is paid.
        article: "施行令42条6項1号",
        holds: |category, law, _, _| matches!(category, "エ" | "オ") && matches!(law, "10" | "15" | "21"),
        example: ("オ", "15", None, 100_000, 0),
    },
    LegalException {
        // Shares under 21,000 yen do not count together: each part has the whole limit for itself.
        article: "施行令41条1項",
        holds: |_, _, points, more| points * 3 < 21_000 || more * 3 < 21_000,
        example: ("ウ", "54", Some(30_000), 6_000, 100_000),
    },
];

/// What someone of the category owes without and with a programme on a part of the care.
fn under_70(category: &str, law: &str, cap: Option<i64>, points: i64, more: i64) -> (i64, i64) {
    let of = |set: Vec<u8>| {
        let coverages = vec![insurance(CoverageKind::Medical, category), programme(2, law, cap)];
        let parts = vec![(points, set), (more, vec![1])];
        computed(&request("1975-04-10", coverages, vec![visit(3, Setting::Outpatient, parts)]))
    };
    (of(vec![1]).months[0].patient.value(), of(vec![1, 2]).months[0].patient.value())
}

#[test]
fn every_exception_has_a_case() {
    for exception in &EXCEPTIONS {
        let (category, law, cap, points, more) = exception.example;
        assert!((exception.holds)(category, law, points, more), "{}", exception.article);
        let (alone, with) = under_70(category, law, cap, points, more);
        assert!(with > alone, "{}: {with} against {alone}", exception.article);
    }
    // オ: 35,400 alone; under 15 without a cap min(80,100 + 7,330, 10 % of a million) = 87,430.
    assert_eq!(under_70("オ", "15", None, 100_000, 0), (35_400, 87_430));
    // 60,000 yen under 54: 12,000 (2割; its share of 18,000 does not count); a million without: 87,430. Alone 80,100 + 7,930.
    assert_eq!(under_70("ウ", "54", Some(30_000), 6_000, 100_000), (88_030, 99_430));
    // 一般Ⅱ to 2025-09: 50,000 yen without a programme are 8,000 (6,000 + 10 % of 20,000); under 54 the transitional limit does not
    // hold (配慮措置), and 2割 are 10,000.
    let of = |set: Vec<u8>| {
        let coverages = vec![insurance(CoverageKind::LateElderly, "一般Ⅱ"), programme(2, "54", Some(30_000))];
        let one = visit(3, Setting::Outpatient, vec![(5_000, set)]);
        computed(&request("1940-02-14", coverages, vec![one])).months[0].patient.value()
    };
    assert_eq!((of(vec![1]), of(vec![1, 2])), (8_000, 10_000));
}

/// Every figure of the charge has exactly one value in each month, or the month is one that is refused by name.
#[test]
fn every_parameter_has_one_value_a_month_or_a_reason() {
    let params = engine().params();
    let months = (2024..=2027).flat_map(|y| (1..=12).map(move |m| (y, m))).filter(|m| *m >= (2024, 6));
    // First month with a value, first month without one again; `None` holds on.
    let lives = |key: &str| -> ((i32, u32), Option<(i32, u32)>) {
        match key {
            "high-cost.o.base" | "high-cost.o.multiple" => ((2024, 6), None),
            "high-cost.elder.low2.multiple" => ((2026, 8), Some((2027, 8))),
            "special-charge.part" | "special-charge.tax" => ((2024, 10), None),
            k if k.starts_with("high-cost.public.") || k.starts_with("high-cost.assistance.") => {
                ((2024, 6), Some((2026, 8)))
            }
            k if k.starts_with("high-cost.transitional.") => ((2024, 6), Some((2025, 10))),
            k if k.starts_with("high-cost.special-disease.") => ((2024, 6), None),
            "high-cost.rate" | "high-cost.aggregate.floor" => ((2024, 6), None),
            k if k.starts_with("high-cost.") => ((2024, 6), Some((2027, 8))),
            _ => ((2024, 6), None),
        }
    };
    let keys = [
        "share.general",
        "share.preschool",
        "share.70-74",
        "share.70-74.high-income",
        "share.late-elderly",
        "share.late-elderly.middle-income",
        "share.late-elderly.high-income",
        "high-cost.rate",
        "high-cost.a.base",
        "high-cost.a.threshold",
        "high-cost.a.multiple",
        "high-cost.i.base",
        "high-cost.i.threshold",
        "high-cost.i.multiple",
        "high-cost.u.base",
        "high-cost.u.threshold",
        "high-cost.u.multiple",
        "high-cost.e.base",
        "high-cost.e.multiple",
        "high-cost.o.base",
        "high-cost.o.multiple",
        "high-cost.elder.general.base",
        "high-cost.elder.general.multiple",
        "high-cost.elder.general.outpatient",
        "high-cost.elder.low2.base",
        "high-cost.elder.low2.multiple",
        "high-cost.elder.low2.outpatient",
        "high-cost.elder.low1.base",
        "high-cost.elder.low1.outpatient",
        "high-cost.public.base",
        "high-cost.public.threshold",
        "high-cost.public.elder.inpatient",
        "high-cost.public.elder.outpatient",
        "high-cost.assistance.base",
        "high-cost.assistance.elder.inpatient",
        "high-cost.assistance.elder.outpatient",
        "high-cost.special-disease.standard",
        "high-cost.special-disease.upper",
        "high-cost.aggregate.floor",
        "high-cost.transitional.base",
        "high-cost.transitional.threshold",
        "high-cost.transitional.rate",
        "special-charge.part",
        "special-charge.tax",
        "meal.general",
        "meal.low2",
        "meal.low2-long",
        "meal.low1",
    ];
    for (year, month) in months {
        for key in keys {
            let (from, until) = lives(key);
            let expected = (year, month) >= from && until.is_none_or(|u| (year, month) < u);
            // Both ends of the month: a value does not change within it.
            let first: ServiceDate = format!("{year}-{month:02}-01").parse().unwrap();
            let last: ServiceDate = format!("{year}-{month:02}-28").parse().unwrap();
            let (at, end) = (params.value(key, first), params.value(key, last));
            assert_eq!(at.is_some(), expected, "{key} in {year}-{month}");
            assert_eq!(at.map(|v| v.value), end.map(|v| v.value), "{key} in {year}-{month}");
        }
    }
}

/// What someone owes for a million yen of care in a month.
fn million(
    year: i32,
    month: u32,
    birth: &str,
    kind: CoverageKind,
    category: &str,
    setting: Setting,
) -> Result<i64, String> {
    let mut one = visit(1, setting, vec![(100_000, vec![1])]);
    one.date = format!("{year}-{month:02}-01").parse().unwrap();
    let outcome = run(&request(birth, vec![insurance(kind, category)], vec![one]));
    match outcome.issues.iter().find(|i| i.stops()) {
        Some(issue) => Err(issue.ty.id.to_owned()),
        None => Ok(outcome.months[0].patient.value()),
    }
}

#[test]
fn every_month_has_one_limit_or_says_why_not() {
    // Figures: 施行令42条 to 2026-07; 高額療養費制度の見直しについて from 2026-08.
    for (year, month) in (2024..=2027).flat_map(|y| (1..=12).map(move |m| (y, m))) {
        if (year, month) < (2024, 6) {
            continue;
        }
        let reviewed = (year, month) >= (2026, 8);
        let planned = (year, month) >= (2027, 8);
        let under = |category| {
            million(year, month, "1975-04-10", CoverageKind::Medical, category, Setting::Inpatient)
        };
        let elder =
            |category, setting| million(year, month, "1953-02-14", CoverageKind::Medical, category, setting);
        if planned {
            assert_eq!(under("ウ"), Err("charge.remunerationUnknown".to_owned()));
            assert_eq!(under("オ"), Ok(36_900));
            assert_eq!(elder("一般", Setting::Inpatient), Err("charge.limitNotKnown".to_owned()));
            continue;
        }
        let (a, u, o) = if reviewed { (271_290, 92_940, 36_900) } else { (254_180, 87_430, 35_400) };
        assert_eq!((under("ア"), under("ウ"), under("オ")), (Ok(a), Ok(u), Ok(o)), "{year}-{month}");
        let (outpatient, inpatient, low) =
            if reviewed { (22_000, 61_500, 11_000) } else { (18_000, 57_600, 8_000) };
        assert_eq!(elder("一般", Setting::Outpatient), Ok(outpatient), "{year}-{month}");
        assert_eq!(elder("一般", Setting::Inpatient), Ok(inpatient), "{year}-{month}");
        assert_eq!(elder("低所得Ⅱ", Setting::Outpatient), Ok(low), "{year}-{month}");
        // Parts with a programme met one limit for everybody until 2026-07; nothing says what it is now.
        let mut shared = visit(1, Setting::Inpatient, vec![(100_000, vec![1, 2])]);
        shared.date = format!("{year}-{month:02}-01").parse().unwrap();
        let coverages = vec![insurance(CoverageKind::Medical, "ウ"), programme(2, "10", None)];
        let outcome = run(&request("1975-04-10", coverages, vec![shared]));
        assert_eq!(outcome.is_computed(), !reviewed, "{year}-{month}");
    }
}

#[test]
fn what_is_not_told_is_asked_only_where_it_decides() {
    let asked = |change: &dyn Fn(&mut Coverage), points: i64| {
        let mut insured = insurance(CoverageKind::Medical, "ウ");
        change(&mut insured);
        let one = visit(1, Setting::Inpatient, vec![(points, vec![1])]);
        run(&request("1975-04-10", vec![insured], vec![one])).issues.first().map(|i| i.ty.id)
    };
    // 44,400 yen is the sum for many months: below it nobody has to know.
    assert_eq!(asked(&|c| c.multiple_month = None, 14_800), None);
    assert_eq!(asked(&|c| c.multiple_month = None, 14_801), Some("charge.multipleMonthUnknown"));
    assert_eq!(asked(&|c| c.income_verified = None, 14_800), None);
    assert_eq!(asked(&|c| c.income_verified = None, 14_801), Some("charge.incomeVerifiedUnknown"));
    assert_eq!(asked(&|c| c.income_verified = Some(false), 200_000), None);
    assert_eq!(
        asked(&|c| c.income_category = Some("一般".to_owned()), 100),
        Some("charge.incomeCategoryDoesNotFit")
    );
    assert_eq!(
        asked(&|c| c.special_disease_limit = Some(Yen::new(20_000)), 100),
        Some("charge.specialDiseaseDoesNotFit")
    );
}

#[test]
fn a_programme_that_is_not_known_is_never_a_silent_zero() {
    let with = |public: Coverage| {
        let coverages = vec![insurance(CoverageKind::Medical, "ウ"), public];
        run(&request("1975-04-10", coverages, vec![visit(1, Setting::Outpatient, vec![(100, vec![1, 2])])]))
    };
    let first = |outcome: &ChargeOutcome| outcome.issues.first().map(|i| i.ty.id);
    let unknown =
        with(Coverage { number: Some("99136015".to_owned()), ..Coverage::new(2, CoverageKind::Public) });
    assert_eq!((first(&unknown), unknown.visits.len()), (Some("charge.schemeUnknown"), 0));
    let capless = with(Coverage { monthly_cap: None, uncapped: false, ..programme(2, "54", None) });
    assert_eq!(first(&capless), Some("charge.monthlyCapUnknown"));
    let elsewhere = with(Coverage { paid_elsewhere: None, ..programme(2, "54", Some(2_500)) });
    assert_eq!(first(&elsewhere), Some("charge.paidElsewhereUnknown"));
}
