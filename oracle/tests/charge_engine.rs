//! The engine and the oracle over random months of charges: ages around every boundary, every category, publics, ceilings.
//!
//! The oracle has its own tables and its own reading of the statute. Where it says [`Open`], the engine must not answer unless
//! the limit that is not known cannot matter; where the engine asks or refuses, the oracle must be open too, or the reason stands in
//! `MAY_ASK`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics fails loudly, which is what a test is for"
)]

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use santei_core::amount::Yen;
use santei_core::charge::{ChargeOutcome, ChargeRequest, ChargeVisit, CounterOptions, Part, Payer, charge};
use santei_core::claim::{Coverage, CoverageKind, PaidElsewhere, Setting as CareSetting};
use santei_core::date::ServiceDate;
use santei_oracle::charge::{
    Ages, Category, Month, Open, Outcome, Person, Program, Public, Setting, Visit, month, preschool, rate_of,
    reached_from, share_by_age,
};

/// Months of the ordinary run and of `.ci/deep`.
const ORDINARY: u64 = 20_000;
const DEEP: u64 = 1_000_000;

/// xorshift64*: the months have to be the same everywhere, and no clock or hash may choose them.
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % n
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.below(list.len() as u64)).unwrap()]
    }
}

/// What both are asked.
#[derive(Debug)]
struct Case {
    birth: (i32, u32, u32),
    late_since_disability: bool,
    oracle: Month,
    /// Law, and whether the cap is told (`None`: a programme that never has one).
    laws: Vec<(u8, Option<Option<i64>>, i64)>,
    days: Vec<u32>,
}

const FREE: [u8; 2] = [19, 28];
const CAPPED_AT_NOTHING: [u8; 5] = [11, 12, 20, 22, 25];

fn person(rng: &mut Rng, at: (i32, u32), birth: (i32, u32, u32), day: u32) -> Option<(Person, bool)> {
    use Category::*;
    let seventy_five = (birth.0 + 75, birth.1);
    let turned = at > seventy_five || (at == seventy_five && day >= birth.2);
    let disability = !turned && at >= reached_from(birth, 65) && rng.chance(20);
    let late = turned || disability;
    let from_70 = at >= reached_from(birth, 70);
    let ages = match (late, from_70) {
        (true, _) => Ages::Late,
        (false, true) => Ages::From70,
        (false, false) => Ages::Under70,
    };
    let turns = at == seventy_five && birth.2 != 1;
    // someone who was insured there before for a disability changes nothing on turning 75
    let halved = turns && !disability;
    let category = match ages {
        Ages::Under70 => rng.of(&[ア, イ, ウ, エ, オ]),
        Ages::From70 => rng.of(&[現役並み3, 現役並み2, 現役並み1, 一般, 低所得2, 低所得1]),
        Ages::Late => rng.of(&[現役並み3, 現役並み2, 現役並み1, 一般2, 一般1, 低所得2, 低所得1]),
    };
    let share = match (ages, category) {
        (Ages::Under70, _) => share_by_age(birth, (at.0, at.1, day)),
        (_, 現役並み3 | 現役並み2 | 現役並み1) => 30,
        (Ages::Late, 一般2) => 20,
        (Ages::Late, _) => 10,
        _ => 20,
    };
    let preschool = preschool(birth, (at.0, at.1, day));
    let upper = ages == Ages::Under70 && matches!(category, ア | イ);
    let special = match rng.below(12) {
        0 => Some(10_000),
        1 if upper => Some(20_000),
        _ => None,
    };
    let remuneration = match category {
        オ => None,
        _ => Some(rng.of(&[
            150_000, 160_000, 200_000, 280_000, 360_000, 440_000, 530_000, 620_000, 710_000, 830_000,
            1_030_000, 1_270_000,
        ])),
    };
    if preschool && ages != Ages::Under70 {
        return None;
    }
    let person = Person {
        ages,
        share,
        category: Some(category),
        remuneration,
        verified: rng.chance(75),
        multiple: rng.chance(25),
        halved,
        special,
    };
    Some((person, disability))
}

