//! `santei masters build-provisional`: an edition of a revision whose official masters are not all at hand.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use santei_core::law::Revision;
use santei_masters::assembled::{Coverage, Overlay, Text, assemble};
use santei_masters::image::EditionBuilder;

use super::{build, sources};
use crate::exit::{Done, Exit, Failure};
use crate::rules::RevisionArg;

/// End of the name of a table of points.
const OVERLAY: &str = "-overlay.csv";
/// Part of the name of a table of the amounts of both texts.
const TEXT: &str = "-points-";

/// What to assemble, and where to.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folders and files of the revision: official files where there are any, and a table of points (`…-overlay.csv`)
    #[arg(required = true, value_name = "DIR|FILE")]
    inputs: Vec<PathBuf>,
    /// Official files of the revision before; repeat it
    #[arg(long, required = true, value_name = "DIR|FILE")]
    before: Vec<PathBuf>,
    /// Revision of the edition
    #[arg(long, value_enum, default_value = "r8")]
    edition: RevisionArg,
    /// The image to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// List every file left aside, gap, note and finding
    #[arg(long, short)]
    verbose: bool,
}

/// Assembles an edition, writes its image and tells what it covers.
pub(super) fn run(options: &Options, out: &mut impl Write) -> Done {
    let revision = options.edition.revision();
    let before =
        Revision::ALL.into_iter().rev().find(|r| *r < revision).ok_or_else(|| {
            Failure::usage(format_args!("{}: no revision before it is known", revision.name()))
        })?;
    let before = sources::builder(&options.before, before)?;
    let (builder, coverage) = from(before, &options.inputs, revision)?;
    let built = builder.finish().map_err(Failure::files)?;
    build::put(&options.out, &built.image)?;
    build::tell(&options.out, built.image.len(), &built.report, options.verbose, out)?;
    tell(&coverage, out)?;
    Ok(Exit::Complete)
}

/// An edition from the builder of the revision before and its own files.
///
/// # Errors
/// [`Failure`] naming the file that was refused, or what is missing.
pub(super) fn from(
    before: EditionBuilder,
    inputs: &[PathBuf],
    revision: Revision,
) -> Done<(EditionBuilder, Coverage)> {
    let (overlays, files): (Vec<PathBuf>, Vec<PathBuf>) =
        inputs.iter().cloned().partition(|path| is_overlay(path));
    let overlay = overlays.into_iter().chain(files.iter().filter_map(|f| overlay_in(f))).next();
    let text =
        overlay.as_deref().and_then(Path::parent).and_then(text_in).map(|path| text(&path)).transpose()?;
    let overlay = overlay.map(|path| read(&path)).transpose()?;
    let own = sources::builder(&files, revision)?;
    assemble(before, own, overlay.as_ref(), text.as_ref()).map_err(Failure::files)
}

/// The table of the amounts of both texts beside a table of points (`…-points-….csv`).
fn text_in(folder: &Path) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            path.is_file() && name.contains(TEXT) && name.ends_with(".csv")
        })
        .collect();
    found.sort();
    found.pop()
}

fn text(path: &Path) -> Done<Text> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path.display(), &error))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Text::read(&name, &bytes).map_err(Failure::files)
}

/// The table of points in a folder.
pub(super) fn overlay_in(folder: &Path) -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| is_overlay(path))
        .collect();
    found.sort();
    found.pop()
}

fn is_overlay(path: &Path) -> bool {
    path.is_file() && path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(OVERLAY))
}

fn read(path: &Path) -> Done<Overlay> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path.display(), &error))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    Overlay::read(&name, &bytes).map_err(Failure::files)
}

fn tell(coverage: &Coverage, out: &mut impl Write) -> Done<()> {
    if *coverage == Coverage::default() {
        writeln!(out, "every table is the official one; nothing was assembled")?;
        return Ok(());
    }
    writeln!(out, "{coverage}")?;
    for act in &coverage.left_out {
        writeln!(out, "left out   {act}: a new act of which only points are known")?;
    }
    for act in &coverage.contradicted {
        writeln!(out, "not used   {act}: the amount before is not that of the official row")?;
    }
    Ok(())
}
