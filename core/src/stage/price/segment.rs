//! The procedures of a unit, cut into segments: a base with the additions and percentages that hang on it.
//!
//! An addition hangs on a base that takes it: the nearest before it, else the first behind it. A base that merely stands near takes
//! nothing: a percentage without a base of its own is refused, a fixed addition stays outside every 所定点数.

use super::lab_bundle::Bundle;
use super::percent::{self, Tier};
use super::procedure::{NO_BASE, own_points};
use super::{anesthesia, ceiling, group, refuse, spine};
use crate::amount::Points;
use crate::bill::Bill;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Arg;
use crate::snapshot::{NoticeKind, PointKind, ProcedureRow};

/// A base with what hangs on it.
#[derive(Debug)]
pub(super) struct Segment<'e> {
    pub(super) line: usize,
    pub(super) row: ProcedureRow<'e>,
    /// Fixed notes: line, row, points.
    pub(super) notes: Vec<(usize, ProcedureRow<'e>, Points)>,
    /// Percentages of the base itself and of its notes: line, row.
    pub(super) percents: Vec<(usize, ProcedureRow<'e>)>,
    /// Points of the base before anything else; zero when a bundle pays for it.
    pub(super) base: Points,
    /// What made the base points other than the row itself.
    pub(super) cite: Option<&'e Citation>,
}

/// A unit, cut.
#[derive(Debug, Default)]
pub(super) struct Cut<'e> {
    pub(super) segments: Vec<Segment<'e>>,
    /// Fixed additions outside every 所定点数: those of the general rules, and those whose base stands elsewhere.
    pub(super) outside: Vec<(usize, Points)>,
    /// Percentages of the general rules, taken of every base they fit.
    pub(super) generals: Vec<(usize, ProcedureRow<'e>)>,
}

/// Cuts the lines of a unit.
pub(super) fn cut<'e>(
    bill: &mut Bill<'_, 'e>,
    lines: &[(usize, ProcedureRow<'e>)],
    bundles: &[Bundle],
) -> Result<Cut<'e>, EngineError> {
    let mut out = Cut::default();
    let is_base = |row: ProcedureRow<'_>| row.notice_kind().is_base() && !row.is_percentage();
    let mut refused = false;
    for (line, row) in lines.iter().copied().filter(|(_, r)| is_base(*r)) {
        let Some(base) = own_points(bill, line, row)? else {
            refused = true;
            continue;
        };
        let paid = bundles.iter().any(|b| b.lines.contains(&line));
        let base = if paid { Points::ZERO } else { base };
        let Some((base, cite)) = ceiling::cut(bill, line, row, base)? else {
            refused = true;
            continue;
        };
        out.segments.push(Segment { line, row, notes: Vec::new(), percents: Vec::new(), base, cite });
    }
    anesthesia::merge(bill, &mut out.segments)?;
    spine::merge(bill, &mut out.segments)?;
    for (line, row) in lines.iter().copied().filter(|(_, r)| !is_base(*r)) {
        if row.is_percentage() {
            share(bill, line, row, &mut out);
        } else if let Some(points) = own_points(bill, line, row)? {
            match owner(bill, line, row, &out.segments).and_then(|o| out.segments.get_mut(o)) {
                Some(segment) => segment.notes.push((line, row, points)),
                // Its base could not be billed: an addition alone would be a number without a ground.
                None if refused => {
                    refuse(
                        bill,
                        line,
                        "unit.additionWithoutBase",
                        &group::NO_BASE,
                        vec![Arg::Code(row.code())],
                    );
                }
                None => out.outside.push((line, points)),
            }
        }
    }
    Ok(out)
}

/// Gives a percentage to the segments it belongs to.
fn share<'e>(bill: &mut Bill<'_, 'e>, line: usize, row: ProcedureRow<'e>, out: &mut Cut<'e>) {
    let mut found = false;
    if percent::tier(row) == Tier::General {
        found = !out.segments.is_empty();
        if found {
            out.generals.push((line, row));
        }
    } else if of_stay(row) {
        // 通知 第1章第2部 通則5, 通則6: of the 基本点数 of the stay, whichever line of the unit it is.
        for segment in out.segments.iter_mut().filter(|s| takes(s.row, row)) {
            segment.percents.push((line, row));
            found = true;
        }
    } else if let Some(segment) = owner(bill, line, row, &out.segments).and_then(|o| out.segments.get_mut(o))
    {
        segment.percents.push((line, row));
        found = true;
    }
    if !found {
        refuse(bill, line, "price.percentWithoutBase", &NO_BASE, vec![Arg::Code(row.code())]);
    }
}

