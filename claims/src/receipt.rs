//! What a receipt says: its payers, diseases and billing units, typed where a value can be read and raw where it cannot.

mod unit;

pub use unit::{Bearers, Unit, UnitLine};

use santei_core::date::{ServiceDate, ServiceMonth};

use crate::calendar;
use crate::layout::Kind;
use crate::read::Piece;
use crate::record::Record;

/// A receipt (レセプト), read from its records.
#[derive(Debug, Clone)]
pub struct Receipt<'a> {
    /// RE.
    pub head: Record<'a>,
    /// Every record, in order.
    pub records: Vec<Record<'a>>,
    /// HO, then KO in order.
    pub payers: Vec<Payer<'a>>,
    /// SY.
    pub diseases: Vec<Record<'a>>,
    /// Billing units, in order.
    pub units: Vec<Unit<'a>>,
}

/// A payer of the receipt: HO, or a KO.
#[derive(Debug, Clone, Copy)]
pub struct Payer<'a> {
    /// 0 the insurer, 1–4 the public programmes in order.
    pub slot: u8,
    /// HO or KO.
    pub record: Record<'a>,
}

impl Payer<'_> {
    /// 合計点数 as recorded.
    #[must_use]
    pub fn points(&self) -> Option<u64> {
        self.record.number_in(6)
    }

    /// 診療実日数 as recorded.
    #[must_use]
    pub fn days(&self) -> Option<u64> {
        self.record.number_in(5)
    }
}

/// 入院 or 入院外, by the last digit of the receipt type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// 入院.
    In,
    /// 入院外.
    Out,
}

impl<'a> Receipt<'a> {
    /// Reads a receipt piece; `None` for any other piece.
    #[must_use]
    pub fn of(piece: &'a Piece) -> Option<Self> {
        let records: Vec<Record<'a>> = piece.records().collect();
        let head = records.first().copied().filter(|r| r.kind == Kind::Re)?;
        let mut payers = Vec::new();
        let mut publics = 0;
        for record in &records {
            match record.kind {
                Kind::Ho => payers.push(Payer { slot: 0, record: *record }),
                Kind::Ko => {
                    publics += 1;
                    payers.push(Payer { slot: publics, record: *record });
                }
                _ => {}
            }
        }
        // The donors of a recipient's receipt have units of their own behind TI; they are not part of its sums.
        let own = records.iter().position(|r| r.kind == Kind::Ti).unwrap_or(records.len());
        let own = records.get(..own).unwrap_or_default();
        let diseases = own.iter().copied().filter(|r| r.kind == Kind::Sy).collect();
        let units = unit::units(own);
        Some(Self { head, records, payers, diseases, units })
    }

    /// レセプト番号.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        self.head.number_in(2)
    }

    /// 診療年月.
    #[must_use]
    pub fn month(&self) -> Option<ServiceMonth> {
        calendar::month(self.head.field(4)).map(|r| r.value)
    }

    /// 生年月日.
    #[must_use]
    pub fn birth(&self) -> Option<ServiceDate> {
        calendar::day(self.head.field(7)).map(|r| r.value)
    }

    /// レセプト種別: four digits.
    #[must_use]
    pub fn type_digits(&self) -> Option<[u8; 4]> {
        let digits: [u8; 4] = self.head.field(3).try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then(|| digits.map(|b| b - b'0'))
    }

    /// 入院 or 入院外.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let [_, second, _, last] = self.type_digits()?;
        match (second, last) {
            (2, 1) | (1 | 3 | 4, 1 | 3 | 5 | 7 | 9) => Some(Place::In),
            (2, 2) | (1 | 3 | 4, 2 | 4 | 6 | 8 | 0) => Some(Place::Out),
            _ => None,
        }
    }

    /// 特記事項, two digits each.
    pub fn remarks(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        self.head.field(12).chunks(2)
    }

    /// The HO record.
    #[must_use]
    pub fn insurer(&self) -> Option<&Payer<'a>> {
        self.payers.iter().find(|p| p.slot == 0)
    }

    /// The KO record of a slot from 1.
    #[must_use]
    pub fn public(&self, slot: u8) -> Option<&Payer<'a>> {
        self.payers.iter().find(|p| p.slot == slot && slot > 0)
    }
}
