//! What keeps the charge from being computed, and what to tell with it.

use crate::amount::AmountError;
use crate::outcome::{Arg, Text};

/// How grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssueKind {
    /// Computed; worth knowing.
    Notice,
    /// A fact is missing: nothing is computed until it is told.
    Ask,
    /// The texts at hand do not say: nothing is computed.
    Refuse,
}

/// What an issue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A coverage, by place, and its field.
    Coverage(usize, &'static str),
    /// A visit, by place in the request, and its field; `None` for one of the ledger.
    Visit(Option<usize>, &'static str),
    /// The whole request.
    Request,
}

/// A kind of issue: its id and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct IssueType {
    /// Immutable id.
    pub id: &'static str,
    /// Kind.
    pub kind: IssueKind,
    /// Text.
    pub text: Text,
}

/// An issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its type.
    pub ty: &'static IssueType,
    /// About what.
    pub about: About,
    /// Arguments of the text.
    pub args: Vec<Arg>,
}

impl Issue {
    pub(super) const fn new(ty: &'static IssueType, about: About) -> Self {
        Self { ty, about, args: Vec::new() }
    }

    pub(super) fn with(ty: &'static IssueType, about: About, words: impl Into<String>) -> Self {
        Self { ty, about, args: vec![Arg::Words(words.into())] }
    }

    /// Whether nothing is computed because of it.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.ty.kind != IssueKind::Notice
    }
}

/// Why a step of the charge did not come to a number.
#[derive(Debug)]
pub(super) enum Stop {
    Issue(Box<Issue>),
    Amount(AmountError),
}

impl From<Issue> for Stop {
    fn from(issue: Issue) -> Self {
        Self::Issue(Box::new(issue))
    }
}

impl From<AmountError> for Stop {
    fn from(error: AmountError) -> Self {
        Self::Amount(error)
    }
}

macro_rules! issues {
    ($($name:ident $kind:ident $id:literal $ja:literal $en:literal;)+) => {
        $(pub(super) static $name: IssueType =
            IssueType { id: $id, kind: IssueKind::$kind, text: Text { ja: $ja, en: $en } };)+
    };
}

