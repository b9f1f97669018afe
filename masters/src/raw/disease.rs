//! b — 傷病名マスター, and hb — 旧傷病名管理ファイル: one layout of 46 columns. Most of hb leaves the classes empty.

use chrono::NaiveDate;

use super::column::{alnum, date, digits, end_date, fixed, one, reserved, text};
use super::{ChangeKind, DateColumns, FIXED, LENGTH, Layout, MARK, Until, Unused, columns};
use crate::name::FileKind;

columns! {
    /// One row of 傷病名マスター or 旧傷病名管理ファイル.
    pub struct DiseaseRow;

    1 "変更区分" change_kind: ChangeKind = one("012359");
    2 "マスター種別" master_kind: Unused = one("B").unused(FIXED);
    3 "傷病名コード" code: u32 = fixed(7);
    4 "移行先コード" moved_to: Option<u32> = fixed(7).or_empty();
    5 "傷病名基本名称桁数" name_len: Unused = digits(2).unused(LENGTH);
    6 "傷病名基本名称" name: &'a str = text(60);
    7 "傷病名省略名称桁数" short_name_len: Unused = digits(2).unused(LENGTH);
    8 "傷病名省略名称" short_name: &'a str = text(40);
    9 "傷病名カナ名称桁数" kana_len: Unused = digits(2).unused(LENGTH);
    10 "傷病名カナ名称" kana: &'a str = text(100);
    11 "病名管理番号" medis_id: Option<u32> = fixed(8).or_empty();
    12 "採択区分" adoption_kind: Option<u8> = one("0123456789").or_empty();
    13 "病名交換用コード" exchange_code: &'a str = alnum(4).or_empty();
    14 "予備" reserved_14: Unused = reserved(5);
    15 "予備" reserved_15: Unused = reserved(5);
    16 "ＩＣＤ－１０－１(２０１３)" icd10_1: &'a str = alnum(5).or_empty();
    17 "ＩＣＤ－１０－２(２０１３)" icd10_2: &'a str = alnum(5).or_empty();
    18 "予備" reserved_18: Unused = reserved(5);
    19 "単独使用禁止区分" needs_modifier: Option<u8> = fixed(2).of(&["00", "01"]).or_empty();
    20 "保険請求外区分" not_insured: Option<u8> = one("01").or_empty();
    21 "特定疾患等対象区分" specific_disease_kind: Option<u8> = fixed(2).of(&["00", "03", "04", "05", "07", "08"]).or_empty();
    22 "収載年月日" listed_on: Option<NaiveDate> = date().or_empty();
    23 "変更年月日" changed_on: Option<NaiveDate> = date().or_empty();
    24 "廃止年月日" abolished_on: Until = end_date();
    25 "傷病名基本名称(変更情報)" name_changed: Unused = one("01").unused(MARK);
    26 "傷病名省略名称(変更情報)" short_name_changed: Unused = one("01").unused(MARK);
    27 "傷病名カナ名称(変更情報)" kana_changed: Unused = one("01").unused(MARK);
    28 "採択区分(変更情報)" adoption_changed: Unused = one("01").unused(MARK);
    29 "病名交換用コード(変更情報)" exchange_changed: Unused = one("01").unused(MARK);
    30 "予備" reserved_30: Unused = reserved(1);
    31 "予備" reserved_31: Unused = reserved(1);
    32 "歯科傷病名省略名称(変更情報)" dental_name_changed: Unused = one("01").unused(MARK);
    33 "難病外来対象区分(変更情報)" nanbyo_changed: Unused = one("01").unused(MARK);
    34 "歯科特定疾患対象区分(変更情報)" dental_specific_changed: Unused = one("01").unused(MARK);
    35 "単独使用禁止区分(変更情報)" needs_modifier_changed: Unused = one("01").unused(MARK);
    36 "保険請求外区分(変更情報)" not_insured_changed: Unused = one("01").unused(MARK);
    37 "特定疾患等対象区分(変更情報)" specific_disease_changed: Unused = one("01").unused(MARK);
    38 "移行先病名管理番号" moved_to_medis_id: Unused = fixed(8).or_empty().unused("always empty in b; the successor of a retired disease is column 4");
    39 "歯科傷病名省略名称" dental_short_name: Unused = text(40).unused("name for dental claims");
    40 "予備" reserved_40: Unused = reserved(10);
    41 "予備" reserved_41: Unused = reserved(8);
    42 "歯科傷病名省略名称桁数" dental_short_name_len: Unused = digits(2).unused(LENGTH);
    43 "難病外来対象区分" nanbyo_kind: Option<u8> = fixed(2).of(&["00", "09"]).or_empty();
    44 "歯科特定疾患対象区分" dental_specific_kind: Option<u8> = fixed(2).of(&["00", "10"]).or_empty();
    45 "ＩＣＤ－１０－１(２０１３)(変更情報)" icd10_1_changed: Unused = one("01").or_empty().unused(MARK);
    46 "ＩＣＤ－１０－２(２０１３)(変更情報)" icd10_2_changed: Unused = one("01").or_empty().unused(MARK);
}

/// Layout of b.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Disease,
    columns: COLUMNS,
    widths: &[46],
    key: &[3],
    later: &[],
    filled: &[11, 12, 13, 19, 20, 21, 43, 44, 45, 46],
    dates: Some(DateColumns { from: 23, until: 24, listed: Some(22), old_price: None, transition: None }),
};

/// Layout of hb.
pub const RETIRED_LAYOUT: Layout = Layout {
    kind: FileKind::RetiredDisease,
    columns: COLUMNS,
    widths: &[46],
    key: &[3],
    later: &[],
    filled: &[],
    dates: Some(DateColumns { from: 23, until: 24, listed: Some(22), old_price: None, transition: None }),
};
