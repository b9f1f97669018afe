//! Values as the wire has them. Structs that are serialised declare their fields in the order of canonical JSON (RFC 8785:
//! keys sorted), so that compact serialisation is canonical; a test compares it with an independent canonicaliser.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use santei_core::amount::Points;
use santei_core::claim::Lang;
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::fact::FactValue;
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

/// Largest integer that every JSON reader keeps (RFC 8785 builds on doubles).
const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// Digits on the stack: most values of a result are short numbers, and formatting them is most of the work.
struct Digits {
    bytes: [u8; 24],
    from: usize,
}

impl Digits {
    const fn new() -> Self {
        Self { bytes: [b'0'; 24], from: 24 }
    }

    /// Puts a byte in front.
    fn push(&mut self, byte: u8) {
        let Some(from) = self.from.checked_sub(1) else { return };
        if let Some(place) = self.bytes.get_mut(from) {
            *place = byte;
            self.from = from;
        }
    }

    /// Puts a number in front, with at least so many digits.
    fn number(&mut self, mut value: u64, mut least: u32) {
        while value != 0 || least != 0 {
            self.push(b'0' + (value % 10) as u8);
            value /= 10;
            least = least.saturating_sub(1);
        }
    }

    fn as_str(&self) -> &str {
        self.bytes.get(self.from..).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

/// A decimal without trailing zeros, as a string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dec(pub(crate) Decimal);

impl Dec {
    /// Its digits, when it is short enough; the same as its display form.
    fn digits(self) -> Option<Digits> {
        let mut value =
            u64::try_from(self.0.mantissa().unsigned_abs()).ok().filter(|v| *v < 10_u64.pow(18))?;
        let mut scale = self.0.scale();
        if scale > 18 {
            return None;
        }
        while scale > 0 && value.is_multiple_of(10) {
            value /= 10;
            scale -= 1;
        }
        let unit = 10_u64.pow(scale);
        let mut digits = Digits::new();
        if scale > 0 {
            digits.number(value % unit, scale);
            digits.push(b'.');
        }
        digits.number(value / unit, 1);
        if value != 0 && self.0.is_sign_negative() {
            digits.push(b'-');
        }
        Some(digits)
    }
}

impl From<Points> for Dec {
    fn from(points: Points) -> Self {
        Self(points.value())
    }
}

impl fmt::Display for Dec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl Serialize for Dec {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.digits() {
            Some(digits) => s.serialize_str(digits.as_str()),
            None => s.collect_str(self),
        }
    }
}

/// A nine-digit code.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CodeText(pub(crate) Code);

impl Serialize for CodeText {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut digits = Digits::new();
        digits.number(self.0.value().into(), 9);
        s.serialize_str(digits.as_str())
    }
}

/// The code of a line, or what the client sent instead.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LineCode<'r> {
    /// Nine digits.
    Digits(Code),
    /// As sent.
    AsSent(&'r str),
}

impl Serialize for LineCode<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Digits(code) => CodeText(*code).serialize(s),
            Self::AsSent(text) => s.serialize_str(text),
        }
    }
}

/// A date, ISO 8601, or the date of an encounter as sent where the calendar lacks it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum LineDate<'r> {
    /// A day.
    Day(ServiceDate),
    /// As sent.
    AsSent(&'r str),
}

impl Serialize for LineDate<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => DateText(*day).serialize(s),
            Self::AsSent(text) => s.serialize_str(text),
        }
    }
}

/// A date, ISO 8601.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DateText(pub(crate) ServiceDate);

impl Serialize for DateText {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = self.0.parts();
        let mut digits = Digits::new();
        digits.number(day.into(), 2);
        digits.push(b'-');
        digits.number(month.into(), 2);
        digits.push(b'-');
        digits.number(year.unsigned_abs().into(), 4);
        s.serialize_str(digits.as_str())
    }
}

/// An amount of yen, as an integer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Yen(pub(crate) i64);

impl From<santei_core::amount::Yen> for Yen {
    fn from(yen: santei_core::amount::Yen) -> Self {
        Self(yen.value())
    }
}

impl Serialize for Yen {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        if self.0.unsigned_abs() > MAX_SAFE.unsigned_abs() {
            return Err(S::Error::custom("amount of yen out of range; check the counts of the lines"));
        }
        s.serialize_i64(self.0)
    }
}

