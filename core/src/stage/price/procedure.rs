//! Points of the procedures of a unit.
//!
//! Each base begins a segment; additions hang on a base. Inside a segment, exact: base (or the price by count), 負荷, reductions, fixed
//! notes, note percentages, general percentages, fixed general additions. The unit rounds once.

use rust_decimal::Decimal;

use super::lab_bundle;
use super::percent::{self, Tier};
use super::segment::{self, Cut, Segment};
use super::stated;
use super::step::{self, Stepped};
use super::{PricedBill, Sum, confirm, refuse};
use crate::amount::{Points, Rate};
use crate::bill::Bill;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Op, Text};
use crate::snapshot::{PointKind, ProcedureRow};

static BELOW: Text = Text {
    ja: "コード{0}は数量{1}では算定できません（下限未満）。",
    en: "code {0} cannot be billed for a quantity of {1} (below the lower bound)",
};
static OVER: Text = Text {
    ja: "コード{0}の数量{1}が上限を超えています。",
    en: "the quantity {1} of code {0} is over the upper bound",
};
static CLAIM_POINTS: Text = Text {
    ja: "コード{0}の点数は請求側が記録します。claimedPoints を送ってください。",
    en: "the points of code {0} come from the claim; send claimedPoints",
};
pub(super) static NO_BASE: Text = Text {
    ja: "率の加減算{0}の基本項目が同じ算定単位にありません。点数は含まれていません。",
    en: "percentage {0} has no base in its billing unit; nothing is included for it",
};
static NOT_FITTING: Text = Text {
    ja: "加算{0}は、この基本項目では算定できません（通則の対象外）。",
    en: "addition {0} is not billed on this base (outside the general rule)",
};

