//! Organ donors, at the receipt of the recipient. From the older edition of the specification.

use super::Mode::{Alnum, Date, Digits, Either, Kanji, Month};
use super::Need::{C, N, O, R};
use super::{Field, field};

pub(super) static TI: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "臓器提供区分", Digits(1), R).fixed(),
    field(3, "臓器提供医療機関区分", Digits(1), R).fixed(),
    field(4, "都道府県", Digits(2), C),
    field(5, "点数表", Digits(1), C),
    field(6, "医療機関コード", Digits(7), C),
    field(7, "予備", Digits(2), N),
    field(8, "医療機関名称", Kanji(40), C),
    field(9, "医療機関所在地", Kanji(80), C),
    field(10, "電話番号", Alnum(15), O),
];

pub(super) static TR: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "臓器提供者レセプト番号", Digits(6), R),
    field(3, "臓器提供者レセプト種別", Digits(4), R).fixed(),
    field(4, "診療年月", Month, R),
    field(5, "予備", Either(40), N),
    field(6, "男女区分", Digits(1), R).fixed(),
    field(7, "生年月日", Date, R),
    field(8, "予備", Digits(3), N),
    field(9, "入院年月日", Date, C),
    field(10, "病棟区分", Alnum(8), C),
    field(11, "予備", Digits(1), N),
    field(12, "特記事項", Alnum(10), C),
    field(13, "予備", Digits(4), N),
    field(14, "カルテ番号等", Alnum(20), O),
    field(15, "割引点数単価", Digits(2), C),
    field(16, "予備", Digits(1), N),
    field(17, "予備", Digits(1), N),
    field(18, "予備", Digits(2), N),
];

pub(super) static TS: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "診療実日数", Digits(2), R),
    field(3, "合計点数", Digits(8), R),
    field(4, "食事療養・生活療養 回数", Digits(2), C),
    field(5, "食事療養・生活療養 合計金額", Digits(8), C),
];
