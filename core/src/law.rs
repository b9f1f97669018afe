//! Which text, which article, which revision: the citations that every number and every rule carries.

use std::borrow::Cow;

/// A fee schedule revision (改定).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Revision {
    /// 令和6年度改定, in force from 2024-06-01.
    R06,
    /// 令和8年度改定, in force from 2026-06-01.
    R08,
}

impl Revision {
    /// Every revision, oldest first.
    pub const ALL: [Self; 2] = [Self::R06, Self::R08];

    /// Short name: `R6`, `R8`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::R06 => "R6",
            Self::R08 => "R8",
        }
    }

    /// The revision of a short name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.name() == name)
    }
}

/// Where a test can look a cited article up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// Among the reference texts, under this file stem.
    Reference(&'static str),
    /// Not among them; title and date stand here so that a reader can find it.
    Elsewhere,
}

macro_rules! documents {
    ($( $(#[$meta:meta])* $variant:ident => $key:literal, $title:literal, $number:literal, $date:literal, $held:expr; )*) => {
        /// A legal or official text that can be cited.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Document { $( $(#[$meta])* $variant, )* }

        impl Document {
            /// Every document.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// Stable short key, used in parameter files.
            #[must_use]
            pub const fn key(self) -> &'static str { match self { $( Self::$variant => $key, )* } }

            /// Official title.
            #[must_use]
            pub const fn title(self) -> &'static str { match self { $( Self::$variant => $title, )* } }

            /// Official number.
            #[must_use]
            pub const fn number(self) -> &'static str { match self { $( Self::$variant => $number, )* } }

            /// Day it was issued, or the state of the text (ISO 8601).
            #[must_use]
            pub const fn date(self) -> &'static str { match self { $( Self::$variant => $date, )* } }

            /// Where a test can look it up.
            #[must_use]
            pub const fn held(self) -> Held { match self { $( Self::$variant => $held, )* } }

            /// The document of a short key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> { Self::ALL.iter().copied().find(|d| d.key() == key) }
        }
    };
}

documents! {
    /// R6 fee schedule (医科点数表), the notice itself.
    KokujiR06 => "r6-kokuji", "診療報酬の算定方法 別表第一 医科診療報酬点数表", "令和6年厚生労働省告示第57号", "2024-03-05", Held::Reference("r6-ika-kokuji");
    /// R6 circular on how to bill.
    TsuchiR06 => "r6-tsuchi", "診療報酬の算定方法の一部改正に伴う実施上の留意事項について 別添1", "令和6年保医発0305第4号", "2024-03-05", Held::Reference("r6-ika-tsuchi");
    /// R6 facility standards.
    StandardsR06 => "r6-standards", "基本診療料の施設基準等・特掲診療料の施設基準等", "令和6年厚生労働省告示第58号・第59号", "2024-03-05", Held::Reference("r6-shisetsukijun-kokuji");
    /// R8 fee schedule.
    KokujiR08 => "r8-kokuji", "診療報酬の算定方法 別表第一 医科診療報酬点数表", "令和8年厚生労働省告示第69号", "2026-03-05", Held::Reference("r8-ika-kokuji");
    /// R8 circular.
    TsuchiR08 => "r8-tsuchi", "診療報酬の算定方法の一部改正に伴う実施上の留意事項について 別添1", "令和8年保医発0305第6号", "2026-03-05", Held::Reference("r8-ika-tsuchi");
    /// R8 facility standards.
    StandardsR08 => "r8-standards", "基本診療料の施設基準等・特掲診療料の施設基準等", "令和8年厚生労働省告示第70号・第71号", "2026-03-05", Held::Reference("r8-shisetsukijun-kokuji");
    /// Health Insurance Act.
    HealthInsuranceAct => "kenpo", "健康保険法", "大正11年法律第70号", "2026-03-22", Held::Reference("statute-kenko-hoken-hou");
    /// Order for enforcement of the Health Insurance Act.
    HealthInsuranceOrder => "kenpo-seirei", "健康保険法施行令", "大正15年勅令第243号", "2026-03-22", Held::Reference("statute-kenko-hoken-seirei");
    /// Act on Assurance of Medical Care for Elderly People.
    LateElderlyAct => "koureisha", "高齢者の医療の確保に関する法律", "昭和57年法律第80号", "2026-03-22", Held::Reference("statute-koureisha-iryo-hou");
    /// Rules for insured medical institutions (療養担当規則).
    CareRules => "ryoutan", "保険医療機関及び保険医療養担当規則", "昭和32年厚生省令第15号", "2026-03-22", Held::Reference("statute-ryoutan-kisoku");
    /// Amendment inside R6, from 2024-10-01 (医療DX推進体制整備加算).
    KokujiR06October => "r6-kokuji-2024-10", "診療報酬の算定方法の一部を改正する告示（医療DX推進体制整備加算の見直し）", "令和6年厚生労働省告示", "2024-10-01", Held::Elsewhere;
    /// Amendment inside R6, from 2024-12-02 (医療情報取得加算).
    KokujiR06December => "r6-kokuji-2024-12", "診療報酬の算定方法の一部を改正する告示（医療情報取得加算の見直し）", "令和6年厚生労働省告示", "2024-12-02", Held::Elsewhere;
    /// Amendment inside R6, from 2025-04-01 (医療DX, meals).
    KokujiR06April => "r6-kokuji-2025-04", "診療報酬の算定方法の一部を改正する告示（令和7年4月適用分）", "令和7年厚生労働省告示", "2025-04-01", Held::Elsewhere;
    /// Drug price standard.
    DrugPrices => "yakka", "使用薬剤の薬価（薬価基準）", "平成20年厚生労働省告示第60号", "2024-04-01", Held::Elsewhere;
    /// Material price standard.
    MaterialPrices => "zairyo", "特定保険医療材料及びその材料価格（材料価格基準）", "平成20年厚生労働省告示第61号", "2024-06-01", Held::Elsewhere;
    /// Circular on billing specified materials.
    MaterialCircular => "zairyo-tsuchi", "特定保険医療材料の材料価格算定に関する留意事項について", "令和6年保医発0305第8号", "2024-03-05", Held::Elsewhere;
    /// Prices of oxygen and nitrogen.
    OxygenPrices => "sanso", "酸素及び窒素の価格", "平成2年厚生省告示第41号", "2024-06-01", Held::Elsewhere;
    /// Payment fund's specification of the basic masters.
    MasterSpecification => "master-spec", "レセプト電算処理システム マスターファイル仕様説明書", "社会保険診療報酬支払基金", "2025-06-02", Held::Elsewhere;
    /// Payment fund's guide to the electronic fee table.
    ElectronicFeeTableGuide => "etensu-guide", "医科電子点数表テーブル 活用手引き（令和6年度版）", "社会保険診療報酬支払基金", "2024-06-01", Held::Elsewhere;
    /// Order for enforcement of the Act on Assurance of Medical Care for Elderly People.
    LateElderlyOrder => "koureisha-seirei", "高齢者の医療の確保に関する法律施行令", "平成19年政令第318号", "2026-03-22", Held::Elsewhere;
    /// Ministry's tables of the high-cost benefit from 2026-08.
    HighCostReview => "koreika-2026", "高額療養費制度の見直しについて（令和8年8月診療分から）", "厚生労働省", "2026-08-01", Held::Elsewhere;
    /// Worked examples on the shares of the late elderly.
    LateElderlyExamples => "kouki-jirei", "後期高齢者医療制度の負担割合見直しに係る計算事例集", "厚生労働省", "2023-04-01", Held::Elsewhere;
    /// Standard amounts of meals, as the procedure masters carry them.
    MealAmounts => "meal-amounts", "食事療養標準負担額・生活療養標準負担額（診療行為マスターの行）", "厚生労働省告示・レセプト電算処理システム診療行為マスター", "2026-10-01", Held::Elsewhere;
    /// Public programmes, each with its own source.
    PublicProgrammes => "public-programmes", "公費負担医療の制度（data/schemes）", "各法令・要綱", "2026-11-24", Held::Elsewhere;
    /// How the special charge of long-listed drugs is computed.
    SpecialChargeCircular => "choki-2024", "長期収載品の処方等又は調剤に係る選定療養における費用の計算方法について", "令和6年7月12日厚生労働省保険局医療課事務連絡", "2024-10-01", Held::Elsewhere;
    /// Questions and answers on the fee schedule of 2026.
    QuestionsR08 => "r8-gigi", "疑義解釈資料の送付について（令和8年度）", "令和8年厚生労働省保険局医療課事務連絡", "2026-03-23", Held::Elsewhere;
    /// Rules on the lines of a claim (記載要領).
    ClaimGuide => "kisai-youryou", "診療報酬請求書等の記載要領等について", "昭和51年保険発第82号", "2024-06-01", Held::Elsewhere;
    /// Act on National Holidays.
    HolidayAct => "shukujitsu", "国民の祝日に関する法律", "昭和23年法律第178号", "2026-01-01", Held::Elsewhere;
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// The text.
    pub document: Document,
    /// Article, note, circular number: `A001 注8`, `75条`.
    pub article: Cow<'static, str>,
}

impl Citation {
    /// A citation known at compile time.
    #[must_use]
    pub const fn of(document: Document, article: &'static str) -> Self {
        Self { document, article: Cow::Borrowed(article) }
    }

    /// The R6 notice.
    #[must_use]
    pub const fn r06(article: &'static str) -> Self {
        Self::of(Document::KokujiR06, article)
    }

    /// The R8 notice.
    #[must_use]
    pub const fn r08(article: &'static str) -> Self {
        Self::of(Document::KokujiR08, article)
    }

    /// The R6 circular.
    #[must_use]
    pub const fn r06_circular(article: &'static str) -> Self {
        Self::of(Document::TsuchiR06, article)
    }

    /// The R8 circular.
    #[must_use]
    pub const fn r08_circular(article: &'static str) -> Self {
        Self::of(Document::TsuchiR08, article)
    }

    /// Whether this citation speaks for a revision: it is of its texts, or of one that holds across revisions.
    #[must_use]
    pub fn speaks_for(&self, revision: Revision) -> bool {
        self.revision().is_none_or(|own| own == revision)
    }

    /// The revision this citation speaks for; `None` for texts that hold across revisions.
    #[must_use]
    pub const fn revision(&self) -> Option<Revision> {
        match self.document {
            Document::KokujiR06
            | Document::TsuchiR06
            | Document::StandardsR06
            | Document::KokujiR06October
            | Document::KokujiR06December
            | Document::KokujiR06April => Some(Revision::R06),
            Document::KokujiR08 | Document::TsuchiR08 | Document::StandardsR08 => Some(Revision::R08),
            _ => None,
        }
    }
}
