//! The registry of facts: every circumstance a rule may read that is no field of its own.
//!
//! Keys are immutable and never reused. A question asks for a fact under the same key, so an answer is a fact.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::date::{ServiceDate, TimeOfDay};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The institution.
    Facility,
    /// The patient.
    Patient,
    /// One encounter.
    Encounter,
    /// One line.
    Line,
}

impl Scope {
    /// First part of a fact's key.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Patient => "patient",
            Self::Encounter => "encounter",
            Self::Line => "line",
        }
    }
}

/// Type of a fact's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactType {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Int,
    /// A decimal, written as a string.
    Decimal,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A fact that may be told of something.
#[derive(Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub scope: Scope,
    /// Name within the scope.
    pub name: &'static str,
    /// Type of the value.
    pub ty: FactType,
    /// Unit of the value (`min`, `mL`); empty when it has none.
    pub unit: &'static str,
    /// Whether the contract carries it as a field of its own instead of under `facts`.
    pub field: bool,
    /// Meaning, Japanese.
    pub ja: &'static str,
    /// Meaning, English.
    pub en: &'static str,
}

impl Fact {
    /// `encounter.plannedManagement`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}.{}", self.scope.name(), self.name)
    }
}

/// Value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A decimal.
    Decimal(Decimal),
    /// A date.
    Date(ServiceDate),
    /// A time of day.
    Time(TimeOfDay),
    /// One of the words of the fact.
    Choice(&'static str),
}

/// Facts told of one thing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<&'static str, FactValue>);

impl Facts {
    /// Tells a fact; a later value replaces an earlier one.
    pub fn set(&mut self, fact: &'static Fact, value: FactValue) {
        self.0.insert(fact.name, value);
    }

    /// The value told, if any.
    #[must_use]
    pub fn get(&self, fact: &Fact) -> Option<FactValue> {
        self.0.get(fact.name).copied()
    }

    /// The value of a yes-or-no fact.
    #[must_use]
    pub fn bool(&self, fact: &Fact) -> Option<bool> {
        match self.get(fact) {
            Some(FactValue::Bool(b)) => Some(b),
            _ => None,
        }
    }

    /// The value of an integer fact.
    #[must_use]
    pub fn int(&self, fact: &Fact) -> Option<i64> {
        match self.get(fact) {
            Some(FactValue::Int(n)) => Some(n),
            _ => None,
        }
    }

    /// The value of a fact that is one of its words.
    #[must_use]
    pub fn choice(&self, fact: &Fact) -> Option<&'static str> {
        match self.get(fact) {
            Some(FactValue::Choice(c)) => Some(c),
            _ => None,
        }
    }

    /// Everything told, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, FactValue)> {
        self.0.iter().map(|(k, v)| (*k, *v))
    }
}

macro_rules! facts {
    ($( $ident:ident = $scope:ident . $name:literal : $ty:expr, $unit:literal, $field:literal, $ja:literal, $en:literal; )*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $en)]
            pub static $ident: Fact = Fact {
                scope: Scope::$scope, name: $name, ty: $ty, unit: $unit, field: $field, ja: $ja, en: $en,
            };
        )*
        /// Every fact, in the order of the registry.
        pub static ALL: &[&Fact] = &[ $( &$ident, )* ];
    };
}

use FactType::{Bool, Choice, Date, Int};

