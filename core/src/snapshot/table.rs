//! A section of rows by code, each row valid for a span of days.
//!
//! ```text
//! u32 number of codes n, u32 number of rows r
//! u32×n codes, ascending; u32×(n+1) first row of each code; r records
//! ```

use std::marker::PhantomData;
use std::ops::Range;

use super::cell::Record;
use super::container::{Image, ImageError, u32_at};
use crate::code::{Code, ItemId};
use crate::date::{ServiceDate, Validity};

/// A record that is valid for a span of days.
pub trait Dated: Record {
    /// Span of the row.
    fn validity(view: Self::View<'_>) -> Validity;
    /// Whether the rows of one code follow each other in time (one row a day); lists of rows do not.
    const ONE_A_DAY: bool;
    /// Whether the code existed before its first row here, with content that no file at hand tells: a gap, not "not yet".
    fn first_seen_late(_view: Self::View<'_>) -> bool {
        false
    }
}

/// What a look-up of a code at a date finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<V> {
    /// The row in force, and its place among all rows (the key of its names).
    Row(V, usize),
    /// The code exists, but only from this day on.
    NotYet(ServiceDate),
    /// The code existed until this last day.
    Ended(ServiceDate),
    /// No published edition tells what held on that day.
    Gap,
    /// No such code in this edition.
    Unknown,
}

/// Place of a verified table in its image.
#[derive(Debug, Clone)]
pub(crate) struct TableAt<R> {
    range: Range<usize>,
    codes: usize,
    rows: usize,
    record: PhantomData<R>,
}

/// A table, borrowed from its image.
#[derive(Debug)]
pub struct Table<'a, R> {
    codes: &'a [u8],
    starts: &'a [u8],
    rows: &'a [u8],
    record: PhantomData<R>,
}

impl<R> Clone for Table<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R> Copy for Table<'_, R> {}

impl<R: Dated> TableAt<R> {
    /// Verifies a section; a section that is absent gives an empty table.
    pub(crate) fn open(image: &Image, tag: &str) -> Result<Self, ImageError> {
        let fail = |row, what| ImageError::Content { section: tag.to_owned(), row, what };
        let Some(range) = image.range(tag) else {
            return Ok(Self { range: 0..0, codes: 0, rows: 0, record: PhantomData });
        };
        let bytes = image.slice(&range);
        let cut = || fail(0, "section ends early");
        let codes = u32_at(bytes, 0).ok_or_else(cut)? as usize;
        let rows = u32_at(bytes, 4).ok_or_else(cut)? as usize;
        let expected = codes
            .checked_mul(8)
            .and_then(|n| n.checked_add(12))
            .and_then(|n| rows.checked_mul(R::WIDTH).and_then(|r| n.checked_add(r)));
        if expected != Some(bytes.len()) {
            return Err(fail(0, "length does not fit the number of codes and rows"));
        }
        let at = Self { range, codes, rows, record: PhantomData };
        at.table(image).verify(&fail)?;
        Ok(at)
    }

    pub(crate) fn table<'a>(&self, image: &'a Image) -> Table<'a, R> {
        let bytes = image.slice(&self.range);
        let codes_end = 8 + 4 * self.codes;
        let starts_end = codes_end + 4 * (self.codes + 1);
        Table {
            codes: bytes.get(8..codes_end).unwrap_or(&[]),
            starts: bytes.get(codes_end..starts_end).unwrap_or(&[]),
            rows: bytes.get(starts_end..starts_end + self.rows * R::WIDTH).unwrap_or(&[]),
            record: PhantomData,
        }
    }

    pub(crate) const fn row_count(&self) -> usize {
        self.rows
    }
}

