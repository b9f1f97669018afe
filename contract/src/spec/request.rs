//! Form of the request of `calculate`. Absent (or `null`) is *not known*; an empty list is *none*.

use santei_core::fact::{Scope, TIME_CLASS, VISIT_KIND};

use super::Form::{
    Bool, Code, Date, DayText, Decimal, Digits, FactWord, Facts, Int, LineCode, List, NotNegative, Share,
    Text, Time, TimeEnd, Word,
};
use super::charge::{AT_LIMIT, LEDGER, LOCAL_RULE, MEALS, PAID_ELSEWHERE, PRIVATE, SPECIAL_DISEASE};
use super::{Field, Form, Object, later, opt, req};

/// Ids of the client.
pub(super) const ID: Form = Text(200);
/// Free words.
const WORDS: Form = Text(1_000);

/// The request.
pub(crate) static REQUEST: Object = Object {
    name: "CalculateRequest",
    doc: "算定の依頼 (request of `calculate`)",
    fields: &[
        req("schema", Word(&["santei/calculate/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", ID, "依頼の番号、そのまま返る (echoed in the reply)"),
        req("facility", Form::Object(&FACILITY), "保険医療機関 (the institution)"),
        req("patient", Form::Object(&PATIENT), "患者 (the patient)"),
        opt("coverages", List(&Form::Object(&COVERAGE)), "医療保険・公費 (insurance and public programmes)"),
        opt("diagnoses", List(&Form::Object(&DIAGNOSIS)), "傷病名 (diseases); absent = not known, [] = none"),
        req("encounters", List(&Form::Object(&ENCOUNTER)), "受診 (encounters, in order)"),
        opt("history", Form::Object(&HISTORY), "当院の算定歴 (what was billed before here)"),
        opt(
            "ledger",
            Form::Object(&LEDGER),
            "当月に当院が徴収した分 (what this institution has charged this month)",
        ),
        opt("answers", List(&Form::Object(&ANSWER)), "質問への回答 (answers to earlier questions)"),
        opt("options", Form::Object(&OPTIONS), "回答の仕方 (how to answer)"),
    ],
};

pub(super) static FACILITY: Object = Object {
    name: "Facility",
    doc: "保険医療機関 (the institution)",
    fields: &[
        opt("code", Digits(10), "医療機関コード10桁 (institution code)"),
        opt("kind", Word(&["clinic", "hospital"]), "診療所・病院 (clinic or hospital)"),
        opt("prefecture", Digits(2), "都道府県番号 (prefecture)"),
        opt(
            "areaClass",
            Word(&["0", "1", "2", "3", "4", "5", "6", "7"]),
            "地域加算の級地、0=なし (class of the region addition; 0 = none)",
        ),
        opt("beds", Form::Object(&BEDS), "病床数 (beds)"),
        opt("departments", List(&Digits(2)), "標榜科、別表10のコード (departments on display)"),
        opt(
            "standards",
            List(&Form::Object(&STANDARD)),
            "届け出た施設基準 (facility standards filed); absent = not known, [] = none",
        ),
        opt(
            "hours",
            Form::Object(&HOURS),
            "表示する診療時間 (displayed consulting hours); absent = not known",
        ),
        opt("facts", Facts(Scope::Facility), "事実 (facts)"),
    ],
};

static BEDS: Object = Object {
    name: "Beds",
    doc: "病床数 (beds)",
    fields: &[
        opt("licensed", Int(0, 100_000), "許可病床数 (licensed beds)"),
        opt("general", Int(0, 100_000), "一般病床数 (general beds)"),
    ],
};

static STANDARD: Object = Object {
    name: "FiledStandard",
    doc: "届け出た施設基準 (a facility standard filed)",
    fields: &[
        req("code", Digits(4), "施設基準コード (code)"),
        opt("from", Date, "算定開始年月日 (first day it counts)"),
    ],
};

const DAY_WORDS: Form = Word(&["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);

static HOURS: Object = Object {
    name: "Hours",
    doc: "表示する診療時間 (displayed consulting hours)",
    fields: &[
        req(
            "weekly",
            List(&Form::Object(&WEEKLY)),
            "曜日ごとの診療時間、書かれない曜日は休診 (hours by day of the week; a day not listed is closed)",
        ),
        opt(
            "onHolidays",
            Word(&["closed", "asWeekly"]),
            "日曜以外の休日（祝日、12/29–1/3）の扱い (holidays that are no Sundays); absent = not known",
        ),
        opt("holidays", List(&Date), "休診日 (single days on which the institution is closed)"),
        opt("special", List(&Form::Object(&SPECIAL)), "その日だけの診療時間 (single days with other hours)"),
    ],
};

static WEEKLY: Object = Object {
    name: "WeeklyHours",
    doc: "曜日の診療時間 (hours of days of the week)",
    fields: &[
        req("days", List(&DAY_WORDS), "曜日 (days of the week)"),
        req("from", Time, "開始 (first minute)"),
        req("until", TimeEnd, "終了、この時刻は含まない、24:00まで (end, not included; up to 24:00)"),
    ],
};

static SPECIAL: Object = Object {
    name: "SpecialHours",
    doc: "その日だけの診療時間 (hours of a single day)",
    fields: &[
        req("date", Date, "日 (day)"),
        req("from", Time, "開始 (first minute)"),
        req("until", TimeEnd, "終了、この時刻は含まない、24:00まで (end, not included; up to 24:00)"),
    ],
};

pub(super) static PATIENT: Object = Object {
    name: "Patient",
    doc: "患者 (the patient)",
    fields: &[
        req("birthDate", Date, "生年月日 (date of birth)"),
        opt("sex", Word(&["male", "female"]), "男女区分 (sex as the claim records it)"),
        opt("facts", Facts(Scope::Patient), "事実 (facts)"),
    ],
};

pub(super) static COVERAGE: Object = Object {
    name: "Coverage",
    doc: "医療保険又は公費 (one coverage)",
    fields: &[
        req("seq", Int(1, 9), "順序 (order on the claim)"),
        req("kind", Word(&["medical", "lateElderly", "public"]), "医療保険・後期高齢者医療・公費 (kind)"),
        opt("insurerNumber", ID, "保険者番号 (insurer number)"),
        opt("payerNumber", ID, "公費負担者番号 (payer number of a public programme)"),
        opt("copayRatio", Share, "負担割合、0.30 = 3割 (statutory share)"),
        opt("incomeCategory", ID, "適用区分 (income category)"),
        opt("validFrom", Date, "有効開始日 (first day)"),
        opt("validTo", Date, "有効終了日、当日を含む (last day, inclusive)"),
        opt("incomeVerified", Bool, "適用区分を確認済み (income category verified); absent = not known"),
        opt(
            "multipleMonth",
            Bool,
            "多数回該当 (limit reached in three of the last twelve months); absent = not known",
        ),
        opt(
            "specialDiseaseLimitYen",
            Int(0, 1_000_000),
            "特定疾病療養の限度額、半額にする前 (limit of specified diseases)",
        ),
        opt("turning75Month", Bool, "75歳到達月で限度額が半額 (limits are halved); absent = by birth date"),
        opt(
            "standardMonthlyRemunerationYen",
            Int(0, 10_000_000),
            "標準報酬月額 (standard monthly remuneration)",
        ),
        opt(
            "scheme",
            ID,
            "公費の制度、例 national/54 (programme); absent = by the first two digits of payerNumber",
        ),
        opt("schemeClass", ID, "受給者証の区分 (class on the certificate)"),
        opt(
            "ratePercent",
            NotNegative,
            "公費の負担割合、費用に対する% (rate of the programme, percent of the cost)",
        ),
        opt("monthlyCapYen", Int(0, 99_999_999), "受給者証の月額上限 (monthly cap on the certificate)"),
        opt("uncapped", Bool, "受給者証に上限額がない (the certificate carries no cap); absent = false"),
        opt(
            "paidElsewhere",
            List(&Form::Object(&PAID_ELSEWHERE)),
            "他の医療機関での支払、管理票 (paid at other institutions); absent = not known, [] = none",
        ),
        opt(
            "localRule",
            Form::Object(&LOCAL_RULE),
            "制度ファイルのない公費の定め (terms of a programme without a file)",
        ),
        later("relation", "本人・家族 (relation to the insured)"),
    ],
};

pub(super) static DIAGNOSIS: Object = Object {
    name: "Diagnosis",
    doc: "傷病名 (a disease)",
    fields: &[
        req("code", Digits(7), "傷病名コード7桁 (disease code)"),
        opt("modifiers", List(&Digits(4)), "修飾語コード (modifiers, in order)"),
        opt("from", Date, "診療開始日 (first day of care)"),
        opt("until", Date, "転帰日、当日を含む (last day, inclusive)"),
        opt("main", Bool, "主傷病 (main disease); absent = false"),
        opt("suspected", Bool, "疑い (suspected); absent = false"),
    ],
};

pub(super) static ENCOUNTER: Object = Object {
    name: "Encounter",
    doc: "1回の受診、入院は1日 (one encounter; in-patients: one day)",
    fields: &[
        req("id", ID, "受診の番号、依頼内で一意 (unique in the request)"),
        req("date", DayText, "診療日 (service date); a day that the calendar lacks is a finding"),
        opt("receivedAt", Time, "受付時刻 (when the patient was received)"),
        opt("department", Digits(2), "診療科、別表10のコード (department)"),
        req("setting", Word(&["outpatient", "home", "inpatient"]), "外来・在宅・入院 (setting)"),
        opt("visitKind", FactWord(&VISIT_KIND), VISIT_KIND.ja),
        opt("timeClass", FactWord(&TIME_CLASS), TIME_CLASS.ja),
        opt("admission", Date, "入院日 (date of admission)"),
        opt("discharge", Date, "退院日 (date of discharge)"),
        opt("facts", Facts(Scope::Encounter), "事実 (facts)"),
        req("lines", List(&Form::Object(&LINE)), "明細 (lines, in order)"),
        opt("meals", Form::Object(&MEALS), "食事療養・生活療養 (meals and residence)"),
        opt("private", List(&Form::Object(&PRIVATE)), "保険外・自費 (what is not insured)"),
    ],
};

static LINE: Object = Object { name: "Line", doc: "明細の1行 (one line)", fields: LINE_FIELDS };

const LINE_FIELDS: &[Field] = &[
    req("lineId", ID, "明細の番号、依頼内で一意 (unique in the request)"),
    req(
        "code",
        LineCode,
        "診療行為・医薬品・特定器材・コメントのコード9桁 (code); anything else is a finding",
    ),
    opt("group", ID, "算定単位の名前、同じ名前は一括して端数処理 (lines of one name are rounded together)"),
    opt("section", Digits(2), "診療識別 (section of the claim); absent = derived"),
    opt("count", Int(1, 99_999), "回数 (how often the unit is billed); absent = 1"),
    opt("quantity", Decimal, "数量データ・使用量 (quantity)"),
    opt("unit", ID, "数量の単位 (unit of the quantity)"),
    opt(
        "form",
        Word(&["oral", "asNeeded", "external", "injection", "withinAct"]),
        "内服・屯服・外用・注射・行為に伴う薬剤 (how a drug is given)",
    ),
    opt("usage", WORDS, "用法 (directions); equal directions and days make one dosing group"),
    opt("days", Int(1, 99_999), "投与日数・屯服の回数 (days, or doses as needed)"),
    opt("unitPriceYen", NotNegative, "単価、円 (unit price in yen, over the master's)"),
    opt("claimedPoints", NotNegative, "請求側が記録する点数 (points the claim itself carries)"),
    opt("coverageSet", List(&Int(1, 9)), "負担区分、coveragesのseq (coverages billed); absent or [] = all"),
    opt("draw", Int(1, 999), "当日の採血の番号 (number of the blood draw of the day)"),
    opt("specimen", WORDS, "検体 (specimen)"),
    opt("site", WORDS, "部位 (part of the body)"),
    opt("side", WORDS, "左右 (side of the body)"),
    opt("volumeMl", NotNegative, "容量、mL (volume)"),
    opt("areaCm2", NotNegative, "処置面積、cm² (treated area)"),
    opt("department", Digits(2), "診療科、別表10のコード (department that ordered)"),
    opt("facts", Facts(Scope::Line), "事実 (facts)"),
    opt(
        "date",
        Date,
        "受診日と異なる日付、同じ月に限る (a day other than the encounter's; one of another month is a finding)",
    ),
    opt("comments", List(&COMMENT_FORM), "コメント、点数を変えない (comments; they change no amount)"),
];

static COMMENT_FORM: Form = Form::Object(&COMMENT);

static COMMENT: Object = Object {
    name: "Comment",
    doc: "コメント (a comment on a line)",
    fields: &[
        req("code", Code, "コメントコード9桁 (comment code)"),
        opt("text", WORDS, "文言・数字 (its words)"),
    ],
};

pub(super) static HISTORY: Object = Object {
    name: "History",
    doc: "当院の算定歴 (what was billed before at this institution)",
    fields: &[
        opt("completeFrom", Date, "この日以降は漏れがない (complete from this day on)"),
        req("acts", List(&Form::Object(&PAST_ACT)), "算定した行為 (acts, in any order)"),
    ],
};

static PAST_ACT: Object = Object {
    name: "PastAct",
    doc: "過去に算定した行為 (an act of the past)",
    fields: &[
        req("date", Date, "算定日 (day)"),
        req("code", Code, "コード9桁 (code)"),
        opt("count", Int(1, 99_999), "回数 (how often); absent = 1"),
    ],
};

pub(super) static ANSWER: Object = Object {
    name: "Answer",
    doc: "質問への回答 (an answer)",
    fields: &[
        req("questionId", WORDS, "質問の番号 (id of the question)"),
        req("choice", ID, "選んだ答えの番号 (id of the choice)"),
    ],
};

static OPTIONS: Object = Object {
    name: "Options",
    doc: "回答の仕方 (how to answer)",
    fields: &[
        opt("autoAdd", Bool, "関連する行を導く (derive implied lines); absent = true"),
        opt("trace", Word(&["none", "full"]), "計算過程 (trace); absent = none"),
        opt("lang", Word(&["ja", "en"]), "文章の言語 (language of messages); absent = ja"),
        AT_LIMIT,
        SPECIAL_DISEASE,
    ],
};