facts! {
    // Facility
    STATEMENT_ISSUED = Facility."statementIssued": Bool, "", false, "明細書を無料で発行し、その旨を院内に掲示している（電子請求を行っている）", "detailed statements are issued free of charge and this is posted (claims are sent electronically)";
    EVENING_STANDARD = Facility."eveningAdditionStandard": Bool, "", false, "夜間・早朝等加算の施設基準を満たす", "meets the standard of the evening and early morning addition";
    PHARMACIST_FULL_TIME = Facility."pharmacistFullTime": Bool, "", false, "薬剤師が常時勤務し、その管理の下に調剤している", "a pharmacist works full time and dispensing is under the pharmacist's control";
    LOW_REFERRAL_RATE = Facility."lowReferralRate": Bool, "", false, "紹介割合・逆紹介割合が低い特定機能病院等（A000 注2・注3、A002 注2・注3）", "hospital with a low referral rate (A000 notes 2 and 3, A002 notes 2 and 3)";
    SPECIAL_TIME_INSTITUTION = Facility."afterHoursEmergencyInstitution": Bool, "", false, "専ら夜間の救急医療の確保のために設けられた医療機関（A000 注7ただし書）", "institution kept for emergency care at night (A000 note 7, proviso)";
    ELIGIBILITY_SYSTEM = Facility."onlineEligibilitySystem": Bool, "", false, "オンライン資格確認を行う体制があり、掲示等の基準を満たす（医療情報取得加算）", "online eligibility system in place and posted as required";
    DX_PREPARATION_CLASS = Facility."dxPreparationClass": Choice(&["1", "2", "3", "4", "5", "6"]), "", false, "医療DX推進体制整備加算の区分（受診月に算定できる加算1–6のうちの番号）", "class of the medical DX preparation addition that may be billed in the month (1 to 6)";
    PEDIATRIC_OUTPATIENT_CARE = Facility."pediatricOutpatientCare": Bool, "", false, "小児科外来診療料（B001-2）により請求する保険医療機関である", "the institution bills by the paediatric outpatient fee (B001-2)";
    COMPANION_AGAIN = Facility."companionWithEachFee": Bool, "", false, "同じ日の2回目以降の初診料・再診料等にも、外来・在宅ベースアップ評価料と外来・在宅物価対応料を算定する（令和8年6月から）", "the base-up fee and the price measure are billed again with each further visit fee of a day (from June 2026)";
    GENERIC_NAME_STANDARD = Facility."genericNameStandard": Bool, "", false, "一般名処方加算の施設基準（掲示等）を満たす", "meets the standard of the addition for prescribing by generic name";
    RELATED_PHARMACY = Facility."relatedPharmacy": Bool, "", false, "特別調剤基本料Ａを算定する薬局と特別な関係を有し、処方箋の交付が一定以上の医療機関である（F400 注8）", "the institution has a special relation to a pharmacy and issues many prescriptions (F400 note 8)";
    CHRONIC_STANDARD = Facility."chronicDiseaseManagementStandard": Bool, "", false, "特定疾患療養管理料の施設基準（管理を行うにつき必要な体制）を満たす（B000 注1、令和8年6月から）", "meets the standard of chronic disease management (B000 note 1, from June 2026)";
    LIFESTYLE_STANDARD = Facility."lifestyleManagementStandard": Bool, "", false, "生活習慣病管理料の施設基準（管理を行うにつき必要な体制）を満たす（B001-3・B001-3-3 注1、令和8年6月から）", "meets the standard of lifestyle disease management (B001-3 and B001-3-3 notes 1, from June 2026)";
    PATHOLOGIST = Facility."pathologistFullTime": Bool, "", false, "病理診断を専ら担当する医師が勤務する病院、又は常勤する診療所である（N006）", "a doctor who only does pathology works in this hospital, or full time in this clinic (N006)";
    HOME_SUPPORT_BEDS = Facility."homeSupportWithBeds": Bool, "", false, "機能強化型在宅療養支援診療所・病院で「病床を有する場合」に当たる（C000 注1 イ、C002 1 イ）", "enhanced home-care support clinic or hospital that counts as one with beds (C000 note 1 イ, C002 1 イ)";
    HOME_CARE_MAINLY = Facility."homeCareMainly": Bool, "", false, "主として往診又は訪問診療を実施する診療所である（C002 注8）", "clinic that mainly makes home visits (C002 note 8)";
    HOME_TWICE_STANDARD = Facility."homeTwiceStandard": Bool, "", false, "月2回以上訪問診療を行う患者に係る基準を満たす（C002 注16、令和8年6月から）", "meets the standard for patients visited twice a month (C002 note 16, from June 2026)";
    HOME_VOLUME_STANDARD = Facility."homeVolumeStandardMet": Bool, "", false, "単一建物診療患者10人以上の在医総管・施医総管に係る基準を満たす（C002 注14）", "meets the standard for managing ten or more patients of a building (C002 note 14)";
    REMOTE_ISLAND = Facility."remoteIsland": Bool, "", false, "別に厚生労働大臣が定める離島に所在する（A218-2 離島加算）", "the institution stands on a listed remote island (A218-2)";
    NIGHT_NURSING_REDUCTION = Facility."nightNursingReductionDay": Bool, "", false, "夜間看護体制特定日減算に当たる日である（A100 注6等）", "day of the reduction for the system of night nursing (A100 note 6 and others)";
    // Patient
    MONTH_HISTORY = Patient."monthHistoryComplete": Bool, "", false, "当月にこの医療機関で算定したものは、要求にある history がすべてである（history がなければ何も算定していない）", "what this institution billed earlier this month is all in `history` (without history: nothing was billed)";
    QUARTER_HISTORY = Patient."quarterHistoryComplete": Bool, "", false, "当月と前2か月にこの医療機関で算定したものは、要求にある history がすべてである（history がなければ何も算定していない）", "what this institution billed earlier this month and in the two months before is all in `history` (without history: nothing was billed)";
    PREMATURE_INFANT = Patient."prematureInfant": Bool, "", false, "未熟児である（出生時体重2,500グラム未満）", "premature infant (less than 2,500 grams at birth)";
    DIALYSIS_BEYOND_LIMIT = Patient."dialysisBeyondLimit": Bool, "", false, "人工腎臓を月15回以上算定できる患者である（J038 注8ただし書）", "patient for whom dialysis is billed beyond 14 times a month (J038 note 8, proviso)";
    FAMILY_DOCTOR_CHILD = Patient."pediatricFamilyDoctor": Bool, "", false, "小児かかりつけ診療料の対象患者である（同意があり4回以上受診した未就学児、又は6歳未満から算定している）", "the child is under the care of this institution as family doctor (B001-2-11)";
    HOME_GUIDANCE = Patient."homeGuidanceBilled": Bool, "", false, "当月に在宅療養指導管理料（C100–C121）を算定している患者である（他の保険医療機関による場合を含む）", "guidance of home treatment (C100 to C121) is billed for the patient this month, here or at another institution";
    COMMUNITY_CARE = Patient."communityCare": Choice(&["comprehensive", "dementia", "none"]), "", false, "同意を得て行う地域包括診療加算・認知症地域包括診療加算の指導と診療（いずれか、又は対象でない）", "care of several chronic diseases (A001 note 12) or of dementia (note 13), with consent; or neither";
    LONG_TERM_CARE = Patient."longTermCareCertified": Bool, "", false, "要介護被保険者等（要介護又は要支援の認定を受けた者）である", "the patient is certified for long-term care or support";
    HIV_POSITIVE = Patient."hivPositive": Bool, "", false, "ＨＩＶ抗体陽性の患者である（第10部 通則10）", "the patient is positive for HIV antibodies (general rule 10 of part 10)";
    INFECTION_CONTROL = Patient."operationInfectionControl": Bool, "", false, "ＭＲＳＡ感染症（届出対象）、Ｂ型肝炎（ＨＢs又はＨＢe抗原陽性）、Ｃ型肝炎又は結核の患者である（第10部 通則11）", "patient with notifiable MRSA, hepatitis B (HBs or HBe antigen), hepatitis C or tuberculosis (general rule 11 of part 10)";
    DIALYSIS_DISABLED = Patient."dialysisDisabled": Bool, "", false, "著しく人工腎臓が困難な障害者等である（J038 注3）", "dialysis is markedly difficult because of a disability or the like (J038 note 3)";
    // Encounter
    VISIT_KIND = Encounter."visitKind": Choice(&["first", "revisit", "phoneRevisit", "sameDayRevisit", "none"]), "", true, "受診の種別（初診、再診、電話等再診、同日再診、なし）", "kind of visit";
    TIME_CLASS = Encounter."timeClass": Choice(&["regular", "afterHours", "holiday", "lateNight"]), "", true, "受付時刻の区分（診療時間内、時間外、休日、深夜）", "time class of the visit";
    WITHIN_DISPLAYED_HOURS = Encounter."withinDisplayedHours": Bool, "", false, "表示する診療時間内の受診である", "the visit is within the displayed consulting hours";
    EVENING_EARLY_MORNING = Encounter."eveningOrEarlyMorning": Bool, "", false, "夜間・早朝等加算の対象となる時間の受診である（18時–8時、土曜12時以降、休日の診療時間内）", "the visit falls in the hours of the evening and early morning addition";
    PLANNED_MANAGEMENT = Encounter."plannedManagement": Bool, "", false, "計画的な医学管理（丁寧な問診と詳細な身体診察、説明）を行った", "planned medical management took place (careful interview, examination, explanation)";
    TELEMEDICINE = Encounter."telemedicine": Bool, "", false, "情報通信機器を用いた診療である", "the visit was held by telemedicine";
    REFERRAL_LETTER = Encounter."referralLetter": Bool, "", false, "他の保険医療機関等の文書による紹介がある（緊急その他やむを得ない場合を含む）", "the patient was referred by letter (or it was an emergency)";
    REFERRAL_FROM = Encounter."referralFrom": Choice(&["advancedHospital", "regionalSupportHospital", "referralPriorityHospital", "hospitalOf400Beds", "other"]), "", false, "紹介元の医療機関（特定機能病院、地域医療支援病院、紹介受診重点医療機関、許可病床400床以上の病院、その他。一般病床200床未満の病院はその他）", "institution that referred the patient (advanced treatment, regional support, referral priority, 400 beds or more, other; hospitals under 200 general beds are other)";
    LIFESTYLE_VISIT = Encounter."lifestyleDiseaseVisit": Bool, "", false, "生活習慣病管理料の算定日とは別の日の、生活習慣病のための診療である（令和8年6月から）", "visit for the lifestyle disease on another day than that of its management fee (from June 2026)";
    DIABETES_MAIN = Encounter."diabetesMainDisease": Bool, "", false, "生活習慣病管理料の主病が糖尿病である（B001-3-3 注1ただし書）", "diabetes is the main disease of lifestyle disease management (B001-3-3 note 1, proviso)";
    FIRST_HOME_GUIDANCE = Encounter."firstHomeGuidanceMonth": Bool, "", false, "当月は在宅療養指導料の初回の指導を行った月である（B001 13 注1）", "month of the first guidance at home by a nurse (B001 13 note 1)";
    SECOND_DEPARTMENT = Encounter."secondDepartment": Bool, "", false, "同一日の2科目の受診である（別の傷病、別の医師）", "second department of the same day (other disease, other doctor)";
    FURTHER_DEPARTMENT = Encounter."furtherDepartment": Bool, "", false, "同一日の3科目以降の受診である", "third or later department of the same day";
    FEVER_OUTPATIENT = Encounter."feverCare": Bool, "", false, "発熱その他感染症を疑わせる症状の患者に適切な感染防止対策を講じて診療した", "a patient with fever or suspected infection was seen with proper precautions";
    ELIGIBILITY_CARD_USED = Encounter."eligibilityCardUsed": Bool, "", false, "電子資格確認により診療情報を取得等した（マイナ保険証の利用等）", "medical information was obtained through online eligibility (health insurance card on My Number)";
    MONTH_SINCE_FIRST_VISIT = Encounter."monthSinceFirstVisitOrDischarge": Bool, "", false, "初診の日及び退院の日から1か月を経過している（初診も退院もないときを含む）", "a month has passed since the first visit and since discharge (or there was neither)";
    OTHER_INSTITUTION_INFORMATION = Encounter."informationFromOtherInstitution": Bool, "", false, "他の保険医療機関から診療情報の提供を受けた", "medical information was received from another institution";
    PEDIATRIC_DEPARTMENT = Encounter."pediatricDepartment": Bool, "", false, "小児科を標榜する保険医療機関における受診である", "visit at an institution that displays paediatrics";
    DISPENSING = Encounter."dispensing": Choice(&["inHouse", "prescription", "none"]), "", false, "投薬の方法（院内処方、処方箋交付、なし）", "how drugs are given (in-house, prescription, none)";
    UNDER_1500G = Encounter."weightUnder1500g": Bool, "", false, "手術時の体重が1,500グラム未満である", "the child weighs less than 1,500 grams at the operation";
    ENT_DEPARTMENT = Encounter."entDepartment": Bool, "", false, "耳鼻咽喉科を標榜し、耳鼻咽喉科を担当する医師が行った", "ear, nose and throat medicine is displayed, and a doctor of that department saw the patient";
    DURATION = Encounter."durationMin": Int, "min", false, "患家における診療の時間（分）", "minutes of care at the patient's home";
    PSYCHOTHERAPY_MINUTES = Encounter."psychotherapyMin": Int, "min", false, "通院・在宅精神療法に要した診療の時間（分）", "minutes of psychotherapy";
    ANTIPSYCHOTICS = Encounter."antipsychotics": Int, "", false, "1回の処方における抗精神病薬の種類数（I002 注6の要件を満たす投与を除く）", "kinds of antipsychotics in one prescription (not where the requirements of I002 note 6 are met)";
    ANTIDEPRESSANTS = Encounter."antidepressants": Int, "", false, "1回の処方における抗うつ薬の種類数（I002 注6の要件を満たす投与を除く）", "kinds of antidepressants in one prescription (not where the requirements of I002 note 6 are met)";
    PSYCHOTROPIC_REQUIREMENTS = Encounter."psychotropicRequirementsMet": Bool, "", false, "抗うつ薬又は抗精神病薬を3種類以上投与する場合の要件を満たす（I002 注6）", "the requirements for three or more antidepressants or antipsychotics are met (I002 note 6)";
    SELF_INJECTION_INTRODUCED = Encounter."selfInjectionIntroduced": Bool, "", false, "在宅自己注射を新たに導入した（当月が初回の指導の月から3月以内である）", "self-injection was newly introduced (this month is within three months from the first instruction)";
    EMERGENCY = Encounter."emergency": Bool, "", false, "緊急のために行った", "done as an emergency";
    SAME_DAY_RESULT = Encounter."sameDayResult": Bool, "", false, "検体検査の結果を当日中に文書で説明し、それに基づく診療を行った", "test results were explained in writing and used for care on the same day";
    FIRST_STAY_CHEMISTRY = Encounter."chemistryAdditionOpen": Bool, "", false, "この入院では、入院時初回加算（D007 注）をまだ算定していない", "the addition for the first large blood chemistry was not billed yet in this stay (D007 note)";
    REMOTE_EEG = Encounter."remoteEegReading": Bool, "", false, "脳波を送信し、受信側の常勤の医師による遠隔脳波診断の報告を文書等で受けた（D238 注3）", "the EEG was sent and read by a full-time doctor of the receiving institution, who reported in writing (D238 note 3)";
    ULTRASOUND_AT_ONE_TIME = Encounter."ultrasoundMethodsOnOneRegion": Bool, "", false, "この受診で方法の異なる超音波検査を、同一の部位に同時に行った（D215 (2)）", "different methods of ultrasound met one region at one time in this visit (D215 (2))";
    SCANS_AT_ONE_TIME = Encounter."scansAtOneTime": Bool, "", false, "この受診の2以上のCT撮影又は2以上のMRI撮影は、同時に（一連のものとして）行った（E200 注2、E202 注2）", "several CT scans, or several MRI scans, of this visit were made at one time as one series (E200 note 2, E202 note 2)";
    PATHOLOGIST_REPORT = Encounter."pathologistReport": Bool, "", false, "病理診断を専ら担当する常勤の医師が病理診断を行い、結果を文書により報告した（N006 注4）", "a full-time doctor who only does pathology made the diagnosis and reported in writing (N006 note 4)";
    VITAMIN_WARRANTED = Encounter."vitaminInjectionWarranted": Bool, "", false, "注射したビタミン剤は、ビタミンの欠乏等に必要と医師が判断したものである（G100 注2）", "the vitamins injected were judged necessary for a deficiency or the like (G100 note 2)";
    WRITTEN_EXPLANATION = Encounter."writtenExplanation": Bool, "", false, "文書により説明した", "explained in writing";
    CONTINUOUS_CARE = Encounter."continuousCare": Bool, "", false, "同一傷病の診療が継続している", "care of the same disease is going on";
    PLASTER_REASON = Encounter."plasterReason": Bool, "", false, "63枚を超える貼付剤の投薬の理由を処方箋と明細書に記載した", "the reason for more than 63 plasters is written on prescription and claim";
    LONG_PRESCRIPTION = Encounter."prescriptionOf30Days": Bool, "", false, "投与期間が30日以上の投薬である（別に厚生労働大臣が定める薬剤を除く）", "drugs for 30 days or more are prescribed (exempted drugs left out)";
    VITAMINS_NEEDED = Encounter."vitaminsNeeded": Bool, "", false, "ビタミン剤の投与を医師が必要かつ有効と判断した（F200 注5）", "the doctor judged the vitamins necessary and effective (F200 note 5)";
    PRESCRIPTION_POLYPHARMACY = Encounter."sevenOrMoreInternalDrugs": Bool, "", false, "7種類以上の内服薬の投薬を行った（臨時の投薬で2週間以内のものを除く）", "seven or more kinds of internal drugs (temporary ones of up to two weeks left out)";
    PSYCHOTROPIC_POLYPHARMACY = Encounter."psychotropicPolypharmacy": Bool, "", false, "3種類以上の抗不安薬・睡眠薬・抗うつ薬・抗精神病薬、又は4種類以上の抗不安薬及び睡眠薬の投薬を行った", "three or more anxiolytics, hypnotics, antidepressants or antipsychotics, or four or more anxiolytics and hypnotics together";
    PSYCHOTROPIC_LONG_TERM = Encounter."psychotropicLongTerm": Bool, "", false, "不安又は不眠に係る抗不安薬等を1年以上同一用法用量で投薬している", "benzodiazepines for anxiety or insomnia for a year or more without change";
    SAME_ULTRASOUND_REGION = Encounter."sameUltrasoundRegion": Bool, "", false, "超音波検査の部位が、当月に先に行った方法の異なる超音波検査と同じである（D215）", "the ultrasound meets the region of an earlier one of the month, done by another method (D215)";
    EMERGENCY_TEST = Encounter."emergencyTestInHouse": Bool, "", false, "緊急のため、診療時間外・休日・深夜に院内で検体検査を開始した", "tests were begun in the house as an emergency outside hours, on a holiday or late at night";
    EMERGENCY_IMAGING = Encounter."emergencyImagingInHouse": Bool, "", false, "緊急のため、診療時間外・休日・深夜に院内で撮影と画像診断を開始した", "imaging was begun in the house as an emergency outside hours, on a holiday or late at night";
    RADIOLOGIST_REPORT = Encounter."radiologistReport": Bool, "", false, "画像診断を専ら担当する常勤の医師が診断し、結果を文書により報告した", "a full-time doctor who only does imaging made the diagnosis and reported in writing";
    MARKER_EXCEPTION = Encounter."markerBesideManagement": Bool, "", false, "腫瘍マーカーが、悪性腫瘍特異物質治療管理料とは別に算定できる場合（D009 (1) ア–エ）に当たる", "the tumour marker is one of the exceptions billed beside the management fee (D009 (1))";
    SAME_TIME_XRAY = Encounter."sameTimeXrayMethods": Bool, "", false, "方法の異なるエックス線撮影を、同一の部位に同時に行った", "different methods of X-ray met one region at one time";
    HOUSE_CALL_PATIENT = Encounter."houseCallListedPatient": Bool, "", false, "別に厚生労働大臣が定める患者への往診である（過去60日以内に訪問診療料等を算定、外来で継続的に受診、連携する施設に入所）（C000 注1）", "house call to a listed patient (home visits within 60 days here or at a partner, regular out-patient, resident of a partner facility; C000 note 1)";
    HOUSE_CALL_TIME = Encounter."houseCallTime": Choice(&["none", "urgent", "night", "holiday", "lateNight"]), "", false, "往診の時間の区分（いずれでもない、緊急、夜間、休日、深夜。標榜時間に含まれるものは緊急か、いずれでもない）（C000 注1）", "time of the house call: none, urgent within consulting hours, night, holiday, late night (C000 note 1)";
    FURTHER_PATIENT_AT_HOME = Encounter."furtherPatientOfHousehold": Bool, "", false, "同一の患家で同時に診療した2人目以降の患者である（C000 通知(10)、C001 通知(5)）", "second or further patient seen in one household (C000 (10), C001 (5) of the circular)";
    SAME_BUILDING_SAME_DAY = Encounter."sameBuildingSameDay": Bool, "", false, "同一の建物に居住する他の患者にも同一日に訪問診療を行った（同一建物居住者）", "other patients of the building were visited the same day";
    HOME_VISITS_BEYOND = Encounter."homeVisitsBeyondThree": Bool, "", false, "週4回以上の訪問診療を算定できる（別表第七の疾病等の患者、又は急性増悪等による14日以内の頻回の訪問診療）（C001 注1・注3）", "more than three home visits a week may be billed (listed disease, or 14 days of acute worsening; C001 notes 1 and 3)";
    HOME_VISITS_IN_MONTH = Encounter."homeVisitsInMonth": Int, "", false, "当月の訪問診療の回数（C001 の1、C001-2 の注1イを算定するもの）", "home visits of the calendar month (billed by C001 1 or C001-2 note 1 イ)";
    HOME_VISIT_PATTERN = Encounter."homeVisitPattern": Choice(&["twice", "twiceWithTelemedicine", "once", "onceWithTelemedicine"]), "", false, "当月の訪問診療等（月2回以上、月2回以上でうち1回以上情報通信機器、月1回、月1回で2月に1回情報通信機器）（C002）", "home visits of the month: two or more, two with telemedicine, one, one with telemedicine every other month (C002)";
    HOME_MANAGEMENT = Encounter."homeManagement": Choice(&["home", "facility", "none"]), "", false, "在宅における総合的な医学管理の区分（在宅時医学総合管理料、施設入居時等医学総合管理料、いずれでもない）", "comprehensive management: at home (C002), in a residence (C002-2), none";
    SEVERE_HOME_STATE = Encounter."severeHomeState": Bool, "", false, "別に厚生労働大臣が定める状態の患者である（別表第八の二）（C002）", "patient in a listed severe state (annex 8-2; C002)";
    BUILDING_PATIENTS = Encounter."singleBuildingPatients": Int, "", false, "単一建物診療患者の人数（当月、その建物で在医総管・施医総管を算定する患者の数）", "patients of the building under comprehensive management in the month";
    BUILDING_CLASS = Encounter."singleBuildingClass": Choice(&["1", "2", "10", "20", "50"]), "", false, "単一建物診療患者の区分（1人、2–9人、10–19人、20–49人、50人以上）", "patients of the building: 1, 2 to 9, 10 to 19, 20 to 49, 50 and more";
    NO_PRESCRIPTION = Encounter."noPrescriptionThisMonth": Bool, "", false, "当月の訪問診療で処方箋を交付していない（30日を超える院外処方の投与期間にも当たらない）（C002 注2）", "no prescription was issued in the month (nor does one of more than 30 days run; C002 note 2)";
    HOME_TRANSITION_EARLY = Encounter."homeTransitionEarly": Bool, "", false, "退院後に在宅療養を始めた患者で、算定開始月から3月以内、退院から1年以内である（C002 注4）", "home care began after discharge; within three months of the first management and a year of discharge (C002 note 4)";
    FREQUENT_VISIT_STATE = Encounter."frequentVisitState": Bool, "", false, "頻回訪問加算の対象となる状態等にある（別表第三の一の三）（C002 注5）", "in a state listed for frequent visits (annex 3-1-3; C002 note 5)";
    FREQUENT_VISIT_BEFORE = Encounter."frequentVisitAdditionBefore": Bool, "", false, "頻回訪問加算を以前に算定した（C002 注5 ロ）", "the addition for frequent visits was billed before (C002 note 5 ロ)";
    SUPPORT_STATE = Encounter."comprehensiveSupportState": Bool, "", false, "包括的支援加算の対象となる状態である（別表第八の三）（C002 注10）", "in a state listed for comprehensive support (annex 8-3; C002 note 10)";
    TRANSITION_CLASS = Encounter."homeTransitionClass": Choice(&["none", "1", "2", "3", "4"]), "", false, "在宅療養移行加算の区分（C002 注9）", "class of the addition for moving to home care (C002 note 9)";
    SHARED_HOME_RECORDS = Encounter."sharedHomeRecordsUsed": Bool, "", false, "連携する機関がICTで記録した診療情報等を活用して計画的な医学管理を行った（C002 注15）", "records shared by partner institutions were used in management (C002 note 15)";
    PSYCHOTHERAPY_HOME_STATE = Encounter."psychotherapyHomeState": Bool, "", false, "通院・在宅精神療法と併せて在医総管・施医総管を算定できる状態である（別表第八の四）（C002 注11、C002-2 注4）", "state in which management is billed beside psychotherapy (annex 8-4; C002 note 11, C002-2 note 4)";
    TERMINAL_CARE = Encounter."terminalCare": Choice(&["none", "homeVisits", "houseCalls"]), "", false, "在宅ターミナルケア加算の要件（満たさない、訪問診療による：C001 注6・C001-2 注5、退院時共同指導と往診による：C000 注3）", "terminal care at home: none, by home visits (C001 note 6, C001-2 note 5), by house calls (C000 note 3)";
    RESIDENCE = Encounter."residentOfFacility": Bool, "", false, "有料老人ホーム等に入居する患者である（C000 注3 ロ、C001 注6 ロ）", "resident of a home for the elderly or the like (C000 note 3 ロ, C001 note 6 ロ)";
    ATTENDED_DEATH = Encounter."attendedDeathAtHome": Bool, "", false, "在宅で患者を看取った（看取り加算の要件を満たす）", "the patient was attended to until death at home (requirements met)";
    DEATH_CERTIFIED = Encounter."deathCertified": Bool, "", false, "患家において死亡診断を行った", "death was certified at the patient's home";
    OXYGEN_FOR_CANCER = Encounter."oxygenForCancer": Bool, "", false, "死亡した月に、悪性腫瘍の患者に在宅酸素療法を行った（酸素療法加算）", "home oxygen was given to a cancer patient in the month of death";
    HOME_CARE_DOCUMENT = Encounter."homeSupportDocumentGiven": Bool, "", false, "在宅療養支援診療所・病院の24時間体制の連絡先等を文書により提供している（C002 通知(4)、C001 通知(21)）", "the patient has the document on the 24-hour contacts of the home-care support institution";
    REFILL_USES = Encounter."refillUses": Int, "", false, "リフィル処方箋の使用回数（2又は3）；リフィル処方箋でないときは送らない", "uses of a refill prescription (2 or 3); left out for an ordinary one";
    SPECIFIC_DISEASE_DRUG = Encounter."specificDiseaseDrugFor28Days": Bool, "", false, "主病である特定疾患の薬剤を28日分以上処方した（リフィルは合計）", "drugs for the specific disease, which is the main one, were prescribed for 28 days or more (refills together)";
    GENERIC_NAME_PRESCRIBING = Encounter."genericNamePrescribing": Choice(&["all", "some", "none"]), "", false, "後発医薬品のある医薬品の一般名処方（2品目以上の全て、1品目以上、なし）", "drugs with generics prescribed by generic name: all of two or more, at least one, none";
    ANTINEOPLASTIC_EXPLAINED = Encounter."antineoplasticExplained": Bool, "", false, "抗悪性腫瘍剤の必要性、危険性等を文書により説明し、処方した", "antineoplastic drugs were explained in writing and prescribed";
    PSYCHOTROPICS_REDUCED = Encounter."psychotropicsReduced": Bool, "", false, "抗不安薬等の種類数又は投薬量を減らし、症状の変化等の確認を薬剤師等に指示した", "psychotropics were reduced and a pharmacist or nurse told to watch the changes";
    ANTIMICROBIAL_GUIDANCE = Encounter."antimicrobialGuidance": Bool, "", false, "急性気道感染症・急性中耳炎・急性副鼻腔炎・急性下痢症の小児に抗菌薬を使わず、指導と説明の文書提供を行った", "a child with an acute infection got no antibiotic, but guidance and the explanation in writing";
    UNAVOIDABLE_DISPENSING = Encounter."unavoidableInHouseDispensing": Bool, "", false, "処方箋を交付している患者に、夜間緊急等やむを得ず院内投薬した", "drugs were dispensed in-house because it could not be avoided (an urgent visit at night)";
    ACUTE_EXACERBATION = Encounter."acuteExacerbation": Bool, "", false, "病状の急性増悪時に行った検査・画像診断・処置である（地域包括診療料）", "tests, imaging and treatments were done in an acute exacerbation (B001-2-9)";
    THERAPY_ONLY = Encounter."therapySeriesOnly": Bool, "", false, "外来リハビリテーション診療料又は外来放射線照射診療料に係る治療のみの受診である", "a visit only for the rehabilitation or radiotherapy of B001-2-7 or B001-2-8";
    NEXT_VISIT_BOOKED = Encounter."nextVisitBooked": Bool, "", false, "次回受診の日を予約した", "the next visit was booked";
    FIRST_MARKER_MONTH = Encounter."firstTumourMarkerMonth": Bool, "", false, "悪性腫瘍特異物質治療管理料の1回目を算定すべき月であり、前月に腫瘍マーカーを算定していない", "month of the first management by cancer markers, with no marker billed in the month before";
    SAME_OPERATIVE_FIELD = Encounter."sameOperativeField": Bool, "", false, "この日の2以上の手術は、同一手術野又は同一病巣につき同時に行った（第10部 通則14）", "the operations of the day met one operative field or lesion at one time (general rule 14 of part 10)";
    LISTED_OPERATION_PAIR = Encounter."operationPairListed": Bool, "", false, "この日の2つの手術の組合せは、複数手術に係る費用の特例（平成30年厚生労働省告示第72号）に掲げられている", "the two operations of the day are a pair of the notice on several operations (2018 notice 72)";
    LAMINA_ADJACENT = Encounter."laminaAdjacent": Bool, "", false, "椎弓切除・椎弓形成は、同時に固定した椎間に隣接する椎弓に行った（K142 注2）", "the lamina operated on adjoins a space fused at the same time (K142 note 2)";
    TRANSFUSION_MANAGED = Encounter."transfusionManaged": Bool, "", false, "赤血球濃厚液、血小板濃厚液若しくは自己血の輸血、又は新鮮凍結血漿若しくはアルブミン製剤の輸注である（K920-2）", "red cells, platelets or own blood were transfused, or fresh frozen plasma or albumin infused (K920-2)";
    REHAB_NINE_UNITS = Encounter."rehabNineUnits": Bool, "", false, "疾患別リハビリテーションを1日9単位まで算定できる患者である（特掲診療料の施設基準等 別表第九の三）", "patient for whom nine units of rehabilitation a day are billed (annex 9-3)";
    REHAB_BEYOND = Encounter."rehabBeyondStandardDays": Bool, "", false, "標準的算定日数を超えて算定できる患者であり、その場合に当たる（別表第九の八、第九の九）", "patient and case for which rehabilitation is billed beyond the standard days (annexes 9-8 and 9-9)";
    REHAB_AFTER_DISCHARGE = Encounter."rehabAfterAcuteDischarge": Bool, "", false, "脳卒中（H001）又は大腿骨頸部骨折（H002）の患者で、当該医療機関を退院したもの又は地域連携診療計画加算を算定して他の医療機関を退院したものである", "stroke (H001) or hip fracture (H002) patient discharged from this institution, or from another that billed the regional pathway addition";
    REHAB_UNITS_EARLIER = Encounter."rehabUnitsEarlierThisMonth": Int, "units", false, "当月、標準的算定日数を超えた日以降に先に行った疾患別リハビリテーションの単位数（この要求に含まれないもの）", "units of rehabilitation earlier this month beyond the standard days, outside this request";
    SAME_DISEASE_AREAS = Encounter."sameDiseaseAreas": Bool, "", false, "この日の複数部位の創傷処置等は、同一疾病又はこれに起因する病変に対するものである（J000 (2)）", "the treated areas of the day belong to one disease or lesions caused by it (J000 (2))";
    DIALYSIS_EVENING = Encounter."dialysisEvening": Bool, "", false, "人工腎臓を午後5時以降に開始したか、午後9時以降に終了した（J038 注1）", "the dialysis began at 17:00 or later, or ended at 21:00 or later (J038 note 1)";
    DIALYSIS_INTRODUCTION = Encounter."dialysisIntroduction": Bool, "", false, "人工腎臓の導入期（導入後1月以内）である（J038 注2）", "month of introduction of dialysis (J038 note 2)";
    DIALYSIS_FILTRATION = Encounter."dialysisFiltration": Bool, "", false, "慢性維持透析濾過（複雑なもの）を行った（J038 注13）", "chronic haemodiafiltration of the complex kind (J038 note 13)";
    DIALYSIS_LONG = Encounter."dialysisLong": Bool, "", false, "通常の人工腎臓では管理が困難な兆候を有する患者に6時間以上の人工腎臓を行った（J038 注11）", "dialysis of six hours or more for a patient whom the usual dialysis does not manage (J038 note 11)";
    DIALYSIS_EXERCISE = Encounter."dialysisExercise": Bool, "", false, "人工腎臓の患者に療養上必要な訓練等の指導を行った（開始から90日以内。J038 注14）", "training was taught to a dialysis patient (within 90 days, J038 note 14)";
    PRECISE_INFUSION = Encounter."precisionInfusion": Bool, "", false, "精密持続点滴注射を行った（第6部 通則4の要件を満たす）", "precise infusion that meets general rule 4 of part 6";
    OUTPATIENT_CHEMOTHERAPY = Encounter."outpatientChemotherapy": Bool, "", false, "悪性腫瘍を主病としない患者に、文書による説明の上で注射による化学療法を行った（第6部 通則6）", "chemotherapy by injection, explained in writing, for a patient whose main disease is no cancer (general rule 6 of part 6)";
    BIOSIMILAR_INTRODUCTION = Encounter."biosimilarIntroduction": Bool, "", false, "説明の上でバイオ後続品を注射した（初回の使用の月から3月以内。第6部 通則7）", "a biosimilar was injected after an explanation, within three months of its first use (general rule 7 of part 6)";
    WITHIN_YEAR_OF_PSYCHIATRY = Encounter."withinYearOfFirstPsychiatry": Bool, "", false, "この医療機関の精神科を最初に受診した日から1年以内である（I002 注3）", "within a year of the first visit to the psychiatry of the institution (I002 note 3)";
    PSYCHOSOMATIC_MINUTES = Encounter."psychosomaticMin": Int, "min", false, "心身医学療法に要した診療の時間（分）", "minutes of psychosomatic therapy";
    BLOCK_AS_ANESTHESIA = Encounter."nerveBlockAsAnaesthesia": Bool, "", false, "この日の神経ブロックは、麻酔と同一の目的（手術等の麻酔、その補助麻酔又は前処置）のために行った（第11部 通則4）", "the nerve block of the day was done for the purpose of the anaesthesia (general rule 4 of part 11)";
    IMAGING_WITH_OPERATION = Encounter."imagingWithOperation": Bool, "", false, "この日の画像診断・検査は、画像診断と検査の費用を算定しない手術に伴うものである（第10部第1節の各注）", "imaging and tests of the day went with the operation whose note leaves them out (section 1 of part 10)";
    IMAGING_WITH_BLOCK = Encounter."imagingWithNerveBlock": Bool, "", false, "この日の透視・造影は、神経ブロックに先立って行ったものである（L100 通知(5)・(6)）", "fluoroscopy or contrast imaging of the day went before the nerve block (L100 (5), (6) of the circular)";
    SAMPLING_WITH_OPERATION = Encounter."samplingWithOperation": Bool, "", false, "この日の診断穿刺・検体採取（採血を含む）は、手術に伴って行った（第10部 通則1）", "punctures and sampling of the day (blood collection too) went with the operation (general rule 1 of part 10)";
    DAY_CARE_EARLY = Encounter."dayCareEarly": Bool, "", false, "精神科ショート・ケア等（重度認知症患者デイ・ケア料はその料）の算定を開始してから1年以内、又は精神病床を退院して1年以内である（早期加算）", "psychiatric day care within a year of its first billing or of discharge from a psychiatric bed (early addition)";
    DAY_CARE_PERIOD = Encounter."dayCarePeriod": Choice(&["withinYear", "withinThreeYears", "beyondThreeYears"]), "", false, "精神科ショート・ケア、デイ・ケア、ナイト・ケア、デイ・ナイト・ケアのいずれかを最初に算定した日からの期間（1年以内、1年超3年以内、3年超）", "time since the first psychiatric day care (I008-2 to I010-2 together) was billed: within a year, within three, beyond";
    LONG_STAY_HISTORY = Patient."longPsychiatricStay": Bool, "", false, "精神疾患により通算して1年以上の入院歴を有する（I009 注4）", "patient who spent a year or more in hospital for a mental illness (I009 note 4)";
    GOAL_SETTING_BILLED = Encounter."goalSettingWithinThreeMonths": Bool, "", false, "過去3月以内に目標設定等支援・管理料（H003-4）を算定している", "goal setting (H003-4) was billed within the last three months";
    DIALYSIS_DRUGS = Encounter."dialysisSolutionsUsed": Bool, "", false, "この日の生理食塩液・電解質補液・ブドウ糖液・血液凝固阻止剤の注射薬は、人工腎臓に用いた（J038 注6）", "salt, electrolyte and glucose solutions and anticoagulants of the day were used for the dialysis (J038 note 6)";
    INJECTION_THROUGH_CIRCUIT = Encounter."injectionThroughCircuit": Bool, "", false, "この日の注射は、人工腎臓の回路を通して行った（J038 (7) オ）", "the injections of the day went through the circuit of the dialysis (J038 (7) オ)";
    REFRACTION_REASON = Encounter."refractionBesideAcuity": Bool, "", false, "屈折検査と矯正視力検査を併せて算定できる場合（屈折異常の疑いによる初めての検査、眼鏡処方箋の交付、6歳未満で弱視又は不同視の疑い）に当たる（D261 (3)）", "refraction and visual acuity are billed together: first examination on suspicion, prescription for spectacles, or suspected amblyopia under six (D261 (3))";
    // Line
    ACT_TIME_CLASS = Line."actTimeClass": Choice(&["regular", "afterHours", "holiday", "lateNight"]), "", false, "処置・手術の開始時間の区分（受診と異なるとき）", "time class at the beginning of the act, where it differs from that of the visit";
    PSYCHOTROPIC_CLASS = Line."psychotropicClass": Choice(&["anxiolytic", "hypnotic", "antidepressant", "antipsychotic", "none"]), "", false, "向精神薬多剤投与における薬剤の区分（別紙36：抗不安薬、睡眠薬、抗うつ薬、抗精神病薬、いずれでもない）", "class of the drug for several psychotropics (annex 36)";
    TREATING_GARGLE = Line."gargleForTreatment": Bool, "", false, "治療を目的とするうがい薬である（第5部 通則4 の対象外）", "the gargle is given as a treatment (outside general rule 4 of part 5)";
    PLASTER = Line."painPlaster": Bool, "", false, "鎮痛・消炎に係る貼付剤として数える（各種がんの鎮痛の目的等でない）", "counts as a plaster against pain and inflammation (not for pain of cancer)";
    UNRELATED_TO_OPERATION = Line."unrelatedToOperation": Bool, "", false, "当日の手術に関連しない処置・注射・検査・画像診断である", "treatment, injection, test or imaging that has nothing to do with the operation of the day";
    OTHER_ANESTHESIA_PURPOSE = Line."separatePurpose": Bool, "", false, "他の麻酔とは別の目的の麻酔である", "anaesthesia for a purpose of its own";
    TEMPORARY_MEDICATION = Line."temporaryMedication": Bool, "", false, "臨時の投薬である（投与期間2週間以内）", "temporary medication (up to two weeks)";
    ATMOSPHERES = Line."atmospheres": FactType::Decimal, "atm", false, "高気圧酸素治療の気圧数", "atmospheres of hyperbaric oxygen";
    ONSET = Line."onset": Date, "", false, "発症、手術又は急性増悪の日（明確でないときは最初に診断された日）", "date of onset, operation or exacerbation (where it is not clear, of the first diagnosis)";
    TREATMENT_START = Line."treatmentStart": Date, "", false, "治療開始日（心大血管疾患・呼吸器リハビリテーション）", "first day of treatment (heart and respiratory rehabilitation)";
    FILM_COUNT = Line."filmCount": Int, "sheets", false, "フィルムの枚数", "number of films";
    GENERIC_NAME = Line."prescribedByGenericName": Bool, "", false, "一般名処方である", "the drug is prescribed by its generic name";
    MONITORED_MONTH = Line."drugMonitoringMonth": Int, "", false, "特定薬剤治療管理料1の何月目か（その薬剤の1回目を算定すべき月が1）", "month of the drug monitoring, the first one being 1";
    MONITORED_DRUG = Line."monitoredDrug": Choice(&["antiepileptic", "transplantImmunosuppressant", "immunosuppressant", "vancomycin", "other"]), "", false, "特定薬剤治療管理の対象薬剤（抗てんかん剤、臓器移植後の免疫抑制剤、その他の免疫抑制剤、入院中のバンコマイシン、その他）", "kind of the monitored drug; vancomycin is that of in-patients";
    TRANSPLANT_MONTH = Line."transplantMonth": Int, "", false, "臓器移植を行った日の属する月から何月目か（移植月が1）", "month since the organ transplant, that of the transplant being 1";
    BESIDE_DIALYSIS_FEE = Line."besideDialysisFee": Bool, "", false, "慢性維持透析患者外来医学管理料とは別に算定する検査である（通知 B001 15 (10)）", "test that is billed beside the management of dialysis out-patients (B001 15 (10))";
    ADDRESSEE_KIND = Line."addresseeKind": Choice(&["institution", "municipality", "pharmacy", "disabilityFacility", "careFacility", "dementiaCentre", "school"]), "", false, "診療情報提供料（Ⅰ）の提供先の種類（保険医療機関：注1、市町村・居宅介護支援事業者等：注2、保険薬局：注3、精神障害者施設等：注4、介護老人保健施設・介護医療院：注5、認知症の専門医療機関：注6、学校等：注7）", "kind of the addressee of a letter (B009): institution (note 1), municipality or care manager (2), pharmacy (3), facility for the disabled (4), care facility (5), dementia centre (6), school (7)";
    USED_FOR_DIALYSIS = Line."usedForDialysis": Bool, "", false, "人工腎臓に用いた薬剤である（J038 注6）", "the drug was used for the dialysis (J038 note 6)";
    ROUTE = Line."route": Choice(&["drip", "intravenous", "intramuscular", "subcutaneous", "other"]), "", false, "注射の経路（点滴、静脈内、筋肉内、皮下、その他）", "route of an injection (drip, intravenous, intramuscular, subcutaneous, other)";
    ADDRESSEE = Line."addressee": Int, "", false, "文書の提供先の番号（依頼者が付ける；同じ番号は同じ提供先）", "number the client gives to the addressee of a letter; equal numbers are one addressee";
}

/// The fact of a key such as `encounter.plannedManagement`.
#[must_use]
pub fn by_key(scope: Scope, name: &str) -> Option<&'static Fact> {
    ALL.iter().copied().find(|f| f.scope == scope && f.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<String> = ALL.iter().map(|f| f.key()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
