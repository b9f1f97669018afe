//! Billing units of a month: equal ones of several days become one, with their days (算定単位, 回数, 日の情報).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use santei_core::claim::{Claim, Comment, Line};
use santei_core::code::{Code, CodeKind};
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::outcome::{LineOutcome, Outcome, UnitOutcome, Verdict};
use santei_core::snapshot::Found;

use super::field::Row;
use super::input::ReceiptFacts;
use super::issue::{COMMENT_TEXT, COMMENT_WITHOUT_LINE, FORM, REDUCTION, Sink, TOO_MANY_RECORDS};
use crate::layout::Kind;

/// Most records of a unit: 98 may follow the one with 診療識別.
const MOST: usize = 99;

/// One record of a unit before it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    kind: Kind,
    code: Code,
    quantity: Option<Decimal>,
    price: Option<Decimal>,
    product: Option<String>,
    unit: Option<String>,
    /// Words of a comment.
    text: Option<String>,
}

/// A unit of the receipt.
#[derive(Debug)]
pub(super) struct Written {
    section: u8,
    letter: char,
    entries: Vec<(Entry, String)>,
    /// Points of one time.
    points: u64,
    /// How often, by day of the month from 1.
    days: BTreeMap<u32, u32>,
}

impl Written {
    /// Points × 回数.
    pub(super) fn total(&self) -> u64 {
        self.points.saturating_mul(u64::from(self.count()))
    }

    /// Letter of the payers (負担区分).
    pub(super) const fn letter(&self) -> char {
        self.letter
    }

    fn count(&self) -> u32 {
        self.days.values().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Appends its records.
    pub(super) fn write(&self, out: &mut Vec<u8>, sink: &mut Sink<'_>) {
        let last = self.entries.iter().rposition(|(e, _)| e.kind != Kind::Co);
        if self.entries.len() > MOST {
            let place = self.entries.first().map_or("", |(_, p)| p.as_str());
            sink.add(&TOO_MANY_RECORDS, place, vec![MOST.to_string()]);
        }
        for (at, (entry, place)) in self.entries.iter().enumerate() {
            let id = match entry.kind {
                Kind::Iy => "IY",
                Kind::To => "TO",
                Kind::Co => "CO",
                _ => "SI",
            };
            let mut row = Row::new(entry.kind, id);
            if at == 0 {
                row.put(2, format!("{:02}", self.section), place, sink);
            }
            row.put(3, self.letter, place, sink);
            row.put(4, entry.code, place, sink);
            if entry.kind == Kind::Co {
                row.maybe(5, entry.text.as_ref(), place, sink);
                row.write(out);
                continue;
            }
            row.maybe(5, entry.quantity.map(|q| q.normalize()), place, sink);
            if Some(at) == last {
                row.put(6, self.points, place, sink);
            }
            row.put(7, self.count(), place, sink);
            if entry.kind == Kind::To {
                row.maybe(8, entry.unit.as_ref(), place, sink);
                row.maybe(9, entry.price.map(|p| p.normalize()), place, sink);
                row.maybe(11, entry.product.as_ref(), place, sink);
            }
            if let Some(first) = entry.kind.first_day() {
                for (day, count) in &self.days {
                    let no =
                        usize::try_from(*day).unwrap_or_default().saturating_add(first).saturating_sub(1);
                    row.put(no, count, place, sink);
                }
            }
            row.write(out);
        }
    }
}

/// What units are made from.
#[derive(Clone, Copy)]
pub(super) struct Source<'b> {
    pub(super) engine: &'b Engine,
    pub(super) claim: &'b Claim,
    pub(super) facts: &'b ReceiptFacts,
    pub(super) outcome: &'b Outcome,
}

impl<'b> Source<'b> {
    fn line(&self, line: &LineOutcome) -> Option<&'b Line> {
        self.claim.encounters.get(line.encounter)?.lines.get(line.input?)
    }

    /// Pointer of a line below the patient.
    fn place(line: &LineOutcome) -> String {
        match line.input {
            Some(input) => format!("/encounters/{}/lines/{input}", line.encounter),
            None => format!("/encounters/{}", line.encounter),
        }
    }

    /// 数量データ stands only with acts whose master row has a unit for it (s8).
    fn wants_quantity(&self, line: &LineOutcome) -> bool {
        let row = line.master.and_then(|m| self.engine.editions().get(m.edition)?.procedures().row(m.row));
        row.is_some_and(|row| row.unit_code() != 0)
    }

    fn entry(&self, line: &LineOutcome) -> Option<Entry> {
        let source = self.line(line);
        let kind = match line.code.kind() {
            CodeKind::Drug => Kind::Iy,
            CodeKind::Material => Kind::To,
            CodeKind::Comment => Kind::Co,
            CodeKind::Procedure => Kind::Si,
            _ => return None,
        };
        let facts = source.and_then(|s| self.facts.lines.iter().find(|f| f.line == s.id));
        Some(Entry {
            kind,
            code: line.code,
            quantity: line.quantity.filter(|_| kind != Kind::Si || self.wants_quantity(line)),
            price: source.and_then(|s| s.unit_price_yen).filter(|_| kind == Kind::To),
            product: facts.and_then(|f| f.product.clone()),
            unit: facts.and_then(|f| f.unit.clone()),
            text: None,
        })
    }

    fn comment(&self, comment: &Comment, date: ServiceDate, place: &str, sink: &mut Sink<'_>) -> Entry {
        check_comment(self.engine, comment.code, comment.text.as_deref(), date, place, sink);
        comment_entry(comment.code, comment.text.clone())
    }
}

