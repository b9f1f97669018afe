//! The file: IR first, GO last.

use super::Mode::{Alnum, Digits, Either, Kanji, Month};
use super::Need::{N, O, R};
use super::{Field, field};

pub(super) static IR: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "審査支払機関", Digits(1), R).fixed(),
    field(3, "都道府県", Digits(2), R).fixed(),
    field(4, "点数表", Digits(1), R).fixed(),
    field(5, "医療機関コード", Digits(7), R).fixed(),
    field(6, "予備", Digits(2), N),
    field(7, "医療機関名称", Kanji(40), R),
    field(8, "請求年月", Month, R),
    field(9, "マルチボリューム識別情報", Digits(2), R).fixed(),
    field(10, "電話番号", Alnum(15), O),
];

pub(super) static GO: &[Field] = &[
    field(1, "レコード識別情報", Alnum(2), R).fixed(),
    field(2, "総件数", Digits(6), R),
    field(3, "総合計点数", Digits(10), R),
    field(4, "マルチボリューム識別情報", Digits(2), R).fixed(),
];

pub(super) static KH: &[Field] =
    &[field(1, "レコード識別情報", Alnum(2), R).fixed(), field(2, "国保連固有情報", Either(100), R)];
