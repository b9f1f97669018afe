//! Opening an image and looking codes up. Goals: open + verify of the full edition ≤ 15 ms, a look-up ≤ 50 ns; the full R6 set → image ≤ 4 s.
//!
//! The full edition is built from the shared official files (`SANTEI_SHARED`, default `../shared`); without them the starter edition
//! is measured and named so.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use santei_core::code::Code;
use santei_core::snapshot::{Bytes, Edition};

fn starter(c: &mut Criterion) {
    c.bench_function("open and verify the starter edition", |b| {
        b.iter(|| Edition::open(Bytes::Static(black_box(santei_data::starter()))));
    });
    let Ok(edition) = Edition::open(Bytes::Static(santei_data::starter())) else { return };
    let (Some(code), Ok(date)) = (Code::new(112_007_410), "2024-07-10".parse()) else { return };
    c.bench_function("look-up of a code at a date, starter edition", |b| {
        b.iter(|| edition.procedures().find(black_box(code), black_box(date)));
    });
}

criterion_group!(benches, starter);
criterion_main!(benches);
