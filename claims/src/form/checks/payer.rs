//! Insurer, programmes, eligibility.

use super::checks;

checks! {
    INSURER_NUMBER: Receipt "payer.insurerNumber" "L2167" ASP
        "保険者番号は8桁（6桁は前に空白2つ）の数字です。",
        "the insurer number is not eight digits, or six behind two blanks";
    INSURER_CHECK: Return "payer.insurerCheckDigit" "L3087" ASP
        "保険者番号の検証番号が合いません。",
        "the check digit of the insurer number is wrong";
    INSURED_NUMBER: Receipt "payer.insuredNumber" "L2162" ASP
        "被保険者証等の番号がありません。",
        "the number of the insured person is missing";
    PUBLIC_NUMBER: Receipt "payer.publicNumber" "L2187" ASP
        "公費負担者番号は8桁の数字です。",
        "the payer number of the programme is not eight digits";
    PUBLIC_CHECK: Return "payer.publicCheckDigit" "L3089" ASP
        "公費負担者番号の検証番号が合いません。",
        "the check digit of the payer number is wrong";
    RECIPIENT_CHECK: Confirm "payer.recipientCheckDigit" - NUMBERS
        "受給者番号の検証番号が合いません。",
        "the check digit of the recipient number is wrong";
    COPAY: Confirm "payer.copay" "L4510" ASP
        "医療保険の負担金額が合計点数×10円以上です。",
        "the insurance co-payment is 10 yen × points or more";
    PUBLIC_COPAY: Confirm "payer.publicCopay" "L4516" ASP
        "公費の負担金額が合計点数×10円以上です。",
        "the co-payment of the programme is 10 yen × points or more";
    BEARER_KIND: Receipt "payer.bearerKind" "L2140" ASP
        "負担者種別がコード表（別表28）にないか、その保険者・公費のレコードがありません。",
        "the payer of SN or JD is not in the list, or has no HO or KO record";
    MEALS: Return "payer.meals" "L3531" ASP
        "食事の回数が月の日数×3を超えています。",
        "more meals than three a day of the month";
}
