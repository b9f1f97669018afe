//! Values written as strings: digits, codes, decimals.

use std::str::FromStr as _;

use rust_decimal::Decimal;
use santei_core::code::Code;
use santei_core::date::TimeOfDay;

/// Longest decimal that is read, in characters: far above any amount of a claim, far below the range of the type.
const LONGEST_DECIMAL: usize = 20;

/// Whether a text is exactly so many digits.
pub(crate) fn digits(text: &str, n: usize) -> bool {
    text.len() == n && text.bytes().all(|b| b.is_ascii_digit())
}

/// A decimal such as `0.30` or `-12`: no exponent, no plus, no leading zero, no bare point.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = match unsigned.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let all_digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    let fits = text.len() <= LONGEST_DECIMAL
        && all_digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(all_digits);
    if !fits {
        return None;
    }
    Decimal::from_str(text).ok()
}

/// Minutes since midnight of the end of a span: a time of day, or 24:00.
pub(crate) fn day_end(text: &str) -> Option<u16> {
    if text == "24:00" {
        return Some(24 * 60);
    }
    text.parse::<TimeOfDay>().ok().map(TimeOfDay::minutes)
}

/// A code of fewer than nine digits (diseases, modifiers), which core holds by number.
pub(crate) fn coded(text: &str) -> Option<Code> {
    text.parse().ok().and_then(Code::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_strict() {
        for good in ["0", "-1", "0.30", "12.345", "99999999999999999999"] {
            assert!(decimal(good).is_some(), "{good}");
        }
        for bad in
            ["", "-", ".5", "5.", "01", "1e3", "+1", "1,000", " 1", "１", "0.1.2", "999999999999999999999"]
        {
            assert!(decimal(bad).is_none(), "{bad}");
        }
    }
}
