//! `santei eligibility`: what an eligibility document tells, as the `coverages` of a request.

use std::io::Write;
use std::path::PathBuf;

use santei_contract::eligibility::{EligibilityErrors, public_certificates, response};

use crate::exit::{Done, Exit, Failure};
use crate::input;

/// What to read.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Response of オンライン資格確認 (XML) or certificates of public programmes (JSON); `-` for standard input
    file: PathBuf,
    /// First `seq` of the coverages of a JSON file: those of the insurance come before them
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=9))]
    seq: u8,
}

/// Runs the command.
pub(crate) fn run(options: &Options, out: &mut impl Write) -> Done {
    let bytes = input::document(&options.file)?;
    let json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'['));
    let told = if json { public_certificates(&bytes, options.seq) } else { response(&bytes) };
    let told = told.map_err(|errors| refused(&input::name(&options.file), &errors))?;
    let text = told.to_json().map_err(Failure::refused)?;
    writeln!(out, "{text}")?;
    Ok(if told.notes.is_empty() { Exit::Complete } else { Exit::Attention })
}

fn refused(name: &str, errors: &EligibilityErrors) -> Failure {
    let lines: Vec<String> = errors.to_string().lines().map(|line| format!("{name}: {line}")).collect();
    Failure::refused(lines.join("\n"))
}
