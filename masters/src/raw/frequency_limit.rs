//! 電子点数表 05 — 算定回数テーブル, 14 columns: at most so many per unit.

use chrono::NaiveDate;

use super::column::{code, date, digits, end_date, one, reserved, text};
use super::lists::UNITS;
use super::{ChangeKind, DateColumns, Layout, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 算定回数テーブル.
    pub struct FrequencyLimitRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "診療行為コード" code: u32 = code("1");
    3 "診療行為省略名称" short_name: &'a str = text(64);
    4 "算定単位コード" unit_code: u16 = digits(3).of(UNITS);
    5 "算定単位名称" unit_name: &'a str = text(12);
    6 "算定回数" max_count: u16 = digits(3);
    7 "特例条件" special: bool = one("01");
    8 "予備" reserved_8: Unused = reserved(3);
    9 "予備" reserved_9: Unused = reserved(3);
    10 "予備" reserved_10: Unused = reserved(1);
    11 "予備" reserved_11: Unused = reserved(1);
    12 "予備" reserved_12: Unused = reserved(1);
    13 "新設年月日" created_on: NaiveDate = date();
    14 "廃止年月日" abolished_on: Until = end_date();
}

/// Layout of 05.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::FrequencyLimit,
    columns: COLUMNS,
    widths: &[14],
    key: &[2, 4],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 13, until: 14, listed: None, old_price: None, transition: None }),
};
