//! t — 特定器材マスター, 38 columns.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::column::{age, amount, code, date, digits, end_date, fixed, kana, link, one, reserved, text};
use super::lists::{LOWER_AGES, UNITS, UPPER_AGES};
use super::{AgeBound, ChangeKind, DateColumns, FIXED, LENGTH, Layout, MARK, ORDER, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 特定器材マスター.
    pub struct MaterialRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "マスター種別" master_kind: Unused = one("T").unused(FIXED);
    3 "特定器材コード" code: u32 = code("7");
    4 "特定器材名・規格名・漢字有効桁数" name_len: Unused = digits(2).unused(LENGTH);
    5 "特定器材名・規格名・漢字名称" name: &'a str = text(64);
    6 "特定器材名・規格名・カナ有効桁数" kana_len: Unused = digits(2).unused(LENGTH);
    7 "特定器材名・規格名・カナ名称" kana: &'a str = kana(20);
    8 "単位・コード" unit_code: u16 = digits(3).of(UNITS);
    9 "単位・漢字有効桁数" unit_name_len: Unused = one("0123456").unused(LENGTH);
    10 "単位・漢字名称" unit_name: &'a str = text(12).or_empty();
    11 "新又は現金額・金額種別" price_kind: u8 = one("1259");
    12 "新又は現金額" price: Decimal = amount(13);
    13 "予備" reserved_13: Unused = reserved(1);
    14 "年齢加算区分" age_addon_kind: bool = one("01");
    15 "上下限年齢・下限年齢" age_min: AgeBound = age(LOWER_AGES);
    16 "上下限年齢・上限年齢" age_max: AgeBound = age(UPPER_AGES);
    17 "旧金額・金額種別" old_price_kind: u8 = one("01259");
    18 "旧金額" old_price: Decimal = amount(13);
    19 "漢字名称変更区分" kanji_changed: Unused = one("01").unused(MARK);
    20 "カナ名称変更区分" kana_changed: Unused = one("01").unused(MARK);
    21 "酸素等区分" oxygen_kind: u8 = one("0123459");
    22 "特定器材種別" device_kind: u8 = one("0234");
    23 "上限価格" has_price_cap: bool = one("01");
    24 "上限点数" point_cap: u32 = digits(7);
    25 "予備" reserved_25: Unused = reserved(85);
    26 "公表順序番号" publish_order: Unused = digits(9).unused(ORDER);
    27 "廃止・新設関連" moved_to: Option<u32> = link();
    28 "変更年月日" changed_on: NaiveDate = date();
    29 "経過措置年月日" transition_until: Until = date().or_zero();
    30 "廃止年月日" abolished_on: Until = end_date();
    31 "告示番号・別表番号" annex_no: u8 = digits(2).of(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    32 "告示番号・区分番号" annex_section: u16 = digits(3);
    33 "ＤＰＣ適用区分" dpc_kind: bool = one("01");
    34 "予備" reserved_34: Unused = reserved(10);
    35 "予備" reserved_35: Unused = reserved(10);
    36 "予備" reserved_36: Unused = reserved(10);
    37 "基本漢字名称" full_name: &'a str = text(300);
    38 "再製造単回使用医療機器" remanufactured: u8 = fixed(3).of(&["000", "001", "002", "003"]);
}

/// Layout of t.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Material,
    columns: COLUMNS,
    widths: &[38],
    key: &[3],
    later: &[],
    filled: &[],
    dates: Some(DateColumns {
        from: 28,
        until: 30,
        listed: None,
        old_price: Some((17, 18)),
        transition: Some(29),
    }),
};
