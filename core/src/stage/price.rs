//! Points of every unit: procedures, drugs, materials; rounded once.

mod anesthesia;
mod ceiling;
mod drug;
mod lab_bundle;
mod material;
mod percent;
mod procedure;
mod segment;
mod spine;
mod stated;
mod step;

use rust_decimal::Decimal;

use super::group::{self, Unit};
use crate::amount::{AmountError, Points, Yen, round_half_up_to_point, round_half_up_to_yen};
use crate::bill::{Bill, Item};
use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Op, Severity, Stage, Step, StepId, Target, Text, Verdict};
use crate::snapshot::ProcedureRow;

/// A priced unit.
#[derive(Debug)]
pub(crate) struct Priced {
    pub(crate) encounter: usize,
    pub(crate) section: u8,
    pub(crate) group: Option<String>,
    pub(crate) lines: Vec<usize>,
    pub(crate) points: Points,
    pub(crate) count: u32,
    pub(crate) trace: Option<StepId>,
}

/// Everything priced.
#[derive(Debug, Default)]
pub(crate) struct PricedBill {
    pub(crate) units: Vec<Priced>,
    /// Own points of each line, by place; `None` where it has none of its own.
    pub(crate) line_points: Vec<Option<Points>>,
    /// Yen outside points.
    pub(crate) yen: Yen,
}

impl PricedBill {
    /// Σ points × count.
    pub(crate) fn total(&self) -> Result<Points, EngineError> {
        let mut total = Points::ZERO;
        for unit in &self.units {
            total = total.plus(unit.points.times_count(unit.count)?)?;
        }
        Ok(total)
    }
}

/// 「四捨五入」 of the unit.
static ROUNDING: Citation = Citation::of(Document::MasterSpecification, "算定単位の端数処理（四捨五入）");

/// Prices every unit.
pub(super) fn run(bill: &mut Bill<'_, '_>, units: &mut Vec<Unit>) -> Result<PricedBill, EngineError> {
    let mut priced = PricedBill { line_points: vec![None; bill.lines.len()], ..PricedBill::default() };
    for unit in std::mem::take(units) {
        price_unit(bill, unit, &mut priced)?;
    }
    Ok(priced)
}

fn price_unit(bill: &mut Bill<'_, '_>, unit: Unit, priced: &mut PricedBill) -> Result<(), EngineError> {
    let mut sum = Sum::begin(bill);
    let (mut procedures, mut drugs, mut materials) = (Vec::new(), Vec::new(), Vec::new());
    for line in &unit.lines {
        let Some(l) = bill.lines.get(*line) else { continue };
        match l.item {
            Item::Procedure(row, _) if group::is_yen(l) => {
                // Meals are counted in their quantity (きざみ, 1食).
                let Some(yen) = procedure::own_points(bill, *line, row)? else { continue };
                let yen = round_half_up_to_yen(yen.times_count(unit.count)?.value())?;
                priced.yen = priced.yen.plus(yen)?;
            }
            Item::Procedure(row, _) => procedures.push((*line, row)),
            Item::Drug(_) => drugs.push(*line),
            Item::Material(_) => materials.push(*line),
            Item::PriceOnly => drugs.push(*line),
            Item::Comment | Item::Nothing => {}
        }
    }
    if procedures.is_empty() && drugs.is_empty() && materials.is_empty() {
        return Ok(());
    }
    procedure::add(bill, &procedures, &mut sum, priced)?;
    sum.round(bill);
    drug::add(bill, unit.section, &drugs, &mut sum, priced)?;
    material::add(bill, &materials, &mut sum, priced)?;
    let lines: Vec<usize> =
        unit.lines.iter().copied().filter(|l| bill.lines.get(*l).is_some_and(|l| l.is_applied())).collect();
    if lines.is_empty() {
        return Ok(());
    }
    priced.units.push(Priced {
        encounter: unit.encounter,
        section: unit.section,
        group: unit.group,
        lines,
        points: sum.points,
        count: unit.count,
        trace: sum.begin,
    });
    Ok(())
}

