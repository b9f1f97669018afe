//! From the records of a unit to its segments: which add-on hangs on which base item.

use crate::anaesthesia;
use crate::error::OracleError;
use crate::item::{Warning, procedure_exact};
use crate::num;
use crate::segment::{Note, Reach, Reading, Segment, Share, outside};
use crate::tables::{Row, bad, col, decimal};
use crate::unit::UnitLine;
use rust_decimal::Decimal;

/// The procedures of a unit, sorted out.
#[derive(Default)]
pub(crate) struct Work<'a> {
    pub(crate) segments: Vec<Segment<'a>>,
    pub(crate) minutes: Vec<(usize, i64)>,
    pub(crate) fixed: Vec<(&'a Row, Decimal)>,
    pub(crate) warnings: Vec<(String, Warning)>,
    /// Position of the record being read.
    now: usize,
}

/// Reads the procedures of a unit: base items first, because an add-on may be recorded before its base.
pub(crate) fn read_procedures<'a>(
    lines: &[(&'a Row, &UnitLine)],
    reading: Reading,
) -> Result<Work<'a>, OracleError> {
    let mut work = Work::default();
    for bases in [true, false] {
        for (at, (row, line)) in lines.iter().enumerate() {
            if bases == matches!(col(row, 68), "1" | "3" | "5") {
                work.now = at;
                read_procedure(&mut work, row, line, reading)?;
            }
        }
    }
    merge_anaesthesia(&mut work)?;
    Ok(work)
}

fn read_procedure<'a>(
    work: &mut Work<'a>,
    row: &'a Row,
    line: &UnitLine,
    reading: Reading,
) -> Result<(), OracleError> {
    let code = col(row, 3);
    match col(row, 11) {
        "1" => return Err(OracleError::YenInUnit(code.to_owned())),
        "5" => return read_share(work, row, reading),
        "6" => return read_reduction(work, row, reading),
        _ => {}
    }
    let (points, warned) = procedure_exact(row, line.quantity, line.claimed)?;
    work.warnings.extend(warned.into_iter().map(|w| (code.to_owned(), w)));
    match col(row, 68) {
        "1" | "3" | "5" => {
            if anaesthesia::is_class(row)
                && let Some(quantity) = line.quantity
            {
                work.minutes.push((work.segments.len(), num::whole(code, quantity)?));
            }
            work.segments.push(Segment::new(row, points, work.now));
        }
        // 通則 additions of fixed points: 「通則の加算点数は含まない」 (通知 第10部 通則9), 「内視鏡検査の通則における費用は
        // 含まない」 (内視鏡検査 (7)) — outside, although column 62 says 0
        "9" => work.fixed.push((row, points)),
        "7" => match named_or_nearest(work, row, |base| belongs(base.row, row)) {
            Some(at) => {
                if let Some(segment) = work.segments.get_mut(at) {
                    segment.notes.push(Note { row, points });
                }
            }
            None => {
                if !outside(row) {
                    work.warnings.push((code.to_owned(), Warning::AddonWithoutBase));
                }
                work.fixed.push((row, points));
            }
        },
        _ => return Err(bad(row, 68)),
    }
    Ok(())
}

/// Whether the note add-on hangs on the base: equal group (column 38); without a group by its dedicated column (46
/// 処置乳幼児加算, 116 長時間麻酔管理加算), else by the same article.
fn belongs(base: &Row, addon: &Row) -> bool {
    if col(addon, 38) != "0" {
        col(base, 38) == col(addon, 38) && col(base, 39) == "0"
    } else if col(addon, 46) != "0" {
        col(base, 46) == col(addon, 46)
    } else if col(addon, 116) != "0" {
        col(base, 116) == "1"
    } else {
        col(base, 85) == col(addon, 85) && col(base, 92) == col(addon, 92)
    }
}

/// The base item an add-on at record `now` hangs on: the nearest before it; if none fits, the first after it.
fn nearest(work: &Work<'_>, fits: impl Fn(&Segment<'_>) -> bool) -> Option<usize> {
    let before = work.segments.iter().rposition(|segment| segment.record < work.now && fits(segment));
    before.or_else(|| work.segments.iter().position(fits))
}

/// Whether the base offers the add-on as its age addition (columns 100–111).
fn names(base: &Row, addon: &Row) -> bool {
    [102, 105, 108, 111].iter().any(|n| col(base, *n) == col(addon, 3))
}

