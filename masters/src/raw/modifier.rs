//! z — 修飾語マスター, 19 columns.

use chrono::NaiveDate;

use super::column::{alnum, date, digits, end_date, fixed, one, reserved, text};
use super::{ChangeKind, DateColumns, FIXED, LENGTH, Layout, MARK, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 修飾語マスター.
    pub struct ModifierRow;

    1 "変更区分" change_kind: ChangeKind = one("012359");
    2 "マスター種別" master_kind: Unused = one("Z").unused(FIXED);
    3 "修飾語コード" code: u16 = fixed(4);
    4 "予備" reserved_4: Unused = reserved(1);
    5 "予備" reserved_5: Unused = reserved(3);
    6 "修飾語名称桁数" name_len: Unused = digits(2).unused(LENGTH);
    7 "修飾語名称" name: &'a str = text(40);
    8 "予備" reserved_8: Unused = reserved(24);
    9 "修飾語カナ名称桁数" kana_len: Unused = digits(2).unused(LENGTH);
    10 "修飾語カナ名称" kana: &'a str = text(60);
    11 "予備" reserved_11: Unused = reserved(1);
    12 "修飾語名称(変更情報)" name_changed: Unused = one("01").unused(MARK);
    13 "修飾語カナ名称(変更情報)" kana_changed: Unused = one("01").unused(MARK);
    14 "収載年月日" listed_on: Option<NaiveDate> = date().or_empty();
    15 "変更年月日" changed_on: Option<NaiveDate> = date().or_empty();
    16 "廃止年月日" abolished_on: Until = end_date();
    17 "修飾語管理番号" medis_id: Unused = fixed(8).unused("number of the MEDIS master");
    18 "修飾語交換用コード" exchange_code: Unused = alnum(9).unused("number of the MEDIS master");
    19 "修飾語区分" modifier_class: &'a str = alnum(8);
}

/// Layout of z.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Modifier,
    columns: COLUMNS,
    widths: &[19],
    key: &[3],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 15, until: 16, listed: Some(14), old_price: None, transition: None }),
};
