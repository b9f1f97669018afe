//! The head of a receipt and its diseases.

use super::checks;

checks! {
    NUMBER: File "receipt.number" "L1910" ASP
        "レセプト番号は6桁以内の数字です。",
        "the receipt number is not a number of up to six digits";
    NUMBER_ORDER: File "receipt.numberOrder" "L1917" ASP
        "レセプト番号が1からの昇順ではありません（{0}の次は{1}）。",
        "receipt numbers do not ascend from 1 ({1} is due after {0})";
    TYPE: Receipt "receipt.type" "L2000" ASP
        "レセプト種別がコード表（別表5）にありません。",
        "the receipt type is not in the list";
    PAYERS: Receipt "receipt.payers" "L2900" ASP
        "レセプト種別と保険者・公費レコードが一致しません（種別では医保{0}、公費{1}）。",
        "the receipt type contradicts the HO and KO records (it says insurer: {0}, programmes: {1})";
    NAME_BLANK: Return "receipt.nameBlank" "L3001" ASP
        "氏名が空白です。",
        "the patient's name is blank";
    BIRTH: Receipt "receipt.birth" "L2133" ASP
        "生年月日が日付ではありません。",
        "the birth date is not a day";
    CARE_MONTH: Receipt "receipt.careMonth" "L2951" ASP
        "診療年月が年月ではありません。",
        "the care month is not a month";
    CARE_AFTER_CLAIM: Receipt "receipt.careAfterClaim" - SPEC
        "診療年月が請求年月より前ではありません。",
        "the care month is not before the claim month";
    BORN_AFTER: Receipt "receipt.bornAfter" - SPEC
        "生年月日が診療年月より後です。",
        "born after the care month";
    ADMISSION: Receipt "receipt.admission" - SPEC
        "入院年月日は入院のレセプトにだけ、診療年月の末日以前の日で記録します。",
        "the admission date belongs to in-patient receipts and lies before the end of the month";
    PRESCHOOL: Return "receipt.preschool" "L3129" ASP
        "未就学者の種別ですが、6歳に達した年度の末日を過ぎています。",
        "the type says pre-school, the patient is too old for it";
    SELF_UNDER_15: Return "receipt.selfUnder15" "L3140" ASP
        "本人の種別ですが、15歳未満です。",
        "the type says insured person, the patient is under 15";
    INCOME_CLASS: Return "receipt.incomeClass" "L3006" ASP
        "高齢受給者・後期高齢者のレセプトに所得区分の特記事項がありません。",
        "a receipt of an elderly patient without the income class among its remarks";
    REMARK: Confirm "receipt.remark" - SPEC
        "特記事項{0}はコード表（別表9）にありません。",
        "remark {0} is not in the list";
    DEPARTMENT: Receipt "receipt.department" "L2102" ASP
        "診療科コードがコード表（別表10）にありません。",
        "the department code is not in the list";
    KANA: Notice "receipt.kana" "L4834" ASP
        "カタカナ氏名に全角カタカナ以外の文字があります。",
        "the kana name holds something other than full-width katakana";
    BENEFIT_RATE: Notice "receipt.benefitRate" "L4801" ASP
        "給付割合は国民健康保険・退職者医療のときに記録します。",
        "the benefit rate is only for national health insurance and retired persons";
    DPC_REASON: Confirm "receipt.dpcReason" "L4252" ASP
        "入院外のレセプトに包括評価対象外理由レコード（GR）があります。",
        "a GR record in an out-patient receipt";
    DISEASE_CODE: Receipt "disease.code" "L2257" ASP
        "傷病名コードは7桁の数字です。",
        "the disease code is not seven digits";
    DISEASE_START: Receipt "disease.start" - SPEC
        "診療開始日が診療年月の末日より後です。",
        "the disease begins after the care month";
    OUTCOME: Receipt "disease.outcome" - SPEC
        "転帰区分がコード表（別表18）にありません。",
        "the outcome is not in the list";
    MAIN: Return "disease.main" "L3220" ASP
        "主傷病コードは01です。",
        "the main-disease code is not 01";
    MODIFIERS: Receipt "disease.modifiers" - SPEC
        "修飾語コードは4桁×20個までです。",
        "modifiers are four digits each, up to twenty";
    UNCODED: Receipt "disease.uncoded" - SPEC
        "傷病名称は未コード化傷病名（0000999）のときにだけ、必ず記録します。",
        "the name of the disease belongs to code 0000999, and must stand there";
}
