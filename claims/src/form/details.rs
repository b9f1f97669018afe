//! SI, IY, TO, CO: codes, sections, payers, and what a billing unit has to agree on.

use super::{Out, checks};
use crate::calendar;
use crate::layout::Kind;
use crate::receipt::{Receipt, Unit, UnitLine};

/// 診療識別 (別表20).
const SECTIONS: &[u8] = &[
    1, 11, 12, 13, 14, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33, 39, 40, 50, 54, 60, 70, 80, 90, 92, 97, 99,
];

/// Most records behind one 診療識別.
const MOST: usize = 98;

/// Checks the details of a receipt.
pub(super) fn check(receipt: &Receipt<'_>, out: &mut Out<'_>) {
    let mut last = 0;
    let mut behind = 0;
    for unit in &receipt.units {
        section(unit, &mut last, out);
        behind = if unit.continued { behind } else { 0 };
        let letter = unit.billed().next().map(|l| l.record.field(3));
        for line in &unit.lines {
            record(receipt, letter, line, out);
            behind += 1;
            if behind == MOST + 2 {
                out.add(&checks::UNIT_TOO_LONG, Some(line.record), None, Vec::new());
            }
        }
        days(receipt, unit, out);
        // Yen (97) and lines that are comments alone need no points.
        if unit.points().is_none()
            && let Some(line) = unit.billed().last()
        {
            out.add(&checks::NO_POINTS, Some(line.record), Some(6), Vec::new());
        }
    }
}

fn section(unit: &Unit<'_>, last: &mut u8, out: &mut Out<'_>) {
    let Some(first) = unit.lines.first().map(|l| l.record) else { return };
    match unit.section.filter(|s| SECTIONS.contains(s)) {
        None => out.add(&checks::SECTION, Some(first), Some(2), Vec::new()),
        Some(section) => {
            if section < *last {
                let words = vec![last.to_string(), section.to_string()];
                out.add(&checks::SECTION_ORDER, Some(first), Some(2), words);
            }
            *last = section;
        }
    }
}

fn record(receipt: &Receipt<'_>, of_unit: Option<&[u8]>, line: &UnitLine<'_>, out: &mut Out<'_>) {
    let record = line.record;
    if line.code.is_none() && !record.field(4).is_empty() {
        let check = if record.kind == Kind::Iy { &checks::DRUG_CODE } else { &checks::CODE };
        out.add(check, Some(record), Some(4), Vec::new());
    }
    let letter = record.field(3);
    match crate::receipt::Bearers::of(letter) {
        None if letter.is_empty() => {}
        None => out.add(&checks::BEARER, Some(record), Some(3), Vec::new()),
        Some(bearers) => {
            if bearers.slots().any(|s| !receipt.payers.iter().any(|p| p.slot == s)) {
                let words = vec![bearers.letter().to_string()];
                out.add(&checks::BEARER_ABSENT, Some(record), Some(3), words);
            }
            if line.is_billed() && of_unit.is_some_and(|first| first != letter) {
                out.add(&checks::BEARER_DIFFERS, Some(record), Some(3), Vec::new());
            }
        }
    }
}

fn days(receipt: &Receipt<'_>, unit: &Unit<'_>, out: &mut Out<'_>) {
    let Some(first) = unit.billed().next() else { return };
    // Old in-patient files may lack the day fields altogether; a unit without any day has nothing to compare.
    let sum: u64 = first.days().map(|(_, n)| n).sum();
    let told = first.count();
    if let Some(told) = told.filter(|told| *told != sum) {
        let words = vec![told.to_string(), sum.to_string()];
        out.with(&checks::COUNT_DAYS, Some(first.record), Some(7), words, Some((told, sum)));
    }
    for line in unit.billed().skip(1) {
        if line.count() != told || !line.days().eq(first.days()) {
            out.add(&checks::DAYS_DIFFER, Some(line.record), Some(7), Vec::new());
        }
    }
    if let Some(month) = receipt.month() {
        for (day, n) in first.days() {
            if n > 0 && calendar::day_of(month, day).is_none() {
                let field = first.record.kind.first_day().zip(usize::try_from(day).ok());
                let field = field.map(|(f, d)| f + d - 1);
                out.add(&checks::DAY_OUTSIDE, Some(first.record), field, vec![day.to_string()]);
            }
        }
    }
}
