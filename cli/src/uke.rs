//! `santei uke`: claim files of any receipt computer.

mod batch;
mod check;
mod copay;
mod diff;
mod html;
mod price;
mod report;
mod rewrite;
mod sheet;
mod show;
mod words;
mod write;

use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use santei_claims::read::Reader;
use santei_core::claim::{Facility, FacilityKind};

use crate::exit::{Done, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// What to do with claim files.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find every problem: form of the records, sums, points, exclusions, limits
    Check(check::Options),
    /// Calculate the points of every unit again and list the differences
    Price(price::Options),
    /// Print receipts to be read
    Show(show::Options),
    /// Tell what differs between two files, receipt by receipt
    Diff(diff::Options),
    /// Write claim files of a month: calculated, charged, one file for each organisation
    Write(write::Options),
    /// Read a file and write it back; every valid file comes back byte for byte
    Rewrite(rewrite::Options),
}

/// What a claim file does not tell of its institution.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Institution {
    /// Clinic or hospital
    #[arg(long, value_enum)]
    kind: Option<KindArg>,
    /// The institution as JSON, as `facility` of a request (standards filed, departments, beds …)
    #[arg(long, value_name = "FILE")]
    facility: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum KindArg {
    /// 診療所
    Clinic,
    /// 病院
    Hospital,
}

impl Institution {
    /// The institution.
    ///
    /// # Errors
    /// [`Failure`] when the file cannot be read or is no facility of the contract.
    pub(crate) fn read(&self) -> Done<Facility> {
        let mut facility = match &self.facility {
            None => Facility::default(),
            Some(file) => from_json(file)?,
        };
        if let Some(kind) = self.kind {
            facility.kind = Some(match kind {
                KindArg::Clinic => FacilityKind::Clinic,
                KindArg::Hospital => FacilityKind::Hospital,
            });
        }
        Ok(facility)
    }
}

/// Reads the facility as part of a request without encounters, so that it is checked as strictly as there.
fn from_json(file: &Path) -> Done<Facility> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::io(file.display(), &error))?;
    let request = format!(
        r#"{{"schema":"santei/calculate/1","facility":{text},"patient":{{"birthDate":"2000-01-01"}},"encounters":[{{"id":"e","date":"2024-06-01","setting":"outpatient","lines":[]}}]}}"#
    );
    santei_contract::Request::parse(request.as_bytes()).map(|request| request.claim.facility).map_err(
        |problem| {
            let told = String::from_utf8_lossy(&problem.to_bytes()).into_owned();
            Failure::refused(format_args!("{}: {told}", file.display()))
        },
    )
}

/// Opens a claim file.
///
/// # Errors
/// [`Failure`] naming the file.
pub(crate) fn open(file: &Path) -> Done<Reader<BufReader<File>>> {
    let opened = File::open(file).map_err(|error| Failure::io(file.display(), &error))?;
    Ok(Reader::new(BufReader::with_capacity(1 << 20, opened)))
}

/// Runs a command.
pub(crate) fn run(command: &Command, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    match command {
        Command::Check(options) => check::run(options, masters, lang, out),
        Command::Price(options) => price::run(options, masters, lang, out),
        Command::Show(options) => show::run(options, masters, out),
        Command::Diff(options) => diff::run(options, out),
        Command::Write(options) => write::run(options, masters, out),
        Command::Rewrite(options) => rewrite::run(options, out),
    }
}
