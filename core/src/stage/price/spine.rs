//! K142: several procedures on the spine in one operation (K142 注1).
//!
//! The dearest procedure is paid whole for its first 椎間 or 椎弓; every further one, of whichever procedure, half its own points. The
//! row of each procedure holds that half as its step, so the others are paid by steps from the first on. 注1 adds four at most.

use rust_decimal::Decimal;

use super::segment::Segment;
use crate::amount::Points;
use crate::bill::Bill;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Text};

static NOTE: Citation = Citation::r06("K142 注1");
static OVER: Text = Text {
    ja: "脊椎固定術等の追加の椎間・椎弓が4を超えます。どれを加算するかが決まらないため、{0}の点数は含まれていません（K142 注1）。",
    en: "more than four further vertebrae or spaces: which of them are added is open, so the points of {0} are not included (K142 note 1)",
};
/// Further 椎間 and 椎弓 that 注1 adds at most, with the first one.
const MOST: u32 = 5;

/// Prices the procedures of K142 in a unit as one operation; one procedure alone stays as it is.
pub(super) fn merge(bill: &mut Bill<'_, '_>, segments: &mut Vec<Segment<'_>>) -> Result<(), EngineError> {
    let is_spine = |s: &Segment<'_>| s.row.article().is(b'K', 142, 0) && s.row.has_step();
    if segments.iter().filter(|s| is_spine(s)).count() < 2 {
        return Ok(());
    }
    let first = |s: &Segment<'_>| s.row.points().decimal();
    let most = segments.iter().filter(|s| is_spine(s)).map(first).max();
    let main = segments.iter().position(|s| is_spine(s) && Some(first(s)) == most);
    let quantity = |bill: &Bill<'_, '_>, line: usize| {
        bill.lines.get(line).and_then(|l| l.quantity).unwrap_or(Decimal::ONE)
    };
    let mut all = Decimal::ZERO;
    for segment in segments.iter().filter(|s| is_spine(s)) {
        all = all.checked_add(quantity(bill, segment.line)).unwrap_or(Decimal::MAX);
    }
    let over = all > Decimal::from(MOST);
    let mut gone = Vec::new();
    for (place, segment) in segments.iter_mut().enumerate() {
        if !is_spine(segment) || Some(place) == main {
            continue;
        }
        if over {
            let args = vec![Arg::Code(segment.row.code())];
            super::refuse(bill, segment.line, "price.spineOver", &OVER, args);
            gone.push(segment.line);
            continue;
        }
        let half = Points::new(segment.row.step_points().decimal());
        let levels = u32::try_from(quantity(bill, segment.line).ceil()).unwrap_or(u32::MAX);
        segment.base = half.times_count(levels)?;
        segment.cite = Some(&NOTE);
    }
    segments.retain(|s| !gone.contains(&s.line));
    Ok(())
}
