//! What the patient pays and who bears the rest: a pure function of the coverages, the visits and the ledger of the month.
//!
//! [`charge`] takes costs by payer set, without codes; `calculate` makes them from its bill. Figures are parameters, programmes are data
//! ([`Scheme`]); what the texts at hand do not settle comes back as an [`Issue`], never as a number.

mod age;
mod compute;
mod group;
mod input;
mod issue;
mod limit;
mod meals;
mod month;
mod outcome;
mod profile;
mod public;
mod receipt;
mod scheme;
mod special;
mod steps;
mod terms;

pub use age::AgeLimit;
pub use compute::charge;
pub use input::{
    AtLimit, ChargeRequest, ChargeVisit, Charged, CounterOptions, Difference as PriceDifference, LedgerEntry,
    MealDays, MealGroup, Part, PrivateLine, SpecialDiseaseSum, SpecialDrug, SpecialReason, SpecialUnit,
};
pub use issue::{About, Issue, IssueKind, IssueType};
pub use outcome::{
    ChargeOutcome, Difference, MealCharge, MonthCharge, Payer, PrivateCharge, PublicPart, Receipt,
    ReceiptPart, SpecialCharge, Tokki, VisitCharge,
};
pub use scheme::{Ceiling, Certainty, MealsPart, SCHEMES, Scheme, Schemes, Word};
pub use terms::{Delivery, Dispensing, OverLimit, Place, RoundTo, TermError, Terms};
