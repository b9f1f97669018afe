//! 電子点数表 04 — 入院基本料テーブル, 8 columns: add-ons a group of ward fees can carry.

use chrono::NaiveDate;

use super::column::{code, date, digits, end_date, fixed, one, reserved, text};
use super::{ChangeKind, DateColumns, Layout, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 入院基本料テーブル.
    pub struct InpatientAdditionRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "グループ番号" group: u16 = fixed(3);
    3 "診療行為コード" code: u32 = code("1");
    4 "診療行為省略名称" short_name: &'a str = text(64);
    5 "加算識別" addon_slot: u8 = digits(2);
    6 "予備" reserved_6: Unused = reserved(1);
    7 "新設年月日" created_on: NaiveDate = date();
    8 "廃止年月日" abolished_on: Until = end_date();
}

/// Layout of 04.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::InpatientAddition,
    columns: COLUMNS,
    widths: &[8],
    key: &[2, 3, 5],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 7, until: 8, listed: None, old_price: None, transition: None }),
};
