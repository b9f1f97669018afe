//! The electronic fee table (電子点数表) as compressed rows over [`ItemId`].
//!
//! Exclusion pairs are mirrored exactly in the official tables (keep 1 and 2 swap, 3 stays), so the writer stores each
//! pair once, under the smaller id, and the reader turns it round.
//!
//! ```text
//! exclusion section: u32 items n; u32 spans s; s × (i32 from, i32 until); u32×(n+1) first entry; entries u16 other, u16 bits
//! bits: 0–1 keep, 2 special, 3–15 span
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use super::cell::record;
use super::container::{Image, ImageError, u32_at};
use super::table::Dated;
use crate::code::{Code, ItemId};
use crate::date::{ServiceDate, Validity};

/// Window of an exclusion (背反): which table it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Window {
    /// 03-1 同一日.
    Day,
    /// 03-2 同一月.
    Month,
    /// 03-3 同時.
    SameOccasion,
    /// 03-4 1週間.
    Week,
}

impl Window {
    /// Every window.
    pub const ALL: [Self; 4] = [Self::Day, Self::Month, Self::SameOccasion, Self::Week];

    /// Section of the window.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Day => "exclusion.day",
            Self::Month => "exclusion.month",
            Self::SameOccasion => "exclusion.same",
            Self::Week => "exclusion.week",
        }
    }
}

/// Which of a pair stays (背反区分).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// The first one.
    First,
    /// The second one.
    Second,
    /// One of the two, the institution chooses.
    Either,
}

impl Keep {
    /// From 背反区分 1, 2, 3.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            3 => Some(Self::Either),
            _ => None,
        }
    }

    const fn number(self) -> u16 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Either => 3,
        }
    }

    /// Seen from the other of the two.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
            Self::Either => Self::Either,
        }
    }
}

/// An exclusion between two items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exclusion {
    /// Which one stays, seen from the first.
    pub keep: Keep,
    /// 特例条件: the text holds a condition the table cannot express; never decide on it alone.
    pub special: bool,
    /// When the rule is in force.
    pub validity: Validity,
}

/// Place of a verified exclusion section.
#[derive(Debug, Clone)]
pub(crate) struct ExclusionsAt {
    range: Range<usize>,
    items: usize,
    spans: usize,
    present: bool,
    /// One bit per item: whether it stands in any pair. Most items of a visit stand in none.
    members: Vec<u64>,
}

impl ExclusionsAt {
    pub(crate) fn open(image: &Image, tag: &str, items: usize) -> Result<Self, ImageError> {
        let fail = |row, what| ImageError::Content { section: tag.to_owned(), row, what };
        let Some(range) = image.range(tag) else {
            return Ok(Self { range: 0..0, items: 0, spans: 0, present: false, members: Vec::new() });
        };
        let bytes = image.slice(&range);
        let cut = || fail(0, "section ends early");
        let n = u32_at(bytes, 0).ok_or_else(cut)? as usize;
        let spans = u32_at(bytes, 4).ok_or_else(cut)? as usize;
        if n != items || spans > 8191 {
            return Err(fail(0, "number of items differs from the procedure table"));
        }
        let mut members = vec![0u64; items.div_ceil(64)];
        let at = Self { range, items, spans, present: true, members: Vec::new() };
        let entries_at = at.entries_at();
        let entries = bytes.len().checked_sub(entries_at).ok_or_else(cut)?;
        let mut before = 0;
        for item in 0..=items {
            let start = at.start(bytes, item).ok_or_else(cut)?;
            if start < before || start * 4 > entries {
                return Err(fail(item, "entries are out of order"));
            }
            before = start;
        }
        if at.start(bytes, 0) != Some(0) || before * 4 != entries {
            return Err(fail(items, "entries do not fill the section"));
        }
        for span in 0..spans {
            let v = at.span(bytes, span).ok_or_else(cut)?;
            if v.from >= v.until {
                return Err(fail(span, "an empty span"));
            }
        }
        for item in 0..items {
            let (first, end) = (at.start(bytes, item).unwrap_or(0), at.start(bytes, item + 1).unwrap_or(0));
            let mut last = item;
            for entry in first..end {
                let raw = u32_at(bytes, entries_at + 4 * entry).ok_or_else(cut)?;
                let (other, bits) = ((raw & 0xffff) as usize, raw >> 16);
                if other < last
                    || other == item
                    || other >= items
                    || bits & 3 == 0
                    || (bits >> 3) as usize >= spans
                {
                    return Err(fail(entry, "an exclusion with a bad partner, keep or span"));
                }
                last = other;
                mark(&mut members, item);
                mark(&mut members, other);
            }
        }
        Ok(Self { members, ..at })
    }

