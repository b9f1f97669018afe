//! Decimal numbers of JSON without floating point.

use rust_decimal::Decimal;
use serde_json::Value;

/// A decimal from a number or a text.
pub(crate) fn decimal(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(s) => Decimal::from_str_exact(s).ok(),
        Value::Number(n) => Decimal::from_str_exact(&n.to_string()).ok(),
        _ => None,
    }
}
