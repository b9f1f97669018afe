//! The only input: who was treated where, what was done, what is known.
//!
//! **Absent is unknown, empty is none**: `None` means the request does not say, `Some(vec![])` that there is none.

mod hours;

pub use hours::{Hours, OnHolidays, Span, Weekday};

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::amount::Yen;
use crate::charge::{CounterOptions, LedgerEntry, MealDays, PrivateLine, Terms};
use crate::code::Code;
use crate::date::{ServiceDate, ServiceMonth, TimeOfDay};
use crate::fact::Facts;

/// A request, parsed and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The institution.
    pub facility: Facility,
    /// The patient.
    pub patient: Patient,
    /// Insurance and public programmes.
    pub coverages: Vec<Coverage>,
    /// Diseases; `None` when not told.
    pub diagnoses: Option<Vec<Diagnosis>>,
    /// Encounters in the order given.
    pub encounters: Vec<Encounter>,
    /// What was billed before at this institution; `None` when not told.
    pub history: Option<History>,
    /// Answers to earlier questions.
    pub answers: Vec<Answer>,
    /// How to answer.
    pub options: Options,
    /// What only the charge reads.
    pub charge: ChargeFacts,
}

/// What only the charge reads: ledger, meals, what is not insured, options of the counter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChargeFacts {
    /// What this institution has charged before in the month.
    pub ledger: Vec<LedgerEntry>,
    /// Meals and residence by place of the encounter.
    pub meals: BTreeMap<usize, MealDays>,
    /// What is not insured, by place of the encounter.
    pub private: BTreeMap<usize, Vec<PrivateLine>>,
    /// What the law leaves to the institution.
    pub options: CounterOptions,
}

/// Clinic or hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FacilityKind {
    /// 診療所.
    Clinic,
    /// 病院.
    Hospital,
}

/// The institution (保険医療機関).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facility {
    /// Institution code, ten digits with prefecture and fee table, as given.
    pub code: Option<String>,
    /// Clinic or hospital; `None` when not told.
    pub kind: Option<FacilityKind>,
    /// Prefecture, two digits.
    pub prefecture: Option<String>,
    /// 級地 of the region addition.
    pub area_class: Option<u8>,
    /// Licensed beds (許可病床数).
    pub licensed_beds: Option<u32>,
    /// General beds (一般病床数).
    pub general_beds: Option<u32>,
    /// Departments on display (標榜科), codes of 別表10.
    pub departments: Option<Vec<String>>,
    /// Facility standards filed (届出); `None` when not told.
    pub standards: Option<Vec<FiledStandard>>,
    /// Displayed consulting hours; `None` when not told.
    pub hours: Option<Hours>,
    /// Facts.
    pub facts: Facts,
}

/// A facility standard filed, and from when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiledStandard {
    /// Code of the standard (施設基準コード).
    pub code: u16,
    /// First day it counts (算定開始年月日); `None` when not told: it counts always.
    pub from: Option<ServiceDate>,
}

/// Sex as the claim records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// 1.
    Male,
    /// 2.
    Female,
}

/// The patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patient {
    /// Date of birth.
    pub birth: ServiceDate,
    /// Sex; `None` when not told.
    pub sex: Option<Sex>,
    /// Facts.
    pub facts: Facts,
}

/// Kind of a coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageKind {
    /// Health insurance (医療保険) but 後期高齢者医療.
    Medical,
    /// 後期高齢者医療.
    LateElderly,
    /// Public programme (公費負担医療).
    Public,
}

