//! Texts of a table in a section of their own, one per row, so that a small image can leave them out.
//!
//! ```text
//! u32 number of texts n; n × (u32 offset, u32 length); UTF-8
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::container::{Image, ImageError, u32_at};

/// Place of a verified text section in its image.
#[derive(Debug, Clone)]
pub(crate) struct StringsAt {
    range: Range<usize>,
    count: usize,
}

impl StringsAt {
    /// Verifies a text section with as many texts as the table has rows; an absent section gives no texts.
    pub(crate) fn open(image: &Image, tag: &str, rows: Option<usize>) -> Result<Self, ImageError> {
        let fail = |row, what| ImageError::Content { section: tag.to_owned(), row, what };
        let Some(range) = image.range(tag) else { return Ok(Self { range: 0..0, count: 0 }) };
        let bytes = image.slice(&range);
        let count = u32_at(bytes, 0).ok_or_else(|| fail(0, "section ends early"))? as usize;
        if rows.is_some_and(|rows| rows != count) {
            return Err(fail(0, "number of texts differs from number of rows"));
        }
        let text_at = count.checked_mul(8).and_then(|n| n.checked_add(4)).unwrap_or(usize::MAX);
        let raw = bytes.get(text_at..).ok_or_else(|| fail(0, "section ends early"))?;
        let text = std::str::from_utf8(raw).map_err(|_| fail(0, "text is not UTF-8"))?;
        for i in 0..count {
            let (Some(at), Some(len)) = (u32_at(bytes, 4 + 8 * i), u32_at(bytes, 8 + 8 * i)) else {
                return Err(fail(i, "section ends early"));
            };
            let end = (at as usize).checked_add(len as usize);
            if end.and_then(|end| text.get(at as usize..end)).is_none() {
                return Err(fail(i, "text lies outside the section"));
            }
        }
        Ok(Self { range, count })
    }

    /// The text of a row; empty when the image carries no texts.
    pub(crate) fn get<'a>(&self, image: &'a Image, row: usize) -> &'a str {
        if row >= self.count {
            return "";
        }
        let bytes = image.slice(&self.range);
        let find = || {
            let at = 4 + 8 * self.count + u32_at(bytes, 4 + 8 * row)? as usize;
            let len = u32_at(bytes, 8 + 8 * row)? as usize;
            std::str::from_utf8(bytes.get(at..at + len)?).ok()
        };
        find().unwrap_or("")
    }

    pub(crate) const fn count(&self) -> usize {
        self.count
    }
}

/// Writes a text section; equal texts are stored once.
#[must_use]
pub fn write_strings<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<u8> {
    let mut pool = String::new();
    let mut seen: BTreeMap<&'t str, u32> = BTreeMap::new();
    let mut index: Vec<(u32, u32)> = Vec::new();
    for text in texts {
        let at = *seen.entry(text).or_insert_with(|| {
            let at = pool.len() as u32;
            pool.push_str(text);
            at
        });
        index.push((at, text.len() as u32));
    }
    let mut out = Vec::with_capacity(4 + 8 * index.len() + pool.len());
    out.extend_from_slice(&(index.len() as u32).to_le_bytes());
    for (at, len) in index {
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&len.to_le_bytes());
    }
    out.extend_from_slice(pool.as_bytes());
    out
}
