//! The engine and the oracle over random months of visits to a clinic, on the official R6 files, with everything derived that the
//! schedule derives.
//!
//! The oracle shares no code with the engine. Where the two differ, one of them misreads a text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics fails loudly, which is what a test is for"
)]

#[path = "../common/mod.rs"]
mod common;

mod claim;
mod compare;
mod draw;
mod pool;
mod written;