/// Of the bases that fit, one that names the add-on as its age addition goes before one that is only nearer: D206 注1 has
/// another amount for 右心 and 左心カテーテル, 第4部第3節 通則4 another rate for 頭部外傷, and E101-2 注4 its own amounts for PET,
/// while all of them share one group.
fn named_or_nearest(work: &Work<'_>, row: &Row, fits: impl Fn(&Segment<'_>) -> bool) -> Option<usize> {
    nearest(work, |segment| fits(segment) && names(segment.row, row)).or_else(|| nearest(work, fits))
}

fn read_share<'a>(work: &mut Work<'a>, row: &'a Row, reading: Reading) -> Result<(), OracleError> {
    let rate = rate(row)?;
    let (age, time, small) = (col(row, 40), col(row, 43), col(row, 47));
    let note = col(row, 38) != "0";
    let fits = |base: &Row| {
        if note {
            // E002 注2 (column 40 = 2) belongs to 撮影, not to 写真診断 of the same group
            belongs(base, row) && (age != "2" || col(base, 40) == "2")
        } else {
            col(base, 85) == col(row, 85)
                && !outside(base)
                && (age == "0" || col(base, 40) == age)
                && (time == "0" || col(base, 43) == "1")
                && (small == "0" || col(base, 47) == small)
        }
    };
    let last = named_or_nearest(work, row, |base| fits(base.row))
        .ok_or_else(|| OracleError::NeedsBase(col(row, 3).to_owned()))?;
    for (at, segment) in work.segments.iter_mut().enumerate() {
        let share = Share { row, rate };
        if note && fits(segment.row) && (at == last || reading.note_share_for_all) {
            segment.note_shares.push(share);
        } else if !note && fits(segment.row) {
            segment.general_shares.push(share);
        }
    }
    Ok(())
}

fn read_reduction<'a>(work: &mut Work<'a>, row: &'a Row, reading: Reading) -> Result<(), OracleError> {
    let missing = || OracleError::NeedsBase(col(row, 3).to_owned());
    let share = Share { row, rate: rate(row)? };
    let free = |segment: &Segment<'_>| !segment.reductions.iter().any(|(s, _)| col(s.row, 3) == col(row, 3));
    if matches!(col(row, 48), "3" | "4" | "5") {
        // 「基本点数の…」 (通知 第1章第2部 通則5, 6): the basic fee; 定数超過 and 標欠 also the 入院期間加算 (column 48 = 2)
        let reach = if col(row, 48) == "5" { Reach::WithStay } else { Reach::Base };
        let mut found = false;
        for segment in work.segments.iter_mut().filter(|s| col(s.row, 48) == "1") {
            segment.reductions.push((share.clone(), reach));
            found = true;
        }
        return if found { Ok(()) } else { Err(missing()) };
    }
    let (reach, at) = if col(row, 52) == "1" && col(row, 38) == "0" {
        // 通知 第3部 通則13: 「当該項目に掲げられている点数及び当該注に掲げられている加算点数を合算した点数」
        (
            Reach::WithNotes,
            nearest(work, |s| free(s) && col(s.row, 52) == "1" && col(s.row, 85) == col(row, 85)),
        )
    } else if col(row, 38) != "0" {
        // 通知 第4部第3節 通則3: 「「2」における所定点数には、注に掲げる加算は含まれない」; the others by 冒頭10
        let taper = col(row, 52) == "1";
        (Reach::Base, nearest(work, |s| free(s) && belongs(s.row, row) && (!taper || col(s.row, 52) == "1")))
    } else if col(row, 44) == "1" {
        (Reach::Base, nearest(work, |s| free(s) && col(s.row, 44) == "2" && col(s.row, 85) == col(row, 85)))
    } else {
        let reach = if reading.second_operation_with_notes { Reach::WithNotes } else { Reach::Base };
        (reach, nearest(work, |s| free(s) && col(s.row, 85) == col(row, 85) && !outside(s.row)))
    };
    let segment = at.and_then(|at| work.segments.get_mut(at)).ok_or_else(missing)?;
    segment.reductions.push((share, reach));
    Ok(())
}

fn rate(row: &Row) -> Result<Decimal, OracleError> {
    num::div(col(row, 3), decimal(row, 12)?, Decimal::ONE_HUNDRED)
}

/// Several classes of L008 in one unit are one course.
fn merge_anaesthesia(work: &mut Work<'_>) -> Result<(), OracleError> {
    if work.minutes.len() < 2 {
        return Ok(());
    }
    let mut classes = Vec::new();
    for (at, minutes) in &work.minutes {
        if let Some(segment) = work.segments.get(*at) {
            classes.push((segment.row, *minutes));
        }
    }
    let points = anaesthesia::course(&classes)?;
    for ((at, _), points) in work.minutes.iter().zip(points) {
        if let Some(segment) = work.segments.get_mut(*at) {
            segment.points = points;
        }
    }
    Ok(())
}
