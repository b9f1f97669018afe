//! Values as the wire has them. Structs that are serialised declare their fields in the order of canonical JSON (RFC 8785:
//! keys sorted), so that compact serialisation is canonical; a test compares it with an independent canonicaliser.

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use santei_core::amount::Points;
use santei_core::claim::Lang;
use santei_core::fact::FactValue;
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

/// Largest integer that every JSON reader keeps (RFC 8785 builds on doubles).
const MAX_SAFE: i64 = 9_007_199_254_740_991;

/// A decimal without trailing zeros, as a string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dec(pub(crate) Decimal);

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
        s.collect_str(self)
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

/// Anything with a display form, as a string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&self.0)
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
        s.collect_str(self)
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
        s.collect_str(self)
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

impl fmt::Display for Sha256Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        f.write_str("sha256:")?;
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                let digit = DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0');
                fmt::Write::write_char(f, char::from(digit))?;
            }
        }
        Ok(())
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
            FactValue::Date(d) => s.collect_str(&d),
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
        assert_eq!(json(&|| serde_json::to_string(&Shown(Sha256Text(&[0xab, 0x01])))), "\"sha256:ab01\"");
        assert_eq!(json(&|| serde_json::to_string(&Yen(MAX_SAFE))), "9007199254740991");
        assert!(serde_json::to_string(&Yen(MAX_SAFE + 1)).is_err());
    }
}