/// The segment an addition hangs on. A derived addition knows its base. A reduction recorded twice reduces two bases.
fn owner(bill: &Bill<'_, '_>, line: usize, row: ProcedureRow<'_>, segments: &[Segment<'_>]) -> Option<usize> {
    if let Some(join) = bill.lines.get(line).and_then(|l| l.join)
        && let Some(found) = segments.iter().position(|s| s.line == join)
    {
        return Some(found);
    }
    let free = |s: &Segment<'_>| {
        row.point_kind() != PointKind::PercentReduce || s.percents.iter().all(|(_, p)| p.code() != row.code())
    };
    let fits = |s: &Segment<'_>| takes(s.row, row) && free(s);
    let named = |s: &Segment<'_>| fits(s) && s.row.age_additions().any(|a| a.code == row.code());
    let nearest = |test: &dyn Fn(&Segment<'_>) -> bool| {
        let before = segments.iter().rposition(|s| s.line < line && test(s));
        before.or_else(|| segments.iter().position(test))
    };
    nearest(&named).or_else(|| nearest(&fits))
}

/// Whether a reduction is taken of the stay (入院基本料等減算対象識別, s48: 3 選定療養, 4 外泊・他医受診, 5 定数超過・標欠).
fn of_stay(row: ProcedureRow<'_>) -> bool {
    row.point_kind() == PointKind::PercentReduce && matches!(row.inpatient_reduction(), 3..=5)
}

/// Whether a base takes an addition or a percentage.
fn takes(base: ProcedureRow<'_>, addition: ProcedureRow<'_>) -> bool {
    let same_part = base.article().letter == addition.article().letter;
    // Same note group (s38), of which the base has serial 0 (s39).
    let in_group = addition.note_addon_code() != 0
        && base.note_addon_code() == addition.note_addon_code()
        && base.note_addon_serial() == b'0';
    let grouped = addition.note_addon_code() != 0;
    match addition.point_kind() {
        PointKind::PercentReduce if of_stay(addition) => base.inpatient_reduction() == 1,
        // 通知 第3部 通則13, 告示 第4部第3節 通則2: only items marked for it (s52).
        PointKind::PercentReduce if addition.taper_target() == 1 => {
            base.taper_target() == 1 && if grouped { in_group } else { same_part }
        }
        PointKind::PercentReduce if grouped => in_group,
        // 施設基準不適合減算 (s44): 1 the reduction, 2 what it reduces.
        PointKind::PercentReduce if addition.standard_fit_kind() == 1 => {
            same_part && base.standard_fit_kind() == 2
        }
        PointKind::PercentReduce => same_part && !base.outside_general_base(),
        // E002 注2: "撮影を行った場合 … 撮影の所定点数に": 写真診断 of the same group does not take it (s40 = 2).
        PointKind::PercentAdd => {
            in_group && (addition.general_age_addon() != 2 || base.general_age_addon() == 2)
        }
        // 通則 additions of fixed points stand outside (通知 第10部 通則9, 第3部第3節 内視鏡検査 (7)).
        _ if addition.notice_kind() == NoticeKind::GeneralAddition => false,
        _ if grouped => in_group,
        _ if addition.infant_treatment_addon() != 0 => {
            base.infant_treatment_addon() == addition.infant_treatment_addon()
        }
        _ if !matches!(addition.long_anesthesia_addon(), 0 | b'0') => base.long_anesthesia_addon() == b'1',
        _ => same_part && base.article().section == addition.article().section,
    }
}
