//! Form of the request of `buildClaim`: the month of an institution, to be written as claim files.

use super::Form::{Bool, Code, Digits, Int, List, Month, Text, Word};
use super::request::{ANSWER, COVERAGE, DIAGNOSIS, ENCOUNTER, FACILITY, HISTORY, ID, PATIENT};
use super::{Form, Object, opt, req};

/// Names and numbers as records hold them.
const NAME: Form = Text(100);
/// A comment, or 症状詳記 over several records.
const PROSE: Form = Text(20_000);
const TWO: Form = Digits(2);

/// The request.
pub(crate) static BUILD_REQUEST: Object = Object {
    name: "BuildClaimRequest",
    doc: "請求ファイルの作成の依頼 (request of `buildClaim`)",
    fields: &[
        req("schema", Word(&["santei/build-claim/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", ID, "依頼の番号、そのまま返る (echoed in the reply)"),
        req("claimMonth", Month, "請求年月、診療年月より後 (claim month, after every month of care)"),
        req("institution", Form::Object(&INSTITUTION), "請求する医療機関 (who claims)"),
        req(
            "facility",
            Form::Object(&FACILITY),
            "算定のための医療機関の情報 (the institution, as `calculate` takes it)",
        ),
        req(
            "patients",
            List(&Form::Object(&PATIENT_MONTH)),
            "患者ごとの月の診療、月遅れは別の要素 (patients with their month; a late month is an element of its own)",
        ),
        opt("options", Form::Object(&BUILD_OPTIONS), "回答の仕方 (how to answer)"),
    ],
};

static INSTITUTION: Object = Object {
    name: "ClaimingInstitution",
    doc: "請求する医療機関 (who claims)",
    fields: &[
        req("prefecture", TWO, "都道府県番号 (prefecture)"),
        req("code", Digits(7), "医療機関コード7桁 (institution code)"),
        req("name", NAME, "医療機関名称 (name)"),
        opt("phone", NAME, "電話番号 (phone number)"),
    ],
};

static PATIENT_MONTH: Object = Object {
    name: "PatientMonth",
    doc: "患者の月の診療、`calculate` の依頼と同じ形 (a patient's month, in the form of `calculate`)",
    fields: &[
        req("patient", Form::Object(&PATIENT), "患者 (the patient)"),
        req("coverages", List(&Form::Object(&COVERAGE)), "医療保険・公費 (insurance and public programmes)"),
        req("diagnoses", List(&Form::Object(&DIAGNOSIS)), "傷病名 (diseases)"),
        req(
            "encounters",
            List(&Form::Object(&ENCOUNTER)),
            "その月のすべての受診 (all encounters of the month)",
        ),
        opt("history", Form::Object(&HISTORY), "当院の算定歴 (what was billed before here)"),
        opt("answers", List(&Form::Object(&ANSWER)), "質問への回答 (answers to earlier questions)"),
        req("receipt", Form::Object(&RECEIPT), "レセプトにだけ要る情報 (what only the receipt needs)"),
    ],
};

static RECEIPT: Object = Object {
    name: "ReceiptFacts",
    doc: "レセプトにだけ要る情報 (what only the receipt needs)",
    fields: &[
        req("name", NAME, "氏名、姓と名の間は空白1つ (name)"),
        opt("kana", NAME, "カタカナ氏名 (name in katakana)"),
        opt("chart", NAME, "カルテ番号 (chart number)"),
        opt("cards", List(&Form::Object(&CARD)), "被保険者証・受給者証 (certificates)"),
        opt("remarks", List(&TWO), "負担から導かれない特記事項 (remarks that do not follow from the charge)"),
        opt("departments", List(&TWO), "診療科、請求点数の高い順 (departments, highest points first)"),
        opt("wards", List(&TWO), "病棟区分、移動順 (wards, in order of moves)"),
        opt("states", List(&Digits(3)), "患者の状態、別表27 (states of the patient)"),
        opt("diseases", List(&Form::Object(&DISEASE)), "傷病名の転帰等 (outcomes and names of diseases)"),
        opt("comments", List(&Form::Object(&WHOLE)), "レセプト全体のコメント (comments on the whole)"),
        opt("descriptions", List(&Form::Object(&DESCRIPTION)), "症状詳記 (descriptions of the case)"),
        opt("lines", List(&Form::Object(&LINE_FACTS)), "特定器材の商品名等 (products of materials)"),
        opt(
            "days",
            List(&Form::Object(&DAY)),
            "診療実日数に入るか否か (whether encounters count as days of care)",
        ),
    ],
};

static CARD: Object = Object {
    name: "Card",
    doc: "被保険者証又は受給者証 (a certificate)",
    fields: &[
        req("seq", Int(1, 9), "coveragesのseq (the coverage)"),
        opt("symbol", NAME, "記号 (symbol)"),
        opt("number", NAME, "番号、公費は受給者番号 (number; of a programme the number of the recipient)"),
        opt("branch", TWO, "枝番 (branch number)"),
        opt("insured", Bool, "本人・世帯主か (whether the patient is the one insured); absent = not known"),
    ],
};

static DISEASE: Object = Object {
    name: "DiseaseFacts",
    doc: "傷病名の転帰等 (what a disease leaves open)",
    fields: &[
        req("diagnosis", Int(0, 999), "diagnosesの位置、0から (place among the diagnoses, from 0)"),
        opt("outcome", Word(&["continues", "cured", "died", "stopped"]), "転帰 (how it ended)"),
        opt("name", NAME, "未コード化傷病名の名称 (name of a disease without a code)"),
        opt("comment", NAME, "補足コメント (comment)"),
    ],
};

static WHOLE: Object = Object {
    name: "WholeComment",
    doc: "レセプト全体のコメント (a comment on the whole)",
    fields: &[
        req("code", Code, "コメントコード9桁 (comment code)"),
        opt("text", PROSE, "文言・数字 (its words)"),
        opt("last", Bool, "末尾に記録（診療識別99） (at the end); absent = false"),
    ],
};

static DESCRIPTION: Object = Object {
    name: "Description",
    doc: "症状詳記 (a description of the case)",
    fields: &[req("kind", TWO, "症状詳記区分 (kind)"), req("text", PROSE, "文 (text)")],
};

static LINE_FACTS: Object = Object {
    name: "LineFacts",
    doc: "明細のうちレセプトにだけ要る情報 (what a line leaves open)",
    fields: &[
        req("lineId", ID, "明細の番号 (the line)"),
        opt("product", Text(150), "商品名及び規格又はサイズ (product and size)"),
        opt("unit", Digits(3), "特定器材単位コード (unit of a material)"),
    ],
};

static DAY: Object = Object {
    name: "DayFact",
    doc: "診療実日数に入るか否か (whether an encounter counts as a day of care)",
    fields: &[req("encounter", ID, "受診の番号 (the encounter)"), req("counts", Bool, "入る (it counts)")],
};

static BUILD_OPTIONS: Object = Object {
    name: "BuildOptions",
    doc: "回答の仕方 (how to answer)",
    fields: &[
        opt("autoAdd", Bool, "関連する行を導く (derive implied lines); absent = true"),
        opt("lang", Word(&["ja", "en"]), "文章の言語 (language of messages); absent = ja"),
    ],
};
