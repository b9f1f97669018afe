//! きざみ: points by quantity (s30–s35).
//!
//! Base points up to the lower bound L, then P more for every W or part of it; what happens outside the bounds is the row's own
//! (s35). マスターファイル仕様説明書, きざみ値.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::amount::{AmountError, Points};
use crate::snapshot::{ProcedureRow, StepError};

/// Points of a row at a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stepped {
    /// Billable.
    Points(Points),
    /// Billable, but the quantity is over the upper bound: to be confirmed.
    Over(Points),
    /// The quantity is below what can be billed.
    Refused,
}

/// No upper bound.
const NO_UPPER: u32 = 99_999_999;

/// Applies the step formula.
///
/// # Errors
/// [`AmountError`] when the points leave the range.
pub(super) fn points(row: ProcedureRow<'_>, quantity: Decimal) -> Result<Stepped, AmountError> {
    let base = Points::new(row.points().decimal());
    let lower = Decimal::from(row.step_lower());
    let upper = Decimal::from(row.step_upper());
    let width = Decimal::from(row.step_width());
    let refuses = matches!(row.step_error(), StepError::RefuseThenWarn | StepError::RefuseThenCap);
    if quantity <= Decimal::ZERO {
        return Ok(Stepped::Refused);
    }
    if quantity <= lower {
        // With refusal only the last step below L is the base; less is not billable.
        let enough = lower.checked_sub(width).is_none_or(|least| quantity > least);
        return Ok(if refuses && !enough { Stepped::Refused } else { Stepped::Points(base) });
    }
    let bounded = row.step_upper() != NO_UPPER;
    if bounded && quantity > upper {
        return match row.step_error() {
            StepError::BaseThenCap | StepError::RefuseThenCap => {
                Ok(Stepped::Points(formula(row, base, upper, lower, width)?))
            }
            StepError::BaseThenWarn | StepError::RefuseThenWarn => {
                Ok(Stepped::Over(formula(row, base, quantity, lower, width)?))
            }
        };
    }
    Ok(Stepped::Points(formula(row, base, quantity, lower, width)?))
}

/// B + ⌈(D − L) / W⌉ × P, exact; the unit rounds.
fn formula(
    row: ProcedureRow<'_>,
    base: Points,
    quantity: Decimal,
    lower: Decimal,
    width: Decimal,
) -> Result<Points, AmountError> {
    let overflow = AmountError::Overflow("step points");
    let over = quantity.checked_sub(lower).ok_or(overflow)?;
    let steps = over
        .checked_div(width)
        .ok_or(overflow)?
        .round_dp_with_strategy(0, RoundingStrategy::ToPositiveInfinity);
    let more = steps.checked_mul(row.step_points().decimal()).ok_or(overflow)?;
    base.plus(Points::new(more))
}
