//! The head of a receipt: patient, payers, eligibility, diseases.

use super::Mode::{Alnum, Date, Digits, Either, Kanji, Month};
use super::Need::{C, N, O, R};
use super::{Field, field};

pub(super) static RE: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "レセプト番号", Digits(6), R),
    field(3, "レセプト種別", Digits(4), R).fixed(),
    field(4, "診療年月", Month, R),
    field(5, "氏名", Either(40), R),
    field(6, "男女区分", Digits(1), R).fixed(),
    field(7, "生年月日", Date, R),
    field(8, "給付割合", Digits(3), C),
    field(9, "入院年月日", Date, C),
    field(10, "病棟区分", Alnum(8), C),
    field(11, "一部負担金・食事療養費・生活療養費標準負担額区分", Digits(1), C),
    field(12, "レセプト特記事項", Alnum(10), C),
    field(13, "病床数", Digits(4), C),
    field(14, "カルテ番号等", Alnum(20), O),
    field(15, "割引点数単価", Digits(2), C),
    field(16, "予備", Digits(1), N),
    field(17, "予備", Digits(1), N),
    field(18, "予備", Digits(2), N),
    field(19, "検索番号", Digits(30), N),
    field(20, "予備", Digits(5), N),
    field(21, "請求情報", Either(40), O),
    field(22, "診療科1・診療科名", Digits(2), O),
    field(23, "診療科1・人体の部位等", Digits(3), O),
    field(24, "診療科1・性別等", Digits(3), O),
    field(25, "診療科1・医学的処置", Digits(3), O),
    field(26, "診療科1・特定疾病", Digits(3), O),
    field(27, "診療科2・診療科名", Digits(2), O),
    field(28, "診療科2・人体の部位等", Digits(3), O),
    field(29, "診療科2・性別等", Digits(3), O),
    field(30, "診療科2・医学的処置", Digits(3), O),
    field(31, "診療科2・特定疾病", Digits(3), O),
    field(32, "診療科3・診療科名", Digits(2), O),
    field(33, "診療科3・人体の部位等", Digits(3), O),
    field(34, "診療科3・性別等", Digits(3), O),
    field(35, "診療科3・医学的処置", Digits(3), O),
    field(36, "診療科3・特定疾病", Digits(3), O),
    field(37, "カタカナ(氏名)", Kanji(80), O),
    field(38, "患者の状態", Alnum(60), C),
];

pub(super) static HO: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "保険者番号", Alnum(8), R).fixed(),
    field(3, "被保険者証等の記号", Either(40), C),
    field(4, "被保険者証等の番号", Either(40), R),
    field(5, "診療実日数", Digits(2), R),
    field(6, "合計点数", Digits(8), R),
    field(7, "予備", Digits(5), N),
    field(8, "食事療養・生活療養 回数", Digits(2), C),
    field(9, "食事療養・生活療養 合計金額", Digits(8), C),
    field(10, "職務上の事由", Digits(1), C),
    field(11, "証明書番号", Digits(3), C),
    field(12, "負担金額 医療保険", Digits(9), C),
    field(13, "負担金額 減免区分", Digits(1), C),
    field(14, "負担金額 減額割合", Digits(3), C),
    field(15, "負担金額 減額金額", Digits(6), C),
];

pub(super) static KO: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "公費負担者番号", Alnum(8), R).fixed(),
    field(3, "受給者番号", Digits(7), C),
    field(4, "任意給付区分", Digits(1), C),
    field(5, "診療実日数", Digits(2), R),
    field(6, "合計点数", Digits(8), R),
    field(7, "負担金額 公費", Digits(8), C),
    field(8, "公費給付対象 外来一部負担金", Digits(6), C),
    field(9, "公費給付対象 入院一部負担金", Digits(6), C),
    field(10, "予備", Digits(5), N),
    field(11, "食事療養・生活療養 回数", Digits(2), C),
    field(12, "食事療養・生活療養 合計金額", Digits(8), C),
];

pub(super) static SN: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "負担者種別", Digits(1), R).fixed(),
    field(3, "確認区分", Digits(2), R).fixed(),
    field(4, "保険者番号等(資格確認)", Alnum(8), C),
    field(5, "記号(資格確認)", Either(38), C),
    field(6, "番号(資格確認)", Either(38), C),
    field(7, "枝番", Alnum(2), C),
    field(8, "受給者番号(資格確認)", Digits(7), C),
    field(9, "予備", Digits(1), N),
];

pub(super) static JD: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "負担者種別", Digits(1), R).fixed(),
    field(3, "日の情報", Digits(1), C).times(31),
];

pub(super) static MF: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "窓口負担額区分", Digits(2), R).fixed(),
    field(3, "予備", Digits(9), N).times(31),
];

pub(super) static GR: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "医科点数表算定理由", Digits(2), R),
    field(3, "診断群分類番号", Alnum(14), C),
];

pub(super) static SY: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "傷病名コード", Digits(7), R).fixed(),
    field(3, "診療開始日", Date, R),
    field(4, "転帰区分", Digits(1), R).fixed(),
    field(5, "修飾語コード", Alnum(80), C),
    field(6, "傷病名称", Kanji(40), C),
    field(7, "主傷病", Digits(2), C),
    field(8, "補足コメント", Kanji(40), C),
];