/// One coverage of the patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Order on the claim.
    pub seq: u8,
    /// Kind.
    pub kind: CoverageKind,
    /// Insurer or payer number as given.
    pub number: Option<String>,
    /// Statutory share (負担割合) told by the eligibility check; `None` when not told.
    pub copay_ratio: Option<Decimal>,
    /// 適用区分 as given.
    pub income_category: Option<String>,
    /// Whether the category was confirmed (資格確認, 認定証).
    pub income_verified: Option<bool>,
    /// 多数回該当.
    pub multiple_month: Option<bool>,
    /// Limit on the certificate of specified diseases (特定疾病療養受療証), before halving.
    pub special_disease_limit: Option<Yen>,
    /// Whether limits are halved because someone turns 75; `None`: by the birth date.
    pub turning_75_month: Option<bool>,
    /// 標準報酬月額, in yen.
    pub remuneration: Option<u32>,
    /// Programme: key of a scheme file; `None`: by the first two digits of the number.
    pub scheme: Option<String>,
    /// Class on the certificate of the programme.
    pub scheme_class: Option<String>,
    /// Percentage of the cost that the programme leaves, over the scheme's.
    pub rate_percent: Option<Decimal>,
    /// Monthly cap on the certificate of the programme.
    pub monthly_cap: Option<Yen>,
    /// The certificate carries no cap.
    pub uncapped: bool,
    /// Paid at other institutions under the programme; `None` when not told.
    pub paid_elsewhere: Option<Vec<PaidElsewhere>>,
    /// Terms of a programme that has no scheme file.
    pub local_rule: Option<Terms>,
    /// First day.
    pub valid_from: Option<ServiceDate>,
    /// Last day, inclusive.
    pub valid_to: Option<ServiceDate>,
}

impl Coverage {
    /// A coverage of which nothing but its kind is told.
    #[must_use]
    pub const fn new(seq: u8, kind: CoverageKind) -> Self {
        Self {
            seq,
            kind,
            number: None,
            copay_ratio: None,
            income_category: None,
            income_verified: None,
            multiple_month: None,
            special_disease_limit: None,
            turning_75_month: None,
            remuneration: None,
            scheme: None,
            scheme_class: None,
            rate_percent: None,
            monthly_cap: None,
            uncapped: false,
            paid_elsewhere: None,
            local_rule: None,
            valid_from: None,
            valid_to: None,
        }
    }
}

/// Paid at another institution (自己負担上限額管理票).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaidElsewhere {
    /// Day; `None`: before anything here.
    pub date: Option<ServiceDate>,
    /// Yen, as written on the record.
    pub yen: Yen,
}

/// A disease of the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// Seven-digit code.
    pub code: Code,
    /// Modifiers, four-digit codes, in order.
    pub modifiers: Vec<Code>,
    /// First day of care.
    pub from: Option<ServiceDate>,
    /// Last day (転帰日), inclusive.
    pub until: Option<ServiceDate>,
    /// 主傷病.
    pub main: bool,
    /// 疑い.
    pub suspected: bool,
}

/// Where the patient was treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// 外来.
    Outpatient,
    /// 在宅.
    Home,
    /// 入院.
    Inpatient,
}

/// One encounter: what happened on one occasion (in-patients: one day).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounter {
    /// The client's id, unique in the request.
    pub id: String,
    /// Service date.
    pub date: ServiceDate,
    /// The date as sent, when the calendar has no such day: then nothing of the encounter is billed and `date` means nothing.
    pub date_text: Option<String>,
    /// When the patient was received.
    pub received_at: Option<TimeOfDay>,
    /// Department, code of 別表10.
    pub department: Option<String>,
    /// Setting.
    pub setting: Setting,
    /// Date of admission.
    pub admission: Option<ServiceDate>,
    /// Date of discharge.
    pub discharge: Option<ServiceDate>,
    /// Facts, `visitKind` and `timeClass` among them.
    pub facts: Facts,
    /// Lines in the order given.
    pub lines: Vec<Line>,
}

/// How a drug is given, which decides its billing unit (剤 / 調剤).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrugForm {
    /// 内服: one dosing group for one day, times the days.
    Oral,
    /// 屯服: one dose, times the doses.
    AsNeeded,
    /// 外用: one dispensing.
    External,
    /// 注射: all drugs of one injection.
    Injection,
    /// Used in a test, treatment, operation …: all drugs of the act.
    WithinAct,
}

