//! s — 医科診療行為マスター, 150 columns; also k (病棟コード), which has the same layout.
//!
//! 労災 files share the layout but write letters where this one has digits; they are refused by name when the table is read.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::column::{age, amount, code, date, digits, end_date, fixed, kana, link, one, reserved, text};
use super::lists::{BUCKETS, LOWER_AGES, SERIALS, TAPER_GROUPS, UNITS, UPPER_AGES};
use super::{
    AgeBound, ChangeKind, Column, DateColumns, FIXED, HISTORY, LENGTH, Layout, MARK, Revision, Until, Unused,
    columns,
};
use crate::name::FileKind;

columns! {
    /// One row of 医科診療行為マスター. "base" below is 基本/合成/準用 (column 68: 1, 3, 5), "add-on" 加算/通則加算 (7, 9).
    pub struct ProcedureRow;

    1 "変更区分" change_kind: ChangeKind = one("01359");
    2 "マスター種別" master_kind: Unused = one("S").unused(FIXED);
    3 "診療行為コード" code: u32 = code("1");
    4 "省略漢字有効桁数" short_name_len: Unused = digits(2).unused(LENGTH);
    5 "診療行為省略名称・省略漢字名称" short_name: &'a str = text(64);
    6 "省略カナ有効桁数" short_kana_len: Unused = digits(2).unused(LENGTH);
    7 "診療行為省略名称・省略カナ名称" short_kana: &'a str = kana(20);
    8 "データ規格コード" unit_code: u16 = digits(3).of(UNITS);
    9 "データ規格名・漢字有効桁数" unit_name_len: Unused = one("0123456").unused(LENGTH);
    10 "データ規格名・漢字名称" unit_name: &'a str = text(12).or_empty();
    11 "新又は現点数・点数識別" point_kind: u8 = one("1345678");
    12 "新又は現点数" point: Decimal = amount(10);
    13 "入外適用区分" inout_kind: u8 = one("012");
    14 "後期高齢者医療適用区分" elderly_kind: u8 = one("012");
    15 "点数欄集計先識別(入院外)" bucket_outpatient: u16 = digits(3).of(BUCKETS);
    16 "包括対象検査" lab_bundle_group: u8 = digits(2).of(&["0", "1", "2", "3", "5", "6", "7", "8", "9", "10", "11", "13", "14", "15", "16"]);
    17 "予備" reserved_17: Unused = reserved(1);
    18 "ＤＰＣ適用区分" dpc_kind: u8 = one("012349");
    19 "病院・診療所区分" facility_kind: u8 = one("0124");
    20 "画像等手術支援加算" surgical_imaging_addon: u8 = one("01234567");
    21 "医療観察法対象区分" obs_act_kind: u8 = one("01234");
    22 "看護加算" nursing_addon: u8 = digits(2).of(&["0", "53", "55", "57", "58", "68", "69", "70", "72"]);
    23 "麻酔識別区分" anesthesia_kind: u8 = one("0123456789");
    24 "予備" reserved_24: Unused = reserved(3);
    25 "傷病名関連区分" disease_relation: u8 = digits(2).of(&["0", "3", "4", "5", "7", "9"]);
    26 "予備" reserved_26: Unused = reserved(2);
    27 "実日数" actual_days: u8 = one("01234");
    28 "日数・回数" days_counts: u8 = one("01234");
    29 "医薬品関連区分" drug_relation: u8 = one("0134");
    30 "きざみ値・きざみ値計算識別" step_flag: bool = one("01");
    31 "きざみ値・下限値" step_lower: u32 = digits(8);
    32 "きざみ値・上限値" step_upper: u32 = digits(8);
    33 "きざみ値・きざみ値" step_width: u32 = digits(8);
    34 "きざみ値・きざみ点数" step_point: Decimal = amount(10);
    35 "きざみ値・上下限エラー処理" step_error: u8 = one("0123");
    36 "上限回数・上限回数" max_count: u16 = digits(3);
    37 "上限回数・上限回数エラー処理" max_count_error: bool = one("01");
    38 "注加算・注加算コード" note_addon_code: u16 = digits(4);
    39 "注加算・注加算通番" note_addon_serial: u8 = one(SERIALS);
    40 "通則年齢" general_age_addon: u8 = one("012");
    41 "上下限年齢・下限年齢" age_min: AgeBound = age(LOWER_AGES);
    42 "上下限年齢・上限年齢" age_max: AgeBound = age(UPPER_AGES);
    43 "時間加算区分" time_addon: u8 = one("0123456789");
    44 "基準適合識別・適合区分" standard_fit_kind: u8 = one("012");
    45 "基準適合識別・対象施設基準" standard_fit_facility: u16 = digits(4);
    46 "処置乳幼児加算区分" infant_treatment_addon: u8 = one("012345");
    47 "極低出生体重児加算区分" low_birth_weight_addon: u8 = one("01");
    48 "入院基本料等減算対象識別" inpatient_reduction: u8 = one("012345");
    49 "ドナー分集計区分" donor_bucket: u8 = one("0123456");
    50 "検査等実施判断区分" lab_judge_kind: u8 = one("012");
    51 "検査等実施判断グループ区分" lab_judge_group: u8 = digits(2).of(&["0", "1", "2", "3", "4", "5", "6", "8", "11", "13", "14", "15", "16", "17", "31", "32", "33", "40", "41", "42"]);
    52 "逓減対象区分" taper_target: u8 = one("01");
    53 "脊髄誘発電位測定等加算区分" evoked_potential_addon: u8 = one("012");
    54 "頸部郭清術併施加算区分" neck_dissection_addon: u8 = one("01");
    55 "自動縫合器加算区分" auto_suture_addon: u8 = one("0134");
    56 "外来管理加算区分" outpatient_mgmt_kind: u8 = one("012");
    57 "旧点数・点数識別" old_point_kind: Unused = one("01345678").unused(HISTORY);
    58 "旧点数" old_point: Unused = amount(10).unused(HISTORY);
    59 "漢字名称変更区分" kanji_changed: Unused = one("01").unused(MARK);
    60 "カナ名称変更区分" kana_changed: Unused = one("01").unused(MARK);
    61 "検体検査コメント" specimen_comment: bool = one("01");
    62 "通則加算所定点数対象区分" excluded_from_general_base: bool = one("01");
    63 "包括逓減区分" taper_group: u16 = digits(3).of(TAPER_GROUPS);
    64 "超音波内視鏡検査加算区分" endosonography_addon: u8 = one("01");
    65 "予備" reserved_65: Unused = reserved(2);
    66 "点数欄集計先識別(入院)" bucket_inpatient: u16 = digits(3).of(BUCKETS);
    67 "自動吻合器加算区分" auto_anastomosis_addon: u8 = one("02");
    68 "告示等識別区分(1)" notice_kind_1: u8 = one("13579");
    69 "告示等識別区分(2)" notice_kind_2: u8 = one("137");
    70 "地域加算" region_addon: u8 = one("01234567");
    71 "病床数区分" bed_count_kind: u8 = one("012345678");
    72 "施設基準①" facility_std_1: u16 = digits(4);
    73 "施設基準②" facility_std_2: u16 = digits(4);
    74 "施設基準③" facility_std_3: u16 = digits(4);
    75 "施設基準④" facility_std_4: u16 = digits(4);
    76 "施設基準⑤" facility_std_5: u16 = digits(4);
    77 "施設基準⑥" facility_std_6: u16 = digits(4);
    78 "施設基準⑦" facility_std_7: u16 = digits(4);
    79 "施設基準⑧" facility_std_8: u16 = digits(4);
    80 "施設基準⑨" facility_std_9: u16 = digits(4);
    81 "施設基準⑩" facility_std_10: u16 = digits(4);
    82 "超音波凝固切開装置等加算区分" ultrasonic_coag_addon: u8 = one("01");
    83 "短期滞在手術" short_stay_surgery: u8 = one("013");
    84 "歯科適用区分" dental_applicable: bool = one("01");
    85 "コード表用番号(アルファベット部)" table_alpha: u8 = one("-*ABCDEFGHIJKLMNO");
    86 "告示・通知関連番号(アルファベット部)" notice_alpha: Option<u8> = one("ABCDEFGHIJKLMNO").or_empty();
    87 "変更年月日" changed_on: NaiveDate = date();
    88 "廃止年月日" abolished_on: Until = end_date();
    89 "公表順序番号" publish_order: &'a str = digits(9);
    90 "コード表用番号・章" table_chapter: u8 = one("123456789");
    91 "コード表用番号・部" table_part: u8 = fixed(2);
    92 "コード表用番号・区分番号" table_section: u16 = fixed(3);
    93 "コード表用番号・枝番" table_branch: u8 = fixed(2);
    94 "コード表用番号・項番" table_item: u16 = fixed(3);
    95 "告示・通知関連番号・章" notice_chapter: u8 = one("012345679");
    96 "告示・通知関連番号・部" notice_part: u8 = fixed(2);
    97 "告示・通知関連番号・区分番号" notice_section: u16 = fixed(3);
    98 "告示・通知関連番号・枝番" notice_branch: u8 = fixed(2);
    99 "告示・通知関連番号・項番" notice_item: u8 = fixed(2);
    100 "年齢加算①・下限年齢" age_addon_1_min: AgeBound = age(LOWER_AGES);
    101 "年齢加算①・上限年齢" age_addon_1_max: AgeBound = age(UPPER_AGES);
    102 "年齢加算①・注加算診療行為コード" age_addon_1_code: Option<u32> = link();
    103 "年齢加算②・下限年齢" age_addon_2_min: AgeBound = age(LOWER_AGES);
    104 "年齢加算②・上限年齢" age_addon_2_max: AgeBound = age(UPPER_AGES);
    105 "年齢加算②・注加算診療行為コード" age_addon_2_code: Option<u32> = link();
    106 "年齢加算③・下限年齢" age_addon_3_min: AgeBound = age(LOWER_AGES);
    107 "年齢加算③・上限年齢" age_addon_3_max: AgeBound = age(UPPER_AGES);
    108 "年齢加算③・注加算診療行為コード" age_addon_3_code: Option<u32> = link();
    109 "年齢加算④・下限年齢" age_addon_4_min: AgeBound = age(LOWER_AGES);
    110 "年齢加算④・上限年齢" age_addon_4_max: AgeBound = age(UPPER_AGES);
    111 "年齢加算④・注加算診療行為コード" age_addon_4_code: Option<u32> = link();
    112 "異動関連" moved_from: Option<u32> = link();
    113 "基本漢字名称" full_name: &'a str = text(128);
    114 "副鼻腔手術用内視鏡加算" sinus_endoscope_addon: u8 = one("01");
    115 "副鼻腔手術用骨軟部組織切除機器加算" sinus_cutter_addon: u8 = one("01");
    116 "長時間麻酔管理加算" long_anesthesia_addon: u8 = one("012");
    117 "点数表区分番号" table_section_no: &'a str = kana(30).or_empty();
    118 "モニタリング加算" monitoring_addon: u8 = one("0123");
    119 "凍結保存同種組織加算" cryo_tissue_addon: u8 = one("01");
    120 "悪性腫瘍病理組織標本加算" cancer_specimen_addon: u8 = one("01");
    121 "創外固定器加算" external_fixator_addon: u8 = one("01");
    122 "超音波切削機器加算" ultrasonic_cutter_addon: u8 = one("01");
    123 "左心耳閉鎖術併施区分" laa_closure_kind: u8 = one("01234");
    124 "外来感染対策向上加算等" infection_control_addon: u8 = one("0123456789A");
    125 "耳鼻咽喉科乳幼児処置加算" ent_infant_addon: u8 = one("01");
    126 "耳鼻咽喉科小児抗菌薬適正使用支援加算" ent_antimicrobial_addon: u8 = one("01");
    127 "切開創局所陰圧閉鎖処置機器加算" incision_npwt_addon: u8 = one("012");
    128 "看護職員処遇改善評価料等" nurse_wage_kind: u8 = one("012");
    129 "外来・在宅ベースアップ評価料(1)" baseup_1: u8 = one("012345678");
    130 "外来・在宅ベースアップ評価料(2)" baseup_2: u8 = one("012");
    131 "再製造単回使用医療機器使用加算" remanufactured_addon: u8 = fixed(3).of(&["000", "001", "002", "003"]);
    132 "予備" price_support_kind: Option<u16> = reserved(1);
    133 "予備" price_support_group: Option<u16> = reserved(1);
    134 "予備" organ_transplant_addon: Option<u16> = reserved(1);
    135 "予備" endoscopic_device_addon: Option<u16> = reserved(1);
    136 "予備" remote_prescription_addon: Option<u16> = reserved(1);
    137 "予備" secured_surgery_addon: Option<u16> = reserved(1);
    138 "予備" reserved_138: Unused = reserved(1);
    139 "予備" reserved_139: Unused = reserved(1);
    140 "予備" reserved_140: Unused = reserved(1);
    141 "予備" reserved_141: Unused = reserved(1);
    142 "予備" reserved_142: Unused = reserved(1);
    143 "予備" reserved_143: Unused = reserved(1);
    144 "予備" reserved_144: Unused = reserved(1);
    145 "予備" reserved_145: Unused = reserved(1);
    146 "予備" reserved_146: Unused = reserved(1);
    147 "予備" reserved_147: Unused = reserved(1);
    148 "予備" reserved_148: Unused = reserved(1);
    149 "予備" reserved_149: Unused = reserved(1);
    150 "予備" reserved_150: Unused = reserved(1);
}

