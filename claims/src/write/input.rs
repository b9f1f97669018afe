//! What a claim file is made of: the institution, and for each patient the month as it is calculated with what only the file needs.

use santei_core::claim::Claim;
use santei_core::code::Code;
use santei_core::date::ServiceMonth;
use santei_core::outcome::Text;

/// Everything that is claimed in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Who claims.
    pub institution: Institution,
    /// 請求年月: later than every month of care.
    pub claim_month: ServiceMonth,
    /// The patients, in the order of the file; months of care before the last one (月遅れ) stand among them.
    pub patients: Vec<PatientMonth>,
}

/// The institution, as IR names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Institution {
    /// 都道府県番号, two digits.
    pub prefecture: String,
    /// 医療機関コード, seven digits.
    pub code: String,
    /// Name; written full-width.
    pub name: String,
    /// Phone number: digits, hyphens, brackets.
    pub phone: Option<String>,
}

/// One patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatientMonth {
    /// What was done, with coverages and diseases: calculated as operation `calculate` does.
    pub claim: Claim,
    /// What only the file needs.
    pub receipt: ReceiptFacts,
}

/// What only the file needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReceiptFacts {
    /// Name.
    pub name: String,
    /// Name in katakana.
    pub kana: Option<String>,
    /// カルテ番号.
    pub chart: Option<String>,
    /// What the certificates say, by `seq` of the coverage.
    pub cards: Vec<Card>,
    /// 特記事項 beyond those that follow from the charge, two digits each.
    pub remarks: Vec<String>,
    /// 診療科, codes of 別表10, the highest points first; out-patients only.
    pub departments: Vec<String>,
    /// 病棟区分 in the order of moves; in-patients only.
    pub wards: Vec<String>,
    /// 患者の状態, codes of 別表27.
    pub states: Vec<String>,
    /// What the diseases of the claim leave open, by their place.
    pub diseases: Vec<DiseaseFacts>,
    /// Comments on the receipt as a whole.
    pub comments: Vec<WholeComment>,
    /// 症状詳記.
    pub descriptions: Vec<Description>,
    /// What the lines leave open, by their id.
    pub lines: Vec<LineFacts>,
    /// Whether an encounter counts among the days of care (診療実日数), by its id.
    pub days: Vec<DayFact>,
}

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The coverage.
    pub seq: u8,
    /// 記号.
    pub symbol: Option<String>,
    /// 番号; of a programme the number of the recipient (受給者番号).
    pub number: Option<String>,
    /// 枝番.
    pub branch: Option<String>,
    /// Whether the patient is the one insured (本人, 世帯主); `None` when not told.
    pub insured: Option<bool>,
}

/// 転帰区分 (別表18).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiseaseOutcome {
    /// 治ゆ, 死亡, 中止以外.
    Continues,
    /// 治ゆ.
    Cured,
    /// 死亡.
    Died,
    /// 中止, 転医.
    Stopped,
}

impl DiseaseOutcome {
    /// The digit of the record.
    pub(super) const fn digit(self) -> &'static str {
        match self {
            Self::Continues => "1",
            Self::Cured => "2",
            Self::Died => "3",
            Self::Stopped => "4",
        }
    }
}

/// What a disease of the claim leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DiseaseFacts {
    /// Its place among the diagnoses of the claim.
    pub diagnosis: usize,
    /// How it ended; has to be told of a disease that ended in the month.
    pub outcome: Option<DiseaseOutcome>,
    /// Name of a disease without a code (0000999).
    pub name: Option<String>,
    /// 補足コメント.
    pub comment: Option<String>,
}

/// A comment on the receipt as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeComment {
    /// Code.
    pub code: Code,
    /// Its words.
    pub text: Option<String>,
    /// Behind everything (診療識別 99) instead of before it (01).
    pub last: bool,
}

/// 症状詳記.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// 症状詳記区分, two digits.
    pub kind: String,
    /// Text.
    pub text: String,
}

/// What a line leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineFacts {
    /// Its id.
    pub line: String,
    /// 商品名及び規格又はサイズ of a material.
    pub product: Option<String>,
    /// 特定器材単位コード, where the master gives none.
    pub unit: Option<String>,
}

/// Whether an encounter counts among the days of care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayFact {
    /// Its id.
    pub encounter: String,
    /// Counts; what only belongs to the visit of another day (初診又は再診に附随する一連の行為) does not.
    pub counts: bool,
}

/// How far an issue stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssueLevel {
    /// Written; a person confirms it.
    Confirm,
    /// A fact is missing: the patient is not written until it is told.
    Ask,
    /// Cannot be written as it stands: the patient is left out.
    Refuse,
}

/// A kind of issue.
#[derive(Debug, PartialEq, Eq)]
pub struct IssueKind {
    /// Immutable id.
    pub id: &'static str,
    /// Level.
    pub level: IssueLevel,
    /// Message; `{0}` … are words of the issue.
    pub text: Text,
}

/// Something in the way of a receipt or of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its kind.
    pub kind: &'static IssueKind,
    /// The patient, by place; `None` for the file.
    pub patient: Option<usize>,
    /// Where in the request (JSON pointer).
    pub pointer: String,
    /// Words of the message.
    pub words: Vec<String>,
}

impl Issue {
    /// The message with its words filled in.
    #[must_use]
    pub fn message(&self, japanese: bool) -> String {
        let mut text = (if japanese { self.kind.text.ja } else { self.kind.text.en }).to_owned();
        for (at, word) in self.words.iter().enumerate() {
            text = text.replace(&format!("{{{at}}}"), word);
        }
        text
    }

    /// Whether the patient (or the file) is not written because of it.
    #[must_use]
    pub const fn stops(&self) -> bool {
        !matches!(self.kind.level, IssueLevel::Confirm)
    }
}