/// Adds the procedures of a unit to its sum.
pub(super) fn add<'e>(
    bill: &mut Bill<'_, 'e>,
    lines: &[(usize, ProcedureRow<'e>)],
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<(), EngineError> {
    let bundles = {
        let bases: Vec<_> = lines.iter().copied().filter(|(_, r)| r.notice_kind().is_base()).collect();
        lab_bundle::find(bill, &bases)
    };
    let Cut { segments, outside, generals } = segment::cut(bill, lines, &bundles)?;
    for bundle in &bundles {
        let Some(first) = bundle.lines.first() else { continue };
        let items = Some(Decimal::from(bundle.items));
        sum.step(bill, *first, Op::CountBundle, bundle.price, items, Some(&bundle.citation))?;
    }
    let mut bases_of_general = Vec::new();
    for segment in &segments {
        let paid_by_count = bundles.iter().any(|b| b.lines.contains(&segment.line));
        bases_of_general.push(price(bill, segment, paid_by_count, sum, priced)?);
    }
    for (line, points) in outside {
        put(bill, sum, priced, line, points, None)?;
    }
    for (line, row) in generals {
        general(bill, line, row, &segments, &bases_of_general, sum, priced)?;
    }
    Ok(())
}

/// Points (点数識別 1: yen) of a row alone, by its kind; `None` when it cannot be priced (a finding says why).
pub(super) fn own_points(
    bill: &mut Bill<'_, '_>,
    line: usize,
    row: ProcedureRow<'_>,
) -> Result<Option<Points>, EngineError> {
    let Some(l) = bill.lines.get(line) else { return Ok(None) };
    let (quantity, claimed) = (l.quantity, l.claimed_points);
    let points = match row.point_kind() {
        PointKind::Points | PointKind::MinusPoints | PointKind::Yen if row.has_step() => {
            // Resolve blocks a step row without quantity; a derived one counts one.
            let quantity = quantity.unwrap_or(Decimal::ONE);
            match step::points(row, quantity)? {
                Stepped::Points(points) => points,
                Stepped::Over(points) => {
                    confirm(
                        bill,
                        line,
                        "price.overUpperBound",
                        &OVER,
                        vec![Arg::Code(row.code()), Arg::Number(quantity)],
                    );
                    points
                }
                Stepped::Refused => {
                    refuse(
                        bill,
                        line,
                        "price.belowLowerBound",
                        &BELOW,
                        vec![Arg::Code(row.code()), Arg::Number(quantity)],
                    );
                    return Ok(None);
                }
            }
        }
        PointKind::Points => {
            let own = Points::new(row.points().decimal());
            let Some(points) = stated::points(bill, line, row, own) else { return Ok(None) };
            points
        }
        PointKind::MinusPoints | PointKind::Yen => Points::new(row.points().decimal()),
        PointKind::PurchasePoints | PointKind::ClaimedReduction => match claimed {
            Some(points) => Points::new(points),
            None => {
                refuse(bill, line, "price.claimedPointsMissing", &CLAIM_POINTS, vec![Arg::Code(row.code())]);
                return Ok(None);
            }
        },
        PointKind::PercentAdd | PointKind::PercentReduce => Points::ZERO,
    };
    Ok(Some(match row.point_kind() {
        PointKind::MinusPoints | PointKind::ClaimedReduction => Points::ZERO.minus(points)?,
        _ => points,
    }))
}

/// Adds one segment without its general percentages and gives what those are taken of.
fn price(
    bill: &mut Bill<'_, '_>,
    segment: &Segment<'_>,
    paid_by_count: bool,
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<Points, EngineError> {
    let mut base = segment.base;
    if !paid_by_count {
        put(bill, sum, priced, segment.line, base, segment.cite)?;
    }
    for (line, row) in segment.percents.iter().filter(|(_, r)| percent::tier(*r) == Tier::Repeat) {
        let more = segment.base.times(percent::rate(*row)?)?;
        rate_step(bill, sum, priced, *line, *row, more, Op::AddRate)?;
        base = base.plus(more)?;
    }
    let mut notes: Vec<Points> = Vec::new();
    for (line, _, points) in &segment.notes {
        put(bill, sum, priced, *line, *points, None)?;
        notes.push(*points);
    }
    for (line, row) in segment.percents.iter().filter(|(_, r)| percent::tier(*r) == Tier::Reduction) {
        let rate = percent::rate(*row)?;
        let mut less = base.times(rate)?;
        base = base.minus(less)?;
        for ((_, note, _), points) in segment.notes.iter().zip(&mut notes) {
            if percent::reduces_note(*row, *note) {
                let part = points.times(rate)?;
                *points = points.minus(part)?;
                less = less.plus(part)?;
            }
        }
        rate_step(bill, sum, priced, *line, *row, less, Op::ReduceRate)?;
    }
    let mut note_percents = Points::ZERO;
    for (line, row) in segment.percents.iter().filter(|(_, r)| percent::tier(*r) == Tier::Note) {
        let date = bill.lines.get(*line).map(|l| l.date);
        let mut of = base;
        for ((_, note, _), points) in segment.notes.iter().zip(&notes) {
            if date.is_some_and(|d| percent::note_counts_in(bill, *row, *note, d)) {
                of = of.plus(*points)?;
            }
        }
        let more = of.times(percent::rate(*row)?)?;
        rate_step(bill, sum, priced, *line, *row, more, Op::AddRate)?;
        note_percents = note_percents.plus(more)?;
    }
    if !percent::general_counts_notes(segment.row) {
        return Ok(base);
    }
    let mut of = base.plus(note_percents)?;
    for ((_, note, _), points) in segment.notes.iter().zip(&notes) {
        // Rows marked outside stay outside (s62).
        if !note.outside_general_base() {
            of = of.plus(*points)?;
        }
    }
    Ok(of)
}

/// Adds a general percentage over every segment it fits; a derived one over the base it was derived for.
fn general(
    bill: &mut Bill<'_, '_>,
    line: usize,
    row: ProcedureRow<'_>,
    segments: &[Segment<'_>],
    bases: &[Points],
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<(), EngineError> {
    let mut of = Points::ZERO;
    let mut any = false;
    let join = bill.lines.get(line).and_then(|l| l.join);
    let own = join.filter(|join| segments.iter().any(|s| s.line == *join));
    for (segment, base) in segments.iter().zip(bases) {
        if own.is_some_and(|own| own != segment.line) {
            continue;
        }
        if !segment.row.outside_general_base() && percent::fits(row, segment.row) {
            of = of.plus(*base)?;
            any = true;
        }
    }
    if !any {
        refuse(bill, line, "price.generalNotFitting", &NOT_FITTING, vec![Arg::Code(row.code())]);
        return Ok(());
    }
    let more = of.times(percent::rate(row)?)?;
    rate_step(bill, sum, priced, line, row, more, Op::AddRate)
}

fn put(
    bill: &mut Bill<'_, '_>,
    sum: &mut Sum,
    priced: &mut PricedBill,
    line: usize,
    points: Points,
    cite: Option<&Citation>,
) -> Result<(), EngineError> {
    let negative = points < Points::ZERO;
    let (op, operand) =
        if negative { (Op::Subtract, Points::ZERO.minus(points)?) } else { (Op::Add, points) };
    sum.step(bill, line, op, operand, None, cite)?;
    if let Some(own) = priced.line_points.get_mut(line) {
        *own = Some(points);
    }
    Ok(())
}

fn rate_step(
    bill: &mut Bill<'_, '_>,
    sum: &mut Sum,
    priced: &mut PricedBill,
    line: usize,
    row: ProcedureRow<'_>,
    product: Points,
    op: Op,
) -> Result<(), EngineError> {
    let rate: Rate = percent::rate(row)?;
    sum.step(bill, line, op, product, Some(rate.value()), Some(&percent::DEFAULT))?;
    let signed = if op == Op::ReduceRate { Points::ZERO.minus(product)? } else { product };
    if let Some(own) = priced.line_points.get_mut(line) {
        *own = Some(signed);
    }
    Ok(())
}