impl<'a, R: Dated> Table<'a, R> {
    fn verify(&self, fail: &dyn Fn(usize, &'static str) -> ImageError) -> Result<(), ImageError> {
        let mut before = None;
        for place in 0..self.code_count() {
            let code = u32_at(self.codes, 4 * place);
            if code <= before && place > 0 || code.is_none_or(|c| Code::new(c).is_none()) {
                return Err(fail(place, "codes are not ascending nine-digit numbers"));
            }
            before = code;
        }
        if self.code_count() > 0 && (self.start(0) != 0 || self.start(self.code_count()) != self.row_count())
        {
            return Err(fail(0, "rows do not cover the codes"));
        }
        for place in 0..self.code_count() {
            let (first, end) = (self.start(place), self.start(place + 1));
            if first >= end || end > self.row_count() {
                return Err(fail(place, "a code without rows"));
            }
            let mut until = i32::MIN;
            for row in first..end {
                let bytes = self.row_bytes(row);
                if !R::verify(bytes) {
                    return Err(fail(row, "a value outside its list"));
                }
                let span = R::validity(R::view(bytes));
                if span.from >= span.until || (R::ONE_A_DAY && span.from < until) {
                    return Err(fail(row, "validity is empty or overlaps the row before"));
                }
                until = span.until;
            }
        }
        Ok(())
    }

    /// Number of codes.
    #[must_use]
    pub fn code_count(&self) -> usize {
        self.codes.len() / 4
    }

    /// Number of rows (each code has one or more).
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.rows.len() / R::WIDTH
    }

    /// The code at a place of the sorted list.
    #[must_use]
    pub fn code_at(&self, place: usize) -> Option<Code> {
        u32_at(self.codes, 4 * place).and_then(Code::new)
    }

    fn start(&self, place: usize) -> usize {
        u32_at(self.starts, 4 * place).map_or(0, |n| n as usize)
    }

    fn row_bytes(&self, row: usize) -> &'a [u8] {
        let at = row.saturating_mul(R::WIDTH);
        self.rows.get(at..at.saturating_add(R::WIDTH)).unwrap_or(&[])
    }

    /// The row at a place among all rows; `None` past the end.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<R::View<'a>> {
        (row < self.row_count()).then(|| R::view(self.row_bytes(row)))
    }

    /// Place of a code in the sorted list.
    #[must_use]
    pub fn place(&self, code: Code) -> Option<usize> {
        let (mut low, mut high) = (0, self.code_count());
        while low < high {
            let middle = low + (high - low) / 2;
            match u32_at(self.codes, 4 * middle)?.cmp(&code.value()) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Item id of a code (procedures).
    #[must_use]
    pub fn item(&self, code: Code) -> Option<ItemId> {
        self.place(code).and_then(|p| u16::try_from(p).ok()).map(ItemId)
    }

    /// All rows of a code, oldest first, each with its place among all rows.
    pub fn rows_of(&self, code: Code) -> impl Iterator<Item = (R::View<'a>, usize)> + use<'a, R> {
        let range = self.place(code).map_or(0..0, |p| self.start(p)..self.start(p + 1));
        let table = *self;
        range.map(move |row| (R::view(table.row_bytes(row)), row))
    }

    /// What a code is on a day.
    #[must_use]
    pub fn find(&self, code: Code, date: ServiceDate) -> Found<R::View<'a>> {
        let Some(place) = self.place(code) else { return Found::Unknown };
        let (first, end) = (self.start(place), self.start(place + 1));
        let day = date.days();
        let mut earlier = false;
        let mut last = Validity::OPEN;
        for row in first..end {
            let view = R::view(self.row_bytes(row));
            let span = R::validity(view);
            if span.holds(date) {
                return Found::Row(view, row);
            }
            if span.from > day {
                return match ServiceDate::from_days(span.from) {
                    Some(from) if !earlier && !R::first_seen_late(view) => Found::NotYet(from),
                    _ => Found::Gap,
                };
            }
            earlier = true;
            last = span.until;
        }
        ServiceDate::from_days(last.saturating_sub(1)).map_or(Found::Unknown, Found::Ended)
    }
}

/// Writes a table section from rows sorted by code (rows of one code in time order).
///
/// # Errors
/// The first code that is out of order.
pub fn write_table<R: Dated>(rows: &[(Code, R)]) -> Result<Vec<u8>, Code> {
    let mut codes: Vec<u32> = Vec::new();
    let mut starts: Vec<u32> = Vec::new();
    let mut body = Vec::with_capacity(rows.len() * R::WIDTH);
    for (row, (code, record)) in rows.iter().enumerate() {
        match codes.last() {
            Some(last) if *last > code.value() => return Err(*code),
            Some(last) if *last == code.value() => {}
            _ => {
                codes.push(code.value());
                starts.push(row as u32);
            }
        }
        record.write(&mut body);
    }
    starts.push(rows.len() as u32);
    let mut out = Vec::with_capacity(8 + 8 * codes.len() + 4 + body.len());
    out.extend_from_slice(&(codes.len() as u32).to_le_bytes());
    out.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    for value in codes.iter().chain(&starts) {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.extend_from_slice(&body);
    Ok(out)
}
