//! Random billing units by both: 20,000 of them, ten times as many with `SANTEI_DEEP=1`.

use crate::bench::{Answer, DAY, ask, both, only, part};
use crate::lots::{Drawn, Lcg, Pots};
use rust_decimal::Decimal;
use santei_core::engine::Engine;
use santei_oracle::{OracleError, Question, UnitLine, UnitPrice, col, price_unit};
use std::collections::BTreeMap;

/// How a unit came out.
enum Verdict {
    Same,
    /// The text leaves two readings that differ here; the engine follows the usual (true) or the other one.
    Doubt(Question, bool),
    /// Neither prices it whole: the oracle gives no amount and the engine blocks a line with a finding.
    Refused,
    Wrong(String),
}

fn judge(engine: &Engine, lines: &[Drawn<'_>], section: u8) -> Verdict {
    let tables = only(lines.iter().map(|l| l.row).collect::<std::collections::BTreeSet<_>>());
    let given: Vec<UnitLine> = lines.iter().map(|l| l.line.clone()).collect();
    let answer = ask(engine, &tables, &given, section);
    if let Err(unit) = answer.replays() {
        return Verdict::Wrong(format!("trace of {unit}"));
    }
    compare(&answer, price_unit(&tables, &given, part(section)))
}

fn compare(answer: &Answer, oracle: Result<UnitPrice, OracleError>) -> Verdict {
    let points = answer.points();
    let lines = 0..answer.outcome.lines.len();
    match oracle {
        Ok(price) if Decimal::from(price.points) == points => {
            match lines.into_iter().find(|l| answer.reasons(*l).next().is_some()) {
                Some(line) => Verdict::Wrong(format!("line {line} is blocked: {:?}", answer.ids())),
                None => price.doubts.first().map_or(Verdict::Same, |d| Verdict::Doubt(d.question, true)),
            }
        }
        Ok(price) => match price.doubts.iter().find(|d| Decimal::from(d.other) == points) {
            Some(doubt) => Verdict::Doubt(doubt.question, false),
            None => Verdict::Wrong(format!("engine {points}, oracle {price:#?}")),
        },
        Err(OracleError::NeedsBase(code)) => {
            let blocked = lines.into_iter().any(|l| {
                answer.outcome.lines[l].code.to_string() == code && answer.reasons(l).next().is_some()
            });
            if blocked {
                Verdict::Refused
            } else {
                Verdict::Wrong(format!("oracle: {code} has no base; engine {points} {:?}", answer.ids()))
            }
        }
        // Which of them are the four is open: both leave out all but the dearest.
        Err(OracleError::SpineOver(_))
            if lines.clone().any(|l| answer.reasons(l).any(|f| f.id == "price.spineOver")) =>
        {
            Verdict::Refused
        }
        Err(other) => Verdict::Wrong(format!("oracle: {other}")),
    }
}

/// Leaves lines out as long as the rest still disagrees.
fn shrink<'t>(engine: &Engine, mut lines: Vec<Drawn<'t>>, section: u8) -> Vec<Drawn<'t>> {
    let mut at = 0;
    while at < lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(at);
        if !fewer.is_empty() && matches!(judge(engine, &fewer, section), Verdict::Wrong(_)) {
            lines = fewer;
            at = 0;
        } else {
            at += 1;
        }
    }
    lines
}

fn show(engine: &Engine, lines: Vec<Drawn<'_>>, section: u8) -> (String, String) {
    let lines = shrink(engine, lines, section);
    let Verdict::Wrong(why) = judge(engine, &lines, section) else { unreachable!() };
    let tables = only(lines.iter().map(|l| l.row));
    let given: Vec<UnitLine> = lines.iter().map(|l| l.line.clone()).collect();
    let answer = ask(engine, &tables, &given, section);
    let mut text = format!("  section {section}: {why}\n");
    let mut class = format!("{section} {}", answer.ids().join(" "));
    for Drawn { row, line } in &lines {
        let number = |n: Option<Decimal>| n.map_or(String::new(), |n| n.normalize().to_string());
        text += &format!(
            "    {} {} [{}] × {} @ {}\n",
            line.code,
            col(row, 5),
            col(row, 12),
            number(line.quantity),
            number(line.claimed)
        );
        class += &format!(
            " {}{}{}",
            col(row, 2),
            col(row, 11),
            if col(row, 2) == "S" { col(row, 68) } else { "" }
        );
    }
    text += &answer.steps();
    (class, text)
}

#[test]
fn random_units_agree() {
    let Some((engine, tables)) = both() else { return };
    let deep = std::env::var_os("SANTEI_DEEP").is_some_and(|v| v == "1");
    let many = if deep { 200_000 } else { 20_000 };
    let pots = Pots::new(tables, &DAY.replace('-', ""));
    let mut rng = Lcg::new(0x5a17_e100);
    let (mut same, mut refused, mut wrong) = (0_usize, 0_usize, 0_usize);
    let mut doubts: BTreeMap<String, usize> = BTreeMap::new();
    let mut classes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for _ in 0..many {
        let lot = pots.draw(&mut rng);
        match judge(engine, &lot.lines, lot.section) {
            Verdict::Same => same += 1,
            Verdict::Refused => refused += 1,
            Verdict::Doubt(question, usual) => {
                let reading = if usual { "usual" } else { "other" };
                *doubts.entry(format!("{question:?}, {reading} reading")).or_default() += 1;
            }
            Verdict::Wrong(_) => {
                wrong += 1;
                if wrong <= 400 {
                    let (class, text) = show(engine, lot.lines, lot.section);
                    classes.entry(class).or_insert((0, text)).0 += 1;
                }
            }
        }
    }
    let mut shown: Vec<_> = classes.into_values().collect();
    shown.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
    let shown: Vec<String> = shown.iter().take(12).map(|(n, text)| format!("{n} like\n{text}")).collect();
    assert!(wrong == 0, "{wrong} of {many} disagree:\n{}", shown.join("\n"));
    // A generator that drew nonsense would prove nothing.
    assert!(same > many / 2 && refused < many / 20, "same {same}, refused {refused}");
    println!("{many} units: {same} agree, {refused} refused by both, doubts {doubts:?}");
}
