//! Points of the procedures of a unit.
//!
//! Each base begins a segment; additions hang on a base. Inside a segment, exact: base (or the price by count), 負荷, reductions, fixed
//! notes, note percentages, general percentages, fixed general additions. The unit rounds once.

use rust_decimal::Decimal;

use super::lab_bundle::{self, Bundle};
use super::percent::{self, Tier};
use super::step::{self, Stepped};
use super::{PricedBill, Sum, confirm, refuse};
use crate::amount::{Points, Rate};
use crate::bill::Bill;
use crate::engine::EngineError;
use crate::outcome::{Arg, Op, Text};
use crate::snapshot::{NoticeKind, PointKind, ProcedureRow};
use crate::stage::group::Unit;

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
static NO_BASE: Text = Text {
    ja: "率の加減算{0}の基本項目が同じ算定単位にありません。点数は含まれていません。",
    en: "percentage {0} has no base in its billing unit; nothing is included for it",
};
static NOT_FITTING: Text = Text {
    ja: "加算{0}は、この基本項目では算定できません（通則の対象外）。",
    en: "addition {0} is not billed on this base (outside the general rule)",
};

/// A base with what hangs on it.
struct Segment<'e> {
    line: usize,
    row: ProcedureRow<'e>,
    /// Fixed notes: line, row, points.
    notes: Vec<(usize, ProcedureRow<'e>, Points)>,
    /// Percentages: line, row.
    percents: Vec<(usize, ProcedureRow<'e>)>,
    /// Points of the base before anything else; zero when a bundle pays for it.
    base: Points,
}

/// Adds the procedures of a unit to its sum.
pub(super) fn add<'e>(
    bill: &mut Bill<'_, 'e>,
    unit: &Unit,
    lines: &[(usize, ProcedureRow<'e>)],
    sum: &mut Sum,
    priced: &mut PricedBill,
) -> Result<(), EngineError> {
    let bundles = {
        let bases: Vec<_> = lines.iter().copied().filter(|(_, r)| r.notice_kind().is_base()).collect();
        lab_bundle::find(bill, &bases)
    };
    let mut segments = segments(bill, lines, &bundles)?;
    for bundle in &bundles {
        let Some(first) = bundle.lines.first() else { continue };
        let items = Some(Decimal::from(bundle.items));
        sum.step(bill, *first, Op::CountBundle, bundle.price, items, Some(&bundle.citation))?;
    }
    // Reductions of one kind in 複数手術 and the like stand on the segment they follow; general percentages on every one they fit.
    let mut generals = Vec::new();
    for segment in &mut segments {
        let (general, own): (Vec<_>, Vec<_>) =
            segment.percents.drain(..).partition(|(_, r)| percent::tier(*r) == Tier::General);
        segment.percents = own;
        generals.extend(general);
    }
    let mut bases_of_general = Vec::new();
    for segment in &segments {
        let paid_by_count = bundles.iter().any(|b| b.lines.contains(&segment.line));
        bases_of_general.push(price(bill, segment, paid_by_count, sum, priced)?);
    }
    for (line, row) in generals {
        general(bill, line, row, &segments, &bases_of_general, sum, priced)?;
    }
    let _ = unit;
    Ok(())
}

/// Cuts the lines of a unit into segments.
fn segments<'e>(
    bill: &mut Bill<'_, 'e>,
    lines: &[(usize, ProcedureRow<'e>)],
    bundles: &[Bundle],
) -> Result<Vec<Segment<'e>>, EngineError> {
    let mut segments: Vec<Segment<'e>> = Vec::new();
    for (line, row) in lines.iter().copied().filter(|(_, r)| r.notice_kind().is_base() && !r.is_percentage())
    {
        let paid = bundles.iter().any(|b| b.lines.contains(&line));
        let Some(base) = own_points(bill, line, row)? else { continue };
        let base = if paid { Points::ZERO } else { base };
        segments.push(Segment { line, row, notes: Vec::new(), percents: Vec::new(), base });
    }
    for (line, row) in lines.iter().copied().filter(|(_, r)| !r.notice_kind().is_base() || r.is_percentage())
    {
        let owner = owner(bill, line, row, &segments);
        if row.is_percentage() {
            match owner.and_then(|o| segments.get_mut(o)) {
                Some(segment) => segment.percents.push((line, row)),
                None => refuse(bill, line, "price.percentWithoutBase", &NO_BASE, vec![Arg::Code(row.code())]),
            }
            continue;
        }
        let Some(points) = own_points(bill, line, row)? else { continue };
        match owner.and_then(|o| segments.get_mut(o)) {
            Some(segment) => segment.notes.push((line, row, points)),
            // An addition alone in the client's own unit: priced as it stands, the group stage has named it where the engine grouped.
            None => {
                segments.push(Segment { line, row, notes: Vec::new(), percents: Vec::new(), base: points })
            }
        }
    }
    Ok(segments)
}

/// The segment an addition hangs on: the last base before it that names it or shares its note group, else the last base before it, else
/// the first of the unit.
fn owner(bill: &Bill<'_, '_>, line: usize, row: ProcedureRow<'_>, segments: &[Segment<'_>]) -> Option<usize> {
    if let Some(join) = bill.lines.get(line).and_then(|l| l.join)
        && let Some(found) = segments.iter().position(|s| s.line == join)
    {
        return Some(found);
    }
    let before = |s: &Segment<'_>| s.line < line;
    let named = |s: &Segment<'_>| s.row.age_additions().any(|a| a.code == row.code());
    let noted =
        |s: &Segment<'_>| row.note_addon_code() != 0 && s.row.note_addon_code() == row.note_addon_code();
    let last = |test: &dyn Fn(&Segment<'_>) -> bool| segments.iter().rposition(test);
    last(&|s| before(s) && named(s))
        .or_else(|| last(&|s| before(s) && noted(s)))
        .or_else(|| last(&named))
        .or_else(|| last(&noted))
        .or_else(|| last(&before))
        .or(if segments.is_empty() { None } else { Some(0) })
}

/// Points of a row alone, by its kind; `None` when it cannot be priced (a finding says why).
fn own_points(
    bill: &mut Bill<'_, '_>,
    line: usize,
    row: ProcedureRow<'_>,
) -> Result<Option<Points>, EngineError> {
    let Some(l) = bill.lines.get(line) else { return Ok(None) };
    let (quantity, claimed) = (l.quantity, l.claimed_points);
    let points = match row.point_kind() {
        PointKind::Points | PointKind::MinusPoints if row.has_step() => {
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
        PointKind::Points | PointKind::MinusPoints => Points::new(row.points().decimal()),
        PointKind::PurchasePoints | PointKind::ClaimedReduction => match claimed {
            Some(points) => Points::new(points),
            None => {
                refuse(bill, line, "price.claimedPointsMissing", &CLAIM_POINTS, vec![Arg::Code(row.code())]);
                return Ok(None);
            }
        },
        PointKind::PercentAdd | PointKind::PercentReduce | PointKind::Yen => Points::ZERO,
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
        put(bill, sum, priced, segment.line, base, None)?;
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
        // Fixed general additions (感染症 +1000 …) and rows marked outside stay outside (通知 第10部 通則; s62).
        if note.notice_kind() != NoticeKind::GeneralAddition && !note.outside_general_base() {
            of = of.plus(*points)?;
        }
    }
    Ok(of)
}

/// Adds a general percentage over every segment it fits.
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
    for (segment, base) in segments.iter().zip(bases) {
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
    rate: Option<Decimal>,
) -> Result<(), EngineError> {
    let negative = points < Points::ZERO;
    let (op, operand) =
        if negative { (Op::Subtract, Points::ZERO.minus(points)?) } else { (Op::Add, points) };
    sum.step(bill, line, op, operand, rate, None)?;
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
