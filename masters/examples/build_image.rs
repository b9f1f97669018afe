//! Builds the image of a folder and tells how long each part took.
//!
//! `cargo run --release -p santei-masters --example build_image -- R6 image.bin FOLDER… FILE…`
#![allow(clippy::disallowed_types)]

use std::path::PathBuf;
use std::time::Instant;

use santei_masters::image::EditionBuilder;
use santei_masters::{MastersError, Revision};

fn main() -> Result<(), MastersError> {
    let mut args = std::env::args().skip(1);
    let (Some(edition), Some(target)) = (args.next(), args.next()) else {
        return Err(MastersError::Set("usage: build_image EDITION TARGET FOLDER… FILE…".to_owned()));
    };
    let start = Instant::now();
    let revision = Revision::from_name(&edition).unwrap_or(Revision::R06);
    let mut builder = EditionBuilder::new(&edition, revision)?;
    for path in args.map(PathBuf::from) {
        if path.is_dir() { builder.add_dir(&path)? } else { builder.add_path(&path)? }
    }
    println!("read      {:?}", start.elapsed());
    drop(builder.timelines()?);
    println!("histories {:?} (once more inside the next step)", start.elapsed());
    let built = builder.finish()?;
    println!("finished  {:?}, {} bytes", start.elapsed(), built.image.len());
    println!("rows {:?}", built.report.rows);
    println!(
        "missing {:?}, unplaced {}, gaps {}",
        built.report.missing,
        built.report.unplaced.len(),
        built.report.gaps.len()
    );
    let bytes: santei_core::snapshot::Bytes = built.image.clone().into();
    let opening = Instant::now();
    let edition =
        santei_core::snapshot::Edition::open(bytes).map_err(|e| MastersError::Set(e.to_string()))?;
    println!("opened    {:?}, {} sources", opening.elapsed(), edition.manifest().sources.len());
    std::fs::write(&target, &built.image)
        .map_err(|e| MastersError::Io { file: target, reason: e.to_string() })
}
