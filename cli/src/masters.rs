//! `santei masters`: official files and the images made from them.

pub(crate) mod build;
mod check;
mod diff;
mod info;
mod provisional;
mod show;
mod sources;

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use santei_core::date::ServiceDate;

use crate::exit::Done;
use crate::images::Masters;
use crate::rules::RevisionArg;

/// What to do with masters.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make the image of an edition from official files
    ///
    /// Full and differential files, zip or plain, in any order; of a folder every file with an official name. The image
    /// is put in its place only when it is whole.
    Build(build::Options),
    /// Assemble an edition whose official files are not all at hand, and say how far it can be trusted
    ///
    /// The revision's own files first; the points of acts from a table (`…-overlay.csv`) on the acts of the revision before; the other
    /// tables from there. Acts nobody reviewed are not billed, nor are prices of an older list. With every official file in place
    /// the result is the official edition.
    BuildProvisional(provisional::Options),
    /// Report where the tables of an edition do not agree with each other
    Check(check::Options),
    /// Show a code: its history, limits and exclusions
    Show {
        /// Nine digits (act, drug, material, comment), seven (disease), or four (modifier, facility standard)
        code: String,
        /// Only what holds on this day
        #[arg(long)]
        date: Option<ServiceDate>,
    },
    /// Show what changed from one image to another, or within one from day to day
    Diff(diff::Options),
    /// Show what an image says of itself: edition, sources, what is missing, sizes
    Info {
        /// The image; the starter edition when not given
        image: Option<PathBuf>,
    },
}

/// The files an edition is made from.
#[derive(Debug, clap::Args)]
pub(crate) struct Files {
    /// Folders and files as published
    #[arg(required = true, value_name = "DIR|FILE")]
    inputs: Vec<PathBuf>,
    /// Revision of the fee schedule the files belong to
    #[arg(long, value_enum, default_value = "r6")]
    edition: RevisionArg,
}

/// Runs a command.
pub(crate) fn run(command: &Command, masters: &Masters, out: &mut impl Write) -> Done {
    match command {
        Command::Build(options) => build::run(options, out),
        Command::BuildProvisional(options) => provisional::run(options, out),
        Command::Check(options) => check::run(options, out),
        Command::Show { code, date } => show::run(code, *date, &masters.editions()?, out),
        Command::Diff(options) => diff::run(options, masters, out),
        Command::Info { image } => info::run(image.as_deref(), masters, out),
    }
}
