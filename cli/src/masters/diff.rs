//! `santei masters diff`: what changed from one image, or one revision of the masters in use, to another.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use santei_core::date::ServiceDate;
use santei_core::snapshot::Edition;
use santei_masters::diff::diff;

use crate::exit::{Done, Exit, Failure};
use crate::images::{self, Masters};
use crate::rules::RevisionArg;

/// Which images to compare, and on which days.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The older image, or a revision of the masters in use: `r6`
    old: PathBuf,
    /// The newer image or revision; the same one with two days shows what changed between them
    new: PathBuf,
    /// Day to look at in the older image; its last one when not given
    #[arg(long, value_name = "DATE")]
    old_date: Option<ServiceDate>,
    /// Day to look at in the newer image; its last one when not given, or its first when it is of another revision
    #[arg(long, value_name = "DATE")]
    new_date: Option<ServiceDate>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Prints the differences of acts, drugs and materials.
pub(super) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let named = [&options.old, &options.new].map(|name| RevisionArg::of(&name.to_string_lossy()));
    let editions = if named.iter().any(Option::is_some) { masters.editions()? } else { Vec::new() };
    let (old, new) = (open(&options.old, &editions)?, open(&options.new, &editions)?);
    let same = old.manifest().revision == new.manifest().revision;
    let old_day = day(&options.old, &old, options.old_date, false)?;
    let new_day = day(&options.new, &new, options.new_date, !same)?;
    let diff = diff((&old, old_day), (&new, new_day));
    if options.json {
        writeln!(out, "{}", diff.to_json().map_err(Failure::files)?)?;
    } else {
        writeln!(out, "{diff}")?;
    }
    Ok(Exit::Complete)
}

/// An image, or the edition of a revision out of those in use. A file of that name goes first.
fn open(file: &Path, editions: &[Edition]) -> Done<Edition> {
    if let Some(revision) = RevisionArg::of(&file.to_string_lossy()).filter(|_| !file.is_file()) {
        let found = editions.iter().find(|e| e.manifest().revision == revision.revision());
        return found.cloned().ok_or_else(|| {
            Failure::files(format_args!("{}: no edition of it among the masters in use", file.display()))
        });
    }
    Edition::open(images::read(file)?)
        .map_err(|error| Failure::files(format_args!("{}: {error}", file.display())))
}

/// The day to look at: the one asked for, which the edition must answer, else the edge of its service days.
fn day(file: &Path, edition: &Edition, asked: Option<ServiceDate>, first: bool) -> Done<ServiceDate> {
    let validity = edition.validity();
    if let Some(date) = asked {
        return if validity.holds(date) {
            Ok(date)
        } else {
            let span = super::info::span(validity);
            Err(Failure::usage(format_args!("{}: answers {span}, not {date}", file.display())))
        };
    }
    let edge = if first { ServiceDate::from_days(validity.from) } else { validity.last_day() };
    edge.ok_or_else(|| Failure::files(format_args!("{}: the image answers no day", file.display())))
}
