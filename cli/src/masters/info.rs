//! `santei masters info`: what an image says of itself.

use std::io::Write;
use std::path::Path;

use santei_core::date::{ServiceDate, Validity};
use santei_core::snapshot::{Edition, Manifest};

use crate::exit::{Done, Exit, Failure};
use crate::grid::Grid;
use crate::images::{self, Masters};

/// Prints the manifest and the sections of an image, or of the editions in use when none is named.
pub(super) fn run(image: Option<&Path>, masters: &Masters, out: &mut impl Write) -> Done {
    let editions = match image {
        None => masters.editions()?,
        Some(file) => {
            let open = Edition::open(images::read(file)?);
            vec![open.map_err(|error| Failure::files(format_args!("{}: {error}", file.display())))?]
        }
    };
    for edition in &editions {
        print(edition, out)?;
    }
    Ok(Exit::Complete)
}

fn print(edition: &Edition, out: &mut impl Write) -> Done<()> {
    let manifest = edition.manifest();
    writeln!(out, "edition    {} ({})", manifest.edition, manifest.revision.name())?;
    writeln!(out, "answers    {}", span(Validity { from: manifest.from, until: manifest.until }))?;
    if let Some(reason) = &manifest.provisional {
        writeln!(out, "provisional  {reason}")?;
    }
    let image = edition.image();
    writeln!(out, "image      {} bytes, sha256 {}", image.len(), images::hex(image.digest()))?;
    writeln!(out)?;
    sources(manifest, out)?;
    if !manifest.missing.is_empty() {
        writeln!(out, "\nmissing    {}", manifest.missing.join(", "))?;
    }
    writeln!(out)?;
    let mut grid = Grid::new(&["section", "bytes"]).right(1);
    for (tag, length) in image.sections() {
        grid.row([tag.to_owned(), length.to_string()]);
    }
    writeln!(out, "{grid}")?;
    writeln!(out)?;
    let mut grid = Grid::new(&["table", "codes", "rows"]).right(1).right(2);
    macro_rules! counts {
        ($($name:literal $table:ident),* $(,)?) => { $(
            let table = edition.$table();
            grid.row([$name.to_owned(), table.code_count().to_string(), table.row_count().to_string()]);
        )* };
    }
    counts! {
        "診療行為 (s)" procedures, "医薬品 (y)" drugs, "特定器材 (t)" materials, "コメント (c)" comments,
        "コメント関連 (ck)" comment_relations, "傷病名 (b, hb)" diseases, "修飾語 (z)" modifiers,
        "施設基準" standards, "電子点数表 01" auxiliary, "電子点数表 02" bundles, "電子点数表 04" wards,
        "電子点数表 05" limits,
    }
    writeln!(out, "{grid}")?;
    Ok(())
}

fn sources(manifest: &Manifest, out: &mut impl Write) -> Done<()> {
    let mut grid = Grid::new(&["source", "file", "published", "sha256"]);
    for source in &manifest.sources {
        grid.row([
            source.kind.clone(),
            source.file.clone(),
            source.published.clone(),
            source.sha256.get(..16).unwrap_or(&source.sha256).to_owned(),
        ]);
    }
    writeln!(out, "{grid}")?;
    Ok(())
}

/// A half-open span as people write it: first and last day.
pub(super) fn span(validity: Validity) -> String {
    let day = |d: Option<ServiceDate>| d.map_or_else(String::new, |d| d.to_string());
    format!("{} – {}", day(ServiceDate::from_days(validity.from)), day(validity.last_day()))
}
