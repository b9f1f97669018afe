//! HO, KO, SN, JD: numbers, check digits, co-payments.

use super::{Out, checks};
use crate::calendar;
use crate::layout::Kind;
use crate::number::check_digit_holds;
use crate::receipt::{Payer, Receipt};
use crate::record::Record;

/// Checks the payers of a receipt.
pub(super) fn check(receipt: &Receipt<'_>, out: &mut Out<'_>) {
    for payer in &receipt.payers {
        if payer.slot == 0 {
            insurer(payer, out);
        } else {
            public(payer, out);
        }
        meals(receipt, payer, out);
    }
    for record in receipt.records.iter().filter(|r| matches!(r.kind, Kind::Sn | Kind::Jd)) {
        bearer(receipt, record, out);
    }
}

fn insurer(payer: &Payer<'_>, out: &mut Out<'_>) {
    let record = payer.record;
    let number = record.field(2).trim_ascii_start();
    let digits = number.iter().all(u8::is_ascii_digit);
    if !number.is_empty() && (!digits || !matches!(number.len(), 6 | 8)) {
        out.add(&checks::INSURER_NUMBER, Some(record), Some(2), Vec::new());
    } else if check_digit_holds(number) == Some(false) {
        out.add(&checks::INSURER_CHECK, Some(record), Some(2), Vec::new());
    }
    if too_much(&record, 12, 6) {
        out.add(&checks::COPAY, Some(record), Some(12), Vec::new());
    }
}

fn public(payer: &Payer<'_>, out: &mut Out<'_>) {
    let record = payer.record;
    let number = record.field(2);
    if number.len() != 8 || !number.iter().all(u8::is_ascii_digit) {
        out.add(&checks::PUBLIC_NUMBER, Some(record), Some(2), Vec::new());
    } else if check_digit_holds(number) == Some(false) {
        out.add(&checks::PUBLIC_CHECK, Some(record), Some(2), Vec::new());
    }
    let recipient = record.field(3);
    if recipient.len() == 7 && check_digit_holds(recipient) == Some(false) {
        out.add(&checks::RECIPIENT_CHECK, Some(record), Some(3), Vec::new());
    }
    if too_much(&record, 7, 6) {
        out.add(&checks::PUBLIC_COPAY, Some(record), Some(7), Vec::new());
    }
}

/// Whether the yen of a field reach ten times the points of another; nothing was billed and nothing is paid is no problem.
fn too_much(record: &Record<'_>, yen: usize, points: usize) -> bool {
    let Some((yen, points)) = record.number_in(yen).zip(record.number_in(points)) else { return false };
    yen > 0 && yen >= points.saturating_mul(10)
}

fn meals(receipt: &Receipt<'_>, payer: &Payer<'_>, out: &mut Out<'_>) {
    let no = if payer.slot == 0 { 8 } else { 11 };
    let Some((count, month)) = payer.record.number_in(no).zip(receipt.month()) else { return };
    let days = (28..=31).rev().find(|d| calendar::day_of(month, *d).is_some()).unwrap_or(31);
    if count > u64::from(days) * 3 {
        out.add(&checks::MEALS, Some(payer.record), Some(no), Vec::new());
    }
}

/// 別表28: 1 the insurer, 2–5 the programmes in order.
fn bearer(receipt: &Receipt<'_>, record: &Record<'_>, out: &mut Out<'_>) {
    let slot = record.number_in(2).and_then(|n| u8::try_from(n).ok()).and_then(|n| n.checked_sub(1));
    if slot.is_none_or(|slot| !receipt.payers.iter().any(|p| p.slot == slot)) {
        out.add(&checks::BEARER_KIND, Some(*record), Some(2), Vec::new());
    }
}