/// Random months, dense around the boundaries of age, date and amount.
fn case(rng: &mut Rng) -> Option<Case> {
    let start = 2024 * 12 + 5;
    let index = i32::try_from(rng.below(43)).unwrap() + start;
    let at = (index / 12, u32::try_from(index % 12).unwrap() + 1);
    let age = match rng.below(4) {
        0 => rng.of(&[5, 6, 7, 69, 70, 71, 74, 75, 76]),
        1 => 66 + i32::try_from(rng.below(14)).unwrap(),
        _ => 1 + i32::try_from(rng.below(94)).unwrap(),
    };
    let birth_month = if rng.chance(40) { at.1 } else { 1 + u32::try_from(rng.below(12)).unwrap() };
    let birth = (at.0 - age, birth_month, rng.of(&[1, 1, 2, 10, 15, 20, 28]));
    let count = 1 + usize::try_from(rng.below(5)).unwrap();
    let (low, high) = match rng.below(3) {
        0 => (1, birth.2.max(2) - 1),
        1 => (birth.2, 28),
        _ => (1, 28),
    };
    let mut days: Vec<u32> = (0..count)
        .map(|_| low + u32::try_from(rng.below(u64::from(high.max(low) - low + 1))).unwrap())
        .collect();
    days.sort_unstable();
    let (first, last) = (days[0], days[count - 1]);
    // one scheme and one share through the month: a change of insurer is another receipt, told apart by the cases of the engine
    if (at.0, at.1) == (birth.0 + 75, birth.1) && first < birth.2 && last >= birth.2 {
        return None;
    }
    let (person, disability) = person(rng, at, birth, first)?;
    let setting = if rng.chance(45) { Setting::Inpatient } else { Setting::Outpatient };
    let mut laws: Vec<u8> = Vec::new();
    for _ in 0..rng.below(3) {
        let law = rng.of(&[10, 11, 12, 15, 16, 19, 20, 21, 24, 28, 38, 51, 52, 54, 54, 54]);
        if !(laws.contains(&law) || law == 21 && setting == Setting::Inpatient) {
            laws.push(law);
        }
    }
    // legal order of the payers
    let order = [10, 11, 20, 21, 15, 16, 24, 28, 19, 52, 54, 51, 38, 12];
    laws.sort_by_key(|law| order.iter().position(|known| known == law));
    let laws: Vec<(u8, Option<Option<i64>>, i64)> = laws
        .into_iter()
        .map(|law| {
            let cap = if FREE.contains(&law) || law == 10 {
                None
            } else if CAPPED_AT_NOTHING.contains(&law) {
                Some(Some(rng.of(&[0, 0, 3_000, 20_000])))
            } else if law == 38 || rng.chance(80) {
                Some(Some(rng.of(&[0, 1_000, 2_500, 5_000, 10_000, 20_000, 30_000])))
            } else {
                Some(None)
            };
            let elsewhere = if matches!(cap, Some(Some(_))) && rng.chance(25) {
                rng.of(&[500, 2_500, 40_000])
            } else {
                0
            };
            (law, cap, elsewhere)
        })
        .collect();
    let publics: Vec<Public> = laws
        .iter()
        .map(|(law, cap, elsewhere)| Public {
            program: Program::National(*law),
            rate: rate_of(*law),
            cap: match cap {
                None if FREE.contains(law) => Some(0),
                None => None,
                Some(cap) => *cap,
            },
            elsewhere: *elsewhere,
        })
        .collect();
    let mut sets: Vec<Vec<usize>> = vec![vec![]];
    for at in 0..publics.len() {
        sets.push(vec![at]);
    }
    if publics.len() == 2 {
        sets.push(vec![0, 1]);
    }
    let only_one = person.special.is_some() && rng.chance(80);
    let fixed = sets[usize::try_from(rng.below(sets.len() as u64)).unwrap()].clone();
    let visits = days
        .iter()
        .map(|day| {
            let scale = rng.of(&[50, 1_000, 7_000, 20_000, 90_000, 200_000]);
            Visit {
                points: 1 + i64::try_from(rng.below(scale)).unwrap(),
                insurer: true,
                publics: if only_one {
                    fixed.clone()
                } else {
                    sets[usize::try_from(rng.below(sets.len() as u64)).unwrap()].clone()
                },
                day: u8::try_from(*day).unwrap(),
            }
        })
        .collect();
    let oracle = Month { at, setting, person, publics, visits };
    Some(Case { birth, late_since_disability: disability, oracle, laws, days })
}

fn date((year, month, day): (i32, u32, u32)) -> ServiceDate {
    ServiceDate::new(year, month, day).unwrap()
}

