//! What a percentage is a percentage of.
//!
//! "所定点数は、特に規定する場合を除き、注に規定する加算を含まない点数を指す" (通知 別添1 通則10): a percentage counts the base alone, unless a text
//! counts notes in. This file holds those texts, one place each.

use crate::amount::Rate;
use crate::bill::Bill;
use crate::date::ServiceDate;
use crate::law::Citation;
use crate::snapshot::{NoticeKind, PointKind, ProcedureRow};

/// Order in which percentages work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Repeats the test (負荷 …): part of the 所定点数 itself (通知 第3部第3節 呼吸循環機能検査等).
    Repeat,
    /// Takes away.
    Reduction,
    /// A note's percentage.
    Note,
    /// A general rule's percentage (age, time): rates on one base add up.
    General,
}

/// The tier of a percentage row.
pub(super) fn tier(row: ProcedureRow<'_>) -> Tier {
    if row.point_kind() == PointKind::PercentReduce {
        Tier::Reduction
    } else if row.schedule_kind() == 1 {
        Tier::Repeat
    } else if row.notice_kind() == NoticeKind::GeneralAddition
        || row.general_age_addon() == 1
        || row.time_addon() != 0
    {
        // Age and time codes of tests are recorded as additions (7) but are general rules of their section (第3部第3節 通則, 内視鏡 通則).
        Tier::General
    } else {
        Tier::Note
    }
}

/// Whether a general percentage may be taken on a base: of the same part, whose 通則 it is, and marked for it (s43 time, s40 age, s47
/// newborn surgery).
pub(super) fn fits(percent: ProcedureRow<'_>, base: ProcedureRow<'_>) -> bool {
    let part = percent.article().letter == base.article().letter;
    let time = percent.time_addon() == 0 || base.time_addon() == 1;
    let age = percent.general_age_addon() == 0 || base.general_age_addon() == percent.general_age_addon();
    let small = percent.low_birth_weight_addon();
    part && time && age && (small == 0 || base.low_birth_weight_addon() == small)
}

/// Whether a reduction reaches a note of its base.
pub(super) fn reduces_note(reduction: ProcedureRow<'_>, note: ProcedureRow<'_>) -> bool {
    let of_tests = reduction.taper_target() == 1 && reduction.article().letter == b'D';
    // 通知 第3部 通則13: the 90/100 is taken of the points with the notes.
    let second_operation = reduction.article().letter == b'K'
        && reduction.note_addon_code() == 0
        && reduction.notice_kind() == NoticeKind::Addition;
    // 定数超過 and 標欠 reach the 入院期間加算 (s48 = 5 takes 1 and 2).
    let over_capacity = reduction.inpatient_reduction() == 5 && note.inpatient_reduction() == 2;
    !note.outside_general_base() && (of_tests || second_operation || over_capacity)
}

/// Whether a note's percentage counts another note in: the three texts that say so.
pub(super) fn note_counts_in(
    bill: &Bill<'_, '_>,
    percent: ProcedureRow<'_>,
    note: ProcedureRow<'_>,
    date: ServiceDate,
) -> bool {
    // 通知 E002 (7), 第4部第3節 通則3 and L001-2 (6); the codes are parameters.
    let key = match (percent.note_addon_code(), percent.note_addon_serial()) {
        (7001, b'3') => "imaging.x-ray-age.counts-in",
        (7002, b'5') => "imaging.ct-age.counts-in",
        (5083, b'2') => "anesthesia.intravenous-age.counts-in",
        _ => return false,
    };
    bill.engine.params().set(key, date).is_some_and(|s| s.value.contains(note.code()))
}

/// Whether a general percentage counts the notes in (those not outside by s62).
pub(super) fn general_counts_notes(base: ProcedureRow<'_>) -> bool {
    // 通知 第12部 通則3: "各区分の注に掲げる加算については加算の対象とならない". Elsewhere with the notes: 第3部第3節 通則4, 第9部 通則10,
    // 第10部 通則9, 第11部 通則6.
    base.article().letter != b'M'
}

/// The rate of a percentage row.
pub(super) fn rate(row: ProcedureRow<'_>) -> Result<Rate, crate::amount::AmountError> {
    Rate::from_percent(row.points().decimal())
}

/// Where the default stands.
pub(super) static DEFAULT: Citation = Citation::r06_circular("通則10");
