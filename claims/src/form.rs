//! The form of a claim file, checked piece by piece: fields, order, sums. Every problem at once; none hides another.
//!
//! ```
//! use santei_claims::{form::Form, read::Reader};
//!
//! let file = b"IR,1,13,1,9999999,,CLINIC,202507,00,\r\nGO,0,0,99\r\n\x1a";
//! let mut form = Form::new();
//! let mut found = Vec::new();
//! for piece in Reader::new(&file[..]) {
//!     form.piece(&piece.expect("memory does not fail"), &mut found);
//! }
//! form.finish(&mut found);
//! // The name of the institution has to be full-width.
//! assert_eq!(found.iter().map(|p| p.check.id).collect::<Vec<_>>(), ["field.full"]);
//! ```

pub mod checks;
mod details;
mod fields;
mod file;
mod head;
mod order;
mod payers;
mod sums;

use santei_core::date::ServiceMonth;

use crate::calendar;
use crate::layout::Kind;
use crate::problem::{Check, Level, Problem};
use crate::read::{Piece, PieceKind};
use crate::receipt::Receipt;
use crate::record::Record;

/// Checks the pieces of one file, in their order.
#[derive(Debug, Default)]
pub struct Form {
    claim_month: Option<ServiceMonth>,
    seen_any: bool,
    end: bool,
    mark: bool,
    /// Place of the last receipt, from 1.
    receipts: u64,
    /// Number of the last receipt as recorded.
    last_number: Option<u64>,
    payers: u64,
    points: u64,
    refused: u64,
}

impl Form {
    /// For a new file.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// 請求年月 of the head, once it was read.
    #[must_use]
    pub const fn claim_month(&self) -> Option<ServiceMonth> {
        self.claim_month
    }

    /// Checks the next piece; what is found is appended in the order of records.
    pub fn piece(&mut self, piece: &Piece, found: &mut Vec<Problem>) {
        if piece.kind() == PieceKind::Receipt {
            let checked = receipt(piece, self.claim_month);
            self.take(checked, found);
            return;
        }
        let mut out = Out { found, receipt: None };
        if !self.seen_any && piece.kind() != PieceKind::Head {
            out.add(&checks::HEAD, piece.records().next(), None, Vec::new());
        }
        self.seen_any = true;
        if piece.is_oversize() {
            out.add(&checks::OVERSIZE, piece.records().next(), None, Vec::new());
        }
        match piece.kind() {
            PieceKind::Head => {
                for record in piece.records() {
                    fields::check(&record, &mut out);
                    file::head(&record, &mut out);
                    self.claim_month = calendar::month(record.field(8)).map(|m| m.value);
                }
            }
            PieceKind::End => {
                self.end = true;
                for record in piece.records() {
                    fields::check(&record, &mut out);
                    file::end(&record, self.payers, self.points, &mut out);
                }
            }
            PieceKind::Mark => self.mark = true,
            PieceKind::Stray | PieceKind::Receipt => {
                for record in piece.records().filter(|r| !r.bytes.is_empty()) {
                    let words = vec![record.text(1).chars().take(8).collect()];
                    out.add(&checks::STRAY, Some(record), Some(1), words);
                }
            }
        }
    }

    /// Takes a receipt that [`receipt`] checked, in the order of the file: what depends on the receipts before it is checked here.
    pub fn take(&mut self, checked: Checked, found: &mut Vec<Problem>) {
        self.receipts += 1;
        let out = Out { found, receipt: Some(self.receipts) };
        if !self.seen_any {
            out.found.push(Problem { receipt: out.receipt, ..Problem::at(&checks::HEAD, checked.record) });
        }
        self.seen_any = true;
        let due = self.last_number.map_or(1, |n| n.saturating_add(1));
        if let Some(number) = checked.number.filter(|n| *n != due) {
            let last = self.last_number.map_or_else(|| "0".to_owned(), |n| n.to_string());
            out.found.push(Problem {
                receipt: out.receipt,
                field: Some(2),
                item: "レセプト番号",
                value: number.to_string(),
                words: vec![last, due.to_string()],
                ..Problem::at(&checks::NUMBER_ORDER, checked.record)
            });
        }
        self.last_number = Some(checked.number.unwrap_or(due));
        self.payers += checked.payers;
        self.points = self.points.saturating_add(checked.points);
        self.refused += u64::from(checked.problems.iter().any(|p| p.check.level == Level::Receipt));
        let number = out.receipt;
        out.found.extend(checked.problems.into_iter().map(|p| Problem { receipt: number, ..p }));
    }

    /// What only the end of the file tells.
    pub fn finish(&self, found: &mut Vec<Problem>) {
        let mut out = Out { found, receipt: None };
        if !self.end {
            out.add(&checks::END, None, None, Vec::new());
        }
        if !self.mark {
            out.add(&checks::MARK, None, None, Vec::new());
        }
        if self.refused >= 1000 {
            out.add(&checks::TOO_MANY, None, None, vec![self.refused.to_string()]);
        }
    }
}

/// A receipt, checked by itself: what [`Form::take`] needs of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    problems: Vec<Problem>,
    record: u64,
    number: Option<u64>,
    payers: u64,
    points: u64,
}

/// Checks a receipt by itself, so that receipts may be checked side by side; `claim` is the claim month of the file's head.
#[must_use]
pub fn receipt(piece: &Piece, claim: Option<ServiceMonth>) -> Checked {
    let mut problems = Vec::new();
    let mut out = Out { found: &mut problems, receipt: None };
    if piece.is_oversize() {
        out.add(&checks::OVERSIZE, piece.records().next(), None, Vec::new());
    }
    for record in piece.records() {
        if record.kind != Kind::Other {
            fields::check(&record, &mut out);
        } else if !record.bytes.is_empty() {
            out.add(&checks::UNKNOWN, Some(record), Some(1), vec![record.text(1).into_owned()]);
        }
    }
    let mut checked =
        Checked { problems: Vec::new(), record: piece.first(), number: None, payers: 0, points: 0 };
    if let Some(receipt) = Receipt::of(piece) {
        checked.number = receipt.number();
        if checked.number.is_none() {
            out.add(&checks::NUMBER, Some(receipt.head), Some(2), Vec::new());
        }
        order::check(&receipt, &mut out);
        head::check(&receipt, claim, &mut out);
        payers::check(&receipt, &mut out);
        details::check(&receipt, &mut out);
        checked.points = sums::check(&receipt, &mut out);
        checked.payers = u64::try_from(receipt.payers.len()).unwrap_or_default();
    }
    checked.problems = problems;
    checked
}

/// Where problems go.
struct Out<'f> {
    found: &'f mut Vec<Problem>,
    receipt: Option<u64>,
}

impl Out<'_> {
    fn add(
        &mut self,
        check: &'static Check,
        record: Option<Record<'_>>,
        field: Option<usize>,
        words: Vec<String>,
    ) {
        self.with(check, record, field, words, None);
    }

    fn with(
        &mut self,
        check: &'static Check,
        record: Option<Record<'_>>,
        field: Option<usize>,
        words: Vec<String>,
        numbers: Option<(u64, u64)>,
    ) {
        let item = record
            .and_then(|r| r.kind.fields().iter().find(|f| field.is_some_and(|no| f.holds(no))))
            .map_or("", |f| f.name);
        let value = match (record, field) {
            (Some(r), Some(no)) => r.text(no).chars().take(100).collect(),
            _ => String::new(),
        };
        self.found.push(Problem {
            check,
            receipt: self.receipt,
            record: record.map(|r| r.number),
            field,
            item,
            value,
            words,
            numbers,
        });
    }
}
