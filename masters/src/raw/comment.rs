//! c — コメントマスター, 30 columns.

use chrono::NaiveDate;

use super::column::{code, date, digits, end_date, kana, one, reserved, text};
use super::{ChangeKind, DateColumns, FIXED, LENGTH, Layout, ORDER, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of コメントマスター.
    pub struct CommentRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "マスター種別" master_kind: Unused = one("C").unused(FIXED);
    3 "区分" kind: Unused = one("8").unused(FIXED);
    4 "パターン" pattern: u8 = digits(2).of(&["10", "20", "30", "31", "40", "42", "50", "51", "52", "53", "80", "90"]);
    5 "一連番号" serial: u32 = digits(6);
    6 "コメント文・漢字有効桁数" text_len: Unused = digits(3).unused(LENGTH);
    7 "コメント文・漢字名称" text: &'a str = text(300).or_empty();
    8 "コメント文・カナ有効桁数" kana_len: Unused = digits(2).unused(LENGTH);
    9 "コメント文・カナ名称" kana: &'a str = kana(20).or_empty();
    10 "レセプト編集情報①・カラム位置" edit_1_pos: u8 = digits(2);
    11 "レセプト編集情報①・桁数" edit_1_len: u8 = digits(2);
    12 "レセプト編集情報②・カラム位置" edit_2_pos: u8 = digits(2);
    13 "レセプト編集情報②・桁数" edit_2_len: u8 = digits(2);
    14 "レセプト編集情報③・カラム位置" edit_3_pos: u8 = digits(2);
    15 "レセプト編集情報③・桁数" edit_3_len: u8 = digits(2);
    16 "レセプト編集情報④・カラム位置" edit_4_pos: u8 = digits(2);
    17 "レセプト編集情報④・桁数" edit_4_len: u8 = digits(2);
    18 "予備" reserved_18: Unused = reserved(1);
    19 "予備" reserved_19: Unused = reserved(1);
    20 "選択式コメント識別" is_selectable: bool = one("01");
    21 "変更年月日" changed_on: NaiveDate = date();
    22 "廃止年月日" abolished_on: Until = end_date();
    23 "コメントコード" code: u32 = code("8");
    24 "公表順序番号" publish_order: Unused = digits(9).unused(ORDER);
    25 "予備" reserved_25: Unused = reserved(1);
    26 "予備" reserved_26: Unused = reserved(1);
    27 "予備" reserved_27: Unused = reserved(1);
    28 "予備" reserved_28: Unused = reserved(1);
    29 "予備" reserved_29: Unused = reserved(1);
    30 "予備" reserved_30: Unused = reserved(1);
}

/// Layout of c. In the 9-rows of a differential file only columns 4 and 5 name the row.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Comment,
    columns: COLUMNS,
    widths: &[30],
    key: &[4, 5],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 21, until: 22, listed: None, old_price: None, transition: None }),
};
