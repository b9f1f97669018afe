//! The checks of form, as a table: id, the payers' code where it is known, level, message, source.
//!
//! Ids never change and are never reused. Codes of the payers come from a third-party list (see docs/CHECKS.md): plausible, not proven.

use crate::problem::{Check, Level};

pub(crate) static HEAD: Check = Check {
    id: "file.head",
    official: None,
    level: Level::File,
    ja: "ファイルの先頭に医療機関情報レコード（IR）がありません。",
    en: "the file does not begin with an IR record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static END: Check = Check {
    id: "file.end",
    official: None,
    level: Level::File,
    ja: "診療報酬請求書レコード（GO）がありません。",
    en: "there is no GO record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static MARK: Check = Check {
    id: "file.mark",
    official: None,
    level: Level::Notice,
    ja: "ファイルの終わりにEOFコード（1A）がありません。",
    en: "the end mark 0x1A is missing",
    source: "記録条件仕様(医科用)",
};
pub(crate) static STRAY: Check = Check {
    id: "file.stray",
    official: None,
    level: Level::Receipt,
    ja: "レコード{0}はどのレセプトにも属していません。読み飛ばしました。",
    en: "record `{0}` belongs to no receipt; it was skipped",
    source: "記録条件仕様(医科用)",
};
pub(crate) static TOO_MANY: Check = Check {
    id: "file.tooManyRefused",
    official: Some("L1920"),
    level: Level::File,
    ja: "受付不能（L2）のレセプトが{0}件あります。",
    en: "{0} receipts are refused (L2); from 1,000 on the file is refused",
    source: "受付・事務点検ASP",
};
pub(crate) static HEAD_RESERVED: Check = Check {
    id: "file.headReserved",
    official: Some("L1011"),
    level: Level::File,
    ja: "医療機関情報レコードの予備に値があります。",
    en: "the reserved field of IR is not empty",
    source: "受付・事務点検ASP",
};
pub(crate) static CLAIM_MONTH: Check = Check {
    id: "file.claimMonth",
    official: Some("L1102"),
    level: Level::File,
    ja: "請求年月が年月ではありません。",
    en: "the claim month is not a month",
    source: "受付・事務点検ASP",
};
pub(crate) static PHONE: Check = Check {
    id: "file.phone",
    official: Some("L1929"),
    level: Level::File,
    ja: "電話番号は15桁以内の数字と記号です。",
    en: "the phone number is not up to 15 digits and signs",
    source: "受付・事務点検ASP",
};
pub(crate) static UNKNOWN: Check = Check {
    id: "record.unknown",
    official: None,
    level: Level::Notice,
    ja: "レコード識別{0}は医科の請求では読みません。",
    en: "record `{0}` is not part of a medical claim; it was skipped",
    source: "記録条件仕様(医科用)",
};
pub(crate) static LINE_END: Check = Check {
    id: "record.lineEnd",
    official: None,
    level: Level::Notice,
    ja: "レコードの終わりが改行（0D0A）ではありません。",
    en: "the record does not end with CR LF",
    source: "記録条件仕様(医科用)",
};
pub(crate) static OVERSIZE: Check = Check {
    id: "record.tooLong",
    official: None,
    level: Level::Receipt,
    ja: "レコードまたはレセプトが大きすぎるため、途中で区切りました。",
    en: "the record or receipt is too large and was cut",
    source: "記録条件仕様(医科用)",
};
pub(crate) static MORE_FIELDS: Check = Check {
    id: "record.moreFields",
    official: None,
    level: Level::Receipt,
    ja: "項目が{0}個あります（{1}個まで）。",
    en: "{0} fields where the record has {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static FEWER_FIELDS: Check = Check {
    id: "record.fewerFields",
    official: None,
    level: Level::Notice,
    ja: "項目が{0}個しかありません（{1}個）。",
    en: "{0} fields where the record has {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static ORDER: Check = Check {
    id: "record.order",
    official: None,
    level: Level::Receipt,
    ja: "{0}レコードの位置が記録順序と異なります。",
    en: "record {0} stands out of order",
    source: "記録条件仕様(医科用)",
};
pub(crate) static REPEATED: Check = Check {
    id: "record.repeated",
    official: None,
    level: Level::Receipt,
    ja: "{0}レコードは{1}件までです。",
    en: "record {0} may stand {1} time(s) only",
    source: "記録条件仕様(医科用)",
};
pub(crate) static NO_DISEASE: Check = Check {
    id: "record.noDisease",
    official: None,
    level: Level::Receipt,
    ja: "傷病名レコード（SY）がありません。",
    en: "there is no SY record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static NO_DETAIL: Check = Check {
    id: "record.noDetail",
    official: None,
    level: Level::Receipt,
    ja: "診療行為・医薬品・特定器材・コメントのレコードがありません。",
    en: "there is no SI, IY, TO or CO record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static MISSING: Check = Check {
    id: "field.missing",
    official: Some("L2541"),
    level: Level::Receipt,
    ja: "必須項目が記録されていません。",
    en: "a required field is empty",
    source: "受付・事務点検ASP",
};
pub(crate) static TOO_LONG: Check = Check {
    id: "field.tooLong",
    official: None,
    level: Level::Receipt,
    ja: "{0}バイトあります（{1}バイトまで）。",
    en: "{0} bytes where {1} are allowed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static FIXED: Check = Check {
    id: "field.fixed",
    official: None,
    level: Level::Receipt,
    ja: "{0}バイトあります（固定長{1}バイト）。",
    en: "{0} bytes where exactly {1} are needed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DIGITS: Check = Check {
    id: "field.digits",
    official: None,
    level: Level::Receipt,
    ja: "数字以外の文字があります。",
    en: "something other than digits",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DECIMAL: Check = Check {
    id: "field.decimal",
    official: None,
    level: Level::Receipt,
    ja: "整数部{0}桁、小数部{1}桁までの数ではありません。",
    en: "not a number of up to {0} and {1} places",
    source: "記録条件仕様(医科用)",
};
pub(crate) static HALF: Check = Check {
    id: "field.half",
    official: None,
    level: Level::Receipt,
    ja: "英数の項目に全角文字があります。",
    en: "a full-width character in a half-width field",
    source: "記録条件仕様(医科用)",
};
pub(crate) static FULL: Check = Check {
    id: "field.full",
    official: None,
    level: Level::Receipt,
    ja: "漢字の項目に半角文字があります。",
    en: "a half-width character in a full-width field",
    source: "記録条件仕様(医科用)",
};
pub(crate) static MIXED: Check = Check {
    id: "field.mixed",
    official: None,
    level: Level::Receipt,
    ja: "全角と半角が混在しています。",
    en: "full-width and half-width are mixed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static HALF_KANA: Check = Check {
    id: "field.halfKana",
    official: None,
    level: Level::Receipt,
    ja: "半角カタカナは記録できません。",
    en: "half-width katakana is not allowed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static QUOTE: Check = Check {
    id: "field.quote",
    official: None,
    level: Level::Receipt,
    ja: "引用符は記録できません。",
    en: "a quotation mark is not allowed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static CONTROL: Check = Check {
    id: "field.control",
    official: None,
    level: Level::Receipt,
    ja: "制御文字は記録できません。",
    en: "a control character is not allowed",
    source: "記録条件仕様(医科用)",
};
pub(crate) static UNDECODABLE: Check = Check {
    id: "field.undecodable",
    official: None,
    level: Level::Receipt,
    ja: "文字として読めないバイトがあります。",
    en: "a byte that is no character",
    source: "記録条件仕様(医科用)",
};
pub(crate) static RESERVED: Check = Check {
    id: "field.reserved",
    official: None,
    level: Level::Notice,
    ja: "省略する項目に値があります。",
    en: "a field to be left empty is not",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DATE: Check = Check {
    id: "field.date",
    official: None,
    level: Level::Receipt,
    ja: "日付ではありません。",
    en: "not a day of the calendar",
    source: "記録条件仕様(医科用)",
};
pub(crate) static ERA: Check = Check {
    id: "field.era",
    official: Some("L4800"),
    level: Level::Notice,
    ja: "和暦で記録されています。西暦に読み替えました。",
    en: "written with the era; read as a western date",
    source: "受付・事務点検ASP",
};
pub(crate) static NUMBER: Check = Check {
    id: "receipt.number",
    official: Some("L1910"),
    level: Level::File,
    ja: "レセプト番号は6桁以内の数字です。",
    en: "the receipt number is not a number of up to six digits",
    source: "受付・事務点検ASP",
};
pub(crate) static NUMBER_ORDER: Check = Check {
    id: "receipt.numberOrder",
    official: Some("L1917"),
    level: Level::File,
    ja: "レセプト番号が1からの昇順ではありません（{0}の次は{1}）。",
    en: "receipt numbers do not ascend from 1 ({1} is due after {0})",
    source: "受付・事務点検ASP",
};
pub(crate) static TYPE: Check = Check {
    id: "receipt.type",
    official: Some("L2000"),
    level: Level::Receipt,
    ja: "レセプト種別がコード表（別表5）にありません。",
    en: "the receipt type is not in the list",
    source: "受付・事務点検ASP",
};
pub(crate) static PAYERS: Check = Check {
    id: "receipt.payers",
    official: Some("L2900"),
    level: Level::Receipt,
    ja: "レセプト種別と保険者・公費レコードが一致しません（種別では医保{0}、公費{1}）。",
    en: "the receipt type contradicts the HO and KO records (it says insurer: {0}, programmes: {1})",
    source: "受付・事務点検ASP",
};
pub(crate) static BIRTH: Check = Check {
    id: "receipt.birth",
    official: Some("L2133"),
    level: Level::Receipt,
    ja: "生年月日が日付ではありません。",
    en: "the birth date is not a day",
    source: "受付・事務点検ASP",
};
pub(crate) static CARE_MONTH: Check = Check {
    id: "receipt.careMonth",
    official: Some("L2951"),
    level: Level::Receipt,
    ja: "診療年月が年月ではありません。",
    en: "the care month is not a month",
    source: "受付・事務点検ASP",
};
pub(crate) static CARE_AFTER_CLAIM: Check = Check {
    id: "receipt.careAfterClaim",
    official: None,
    level: Level::Receipt,
    ja: "診療年月が請求年月より前ではありません。",
    en: "the care month is not before the claim month",
    source: "記録条件仕様(医科用)",
};
pub(crate) static BORN_AFTER: Check = Check {
    id: "receipt.bornAfter",
    official: None,
    level: Level::Receipt,
    ja: "生年月日が診療年月より後です。",
    en: "born after the care month",
    source: "記録条件仕様(医科用)",
};
pub(crate) static ADMISSION: Check = Check {
    id: "receipt.admission",
    official: None,
    level: Level::Receipt,
    ja: "入院年月日は入院のレセプトにだけ、診療年月の末日以前の日で記録します。",
    en: "the admission date belongs to in-patient receipts and lies before the end of the month",
    source: "記録条件仕様(医科用)",
};
pub(crate) static PRESCHOOL: Check = Check {
    id: "receipt.preschool",
    official: Some("L3129"),
    level: Level::Return,
    ja: "未就学者の種別ですが、6歳に達した年度の末日を過ぎています。",
    en: "the type says pre-school, the patient is too old for it",
    source: "受付・事務点検ASP",
};
pub(crate) static SELF_UNDER_15: Check = Check {
    id: "receipt.selfUnder15",
    official: Some("L3140"),
    level: Level::Return,
    ja: "本人の種別ですが、15歳未満です。",
    en: "the type says insured person, the patient is under 15",
    source: "受付・事務点検ASP",
};
pub(crate) static INCOME_CLASS: Check = Check {
    id: "receipt.incomeClass",
    official: Some("L3006"),
    level: Level::Return,
    ja: "高齢受給者・後期高齢者のレセプトに所得区分の特記事項がありません。",
    en: "a receipt of an elderly patient without the income class among its remarks",
    source: "受付・事務点検ASP",
};
pub(crate) static REMARK: Check = Check {
    id: "receipt.remark",
    official: None,
    level: Level::Confirm,
    ja: "特記事項{0}はコード表（別表9）にありません。",
    en: "remark {0} is not in the list",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DEPARTMENT: Check = Check {
    id: "receipt.department",
    official: Some("L2102"),
    level: Level::Receipt,
    ja: "診療科コードがコード表（別表10）にありません。",
    en: "the department code is not in the list",
    source: "受付・事務点検ASP",
};
pub(crate) static KANA: Check = Check {
    id: "receipt.kana",
    official: Some("L4834"),
    level: Level::Notice,
    ja: "カタカナ氏名に全角カタカナ以外の文字があります。",
    en: "the kana name holds something other than full-width katakana",
    source: "受付・事務点検ASP",
};
pub(crate) static BENEFIT_RATE: Check = Check {
    id: "receipt.benefitRate",
    official: Some("L4801"),
    level: Level::Notice,
    ja: "給付割合は国民健康保険・退職者医療のときに記録します。",
    en: "the benefit rate is only for national health insurance and retired persons",
    source: "受付・事務点検ASP",
};
pub(crate) static DPC_REASON: Check = Check {
    id: "receipt.dpcReason",
    official: Some("L4252"),
    level: Level::Confirm,
    ja: "入院外のレセプトに包括評価対象外理由レコード（GR）があります。",
    en: "a GR record in an out-patient receipt",
    source: "受付・事務点検ASP",
};
pub(crate) static INSURER_NUMBER: Check = Check {
    id: "payer.insurerNumber",
    official: Some("L2167"),
    level: Level::Receipt,
    ja: "保険者番号は8桁（6桁は前に空白2つ）の数字です。",
    en: "the insurer number is not eight digits, or six behind two blanks",
    source: "受付・事務点検ASP",
};
pub(crate) static INSURER_CHECK: Check = Check {
    id: "payer.insurerCheckDigit",
    official: Some("L3087"),
    level: Level::Return,
    ja: "保険者番号の検証番号が合いません。",
    en: "the check digit of the insurer number is wrong",
    source: "受付・事務点検ASP",
};
pub(crate) static INSURED_NUMBER: Check = Check {
    id: "payer.insuredNumber",
    official: Some("L2162"),
    level: Level::Receipt,
    ja: "被保険者証等の番号がありません。",
    en: "the number of the insured person is missing",
    source: "受付・事務点検ASP",
};
pub(crate) static PUBLIC_NUMBER: Check = Check {
    id: "payer.publicNumber",
    official: Some("L2187"),
    level: Level::Receipt,
    ja: "公費負担者番号は8桁の数字です。",
    en: "the payer number of the programme is not eight digits",
    source: "受付・事務点検ASP",
};
pub(crate) static PUBLIC_CHECK: Check = Check {
    id: "payer.publicCheckDigit",
    official: Some("L3089"),
    level: Level::Return,
    ja: "公費負担者番号の検証番号が合いません。",
    en: "the check digit of the payer number is wrong",
    source: "受付・事務点検ASP",
};
pub(crate) static RECIPIENT_CHECK: Check = Check {
    id: "payer.recipientCheckDigit",
    official: None,
    level: Level::Confirm,
    ja: "受給者番号の検証番号が合いません。",
    en: "the check digit of the recipient number is wrong",
    source: "保険者番号等の設定について",
};
pub(crate) static COPAY: Check = Check {
    id: "payer.copay",
    official: Some("L4510"),
    level: Level::Confirm,
    ja: "医療保険の負担金額が合計点数×10円以上です。",
    en: "the insurance co-payment is 10 yen × points or more",
    source: "受付・事務点検ASP",
};
pub(crate) static PUBLIC_COPAY: Check = Check {
    id: "payer.publicCopay",
    official: Some("L4516"),
    level: Level::Confirm,
    ja: "公費の負担金額が合計点数×10円以上です。",
    en: "the co-payment of the programme is 10 yen × points or more",
    source: "受付・事務点検ASP",
};
pub(crate) static BEARER_KIND: Check = Check {
    id: "payer.bearerKind",
    official: Some("L2140"),
    level: Level::Receipt,
    ja: "負担者種別がコード表（別表28）にないか、その保険者・公費のレコードがありません。",
    en: "the payer of SN or JD is not in the list, or has no HO or KO record",
    source: "受付・事務点検ASP",
};
pub(crate) static MEALS: Check = Check {
    id: "payer.meals",
    official: Some("L3531"),
    level: Level::Return,
    ja: "食事の回数が月の日数×3を超えています。",
    en: "more meals than three a day of the month",
    source: "受付・事務点検ASP",
};
pub(crate) static DISEASE_CODE: Check = Check {
    id: "disease.code",
    official: Some("L2257"),
    level: Level::Receipt,
    ja: "傷病名コードは7桁の数字です。",
    en: "the disease code is not seven digits",
    source: "受付・事務点検ASP",
};
pub(crate) static DISEASE_START: Check = Check {
    id: "disease.start",
    official: None,
    level: Level::Receipt,
    ja: "診療開始日が診療年月の末日より後です。",
    en: "the disease begins after the care month",
    source: "記録条件仕様(医科用)",
};
pub(crate) static OUTCOME: Check = Check {
    id: "disease.outcome",
    official: None,
    level: Level::Receipt,
    ja: "転帰区分がコード表（別表18）にありません。",
    en: "the outcome is not in the list",
    source: "記録条件仕様(医科用)",
};
pub(crate) static MAIN: Check = Check {
    id: "disease.main",
    official: Some("L3220"),
    level: Level::Return,
    ja: "主傷病コードは01です。",
    en: "the main-disease code is not 01",
    source: "受付・事務点検ASP",
};
pub(crate) static MODIFIERS: Check = Check {
    id: "disease.modifiers",
    official: None,
    level: Level::Receipt,
    ja: "修飾語コードは4桁×20個までです。",
    en: "modifiers are four digits each, up to twenty",
    source: "記録条件仕様(医科用)",
};
pub(crate) static UNCODED: Check = Check {
    id: "disease.uncoded",
    official: None,
    level: Level::Receipt,
    ja: "傷病名称は未コード化傷病名（0000999）のときにだけ、必ず記録します。",
    en: "the name of the disease belongs to code 0000999, and must stand there",
    source: "記録条件仕様(医科用)",
};
pub(crate) static CODE: Check = Check {
    id: "detail.code",
    official: None,
    level: Level::Receipt,
    ja: "コードは9桁の数字です。",
    en: "the code is not nine digits",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DRUG_CODE: Check = Check {
    id: "detail.drugCode",
    official: Some("L2361"),
    level: Level::Receipt,
    ja: "医薬品コードは9桁の数字です。",
    en: "the drug code is not nine digits",
    source: "受付・事務点検ASP",
};
pub(crate) static SECTION: Check = Check {
    id: "detail.section",
    official: None,
    level: Level::Receipt,
    ja: "診療識別がコード表（別表20）にないか、先頭のレコードにありません。",
    en: "the section is not in the list, or missing on the first record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static SECTION_ORDER: Check = Check {
    id: "detail.sectionOrder",
    official: None,
    level: Level::Confirm,
    ja: "診療識別が昇順ではありません（{0}の後に{1}）。",
    en: "sections do not ascend ({1} after {0})",
    source: "記録条件仕様(医科用)",
};
pub(crate) static BEARER: Check = Check {
    id: "detail.bearer",
    official: None,
    level: Level::Receipt,
    ja: "負担区分がコード表（別表21）にありません。",
    en: "the payer letter is not in the list",
    source: "記録条件仕様(医科用)",
};
pub(crate) static BEARER_ABSENT: Check = Check {
    id: "detail.bearerAbsent",
    official: None,
    level: Level::Receipt,
    ja: "負担区分{0}が示す保険者・公費のレコードがありません。",
    en: "letter {0} names a payer without an HO or KO record",
    source: "記録条件仕様(医科用)",
};
pub(crate) static BEARER_DIFFERS: Check = Check {
    id: "detail.bearerDiffers",
    official: None,
    level: Level::Receipt,
    ja: "算定単位の中で負担区分が異なります。",
    en: "the payer letter differs inside a unit",
    source: "記録条件仕様(医科用)",
};
pub(crate) static COUNT_DAYS: Check = Check {
    id: "unit.countDays",
    official: None,
    level: Level::Receipt,
    ja: "回数{0}が日の情報の合計{1}と一致しません。",
    en: "count {0} is not the sum of the days, {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DAYS_DIFFER: Check = Check {
    id: "unit.daysDiffer",
    official: None,
    level: Level::Receipt,
    ja: "算定単位の中で回数または日の情報が異なります。",
    en: "counts or days differ inside a unit",
    source: "記録条件仕様(医科用)",
};
pub(crate) static NO_POINTS: Check = Check {
    id: "unit.noPoints",
    official: None,
    level: Level::Confirm,
    ja: "算定単位に点数がありません。",
    en: "the unit has no points",
    source: "記録条件仕様(医科用)",
};
pub(crate) static DAY_OUTSIDE: Check = Check {
    id: "unit.dayOutside",
    official: None,
    level: Level::Receipt,
    ja: "{0}日はその月にありません。",
    en: "the month has no day {0}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static UNIT_TOO_LONG: Check = Check {
    id: "unit.tooManyRecords",
    official: None,
    level: Level::Receipt,
    ja: "一つの診療識別に続くレコードは98件までです。",
    en: "more than 98 records follow one section",
    source: "記録条件仕様(医科用)",
};
pub(crate) static SUM_POINTS: Check = Check {
    id: "sum.points",
    official: None,
    level: Level::Return,
    ja: "合計点数{0}が内訳の合計{1}と一致しません。",
    en: "the total of {0} points is not the sum of the units, {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static SUM_DAYS: Check = Check {
    id: "sum.days",
    official: None,
    level: Level::Return,
    ja: "診療実日数{0}が受診日等レコードの日数{1}と一致しません。",
    en: "{0} days are not those of the JD record, {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static SUM_RECEIPTS: Check = Check {
    id: "sum.receipts",
    official: None,
    level: Level::File,
    ja: "総件数{0}が保険者・公費レコードの数{1}と一致しません。",
    en: "the count {0} of GO is not the number of HO and KO records, {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static SUM_TOTAL: Check = Check {
    id: "sum.total",
    official: None,
    level: Level::File,
    ja: "総合計点数{0}がレセプトの合計{1}と一致しません。",
    en: "the points {0} of GO are not the sum of the receipts, {1}",
    source: "記録条件仕様(医科用)",
};
pub(crate) static RECEIPTS_DIGITS: Check = Check {
    id: "sum.receiptsDigits",
    official: Some("L1574"),
    level: Level::File,
    ja: "総件数は6桁以内の数字です。",
    en: "the count of GO is not a number of up to six digits",
    source: "受付・事務点検ASP",
};
pub(crate) static TOTAL_DIGITS: Check = Check {
    id: "sum.totalDigits",
    official: Some("L1575"),
    level: Level::File,
    ja: "総合計点数は10桁以内の数字です。",
    en: "the points of GO are not a number of up to ten digits",
    source: "受付・事務点検ASP",
};

/// Every check of form.
pub static ALL: &[&Check] = &[
    &HEAD,
    &END,
    &MARK,
    &STRAY,
    &TOO_MANY,
    &HEAD_RESERVED,
    &CLAIM_MONTH,
    &PHONE,
    &UNKNOWN,
    &LINE_END,
    &OVERSIZE,
    &MORE_FIELDS,
    &FEWER_FIELDS,
    &ORDER,
    &REPEATED,
    &NO_DISEASE,
    &NO_DETAIL,
    &MISSING,
    &TOO_LONG,
    &FIXED,
    &DIGITS,
    &DECIMAL,
    &HALF,
    &FULL,
    &MIXED,
    &HALF_KANA,
    &QUOTE,
    &CONTROL,
    &UNDECODABLE,
    &RESERVED,
    &DATE,
    &ERA,
    &NUMBER,
    &NUMBER_ORDER,
    &TYPE,
    &PAYERS,
    &BIRTH,
    &CARE_MONTH,
    &CARE_AFTER_CLAIM,
    &BORN_AFTER,
    &ADMISSION,
    &PRESCHOOL,
    &SELF_UNDER_15,
    &INCOME_CLASS,
    &REMARK,
    &DEPARTMENT,
    &KANA,
    &BENEFIT_RATE,
    &DPC_REASON,
    &INSURER_NUMBER,
    &INSURER_CHECK,
    &INSURED_NUMBER,
    &PUBLIC_NUMBER,
    &PUBLIC_CHECK,
    &RECIPIENT_CHECK,
    &COPAY,
    &PUBLIC_COPAY,
    &BEARER_KIND,
    &MEALS,
    &DISEASE_CODE,
    &DISEASE_START,
    &OUTCOME,
    &MAIN,
    &MODIFIERS,
    &UNCODED,
    &CODE,
    &DRUG_CODE,
    &SECTION,
    &SECTION_ORDER,
    &BEARER,
    &BEARER_ABSENT,
    &BEARER_DIFFERS,
    &COUNT_DAYS,
    &DAYS_DIFFER,
    &NO_POINTS,
    &DAY_OUTSIDE,
    &UNIT_TOO_LONG,
    &SUM_POINTS,
    &SUM_DAYS,
    &SUM_RECEIPTS,
    &SUM_TOTAL,
    &RECEIPTS_DIGITS,
    &TOTAL_DIGITS,
];
