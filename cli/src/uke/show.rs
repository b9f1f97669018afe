//! `santei uke show`: receipts to be read, on the terminal or on A4.

use std::io::Write;
use std::path::PathBuf;

use santei_claims::read::PieceKind;
use santei_claims::receipt::Receipt;

use super::html::page;
use super::sheet::Sheet;
use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// Options of `uke show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Claim file
    file: PathBuf,
    /// Only this receipt, by its place in the file
    #[arg(long)]
    receipt: Option<u64>,
    /// A page to print instead of text
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let mut place = 0;
    let mut body = String::new();
    for piece in super::open(&options.file)? {
        let piece = piece.map_err(|error| Failure::io(options.file.display(), &error))?;
        if piece.kind() != PieceKind::Receipt {
            continue;
        }
        place += 1;
        if options.receipt.is_some_and(|wanted| wanted != place) {
            continue;
        }
        let Some(receipt) = Receipt::of(&piece) else { continue };
        let sheet = Sheet::of(&engine, place, &receipt);
        if options.html.is_some() {
            sheet.html(&mut body);
        } else {
            sheet.text(out)?;
        }
    }
    if let Some(wanted) = options.receipt.filter(|wanted| *wanted > place) {
        return Err(Failure::usage(format_args!("there is no receipt {wanted}: the file has {place}")));
    }
    if let Some(file) = &options.html {
        let title = options.file.display().to_string();
        std::fs::write(file, page(&title, Lang::Ja, &body))
            .map_err(|error| Failure::io(file.display(), &error))?;
    }
    Ok(Exit::Complete)
}
