//! Windows-31J for use: decoding that says what it could not read, and widths.

use std::borrow::Cow;

/// Decodes for use; what is no character becomes U+FFFD. The raw bytes stay the truth: duplicates of NEC and IBM do not survive the way
/// back, so nothing decoded is ever written.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes).0
}

/// Encodes for writing; `None` when a character has no place in Windows-31J.
#[must_use]
pub fn encode(text: &str) -> Option<Cow<'_, [u8]>> {
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    (!failed).then_some(bytes)
}

/// The twin of a character that JIS X 0208 has under another number of Unicode in Windows-31J (wave dash, minus, parallel …).
#[must_use]
pub const fn one_of_jis(c: char) -> char {
    match c {
        '\u{301C}' => '\u{FF5E}',
        '\u{2212}' => '\u{FF0D}',
        '\u{2016}' => '\u{2225}',
        '\u{2014}' => '\u{2015}',
        '\u{00A2}' => '\u{FFE0}',
        '\u{00A3}' => '\u{FFE1}',
        '\u{00AC}' => '\u{FFE2}',
        other => other,
    }
}

/// A full-width character for writing; `None` when JIS X 0208 has none: Windows-31J has more (NEC and IBM extensions), which no field may
/// hold (記録条件仕様: JIS X 0208).
#[must_use]
pub fn jis(c: char) -> Option<[u8; 2]> {
    let mut buffer = [0; 4];
    let bytes = encode(c.encode_utf8(&mut buffer))?;
    let &[lead, trail] = &*bytes else { return None };
    // Rows 1–8 and 16–84; row 13 (0x87) and everything from 0xED on are extensions.
    let standard = match lead {
        0x81..=0x84 | 0x89..=0x9F | 0xE0..=0xE9 => true,
        0x88 => trail >= 0x9F,
        0xEA => trail <= 0xA4,
        _ => false,
    };
    standard.then_some([lead, trail])
}

/// What kinds of characters a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    /// One-byte letters, digits, signs, blanks.
    pub half: bool,
    /// Two-byte characters.
    pub full: bool,
    /// Half-width katakana, which no field may hold.
    pub half_kana: bool,
    /// Bytes that are no character.
    pub broken: bool,
    /// Control characters.
    pub control: bool,
}

/// Looks at the bytes of a field.
#[must_use]
pub fn widths(bytes: &[u8]) -> Widths {
    let mut found = Widths::default();
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        match (*first, tail) {
            (0x20..=0x7E, _) => {
                found.half = true;
                rest = tail;
            }
            (0xA1..=0xDF, _) => {
                found.half_kana = true;
                rest = tail;
            }
            (0x81..=0x9F | 0xE0..=0xFC, [0x40..=0x7E | 0x80..=0xFC, after @ ..]) => {
                found.full = true;
                rest = after;
            }
            (0x00..=0x1F | 0x7F, _) => {
                found.control = true;
                rest = tail;
            }
            _ => {
                found.broken = true;
                rest = tail;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_and_half_are_told_apart() {
        let full = encode("病院").unwrap().into_owned();
        assert_eq!(widths(&full), Widths { full: true, ..Widths::default() });
        assert_eq!(widths(b"A-1"), Widths { half: true, ..Widths::default() });
        assert_eq!(widths(&[0xB1]), Widths { half_kana: true, ..Widths::default() });
        assert_eq!(widths(&[0x81]), Widths { broken: true, ..Widths::default() });
        assert_eq!(widths(&[0x09]), Widths { control: true, ..Widths::default() });
    }

    #[test]
    fn what_has_no_place_is_refused() {
        assert!(encode("𠮷").is_none());
    }
}
