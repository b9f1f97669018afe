//! Form of the result of `calculate`.

use super::Form::{Code, Date, DayText, Decimal, FactValue, Int, LineCode, List, Map, Text, Word};
use super::charge_result::{DIFFERENCE, MONTH_CHARGE, VISIT_CHARGE};
use super::{Form, Object, opt, req};
use crate::render::words;

pub(super) const ANY: Form = Decimal;
pub(super) const ID: Form = Text(1_000);
const IDS: Form = List(&ID);
pub(super) const WORDS: Form = Text(100_000);
const COUNT: Form = Int(0, 4_294_967_295);
pub(super) const YEN: Form = Int(-9_007_199_254_740_991, 9_007_199_254_740_991);
const SECTION: Form = Form::Digits(2);

/// The result.
pub(crate) static RESULT: Object = Object {
    name: "CalculateResult",
    doc: "算定の結果 (result of `calculate`)",
    fields: &[
        req("schema", Word(&["santei/result/1"]), "この契約の版 (version of the contract)"),
        opt("requestId", Text(200), "依頼の番号 (the request's id)"),
        req(
            "status",
            Word(words::STATUS),
            "complete = 未確定・要確認なし、needsReview = 要確認あり、provisional = 質問が未回答 (nothing open; findings to confirm; questions open)",
        ),
        req(
            "lines",
            List(&Form::Object(&LINE)),
            "依頼の明細、続いて導いた明細 (lines of the request, then derived ones)",
        ),
        req(
            "units",
            List(&Form::Object(&UNIT)),
            "算定単位 (billing units); Σ totalPoints = totalPoints of the result",
        ),
        req("sections", Map(&ANY), "診療識別ごとの点数 (points per section)"),
        req("totalPoints", ANY, "合計点数 (total points)"),
        req("yenTotal", YEN, "点数以外の金額、円 (amounts in yen outside points)"),
        opt("charge", Form::Object(&CHARGE), "患者負担 (who bears what); absent when the share is not known"),
        req("findings", List(&Form::Object(&FINDING)), "指摘 (everything found)"),
        req("questions", List(&Form::Object(&QUESTION)), "質問 (everything the request leaves open)"),
        opt(
            "bounds",
            Form::Object(&BOUNDS),
            "すべての回答にわたる最小・最大の点数 (least and most points over all answers); absent when there were too many to try",
        ),
        opt(
            "declined",
            List(&Form::Object(&DECLINED)),
            "算定しなかった理由 (what was not derived, and why); only with a trace",
        ),
        opt("traces", Map(&Form::Object(&TRACE)), "計算過程 (steps); only with a trace"),
        req("citations", Map(&Form::Object(&CITATION)), "根拠 (texts cited, by id)"),
        req("manifest", Form::Object(&MANIFEST), "計算に用いたもの (what the answer was made with)"),
        req(
            "resultHash",
            ID,
            "SHA-256 of the canonical result without requestId, manifest and resultHash (結果の要約値)",
        ),
    ],
};

static LINE: Object = Object {
    name: "LineResult",
    doc: "明細の1行の結果 (what became of a line)",
    fields: &[
        req("lineId", ID, "明細の番号、導いた行は +1… (the client's id, or +1… for derived lines)"),
        req("origin", Word(&["input", "derived"]), "依頼の行か導いた行か (where it comes from)"),
        opt("rule", ID, "導いた規則 (the rule that derived it)"),
        opt("becauseOf", IDS, "導く元となった行 (lines that caused it)"),
        req("encounter", ID, "受診の番号 (encounter)"),
        req(
            "date",
            DayText,
            "算定日、暦にない日は依頼のまま (service date; as sent where the calendar lacks the day)",
        ),
        req(
            "code",
            LineCode,
            "コード、9桁でないものは依頼のまま (code; as sent where it has not nine digits)",
        ),
        opt("name", WORDS, "名称 (name)"),
        opt("section", SECTION, "診療識別 (section)"),
        opt("points", ANY, "この行だけの点数、端数処理前 (points of the line alone, before rounding)"),
        req("count", COUNT, "回数 (how often)"),
        req(
            "verdict",
            Word(words::VERDICT),
            "算定・提案・包括・背反・回数超過・算定不可 (billed; could be billed; part of another; not with another; over a limit; cannot be billed)",
        ),
        opt("by", ID, "包括又は背反の相手の行 (the line that bundles or excludes it)"),
        opt("unit", ID, "算定単位 (its billing unit)"),
        opt("master", Form::Object(&MASTER), "根拠のマスター行 (the master row)"),
        opt("trace", ID, "この行を導いた過程 (steps that derived it)"),
        opt("cite", IDS, "根拠 (citations)"),
    ],
};

