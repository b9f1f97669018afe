//! One field by itself.

use super::checks;

checks! {
    MISSING: Receipt "field.missing" "L2541" ASP
        "必須項目が記録されていません。",
        "a required field is empty";
    TOO_LONG: Receipt "field.tooLong" - SPEC
        "{0}バイトあります（{1}バイトまで）。",
        "{0} bytes where {1} are allowed";
    FIXED: Receipt "field.fixed" - SPEC
        "{0}バイトあります（固定長{1}バイト）。",
        "{0} bytes where exactly {1} are needed";
    DIGITS: Receipt "field.digits" - SPEC
        "数字以外の文字があります。",
        "something other than digits";
    DECIMAL: Receipt "field.decimal" - SPEC
        "整数部{0}桁、小数部{1}桁までの数ではありません。",
        "not a number of up to {0} and {1} places";
    HALF: Receipt "field.half" - SPEC
        "英数の項目に全角文字があります。",
        "a full-width character in a half-width field";
    FULL: Receipt "field.full" - SPEC
        "漢字の項目に半角文字があります。",
        "a half-width character in a full-width field";
    MIXED: Receipt "field.mixed" - SPEC
        "全角と半角が混在しています。",
        "full-width and half-width are mixed";
    HALF_KANA: Receipt "field.halfKana" - SPEC
        "半角カタカナは記録できません。",
        "half-width katakana is not allowed";
    QUOTE: Receipt "field.quote" - SPEC
        "引用符は記録できません。",
        "a quotation mark is not allowed";
    CONTROL: Receipt "field.control" - SPEC
        "制御文字は記録できません。",
        "a control character is not allowed";
    UNDECODABLE: Receipt "field.undecodable" - SPEC
        "文字として読めないバイトがあります。",
        "a byte that is no character";
    RESERVED: Notice "field.reserved" - SPEC
        "省略する項目に値があります。",
        "a field to be left empty is not";
    DATE: Receipt "field.date" - SPEC
        "日付ではありません。",
        "not a day of the calendar";
    ERA: Notice "field.era" "L4800" ASP
        "和暦で記録されています。西暦に読み替えました。",
        "written with the era; read as a western date";
}
