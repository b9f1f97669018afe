//! Both over random months: 2,000 of them, and as many as make 200,000 visits with `SANTEI_DEEP=1`.

use crate::claim::claim;
use crate::common::{shared, tables};
use crate::draw::{Lcg, MONTH, Month, YEAR};
use crate::pool::Pool;
use santei_core::engine::Engine;
use santei_core::law::Revision;
use santei_core::outcome::{Outcome, Verdict};
use santei_masters::image::EditionBuilder;
use santei_oracle::Tables;
use santei_oracle::month::{Bill, Item, Visit, month};
use std::collections::BTreeMap;

pub(crate) fn engine() -> Option<Engine> {
    let dir = shared()?.join("masters");
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    for folder in ["r6", "r6-diff"] {
        builder.add_dir(&dir.join(folder)).unwrap_or_else(|e| panic!("{e}"));
    }
    let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
    Some(Engine::open(santei_data::rules().into(), [image.into()]).unwrap_or_else(|e| panic!("{e}")))
}

/// What the engine billed in a visit: codes with the number of their units, and the points.
fn billed(outcome: &Outcome, place: usize) -> (BTreeMap<String, usize>, i64) {
    let mut codes = BTreeMap::new();
    for line in &outcome.lines {
        if line.encounter == place && line.verdict == Verdict::Applied && line.unit.is_some() {
            *codes.entry(line.code.to_string()).or_insert(0) += 1;
        }
    }
    let points = outcome.units.iter().filter(|unit| unit.encounter == place);
    let points = points
        .map(|unit| unit.points.times_count(unit.count).unwrap().value())
        .sum::<rust_decimal::Decimal>();
    (codes, i64::try_from(points.mantissa() / 10_i128.pow(points.scale())).unwrap())
}

/// How a month came out.
enum Verdicts {
    Same,
    /// The text leaves two readings, and the engine takes the other.
    Doubt,
    Wrong(String),
}

/// Tables with the rows of a month and what may be derived: the oracle walks through all rows, which is its way.
fn small(pool: &Pool<'_>, visits: &[Visit]) -> Tables {
    let mut small = pool.base.clone();
    for item in visits.iter().flat_map(|visit| &visit.items) {
        match item {
            Item::Test { code, .. } | Item::Act { code, .. } => pool.put(&mut small, code),
            Item::Xray { codes, .. } => codes.iter().for_each(|code| pool.put(&mut small, code)),
            Item::Injection { drugs, .. } | Item::Internal { drugs, .. } | Item::External { drugs } => {
                drugs.iter().for_each(|(code, _)| pool.put(&mut small, code));
            }
        }
    }
    small
}

fn judge(engine: &Engine, pool: &Pool<'_>, drawn: &Month) -> Verdicts {
    let outcome = engine.calculate(&claim(drawn)).unwrap_or_else(|e| panic!("{e}"));
    let visits = drawn.billed(pool);
    let bills = match month(&small(pool, &visits), &visits) {
        Ok(bills) => bills,
        Err(error) => return Verdicts::Wrong(format!("oracle: {error}")),
    };
    if let Some(question) = outcome.questions.first() {
        return Verdicts::Wrong(format!("the engine asks {}", question.id));
    }
    let mut doubt = false;
    for (place, bill) in bills.iter().enumerate() {
        let (codes, points) = billed(&outcome, place);
        let theirs = bill.codes();
        if codes != theirs {
            let more: Vec<_> = codes.iter().filter(|(code, n)| theirs.get(*code) != Some(n)).collect();
            let less: Vec<_> = theirs.iter().filter(|(code, n)| codes.get(*code) != Some(n)).collect();
            return Verdicts::Wrong(format!("visit {place}: engine {more:?}, oracle {less:?}"));
        }
        if points != bill.points() {
            let other: i64 = bill.doubts.iter().map(|doubt| doubt.other).sum();
            if bill.doubts.is_empty() || other == 0 {
                return Verdicts::Wrong(format!(
                    "visit {place}: engine {points}, oracle {}: {}",
                    bill.points(),
                    units(&outcome, place, bill)
                ));
            }
            doubt = true;
        }
    }
    if doubt { Verdicts::Doubt } else { Verdicts::Same }
}

