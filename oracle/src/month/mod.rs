//! A month of visits to a clinic that filed no standards: what the fee schedule adds by itself, and what it comes to.
//!
//! Written from the notice and its circular alone, in the plainest way: each visit in the order of its days, each part of the schedule
//! in its order. What a rule of the schedule would need beyond what stands in [`Visit`] is not known here and must not be asked.

mod acts;
mod laboratory;
mod medicine;
mod visit;

use crate::drug::Section;
use crate::error::OracleError;
use crate::num;
use crate::tables::{Row, Tables, col};
use crate::unit::{Doubt, UnitLine, price_unit};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// When a visit took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// Within consulting hours.
    Regular,
    /// 時間外.
    AfterHours,
    /// 休日.
    Holiday,
    /// 深夜.
    LateNight,
}

/// How drugs were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dispensing {
    /// No drugs.
    Nothing,
    /// In the house.
    InHouse,
    /// By a prescription of seven kinds or more, or of fewer.
    Slip {
        /// Seven or more kinds of internal drugs.
        seven: bool,
    },
}

/// What blood a test was done on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Specimen {
    /// Venous blood.
    Vein,
    /// Blood of a finger or an ear.
    Capillary,
    /// No blood.
    Other,
}

/// Way of an injection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Into skin or muscle (G000).
    Muscle,
    /// Into a vein (G001).
    Vein,
    /// Infusion of so many millilitres (G004).
    Drip(u32),
}

/// A drug with its amount.
pub type Dose = (String, Decimal);

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A test of a specimen.
    Test {
        /// Code.
        code: String,
        /// What it was done on.
        specimen: Specimen,
    },
    /// An act that is a unit of its own: physiological test, treatment, management.
    Act {
        /// Code.
        code: String,
        /// Part of the body.
        site: Option<&'static str>,
    },
    /// Plain X-ray of one part of the body.
    Xray {
        /// Diagnosis, taking, digital storage.
        codes: [String; 3],
        /// Pictures.
        pictures: u32,
    },
    /// An injection with its drugs.
    Injection {
        /// Way.
        way: Way,
        /// Drugs.
        drugs: Vec<Dose>,
    },
    /// Internal drugs taken together, of one day, for so many days.
    Internal {
        /// Drugs of one day.
        drugs: Vec<Dose>,
        /// Days.
        days: u32,
    },
    /// External drugs, in all.
    External {
        /// Drugs.
        drugs: Vec<Dose>,
    },
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Day of the month.
    pub day: u32,
    /// Whole years of the patient's age.
    pub age: u32,
    /// First visit (初診), or revisit.
    pub first: bool,
    /// When.
    pub time: Time,
    /// Treatments, tests and pictures were emergencies, begun in the house at that time.
    pub emergency: bool,
    /// Planned management took place.
    pub planned: bool,
    /// How drugs were given.
    pub dispensing: Dispensing,
    /// What was done.
    pub items: Vec<Item>,
}

/// A unit that is billed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billed {
    /// Its codes.
    pub codes: Vec<String>,
    /// Points of one time.
    pub points: i64,
    /// How often.
    pub times: u32,
}

/// What a visit comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bill {
    /// Units.
    pub units: Vec<Billed>,
    /// Where the text leaves two readings.
    pub doubts: Vec<Doubt>,
}

impl Bill {
    /// Points in all.
    #[must_use]
    pub fn points(&self) -> i64 {
        self.units.iter().map(|unit| unit.points.saturating_mul(i64::from(unit.times))).sum()
    }

    /// Every code that is billed, and in how many units.
    #[must_use]
    pub fn codes(&self) -> BTreeMap<String, usize> {
        let mut out = BTreeMap::new();
        for code in self.units.iter().flat_map(|unit| &unit.codes) {
            *out.entry(code.clone()).or_insert(0) += 1;
        }
        out
    }
}

