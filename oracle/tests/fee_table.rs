//! The electronic fee table: the engine's checks and the naive reading over random claims, with tables 02 and 03-1 of the official size (made
//! up) and the others as published. No difference is the result.
//!
//! 2,000 claims here, 100,000 in `.ci/deep` (SANTEI_DEEP=1).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that panics fails loudly, which is what a test is for"
)]

mod common;
#[path = "../../masters/tests/common/generated.rs"]
mod generated;

use std::collections::{BTreeMap, BTreeSet};

use generated::Lcg;
use santei_core::checks::examine;
use santei_core::claim::{Claim, Encounter, Facility, History, Line, Options, PastAct, Patient, Setting};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::Facts;
use santei_core::law::Revision;
use santei_core::outcome::{Arg, Finding};
use santei_core::snapshot::{Bytes, Edition};
use santei_masters::image::EditionBuilder;
use santei_oracle::col;
use santei_oracle::fee_table::{Act, Acts, Day, FeeTable, Said};

fn claims() -> usize {
    if std::env::var("SANTEI_DEEP").as_deref() == Ok("1") { 100_000 } else { 2_000 }
}

fn date(day: Day) -> ServiceDate {
    ServiceDate::new(day.0, day.1, day.2).unwrap()
}

/// Engine and oracle on the same tables.
fn both() -> Option<(Engine, FeeTable)> {
    let dir = common::shared()?.join("masters/r6");
    let mut table = FeeTable::load(&dir.join("tensuhyo_02.zip")).unwrap();
    let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
    builder.add_dir(&dir).unwrap_or_else(|e| panic!("{e}"));
    let first = Edition::open(builder.finish().unwrap().image.into()).unwrap();
    let on = date((2025, 7, 16));
    let made = [
        (generated::BUNDLE_FILE, generated::bundles(&first, on, generated::BUNDLE_ROWS)),
        (generated::DAY_FILE, generated::day_exclusions(&first, on, generated::DAY_ROWS)),
    ];
    for (name, bytes) in made {
        table.take(name, &bytes).unwrap();
        builder.add(name, bytes).unwrap_or_else(|e| panic!("{e}"));
    }
    let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
    let engine = Engine::open(Bytes::Static(santei_data::rules()), [Bytes::from(image)]).unwrap();
    Some((engine, table))
}

/// Codes to draw from: in force from June to August 2025, by the table that knows them, with the codes each is paired with.
struct Pots {
    usable: BTreeSet<String>,
    operations: BTreeSet<String>,
    paired: Vec<(String, String)>,
    limited: Vec<String>,
    parents: Vec<(String, String)>,
    children: BTreeMap<String, Vec<String>>,
    fees: Vec<(String, String)>,
    additions: BTreeMap<String, Vec<String>>,
}

impl Pots {
    fn new(engine: &Engine, table: &FeeTable) -> Self {
        let edition = &engine.editions()[0];
        let on = |d| generated::procedures(edition, date(d)).into_iter().map(|c| c.to_string());
        let later: BTreeSet<String> = on((2025, 8, 31)).collect();
        let usable: BTreeSet<String> = on((2025, 6, 1)).filter(|c| later.contains(c)).collect();
        let tables = common::tables().unwrap();
        let operation =
            |row: &&santei_oracle::Row| col(row, 85) == "K" && matches!(col(row, 68), "1" | "3" | "5");
        let operations = tables.s.iter().filter(operation).map(|row| col(row, 3).to_owned()).collect();
        let known = |code: &&str| usable.contains(*code);
        let mut paired = Vec::new();
        for name in ["03-1", "03-2", "03-3", "03-4"] {
            for code in table.codes(name).filter(known) {
                let rows = table.rows(name, code);
                let with = |row: &santei_oracle::Row| (code.to_owned(), col(row, 4).to_owned());
                paired.extend(rows.iter().map(with).filter(|(_, other)| usable.contains(other)));
            }
        }
        let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for code in table.codes("02").filter(known) {
            for row in table.rows("02", code) {
                children.entry(col(row, 2).to_owned()).or_default().push(code.to_owned());
            }
        }
        let mut parents = Vec::new();
        let mut fees = Vec::new();
        for code in table.codes("01").filter(known) {
            for row in table.rows("01", code) {
                parents.extend(
                    [5, 7, 9]
                        .iter()
                        .filter(|n| col(row, **n) != "0")
                        .map(|n| (code.to_owned(), col(row, *n).to_owned())),
                );
                if col(row, 20) != "000" {
                    fees.push((code.to_owned(), col(row, 20).to_owned()));
                }
            }
        }
        let mut additions: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for code in table.codes("04").filter(known) {
            for row in table.rows("04", code) {
                additions.entry(col(row, 2).to_owned()).or_default().push(code.to_owned());
            }
        }
        let limited = table.codes("05").filter(known).map(str::to_owned).collect();
        Self { operations, paired, limited, parents, children, fees, additions, usable }
    }