/// The same month as the engine is asked. Share and halves are told only sometimes: otherwise the engine finds them itself.
fn request(case: &Case, told: bool) -> ChargeRequest {
    let person = &case.oracle.person;
    let late = person.ages == Ages::Late;
    let mut insurance =
        Coverage::new(1, if late { CoverageKind::LateElderly } else { CoverageKind::Medical });
    insurance.income_category = person.category.map(|category| category.name().to_owned());
    insurance.income_verified = Some(person.verified);
    insurance.multiple_month = Some(person.multiple);
    insurance.special_disease_limit = person.special.map(Yen::new);
    insurance.remuneration = person.remuneration.map(|yen| u32::try_from(yen).unwrap());
    if case.late_since_disability {
        insurance.valid_from =
            Some(date((case.birth.0 + 65, 12, 1)).min(date((case.oracle.at.0, case.oracle.at.1, 1))));
    }
    if told {
        insurance.copay_ratio = Some(Decimal::new(person.share, 2));
        insurance.turning_75_month = Some(person.halved);
    }
    let mut coverages = vec![insurance];
    for (seq, (law, cap, elsewhere)) in (2_u8..).zip(&case.laws) {
        let mut coverage = Coverage::new(seq, CoverageKind::Public);
        coverage.number = Some(format!("{law}136999"));
        coverage.multiple_month = Some(person.multiple);
        coverage.monthly_cap = cap.flatten().map(Yen::new);
        coverage.uncapped = *cap == Some(None);
        coverage.paid_elsewhere = Some(if *elsewhere > 0 {
            vec![PaidElsewhere {
                date: Some(date((case.oracle.at.0, case.oracle.at.1, 1))),
                yen: Yen::new(*elsewhere),
            }]
        } else {
            vec![]
        });
        coverages.push(coverage);
    }
    let visits = case
        .oracle
        .visits
        .iter()
        .zip(&case.days)
        .enumerate()
        .map(|(at, (visit, day))| ChargeVisit {
            id: format!("v{at}"),
            date: date((case.oracle.at.0, case.oracle.at.1, *day)),
            setting: match case.oracle.setting {
                Setting::Inpatient => CareSetting::Inpatient,
                Setting::Outpatient => CareSetting::Outpatient,
            },
            dental: false,
            first_visit: Some(false),
            dispensing: None,
            parts: vec![Part {
                cost: Yen::new(visit.points * 10),
                coverage_set: std::iter::once(1)
                    .chain(visit.publics.iter().map(|at| u8::try_from(at + 2).unwrap()))
                    .collect(),
            }],
            meals: None,
            private: vec![],
            special: vec![],
        })
        .collect();
    ChargeRequest {
        birth: date(case.birth),
        coverages,
        visits,
        ledger: vec![],
        options: CounterOptions::default(),
    }
}

/// The engine's answer in the oracle's form.
fn answer(outcome: &ChargeOutcome, publics: usize) -> Outcome {
    let [month] = outcome.months.as_slice() else { panic!("one month: {outcome:?}") };
    let borne = |seq: u8| -> i64 {
        let of = |payer: &Payer| matches!(payer, Payer::Insurer(s) | Payer::Public(_, s) if *s == seq);
        month.by_payer.iter().filter(|(payer, _)| of(payer)).map(|(_, yen)| yen.value()).sum()
    };
    Outcome {
        patient: month.patient.value(),
        insurer: borne(1),
        publics: (0..publics).map(|at| borne(u8::try_from(at + 2).unwrap())).collect(),
        visits: outcome.visits.iter().map(|visit| visit.patient.value()).collect(),
    }
}

/// Reasons for which the engine may ask or refuse although the oracle has a number.
const MAY_ASK: [&str; 0] = [];

#[derive(Debug, Default)]
struct Count {
    agreed: u64,
    both_open: u64,
    /// The oracle is open where the engine follows a reading of its own, by reason.
    harmless: BTreeMap<String, u64>,
    asked: BTreeMap<&'static str, u64>,
}

