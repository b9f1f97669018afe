//! Billing units (算定単位) of a receipt, and who bears them (負担区分).
//!
//! A record with 診療識別 begins a unit; so does an act, drug or material behind the record that carries the unit's points.

use rust_decimal::Decimal;
use santei_core::code::Code;

use crate::layout::Kind;
use crate::record::{Record, digits};

/// A billing unit.
#[derive(Debug, Clone)]
pub struct Unit<'a> {
    /// 診療識別; `None` when no record before told it.
    pub section: Option<u8>,
    /// Whether the unit began without a 診療識別 of its own.
    pub continued: bool,
    /// Its records, comments included.
    pub lines: Vec<UnitLine<'a>>,
}

/// One record of a unit.
#[derive(Debug, Clone, Copy)]
pub struct UnitLine<'a> {
    /// SI, IY, TO or CO.
    pub record: Record<'a>,
    /// Code; `None` when it is not nine digits.
    pub code: Option<Code>,
}

impl UnitLine<'_> {
    /// 数量データ / 使用量; `None` when empty or no number.
    #[must_use]
    pub fn quantity(&self) -> Option<Decimal> {
        if self.record.kind == Kind::Co {
            return None;
        }
        std::str::from_utf8(self.record.field(5)).ok()?.trim().parse().ok()
    }

    /// Whether the record stands for something billed, not a comment.
    #[must_use]
    pub fn is_billed(&self) -> bool {
        self.record.kind != Kind::Co
    }

    /// 点数 as recorded.
    #[must_use]
    pub fn points(&self) -> Option<u64> {
        if self.is_billed() { self.record.number_in(6) } else { None }
    }

    /// 回数 as recorded.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        if self.is_billed() { self.record.number_in(7) } else { None }
    }

    /// How often on each day of the month, by day from 1.
    pub fn days(&self) -> impl Iterator<Item = (u32, u64)> {
        let first = if self.is_billed() { self.record.kind.first_day() } else { None };
        let skip = first.map_or(usize::MAX, |f| f - 1);
        (1..=31).zip(self.record.fields().skip(skip)).filter_map(|(day, f)| Some((day, digits(f)?)))
    }
}

impl<'a> Unit<'a> {
    /// The records that stand for something billed.
    pub fn billed(&self) -> impl Iterator<Item = &UnitLine<'a>> {
        self.lines.iter().filter(|l| l.is_billed())
    }

    /// Points of one time.
    #[must_use]
    pub fn points(&self) -> Option<u64> {
        self.billed().filter_map(UnitLine::points).last()
    }

    /// 回数.
    #[must_use]
    pub fn count(&self) -> Option<u64> {
        self.billed().next().and_then(UnitLine::count)
    }

    /// Points × 回数; `None` without points.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.points()?.checked_mul(self.count()?)
    }

    /// Who bears it.
    #[must_use]
    pub fn bearers(&self) -> Option<Bearers> {
        self.lines.first().and_then(|l| Bearers::of(l.record.field(3)))
    }
}

/// Groups the detail records into units.
pub(super) fn units<'a>(records: &[Record<'a>]) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    let mut section = None;
    // Whether the last unit has its points: kept apart, since asking the unit would make long units quadratic.
    let mut complete = true;
    for record in records.iter().copied().filter(|r| r.kind.is_detail()) {
        let told = digits(record.field(2)).and_then(|n| u8::try_from(n).ok());
        let begins = !record.field(2).trim_ascii().is_empty();
        section = if begins { told } else { section };
        let line = UnitLine { record, code: code(record.field(4)) };
        let new = begins || units.is_empty() || complete && line.is_billed();
        complete = line.points().is_some() || complete && !new;
        match units.last_mut() {
            Some(unit) if !new => unit.lines.push(line),
            _ => units.push(Unit { section, continued: !begins, lines: vec![line] }),
        }
    }
    units
}

fn code(field: &[u8]) -> Option<Code> {
    if field.len() != 9 {
        return None;
    }
    Code::new(u32::try_from(digits(field)?).ok()?)
}

/// 負担区分: which payers bear a line; bit 0 the insurer, bits 1–4 the public programmes in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bearers(u8);