    fn draw(&self, rng: &mut Lcg) -> Acts {
        let visits = 1 + rng.under(4);
        let mut days: Vec<Day> = (0..visits)
            .map(|_| match rng.under(8) {
                // Mostly one week or month, so that windows are met and just missed.
                0 => (2025, 6 + rng.under(3) as u32, 1 + rng.under(30) as u32),
                1 => (2025, 7, 1 + rng.under(31) as u32),
                _ => (2025, 7, 10 + rng.under(9) as u32),
            })
            .collect();
        days.sort_unstable();
        let mut acts: Vec<Act> = Vec::new();
        let pick = |rng: &mut Lcg, from: &[String]| from[rng.under(from.len())].clone();
        let ward = rng.under(4) == 0;
        let mut codes: Vec<String> = Vec::new();
        for _ in 0..1 + rng.under(4) {
            match rng.under(if ward { 6 } else { 4 }) {
                0 => codes.extend(
                    self.paired
                        .get(rng.under(self.paired.len()))
                        .into_iter()
                        .flat_map(|(a, b)| [a.clone(), b.clone()]),
                ),
                1 => {
                    let (parent, group) = &self.parents[rng.under(self.parents.len())];
                    codes.push(parent.clone());
                    if let Some(children) = self.children.get(group) {
                        codes.push(pick(rng, children));
                    }
                    if rng.under(3) == 0 {
                        let at = rng.under(self.operations.len());
                        codes.extend(
                            self.operations.iter().nth(at).filter(|c| self.usable.contains(*c)).cloned(),
                        );
                    }
                }
                2 => {
                    let code = pick(rng, &self.limited);
                    codes.extend(std::iter::repeat_n(code, 1 + rng.under(3)));
                }
                3 => codes.extend(self.usable.iter().nth(rng.under(self.usable.len())).cloned()),
                at => {
                    // A ward fee with additions of its group, or of any.
                    let (fee, group) = &self.fees[rng.under(self.fees.len())];
                    codes.push(fee.clone());
                    let any = self.additions.values().nth(rng.under(self.additions.len()));
                    if let Some(additions) = if at == 4 { self.additions.get(group) } else { any } {
                        codes.extend([pick(rng, additions), pick(rng, additions), pick(rng, additions)]);
                    }
                }
            }
        }
        let mut before = Vec::new();
        for code in codes {
            let visit = rng.under(visits);
            let count = if rng.under(6) == 0 { 1 + rng.under(12) as u32 } else { 1 };
            let operation = self.operations.contains(&code);
            if rng.under(6) == 0 {
                let (month, at) = (1 + rng.under(8) as u32, 1 + rng.under(28) as u32);
                before.push(Act { code, day: (2025, month, at), visit: 0, count, operation });
            } else {
                acts.push(Act { code, day: days[visit], visit, count, operation });
            }
        }
        acts.sort_by_key(|a| a.visit);
        let began = (rng.under(2) == 0).then(|| days[0]);
        Acts { acts, before, complete: rng.under(5) > 0, stay: ward.then_some(began) }
    }
}

fn claim(acts: &Acts) -> Claim {
    let mut encounters: Vec<Encounter> = Vec::new();
    for (at, act) in acts.acts.iter().enumerate() {
        if encounters.last().is_none_or(|e| e.id != act.visit.to_string()) {
            encounters.push(Encounter {
                id: act.visit.to_string(),
                date: date(act.day),
                date_text: None,
                received_at: None,
                department: None,
                setting: if acts.stay.is_some() { Setting::Inpatient } else { Setting::Outpatient },
                admission: acts.stay.flatten().map(date),
                discharge: None,
                facts: Facts::default(),
                lines: Vec::new(),
            });
        }
        let line = Line { count: act.count, ..Line::new(format!("l{at:03}"), act.code.parse().unwrap()) };
        encounters.last_mut().unwrap().lines.push(line);
    }
    let past = |a: &Act| PastAct { date: date(a.day), code: a.code.parse().unwrap(), count: a.count };
    Claim {
        facility: Facility::default(),
        patient: Patient { birth: ServiceDate::new(1980, 4, 1).unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters,
        history: Some(History {
            complete_from: acts.complete.then(|| ServiceDate::new(2015, 1, 1).unwrap()),
            acts: acts.before.iter().map(past).collect(),
        }),
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: Default::default(),
    }
}

/// The oracle's word for a finding of the engine.
fn word(id: &str) -> Option<&'static str> {
    Some(match id {
        "etensu.exclusion" => "exclusion",
        "etensu.exclusionSpecial" => "exclusionSpecial",
        "etensu.exclusionHistory" => "exclusionHistory",
        "etensu.bundle" => "bundle",
        "etensu.bundleSpecial" => "bundleSpecial",
        "etensu.bundleOperation" => "bundleOperation",
        "etensu.bundleHistory" => "bundleHistory",
        "etensu.limit" => "limit",
        "etensu.limitSpecial" => "limitSpecial",
        "check.limit.window" => "limitWindow",
        "check.limit.windowSpecial" => "limitWindowSpecial",
        "check.limit.unseen" => "limitUnseen",
        "check.limit.historyNeeded" => "limitHistory",
        "check.limit.notInTable" => "limitNotInTable",
        "check.ward.notListed" => "wardNotListed",
        "check.ward.noFee" => "wardNoFee",
        "check.ward.sameSlot" => "wardSameSlot",
        _ => return None,
    })
}

