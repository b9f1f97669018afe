//! Form of the request of `charge`, and the parts of it that `calculate` shares.

use super::Form::{Bool, Date, Int, List, NotNegative, Share, Text, Word};
use super::request::{COVERAGE, ID, PATIENT};
use super::{Field, Form, Object, opt, req};

/// Most yen of a field.
const MOST: i64 = 1_000_000_000_000;
const YEN: Form = Int(0, MOST);
const CAP: Form = Int(0, 99_999_999);
const COUNT: Form = Int(1, 99_999_999);
const SET: Form = List(&Int(1, 9));

/// The request.
pub(crate) static CHARGE_REQUEST: Object = Object {
    name: "ChargeRequest",
    doc: "患者負担の計算の依頼 (request of `charge`)",
    fields: &[
        req("schema", Word(&["santei/charge/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", ID, "依頼の番号、そのまま返る (echoed in the reply)"),
        req("patient", Form::Object(&PATIENT), "患者 (the patient)"),
        req("coverages", List(&Form::Object(&COVERAGE)), "医療保険・公費 (insurance and public programmes)"),
        req("visits", List(&Form::Object(&VISIT)), "会計、1件が1回の支払 (payments; in-patients: one bill)"),
        opt(
            "ledger",
            Form::Object(&LEDGER),
            "当月に当院が徴収した分 (what this institution has charged this month)",
        ),
        opt("options", Form::Object(&OPTIONS), "回答の仕方 (how to answer)"),
    ],
};

static VISIT: Object = Object {
    name: "ChargeVisit",
    doc: "1回の会計 (one payment)",
    fields: &[
        req("id", ID, "会計の番号 (id); a visit with that of a ledger entry replaces it"),
        req("date", Date, "診療日 (service date)"),
        req("setting", Word(&["outpatient", "home", "inpatient"]), "外来・在宅・入院 (setting)"),
        opt("dental", Bool, "歯科 (dental care); absent = false"),
        opt("firstVisit", Bool, "初診 (first visit); absent = not known"),
        opt(
            "dispensing",
            Word(&["inHouse", "outside"]),
            "院内・院外処方 (who dispenses); absent = not known",
        ),
        req("parts", List(&Form::Object(&PART)), "負担区分ごとの点数 (points by payer set)"),
        opt("meals", Form::Object(&MEALS), "食事療養・生活療養 (meals and residence)"),
        opt("private", List(&Form::Object(&PRIVATE)), "保険外・自費 (what is not insured)"),
        opt(
            "specialCharges",
            List(&Form::Object(&SPECIAL_UNIT)),
            "長期収載品の選定療養、所定単位ごと (long-listed drugs, by billing unit)",
        ),
    ],
};

static PART: Object = Object {
    name: "ChargePart",
    doc: "負担区分1つの点数又は円 (points or yen of one payer set); one of the two",
    fields: &[
        opt("points", NotNegative, "点数 (points)"),
        opt("yen", YEN, "費用、円 (cost in yen)"),
        opt(
            "coverageSet",
            SET,
            "負担区分、coveragesのseq (coverages billed); absent or [] = all valid on the day",
        ),
    ],
};

/// The ledger.
pub(super) static LEDGER: Object = Object {
    name: "Ledger",
    doc: "当院の台帳 (what this institution has charged before)",
    fields: &[req("entries", List(&Form::Object(&ENTRY)), "会計 (payments, in order)")],
};

static ENTRY: Object = Object {
    name: "LedgerEntry",
    doc: "徴収した会計 (a payment made)",
    fields: &[
        req("id", ID, "会計の番号 (id); a visit with that of a ledger entry replaces it"),
        req("date", Date, "診療日 (service date)"),
        req("setting", Word(&["outpatient", "home", "inpatient"]), "外来・在宅・入院 (setting)"),
        opt("dental", Bool, "歯科 (dental care); absent = false"),
        opt("firstVisit", Bool, "初診 (first visit); absent = not known"),
        opt(
            "dispensing",
            Word(&["inHouse", "outside"]),
            "院内・院外処方 (who dispenses); absent = not known",
        ),
        req("parts", List(&Form::Object(&PART)), "負担区分ごとの点数 (points by payer set)"),
        opt("charged", Form::Object(&CHARGED), "徴収した額 (what was charged then)"),
    ],
};

static CHARGED: Object = Object {
    name: "Charged",
    doc: "徴収した額 (what was charged)",
    fields: &[
        req("patientYen", Int(-MOST, MOST), "一部負担金、1円単位 (owed, in 1-yen units)"),
        req("counterYen", Int(-MOST, MOST), "窓口で徴収した額 (collected)"),
    ],
};

/// Meals.
pub(super) static MEALS: Object = Object {
    name: "Meals",
    doc: "食事療養・生活療養 (meals and residence)",
    fields: &[
        opt("count", Int(0, 9_999), "食数 (meals); absent = 0"),
        opt("residenceDays", Int(0, 999), "居住の日数 (days of residence); absent = 0"),
        opt(
            "longStayOver90Days",
            Bool,
            "過去12月の入院が90日を超える (over 90 days in twelve months); absent = not known",
        ),
        opt("livingCare", Bool, "生活療養、65歳以上の療養病床 (living care); absent = false"),
        opt("secondClass", Bool, "生活療養(2)等 (second class of living care); absent = not known"),
        opt("medicalCategory", Int(1, 3), "医療区分 (medical category); absent = not known"),
        opt(
            "group",
            Word(&["intractable", "psychiatric", "pension", "border"]),
            "指定難病等・精神病床1年超・老齢福祉年金・境界層 (group with an amount of its own)",
        ),
        opt("coverageSet", SET, "負担する保険・公費 (coverages); absent or [] = all valid on the day"),
    ],
};

/// What is not insured.
pub(super) static PRIVATE: Object = Object {
    name: "PrivateLine",
    doc: "保険外・自費 (what is not insured)",
    fields: &[
        req("name", Text(1_000), "名称 (name)"),
        req("yen", YEN, "価格 (price)"),
        req("taxPercent", Int(0, 99), "消費税率、% (consumption tax); 0 = not taxed"),
        opt("taxIncluded", Bool, "税込 (the price includes the tax); absent = false"),
    ],
};

static SPECIAL_UNIT: Object = Object {
    name: "SpecialUnit",
    doc: "選定療養の対象となる長期収載品、所定単位1つ (long-listed drugs of one billing unit)",
    fields: &[
        req(
            "drugs",
            List(&Form::Object(&SPECIAL_DRUG)),
            "対象の医薬品 (the drugs; others of the unit do not count)",
        ),
        opt("count", Int(1, 99_999), "日数又は回数 (days, or how often); absent = 1"),
        opt(
            "reason",
            Word(&["patientWish", "medicalNeed", "noSupply"]),
            "患者の希望・医療上の必要・供給困難 (why the brand was given); absent = not known",
        ),
    ],
};

static SPECIAL_DRUG: Object = Object {
    name: "SpecialDrug",
    doc: "長期収載品 (a long-listed drug): differenceYen, or both prices",
    fields: &[
        req("name", Text(1_000), "名称 (name)"),
        opt(
            "differenceYen",
            NotNegative,
            "公表された「価格差の4分の1（2分の1）」、1単位の円 (the published part of the difference, yen a unit)",
        ),
        opt("priceYen", NotNegative, "長期収載品の薬価 (price of the long-listed drug)"),
        opt("genericPriceYen", NotNegative, "後発医薬品の最高価格 (price of the dearest generic)"),
        req("quantity", NotNegative, "1日又は1回の数量 (quantity of one day or one time)"),
    ],
};

/// Paid elsewhere.
pub(super) static PAID_ELSEWHERE: Object = Object {
    name: "PaidElsewhere",
    doc: "他の医療機関での支払 (paid at another institution)",
    fields: &[
        opt("date", Date, "日 (day); absent = before anything here"),
        req("yen", CAP, "管理票に記載した額 (yen as written on the record)"),
    ],
};

/// Terms of a programme.
pub(super) static LOCAL_RULE: Object = Object {
    name: "LocalRule",
    doc: "公費の定め、data/schemes/README.md と同じ項目 (terms of a programme)",
    fields: &[
        opt("place", Word(&["outpatient", "inpatient"]), "外来・入院 (place)"),
        opt("dental", Bool, "歯科 (dental)"),
        opt("dispensing", Word(&["inHouse", "outside"]), "院内・院外処方 (who dispenses)"),
        opt("ageFrom", Text(20), "年齢の下限 (from this age on)"),
        opt("ageUntil", Text(20), "年齢の上限 (under this age)"),
        opt("class", ID, "受給者証の区分 (class)"),
        opt("delivery", Word(&["inKind", "refund"]), "現物給付・償還払い (how it pays)"),
        opt("free", Bool, "負担なし (nothing to pay)"),
        opt("firstVisitOnly", Bool, "初診時のみ (at first visits only)"),
        opt("ratePercent", NotNegative, "費用に対する% (percent of the cost)"),
        opt("fraction", Share, "自己負担に対する割合 (part of the share)"),
        opt("round", Word(&["halfUp", "down", "halfUpTen", "downTen"]), "端数処理 (rounding)"),
        opt("visitsPerMonth", COUNT, "月の回数 (paying visits a month)"),
        opt("daysPerMonth", COUNT, "月の日数 (paying days a month)"),
        opt("countsElsewhere", Bool, "他院の回数を含む (those elsewhere count)"),
        opt("capPerVisit", CAP, "1回の上限 (most yen a visit)"),
        opt("capPerDay", CAP, "1日の上限 (most yen a day)"),
        opt("capPerMonth", CAP, "1医療機関1月の上限 (most yen a month here)"),
        opt("certificateCap", Bool, "受給者証の月額上限 (the certificate carries a cap)"),
        opt("certificateCapDefault", CAP, "受給者証に記載がないときの上限 (cap without one)"),
        opt("publicPaysUpTo", CAP, "公費の月額上限 (most the programme pays a month)"),
        opt("refundAboveShare", CAP, "償還払いとなる自己負担 (refund above this share)"),
        opt("refundAbovePoints", COUNT, "償還払いとなる点数 (refund above these points)"),
        opt(
            "overLimit",
            Word(&["public", "patient"]),
            "区分未提示時の限度額超過分 (who bears what is over the limit)",
        ),
    ],
};

/// Odd yen of a limit at the counter.
pub(super) const AT_LIMIT: Field = opt(
    "counterAtLimit",
    Word(&["round", "exact", "down"]),
    "限度額に達した会計の窓口端数 (odd yen of a limit at the counter); absent = round (健康保険法75条)",
);

/// Specified diseases beside a programme.
pub(super) const SPECIAL_DISEASE: Field = opt(
    "specialDiseaseSum",
    Word(&["share", "patient"]),
    "特定疾病の限度額に数える公費分 (what counts toward the limit of specified diseases); absent = share (施行令41条9項)",
);

static OPTIONS: Object = Object {
    name: "ChargeOptions",
    doc: "回答の仕方 (how to answer)",
    fields: &[
        opt("lang", Word(&["ja", "en"]), "文章の言語 (language of messages); absent = ja"),
        AT_LIMIT,
        SPECIAL_DISEASE,
    ],
};
