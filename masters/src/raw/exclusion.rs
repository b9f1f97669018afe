//! 電子点数表 03-1 … 03-4 — 背反テーブル, 10 columns: pairs that are not billed together within a day, a month, an
//! occasion, a week. Every pair stands in both directions: ①② swapped, 1 and 2 swapped, 3 kept.

use chrono::NaiveDate;

use super::column::{code, date, end_date, one, reserved, text};
use super::{ChangeKind, DateColumns, Layout, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 背反テーブル 1 to 4.
    pub struct ExclusionRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "診療行為コード①" code_1: u32 = code("1");
    3 "診療行為省略名称①" name_1: &'a str = text(64);
    4 "診療行為コード②" code_2: u32 = code("1");
    5 "診療行為省略名称②" name_2: &'a str = text(64);
    6 "背反区分" keep: u8 = one("123");
    7 "特例条件" special: bool = one("01");
    8 "予備" reserved_8: Unused = reserved(1);
    9 "新設年月日" created_on: NaiveDate = date();
    10 "廃止年月日" abolished_on: Until = end_date();
}

/// Layout of 03-1.
pub const DAY_LAYOUT: Layout = Layout {
    kind: FileKind::ExclusionDay,
    columns: COLUMNS,
    widths: &[10],
    key: &[2, 4],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 9, until: 10, listed: None, old_price: None, transition: None }),
};

/// Layout of 03-2.
pub const MONTH_LAYOUT: Layout = Layout {
    kind: FileKind::ExclusionMonth,
    columns: COLUMNS,
    widths: &[10],
    key: &[2, 4],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 9, until: 10, listed: None, old_price: None, transition: None }),
};

/// Layout of 03-3.
pub const SAME_TIME_LAYOUT: Layout = Layout {
    kind: FileKind::ExclusionSameTime,
    columns: COLUMNS,
    widths: &[10],
    key: &[2, 4],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 9, until: 10, listed: None, old_price: None, transition: None }),
};

/// Layout of 03-4.
pub const WEEK_LAYOUT: Layout = Layout {
    kind: FileKind::ExclusionWeek,
    columns: COLUMNS,
    widths: &[10],
    key: &[2, 4],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 9, until: 10, listed: None, old_price: None, transition: None }),
};
