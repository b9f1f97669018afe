//! One record: raw bytes, cut at the commas, decoded for use only.
//!
//! A comma can never be the second byte of a Windows-31J character (those begin at 0x40), so the cut needs no decoding.

use std::borrow::Cow;

use crate::layout::Kind;
use crate::text;

/// A record as it stands in the file, without its line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its kind.
    pub kind: Kind,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What ended it in the file.
    pub ending: Ending,
}

/// How a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// CR LF, as the specification wants it.
    CrLf,
    /// LF alone.
    Lf,
    /// The file ended.
    Nothing,
}

impl<'a> Record<'a> {
    /// Reads one line: bytes up to and with the line end.
    #[must_use]
    pub fn of(number: u64, line: &'a [u8]) -> Self {
        let (bytes, ending) = match line {
            [rest @ .., b'\r', b'\n'] => (rest, Ending::CrLf),
            [rest @ .., b'\n'] => (rest, Ending::Lf),
            _ => (line, Ending::Nothing),
        };
        let id = bytes.split(|b| *b == b',').next().unwrap_or_default();
        Self { number, kind: Kind::of(id), bytes, ending }
    }

    /// The fields, from field 1 on.
    pub fn fields(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        // Most fields have no or a few bytes: a plain walk beats a search that has to be set up for each of them.
        let mut rest = Some(self.bytes);
        std::iter::from_fn(move || {
            let bytes = rest?;
            let Some(comma) = bytes.iter().position(|b| *b == b',') else {
                rest = None;
                return Some(bytes);
            };
            rest = bytes.get(comma + 1..);
            bytes.get(..comma)
        })
    }

    /// A field by its number from 1; empty when the record is shorter.
    #[must_use]
    pub fn field(&self, no: usize) -> &'a [u8] {
        no.checked_sub(1).and_then(|n| self.fields().nth(n)).unwrap_or_default()
    }

    /// A field, decoded; a byte that is no character becomes U+FFFD.
    #[must_use]
    pub fn text(&self, no: usize) -> Cow<'a, str> {
        text::decode(self.field(no))
    }

    /// A field as a number; `None` when it is empty or anything but digits.
    #[must_use]
    pub fn number_in(&self, no: usize) -> Option<u64> {
        digits(self.field(no))
    }

    /// How many fields there are.
    #[must_use]
    pub fn width(&self) -> usize {
        memchr::memchr_iter(b',', self.bytes).count() + 1
    }
}

/// Digits, blanks before and after them allowed, as a number.
#[must_use]
pub fn digits(field: &[u8]) -> Option<u64> {
    let field = field.trim_ascii();
    if field.is_empty() || field.len() > 18 {
        return None;
    }
    field.iter().try_fold(0_u64, |n, b| b.is_ascii_digit().then(|| n * 10 + u64::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_cut_at_its_commas() {
        let r = Record::of(3, b"SI,11,1,111000110,,291\r\n");
        assert_eq!(r.kind, Kind::Si);
        assert_eq!(r.field(4), b"111000110");
        assert_eq!(r.field(5), b"");
        assert_eq!(r.field(6), b"291");
        assert_eq!(r.field(7), b"");
        assert_eq!(r.width(), 6);
        assert_eq!(r.number_in(6), Some(291));
        assert_eq!(r.number_in(5), None);
    }

    #[test]
    fn an_empty_line_is_a_record_of_no_kind() {
        let r = Record::of(1, b"\n");
        assert_eq!((r.kind, r.width(), r.ending), (Kind::Other, 1, Ending::Lf));
        assert_eq!(r.field(1), b"");
    }

    #[test]
    fn numbers_beyond_eighteen_digits_are_no_numbers() {
        assert_eq!(digits(b"999999999999999999"), Some(999_999_999_999_999_999));
        assert_eq!(digits(b"1000000000000000000"), None);
        assert_eq!(digits(b"12a"), None);
    }
}
