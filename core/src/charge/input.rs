//! What the charge is computed from: coverages, visits by payer set, the ledger of the month.

use rust_decimal::Decimal;

use super::terms::Dispensing;
use crate::amount::Yen;
use crate::claim::{Coverage, Encounter, Setting};
use crate::date::ServiceDate;
use crate::fact::{self, FactValue};

/// A request of operation `charge`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeRequest {
    /// Date of birth.
    pub birth: ServiceDate,
    /// Insurance and public programmes.
    pub coverages: Vec<Coverage>,
    /// Visits to charge; each is one payment (inpatients: one bill).
    pub visits: Vec<ChargeVisit>,
    /// What this institution has charged before, in the same months.
    pub ledger: Vec<LedgerEntry>,
    /// What the law leaves to the institution.
    pub options: CounterOptions,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargeVisit {
    /// The client's id, unique among visits and ledger; a visit with the id of a ledger entry replaces it.
    pub id: String,
    /// Service date.
    pub date: ServiceDate,
    /// Setting.
    pub setting: Setting,
    /// Dental care, which counts as another institution (施行令43条9項).
    pub dental: bool,
    /// Whether it is a first visit (初診); `None` when not told.
    pub first_visit: Option<bool>,
    /// Who dispenses; `None` when not told.
    pub dispensing: Option<Dispensing>,
    /// Costs by payer set.
    pub parts: Vec<Part>,
    /// Meals and residence.
    pub meals: Option<MealDays>,
    /// What is not insured.
    pub private: Vec<PrivateLine>,
    /// Long-listed drugs, by billing unit.
    pub special: Vec<SpecialUnit>,
}

impl ChargeVisit {
    /// The visit that an encounter is, before any cost.
    #[must_use]
    pub fn of(encounter: &Encounter) -> Self {
        let word = |fact| match encounter.facts.get(fact) {
            Some(FactValue::Choice(word)) => Some(word),
            _ => None,
        };
        Self {
            id: encounter.id.clone(),
            date: encounter.date,
            setting: encounter.setting,
            dental: false,
            first_visit: word(&fact::VISIT_KIND).map(|word| word == "first"),
            dispensing: word(&fact::DISPENSING)
                .map(|word| if word == "prescription" { Dispensing::Outside } else { Dispensing::InHouse }),
            parts: Vec::new(),
            meals: None,
            private: Vec::new(),
            special: Vec::new(),
        }
    }
}

/// Costs of one payer set (負担区分).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Cost in yen, ten times the points.
    pub cost: Yen,
    /// Coverages that bear it, by `seq`; empty: all that are valid on the day.
    pub coverage_set: Vec<u8>,
}

/// Meals and living care of a visit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MealDays {
    /// Meals.
    pub meals: u32,
    /// Days of residence (生活療養).
    pub residence_days: u32,
    /// Over 90 days in hospital in the last twelve months; `None` when not told.
    pub long_stay: Option<bool>,
    /// Bed for long-term care of someone of 65 or over (生活療養).
    pub living_care: bool,
    /// 生活療養(2) instead of (1); `None` when not told.
    pub second_class: Option<bool>,
    /// 医療区分 1, 2 or 3; `None` when not told.
    pub medical_category: Option<u8>,
    /// Group with an amount of its own; `None` when not told or none.
    pub group: Option<MealGroup>,
    /// Coverages, by `seq`; empty: all that are valid on the day.
    pub coverage_set: Vec<u8>,
}

/// Groups with a standard amount of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MealGroup {
    /// 指定難病・小児慢性特定疾病.
    Intractable,
    /// In a psychiatric ward for over a year.
    Psychiatric,
    /// 老齢福祉年金.
    Pension,
    /// 境界層.
    Border,
}

/// Something sold outside the insurance (選定療養, 自費).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrivateLine {
    /// What it is.
    pub name: String,
    /// Price without tax.
    pub price: Yen,
    /// Consumption tax, percent; 0 for what is not taxed.
    pub tax_percent: u8,
    /// Whether the tax stands in the price already.
    pub tax_included: bool,
}

/// Long-listed drugs of one billing unit (所定単位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialUnit {
    /// The drugs; others of the unit do not count.
    pub drugs: Vec<SpecialDrug>,
    /// Days, or how often.
    pub count: u32,
    /// Why the brand was given; `None` when not told.
    pub reason: Option<SpecialReason>,
}

/// A long-listed drug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDrug {
    /// Name.
    pub name: String,
    /// What of its price is not insured.
    pub difference: Difference,
    /// Quantity of one day or one time, in units of the price.
    pub quantity: Decimal,
}

/// The part of a price that is not insured, in yen a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// As published: price less what the insured part is computed from.
    Published(Decimal),
    /// From the two prices.
    Prices {
        /// Of the long-listed drug.
        original: Decimal,
        /// Of the dearest generic.
        generic: Decimal,
    },
}

/// Why a long-listed drug was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpecialReason {
    /// 患者の希望.
    PatientWish,
    /// 医療上の必要.
    MedicalNeed,
    /// 後発医薬品の提供が困難.
    NoSupply,
}

/// A visit charged before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The visit.
    pub visit: ChargeVisit,
    /// What the patient owed and paid then; `None`: nothing to compare with.
    pub charged: Option<Charged>,
}

/// What was charged for a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charged {
    /// In 1-yen units.
    pub patient: Yen,
    /// At the counter.
    pub counter: Yen,
}

/// What the counter collects of a limit that ends in odd yen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum AtLimit {
    /// Rounded to ten yen like any other sum (健康保険法75条).
    #[default]
    Round,
    /// To the yen.
    Exact,
    /// Down to ten yen.
    Down,
}

/// How the limit of specified diseases counts care under a further programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum SpecialDiseaseSum {
    /// The share before the programme counts (施行令41条9項).
    #[default]
    Share,
    /// Only what the patient pays under the programme counts.
    Patient,
}

/// What the law leaves open, by institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CounterOptions {
    /// Odd yen of a limit.
    pub at_limit: AtLimit,
    /// Specified diseases beside a programme.
    pub special_disease: SpecialDiseaseSum,
}
