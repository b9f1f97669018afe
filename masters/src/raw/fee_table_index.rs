//! 電子点数表 01 — 補助マスターテーブル, 27 columns: which of the other tables a code stands in.

use chrono::NaiveDate;

use super::column::{alnum, code, date, digits, end_date, fixed, one, reserved, text};
use super::{ChangeKind, DateColumns, Layout, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 補助マスターテーブル.
    pub struct FeeTableIndexRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "診療行為コード" code: u32 = code("1");
    3 "診療行為省略名称" short_name: &'a str = text(64);
    4 "包括・被包括関連・包括単位①" bundle_unit_1: u8 = digits(2).of(&["0", "1", "2", "3", "5", "6", "00", "01", "02", "03", "05", "06"]);
    5 "包括・被包括関連・グループ番号①" bundle_group_1: &'a str = alnum(7);
    6 "包括・被包括関連・包括単位②" bundle_unit_2: u8 = digits(2).of(&["0", "1", "2", "3", "5", "6", "00", "01", "02", "03", "05", "06"]);
    7 "包括・被包括関連・グループ番号②" bundle_group_2: &'a str = alnum(7);
    8 "包括・被包括関連・包括単位③" bundle_unit_3: u8 = digits(2).of(&["0", "1", "2", "3", "5", "6", "00", "01", "02", "03", "05", "06"]);
    9 "包括・被包括関連・グループ番号③" bundle_group_3: &'a str = alnum(7);
    10 "背反関連識別・1日につき" exclusive_day: bool = one("01");
    11 "背反関連識別・同一月内" exclusive_month: bool = one("01");
    12 "背反関連識別・同時" exclusive_same_time: bool = one("01");
    13 "背反関連識別・1週間につき" exclusive_week: bool = one("01");
    14 "予備" reserved_14: Unused = reserved(1);
    15 "予備" reserved_15: Unused = reserved(1);
    16 "予備" reserved_16: Unused = reserved(3);
    17 "予備" reserved_17: Unused = reserved(12);
    18 "予備" reserved_18: Unused = reserved(3);
    19 "予備" reserved_19: Unused = reserved(1);
    20 "入院基本料識別" inpatient_group: u16 = fixed(3);
    21 "算定回数関連" has_count_rule: bool = one("01");
    22 "予備" reserved_22: Unused = reserved(1);
    23 "予備" reserved_23: Unused = reserved(1);
    24 "予備" reserved_24: Unused = reserved(1);
    25 "予備" reserved_25: Unused = reserved(1);
    26 "新設年月日" created_on: NaiveDate = date();
    27 "廃止年月日" abolished_on: Until = end_date();
}

/// Layout of 01.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::FeeTableIndex,
    columns: COLUMNS,
    widths: &[27],
    key: &[2],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 26, until: 27, listed: None, old_price: None, transition: None }),
};