issues! {
    SHARE Ask "charge.shareUnknown"
        "負担割合が分かりません（{0}）。copayRatio を送ってください。患者負担は計算していません。"
        "the share is not known ({0}); send copayRatio; no charge was computed";
    CATEGORY Ask "charge.incomeCategoryUnknown"
        "自己負担額が限度額に達し得る月ですが、適用区分が分かりません。incomeCategory と incomeVerified を送ってください。"
        "the share may reach a limit, and the income category is not known; send incomeCategory and incomeVerified";
    CATEGORY_FITS Ask "charge.incomeCategoryDoesNotFit"
        "適用区分「{0}」は、年齢・制度・負担割合に合いません。incomeCategory と copayRatio を確認してください。"
        "income category `{0}` does not fit age, scheme and share; check incomeCategory and copayRatio";
    VERIFIED Ask "charge.incomeVerifiedUnknown"
        "適用区分の確認の有無で自己負担額が変わります。incomeVerified を送ってください。"
        "whether the income category was confirmed changes the charge; send incomeVerified";
    MULTIPLE Ask "charge.multipleMonthUnknown"
        "多数回該当か否かで自己負担額が変わります。multipleMonth を送ってください。"
        "whether the limit was reached in three of the last twelve months changes the charge; send multipleMonth";
    REMUNERATION Ask "charge.remunerationUnknown"
        "令和9年8月からの限度額は標準報酬月額によります。standardMonthlyRemunerationYen を送ってください。"
        "limits from 2027-08 go by the standard monthly remuneration; send standardMonthlyRemunerationYen";
    LIMIT Refuse "charge.limitNotKnown"
        "{0}の高額療養費の限度額は公表された表がなく、計算できません。"
        "no published table has the limit of the high-cost benefit of {0}; no charge was computed";
    PLANNED Notice "charge.limitPlanned"
        "令和9年8月以降の限度額は公表された予定によります。政令は未確認です。"
        "limits from 2027-08 are those of the published plan; no ordinance was seen";
    SPECIAL Ask "charge.specialDiseaseDoesNotFit"
        "特定疾病療養の限度額（{0}円）は、70歳未満の区分ア・イのみ20,000円、他は10,000円です。"
        "the limit of specified diseases ({0} yen) is 20,000 yen for categories ア and イ under 70, else 10,000 yen";
    SCHEME Ask "charge.schemeUnknown"
        "公費「{0}」の制度が分かりません。scheme 又は localRule を送ってください。"
        "programme `{0}` is not known; send scheme or localRule";
    SCHEME_TERMS Refuse "charge.schemeNotApplicable"
        "公費「{0}」には、診療日・年齢・入外等に当たる定めがありません。"
        "programme `{0}` has no terms for this day, age or setting";
    DAYS_IN_HOSPITAL Refuse "charge.schemeDaysInHospitalNotImplemented"
        "公費「{0}」の1日ごとの負担は、入院の会計では日ごとの額が分からず計算できません。"
        "the sums a day of programme `{0}` cannot be told of a bill of days in hospital; no charge was computed";
    SCHEME_CLASS Ask "charge.schemeClassUnknown"
        "公費「{0}」は区分により負担が異なります。schemeClass を送ってください。"
        "terms of programme `{0}` go by the class on the certificate; send schemeClass";
    SCHEME_CERTAINTY Notice "charge.schemeUnverified"
        "公費「{0}」の定めは公的な資料で確認していません。"
        "the terms of programme `{0}` were not read in an official text";
    CAP Ask "charge.monthlyCapUnknown"
        "公費「{0}」の月額上限が分かりません。monthlyCapYen を送るか、上限がなければ uncapped を true にしてください。"
        "the monthly cap of programme `{0}` is not known; send monthlyCapYen, or uncapped when it has none";
    ELSEWHERE Ask "charge.paidElsewhereUnknown"
        "公費「{0}」について他の医療機関での負担（管理票）が分かりません。paidElsewhere を送ってください（なければ []）。"
        "what was paid elsewhere under programme `{0}` is not known; send paidElsewhere ([] for nothing)";
    FIRST_VISIT Ask "charge.firstVisitUnknown"
        "公費「{0}」の負担は初診か否かによります。firstVisit を送ってください。"
        "what programme `{0}` leaves goes by first visits; send firstVisit";
    DISPENSING Ask "charge.dispensingUnknown"
        "公費「{0}」の負担は院内・院外処方の別によります。dispensing を送ってください。"
        "what programme `{0}` leaves goes by where drugs are dispensed; send dispensing";
    NOT_VALID Refuse "charge.coverageNotValid"
        "診療日に有効でない保険・公費が指定されているか、有効なものがありません。"
        "a coverage that is not valid on the day is named, or none is valid; no charge was computed";
    INSURERS Refuse "charge.insurersOverlap"
        "同じ日に有効な医療保険が複数あります。coverageSet で指定してください。"
        "more than one insurance is valid on the day; name one in coverageSet";
    CHANGED Refuse "charge.categoryChangedNotImplemented"
        "同じ保険者で月の途中に負担割合・適用区分が変わる月の計算は未対応です。"
        "a share or category that changes within a month of one insurer is not implemented; no charge was computed";
    SPECIAL_REASON Ask "charge.specialChargeReasonUnknown"
        "長期収載品を用いた理由（患者の希望・医療上の必要・供給困難）が分かりません。specialCharges の reason を送ってください。"
        "why the long-listed drug was given is not known; send reason of specialCharges";
    SPECIAL_PRICES Ask "charge.specialChargePrices"
        "「{0}」の価格が後発医薬品の最高価格を上回っていません。価格を確認してください。"
        "the price of `{0}` is not above that of the dearest generic; check the prices";
    SPECIAL_NOT_YET Refuse "charge.specialChargeNotInForce"
        "長期収載品の選定療養は令和6年10月1日からです。特別の料金は徴収できません。"
        "the special charge of long-listed drugs began on 2024-10-01; none may be made on this day";
    SPECIAL_INPATIENT Refuse "charge.specialChargeInpatientNotImplemented"
        "入院中の患者の長期収載品の特別の料金は対応していません。"
        "the special charge of in-patients is not implemented";
    SPECIAL_ASSISTANCE Refuse "charge.specialChargeAssistance"
        "生活保護等の医療扶助では、患者の希望による長期収載品は支給の対象になりません。後発医薬品を処方します。"
        "under public assistance a brand of the patient's wish is not covered, and the generic is to be given";
    MEAL_CATEGORY Ask "charge.mealFactsUnknown"
        "食事・居住費の標準負担額に必要な{0}が分かりません。"
        "the standard amount of meals or residence needs {0}; send it";
    MEAL_AMOUNT Refuse "charge.mealAmountNotKnown"
        "{0}の標準負担額は、この診療日のものを確認していません。"
        "the standard amount of {0} was not read for this day; no charge was computed";
    MEAL_SCHEME Ask "charge.mealSchemeUnknown"
        "公費「{0}」が標準負担額を負担するか分かりません。食事の coverageSet で指定してください。"
        "whether programme `{0}` pays for meals is not known; name the payers in coverageSet of the meals";
}
