//! One record in the making, over the same tables the reader has: what is too long or has no character is refused, never cut.

use std::fmt::Display;

use super::issue::{CHARACTER, FORM, HALF_KANA, MISSING, Sink, TOO_LONG};
use crate::asp::full_width;
use crate::layout::{Field, Kind, Mode, Need};
use crate::text;

/// A record in the making.
#[derive(Debug, Clone)]
pub(super) struct Row {
    kind: Kind,
    fields: Vec<Vec<u8>>,
}

impl Row {
    /// A record with nothing but its id.
    pub(super) fn new(kind: Kind, id: &str) -> Self {
        let mut fields = vec![Vec::new(); kind.width()];
        if let Some(first) = fields.first_mut() {
            *first = id.as_bytes().to_vec();
        }
        Self { kind, fields }
    }

    /// Fills a field; `place` is the pointer of the value.
    pub(super) fn put(&mut self, no: usize, value: impl Display, place: &str, sink: &mut Sink<'_>) {
        let value = value.to_string();
        let Some(spec) = self.kind.fields().iter().find(|f| f.holds(no)) else { return };
        if value.trim().is_empty() {
            if spec.need == Need::R {
                sink.add(&MISSING, place, vec![spec.name.to_owned()]);
            }
            return;
        }
        let Some(bytes) = encoded(spec, &value, place, sink) else { return };
        let most = spec.mode.most();
        if bytes.len() > most {
            let words = vec![spec.name.to_owned(), most.to_string(), bytes.len().to_string()];
            sink.add(&TOO_LONG, place, words);
        } else if spec.fixed && bytes.len() != most {
            sink.add(&FORM, place, vec![spec.name.to_owned(), value, format!("{most}")]);
        } else if let Some(field) = no.checked_sub(1).and_then(|n| self.fields.get_mut(n)) {
            *field = bytes;
        }
    }

    /// Fills a field where there is something to fill it with.
    pub(super) fn maybe(&mut self, no: usize, value: Option<impl Display>, place: &str, sink: &mut Sink<'_>) {
        if let Some(value) = value {
            self.put(no, value, place, sink);
        }
    }

    /// Appends the record with its line end.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        for (at, field) in self.fields.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            out.extend_from_slice(field);
        }
        out.extend_from_slice(b"\r\n");
    }
}

/// Bytes of a value as its field holds it; `None` when it cannot hold it.
fn encoded(spec: &Field, value: &str, place: &str, sink: &mut Sink<'_>) -> Option<Vec<u8>> {
    let mut wrong = |why: &str| {
        sink.add(&FORM, place, vec![spec.name.to_owned(), value.to_owned(), why.to_owned()]);
        None
    };
    match spec.mode {
        Mode::Digits(_) | Mode::Month | Mode::Date => {
            if value.bytes().all(|b| b.is_ascii_digit()) {
                Some(value.as_bytes().to_vec())
            } else {
                wrong("数字 / digits")
            }
        }
        Mode::Decimal(before, after) => {
            let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
            let digits = |s: &str, most: u16| s.len() <= most.into() && s.bytes().all(|b| b.is_ascii_digit());
            if !whole.is_empty() && digits(whole, before) && digits(fraction, after) {
                Some(value.as_bytes().to_vec())
            } else {
                wrong(&format!("{before}.{after}"))
            }
        }
        Mode::Alnum(_) => {
            if is_half(value) {
                Some(value.as_bytes().to_vec())
            } else {
                wrong("半角英数 / half-width")
            }
        }
        Mode::Either(_) if is_half(value) => Some(value.as_bytes().to_vec()),
        Mode::Either(_) | Mode::Kanji(_) => full(spec, value, place, sink),
    }
}

/// Half-width letters, digits and signs that a field may hold: no comma, no quotation mark.
fn is_half(value: &str) -> bool {
    value.bytes().all(|b| matches!(b, 0x20..=0x7E) && !matches!(b, b',' | b'"'))
}

/// Full-width bytes: half-width letters and signs widened, everything else as sent.
fn full(spec: &Field, value: &str, place: &str, sink: &mut Sink<'_>) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(value.len());
    let mut fine = true;
    for c in full_width(value).chars().map(text::one_of_jis) {
        if matches!(c, '\u{FF61}'..='\u{FF9F}') {
            sink.add(&HALF_KANA, place, vec![spec.name.to_owned(), c.to_string()]);
            fine = false;
        } else if let Some(bytes) = text::jis(c) {
            out.extend_from_slice(&bytes);
        } else {
            let shown = if c.is_control() { format!("U+{:04X}", u32::from(c)) } else { c.to_string() };
            sink.add(&CHARACTER, place, vec![spec.name.to_owned(), shown]);
            fine = false;
        }
    }
    fine.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(kind: Kind, no: usize, value: &str) -> (Vec<u8>, Vec<&'static str>) {
        let mut issues = Vec::new();
        let mut row = Row::new(kind, "XX");
        row.put(no, value, "/x", &mut Sink::new(&mut issues, None));
        (row.fields[no - 1].clone(), issues.iter().map(|i| i.kind.id).collect())
    }

    #[test]
    fn full_width_fields_widen_and_refuse() {
        let wide = |text: &str| text::encode(text).unwrap().into_owned();
        assert_eq!(put(Kind::Re, 5, "見本 太郎"), (wide("見本　太郎"), vec![]));
        assert_eq!(put(Kind::Re, 5, "MIHON TARO"), (b"MIHON TARO".to_vec(), vec![]));
        assert_eq!(put(Kind::Ir, 7, "A医院"), (wide("Ａ医院"), vec![]));
        // Signs whose twin in JIS X 0208 has another number in Unicode.
        assert_eq!(
            put(Kind::Ir, 7, "一〜二−三"),
            (vec![0x88, 0xEA, 0x81, 0x60, 0x93, 0xF1, 0x81, 0x7C, 0x8E, 0x4F], vec![])
        );
        // 髙 and ① stand in Windows-31J but not in JIS X 0208; 𠮷 in neither.
        for wrong in ["髙橋", "①", "𠮷田", "\u{E000}", "a\"b", "a\tb"] {
            assert_eq!(put(Kind::Ir, 7, wrong), (vec![], vec!["claim.text.character"]), "{wrong}");
        }
        assert_eq!(put(Kind::Ir, 7, "ﾐﾎﾝ").1, vec!["claim.text.halfKana"; 3]);
    }

    #[test]
    fn nothing_is_cut() {
        // RE5 takes 40 bytes: 20 full-width characters fit, 21 do not.
        assert_eq!(put(Kind::Re, 5, &"あ".repeat(20)).1, Vec::<&str>::new());
        assert_eq!(put(Kind::Re, 5, &"あ".repeat(21)), (vec![], vec!["claim.text.tooLong"]));
        assert_eq!(put(Kind::Si, 7, "999").1, Vec::<&str>::new());
        assert_eq!(put(Kind::Si, 7, "1000").1, vec!["claim.text.tooLong"]);
        assert_eq!(put(Kind::Ir, 5, "123456").1, vec!["claim.value.form"]);
        assert_eq!(put(Kind::Iy, 5, "99999.99999").0, b"99999.99999");
        assert_eq!(put(Kind::Iy, 5, "0.000001").1, vec!["claim.value.form"]);
        assert_eq!(put(Kind::Re, 14, "A,1").1, vec!["claim.value.form"]);
    }
}