    /// Whether an item stands in any pair of this window.
    pub(crate) fn concerns(&self, item: ItemId) -> bool {
        let place = usize::from(item.place());
        self.members.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    const fn entries_at(&self) -> usize {
        8 + 8 * self.spans + 4 * (self.items + 1)
    }

    fn start(&self, bytes: &[u8], item: usize) -> Option<usize> {
        u32_at(bytes, 8 + 8 * self.spans + 4 * item).map(|n| n as usize)
    }

    fn span(&self, bytes: &[u8], span: usize) -> Option<Validity> {
        let from = u32_at(bytes, 8 + 8 * span)?.cast_signed();
        let until = u32_at(bytes, 12 + 8 * span)?.cast_signed();
        Some(Validity { from, until })
    }

    /// Whether the edition has the table at all.
    pub(crate) const fn is_present(&self) -> bool {
        self.present
    }

    /// Every pair of the table, each once: smaller item first, seen from it.
    pub(crate) fn pairs<'i>(
        &'i self,
        image: &'i Image,
    ) -> impl Iterator<Item = (ItemId, ItemId, Exclusion)> + use<'i> {
        let bytes = image.slice(&self.range);
        let entries_at = self.entries_at();
        (0..self.items).flat_map(move |item| {
            let first = self.start(bytes, item).unwrap_or(0);
            let end = self.start(bytes, item + 1).unwrap_or(first);
            (first..end).filter_map(move |entry| {
                let raw = u32_at(bytes, entries_at + 4 * entry)?;
                let bits = raw >> 16;
                let exclusion = Exclusion {
                    keep: Keep::from_number((bits & 3) as u8)?,
                    special: bits & 4 != 0,
                    validity: self.span(bytes, (bits >> 3) as usize)?,
                };
                let item = u16::try_from(item).ok()?;
                Some((ItemId::new(item), ItemId::new((raw & 0xffff) as u16), exclusion))
            })
        })
    }

    /// The exclusion of two items on a day, seen from the first.
    pub(crate) fn find(
        &self,
        image: &Image,
        first: ItemId,
        second: ItemId,
        date: ServiceDate,
    ) -> Option<Exclusion> {
        let bytes = image.slice(&self.range);
        let (low, high) = if first < second { (first, second) } else { (second, first) };
        if usize::from(high.place()) >= self.items || low == high {
            return None;
        }
        let (mut a, mut b) =
            (self.start(bytes, low.place().into())?, self.start(bytes, usize::from(low.place()) + 1)?);
        let entries_at = self.entries_at();
        while a < b {
            let middle = a + (b - a) / 2;
            let other = (u32_at(bytes, entries_at + 4 * middle)? & 0xffff) as u16;
            if other < high.place() { a = middle + 1 } else { b = middle }
        }
        let end = self.start(bytes, usize::from(low.place()) + 1)?;
        for entry in a..end {
            let raw = u32_at(bytes, entries_at + 4 * entry)?;
            if (raw & 0xffff) as u16 != high.place() {
                break;
            }
            let bits = raw >> 16;
            let validity = self.span(bytes, (bits >> 3) as usize)?;
            if validity.holds(date) {
                let keep = Keep::from_number((bits & 3) as u8)?;
                let keep = if low == first { keep } else { keep.mirrored() };
                return Some(Exclusion { keep, special: bits & 4 != 0, validity });
            }
        }
        None
    }
}

fn mark(members: &mut [u64], item: usize) {
    if let Some(word) = members.get_mut(item / 64) {
        *word |= 1 << (item % 64);
    }
}

