//! The points of a receipt, calculated again and compared unit by unit.
//!
//! The receipt becomes one claim: an encounter for each day of the month with something on it, its lines grouped as the receipt groups
//! them, nothing derived. So a monthly limit or an exclusion across the days of the month is seen as well.

mod masters;

pub use masters::{BEDS_MISSING, BEDS_NOT_NEEDED, COMMENT_TEXT, NEGATIVE};

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use santei_core::checks::examine;
use santei_core::claim::{
    ChargeFacts, Claim, Diagnosis, DrugForm, Encounter, Facility, Line, Options, Patient, Setting, Sex,
};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::{Engine, EngineError};
use santei_core::fact::Facts;
use santei_core::outcome::{Finding, Outcome, Target, Verdict};

use crate::calendar;
use crate::layout::Kind;
use crate::problem::{Check, Level, Problem};
use crate::receipt::{Place, Receipt, Unit, UnitLine};
use crate::record::digits;

/// The points recorded are not those of the calculation (固定点数).
pub static UNIT_POINTS: Check = Check {
    id: "unit.points",
    official: None,
    level: Level::Confirm,
    ja: "点数{0}が計算した点数{1}と一致しません。",
    en: "{0} points recorded, {1} calculated",
    source: "受付・事務点検ASP 固定点数",
};

/// The checks of this module, in the order they are told.
pub static ALL: [&Check; 5] = [&UNIT_POINTS, &NEGATIVE, &BEDS_MISSING, &BEDS_NOT_NEEDED, &COMMENT_TEXT];

/// A receipt, calculated again.
#[derive(Debug, Clone)]
pub struct Recalculation {
    /// The claim that was calculated.
    pub claim: Claim,
    /// The engine's answer.
    pub outcome: Outcome,
    /// Each unit of the receipt, in order.
    pub units: Vec<UnitResult>,
    /// What the masters say of the records themselves.
    found: Vec<Problem>,
    /// For each line of the claim (encounter, line): unit and record number.
    origins: Origins,
}

/// By encounter and line of the claim.
type Origins = BTreeMap<(usize, usize), Origin>;

#[derive(Debug, Clone, Copy)]
struct Origin {
    unit: usize,
    record: u64,
    billed: bool,
}

/// A unit of the receipt against its calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitResult {
    /// Record of its first line.
    pub record: u64,
    /// Record of its last line, which carries the points.
    pub last: u64,
    /// 診療識別.
    pub section: Option<u8>,
    /// Points recorded, of one time.
    pub recorded: Option<u64>,
    /// 回数 recorded.
    pub count: Option<u64>,
    /// What the calculation says.
    pub computed: Computed,
}

/// What the calculation says of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computed {
    /// Points of one time, the same on every day.
    Points(Decimal),
    /// Points that differ between days: first and last.
    Differs(Decimal, Decimal),
    /// A line could not be priced or stands under an exclusion or limit: the findings say why.
    Open,
    /// The unit tells no day.
    NoDay,
}

impl UnitResult {
    /// Whether the points recorded are those calculated; `None` when that cannot be told.
    #[must_use]
    pub fn agrees(&self) -> Option<bool> {
        let recorded = Decimal::from(self.recorded?);
        match self.computed {
            Computed::Points(points) => Some(points == recorded),
            Computed::Differs(..) => Some(false),
            Computed::Open | Computed::NoDay => None,
        }
    }
}

impl Recalculation {
    /// The units whose points are not those recorded, and what the masters say of the records, as problems.
    pub fn problems(&self) -> impl Iterator<Item = Problem> {
        let points = self.units.iter().filter(|u| u.agrees() == Some(false)).filter_map(|unit| {
            let right = match unit.computed {
                Computed::Points(points) => points.to_string(),
                Computed::Differs(first, last) => format!("{first}–{last}"),
                Computed::Open | Computed::NoDay => return None,
            };
            let whole = match unit.computed {
                Computed::Points(points) => u64::try_from(points.trunc()).ok(),
                _ => None,
            };
            let recorded = unit.recorded?;
            Some(Problem {
                field: Some(6),
                item: "点数",
                value: recorded.to_string(),
                words: vec![recorded.to_string(), right],
                numbers: whole.map(|right| (recorded, right)),
                ..Problem::at(&UNIT_POINTS, unit.last)
            })
        });
        points.chain(self.found.iter().cloned())
    }