const fn comment_entry(code: Code, text: Option<String>) -> Entry {
    Entry { kind: Kind::Co, code, quantity: None, price: None, product: None, unit: None, text }
}

/// Comments of pattern 20 (and its kin, which name codes) stand alone; all others carry words (コメントマスター パターン).
pub(super) fn check_comment(
    engine: &Engine,
    code: Code,
    text: Option<&str>,
    date: ServiceDate,
    place: &str,
    sink: &mut Sink<'_>,
) {
    let pattern =
        engine.edition_on(date).and_then(|(_, edition)| match edition.comments().find(code, date) {
            Found::Row(row, _) => Some(row.pattern()),
            _ => None,
        });
    if pattern.is_some_and(|p| p != 20) && text.is_none_or(|t| t.trim().is_empty()) {
        sink.add(&COMMENT_TEXT, place, vec![code.to_string()]);
    }
}

/// The units of a receipt in the order of the claim; `letter` gives the payers of a unit, `None` for one of another receipt.
pub(super) fn collect(
    source: Source<'_>,
    letter: impl Fn(&UnitOutcome) -> Option<char>,
    sink: &mut Sink<'_>,
) -> Vec<Written> {
    let mut order: Vec<(&UnitOutcome, char, usize, ServiceDate)> = Vec::new();
    for (place, unit) in source.outcome.units.iter().enumerate() {
        if let Some(letter) = letter(unit)
            && let Some(date) = date_of(source, unit)
        {
            order.push((unit, letter, place, date));
        }
    }
    order.sort_by_key(|(unit, _, place, date)| (unit.section, *date, *place));
    let mut out: Vec<Written> = Vec::new();
    for (unit, letter, _, date) in order {
        let entries = entries(source, unit, sink);
        let Some(points) = whole(unit, entries.first().map_or("", |(_, p)| p.as_str()), sink) else {
            continue;
        };
        let (day, count) = (date.parts().2, unit.count);
        let same = |w: &&mut Written| {
            w.section == unit.section
                && w.letter == letter
                && w.points == points
                && w.entries.iter().map(|(e, _)| e).eq(entries.iter().map(|(e, _)| e))
        };
        match out.iter_mut().find(same) {
            Some(written) => {
                let sum = written.days.entry(day).or_default();
                *sum = sum.saturating_add(count);
            }
            None => out.push(Written {
                section: unit.section,
                letter,
                entries,
                points,
                days: BTreeMap::from([(day, count)]),
            }),
        }
    }
    out
}

/// The day of a unit: that of its first line.
fn date_of(source: Source<'_>, unit: &UnitOutcome) -> Option<ServiceDate> {
    unit.lines.first().and_then(|l| source.outcome.lines.get(*l)).map(|l| l.date)
}

fn whole(unit: &UnitOutcome, place: &str, sink: &mut Sink<'_>) -> Option<u64> {
    let points = unit.points.value();
    let found = if points.fract().is_zero() { u64::try_from(points.trunc()).ok() } else { None };
    if points.is_sign_negative() && !points.is_zero() {
        sink.add(&REDUCTION, place, vec![points.normalize().to_string()]);
    } else if found.is_none() {
        sink.add(&FORM, place, vec!["点数".to_owned(), points.to_string(), "整数 / whole points".to_owned()]);
    }
    found
}

/// The records of a unit: its lines, each with its comments behind it.
fn entries(source: Source<'_>, unit: &UnitOutcome, sink: &mut Sink<'_>) -> Vec<(Entry, String)> {
    let mut out = Vec::new();
    for at in &unit.lines {
        let Some(line) = source.outcome.lines.get(*at) else { continue };
        let Some(entry) = source.entry(line) else { continue };
        let place = Source::place(line);
        out.push((entry, place.clone()));
        let comments = source.line(line).map(|l| l.comments.as_slice()).unwrap_or_default();
        for (n, comment) in comments.iter().enumerate() {
            let place = format!("{place}/comments/{n}");
            let entry = source.comment(comment, line.date, &place, sink);
            out.push((entry, place));
        }
        for (code, place) in standing(source, *at, line) {
            check_comment(source.engine, code, None, line.date, &place, sink);
            out.push((comment_entry(code, None), place));
        }
    }
    out
}

/// Comments that stand as lines of their own behind a line that is billed; lines of the request come in its order.
fn standing(source: Source<'_>, place: usize, line: &LineOutcome) -> Vec<(Code, String)> {
    let behind = source.outcome.lines.iter().skip(place.saturating_add(1));
    behind
        .take_while(|l| l.encounter == line.encounter && l.input.is_some() && l.unit.is_none())
        .filter(|l| line.input.is_some() && l.code.kind() == CodeKind::Comment)
        .map(|l| (l.code, Source::place(l)))
        .collect()
}

/// Comments that no billed line of their encounter stands before.
pub(super) fn check_comments(source: Source<'_>, sink: &mut Sink<'_>) {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for line in source.outcome.lines.iter().filter(|l| l.unit.is_some()) {
        if let Some(input) = line.input {
            let least = first.entry(line.encounter).or_insert(input);
            *least = input.min(*least);
        }
    }
    for line in source.outcome.lines.iter().filter(|l| l.code.kind() == CodeKind::Comment) {
        let carried = first.get(&line.encounter).is_some_and(|least| line.input.is_none_or(|at| *least < at));
        if !carried {
            sink.add(&COMMENT_WITHOUT_LINE, &Source::place(line), vec![line.code.to_string()]);
        }
    }
}

/// Whether a line is billed in yen alone: meals, which stand in no unit.
pub(super) fn is_meal(line: &LineOutcome) -> bool {
    line.verdict == Verdict::Applied && line.unit.is_none() && line.code.kind() == CodeKind::Procedure
}
