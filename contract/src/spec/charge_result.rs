//! Form of the result of `charge`.

use super::Form::{Bool, Int, List, Map, Text, Word};
use super::result::{ANY, CHARGE_STEP, CITATION, ID, MANIFEST, MESSAGE, PAYER, WORDS, YEN};
use super::{Form, Object, opt, req};
use crate::render::words;

const PAYERS: Form = List(&Form::Object(&PAYER));

/// The result.
pub(crate) static CHARGE_RESULT: Object = Object {
    name: "ChargeResult",
    doc: "患者負担の計算の結果 (result of `charge`)",
    fields: &[
        req("schema", Word(&["santei/charge-result/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", Text(200), "依頼の番号 (the request's id)"),
        req(
            "status",
            Word(words::STATUS),
            "complete = 計算済み、needsReview = 計算不可、provisional = 質問が未回答",
        ),
        opt(
            "charge",
            Form::Object(&CHARGES),
            "患者負担 (who bears what); absent when something has to be told first",
        ),
        req("findings", List(&Form::Object(&FINDING)), "指摘 (what cannot be computed, or is worth knowing)"),
        req("questions", List(&Form::Object(&QUESTION)), "質問 (what has to be told)"),
        req("citations", Map(&Form::Object(&CITATION)), "根拠 (texts cited, by id)"),
        req("manifest", Form::Object(&MANIFEST), "計算に用いたもの (what the answer was made with)"),
        req(
            "resultHash",
            ID,
            "SHA-256 of the canonical result without requestId, manifest and resultHash (結果の要約値)",
        ),
    ],
};

static CHARGES: Object = Object {
    name: "Charges",
    doc: "患者負担 (who bears what)",
    fields: &[
        req("visits", List(&Form::Object(&VISIT_CHARGE)), "会計 (payments of the request)"),
        req("months", List(&Form::Object(&MONTH_CHARGE)), "月の計、台帳を含む (months, with the ledger)"),
        req(
            "differences",
            List(&Form::Object(&DIFFERENCE)),
            "既徴収の会計の増減 (payments that come to something else now)",
        ),
    ],
};

/// A payment.
pub(super) static VISIT_CHARGE: Object = Object {
    name: "VisitCharge",
    doc: "1回の会計 (one payment)",
    fields: &[
        req("id", ID, "番号 (id)"),
        opt("copayRatio", ANY, "負担割合 (statutory share)"),
        req("costYen", YEN, "費用 (cost)"),
        req("patientYen", YEN, "一部負担金、1円単位 (what the patient owes); negative = paid back"),
        req("counterYen", YEN, "窓口で徴収する額 (what the counter collects)"),
        req("counterRoundingYen", YEN, "counterYen − patientYen"),
        req("byPayer", PAYERS, "負担者ごとの額 (what each payer owes)"),
        req("steps", List(&Form::Object(&CHARGE_STEP)), "計算過程 (steps)"),
        opt("meals", Form::Object(&MEALS), "食事・居住 (meals and residence)"),
        opt("private", Form::Object(&PRIVATE), "保険外・自費 (what is not insured)"),
        opt(
            "special",
            Form::Object(&SPECIAL),
            "長期収載品の特別の料金 (special charge of long-listed drugs)",
        ),
        req("dueYen", YEN, "窓口の合計 (counter, meals, special charge and private lines)"),
    ],
};

static MEALS: Object = Object {
    name: "MealCharge",
    doc: "標準負担額 (standard amounts)",
    fields: &[
        req("standardYen", YEN, "標準負担額 (standard amounts)"),
        req("patientYen", YEN, "患者の額 (what the patient pays)"),
        req("byPayer", PAYERS, "公費の額 (what programmes pay)"),
    ],
};

static PRIVATE: Object = Object {
    name: "PrivateCharge",
    doc: "保険外・自費 (what is not insured)",
    fields: &[req("netYen", YEN, "税抜 (without tax)"), req("taxYen", YEN, "消費税 (tax)")],
};

static SPECIAL: Object = Object {
    name: "SpecialCharge",
    doc: "長期収載品の特別の料金 (special charge of long-listed drugs)",
    fields: &[
        req("points", ANY, "点数 (points)"),
        req("netYen", YEN, "税抜 (without tax)"),
        req("taxYen", YEN, "消費税 (tax)"),
        req("steps", List(&Form::Object(&CHARGE_STEP)), "計算過程 (steps)"),
    ],
};

/// A month.
pub(super) static MONTH_CHARGE: Object = Object {
    name: "MonthCharge",
    doc: "月の計 (a month)",
    fields: &[
        req("month", ID, "年月 (month)"),
        req("patientYen", YEN, "一部負担金、1円単位 (what the patient owes)"),
        req("counterYen", YEN, "窓口で徴収した計 (collected visit by visit)"),
        req("byPayer", PAYERS, "負担者ごとの額 (what each payer owes)"),
        req(
            "copayAfterInsurerYen",
            YEN,
            "保険給付後の一部負担金 (left after the insurer, before programmes)",
        ),
        req("highCostBenefitYen", YEN, "現物給付の高額療養費 (high-cost benefit in kind)"),
        req("receipts", List(&Form::Object(&RECEIPT)), "レセプト (receipts)"),
    ],
};

static RECEIPT: Object = Object {
    name: "Receipt",
    doc: "レセプト1件 (a receipt)",
    fields: &[
        opt("insurer", Int(1, 9), "医療保険のseq (insurance)"),
        req("place", Word(&["outpatient", "inpatient"]), "外来・入院 (place)"),
        req("dental", Bool, "歯科 (dental)"),
        req("parts", List(&Form::Object(&PART)), "負担区分 (payer sets)"),
        req("publics", List(&Form::Object(&PUBLIC)), "公費 (programmes)"),
        opt(
            "insurerOnlyPatientYen",
            YEN,
            "国の公費のない部分の負担 (owed of the part without a national programme)",
        ),
        req("tokki", List(&Form::Object(&TOKKI)), "特記事項 (special remarks)"),
    ],
};

static PART: Object = Object {
    name: "ReceiptPart",
    doc: "負担区分 (a payer set)",
    fields: &[
        req("coverageSet", List(&Int(1, 9)), "coveragesのseq (coverages)"),
        opt("code", ID, "負担区分コード (code of the payer set)"),
        req("costYen", YEN, "費用 (cost)"),
        req("patientYen", YEN, "患者の額 (what the patient owes)"),
    ],
};

static PUBLIC: Object = Object {
    name: "PublicPart",
    doc: "公費1つ (a programme)",
    fields: &[
        req("seq", Int(1, 9), "coveragesのseq (coverage)"),
        req("slot", Int(1, 9), "順位 (slot)"),
        req("liabilityYen", YEN, "前の負担者が残す額 (what the payers before left)"),
        req("patientYen", YEN, "残す額 (what it leaves)"),
        req("paidYen", YEN, "負担する額 (what it pays)"),
    ],
};

static TOKKI: Object = Object {
    name: "Tokki",
    doc: "特記事項 (a special remark)",
    fields: &[
        req("code", ID, "コード (code)"),
        req("name", WORDS, "名称 (name)"),
        req("reason", Form::Object(&MESSAGE), "理由 (reason)"),
    ],
};

/// A difference.
pub(super) static DIFFERENCE: Object = Object {
    name: "Difference",
    doc: "既徴収の会計の増減 (a payment that comes to something else now)",
    fields: &[
        req("id", ID, "番号 (id)"),
        req("patientYen", YEN, "増減、1円単位 (owed now less then)"),
        req("counterYen", YEN, "窓口の増減 (collected now less then)"),
    ],
};

static FINDING: Object = Object {
    name: "ChargeFinding",
    doc: "指摘 (something found)",
    fields: &[
        req("id", ID, "番号、不変 (immutable id)"),
        req("severity", Word(words::SEVERITY), "重さ (how grave)"),
        req("target", Text(1_000), "対象、依頼のJSONポインタ (JSON pointer into the request)"),
        req("message", Form::Object(&MESSAGE), "文章 (message)"),
    ],
};

static QUESTION: Object = Object {
    name: "ChargeQuestion",
    doc: "質問、targetの項目を送れば答えとなる (a question; telling the field at target answers it)",
    fields: &[
        req("id", ID, "番号、不変 (immutable id)"),
        req("target", Text(1_000), "答えとなる項目、依頼のJSONポインタ (the field that answers it)"),
        req("text", Form::Object(&MESSAGE), "質問文 (the question)"),
    ],
};
