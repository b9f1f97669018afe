//! Groups of tests paid up to a ceiling (s16: 8 D287, 9 and 10 D012, 11 D015).
//!
//! The ceiling holds for the calendar month (D287) or for one blood draw (D012, D015): what the lines before leave of it is what a line
//! may still be paid. The numbers are parameters `lab.cap.N`.

use rust_decimal::Decimal;

use crate::amount::Points;
use crate::bill::{Bill, BillLine};
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Severity, Target, Text};
use crate::snapshot::ProcedureRow;
use crate::stage::{group, resolve};

static CUT: Text = Text {
    ja: "検査{0}の群には上限（{1}）があります。上限を超える分は含めていません。",
    en: "the group of test {0} has a ceiling ({1}); what exceeds it is not included",
};
static COUNTS: Text = Text {
    ja: "検査{0}が1行に複数回あり、上限（{1}）を超えます。回ごとに行を分けてください。点数は含まれていません。",
    en: "test {0} stands several times in one line and passes the ceiling ({1}); send one line for each; its points are not included",
};

/// What a ceiling counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Points in the calendar month.
    MonthPoints,
    /// Items of one blood draw.
    DrawItems,
    /// Points of one blood draw.
    DrawPoints,
}

const fn counted(group: u8) -> Option<(Of, &'static str)> {
    Some(match group {
        8 => (Of::MonthPoints, "lab.cap.8"),
        9 => (Of::DrawItems, "lab.cap.9"),
        10 => (Of::DrawItems, "lab.cap.10"),
        11 => (Of::DrawPoints, "lab.cap.11"),
        _ => return None,
    })
}

/// Points of a line under the ceiling of its group, and the note that sets it where it cuts; `None` when the line is kept off the bill.
///
/// # Errors
/// [`EngineError::Amount`] when the points leave the range.
pub(super) fn cut<'e>(
    bill: &mut Bill<'_, 'e>,
    line: usize,
    row: ProcedureRow<'e>,
    points: Points,
) -> Result<Option<(Points, Option<&'e Citation>)>, EngineError> {
    let whole = Ok(Some((points, None)));
    let Some((of, key)) = counted(row.lab_bundle_group()) else { return whole };
    let Some(own) = bill.lines.get(line) else { return whole };
    let (date, count, target) = (own.date, Decimal::from(own.count), target(own, line));
    let Some(cap) = bill.engine.params().value(key, date) else { return whole };
    let one = if of == Of::DrawItems { Decimal::ONE } else { points.value() };
    let left = Points::new(cap.value).minus(before(bill, line, row.lab_bundle_group(), of)?)?.value();
    let args = vec![Arg::Code(row.code()), Arg::Number(cap.value)];
    if Points::new(one).times_count(bill.lines.get(line).map_or(1, |l| l.count))?.value() <= left {
        return whole;
    }
    if count > Decimal::ONE {
        super::refuse(bill, line, "price.ceilingCount", &COUNTS, args);
        return Ok(None);
    }
    let found = group::found("price.ceiling", Severity::Notice, target, vec![line], &CUT, args);
    bill.findings.push(found);
    let paid = match of {
        Of::DrawItems => Decimal::ZERO,
        Of::MonthPoints | Of::DrawPoints => left.max(Decimal::ZERO),
    };
    Ok(Some((Points::new(paid), Some(&cap.citation))))
}

/// What the lines before a line, and for a month the history, take of the ceiling.
fn before(bill: &Bill<'_, '_>, line: usize, group: u8, of: Of) -> Result<Points, EngineError> {
    let Some(own) = bill.lines.get(line) else { return Ok(Points::ZERO) };
    let draw = |place: usize| bill.source(place).and_then(|s| s.draw);
    let mut sum = Points::ZERO;
    for (place, other) in bill.lines.iter().enumerate() {
        let earlier = (other.date, other.encounter, place) < (own.date, own.encounter, line);
        let together = match of {
            Of::MonthPoints => other.date.month() == own.date.month(),
            _ => other.encounter == own.encounter && draw(place) == draw(line),
        };
        let Some(row) = other.procedure().filter(|r| r.lab_bundle_group() == group) else { continue };
        if earlier && together && other.is_applied() {
            let one = match of {
                Of::DrawItems => Points::whole(1),
                _ => super::row_points(row, other.quantity)?,
            };
            sum = sum.plus(one.times_count(other.count)?)?;
        }
    }
    if of == Of::MonthPoints {
        for act in bill.claim.history.iter().flat_map(|h| &h.acts) {
            if act.date.month() != own.date.month() || act.date > own.date {
                continue;
            }
            let Some((crate::bill::Item::Procedure(row, _), _)) = resolve::row(bill, act.code, act.date)
            else {
                continue;
            };
            if row.lab_bundle_group() == group {
                sum = sum.plus(super::row_points(row, None)?.times_count(act.count)?)?;
            }
        }
    }
    Ok(sum)
}

fn target(own: &BillLine<'_>, line: usize) -> Target {
    own.input.map_or(Target::Derived(line), |i| Target::Line(own.encounter, i))
}
