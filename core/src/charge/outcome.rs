//! What the charge comes to.

use rust_decimal::Decimal;

use super::issue::Issue;
use super::terms::Place;
use crate::amount::{Points, Yen};
use crate::date::ServiceMonth;
use crate::law::Citation;
use crate::outcome::ChargeStep;

/// Who bears something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Payer {
    /// The insurance, by `seq`.
    Insurer(u8),
    /// A public programme: its slot on the receipt (1 …) and its `seq`.
    Public(u8, u8),
}

/// The charge; without visits and months when something has to be told first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChargeOutcome {
    /// Visits of the request, in its order.
    pub visits: Vec<VisitCharge>,
    /// Months of these visits, with the ledger.
    pub months: Vec<MonthCharge>,
    /// Ledger entries that come to something else now.
    pub differences: Vec<Difference>,
    /// What is missing, refused or worth knowing.
    pub issues: Vec<Issue>,
    /// Citations of the steps.
    pub citations: Vec<Citation>,
}

impl ChargeOutcome {
    /// Whether there is an answer.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        !self.issues.iter().any(Issue::stops)
    }
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitCharge {
    /// The client's id.
    pub id: String,
    /// Statutory share; `None` without insurance.
    pub ratio: Option<Decimal>,
    /// Cost.
    pub cost: Yen,
    /// What the patient owes, in 1-yen units; negative where earlier payments were too high.
    pub patient: Yen,
    /// What the counter collects.
    pub counter: Yen,
    /// Who bears the rest.
    pub by_payer: Vec<(Payer, Yen)>,
    /// From points to counter.
    pub steps: Vec<ChargeStep>,
    /// Meals and residence.
    pub meals: Option<MealCharge>,
    /// What is not insured.
    pub private: Option<PrivateCharge>,
    /// Special charge of long-listed drugs.
    pub special: Option<SpecialCharge>,
    /// Counter, meals, the special charge and what is not insured.
    pub due: Yen,
}

/// Meals and residence of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MealCharge {
    /// Standard amounts.
    pub standard: Yen,
    /// What the patient pays of them.
    pub patient: Yen,
    /// What programmes pay.
    pub by_payer: Vec<(Payer, Yen)>,
}

/// What is not insured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivateCharge {
    /// Without tax.
    pub net: Yen,
    /// Consumption tax.
    pub tax: Yen,
}

/// 特別の料金 of long-listed drugs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialCharge {
    /// Points.
    pub points: Points,
    /// Without tax.
    pub net: Yen,
    /// Consumption tax.
    pub tax: Yen,
    /// From the difference of prices to yen with tax.
    pub steps: Vec<ChargeStep>,
}

/// A month with all its visits, ledger and request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCharge {
    /// Month.
    pub month: ServiceMonth,
    /// What the patient owes, as the receipts count it.
    pub patient: Yen,
    /// What the counter collected, visit by visit.
    pub counter: Yen,
    /// Who bears the rest.
    pub by_payer: Vec<(Payer, Yen)>,
    /// 一部負担金 left after the insurer, before programmes.
    pub copay_after_insurer: Yen,
    /// High-cost benefit in kind.
    pub high_cost_benefit: Yen,
    /// Receipts.
    pub receipts: Vec<Receipt>,
}

/// One receipt (レセプト): an insurance, in- or outpatient, dental apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Insurance, by `seq`; `None` without one.
    pub insurer: Option<u8>,
    /// In- or outpatient.
    pub place: Place,
    /// Dental.
    pub dental: bool,
    /// Parts by payer set.
    pub parts: Vec<ReceiptPart>,
    /// Programmes.
    pub publics: Vec<PublicPart>,
    /// What the patient owes of the part without a national programme; `None` when there is none.
    pub insurer_only: Option<Yen>,
    /// 一部負担金: what the insurance leaves of everything it shares, before any programme pays.
    pub insurer_left: Yen,
    /// What the limits of the high-cost benefit (高額療養費の現物給付) took off that share.
    pub high_cost_benefit: Yen,
    /// Statutory share; `None` without insurance.
    pub ratio: Option<Decimal>,
    /// Whether the rules of 70 and over hold (高齢受給者, 後期高齢者医療).
    pub elder: bool,
    /// 現役並み: 30 percent at 70 and over.
    pub active: bool,
    /// 特記事項.
    pub tokki: Vec<Tokki>,
}

/// Care of one payer set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptPart {
    /// Coverages by `seq`, in the order of the receipt.
    pub set: Vec<u8>,
    /// 負担区分.
    pub code: Option<char>,
    /// Cost.
    pub cost: Yen,
    /// What the patient owes.
    pub patient: Yen,
}

/// A programme on a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicPart {
    /// Its `seq`.
    pub seq: u8,
    /// Slot.
    pub slot: u8,
    /// What the payers before left.
    pub liability: Yen,
    /// What it leaves.
    pub patient: Yen,
}

/// A 特記事項.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tokki {
    /// Code.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// Why.
    pub reason: &'static crate::outcome::Text,
}

/// A visit charged before that comes to something else now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its id.
    pub id: String,
    /// Owed now less owed then.
    pub patient: Yen,
    /// Collected now less collected then.
    pub counter: Yen,
}
