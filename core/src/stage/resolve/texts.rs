//! Findings of the resolve stage: their ids and texts.

use crate::outcome::Text;

macro_rules! texts {
    ($( $name:ident = $id:literal, $ja:literal, $en:literal; )*) => {
        $( pub(super) static $name: Text = Text { ja: $ja, en: $en }; )*
        /// The id of a text of this file.
        pub(super) fn id_of(text: &'static Text) -> &'static str {
            $( if std::ptr::eq(text, &$name) { return $id; } )*
            "resolve.other"
        }
    };
}

texts! {
    BEFORE_BIRTH = "resolve.beforeBirth",
        "診療日{0}が生年月日{1}より前です。日付を確認してください。",
        "the service date {0} lies before the date of birth {1}; check the dates";
    IMPOSSIBLE_DATE = "resolve.impossibleDate",
        "診療日「{0}」は暦にありません。この受診は計算していません。日付を確認してください。",
        "the calendar has no day `{0}`; nothing of this encounter was computed; check the date";
    OTHER_MONTH = "resolve.otherMonth",
        "行の日付{0}が受診の月（{1}）と異なります。その月の受診の行として送ってください。",
        "the line's date {0} lies in another month than its encounter ({1}); send it in an encounter of its month";
    MALFORMED_CODE = "resolve.malformedCode",
        "コード「{0}」は9桁の数字ではありません。コードを確認してください。",
        "`{0}` is not a code of nine digits; check the code";
    ACCIDENT_INSURANCE = "resolve.otherScheme",
        "コード「{0}」は英字を含みます（労災等のコード）。健康保険の計算では扱いません（未対応）。",
        "code `{0}` holds letters (accident insurance and the like); it is not calculated here (not implemented)";
    OTHER_PROFESSION = "resolve.otherProfession",
        "コード{0}は{1}のものです。医科の計算では扱いません（未対応）。",
        "code {0} belongs to another profession ({1}); it is not calculated here (not implemented)";
    NO_PRICE = "resolve.noPrice",
        "コード{0}の価格がありません。購入価格又は単価（unitPriceYen）を送ってください。",
        "code {0} has no price; send the purchase or unit price (unitPriceYen)";
    NO_EDITION = "resolve.noEdition",
        "診療日{0}に対応するマスターが読み込まれていません。",
        "no edition of the masters is loaded for {0}";
    UNKNOWN_CODE = "resolve.unknownCode",
        "コード{0}はこの版のマスターにありません。",
        "code {0} is not in this edition of the masters";
    NOT_YET = "resolve.notYet",
        "コード{0}は{1}から使えます。診療日にはまだ使えません。",
        "code {0} is usable from {1}, not yet on the service date";
    ENDED = "resolve.ended",
        "コード{0}は{1}までで廃止されています。",
        "code {0} ended on {1}";
    ENDED_REPLACED = "resolve.endedReplaced",
        "コード{0}は{1}までで廃止されています。後継のコードは{2}です。",
        "code {0} ended on {1}; its successor is {2}";
    GAP = "resolve.gap",
        "コード{0}の{1}時点の内容は、公表された版の間にあって分かりません。該当時期の版を読み込んでください。",
        "what held for code {0} on {1} lies between the editions at hand; load the edition of that time";
    UNREVIEWED = "resolve.unreviewed",
        "コード{0}の{1}の点数は、この版では前の改定の行しかなく、確かめられていません。公式のマスターを読み込むか、点数を確認してください。",
        "for code {0} this edition holds only the row of the revision before, which nobody has read for {1}; load the official masters";
    COUNT_ZERO = "resolve.countZero",
        "コード{0}の回数が0です。",
        "code {0} has a count of 0";
    NEGATIVE_QUANTITY = "resolve.negativeQuantity",
        "コード{0}の数量{1}が負です。",
        "code {0} has a negative quantity {1}";
    QUANTITY_MISSING = "resolve.quantityMissing",
        "コード{0}には数量が必要です。",
        "code {0} needs a quantity";
    QUANTITY_NOT_WHOLE = "resolve.quantityNotWhole",
        "コード{0}の数量データは整数で記録します。",
        "the quantity of code {0} must be whole";
    INPATIENT_ONLY = "resolve.inpatientOnly",
        "コード{0}は入院でのみ算定します。",
        "code {0} is billed for in-patients only";
    OUTPATIENT_ONLY = "resolve.outpatientOnly",
        "コード{0}は入院外でのみ算定します。",
        "code {0} is billed for out-patients only";
    NOT_LATE_ELDERLY = "resolve.notLateElderly",
        "コード{0}は後期高齢者医療では算定しません。",
        "code {0} is not billed under the late elderly scheme";
    ONLY_LATE_ELDERLY = "resolve.onlyLateElderly",
        "コード{0}は後期高齢者医療でのみ算定します。",
        "code {0} is billed under the late elderly scheme only";
    HOSPITAL_ONLY = "resolve.hospitalOnly",
        "コード{0}は病院でのみ算定します。",
        "code {0} is billed by hospitals only";
    CLINIC_ONLY = "resolve.clinicOnly",
        "コード{0}は診療所でのみ算定します。",
        "code {0} is billed by clinics only";
    AGE = "resolve.age",
        "コード{0}は患者の年齢では算定しません（年齢{1}以上{2}未満）。",
        "code {0} is not billed at the patient's age (at least {1}, under {2})";
    BEDS = "resolve.beds",
        "コード{0}は病床数の条件に合いません。",
        "code {0} does not fit the number of beds";
    REGION = "resolve.region",
        "コード{0}は医療機関の級地と合いません。",
        "code {0} does not fit the area class of the institution";
    STANDARDS = "resolve.standards",
        "コード{0}に必要な施設基準の届出がありません（{1}）。",
        "the facility standard for code {0} is not filed ({1})";
    STANDARDS_UNKNOWN = "resolve.standardsUnknown",
        "コード{0}に必要な施設基準（{1}）の届出の有無が分かりません。届出（standards）を送ってください。",
        "whether the facility standard for code {0} ({1}) is filed is not known; send `standards`";
    FACILITY_UNKNOWN = "resolve.facilityUnknown",
        "コード{0}の可否は医療機関の種別・病床数によりますが、分かりません。",
        "code {0} depends on kind and beds of the institution, which are not known";
}
