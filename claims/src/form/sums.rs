//! Totals of a receipt: points and days of each payer.

use super::{Out, checks};
use crate::layout::Kind;
use crate::receipt::{Payer, Receipt, Unit};

/// 食事療養・生活療養: yen, not points.
const YEN: u8 = 97;

/// Checks the totals; returns what the receipt adds to the total of GO: the points of the insurer, or of the first programme without one.
pub(super) fn check(receipt: &Receipt<'_>, out: &mut Out<'_>) -> u64 {
    for payer in &receipt.payers {
        points(receipt, payer, out);
        days(receipt, payer, out);
    }
    let main = receipt.insurer().or_else(|| receipt.public(1));
    main.and_then(Payer::points).unwrap_or_default()
}

fn points(receipt: &Receipt<'_>, payer: &Payer<'_>, out: &mut Out<'_>) {
    let borne = |u: &&Unit<'_>| u.section != Some(YEN) && u.bearers().is_some_and(|b| b.has(payer.slot));
    let right = receipt.units.iter().filter(borne).filter_map(Unit::total).fold(0, u64::saturating_add);
    if let Some(told) = payer.points().filter(|told| *told != right) {
        let words = vec![told.to_string(), right.to_string()];
        out.with(&checks::SUM_POINTS, Some(payer.record), Some(6), words, Some((told, right)));
    }
}

fn days(receipt: &Receipt<'_>, payer: &Payer<'_>, out: &mut Out<'_>) {
    let bearer = u64::from(payer.slot) + 1;
    let Some(calendar) =
        receipt.records.iter().find(|r| r.kind == Kind::Jd && r.number_in(2) == Some(bearer))
    else {
        return;
    };
    let right = calendar.fields().skip(2).filter(|f| *f == b"1").count();
    let right = u64::try_from(right).unwrap_or_default();
    if let Some(told) = payer.days().filter(|told| *told != right) {
        let words = vec![told.to_string(), right.to_string()];
        out.with(&checks::SUM_DAYS, Some(payer.record), Some(5), words, Some((told, right)));
    }
}
