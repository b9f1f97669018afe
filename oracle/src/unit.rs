//! One 算定単位: base items, add-ons, percentages, reductions, drugs and materials that are rounded together.
//!
//! Inside a unit everything stays exact; procedures are rounded half up once, at the end. Where the text leaves two
//! readings the usual one is taken and, if the other gives other points, a [`Doubt`] names both.

use crate::bundle;
use crate::drug::Section;
use crate::error::OracleError;
use crate::item::Warning;
use crate::num;
use crate::pool::{drug_parts, material_parts};
use crate::read::{Work, read_procedures};
use crate::segment::{Reading, Segment};
use crate::tables::{Row, Tables, col};
use rust_decimal::Decimal;

/// One record of a unit (SI, IY, TO).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitLine {
    /// 9-digit code.
    pub code: String,
    /// 数量データ or used amount.
    pub quantity: Option<Decimal>,
    /// What the claim records itself: points (点数識別 4, 7; drugs of 金額種別 7) or yen per unit (drugs, materials).
    pub claimed: Option<Decimal>,
}

impl UnitLine {
    /// A line with a code only.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), ..Self::default() }
    }
}

/// One addend of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Code it stands under (the base item of a segment; the first member of a bundle; empty for pooled drugs).
    pub code: String,
    /// Points; exact for procedures, whole for drugs and materials.
    pub points: Decimal,
}

/// Kind of an addend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A base item with its add-ons, reductions and percentages.
    Segment,
    /// A fixed add-on outside every 所定点数 (column 68 = 9), or one whose base stands elsewhere.
    Outside,
    /// Replaces the sum of the members of a まるめ group (the members' own points are not listed again).
    Bundle,
    /// All drugs of the unit.
    Drugs,
    /// Points taken away by a drug record of 金額種別 7.
    DrugReduction,
    /// One material line.
    Material,
}

/// Where the text leaves two readings, and what the other one gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Which question.
    pub question: Question,
    /// Points of the whole unit by the other reading.
    pub other: i64,
}

/// The open questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// 第3部第3節 通則1, 2: do the age percentages count note add-ons in? By 通知 冒頭10 no, but the same section counts
    /// them in for the 90/100 (通則2) that is multiplied with the age rate (通則4).
    TestAgeOnNotes,
    /// 通知 第10部 通則18(3): 従たる手術の所定点数の50/100 — with the notes of that operation?
    SecondOperationNotes,
    /// 通知 第4部第1節 通則(9), E002(7): the examples round 診断料 and 撮影料 each; recorded in one unit they are added
    /// before the one rounding of the unit.
    XrayParts,
    /// J400 etc. do not say whether several materials of one act are divided by 10 together.
    MaterialsTogether,
    /// Two base items of one group and one note percentage.
    NoteShareForAll,
    /// D287 注1 「1月に3,600点を限度として算定する」: with the age percentages of 第3部第3節 通則1, or before them?
    CeilingBeforeShares,
}

/// The price of a unit, once (not times its count).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPrice {
    /// Points of the unit.
    pub points: i64,
    /// Its addends.
    pub parts: Vec<Part>,
    /// Warnings with the code they belong to.
    pub warnings: Vec<(String, Warning)>,
    /// Open questions that would change the points.
    pub doubts: Vec<Doubt>,
}

/// Prices one 算定単位.
///
/// # Errors
/// See [`OracleError`]; a percentage that finds nothing it fits is [`OracleError::NeedsBase`].
pub fn price_unit(tables: &Tables, lines: &[UnitLine], section: Section) -> Result<UnitPrice, OracleError> {
    let usual = Reading::default();
    let mut price = compute(tables, lines, section, usual)?;
    let others = [
        (Question::TestAgeOnNotes, Reading { test_age_with_notes: false, ..usual }),
        (Question::SecondOperationNotes, Reading { second_operation_with_notes: false, ..usual }),
        (Question::XrayParts, Reading { xray_together: false, ..usual }),
        (Question::MaterialsTogether, Reading { materials_by_line: false, ..usual }),
        (Question::NoteShareForAll, Reading { note_share_for_all: true, ..usual }),
        (Question::CeilingBeforeShares, Reading { ceiling_before_shares: true, ..usual }),
    ];
    for (question, reading) in others {
        let other = compute(tables, lines, section, reading)?.points;
        if other != price.points {
            price.doubts.push(Doubt { question, other });
        }
    }
    Ok(price)
}

