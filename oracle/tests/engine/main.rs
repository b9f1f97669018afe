//! The engine and the oracle over the official R6 files: every code alone, and random billing units.
//!
//! The oracle shares no code with the engine. Where the two differ one of them misreads a text; nothing here is an expected value
//! of our own making.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics fails loudly, which is what a test is for"
)]

#[path = "../common/mod.rs"]
mod common;

mod bench;
mod codes;
mod lots;
mod regressions;
mod units;
