//! 電子点数表 02 — 包括テーブル, 7 columns: the codes included in a group.

use chrono::NaiveDate;

use super::column::{alnum, code, date, end_date, one, text};
use super::{ChangeKind, DateColumns, Layout, Until, columns};
use crate::name::FileKind;

columns! {
    /// One row of 包括テーブル.
    pub struct BundleRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "グループ番号" group: &'a str = alnum(7);
    3 "診療行為コード" code: u32 = code("1");
    4 "診療行為省略名称" short_name: &'a str = text(64);
    5 "特例条件" special: bool = one("01");
    6 "新設年月日" created_on: NaiveDate = date();
    7 "廃止年月日" abolished_on: Until = end_date();
}

/// Layout of 02.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Bundle,
    columns: COLUMNS,
    widths: &[7],
    key: &[2, 3],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 6, until: 7, listed: None, old_price: None, transition: None }),
};
