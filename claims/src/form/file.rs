//! IR and GO.

use super::{Out, checks};
use crate::calendar;
use crate::record::Record;

/// Checks the head of the file.
pub(super) fn head(record: &Record<'_>, out: &mut Out<'_>) {
    if !record.field(6).trim_ascii().is_empty() {
        out.add(&checks::HEAD_RESERVED, Some(*record), Some(6), Vec::new());
    }
    if calendar::month(record.field(8)).is_none() {
        out.add(&checks::CLAIM_MONTH, Some(*record), Some(8), Vec::new());
    }
    let phone = record.field(10).trim_ascii();
    let allowed = |b: &u8| b.is_ascii_digit() || matches!(b, b'-' | b'(' | b')');
    if phone.len() > 15 || !phone.iter().all(allowed) {
        out.add(&checks::PHONE, Some(*record), Some(10), Vec::new());
    }
}

/// Checks the end of the file against what was read.
pub(super) fn end(record: &Record<'_>, payers: u64, points: u64, out: &mut Out<'_>) {
    // A volume that is not the last leaves the sums empty.
    if record.field(4) != b"99" && record.field(2).is_empty() && record.field(3).is_empty() {
        return;
    }
    for (no, most, right, digits, sum) in [
        (2, 6, payers, &checks::RECEIPTS_DIGITS, &checks::SUM_RECEIPTS),
        (3, 10, points, &checks::TOTAL_DIGITS, &checks::SUM_TOTAL),
    ] {
        let value = record.field(no).trim_ascii();
        let Some(told) = record.number_in(no).filter(|_| value.len() <= most) else {
            out.add(digits, Some(*record), Some(no), Vec::new());
            continue;
        };
        if told != right {
            let words = vec![told.to_string(), right.to_string()];
            out.with(sum, Some(*record), Some(no), words, Some((told, right)));
        }
    }
}