/// Points of a row alone at a quantity, before anything else; what is wrong with the quantity is reported when the unit is priced.
pub(super) fn row_points(row: ProcedureRow<'_>, quantity: Option<Decimal>) -> Result<Points, AmountError> {
    if !row.has_step() {
        return Ok(Points::new(row.points().decimal()));
    }
    Ok(match step::points(row, quantity.unwrap_or(Decimal::ONE))? {
        step::Stepped::Points(points) | step::Stepped::Over(points) => points,
        step::Stepped::Refused => Points::ZERO,
    })
}

/// The running points of a unit, each change recorded as a step.
#[derive(Debug)]
pub(super) struct Sum {
    points: Points,
    begin: Option<StepId>,
}

impl Sum {
    fn begin(bill: &mut Bill<'_, '_>) -> Self {
        let zero = Decimal::ZERO;
        let begin = bill.trace.push(Step {
            parent: None,
            stage: Stage::Price,
            rule: None,
            line: None,
            op: Op::Begin,
            before: zero,
            after: zero,
            operand: zero,
            rate: None,
            cite: None,
        });
        Self { points: Points::ZERO, begin }
    }

    /// Changes the running points by an operand.
    fn step(
        &mut self,
        bill: &mut Bill<'_, '_>,
        line: usize,
        op: Op,
        operand: Points,
        rate: Option<Decimal>,
        cite: Option<&Citation>,
    ) -> Result<(), EngineError> {
        let before = self.points;
        let after = match op {
            Op::Subtract | Op::ReduceRate => before.minus(operand)?,
            _ => before.plus(operand)?,
        };
        self.record(bill, Some(line), op, before, after, operand, rate, cite);
        self.points = after;
        Ok(())
    }

    fn round(&mut self, bill: &mut Bill<'_, '_>) {
        let before = self.points;
        if before.is_whole() {
            return;
        }
        let after = round_half_up_to_point(before);
        self.record(bill, None, Op::RoundHalfUp, before, after, Points::ZERO, None, Some(&ROUNDING));
        self.points = after;
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one call site each; a struct of the same fields would be Step again"
    )]
    fn record(
        &self,
        bill: &mut Bill<'_, '_>,
        line: Option<usize>,
        op: Op,
        before: Points,
        after: Points,
        operand: Points,
        rate: Option<Decimal>,
        cite: Option<&Citation>,
    ) {
        if !bill.trace.is_on() {
            return;
        }
        let cite = cite.map(|c| bill.citations.place(c));
        let (before, after, operand) = (before.value(), after.value(), operand.value());
        bill.trace.push(Step {
            parent: self.begin,
            stage: Stage::Price,
            rule: None,
            line,
            op,
            before,
            after,
            operand,
            rate,
            cite,
        });
    }
}

/// Keeps a line off the bill because it cannot be priced, and says why.
fn refuse(bill: &mut Bill<'_, '_>, line: usize, id: &'static str, text: &'static Text, args: Vec<Arg>) {
    let Some(l) = bill.lines.get_mut(line) else { return };
    l.verdict = Verdict::Blocked;
    let target = l.input.map_or(Target::Derived(line), |i| Target::Line(l.encounter, i));
    bill.findings.push(group::found(id, Severity::Error, target, vec![line], text, args));
}

/// Reports a price that a person has to confirm.
fn confirm(bill: &mut Bill<'_, '_>, line: usize, id: &'static str, text: &'static Text, args: Vec<Arg>) {
    let target = bill
        .lines
        .get(line)
        .map_or(Target::Request, |l| l.input.map_or(Target::Derived(line), |i| Target::Line(l.encounter, i)));
    bill.findings.push(group::found(id, Severity::Confirm, target, vec![line], text, args));
}