/// One line: a code with what is needed to price it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The client's id, unique in the request.
    pub id: String,
    /// Code.
    pub code: Code,
    /// The code as sent, when it has not nine digits: then the line is not billed and `code` means nothing.
    pub code_text: Option<String>,
    /// The client's billing unit (算定単位): lines of one group are rounded together.
    pub group: Option<String>,
    /// Section the claim files it under (診療識別); derived when absent.
    pub section: Option<u8>,
    /// How often the unit is billed (回数).
    pub count: u32,
    /// Quantity data (数量データ) or amount of a drug or material.
    pub quantity: Option<Decimal>,
    /// Unit of the quantity as given.
    pub unit: Option<String>,
    /// How a drug is given.
    pub form: Option<DrugForm>,
    /// Directions (用法), as given; equal directions and days make one dosing group.
    pub usage: Option<String>,
    /// Days (内服) or doses (屯服).
    pub days: Option<u32>,
    /// Unit price in yen, over the master's.
    pub unit_price_yen: Option<Decimal>,
    /// Points that the claim itself carries (点数識別 4 and 7).
    pub claimed_points: Option<Decimal>,
    /// Coverages the line is billed to (負担区分), by `seq`; empty = all.
    pub coverage_set: Vec<u8>,
    /// Number of the blood draw of the day.
    pub draw: Option<u32>,
    /// Specimen, in words.
    pub specimen: Option<String>,
    /// Part of the body, in words.
    pub site: Option<String>,
    /// Side of the body, in words.
    pub side: Option<String>,
    /// Volume, mL.
    pub volume_ml: Option<Decimal>,
    /// Treated area, cm².
    pub area_cm2: Option<Decimal>,
    /// Department that ordered, code of 別表10.
    pub department: Option<String>,
    /// Day of the line where it is not the encounter's: it decides which version of the row holds.
    pub date: Option<ServiceDate>,
    /// Comments of the claim on this line; they change no amount.
    pub comments: Vec<Comment>,
    /// Facts.
    pub facts: Facts,
}

/// A comment on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Comment code.
    pub code: Code,
    /// Its words, where the code wants some.
    pub text: Option<String>,
}

impl Line {
    /// A line of a code, once, with nothing else told.
    #[must_use]
    pub fn new(id: impl Into<String>, code: Code) -> Self {
        Self {
            id: id.into(),
            code,
            code_text: None,
            group: None,
            section: None,
            count: 1,
            quantity: None,
            unit: None,
            form: None,
            usage: None,
            days: None,
            unit_price_yen: None,
            claimed_points: None,
            coverage_set: Vec::new(),
            draw: None,
            specimen: None,
            site: None,
            side: None,
            volume_ml: None,
            area_cm2: None,
            department: None,
            date: None,
            comments: Vec::new(),
            facts: Facts::default(),
        }
    }
}

/// What was billed before at this institution.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// From this day on the list is complete; `None`: it may lack things.
    pub complete_from: Option<ServiceDate>,
    /// Acts, in any order.
    pub acts: Vec<PastAct>,
}

/// One act of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PastAct {
    /// Day.
    pub date: ServiceDate,
    /// Code.
    pub code: Code,
    /// How often.
    pub count: u32,
}

impl History {
    /// Whether nothing in the month before `date` (and on it) can be missing from the list.
    #[must_use]
    pub fn covers_month(&self, month: ServiceMonth) -> bool {
        self.complete_from
            .is_some_and(|from| from.month() < month || (from.month() == month && from.parts().2 == 1))
    }
}

/// An answer to a question of an earlier reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Id of the question.
    pub question: String,
    /// Id of the choice.
    pub choice: String,
}

/// How much of the trace the reply carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum TraceLevel {
    /// No trace: nothing is recorded.
    #[default]
    None,
    /// Every step.
    Full,
}

/// Language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether to derive implied lines, or only to price what is given.
    pub auto_add: bool,
    /// Trace.
    pub trace: TraceLevel,
    /// Language of messages.
    pub lang: Lang,
}

impl Default for Options {
    fn default() -> Self {
        Self { auto_add: true, trace: TraceLevel::None, lang: Lang::Ja }
    }
}
