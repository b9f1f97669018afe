//! `santei masters build`, and the images that `--masters` makes in memory.

use std::fs;
use std::io::{self, Write, stderr};
use std::path::{Path, PathBuf};

use clap::Args;
use santei_core::law::Revision;
use santei_core::snapshot::Bytes;
use santei_masters::FileKind;
use santei_masters::image::{BuildReport, Built, EditionBuilder, Texts};

use super::{Files, provisional, sources};
use crate::exit::{Done, Exit, Failure};

/// What to build, and where to.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    files: Files,
    /// The image to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Leave names out: for programs that have their own
    #[arg(long, conflicts_with = "full_names")]
    without_names: bool,
    /// Carry the full names of acts and the wording of generic prescriptions too
    #[arg(long)]
    full_names: bool,
    /// List every file left aside, gap, note and finding
    #[arg(long, short)]
    verbose: bool,
}

/// Builds an image and puts it in its place when it is whole.
pub(super) fn run(options: &Options, out: &mut impl Write) -> Done {
    let texts = match (options.without_names, options.full_names) {
        (true, _) => Texts::None,
        (_, true) => Texts::All,
        _ => Texts::Names,
    };
    let builder = sources::builder(&options.files.inputs, options.files.edition.revision())?.texts(texts);
    let Built { image, report, .. } = builder.finish().map_err(Failure::files)?;
    put(&options.out, &image)?;
    tell(&options.out, image.len(), &report, options.verbose, out)?;
    Ok(Exit::Complete)
}

/// Writes beside the target and renames, so that there is never half an image.
pub(super) fn put(target: &Path, image: &[u8]) -> Done<()> {
    let failed = |error: &io::Error| Failure::io(target.display(), error);
    if target.is_dir() {
        return Err(Failure::files(format_args!("{}: is a folder; name the image file", target.display())));
    }
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".santei-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: what the user's mask leaves. Temporary files are otherwise for their owner only.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(|e| failed(&e))?;
    file.write_all(image).and_then(|()| file.as_file().sync_all()).map_err(|e| failed(&e))?;
    file.persist(target).map_err(|e| failed(&e.error))?;
    Ok(())
}

/// Tells what came out.
pub(super) fn tell(
    target: &Path,
    length: usize,
    report: &BuildReport,
    verbose: bool,
    out: &mut impl Write,
) -> Done<()> {
    writeln!(out, "{}: {length} bytes", target.display())?;
    for (section, rows) in &report.rows {
        writeln!(out, "  {section:<16} {rows:>7}")?;
    }
    if !report.missing.is_empty() {
        writeln!(out, "missing tables: {} (answers that need them say so)", report.missing.join(", "))?;
    }
    writeln!(
        out,
        "{} files left aside, {} gaps in the history, {} notes, {} rows without an act, {} integrity findings",
        report.aside.len(),
        report.gaps.len(),
        report.notes.len(),
        report.unplaced.len(),
        report.findings.len(),
    )?;
    if !verbose {
        return Ok(());
    }
    for aside in &report.aside {
        writeln!(out, "aside    {}: {}", aside.file, aside.why)?;
    }
    for gap in &report.gaps {
        writeln!(out, "gap      {gap:?}")?;
    }
    for note in &report.notes {
        writeln!(out, "note     {note:?}")?;
    }
    for row in &report.unplaced {
        writeln!(out, "unplaced {row}")?;
    }
    for finding in &report.findings {
        writeln!(out, "finding  {} {} {}: {}", finding.id, finding.table, finding.code, finding.message)?;
    }
    Ok(())
}

/// The editions of a folder: of a tree (`r6`, `r6-diff`, `r8`) one for each revision that has its procedure master or, on top of the revision
/// before, a table of its points; else one of R6 from the files of the folder itself.
///
/// # Errors
/// [`Failure`] naming the file that was refused.
pub(crate) fn in_memory(folder: &Path) -> Done<Vec<Bytes>> {
    if !folder.is_dir() {
        return Err(Failure::files(format_args!("{}: no such folder", folder.display())));
    }
    let mut images = Vec::new();
    let mut before: Option<EditionBuilder> = None;
    let mut tree = false;
    for revision in Revision::ALL {
        let name = revision.name().to_ascii_lowercase();
        let inputs: Vec<PathBuf> = [folder.join(&name), folder.join(format!("{name}-diff"))]
            .into_iter()
            .filter(|f| f.is_dir())
            // Names of facility standards, which the official distribution has as documents only; a later revision has its own list
            // or takes this one over.
            .chain(Some(folder.join("../spec/codes.tsv")).filter(|f| before.is_none() && f.is_file()))
            .collect();
        let Some(own) = inputs.first().filter(|f| f.is_dir()) else { continue };
        tree = true;
        let builder = match before.take() {
            Some(before) if provisional::overlay_in(own).is_some() => {
                provisional::from(before, &inputs, revision)?.0
            }
            _ => sources::builder(&inputs, revision)?,
        };
        if builder.tables().iter().any(|t| t.kind() == FileKind::Procedure) {
            images.push(builder.finish().map_err(Failure::files)?.image.into());
        } else {
            let place = folder.join(&name);
            let _ = writeln!(
                stderr(),
                "santei: {}: no 医科診療行為マスター (s) here; {} is left out",
                place.display(),
                revision.name()
            );
        }
        before = Some(builder);
    }
    if !tree {
        let builder = sources::builder(&[folder.to_path_buf()], Revision::R06)?;
        images.push(builder.finish().map_err(Failure::files)?.image.into());
    }
    Ok(images)
}
