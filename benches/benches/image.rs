//! Building and opening an image, and looking codes up. Goals on a 2-core machine: full R6 set → image ≤ 4 s; open + verify ≤ 15 ms where the CPU
//! has SHA instructions; a look-up of a code at a date ≤ 50 ns.
//!
//! The full edition is built from the shared official files (`SANTEI_SHARED`, default `../shared`); without them only the starter edition
//! is measured.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Bytes, Edition};
use santei_masters::image::EditionBuilder;
use santei_masters::{MastersError, Revision};

#[allow(clippy::disallowed_methods, reason = "a bench may be told where the shared files are")]
fn shared() -> PathBuf {
    let named = std::env::var("SANTEI_SHARED").map(PathBuf::from);
    named.unwrap_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")).join("masters")
}

fn build(masters: &Path) -> Result<Vec<u8>, MastersError> {
    let mut builder = EditionBuilder::new("R6", Revision::R06)?;
    builder.add_dir(&masters.join("r6"))?;
    builder.add_dir(&masters.join("r6-diff"))?;
    builder.finish().map(|built| built.image)
}

fn open_and_find(c: &mut Criterion, name: &str, bytes: &Bytes) {
    c.bench_function(&format!("open and verify, {name}"), |b| {
        b.iter(|| Edition::open(black_box(bytes.clone())))
    });
    let Ok(edition) = Edition::open(bytes.clone()) else { return };
    let table = edition.procedures();
    let codes: Vec<Code> = (0..table.code_count()).step_by(37).filter_map(|p| table.code_at(p)).collect();
    let Ok(date) = "2024-07-10".parse::<ServiceDate>() else { return };
    let mut at = 0;
    c.bench_function(&format!("look-up of a code at a date, {name}"), |b| {
        b.iter(|| {
            at = (at + 1) % codes.len();
            codes.get(at).map(|code| table.find(black_box(*code), black_box(date)))
        });
    });
}

fn images(c: &mut Criterion) {
    open_and_find(c, "starter", &Bytes::Static(santei_data::starter()));
    let masters = shared();
    if !masters.join("r6").is_dir() {
        println!("no official files in {}: the full edition is not measured", masters.display());
        return;
    }
    let mut group = c.benchmark_group("full R6");
    group.sample_size(10);
    group.bench_function("official files to image", |b| b.iter(|| build(black_box(&masters))));
    group.finish();
    match build(&masters) {
        Ok(image) => {
            println!("full R6 image: {} bytes", image.len());
            open_and_find(c, "full R6", &image.into());
        }
        Err(error) => println!("{error}"),
    }
}

criterion_group!(benches, images);
criterion_main!(benches);