/// A section (診療識別), two digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Section(pub(crate) u8);

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut digits = Digits::new();
        digits.number(self.0.into(), 2);
        s.serialize_str(digits.as_str())
    }
}

/// An id of the reply: `c1`, `t1`, `u1` for places 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag(pub(crate) char, pub(crate) usize);

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.0, self.1.saturating_add(1))
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut digits = Digits::new();
        digits.number(self.1.saturating_add(1) as u64, 1);
        digits.push(self.0 as u8);
        s.serialize_str(digits.as_str())
    }
}

/// Citations by place, as their ids.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cites<'r>(pub(crate) &'r [usize]);

impl Cites<'_> {
    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Cites<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut seq = s.serialize_seq(Some(self.0.len()))?;
        for place in self.0 {
            seq.serialize_element(&Tag('c', *place))?;
        }
        seq.end()
    }
}

/// SHA-256 as `sha256:` and hexadecimal digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sha256Text<'r>(pub(crate) &'r [u8]);

impl Serialize for Sha256Text<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(71);
        text.push_str("sha256:");
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0')));
            }
        }
        s.serialize_str(&text)
    }
}

/// A text in one language: `{"ja": "…"}`.
#[derive(Debug, Clone)]
pub(crate) struct Message<'r> {
    pub(crate) lang: Lang,
    pub(crate) text: Cow<'r, str>,
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(1))?;
        map.serialize_entry(
            match self.lang {
                Lang::Ja => "ja",
                Lang::En => "en",
            },
            &self.text,
        )?;
        map.end()
    }
}

/// The value of a fact as a request would tell it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FactJson(pub(crate) FactValue);

impl Serialize for FactJson {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            FactValue::Bool(b) => s.serialize_bool(b),
            FactValue::Int(n) => Yen(n).serialize(s),
            FactValue::Decimal(d) => Dec(d).serialize(s),
            FactValue::Date(d) => DateText(d).serialize(s),
            FactValue::Time(t) => s.collect_str(&t),
            FactValue::Choice(word) => s.serialize_str(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let json = |v: &dyn Fn() -> serde_json::Result<String>| v().unwrap();
        assert_eq!(json(&|| serde_json::to_string(&Dec("42.50".parse().unwrap()))), "\"42.5\"");
        assert_eq!(json(&|| serde_json::to_string(&Dec("-0.00".parse().unwrap()))), "\"0\"");
        assert_eq!(json(&|| serde_json::to_string(&Dec("300".parse().unwrap()))), "\"300\"");
        assert_eq!(json(&|| serde_json::to_string(&Section(1))), "\"01\"");
        assert_eq!(json(&|| serde_json::to_string(&Cites(&[0, 9]))), "[\"c1\",\"c10\"]");
        assert_eq!(json(&|| serde_json::to_string(&Sha256Text(&[0xab, 0x01]))), "\"sha256:ab01\"");
        assert_eq!(json(&|| serde_json::to_string(&Yen(MAX_SAFE))), "9007199254740991");
        assert!(serde_json::to_string(&Yen(MAX_SAFE + 1)).is_err());
        let code = CodeText(Code::known(8_830_052));
        assert_eq!(json(&|| serde_json::to_string(&code)), "\"008830052\"");
        let date = DateText("2024-06-01".parse().unwrap());
        assert_eq!(json(&|| serde_json::to_string(&date)), "\"2024-06-01\"");
        assert_eq!(json(&|| serde_json::to_string(&Tag('u', 41))), "\"u42\"");
    }

    #[test]
    fn short_and_long_decimals_are_written_alike() {
        let mantissas: [i128; 9] =
            [0, 1, -1, 5, 100, -12_340, 999_999_999_999_999_999, 10_i128.pow(18), 10_i128.pow(25)];
        for mantissa in mantissas {
            for scale in 0..=28 {
                let decimal = Decimal::from_i128_with_scale(mantissa, scale);
                let json = serde_json::to_string(&Dec(decimal)).unwrap();
                assert_eq!(json, format!("\"{}\"", decimal.normalize()), "{mantissa} {scale}");
            }
        }
    }
}