/// Letters with their payers (別表21): insurer, then the programmes 1 to 4.
const LETTERS: [(u8, u8); 31] = [
    (b'1', 0b0_0001),
    (b'5', 0b0_0010),
    (b'6', 0b0_0100),
    (b'B', 0b0_1000),
    (b'C', 0b1_0000),
    (b'2', 0b0_0011),
    (b'3', 0b0_0101),
    (b'E', 0b0_1001),
    (b'G', 0b1_0001),
    (b'7', 0b0_0110),
    (b'H', 0b0_1010),
    (b'I', 0b1_0010),
    (b'J', 0b0_1100),
    (b'K', 0b1_0100),
    (b'L', 0b1_1000),
    (b'4', 0b0_0111),
    (b'M', 0b0_1011),
    (b'N', 0b1_0011),
    (b'O', 0b0_1101),
    (b'P', 0b1_0101),
    (b'Q', 0b1_1001),
    (b'R', 0b0_1110),
    (b'S', 0b1_0110),
    (b'T', 0b1_1010),
    (b'U', 0b1_1100),
    (b'V', 0b0_1111),
    (b'W', 0b1_0111),
    (b'X', 0b1_1011),
    (b'Y', 0b1_1101),
    (b'Z', 0b1_1110),
    (b'9', 0b1_1111),
];

impl Bearers {
    /// From the letter of the record; `None` when 別表21 does not know it.
    #[must_use]
    pub fn of(field: &[u8]) -> Option<Self> {
        let [letter] = field else { return None };
        LETTERS.iter().find(|(l, _)| l == letter).map(|(_, bits)| Self(*bits))
    }

    /// From the slots: 0 the insurer, 1–4 the programmes; `None` without any.
    #[must_use]
    pub fn from_slots(slots: impl IntoIterator<Item = u8>) -> Option<Self> {
        let bits = slots.into_iter().filter(|s| *s < 5).fold(0, |bits, s| bits | 1 << s);
        (bits != 0).then_some(Self(bits))
    }

    /// The letter of the record.
    #[must_use]
    pub fn letter(self) -> char {
        LETTERS.iter().find(|(_, bits)| *bits == self.0).map_or('1', |(l, _)| char::from(*l))
    }

    /// Whether a payer bears the line.
    #[must_use]
    pub const fn has(self, slot: u8) -> bool {
        slot < 5 && self.0 >> slot & 1 == 1
    }

    /// The payers, by slot.
    pub fn slots(self) -> impl Iterator<Item = u8> {
        (0..5).filter(move |s| self.has(*s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_of_payers_has_one_letter() {
        let mut bits: Vec<u8> = LETTERS.iter().map(|(_, b)| *b).collect();
        bits.sort_unstable();
        assert_eq!(bits, (1..=31).collect::<Vec<u8>>());
        for (letter, _) in LETTERS {
            assert_eq!(Bearers::of(&[letter]).unwrap().letter(), char::from(letter));
        }
        assert_eq!(Bearers::of(b"8"), None);
        assert_eq!(Bearers::of(b"11"), None);
    }

    #[test]
    fn p_is_the_insurer_with_the_second_and_fourth() {
        assert_eq!(Bearers::of(b"P").unwrap().slots().collect::<Vec<_>>(), [0, 2, 4]);
    }

    fn unit_sizes(lines: &[&[u8]]) -> Vec<usize> {
        let records: Vec<Record<'_>> =
            lines.iter().enumerate().map(|(i, l)| Record::of(i as u64 + 1, l)).collect();
        units(&records).iter().map(|u| u.lines.len()).collect()
    }

    #[test]
    fn a_unit_ends_with_its_points() {
        // Two units of section 12: the second carries no 診療識別 but stands behind the points of the first.
        assert_eq!(unit_sizes(&[b"SI,12,2,112007410,,72,1", b"SI,,2,112015570,,50,1"]), [1, 1]);
        // Two drugs of one unit, a comment before and behind.
        assert_eq!(
            unit_sizes(&[
                b"CO,21,1,820000001,",
                b"IY,,1,620098801,3,,33",
                b"IY,,1,620160501,3,0,33",
                b"CO,,1,810000001,x",
                b"SI,80,1,120002910,,68,1"
            ]),
            [4, 1]
        );
    }
}
