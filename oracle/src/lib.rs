//! A deliberately naive second calculation.
//!
//! The oracle reads the official CSV files on its own, looks every code up by walking through all rows, and prices one
//! code or one small 算定単位 as the fee schedule, its circular and the master specification say. It shares no code
//! with the engine; speed, derivation and checks of permission are not its business. It exists to disagree.
//!
//! ```no_run
//! use santei_oracle::{Amount, Section, Tables, price_item};
//! # fn main() -> Result<(), santei_oracle::OracleError> {
//! let tables = Tables::load(std::path::Path::new("../shared/masters/r6"))?;
//! let first_visit = price_item(&tables, "111000110", None, None, Section::Other)?;
//! assert_eq!(first_visit.amount, Amount::Points(291));
//! # Ok(())
//! # }
//! ```
//!
//! [`month`] goes one step further: it derives, from the text alone, what a month of plain visits to a clinic is billed.
//!
//! What [`price_unit`] does not know: which items may stand together, ages and dates, monthly caps across units, the rules of the
//! notice that drop items before a まるめ count (「主たるもの2つに限り」, D014), and 多剤 reductions (they come with the claim).

mod anaesthesia;
mod bundle;
pub mod charge;
mod drug;
mod error;
pub mod fee_table;
mod item;
mod material;
pub mod month;
mod num;
mod pool;
mod read;
mod segment;
mod step;
mod tables;
mod unit;

pub use bundle::{Rule as BundleRule, rule as bundle_rule};
pub use drug::{Section, drug_points};
pub use error::OracleError;
pub use item::{Amount, Priced, Warning, price_item};
pub use material::{MaterialContext, MaterialPoints, material_points};
pub use step::{Step, edge_quantities, has_steps, refused_quantities, step};
pub use tables::{Row, Tables, col};
pub use unit::{Doubt, Part, PartKind, Question, UnitLine, UnitPrice, price_unit};