/// Columns that R8 fills and R6 must leave empty. Known from secondary sources only, so an empty cell is let through. The amount before
/// (57, 58) is reserved in R8: `0`, without decimals. The dental master (歯科診療行為マスター, h) of R8 has 76 columns; it is left aside by name.
const LATER: &[(Revision, Column)] = &[
    later(57, "予備", "old_point_kind", reserved(1)),
    later(58, "予備", "old_point", reserved(10)),
    later(132, "物価対応料区分", "price_support_kind", one("012")),
    later(133, "物価対応料グループ区分", "price_support_group", digits(3)),
    later(134, "臓器移植実施体制確保加算", "organ_transplant_addon", one("01")),
    later(135, "内視鏡手術用支援機器加算", "endoscopic_device_addon", one("01")),
    later(136, "遠隔電子処方箋活用加算等", "remote_prescription_addon", one("012")),
    later(137, "外科医療確保特別加算", "secured_surgery_addon", one("01")),
];

const fn later(
    number: u16,
    name: &'static str,
    field: &'static str,
    rule: super::Rule,
) -> (Revision, Column) {
    (Revision::R08, Column { number, name, field, rule: rule.or_empty() })
}

/// Layout of s.
pub const LAYOUT: Layout = Layout {
    kind: FileKind::Procedure,
    columns: COLUMNS,
    widths: &[150],
    key: &[3],
    later: LATER,
    filled: &[],
    dates: Some(DateColumns {
        from: 87,
        until: 88,
        listed: None,
        old_price: Some((57, 58)),
        transition: None,
    }),
};

/// Layout of k.
pub const WARD_LAYOUT: Layout = Layout {
    kind: FileKind::WardCode,
    columns: COLUMNS,
    widths: &[150],
    key: &[3],
    later: LATER,
    filled: &[],
    dates: Some(DateColumns { from: 87, until: 88, listed: None, old_price: None, transition: None }),
};
