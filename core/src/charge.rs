//! What the patient pays, who bears the rest: pure functions of the coverages, the visits and the ledger of the month.

mod age;
mod scheme;
mod terms;

pub use age::AgeLimit;
pub use scheme::{Ceiling, Certainty, MealsPart, SCHEMES, Scheme, Schemes, Word};
pub use terms::{Delivery, Dispensing, OverLimit, Place, RoundTo, TermError, Terms};
