//! Form of the result of `buildClaim`.

use super::Form::{Int, List, Text, Word};
use super::result::{ANY, ID, MANIFEST, MESSAGE, WORDS};
use super::{Form, Object, opt, req};
use crate::render::words;

/// Numbers of records and receipts.
const COUNT: Form = Int(0, 9_007_199_254_740_991);

/// The result.
pub(crate) static BUILD_RESULT: Object = Object {
    name: "BuildClaimResult",
    doc: "請求ファイルの作成の結果 (result of `buildClaim`)",
    fields: &[
        req("schema", Word(&["santei/build-claim-result/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", Text(200), "依頼の番号 (the request's id)"),
        req(
            "status",
            Word(words::STATUS),
            "complete = すべて作成、needsReview = 確認事項あり、provisional = 作成していない患者あり (provisional: a patient was left out)",
        ),
        req("files", List(&Form::Object(&FILE)), "請求ファイル (claim files)"),
        req("patients", List(&Form::Object(&PATIENT)), "患者、依頼の順 (patients, in their order)"),
        req(
            "issues",
            List(&Form::Object(&ISSUE)),
            "作成を妨げたもの、確認するもの (what stands in the way, or is to be confirmed)",
        ),
        req(
            "findings",
            List(&Form::Object(&FINDING)),
            "算定の指摘のうち確認を要するもの (findings of the calculation to be confirmed)",
        ),
        req("manifest", Form::Object(&MANIFEST), "計算に用いたもの (what the answer was made with)"),
        req(
            "resultHash",
            ID,
            "SHA-256 of the canonical result without requestId, manifest and resultHash (結果の要約値)",
        ),
    ],
};

static FILE: Object = Object {
    name: "ClaimFile",
    doc: "請求ファイル (a claim file)",
    fields: &[
        req("organization", Word(&["1", "2"]), "審査支払機関、1=支払基金、2=国保連 (where it goes)"),
        req("name", ID, "ファイル名 (name)"),
        req("receipts", COUNT, "レセプトの件数 (receipts)"),
        req("payers", COUNT, "総件数 (HO and KO records)"),
        req("points", ANY, "総合計点数 (points)"),
        req("content", Text(100_000_000), "内容、Base64 (the bytes in base64)"),
    ],
};

static PATIENT: Object = Object {
    name: "BuiltPatient",
    doc: "患者 (a patient)",
    fields: &[
        req("totalPoints", ANY, "計算した点数 (points calculated)"),
        req(
            "receipts",
            List(&Form::Object(&RECEIPT)),
            "作成したレセプト、なければ空 (receipts written; none when something stood in the way)",
        ),
    ],
};

static RECEIPT: Object = Object {
    name: "BuiltReceipt",
    doc: "作成したレセプト (a receipt written)",
    fields: &[
        req("organization", Word(&["1", "2"]), "審査支払機関 (where it goes)"),
        req("number", COUNT, "レセプト番号 (its number in the file)"),
        req("month", ID, "診療年月 (month of care)"),
        req("type", ID, "レセプト種別 (type)"),
        req("points", ANY, "合計点数 (points)"),
    ],
};

static ISSUE: Object = Object {
    name: "BuildIssue",
    doc: "作成を妨げたもの、確認するもの (what stands in the way, or is to be confirmed)",
    fields: &[
        req("id", ID, "番号 (id)"),
        req(
            "level",
            Word(&["confirm", "ask", "refuse"]),
            "confirm=確認、ask=事実が不足、refuse=記録できない (how far it stands in the way)",
        ),
        req("target", ID, "依頼の中の位置、JSON Pointer (place in the request)"),
        req("message", Form::Object(&MESSAGE), "説明 (message)"),
    ],
};

static FINDING: Object = Object {
    name: "BuildFinding",
    doc: "算定の指摘 (a finding of the calculation, or of the checks of form)",
    fields: &[
        req("id", ID, "番号 (id)"),
        req("severity", Word(words::SEVERITY), "重大度 (severity)"),
        req("target", WORDS, "依頼の中の位置、JSON Pointer (place in the request)"),
        req("message", Form::Object(&MESSAGE), "説明 (message)"),
    ],
};