static MASTER: Object = Object {
    name: "MasterRow",
    doc: "マスターの行 (a master row)",
    fields: &[
        req("kind", Word(&["s", "y", "t", "c"]), "診療行為・医薬品・特定器材・コメント (master)"),
        req("code", Code, "コード (code)"),
        req("validFrom", Date, "この版の最初の日 (first day of this version of the row)"),
    ],
};

static UNIT: Object = Object {
    name: "Unit",
    doc: "算定単位、端数処理は1回 (a billing unit, rounded once)",
    fields: &[
        req("id", ID, "番号 (id)"),
        req("section", SECTION, "診療識別 (section)"),
        req("encounter", ID, "受診の番号 (encounter)"),
        req("lineIds", IDS, "含む行 (its lines)"),
        req("points", ANY, "1回の点数、端数処理後 (rounded points of one time)"),
        req("count", COUNT, "回数 (how often)"),
        req("totalPoints", ANY, "点数×回数 (points × count)"),
        opt("group", ID, "依頼での名前 (the client's name of the unit)"),
        opt("trace", ID, "計算過程 (its steps)"),
    ],
};

static CHARGE: Object = Object {
    name: "Charge",
    doc: "患者負担 (who bears what)",
    fields: &[
        req("copayRatio", ANY, "負担割合 (share used)"),
        req("patientYen", YEN, "一部負担金、1円単位 (what the patient owes, in 1-yen units)"),
        req("counterYen", YEN, "窓口で徴収する額、10円単位 (what the counter collects)"),
        req("counterRoundingYen", YEN, "窓口の端数処理による差 (counterYen − patientYen)"),
        req("byPayer", List(&Form::Object(&PAYER)), "負担者ごとの額 (what each payer owes)"),
        req("steps", List(&Form::Object(&CHARGE_STEP)), "計算過程 (steps)"),
        opt(
            "visits",
            List(&Form::Object(&VISIT_CHARGE)),
            "会計ごとの額 (each payment); only where there are several, a programme, a ledger, meals or private lines",
        ),
        opt(
            "months",
            List(&Form::Object(&MONTH_CHARGE)),
            "月の計、台帳を含む (the month with the ledger); as visits",
        ),
        opt(
            "differences",
            List(&Form::Object(&DIFFERENCE)),
            "既徴収の会計の増減 (payments that come to something else now)",
        ),
    ],
};

pub(super) static PAYER: Object = Object {
    name: "PayerShare",
    doc: "負担者の額 (a payer's part)",
    fields: &[
        req(
            "payer",
            Word(&[
                "insurer", "public1", "public2", "public3", "public4", "public5", "public6", "public7",
                "public8", "public9",
            ]),
            "負担者 (payer)",
        ),
        opt("seq", Int(1, 9), "coveragesのseq (coverage); absent where there is one insurance alone"),
        req("yen", YEN, "額、円 (yen)"),
    ],
};

pub(super) static CHARGE_STEP: Object = Object {
    name: "ChargeStep",
    doc: "患者負担の計算の1段 (a step from points to counter)",
    fields: &[
        req("op", ID, "計算 (operation)"),
        req("in", ANY, "前 (before)"),
        req("out", ANY, "後 (after)"),
        opt("cite", ID, "根拠 (citation)"),
        opt("coverages", List(&Int(1, 9)), "対象の保険・公費 (coverages it is about)"),
    ],
};

pub(super) static FINDING: Object = Object {
    name: "Finding",
    doc: "指摘 (something found)",
    fields: &[
        req("id", ID, "番号、不変 (immutable id)"),
        opt("officialCode", ID, "審査支払機関のチェックコード (code of the payers' check)"),
        req("severity", Word(words::SEVERITY), "重さ (how grave)"),
        req(
            "disposition",
            Word(words::DISPOSITION),
            "放置した場合 (what becomes of the claim if nothing is done)",
        ),
        req("decidable", Word(words::DECIDABLE), "機械的に判断できる範囲 (how far the engine can decide)"),
        req("phase", Word(words::PHASE), "段階 (phase)"),
        req(
            "target",
            Text(1_000),
            "対象、依頼のJSONポインタ (JSON pointer into the request; empty = all of it)",
        ),
        opt("lineIds", IDS, "関係する行 (lines concerned)"),
        req("message", Form::Object(&MESSAGE), "文章 (message)"),
        opt("cite", IDS, "根拠 (citations)"),
    ],
};

pub(super) static MESSAGE: Object = Object {
    name: "Message",
    doc: "依頼の言語による文章 (a text in the language of the request)",
    fields: &[opt("ja", WORDS, "日本語"), opt("en", WORDS, "English")],
};