fn said(finding: &Finding) -> Option<Said> {
    let what = word(finding.id)?;
    let past = what.ends_with("History").then(|| match finding.args.as_slice() {
        [_, Arg::Code(code), Arg::Date(day)] => {
            let (y, m, d) = day.parts();
            Some((code.to_string(), (y, m, d)))
        }
        _ => None,
    });
    Some(Said {
        what,
        about: finding.lines[0],
        other: finding.lines.get(1).copied(),
        past: past.flatten(),
        either: false,
    })
}

/// Where either of two could stay, the order says nothing.
fn level(all: BTreeSet<Said>, either: &BTreeSet<(usize, usize)>) -> BTreeSet<Said> {
    all.into_iter()
        .map(|one| {
            let ordered = one.other.map(|o| (one.about.min(o), one.about.max(o)));
            match ordered.filter(|pair| one.what.starts_with("exclusion") && either.contains(pair)) {
                Some((a, b)) => Said { about: a, other: Some(b), either: false, ..one },
                None => one,
            }
        })
        .collect()
}

#[test]
fn engine_and_oracle_say_the_same_of_random_claims() {
    let Some((engine, table)) = both() else { return };
    let pots = Pots::new(&engine, &table);
    let mut rng = Lcg::new(6);
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut different = Vec::new();
    for number in 0..claims() {
        let acts = pots.draw(&mut rng);
        if acts.acts.is_empty() {
            continue;
        }
        let outcome = examine(&engine, &claim(&acts)).unwrap();
        let mine: BTreeSet<Said> = outcome.findings.iter().filter_map(said).collect();
        let theirs = table.say(&acts);
        let either: BTreeSet<(usize, usize)> = theirs
            .iter()
            .filter(|s| s.either)
            .filter_map(|s| s.other.map(|o| (s.about.min(o), s.about.max(o))))
            .collect();
        let (mine, theirs) = (level(mine, &either), level(theirs, &either));
        for one in &theirs {
            *count.entry(one.what).or_default() += 1;
        }
        if mine != theirs {
            let only = |a: &BTreeSet<Said>, b: &BTreeSet<Said>| a.difference(b).cloned().collect::<Vec<_>>();
            different.push(format!(
                "claim {number}: {acts:?}\n  engine alone {:?}\n  oracle alone {:?}",
                only(&mine, &theirs),
                only(&theirs, &mine)
            ));
        }
    }
    println!("{} claims, said {count:?}, {} differ", claims(), different.len());
    assert!(different.is_empty(), "{}", different.iter().take(3).cloned().collect::<Vec<_>>().join("\n"));
    // Every word has to have been said, or nothing was compared.
    let words = [
        "exclusion",
        "exclusionSpecial",
        "exclusionHistory",
        "bundle",
        "bundleSpecial",
        "bundleOperation",
        "bundleHistory",
    ];
    let words =
        words.into_iter().chain(["limit", "limitSpecial", "limitWindow", "limitUnseen", "limitHistory"]);
    for word in words.chain(["wardNotListed", "wardNoFee", "wardSameSlot"]) {
        assert!(count.contains_key(word), "`{word}` was never said: {count:?}");
    }
}

#[test]
fn codes_are_read_alike() {
    let Some((engine, table)) = both() else { return };
    let edition = &engine.editions()[0];
    let known: BTreeSet<String> = (0..edition.auxiliary().code_count())
        .filter_map(|place| edition.auxiliary().code_at(place).map(|c: Code| c.to_string()))
        .collect();
    let missing: Vec<&str> = table.codes("01").filter(|code| !known.contains(*code)).collect();
    // The tables are of 2025-12, s of 2025-11: codes that came in between.
    assert!(missing.len() < 20, "{missing:?}");
}
