//! Pieces of a file, worked on side by side, handed on in the order of the file: the same bytes come out with one thread or many.

use std::fs::File;
use std::io::{BufReader, IsTerminal};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use santei_claims::read::{Piece, Reader};

use crate::exit::{Done, Failure};

/// Pieces held at once; a receipt has about 3 kB.
const BATCH: usize = 2048;

/// Reads a file; `work` runs on many pieces at once, `take` on one after the other.
///
/// # Errors
/// [`Failure`] when the file cannot be read, or what `take` returned.
pub(crate) fn each<W: Send>(
    file: &Path,
    mut before: impl FnMut(&[Piece]),
    work: impl Fn(&Piece) -> W + Sync,
    mut take: impl FnMut(Piece, W) -> Done<()>,
) -> Done<()> {
    let mut reader = super::open(file)?;
    let bar = bar(file);
    loop {
        let batch = next(&mut reader, file)?;
        if batch.is_empty() {
            break;
        }
        before(&batch);
        let worked: Vec<W> = batch.par_iter().map(&work).collect();
        for (piece, done) in batch.into_iter().zip(worked) {
            bar.inc(u64::try_from(piece.bytes().len()).unwrap_or_default());
            take(piece, done)?;
        }
    }
    bar.finish_and_clear();
    Ok(())
}

fn next(reader: &mut Reader<BufReader<File>>, file: &Path) -> Done<Vec<Piece>> {
    reader.take(BATCH).collect::<Result<_, _>>().map_err(|error| Failure::io(file.display(), &error))
}

/// A bar on a terminal, nothing elsewhere and for small files.
fn bar(file: &Path) -> ProgressBar {
    let length = std::fs::metadata(file).map_or(0, |m| m.len());
    if length < 10_000_000 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {bytes}/{total_bytes} {eta}") {
        bar.set_style(style);
    }
    bar
}
