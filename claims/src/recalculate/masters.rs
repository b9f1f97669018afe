//! Checks of a receipt that need the masters and the form of its records at once: comment texts, beds, points below zero.

use std::borrow::Cow;

use rust_decimal::Decimal;
use santei_core::claim::FacilityKind;
use santei_core::code::{Code, CodeKind};
use santei_core::date::ServiceDate;
use santei_core::snapshot::{CommentRow, Edition, Found};

use super::{Computed, UnitResult};
use crate::calendar;
use crate::layout::Kind;
use crate::problem::{Check, Level, Problem};
use crate::receipt::Receipt;
use crate::record::{Record, digits};

/// The text of a comment does not follow its pattern (コメントパターン).
pub static COMMENT_TEXT: Check = Check {
    id: "comment.text",
    official: None,
    level: Level::Return,
    ja: "コメント{0}の文字データが様式に合いません（{1}）。",
    en: "the text of comment {0} does not follow its pattern ({1})",
    source: "コメントマスター コメントパターン",
};
/// An act asks how many beds there are, and the receipt does not say.
pub static BEDS_MISSING: Check = Check {
    id: "receipt.bedsMissing",
    official: Some("L3639"),
    level: Level::Return,
    ja: "{0}には病床数の記録が必要です。",
    en: "act {0} asks for the number of beds",
    source: "医科診療行為マスター 病床数区分",
};
/// No act asks how many beds there are.
pub static BEDS_NOT_NEEDED: Check = Check {
    id: "receipt.bedsNotNeeded",
    official: Some("L4805"),
    level: Level::Notice,
    ja: "病床数の記録を必要とする診療行為がありません。",
    en: "no act asks for the number of beds",
    source: "医科診療行為マスター 病床数区分",
};
/// A unit comes to less than nothing.
pub static NEGATIVE: Check = Check {
    id: "unit.negative",
    official: Some("L3380"),
    level: Level::Return,
    ja: "算定単位の点数が負（{0}点）になります。",
    en: "the unit comes to {0} points, less than nothing",
    source: "受付・事務点検ASP",
};

/// Field of the beds in RE.
const BEDS: usize = 13;

/// What is found in the records of a receipt.
pub(super) fn run(
    edition: &Edition,
    date: ServiceDate,
    kind: Option<FacilityKind>,
    receipt: &Receipt<'_>,
    units: &[UnitResult],
) -> Vec<Problem> {
    let mut out = Vec::new();
    beds(edition, date, kind, receipt, &mut out);
    for line in receipt.units.iter().flat_map(|u| &u.lines) {
        comments(edition, date, line.record, &mut out);
    }
    for unit in units {
        let points = match unit.computed {
            Computed::Points(points) | Computed::Differs(points, _) => points,
            Computed::Open | Computed::NoDay => continue,
        };
        if points < Decimal::ZERO {
            out.push(Problem { words: vec![points.to_string()], ..Problem::at(&NEGATIVE, unit.last) });
        }
    }
    out
}

/// A clinic without beds bills the same revisits as a hospital and has none to tell: only a hospital is asked for them.
fn beds(
    edition: &Edition,
    date: ServiceDate,
    kind: Option<FacilityKind>,
    receipt: &Receipt<'_>,
    out: &mut Vec<Problem>,
) {
    let codes = receipt.units.iter().flat_map(|u| &u.lines).filter_map(|l| l.code);
    let asks = codes.filter(|c| c.kind() == CodeKind::Procedure).find(|code| {
        matches!(edition.procedures().find(*code, date), Found::Row(row, _) if row.bed_count_kind() != 0)
    });
    let told = receipt.head.text(BEDS).trim().to_owned();
    let at = |check: &'static Check| Problem {
        field: Some(BEDS),
        item: "病床数",
        value: told.clone(),
        ..Problem::at(check, receipt.head.number)
    };
    match asks {
        Some(code) if told.is_empty() && kind == Some(FacilityKind::Hospital) => {
            out.push(Problem { words: vec![code.to_string()], ..at(&BEDS_MISSING) })
        }
        None if !told.is_empty() => out.push(at(&BEDS_NOT_NEEDED)),
        _ => {}
    }
}

