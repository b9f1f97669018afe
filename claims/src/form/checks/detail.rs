//! Details, billing units, sums.

use super::checks;

checks! {
    CODE: Receipt "detail.code" - SPEC
        "コードは9桁の数字です。",
        "the code is not nine digits";
    DRUG_CODE: Receipt "detail.drugCode" "L2361" ASP
        "医薬品コードは9桁の数字です。",
        "the drug code is not nine digits";
    SECTION: Receipt "detail.section" - SPEC
        "診療識別がコード表（別表20）にないか、先頭のレコードにありません。",
        "the section is not in the list, or missing on the first record";
    SECTION_ORDER: Confirm "detail.sectionOrder" - SPEC
        "診療識別が昇順ではありません（{0}の後に{1}）。",
        "sections do not ascend ({1} after {0})";
    BEARER: Receipt "detail.bearer" - SPEC
        "負担区分がコード表（別表21）にありません。",
        "the payer letter is not in the list";
    BEARER_ABSENT: Receipt "detail.bearerAbsent" - SPEC
        "負担区分{0}が示す保険者・公費のレコードがありません。",
        "letter {0} names a payer without an HO or KO record";
    BEARER_DIFFERS: Receipt "detail.bearerDiffers" - SPEC
        "算定単位の中で負担区分が異なります。",
        "the payer letter differs inside a unit";
    COUNT_DAYS: Receipt "unit.countDays" - SPEC
        "回数{0}が日の情報の合計{1}と一致しません。",
        "count {0} is not the sum of the days, {1}";
    DAYS_DIFFER: Receipt "unit.daysDiffer" - SPEC
        "算定単位の中で回数または日の情報が異なります。",
        "counts or days differ inside a unit";
    NO_POINTS: Confirm "unit.noPoints" - SPEC
        "算定単位に点数がありません。",
        "the unit has no points";
    DAY_OUTSIDE: Receipt "unit.dayOutside" - SPEC
        "{0}日はその月にありません。",
        "the month has no day {0}";
    UNIT_TOO_LONG: Receipt "unit.tooManyRecords" - SPEC
        "一つの診療識別に続くレコードは98件までです。",
        "more than 98 records follow one section";
    SUM_POINTS: Return "sum.points" - SPEC
        "合計点数{0}が内訳の合計{1}と一致しません。",
        "the total of {0} points is not the sum of the units, {1}";
    SUM_DAYS: Return "sum.days" - SPEC
        "診療実日数{0}が受診日等レコードの日数{1}と一致しません。",
        "{0} days are not those of the JD record, {1}";
    SUM_RECEIPTS: File "sum.receipts" - SPEC
        "総件数{0}が保険者・公費レコードの数{1}と一致しません。",
        "the count {0} of GO is not the number of HO and KO records, {1}";
    SUM_TOTAL: File "sum.total" - SPEC
        "総合計点数{0}がレセプトの合計{1}と一致しません。",
        "the points {0} of GO are not the sum of the receipts, {1}";
    RECEIPTS_DIGITS: File "sum.receiptsDigits" "L1574" ASP
        "総件数は6桁以内の数字です。",
        "the count of GO is not a number of up to six digits";
    TOTAL_DIGITS: File "sum.totalDigits" "L1575" ASP
        "総合計点数は10桁以内の数字です。",
        "the points of GO are not a number of up to ten digits";
}
