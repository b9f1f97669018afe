//! Runner for conformance cases: facts of a treatment in, expected points out, against any implementation.
//!
//! A directory of case files (`points-cases/1`) is read, each case becomes a request of contract v1 *as bytes*, the
//! implementation answers with bytes, and the answer is compared with what the case expects. The runner knows no rule
//! of the fee schedule: it only translates, through committed alias tables (`conformance/aliases/`), and compares.
//!
//! A case that cannot be translated without loss is **skipped with the reason**, never run on half of its facts: an
//! unknown key, a word the alias tables do not have, a fact the registry does not have.
//!
//! ```no_run
//! use santei_conformance::{Filter, Process, run};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let other = Process::new("./my-calculator", ["--json"]);
//! let report = run("conformance/cases".as_ref(), &other, &Filter::default())?;
//! println!("{}", report.text());
//! # Ok(())
//! # }
//! ```

mod alias;
mod case;
mod compare;
mod copay;
mod error;
mod implementation;
mod keys;
mod known;
mod number;
mod read;
mod reply;
mod report;
mod request;
mod run;

pub use case::Scope;
pub use error::RunError;
pub use implementation::{Implementation, Operations, Process};
pub use known::{Known, KnownCase, Why};
pub use report::{Count, Entry, Report, Verdict};
pub use run::{Filter, run};
