//! One record by itself: number of fields, lengths, characters.

use super::{Out, checks};
use crate::calendar;
use crate::layout::{Field, Kind, Mode, Need};
use crate::problem::Check;
use crate::record::{Ending, Record};
use crate::text;

/// Checks a record of a known kind.
pub(super) fn check(record: &Record<'_>, out: &mut Out<'_>) {
    if record.ending != Ending::CrLf {
        out.add(&checks::LINE_END, Some(*record), None, Vec::new());
    }
    let width = record.kind.width();
    let mut no = 0;
    let mut specs = record.kind.fields().iter();
    let mut spec = specs.next();
    for value in record.fields() {
        no += 1;
        while spec.is_some_and(|s| no >= usize::from(s.no) + usize::from(s.repeat)) {
            spec = specs.next();
        }
        if let Some(spec) = spec {
            one(record, spec, no, value, out);
        }
    }
    if no > width {
        out.add(
            &checks::MORE_FIELDS,
            Some(*record),
            Some(width + 1),
            vec![no.to_string(), width.to_string()],
        );
    } else if no < width {
        // Fields that are not there are empty; only required ones matter beyond the notice.
        for spec in record.kind.fields().iter().filter(|s| usize::from(s.no) > no && s.need == Need::R) {
            missing(record, usize::from(spec.no), out);
        }
        out.add(&checks::FEWER_FIELDS, Some(*record), None, vec![no.to_string(), width.to_string()]);
    }
}

fn one(record: &Record<'_>, spec: &Field, no: usize, value: &[u8], out: &mut Out<'_>) {
    let blank = value.trim_ascii().is_empty();
    if blank {
        if spec.need == Need::R {
            missing(record, no, out);
        }
        return;
    }
    let mut add = |check: &'static Check, words: Vec<String>| out.add(check, Some(*record), Some(no), words);
    if spec.need == Need::N {
        add(&checks::RESERVED, Vec::new());
    }
    let most = spec.mode.most();
    let trimmed = value.trim_ascii_end().len();
    if trimmed > most {
        add(&checks::TOO_LONG, vec![value.len().to_string(), most.to_string()]);
    } else if spec.fixed && value.len() != most {
        add(&checks::FIXED, vec![value.len().to_string(), most.to_string()]);
    }
    characters(spec.mode, value, &mut add);
    match spec.mode {
        // Months and the dates with a check of their own are judged where their meaning is.
        Mode::Date if !has_own_check(record.kind, no) => match calendar::day(value) {
            None => add(&checks::DATE, Vec::new()),
            Some(day) if day.era => add(&checks::ERA, Vec::new()),
            Some(_) => {}
        },
        Mode::Date if calendar::day(value).is_some_and(|d| d.era) => add(&checks::ERA, Vec::new()),
        Mode::Month if calendar::month(value).is_some_and(|m| m.era) => add(&checks::ERA, Vec::new()),
        _ => {}
    }
}

/// RE7, the birth date, has a check with a code of its own.
const fn has_own_check(kind: Kind, no: usize) -> bool {
    matches!((kind, no), (Kind::Re, 7))
}

fn missing(record: &Record<'_>, no: usize, out: &mut Out<'_>) {
    let check = match (record.kind, no) {
        (Kind::Ho, 4) => &checks::INSURED_NUMBER,
        _ => &checks::MISSING,
    };
    out.add(check, Some(*record), Some(no), Vec::new());
}

fn characters(mode: Mode, value: &[u8], add: &mut impl FnMut(&'static Check, Vec<String>)) {
    let digits = |v: &[u8]| v.trim_ascii().iter().all(u8::is_ascii_digit);
    match mode {
        Mode::Digits(_) | Mode::Month | Mode::Date => {
            if !digits(value) {
                add(&checks::DIGITS, Vec::new());
            }
            return;
        }
        Mode::Decimal(before, after) => {
            if !decimal(value, usize::from(before), usize::from(after)) {
                add(&checks::DECIMAL, vec![before.to_string(), after.to_string()]);
            }
            return;
        }
        Mode::Alnum(_) | Mode::Kanji(_) | Mode::Either(_) => {}
    }
    let seen = text::widths(value);
    if seen.broken {
        add(&checks::UNDECODABLE, Vec::new());
    }
    if seen.half_kana {
        add(&checks::HALF_KANA, Vec::new());
    }
    if seen.control {
        add(&checks::CONTROL, Vec::new());
    }
    if value.contains(&b'"') {
        add(&checks::QUOTE, Vec::new());
    }
    match mode {
        Mode::Alnum(_) if seen.full => add(&checks::HALF, Vec::new()),
        Mode::Kanji(_) if seen.half => add(&checks::FULL, Vec::new()),
        Mode::Either(_) if seen.half && seen.full => add(&checks::MIXED, Vec::new()),
        _ => {}
    }
}

fn decimal(value: &[u8], before: usize, after: usize) -> bool {
    let value = value.trim_ascii();
    let mut parts = value.splitn(2, |b| *b == b'.');
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next();
    !whole.is_empty()
        && whole.len() <= before
        && whole.iter().all(u8::is_ascii_digit)
        && fraction.is_none_or(|f| !f.is_empty() && f.len() <= after && f.iter().all(u8::is_ascii_digit))
}
