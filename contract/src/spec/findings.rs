//! Forms of `check` and `checkUke`: the request is that of `calculate`, or a claim file; the results hold findings alone.

use super::Form::{Int, List, Map, Text, Word};
use super::request::{FACILITY, ID as REQUEST_ID};
use super::result::{CITATION, FINDING, ID, MANIFEST, MESSAGE, QUESTION, WORDS};
use super::{Form, Object, opt, req};
use crate::read::MAX_BYTES;
use crate::render::words;

const COUNT: Form = Int(0, 9_007_199_254_740_991);

/// The result of `check`.
pub(crate) static CHECK_RESULT: Object = Object {
    name: "CheckResult",
    doc: "請求前点検の結果 (result of `check`)",
    fields: &[
        req("schema", Word(&["santei/check-result/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", Text(200), "依頼の番号 (the request's id)"),
        req(
            "status",
            Word(words::STATUS),
            "complete = 指摘なし、needsReview = 要確認あり、provisional = 質問が未回答 (as in `calculate`, with what the checks found)",
        ),
        req("findings", List(&Form::Object(&FINDING)), "指摘 (everything found)"),
        req("questions", List(&Form::Object(&QUESTION)), "質問 (everything the request leaves open)"),
        req("citations", Map(&Form::Object(&CITATION)), "根拠 (texts cited, by id)"),
        req("manifest", Form::Object(&MANIFEST), "点検に用いたもの (what the answer was made with)"),
        req(
            "resultHash",
            ID,
            "SHA-256 of the canonical result without requestId, manifest and resultHash (結果の要約値)",
        ),
    ],
};

/// The request of `checkUke`.
pub(crate) static UKE_REQUEST: Object = Object {
    name: "CheckUkeRequest",
    doc: "レセプトファイルの点検の依頼 (request of `checkUke`)",
    fields: &[
        req("schema", Word(&["santei/check-uke/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", REQUEST_ID, "依頼の番号、そのまま返る (echoed in the reply)"),
        opt(
            "facility",
            Form::Object(&FACILITY),
            "ファイルにない保険医療機関の事実 (what the file does not tell of the institution); absent = not known",
        ),
        req("file", Text(MAX_BYTES), "レセプトファイルのbase64 (the claim file, base64 by RFC 4648)"),
        opt("options", Form::Object(&OPTIONS), "回答の仕方 (how to answer)"),
    ],
};

static OPTIONS: Object = Object {
    name: "CheckUkeOptions",
    doc: "回答の仕方 (how to answer)",
    fields: &[
        opt("lang", Word(&["ja", "en"]), "文章の言語 (language of messages); absent = ja"),
        opt(
            "switchedOff",
            List(&Form::Object(&SWITCH)),
            "点検しないこととした項目 (checks the site has switched off); findings stay, marked, and do not count",
        ),
    ],
};

static SWITCH: Object = Object {
    name: "Switch",
    doc: "点検しないこととした項目 (a check that the site has switched off)",
    fields: &[
        req("check", Text(80), "点検の番号 (id of the check)"),
        req("reason", Text(500), "理由 (why)"),
        req("date", Form::Date, "決めた日 (when it was decided)"),
        opt("until", Form::Date, "この日の診療まで (last day of care it holds for); absent = without end"),
        opt("code", Form::Code, "この診療行為等に限る (only findings about this code)"),
        opt("chart", Text(40), "このカルテ番号に限る (only this chart number)"),
        opt("institution", Form::Digits(7), "この医療機関コードに限る (only this institution)"),
    ],
};

static SWITCHED_OFF: Object = Object {
    name: "SwitchedOff",
    doc: "点検しないこととした理由 (why the site has switched the check off)",
    fields: &[
        req("reason", WORDS, "理由 (why)"),
        req("date", Form::Date, "決めた日 (when it was decided)"),
        opt("until", Form::Date, "この日の診療まで (last day of care it holds for)"),
    ],
};

/// The result of `checkUke`.
pub(crate) static UKE_RESULT: Object = Object {
    name: "CheckUkeResult",
    doc: "レセプトファイルの点検の結果 (result of `checkUke`)",
    fields: &[
        req("schema", Word(&["santei/check-uke-result/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", Text(200), "依頼の番号 (the request's id)"),
        req(
            "status",
            Word(&["complete", "needsReview"]),
            "complete = お知らせ以外の指摘なし (nothing but notices)",
        ),
        req("receipts", COUNT, "レセプト件数 (receipts read)"),
        req("receiptsWithFindings", COUNT, "指摘のある件数 (receipts with a finding)"),
        req(
            "findings",
            List(&Form::Object(&UKE_FINDING)),
            "指摘、記録順 (everything found, in the order of the file)",
        ),
        req("manifest", Form::Object(&MANIFEST), "点検に用いたもの (what the answer was made with)"),
        req(
            "resultHash",
            ID,
            "SHA-256 of the canonical result without requestId, manifest and resultHash (結果の要約値)",
        ),
    ],
};

static UKE_FINDING: Object = Object {
    name: "CheckUkeFinding",
    doc: "指摘 (something found)",
    fields: &[
        opt("receipt", COUNT, "何件目のレセプトか (place of the receipt, from 1); absent = of the file"),
        opt("chart", WORDS, "カルテ番号 (chart number)"),
        opt("record", COUNT, "レコード番号 (record, from 1)"),
        opt("field", COUNT, "項目番号 (field, from 1)"),
        opt("fieldName", WORDS, "項目名 (official name of the field)"),
        req("id", ID, "番号、不変 (immutable id)"),
        opt("officialCode", ID, "審査支払機関のエラーコード (the payers' code, where it is known)"),
        req("level", Word(&["L1", "L2", "L3", "L4", "L48"]), "重さ (level, as the payers count)"),
        req("message", Form::Object(&MESSAGE), "文章 (message)"),
        opt("found", WORDS, "記録された値 (the value found)"),
        opt("section", WORDS, "診療識別 (section)"),
        opt("item", WORDS, "診療行為等の名称 (name of the act, drug or material)"),
        opt(
            "switchedOff",
            Form::Object(&SWITCHED_OFF),
            "点検しないこととした項目である (the site has switched the check off)",
        ),
        opt("wrong", COUNT, "記録された数 (the number recorded)"),
        opt("right", COUNT, "正しい数 (the number it should be)"),
        opt("source", WORDS, "根拠 (where the rule stands)"),
    ],
};