/// Bills a month; the visits stand in the order of their days.
///
/// # Errors
/// A code or a name that the tables do not hold, or a price that cannot be worked out.
pub fn month(tables: &Tables, visits: &[Visit]) -> Result<Vec<Bill>, OracleError> {
    let mut state = State { tables, earlier: Vec::new(), judged: Vec::new() };
    visits.iter().map(|visit| state.visit(visit)).collect()
}

/// What the month holds so far.
struct State<'t> {
    tables: &'t Tables,
    /// Tests that were done, with the part of the body.
    earlier: Vec<(String, Option<&'static str>)>,
    /// Judgement fees that were billed.
    judged: Vec<&'static str>,
}

impl<'t> State<'t> {
    fn visit(&mut self, visit: &Visit) -> Result<Bill, OracleError> {
        let mut bill = Bill::default();
        self.fees(visit, &mut bill)?;
        self.laboratory(visit, &mut bill)?;
        self.acts(visit, &mut bill)?;
        self.medication(visit, &mut bill)?;
        self.injections(visit, &mut bill)?;
        self.management(visit, &mut bill)?;
        Ok(bill)
    }

    fn row(&self, code: &str) -> Result<&'t Row, OracleError> {
        self.tables.procedure(code).ok_or_else(|| OracleError::UnknownCode(code.to_owned()))
    }

    /// The code of a name, as the master writes it.
    fn named(&self, name: &str) -> Result<String, OracleError> {
        let row = self.tables.s.iter().find(|row| col(row, 5) == name);
        row.map(|row| col(row, 3).to_owned()).ok_or_else(|| OracleError::UnknownCode(name.to_owned()))
    }

    /// The age addition that the row of an act offers (columns 100–111); newborns are not met here.
    fn age_addition(&self, code: &str, age: u32) -> Result<Option<String>, OracleError> {
        let row = self.row(code)?;
        for start in [100, 103, 106, 109] {
            let [least, under, addition] = [start, start + 1, start + 2].map(|n| col(row, n));
            if addition == "0" || under == "AA" {
                continue;
            }
            let least = if least == "AA" { 0 } else { least.parse::<u32>().unwrap_or(0) };
            let under = under.parse::<u32>().unwrap_or(0);
            if age >= least && (under == 0 || age < under) {
                return Ok(Some(addition.to_owned()));
            }
        }
        Ok(None)
    }

    /// Puts a unit on the bill.
    fn unit(
        &self,
        bill: &mut Bill,
        lines: &[UnitLine],
        part: Section,
        times: u32,
    ) -> Result<(), OracleError> {
        let price = price_unit(self.tables, lines, part)?;
        bill.doubts.extend(price.doubts);
        let codes = lines.iter().map(|line| line.code.clone()).collect();
        bill.units.push(Billed { codes, points: price.points, times });
        Ok(())
    }

    /// A unit of codes alone.
    fn plain(&self, bill: &mut Bill, codes: &[&str]) -> Result<(), OracleError> {
        let lines: Vec<UnitLine> = codes.iter().map(|code| UnitLine::new(code)).collect();
        self.unit(bill, &lines, Section::Other, 1)
    }

    /// A unit of an act with its age addition.
    fn with_age(&self, bill: &mut Bill, code: &str, age: u32) -> Result<(), OracleError> {
        let mut lines = vec![UnitLine::new(code)];
        lines.extend(self.age_addition(code, age)?.map(|addition| UnitLine::new(&addition)));
        self.unit(bill, &lines, Section::Other, 1)
    }
}

/// Yen of drugs.
fn yen(tables: &Tables, drugs: &[Dose]) -> Result<Decimal, OracleError> {
    let mut sum = Decimal::ZERO;
    for (code, amount) in drugs {
        let row = tables.drug(code).ok_or_else(|| OracleError::UnknownCode(code.clone()))?;
        let price = crate::tables::decimal(row, 12)?;
        sum = num::add(code, sum, num::mul(code, price, *amount)?)?;
    }
    Ok(sum)
}

fn lines(drugs: &[Dose]) -> impl Iterator<Item = UnitLine> {
    drugs.iter().map(|(code, amount)| UnitLine { code: code.clone(), quantity: Some(*amount), claimed: None })
}
