//! `santei uke rewrite`: read, and write back.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::exit::{Done, Exit, Failure};

/// Options of `uke rewrite`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Claim file
    file: PathBuf,
    /// Where to write
    #[arg(short, long)]
    output: PathBuf,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Done {
    let folder = options.output.parent().filter(|f| !f.as_os_str().is_empty());
    let failed = |error: &std::io::Error| Failure::io(options.output.display(), error);
    // Put in its place only when it is whole, so reading and writing one file is safe.
    let file = tempfile::NamedTempFile::new_in(folder.unwrap_or_else(|| std::path::Path::new(".")));
    let mut writer = BufWriter::new(file.map_err(|e| failed(&e))?);
    let mut receipts = 0_u64;
    for piece in super::open(&options.file)? {
        let piece = piece.map_err(|error| Failure::io(options.file.display(), &error))?;
        receipts += u64::from(piece.kind() == santei_claims::read::PieceKind::Receipt);
        writer.write_all(piece.bytes()).map_err(|e| failed(&e))?;
    }
    let file = writer.into_inner().map_err(|e| failed(e.error()))?;
    file.persist(&options.output).map_err(|e| failed(&e.error))?;
    writeln!(out, "{}: {receipts} receipts", options.output.display())?;
    Ok(Exit::Complete)
}
