//! Benchmarks live in `benches/benches`; goals stand beside each. What they measure on, made up, is here.

pub mod receipts;
