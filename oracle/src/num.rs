//! Checked decimal arithmetic: an absurd quantity is an error, never a panic.

use crate::error::OracleError;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

/// `a × b`.
pub(crate) fn mul(code: &str, a: Decimal, b: Decimal) -> Result<Decimal, OracleError> {
    a.checked_mul(b).ok_or_else(|| OracleError::Overflow(code.to_owned()))
}

/// `a + b`.
pub(crate) fn add(code: &str, a: Decimal, b: Decimal) -> Result<Decimal, OracleError> {
    a.checked_add(b).ok_or_else(|| OracleError::Overflow(code.to_owned()))
}

/// `a ÷ b`.
pub(crate) fn div(code: &str, a: Decimal, b: Decimal) -> Result<Decimal, OracleError> {
    a.checked_div(b).ok_or_else(|| OracleError::Overflow(code.to_owned()))
}

/// 四捨五入 at the first decimal. Negative amounts (点数識別 7 and 8, whole by themselves) mirror the positive ones.
pub(crate) fn half_up(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
}

/// A whole decimal as an integer.
pub(crate) fn whole(code: &str, value: Decimal) -> Result<i64, OracleError> {
    if value.fract().is_zero() {
        value.to_i64().ok_or_else(|| OracleError::Overflow(code.to_owned()))
    } else {
        Err(OracleError::QuantitySenseless { code: code.to_owned(), quantity: value })
    }
}
