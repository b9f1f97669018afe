//! きざみ計算 (columns 30–35 of the procedure master).
//!
//! D = quantity, L = column 31, U = column 32 (99999999: none), W = column 33, P = column 34, B = column 12.
//! Formula 1 is `B + ⌈(D − L) / W⌉ × P`; formula 2 the same with U in the place of D. The master specification rounds
//! the result half up; here it stays exact, because an add-on may follow in the same 算定単位 and the unit is rounded
//! once, at its end (通知 第4部第1節 通則(9): 「端数処理は、点数計算の最後に行う」).

use crate::error::OracleError;
use crate::num;
use crate::tables::{Row, bad, col, decimal, integer};
use rust_decimal::Decimal;

const NO_UPPER: i64 = 99_999_999;

/// What the step rule says about one quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Points, exact; `above_upper` = the upper bound is passed and the file only warns.
    Points {
        /// Exact points.
        exact: Decimal,
        /// The quantity exceeds the upper bound and formula 1 was used all the same (error kinds 0 and 2).
        above_upper: bool,
    },
    /// The claim is returned (返戻): no quantity, error kinds 0 and 1.
    Returned,
    /// Not billable (算定不可, 返戻): error kinds 2 and 3 below the last step under the lower bound.
    NotBillable,
}

/// Whether the row is priced by steps.
#[must_use]
pub fn has_steps(row: &Row) -> bool {
    col(row, 30) == "1"
}

/// Applies the step rule of `row` to `quantity`.
///
/// # Errors
/// A column that is not a number, a width of 0, an unknown error kind, an amount out of range.
pub fn step(row: &Row, quantity: i64) -> Result<Step, OracleError> {
    let base = decimal(row, 12)?;
    let (lower, upper, width) = (integer(row, 31)?, integer(row, 32)?, integer(row, 33)?);
    let per_step = decimal(row, 34)?;
    let (strict_below, capped) = match col(row, 35) {
        "0" => (false, false),
        "1" => (false, true),
        "2" => (true, false),
        "3" => (true, true),
        _ => return Err(bad(row, 35)),
    };
    if width <= 0 {
        return Err(bad(row, 33));
    }
    let formula = |d: i64| -> Result<Decimal, OracleError> {
        let code = col(row, 3);
        let over = d.saturating_sub(lower);
        let steps = over / width + i64::from(over % width != 0);
        num::add(code, base, num::mul(code, Decimal::from(steps), per_step)?)
    };
    let points = |exact, above_upper| Step::Points { exact, above_upper };
    Ok(if quantity <= 0 {
        if strict_below { Step::NotBillable } else { Step::Returned }
    } else if quantity <= lower.saturating_sub(width) && strict_below {
        Step::NotBillable
    } else if quantity <= lower {
        points(base, false)
    } else if quantity <= upper {
        points(formula(quantity)?, false)
    } else if capped {
        points(formula(upper)?, false)
    } else {
        points(formula(quantity)?, true)
    })
}

/// Quantities worth trying: around the last step below the lower bound, around the bounds, and one step further.
/// Empty for a row without steps (price it without a quantity).
fn candidates(row: &Row) -> Vec<i64> {
    if !has_steps(row) {
        return Vec::new();
    }
    let (Ok(lower), Ok(upper), Ok(width)) = (integer(row, 31), integer(row, 32), integer(row, 33)) else {
        return Vec::new();
    };
    let mut out = vec![0, 1, lower - width, lower - width + 1, lower - 1, lower, lower + 1];
    out.extend([lower + width, lower + width + 1, lower + 10 * width, lower + 10 * width + 1]);
    if upper < NO_UPPER {
        out.extend([upper - 1, upper, upper + 1, upper + width, upper + width + 1]);
    }
    out.retain(|&d| (0..NO_UPPER).contains(&d));
    out.sort_unstable();
    out.dedup();
    out
}

/// The quantities at both edges of the step rule that give an amount: 1, the last step below the lower bound, lower,
/// lower + 1, one step and ten steps further, upper − 1, upper, upper + 1 … (beyond the upper bound the rule still
/// answers, capped or with a warning). Empty for rows without steps.
#[must_use]
pub fn edge_quantities(row: &Row) -> Vec<i64> {
    let mut out = candidates(row);
    out.retain(|&d| matches!(step(row, d), Ok(Step::Points { .. })));
    out
}

/// The quantities at the same edges that give no amount (returned or not billable).
#[must_use]
pub fn refused_quantities(row: &Row) -> Vec<i64> {
    let mut out = candidates(row);
    out.retain(|&d| matches!(step(row, d), Ok(Step::Returned | Step::NotBillable)));
    out
}
