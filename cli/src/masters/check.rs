//! `santei masters check`: where the tables of an edition do not agree.

use std::io::Write;

use clap::Args;
use santei_core::law::Revision;
use santei_masters::check::{Expected, Masters, Report, check};

use super::{Files, sources};
use crate::exit::{Done, Exit, Failure};

/// What to check.
#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(flatten)]
    files: Files,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
}

/// Prints the report; a finding that is not on the list of known ones wants attention.
pub(super) fn run(options: &Options, out: &mut impl Write) -> Done {
    let revision = options.files.edition.revision();
    let builder = sources::builder(&options.files.inputs, revision)?;
    let timelines = builder.timelines().map_err(Failure::files)?;
    let findings = check(&Masters::new(&timelines)).map_err(Failure::files)?;
    let expected = match revision {
        Revision::R06 => Expected::r6().map_err(Failure::files)?,
        Revision::R08 => Expected::default(),
    };
    let report = Report::new(findings, &expected);
    if options.json {
        writeln!(out, "{}", report.to_json().map_err(Failure::files)?)?;
    } else {
        writeln!(out, "{report}")?;
    }
    Ok(if report.is_clean() { Exit::Complete } else { Exit::Attention })
}