fn compute(
    tables: &Tables,
    lines: &[UnitLine],
    section: Section,
    reading: Reading,
) -> Result<UnitPrice, OracleError> {
    let mut procedures: Vec<(&Row, &UnitLine)> = Vec::new();
    let mut drugs: Vec<(&Row, &UnitLine)> = Vec::new();
    let mut materials: Vec<(&Row, &UnitLine)> = Vec::new();
    for line in lines {
        if let Some(row) = tables.procedure(&line.code) {
            procedures.push((row, line));
        } else if let Some(row) = tables.drug(&line.code) {
            drugs.push((row, line));
        } else if let Some(row) = tables.material(&line.code) {
            materials.push((row, line));
        } else {
            return Err(OracleError::UnknownCode(line.code.clone()));
        }
    }
    spine(&procedures)?;
    let work = read_procedures(&procedures, reading)?;
    let mut parts = procedure_parts(&work, reading)?;
    let rounded = round_procedures(&work, &parts, reading)?;
    let mut points = rounded;
    let mut warnings = work.warnings;
    for part in drug_parts(&drugs, section, &mut warnings)?.into_iter().chain(material_parts(
        &materials,
        reading,
        &mut warnings,
    )?) {
        points = num::add(&part.code, points, part.points)?;
        parts.push(part);
    }
    Ok(UnitPrice { points: num::whole("", points)?, parts, warnings, doubts: Vec::new() })
}

/// K142 注1: one first vertebra or space and four more, of all procedures of the operation together.
fn spine(procedures: &[(&Row, &UnitLine)]) -> Result<(), OracleError> {
    let of_spine = |row: &Row| {
        (col(row, 85), col(row, 92), col(row, 93)) == ("K", "142", "00") && crate::step::has_steps(row)
    };
    let several: Vec<_> = procedures.iter().filter(|(row, _)| of_spine(row)).collect();
    let mut all = Decimal::ZERO;
    for (row, line) in &several {
        all = num::add(col(row, 3), all, line.quantity.unwrap_or(Decimal::ONE))?;
    }
    match several.first() {
        Some((row, _)) if several.len() > 1 && all > Decimal::from(5) => {
            Err(OracleError::SpineOver(col(row, 3).to_owned()))
        }
        _ => Ok(()),
    }
}

/// Group of a まるめ member. Group 1 is D007 1–8; the file also marks 160176350 of D001, which the note of D007 does not
/// reach.
fn bundle_group(row: &Row) -> Option<&str> {
    let group = col(row, 16);
    let member = group != "0" && !(group == "1" && (col(row, 85), col(row, 92)) != ("D", "007"));
    member.then_some(group)
}

fn procedure_parts(work: &Work<'_>, reading: Reading) -> Result<Vec<Part>, OracleError> {
    let mut parts = Vec::new();
    let mut groups: Vec<(&str, Vec<&Segment<'_>>)> = Vec::new();
    for segment in &work.segments {
        match bundle_group(segment.row) {
            Some(group) => match groups.iter_mut().find(|(g, _)| *g == group) {
                Some((_, members)) => members.push(segment),
                None => groups.push((group, vec![segment])),
            },
            None => parts.push(segment_part(segment, reading)?),
        }
    }
    for (group, members) in groups {
        if let Some(mut left) = bundle::ceiling(group).filter(|_| reading.ceiling_before_shares) {
            for member in &members {
                let mut cut = (*member).clone();
                cut.points = cut.points.min(left);
                left = num::add(group, left, -cut.points)?;
                parts.push(segment_part(&cut, reading)?);
            }
            continue;
        }
        let mut distinct: Vec<&str> = members.iter().map(|s| col(s.row, 3)).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let mut own = Vec::new();
        let mut sum = Decimal::ZERO;
        for member in &members {
            let part = segment_part(member, reading)?;
            sum = num::add(&part.code, sum, part.points)?;
            own.push(part);
        }
        match bundle::replaces(group, distinct.len(), sum) {
            Some(points) => parts.push(Part {
                kind: PartKind::Bundle,
                code: own.first().map(|part| part.code.clone()).unwrap_or_default(),
                points,
            }),
            None => parts.extend(own),
        }
    }
    for (row, points) in &work.fixed {
        parts.push(Part { kind: PartKind::Outside, code: col(row, 3).to_owned(), points: *points });
    }
    Ok(parts)
}

fn segment_part(segment: &Segment<'_>, reading: Reading) -> Result<Part, OracleError> {
    Ok(Part {
        kind: PartKind::Segment,
        code: col(segment.row, 3).to_owned(),
        points: segment.exact(reading)?,
    })
}

/// The one rounding of the unit; by the other reading of E001/E002 写真診断 is rounded apart from the rest.
fn round_procedures(work: &Work<'_>, parts: &[Part], reading: Reading) -> Result<Decimal, OracleError> {
    let diagnosis = |code: &str| {
        work.segments.iter().any(|s| {
            col(s.row, 3) == code && (col(s.row, 85), col(s.row, 92), col(s.row, 93)) == ("E", "001", "00")
        })
    };
    let (mut together, mut apart) = (Decimal::ZERO, Decimal::ZERO);
    for part in parts {
        let sum = if !reading.xray_together && diagnosis(&part.code) { &mut apart } else { &mut together };
        *sum = num::add(&part.code, *sum, part.points)?;
    }
    num::add("", num::half_up(together), num::half_up(apart))
}