/// The units that differ.
fn units(outcome: &Outcome, place: usize, bill: &Bill) -> String {
    let mut ours: Vec<String> = outcome
        .units
        .iter()
        .filter(|unit| unit.encounter == place)
        .map(|unit| {
            let codes: Vec<String> =
                unit.lines.iter().map(|line| outcome.lines[*line].code.to_string()).collect();
            format!("{}={}×{}", codes.join("+"), unit.points.value(), unit.count)
        })
        .collect();
    let mut theirs: Vec<String> =
        bill.units.iter().map(|u| format!("{}={}×{}", u.codes.join("+"), u.points, u.times)).collect();
    let mine = ours.clone();
    ours.retain(|unit| !theirs.contains(unit));
    theirs.retain(|unit| !mine.contains(unit));
    format!("engine {ours:?}, oracle {theirs:?}")
}

/// Leaves items and visits out as long as the rest still disagrees.
fn shrink(engine: &Engine, pool: &Pool<'_>, mut drawn: Month) -> Month {
    let wrong = |month: &Month| matches!(judge(engine, pool, month), Verdicts::Wrong(_));
    let mut again = true;
    while again {
        again = false;
        for visit in 0..drawn.visits.len() {
            let mut fewer = drawn.clone();
            fewer.visits.remove(visit);
            if !fewer.visits.is_empty() && wrong(&fewer) {
                drawn = fewer;
                again = true;
                break;
            }
            for item in 0..drawn.visits[visit].items.len() {
                let mut fewer = drawn.clone();
                fewer.visits[visit].items.remove(item);
                if wrong(&fewer) {
                    drawn = fewer;
                    again = true;
                    break;
                }
            }
            if again {
                break;
            }
        }
    }
    drawn
}

#[test]
fn random_months_agree() {
    let Some(shared) = shared() else { return };
    let (engine, tables) = (engine().unwrap(), tables().unwrap());
    let pool = Pool::new(tables, &shared.join("masters/r6"), &format!("{YEAR}{MONTH:02}01"));
    println!(
        "drawn from {} tests, {} acts, {} treatments, {} internal, {} external, {} injected drugs",
        pool.tests.len(),
        pool.acts.len(),
        pool.treatments.len(),
        pool.internal.len(),
        pool.external.len(),
        pool.injected.len()
    );
    let deep = std::env::var_os("SANTEI_DEEP").is_some_and(|v| v == "1");
    let wanted = if deep { 200_000 } else { 1_500 };
    let mut rng = Lcg(0x5a17_e101);
    let (mut visits, mut months, mut same, mut doubts, mut wrong) = (0, 0, 0, 0, 0);
    let (mut lines, mut pairs) = (0, 0);
    let mut classes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    while visits < wanted {
        let drawn = Month::draw(&pool, &mut rng);
        visits += drawn.visits.len();
        months += 1;
        pairs += usize::from(drawn.billed(&pool) != drawn.visits);
        lines += drawn.visits.iter().map(|visit| visit.items.len()).sum::<usize>();
        match judge(&engine, &pool, &drawn) {
            Verdicts::Same => same += 1,
            Verdicts::Doubt => doubts += 1,
            Verdicts::Wrong(_) => {
                wrong += 1;
                if wrong <= 300 {
                    let least = shrink(&engine, &pool, drawn);
                    let Verdicts::Wrong(why) = judge(&engine, &pool, &least) else { unreachable!() };
                    let class: String = why.chars().filter(|c| !c.is_ascii_digit()).take(60).collect();
                    let text = format!("{why}\n{:?} {:#?}", least.birth, least.visits);
                    classes.entry(class).or_insert((0, text)).0 += 1;
                }
            }
        }
    }
    let mut shown: Vec<_> = classes.into_values().collect();
    shown.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let shown: Vec<String> = shown.iter().take(12).map(|(n, text)| format!("{n} like {text}")).collect();
    assert!(wrong == 0, "{wrong} of {months} months disagree:\n{}", shown.join("\n"));
    // A generator that drew nonsense would prove nothing.
    assert!(lines > visits * 2 && same > months * 9 / 10, "{lines} items, {same} of {months} the same");
    println!(
        "{months} months, {visits} visits, {lines} items, {pairs} months with an item that falls: {same} agree, {doubts} by the other reading of a doubt"
    );
}
