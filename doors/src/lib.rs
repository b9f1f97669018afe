//! Every door of Santei, asked from outside: as a program or a loaded library, never as a crate.
//!
//! A [`Door`] answers requests given as bytes with bytes. The tests of this crate ask all of them the same and compare
//! byte for byte. What a door needs (a C compiler, Node.js) may be missing on a machine: then its tests print that they
//! skip, and pass. With `SANTEI_REQUIRE_DOORS=1` a missing tool is a failure.

mod c;
mod cli;
mod frames;
mod http;
mod in_process;
mod tools;
mod wasm;

use std::error::Error;

pub use c::{CDoor, Compiler, Link, header_as_cpp};
pub use cli::Cli;
pub use frames::Answer;
pub use http::Http;
pub use in_process::InProcess;
pub use tools::{Santei, has_program, required, root};
pub use wasm::{WasmDoor, build_package};

/// What a step of a test gives, or why it could not be done.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A way to reach the engine.
pub trait Door {
    /// Name for messages.
    fn name(&self) -> String;

    /// What answers; `None` where the door shows it only as a part of results.
    ///
    /// # Errors
    /// When the door broke.
    fn manifest(&self) -> Outcome<Option<Vec<u8>>>;

    /// Answers requests of an operation, in order.
    ///
    /// # Errors
    /// When the door broke; a refused request is an answer.
    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>>;
}