#[test]
fn random_months_agree() {
    let engine = santei_data::engine().expect("the compiled-in images open");
    let params = engine.params();
    let wanted = if std::env::var_os("SANTEI_DEEP").is_some() { DEEP } else { ORDINARY };
    let mut rng = Rng(0x5A17_E120_2611_24AB);
    let mut count = Count::default();
    let mut wrong = Vec::new();
    let mut asked = 0;
    while asked < wanted {
        let Some(case) = case(&mut rng) else { continue };
        asked += 1;
        let told = rng.chance(50);
        let request = request(&case, told);
        let theirs = charge(params, &request).expect("in range");
        let ours = month(&case.oracle);
        match (&ours, theirs.is_computed()) {
            (Ok(ours), true) => {
                let theirs = answer(&theirs, case.laws.len());
                if *ours == theirs {
                    count.agreed += 1;
                } else {
                    wrong.push(format!("oracle {ours:?}\nengine {theirs:?}\n{case:?}"));
                }
            }
            (Err(Open::NotPublished), true) => {
                wrong.push(format!("oracle open, engine {:?}\n{case:?}", answer(&theirs, case.laws.len())));
            }
            (Err(open), true) => *count.harmless.entry(open.to_string()).or_default() += 1,
            (Err(_), false) => count.both_open += 1,
            (Ok(ours), false) => {
                let id = theirs.issues.iter().find(|issue| issue.stops()).map_or("", |issue| issue.ty.id);
                if MAY_ASK.contains(&id) {
                    *count.asked.entry(id).or_default() += 1;
                } else {
                    wrong.push(format!("oracle {ours:?}\nengine asks {id}\n{case:?}"));
                }
            }
        }
        assert!(wrong.len() < 6, "after {asked} months {count:?}\n{}", wrong.join("\n\n"));
    }
    println!("{wanted} months: {count:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(count.agreed > wanted / 2, "{count:?}");
}

/// One visit or more, days 10, 11 …, of a patient of 70 to 74 in June 2025.
fn elder(
    setting: Setting,
    category: Category,
    verified: bool,
    laws: Vec<(u8, Option<Option<i64>>, i64)>,
    visits: &[(i64, &[usize])],
) -> Case {
    let person = Person {
        ages: Ages::From70,
        share: if category == Category::現役並み3 { 30 } else { 20 },
        category: Some(category),
        remuneration: None,
        verified,
        multiple: false,
        halved: false,
        special: None,
    };
    let days: Vec<u32> = (10..).take(visits.len()).collect();
    let visits = visits
        .iter()
        .zip(&days)
        .map(|((points, publics), day)| Visit {
            points: *points,
            insurer: true,
            publics: publics.to_vec(),
            day: u8::try_from(*day).unwrap(),
        })
        .collect();
    let oracle = Month { at: (2025, 6), setting, person, publics: vec![], visits };
    Case { birth: (1953, 1, 10), late_since_disability: false, oracle, laws, days }
}

/// Where the two differed once: the figures are worked from the statute, not from either.
#[test]
fn where_they_differed() {
    let engine = santei_data::engine().expect("the compiled-in images open");
    let paid = |case: &Case| {
        let outcome = charge(engine.params(), &request(case, true)).unwrap();
        assert!(outcome.is_computed(), "{:?}", outcome.issues);
        let answer = answer(&outcome, case.laws.len());
        (answer.patient, answer.insurer, answer.publics)
    };
    // 規則98条の2 1項ただし書: 現役並みⅢ and 一般 count as certified without a certificate. 1,000,000 × 3割 = 300,000;
    // 252,600 + (1,000,000 − 842,000) × 1 % = 254,180, not 57,600; 54 leaves its cap of 1,000
    let top = elder(
        Setting::Inpatient,
        Category::現役並み3,
        false,
        vec![(54, Some(Some(1_000)), 0)],
        &[(100_000, &[0])],
    );
    assert_eq!(paid(&top), (1_000, 745_820, vec![253_180]));
    // 低所得Ⅱ does: 500,000 × 2割 = 100,000 meets 57,600 for everybody (令42条6項2号) until it is confirmed, then 24,600
    let low = |verified| {
        elder(
            Setting::Inpatient,
            Category::低所得2,
            verified,
            vec![(54, Some(Some(1_000)), 0)],
            &[(50_000, &[0])],
        )
    };
    assert_eq!(paid(&low(false)), (1_000, 442_400, vec![56_600]));
    assert_eq!(paid(&low(true)), (1_000, 475_400, vec![23_600]));
    // 令41条1項1号 leaves the care of 8項 (生活保護) out of what counts together: 65,660 × 2割 = 13,132 → 8,000, and apart from it
    // 207,820 × 2割 = 41,564 → 8,000 (令42条8項3号), of which the ticket leaves 3,000
    let ticket = vec![(12, Some(Some(3_000)), 0)];
    let protected =
        elder(Setting::Outpatient, Category::低所得1, true, ticket, &[(6_566, &[]), (20_782, &[0])]);
    assert_eq!(paid(&protected), (11_000, 257_480, vec![5_000]));
    // care under 15 does count (令41条3項2号): 13,132 → 8,000 less the 2,000 (10 %) paid under it
    let mixed = elder(
        Setting::Outpatient,
        Category::低所得1,
        true,
        vec![(15, Some(None), 0)],
        &[(6_566, &[]), (2_000, &[0])],
    );
    assert_eq!(paid(&mixed), (8_000, 75_660, vec![2_000]));
}
