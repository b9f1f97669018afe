//! Reading official files into the builder of an edition, several at once.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use santei_core::law::Revision;
use santei_masters::decode::Opened;
use santei_masters::image::{EditionBuilder, official_files};
use santei_masters::{MastersError, read};

use crate::exit::{Done, Failure};

/// A builder filled from folders (their files with official names) and single files.
///
/// # Errors
/// [`Failure`] naming the file that was refused, with line and column.
pub(super) fn builder(inputs: &[PathBuf], revision: Revision) -> Done<EditionBuilder> {
    let mut paths = Vec::new();
    for input in inputs {
        if input.is_dir() {
            paths.extend(official_files(input).map_err(Failure::files)?);
        } else {
            paths.push(input.clone());
        }
    }
    paths.dedup();
    let mut builder = EditionBuilder::new(revision.name(), revision).map_err(Failure::files)?;
    let bar = progress(paths.len());
    for opened in open_all(&paths, revision, &bar) {
        builder.add_opened(opened.map_err(Failure::files)?);
    }
    bar.finish_and_clear();
    Ok(builder)
}

type Slot = Mutex<Option<Result<Vec<Opened>, MastersError>>>;

/// Opens the files with all processors; the results stand in the order of the files.
fn open_all(
    paths: &[PathBuf],
    revision: Revision,
    bar: &ProgressBar,
) -> Vec<Result<Vec<Opened>, MastersError>> {
    let slots: Vec<Slot> = paths.iter().map(|_| Mutex::new(None)).collect();
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(paths.len());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(path), Some(slot)) = (paths.get(place), slots.get(place)) else { break };
                    bar.set_message(path.display().to_string());
                    let opened = open(path, revision);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(opened);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    let done = slots.into_iter().zip(paths).map(|(slot, path)| {
        slot.into_inner().ok().flatten().unwrap_or_else(|| {
            Err(MastersError::Io {
                file: path.display().to_string(),
                reason: "could not be opened".to_owned(),
            })
        })
    });
    done.collect()
}

fn open(path: &Path, revision: Revision) -> Result<Vec<Opened>, MastersError> {
    let bytes = std::fs::read(path)
        .map_err(|e| MastersError::Io { file: path.display().to_string(), reason: e.to_string() })?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    read(&name, bytes, revision)
}

/// A bar on the terminal; nothing where there is none.
fn progress(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
