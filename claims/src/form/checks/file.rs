//! IR, GO and the file as a whole; its records.

use super::checks;

checks! {
    HEAD: File "file.head" - SPEC
        "ファイルの先頭に医療機関情報レコード（IR）がありません。",
        "the file does not begin with an IR record";
    END: File "file.end" - SPEC
        "診療報酬請求書レコード（GO）がありません。",
        "there is no GO record";
    MARK: Notice "file.mark" - SPEC
        "ファイルの終わりにEOFコード（1A）がありません。",
        "the end mark 0x1A is missing";
    STRAY: Receipt "file.stray" - SPEC
        "レコード{0}はどのレセプトにも属していません。読み飛ばしました。",
        "record `{0}` belongs to no receipt; it was skipped";
    TOO_MANY: File "file.tooManyRefused" "L1920" ASP
        "受付不能（L2）のレセプトが{0}件あります。",
        "{0} receipts are refused (L2); from 1,000 on the file is refused";
    HEAD_RESERVED: File "file.headReserved" "L1011" ASP
        "医療機関情報レコードの予備に値があります。",
        "the reserved field of IR is not empty";
    CLAIM_MONTH: File "file.claimMonth" "L1102" ASP
        "請求年月が年月ではありません。",
        "the claim month is not a month";
    PHONE: File "file.phone" "L1929" ASP
        "電話番号は15桁以内の数字と記号です。",
        "the phone number is not up to 15 digits and signs";
    UNKNOWN: Notice "record.unknown" - SPEC
        "レコード識別{0}は医科の請求では読みません。",
        "record `{0}` is not part of a medical claim; it was skipped";
    LINE_END: Notice "record.lineEnd" - SPEC
        "レコードの終わりが改行（0D0A）ではありません。",
        "the record does not end with CR LF";
    OVERSIZE: Receipt "record.tooLong" - SPEC
        "レコードまたはレセプトが大きすぎるため、途中で区切りました。",
        "the record or receipt is too large and was cut";
    MORE_FIELDS: Receipt "record.moreFields" - SPEC
        "項目が{0}個あります（{1}個まで）。",
        "{0} fields where the record has {1}";
    FEWER_FIELDS: Notice "record.fewerFields" - SPEC
        "項目が{0}個しかありません（{1}個）。",
        "{0} fields where the record has {1}";
    ORDER: Receipt "record.order" - SPEC
        "{0}レコードの位置が記録順序と異なります。",
        "record {0} stands out of order";
    REPEATED: Receipt "record.repeated" - SPEC
        "{0}レコードは{1}件までです。",
        "record {0} may stand {1} time(s) only";
    NO_DISEASE: Receipt "record.noDisease" - SPEC
        "傷病名レコード（SY）がありません。",
        "there is no SY record";
    NO_DETAIL: Receipt "record.noDetail" - SPEC
        "診療行為・医薬品・特定器材・コメントのレコードがありません。",
        "there is no SI, IY, TO or CO record";
}