    /// The record a finding is about; `None` when it is about the whole receipt.
    #[must_use]
    pub fn record_of(&self, finding: &Finding) -> Option<u64> {
        match finding.target {
            Target::Line(encounter, line) => self.origins.get(&(encounter, line)).map(|o| o.record),
            _ => None,
        }
    }
}

/// Calculates a receipt again; `facility` is what the file does not tell (clinic or hospital, standards filed). `None` when the receipt has
/// no month or birth date to go by.
///
/// # Errors
/// [`EngineError`] when the engine gives no answer.
pub fn recalculate(
    engine: &Engine,
    facility: &Facility,
    receipt: &Receipt<'_>,
) -> Result<Option<Recalculation>, EngineError> {
    let Some((claim, origins)) = claim_of(facility, receipt) else { return Ok(None) };
    let outcome = examine(engine, &claim)?;
    let units = compare(receipt, &outcome, &origins);
    let day = claim.encounters.first().map(|e| e.date);
    let found = day.and_then(|day| Some((day, engine.edition_on(day)?.1)));
    let found = found
        .map(|(day, edition)| masters::run(edition, day, facility.kind, receipt, &units))
        .unwrap_or_default();
    Ok(Some(Recalculation { claim, outcome, units, found, origins }))
}

fn claim_of(facility: &Facility, receipt: &Receipt<'_>) -> Option<(Claim, Origins)> {
    let month = receipt.month()?;
    let birth = receipt.birth()?;
    let setting = if receipt.place()? == Place::In { Setting::Inpatient } else { Setting::Outpatient };
    let admission = calendar::day(receipt.head.field(9)).map(|d| d.value);
    let mut days: BTreeMap<u32, Vec<(Line, Origin)>> = BTreeMap::new();
    let mut loose = Vec::new();
    for (at, unit) in receipt.units.iter().enumerate() {
        let on: Vec<(u32, u64)> =
            unit.billed().next().map(|l| l.days().filter(|(_, n)| *n > 0).collect()).unwrap_or_default();
        for line in &unit.lines {
            let number = line.record.number;
            for (day, count) in line.days().filter(|(_, n)| *n > 0) {
                let Some(mut one) = line_of(unit, at, line) else { continue };
                one.id = format!("r{number}d{day}");
                one.count = u32::try_from(count).unwrap_or(u32::MAX);
                days.entry(day).or_default().push((one, Origin { unit: at, record: number, billed: true }));
            }
            for (place, comment) in comments(line).enumerate() {
                let origin = Origin { unit: at, record: number, billed: false };
                let mut one = Line::new(format!("r{number}c{place}"), comment);
                one.group = Some(format!("u{at}"));
                match on.first() {
                    Some((day, _)) => days.entry(*day).or_default().push((one, origin)),
                    None => loose.push((one, origin)),
                }
            }
        }
    }
    // Comments on the receipt as a whole stand at its first day.
    if let Some((_, lines)) = days.iter_mut().next() {
        lines.extend(loose);
    }
    let mut encounters = Vec::new();
    let mut origins = BTreeMap::new();
    for (day, lines) in days {
        let Some(date) = calendar::day_of(month, day) else { continue };
        let place = encounters.len();
        for (at, (_, origin)) in lines.iter().enumerate() {
            origins.insert((place, at), *origin);
        }
        let lines = lines.into_iter().map(|(line, _)| line).collect();
        encounters.push(encounter(date, setting, admission, lines));
    }
    let last = (28..=31).rev().find_map(|day| calendar::day_of(month, day));
    let sex = match receipt.head.field(6) {
        b"1" => Some(Sex::Male),
        b"2" => Some(Sex::Female),
        _ => None,
    };
    let claim = Claim {
        facility: facility.clone(),
        patient: Patient { birth, sex, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: Some(receipt.diseases.iter().filter_map(|d| diagnosis(d, last)).collect()),
        encounters,
        history: None,
        answers: Vec::new(),
        options: Options { auto_add: false, ..Options::default() },
        charge: ChargeFacts::default(),
    };
    Some((claim, origins))
}

fn encounter(
    date: ServiceDate,
    setting: Setting,
    admission: Option<ServiceDate>,
    lines: Vec<Line>,
) -> Encounter {
    Encounter {
        id: date.to_string(),
        date,
        date_text: None,
        received_at: None,
        department: None,
        setting,
        admission,
        discharge: None,
        facts: Facts::default(),
        lines,
    }
}

/// A suspicion is the modifier 8002 (の疑い).
const SUSPECTED: &[u8] = b"8002";

fn diagnosis(record: &crate::record::Record<'_>, last: Option<ServiceDate>) -> Option<Diagnosis> {
    let code = |field: &[u8]| Code::new(u32::try_from(digits(field)?).ok()?);
    let modifiers = record.field(5);
    Some(Diagnosis {
        code: code(record.field(2))?,
        modifiers: modifiers.chunks(4).filter_map(code).collect(),
        from: calendar::day(record.field(3)).map(|d| d.value),
        // The claim tells that the disease ended in the month (治ゆ, 死亡, 中止), not on which day: at its end at the latest.
        until: if matches!(record.field(4), b"2" | b"3" | b"4") { last } else { None },
        main: record.field(7) == b"01",
        suspected: modifiers.chunks(4).any(|m| m == SUSPECTED),
    })
}

/// The comments of a record: its own code, or those that ride on it.
fn comments<'a>(line: &UnitLine<'a>) -> impl Iterator<Item = Code> + use<'a> {
    let places: &[usize] = match line.record.kind {
        Kind::Co => &[4],
        Kind::To => &[12, 14, 16],
        _ => &[8, 10, 12],
    };
    let record = line.record;
    places.iter().filter_map(move |no| Code::new(u32::try_from(digits(record.field(*no))?).ok()?))
}