fn comments(edition: &Edition, date: ServiceDate, record: Record<'_>, out: &mut Vec<Problem>) {
    let places: &[usize] = match record.kind {
        Kind::Co => &[4],
        Kind::To => &[12, 14, 16],
        _ => &[8, 10, 12],
    };
    for place in places {
        let code = digits(record.field(*place)).and_then(|n| u32::try_from(n).ok()).and_then(Code::new);
        let Some(code) = code else { continue };
        let Found::Row(row, _) = edition.comments().find(code, date) else { continue };
        let text = record.text(place + 1);
        if let Some(want) = wanted(row, &text) {
            out.push(Problem {
                field: Some(place + 1),
                item: "文字データ",
                value: text.chars().take(100).collect(),
                words: vec![code.to_string(), want.into_owned()],
                ..Problem::at(&COMMENT_TEXT, record.number)
            });
        }
    }
}

/// What the text of a comment has to be; `None` when it is that.
fn wanted(row: CommentRow<'_>, text: &str) -> Option<Cow<'static, str>> {
    let number = full_digits(text);
    let of_length = |n: usize| number.as_ref().is_some_and(|d| d.len() == n);
    let (fits, want): (bool, Cow<'static, str>) = match row.pattern() {
        20 => (text.is_empty(), "文字データなし".into()),
        10 | 30 => (!text.trim().is_empty(), "文字データあり".into()),
        31 => (of_length(9), "診療行為コード9桁".into()),
        40 => {
            let length: usize =
                row.edits().chunks_exact(2).filter_map(|pair| pair.get(1)).map(|n| usize::from(*n)).sum();
            (length == 0 || of_length(length), format!("数字{length}桁").into())
        }
        42 => (is_number(text), "数値".into()),
        50 => (number.as_deref().is_some_and(is_era_day), "和暦年月日7桁".into()),
        51 => (number.as_deref().is_some_and(|d| d.len() == 4 && is_time(d)), "時刻4桁".into()),
        52 => (of_length(5), "時間（分）5桁".into()),
        53 => {
            let day_and_time = |d: &str| {
                d.len() == 6
                    && matches!(d.get(..2).map(str::parse), Some(Ok(1..=31_u8)))
                    && d.get(2..).is_some_and(is_time)
            };
            (number.as_deref().is_some_and(day_and_time), "日時6桁".into())
        }
        80 => {
            let day: String = text.chars().take(7).collect();
            let value = text.chars().count() == 15;
            (value && full_digits(&day).as_deref().is_some_and(is_era_day), "和暦年月日7桁と数値8桁".into())
        }
        90 => (
            number.as_ref().is_some_and(|d| !d.is_empty() && d.len().is_multiple_of(4)),
            "修飾語コード4桁ずつ".into(),
        ),
        // A pattern the specification does not list asks for nothing we know.
        _ => return None,
    };
    (!fits).then_some(want)
}

/// Full-width digits as half-width ones; `None` when anything else stands there.
fn full_digits(text: &str) -> Option<String> {
    text.chars()
        .map(|c| {
            u32::from(c)
                .checked_sub(u32::from('０'))
                .filter(|n| *n < 10)
                .and_then(|n| char::from_digit(n, 10))
        })
        .collect()
}

fn is_number(text: &str) -> bool {
    let parts: Vec<&str> = text.split('．').collect();
    let part = |p: &&str| !p.is_empty() && full_digits(p).is_some();
    matches!(parts.len(), 1 | 2) && parts.iter().all(part)
}

/// GYYMMDD.
fn is_era_day(digits: &str) -> bool {
    digits.len() == 7 && calendar::day(digits.as_bytes()).is_some()
}

/// HHMM.
fn is_time(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|t| t.parse::<u8>().ok());
    matches!((part(0..2), part(2..4)), (Some(0..=23), Some(0..=59)))
}
