//! y — 医薬品マスター, 40 columns until the autumn of 2024, 42 since (選定療養).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::column::{alnum, amount, code, date, digits, end_date, kana, link, one, reserved, text};
use super::lists::UNITS;
use super::{ChangeKind, DateColumns, FIXED, LENGTH, Layout, MARK, ORDER, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 医薬品マスター.
    pub struct DrugRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "マスター種別" master_kind: Unused = one("Y").unused(FIXED);
    3 "医薬品コード" code: u32 = code("6");
    4 "医薬品名・規格名・漢字有効桁数" name_len: Unused = digits(2).unused(LENGTH);
    5 "医薬品名・規格名・漢字名称" name: &'a str = text(64);
    6 "医薬品名・規格名・カナ有効桁数" kana_len: Unused = digits(2).unused(LENGTH);
    7 "医薬品名・規格名・カナ名称" kana: &'a str = kana(20);
    8 "単位・コード" unit_code: u16 = digits(3).of(UNITS);
    9 "単位・漢字有効桁数" unit_name_len: Unused = one("0123456").unused(LENGTH);
    10 "単位・漢字名称" unit_name: &'a str = text(12).or_empty();
    11 "新又は現金額・金額種別" price_kind: u8 = one("137");
    12 "新又は現金額" price: Decimal = amount(13);
    13 "予備" reserved_13: Unused = reserved(2);
    14 "麻薬・毒薬・覚醒剤原料・向精神薬" controlled_kind: u8 = one("01235");
    15 "神経破壊剤" neurolytic: bool = one("01");
    16 "生物学的製剤" biological: bool = one("01");
    17 "後発品" generic: bool = one("01");
    18 "予備" reserved_18: Unused = reserved(1);
    19 "歯科特定薬剤" dental_specific: bool = one("01");
    20 "造影(補助)剤" contrast_kind: u8 = one("012");
    21 "注射容量" injection_volume_ml: u32 = digits(5);
    22 "収載方式等識別" listing_kind: u8 = one("0123678");
    23 "商品名等関連" generic_name_code: Option<u32> = link();
    24 "旧金額・金額種別" old_price_kind: u8 = one("0137");
    25 "旧金額" old_price: Decimal = amount(13);
    26 "漢字名称変更区分" kanji_changed: Unused = one("01").unused(MARK);
    27 "カナ名称変更区分" kana_changed: Unused = one("01").unused(MARK);
    28 "剤形" dosage_form: u8 = one("13468");
    29 "予備" reserved_29: Unused = reserved(49);
    30 "変更年月日" changed_on: NaiveDate = date();
    31 "廃止年月日" abolished_on: Until = end_date();
    32 "薬価基準収載医薬品コード" yj_listing_code: &'a str = alnum(12).or_empty();
    33 "公表順序番号" publish_order: Unused = digits(9).unused(ORDER);
    34 "経過措置年月日又は商品名医薬品コード使用期限" transition_until: Until = date().or_zero();
    35 "基本漢字名称" full_name: &'a str = text(200);
    36 "薬価基準収載年月日" listed_on: Option<NaiveDate> = date().or_zero();
    37 "一般名コード" generic_rx_code: &'a str = alnum(12).or_empty();
    38 "一般名処方の標準的な記載" generic_rx_name: &'a str = text(200).or_empty();
    39 "一般名処方加算対象区分" generic_rx_addon: u8 = one("012");
    40 "抗ＨＩＶ薬区分" anti_hiv: bool = one("01");
    41 "長期収載品関連" long_listed_pair: Option<u32> = link();
    42 "選定療養区分" selective_care: u8 = one("012");
}

/// Layout of y; rows of 40 columns read as `0` in 41 and 42.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Drug,
    columns: COLUMNS,
    widths: &[40, 42],
    key: &[3],
    later: &[],
    filled: &[],
    dates: Some(DateColumns {
        from: 30,
        until: 31,
        listed: Some(36),
        old_price: Some((24, 25)),
        transition: Some(34),
    }),
};