/// Writes an exclusion section. `pairs` holds each pair once, keyed by (smaller id, larger id), seen from the smaller.
///
/// # Errors
/// A text when a pair is not ordered, an id is out of range or there are more than 8,191 different spans.
pub fn write_exclusions(
    items: usize,
    pairs: &BTreeMap<(ItemId, ItemId), Vec<Exclusion>>,
) -> Result<Vec<u8>, &'static str> {
    let mut spans: BTreeMap<Validity, u32> = BTreeMap::new();
    for rule in pairs.values().flatten() {
        let next = spans.len() as u32;
        spans.entry(rule.validity).or_insert(next);
    }
    if spans.len() > 8191 {
        return Err("more than 8,191 different spans");
    }
    let mut starts = vec![0u32; items + 1];
    let mut entries: Vec<u8> = Vec::new();
    for ((low, high), rules) in pairs {
        if low >= high || usize::from(high.place()) >= items {
            return Err("a pair out of order or out of range");
        }
        for rule in rules {
            let span = spans.get(&rule.validity).copied().unwrap_or(0);
            let bits = rule.keep.number() | u16::from(rule.special) << 2 | (span as u16) << 3;
            entries.extend_from_slice(&high.place().to_le_bytes());
            entries.extend_from_slice(&bits.to_le_bytes());
            if let Some(count) = starts.get_mut(usize::from(low.place()) + 1) {
                *count += 1;
            }
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut by_number: Vec<(u32, Validity)> = spans.into_iter().map(|(v, n)| (n, v)).collect();
    by_number.sort_unstable_by_key(|(n, _)| *n);
    let mut out = Vec::new();
    out.extend_from_slice(&(items as u32).to_le_bytes());
    out.extend_from_slice(&(by_number.len() as u32).to_le_bytes());
    for (_, v) in by_number {
        out.extend_from_slice(&v.from.to_le_bytes());
        out.extend_from_slice(&v.until.to_le_bytes());
    }
    for start in starts {
        out.extend_from_slice(&start.to_le_bytes());
    }
    out.extend_from_slice(&entries);
    Ok(out)
}

record! {
    /// A row of the auxiliary table (01 補助マスターテーブル).
    Auxiliary, AuxiliaryRow, AuxiliaryLayout {
        /// Code.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 包括単位①–③: 0 none, 1 day, 2 month, 3 same occasion, 5 week before the operation, 6 operation.
        bundle_units: [u8; 3],
        /// グループ番号①–③ as seven ASCII bytes each; zeros when unused.
        bundle_groups: [u8; 21],
        /// 背反関連識別 day, month, same occasion, week.
        exclusive: [u8; 4],
        /// 入院基本料識別.
        ward_group: u16,
        /// 算定回数関連.
        has_count_rule: u8,
    }
}

record! {
    /// A row of the bundle table (02 包括テーブル), listed under the child.
    BundleChild, BundleChildRow, BundleChildLayout {
        /// Code of the child.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// グループ番号, seven ASCII bytes.
        group: [u8; 7],
        /// 特例条件.
        special: bool,
    }
}

record! {
    /// A row of the ward table (04 入院基本料テーブル), listed under the addition.
    WardAddition, WardAdditionRow, WardAdditionLayout {
        /// Code of the addition.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// グループ番号.
        group: u16,
        /// 加算識別.
        slot: u8,
    }
}

record! {
    /// A row of the frequency table (05 算定回数テーブル).
    FrequencyLimit, FrequencyLimitRow, FrequencyLimitLayout {
        /// Code.
        code: Code,
        /// First valid day.
        valid_from: i32,
        /// First day no longer valid.
        valid_until: i32,
        /// 算定単位コード.
        unit_code: u16,
        /// 算定回数.
        max_count: u16,
        /// 特例条件.
        special: bool,
    }
}

macro_rules! listed {
    ($($name:ident $view:ident),*) => { $(
        impl Dated for $name {
            const ONE_A_DAY: bool = false;
            fn validity(view: $view<'_>) -> Validity {
                Validity { from: view.valid_from(), until: view.valid_until() }
            }
        }
    )* };
}
listed!(Auxiliary AuxiliaryRow, BundleChild BundleChildRow, WardAddition WardAdditionRow, FrequencyLimit FrequencyLimitRow);
