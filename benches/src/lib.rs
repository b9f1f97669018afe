//! Benchmarks live in `benches/benches`; goals stand beside each.
