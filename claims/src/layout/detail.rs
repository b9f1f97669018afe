//! What was done: acts, drugs, materials, comments, descriptions of the case.

use super::Mode::{Alnum, Decimal, Digits, Kanji};
use super::Need::{C, N, R};
use super::{Field, field};

pub(super) static SI: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "診療識別", Digits(2), C),
    field(3, "負担区分", Alnum(1), R).fixed(),
    field(4, "診療行為コード", Digits(9), R).fixed(),
    field(5, "数量データ", Digits(8), C),
    field(6, "点数", Digits(7), C),
    field(7, "回数", Digits(3), R),
    field(8, "コメント1・コメントコード", Digits(9), C),
    field(9, "コメント1・文字データ", Kanji(100), C),
    field(10, "コメント2・コメントコード", Digits(9), C),
    field(11, "コメント2・文字データ", Kanji(100), C),
    field(12, "コメント3・コメントコード", Digits(9), C),
    field(13, "コメント3・文字データ", Kanji(100), C),
    field(14, "日の情報", Digits(3), C).times(31),
];

pub(super) static IY: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "診療識別", Digits(2), C),
    field(3, "負担区分", Alnum(1), R).fixed(),
    field(4, "医薬品コード", Digits(9), R).fixed(),
    field(5, "使用量", Decimal(5, 5), C),
    field(6, "点数", Digits(7), C),
    field(7, "回数", Digits(3), R),
    field(8, "コメント1・コメントコード", Digits(9), C),
    field(9, "コメント1・文字データ", Kanji(100), C),
    field(10, "コメント2・コメントコード", Digits(9), C),
    field(11, "コメント2・文字データ", Kanji(100), C),
    field(12, "コメント3・コメントコード", Digits(9), C),
    field(13, "コメント3・文字データ", Kanji(100), C),
    field(14, "日の情報", Digits(3), C).times(31),
];

pub(super) static TO: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "診療識別", Digits(2), C),
    field(3, "負担区分", Alnum(1), R).fixed(),
    field(4, "特定器材コード", Digits(9), R).fixed(),
    field(5, "使用量", Decimal(5, 3), C),
    field(6, "点数", Digits(7), C),
    field(7, "回数", Digits(3), R),
    field(8, "特定器材単位コード", Digits(3), C),
    field(9, "単価", Decimal(8, 2), C),
    field(10, "予備", Kanji(40), N),
    field(11, "商品名及び規格又はサイズ", Kanji(300), C),
    field(12, "コメント1・コメントコード", Digits(9), C),
    field(13, "コメント1・文字データ", Kanji(100), C),
    field(14, "コメント2・コメントコード", Digits(9), C),
    field(15, "コメント2・文字データ", Kanji(100), C),
    field(16, "コメント3・コメントコード", Digits(9), C),
    field(17, "コメント3・文字データ", Kanji(100), C),
    field(18, "日の情報", Digits(3), C).times(31),
];

pub(super) static CO: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "診療識別", Digits(2), C),
    field(3, "負担区分", Alnum(1), R).fixed(),
    field(4, "コメントコード", Digits(9), R).fixed(),
    field(5, "文字データ", Kanji(76), C),
];

pub(super) static SJ: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "症状詳記区分", Digits(2), C),
    field(3, "症状詳記データ", Kanji(2400), R),
];
