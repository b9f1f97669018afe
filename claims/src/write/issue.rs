//! Why something cannot be written, or has to be confirmed.

use std::fmt::Write as _;

use santei_core::outcome::Text;

use super::input::{Issue, IssueKind, IssueLevel};

macro_rules! issues {
    ($($name:ident $level:ident $id:literal $ja:literal $en:literal;)+) => {
        $(pub(super) static $name: IssueKind =
            IssueKind { id: $id, level: IssueLevel::$level, text: Text { ja: $ja, en: $en } };)+

        /// Every kind of issue.
        pub static ALL: &[&IssueKind] = &[$(&$name),+];
    };
}

issues! {
    TOO_LONG Refuse "claim.text.tooLong"
        "「{0}」は{1}バイトまでです（{2}バイトあります）。短くしてください。"
        "`{0}` takes up to {1} bytes and has {2}; shorten it";
    CHARACTER Refuse "claim.text.character"
        "「{0}」の「{1}」はJIS X 0208の文字ではなく、記録できません。別の字に置き換えてください。"
        "`{0}`: `{1}` is not in JIS X 0208 and cannot be recorded; send another character";
    HALF_KANA Refuse "claim.text.halfKana"
        "「{0}」に半角カタカナ「{1}」があります。全角で送ってください。"
        "`{0}`: half-width katakana `{1}` cannot be recorded; send it full-width";
    FORM Refuse "claim.value.form"
        "「{0}」に「{1}」は記録できません（{2}）。"
        "`{0}` cannot hold `{1}` ({2})";
    MISSING Ask "claim.missing"
        "「{0}」が必要です。"
        "`{0}` is needed; send it";
    CLAIM_MONTH Refuse "claim.careMonth"
        "診療年月{0}が請求年月{1}より前ではありません。"
        "the month of care {0} is not before the claim month {1}";
    OPEN Ask "claim.questionsOpen"
        "質問「{0}」が未回答のため、レセプトを作成していません。"
        "question `{0}` is open; the receipts of the patient were not written";
    BLOCKED Refuse "claim.lineBlocked"
        "明細「{0}」（{1}）を算定できないため、レセプトを作成していません。"
        "line `{0}` ({1}) cannot be billed as it stands; the receipts of the patient were not written";
    NO_COVERAGE Ask "claim.noCoverage"
        "医療保険・公費がありません。coverages を送ってください。"
        "no insurance and no programme is told; send coverages";
    CHARGE Ask "claim.chargeOpen"
        "患者負担が決まらないため、レセプトを作成していません（{0}）。"
        "the charge is open ({0}); the receipts of the patient were not written";
    SEVERAL_SETS Refuse "claim.severalPayerSets"
        "1つの算定単位に負担区分の異なる行があります。"
        "one billing unit has lines of different payer sets; send one coverageSet for the unit";
    TOO_MANY_PUBLICS Refuse "claim.tooManyProgrammes"
        "1件のレセプトに記録できる公費は4種までです。"
        "a receipt holds up to four programmes";
    MEALS Refuse "claim.mealsNotImplemented"
        "食事療養・生活療養のあるレセプトの作成は未対応です。"
        "receipts with meals or residence are not implemented";
    REDUCTION Refuse "claim.reductionNotImplemented"
        "減点（{0}点）の記録方法を公的な資料で確認していないため、レセプトの作成は未対応です。"
        "how a reduction ({0} points) is recorded was not read in an official text; receipts with one are not implemented";
    NOTHING Refuse "claim.nothingBilled"
        "算定した行がありません。"
        "nothing is billed";
    OUTCOME Ask "claim.diseaseOutcome"
        "月内に終わった傷病名の転帰が分かりません。outcome を送ってください。"
        "how the disease ended in the month is not told; send its outcome";
    DAY Ask "claim.actualDay"
        "受診「{0}」が診療実日数に入るか分かりません。days に counts を送ってください。"
        "whether encounter `{0}` counts as a day of care is not known; send counts in days";
    RELATION Ask "claim.insuredPerson"
        "本人（世帯主）か家族かが分かりません。cards に insured を送ってください。"
        "whether the patient is the one insured is not told; send insured in cards";
    NO_DISEASE Ask "claim.noDisease"
        "その月の傷病名がありません。"
        "no disease of the month is told; send diagnoses";
    ORGANISATION Refuse "claim.payerOrganization"
        "公費負担者番号「{0}」だけのレセプトの請求先が分かりません。"
        "where a receipt of programme `{0}` alone is to be sent is not known";
    REMARKS Refuse "claim.tooManyRemarks"
        "特記事項は5つまでです（{0}）。"
        "a receipt holds up to five remarks ({0})";
    COMMENT_TEXT Ask "claim.commentText"
        "コメント「{0}」には文字が必要です。"
        "comment `{0}` needs words; send text";
    COMMENT_WITHOUT_LINE Refuse "claim.commentWithoutLine"
        "コメント「{0}」が付く明細が受診にありません。"
        "no line of the encounter carries comment `{0}`";
    TOO_MANY_RECORDS Refuse "claim.unitTooLong"
        "1つの算定単位に記録できるのは{0}件までです。"
        "a billing unit holds up to {0} records";
    UNKNOWN_REFERENCE Refuse "claim.unknownReference"
        "「{0}」に当たるものがありません。"
        "nothing is called `{0}`; name a coverage, disease, line or encounter of the request";
    PUBLIC_COPAY Confirm "claim.publicCopayUnconfirmed"
        "公費給付対象一部負担金（{0}円）の記載要件は公的な資料で確認していません。"
        "when the co-payment under the programme ({0} yen) is to be recorded was not read in an official text";
    LOW_INCOME Confirm "claim.lowIncomeClassUnconfirmed"
        "標準負担額区分（{0}）の記載要件は公的な資料で確認していません。"
        "when the class of standard amounts ({0}) is to be recorded was not read in an official text";
    SUGGESTED Confirm "claim.lineSuggested"
        "明細「{0}」（{1}）は確認が必要なため、請求に含めていません。"
        "line `{0}` ({1}) could be billed if confirmed; it was not written";
}

/// Where issues go, and whether one of them stops what is being written.
#[derive(Debug)]
pub(super) struct Sink<'i> {
    list: &'i mut Vec<Issue>,
    patient: Option<usize>,
    pub(super) stopped: bool,
}

impl<'i> Sink<'i> {
    pub(super) const fn new(list: &'i mut Vec<Issue>, patient: Option<usize>) -> Self {
        Self { list, patient, stopped: false }
    }

    /// Notes an issue; `place` is a pointer below the patient or, without one, of the whole request.
    pub(super) fn add(&mut self, kind: &'static IssueKind, place: &str, words: Vec<String>) {
        let mut pointer = String::new();
        if let Some(patient) = self.patient {
            // Writing to a String cannot fail.
            let _ = write!(pointer, "/patients/{patient}");
        }
        pointer.push_str(place);
        let issue = Issue { kind, patient: self.patient, pointer, words };
        self.stopped |= issue.stops();
        if !self.list.contains(&issue) {
            self.list.push(issue);
        }
    }
}