fn line_of(unit: &Unit<'_>, at: usize, line: &UnitLine<'_>) -> Option<Line> {
    if !line.is_billed() {
        return None;
    }
    let code = line.code?;
    let mut out = Line::new(String::new(), code);
    out.group = Some(format!("u{at}"));
    out.section = unit.section;
    out.quantity = line.quantity();
    if line.record.kind == Kind::Iy {
        out.form = Some(match unit.section {
            Some(21) => DrugForm::Oral,
            Some(22) => DrugForm::AsNeeded,
            Some(23) => DrugForm::External,
            Some(31..=33) => DrugForm::Injection,
            _ => DrugForm::WithinAct,
        });
    }
    if line.record.kind == Kind::To {
        out.unit_price_yen =
            std::str::from_utf8(line.record.field(9)).ok().and_then(|t| t.trim().parse().ok());
    }
    out.claimed_points = line.points().map(Decimal::from);
    Some(out)
}

fn compare(receipt: &Receipt<'_>, outcome: &Outcome, origins: &Origins) -> Vec<UnitResult> {
    let mut computed: BTreeMap<usize, Computed> = BTreeMap::new();
    for line in &outcome.lines {
        let origin = line.input.and_then(|i| origins.get(&(line.encounter, i))).filter(|o| o.billed);
        let Some(origin) = origin else { continue };
        if line.verdict != Verdict::Applied {
            computed.insert(origin.unit, Computed::Open);
            continue;
        }
        let Some(points) = line.unit.and_then(|u| outcome.units.get(u)).map(|u| u.points.value()) else {
            continue;
        };
        let now = match computed.get(&origin.unit) {
            None => Computed::Points(points),
            Some(Computed::Points(first)) if *first == points => Computed::Points(points),
            Some(Computed::Points(first) | Computed::Differs(first, _)) => Computed::Differs(*first, points),
            Some(other) => *other,
        };
        computed.insert(origin.unit, now);
    }
    let billed = |u: &&Unit<'_>| u.billed().next().is_some();
    let units = receipt.units.iter().enumerate().filter(|(_, u)| billed(u));
    units
        .map(|(at, unit)| UnitResult {
            record: unit.lines.first().map_or(0, |l| l.record.number),
            last: unit.billed().last().map_or(0, |l| l.record.number),
            section: unit.section,
            recorded: unit.points(),
            count: unit.count(),
            computed: computed.get(&at).copied().unwrap_or(Computed::NoDay),
        })
        .collect()
}