pub(super) static QUESTION: Object = Object {
    name: "Question",
    doc: "質問 (what the request leaves open)",
    fields: &[
        req("id", ID, "番号、answersで返す (id, to be sent in `answers`)"),
        req("fact", ID, "答えとなる事実 (the fact that would answer it)"),
        req(
            "target",
            Text(1_000),
            "対象、依頼のJSONポインタ (JSON pointer into the request; empty = all of it)",
        ),
        opt("lineId", ID, "対象の導いた行 (the derived line it is about)"),
        opt(
            "raisedBy",
            List(&Text(1_000)),
            "医療機関・患者についての質問：答えを待つ受診のJSONポインタ (questions about the institution or the patient: pointers to the encounters that wait for the answer)",
        ),
        req("text", Form::Object(&MESSAGE), "質問文 (the question)"),
        req("choices", List(&Form::Object(&CHOICE)), "答え (possible answers)"),
        opt("cite", IDS, "根拠 (citations)"),
    ],
};

static CHOICE: Object = Object {
    name: "Choice",
    doc: "答えの1つ (a possible answer)",
    fields: &[
        req("id", ID, "番号 (id)"),
        req("value", FactValue, "事実としての値 (the value of the fact)"),
        opt(
            "deltaPoints",
            ANY,
            "これだけを答えた場合の点数の増減 (change of the total if only this is answered)",
        ),
    ],
};

static BOUNDS: Object = Object {
    name: "Bounds",
    doc: "点数の幅 (least and most points)",
    fields: &[req("minPoints", ANY, "最小 (least)"), req("maxPoints", ANY, "最大 (most)")],
};

static DECLINED: Object = Object {
    name: "Declined",
    doc: "算定しなかったもの (a derivation that did not happen)",
    fields: &[
        req("code", Code, "コード (code)"),
        opt("name", WORDS, "名称 (name)"),
        req("rule", ID, "規則 (rule)"),
        req("encounter", ID, "受診の番号 (encounter)"),
        req("reason", Form::Object(&MESSAGE), "満たさない要件 (the first condition that was not met)"),
        opt("cite", IDS, "根拠 (citations)"),
    ],
};

static TRACE: Object = Object {
    name: "Trace",
    doc: "計算過程 (steps, the first of which is the root)",
    fields: &[req("steps", List(&Form::Object(&STEP)), "段 (steps, in order)")],
};

static STEP: Object = Object {
    name: "Step",
    doc: "計算の1段 (a step)",
    fields: &[
        req("stage", Word(words::STAGE), "段階 (stage)"),
        req("op", Word(words::OP), "計算 (operation)"),
        req("before", ANY, "前の点数 (running points before)"),
        req("operand", ANY, "加減する点数 (operand)"),
        opt("rate", ANY, "割合・数量・項目数 (rate, quantity or number of items behind the operand)"),
        req("after", ANY, "後の点数 (running points after)"),
        opt("line", ID, "行 (line)"),
        opt("rule", ID, "規則 (rule)"),
        opt(
            "parent",
            COUNT,
            "親の段、先頭なら無し (place of the parent step in this list; absent under the first)",
        ),
        opt("cite", ID, "根拠 (citation)"),
    ],
};

pub(super) static CITATION: Object = Object {
    name: "Citation",
    doc: "根拠 (a place in a legal or official text)",
    fields: &[
        req("key", ID, "文書の略号 (short key of the document)"),
        req("document", WORDS, "文書名 (title)"),
        req("number", WORDS, "番号 (number)"),
        req("issued", Date, "日付 (day it was issued, or state of the text)"),
        req("article", WORDS, "条・区分・注 (article, note)"),
    ],
};

pub(super) static MANIFEST: Object = Object {
    name: "ResultManifest",
    doc: "計算に用いたもの (engine, rules and masters)",
    fields: &[
        req("engine", ID, "エンジンの版 (version)"),
        req("rules", ID, "規則の要約値 (digest of the rules image)"),
        req("masters", List(&Form::Object(&EDITION)), "用いたマスター (editions used)"),
    ],
};

static EDITION: Object = Object {
    name: "Edition",
    doc: "マスターの版 (an edition of the masters)",
    fields: &[
        req("edition", ID, "名前 (name)"),
        req("revision", ID, "改定 (revision)"),
        opt("from", Date, "最初の診療日 (first service day)"),
        opt("to", Date, "最後の診療日、当日を含む (last service day, inclusive)"),
        opt(
            "provisional",
            WORDS,
            "公式の内容そのものではない理由 (why it is not the official content in full)",
        ),
        req("image", ID, "イメージの要約値 (digest of the image)"),
        req("missing", IDS, "欠けている公式の表 (official tables it lacks)"),
        opt(
            "carried",
            IDS,
            "前の改定から引き継いだ表 (tables taken over from the revision before: their prices are not billed)",
        ),
        req("sources", List(&Form::Object(&SOURCE)), "元のファイル (files it was made from)"),
    ],
};

static SOURCE: Object = Object {
    name: "Source",
    doc: "元のファイル (a file that went into an edition)",
    fields: &[
        req("kind", ID, "種類 (master)"),
        req("file", WORDS, "ファイル名 (file name)"),
        req("published", Text(100), "公表日 (state of the file)"),
        req("sha256", ID, "SHA-256"),
    ],
};
