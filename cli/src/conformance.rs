//! `santei conformance run`: official examples and claims against the engine, or against any other implementation.

use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use santei_conformance::{Filter, Implementation, Operations, Process, Scope, run as run_cases};

use crate::exit::{Done, Exit, Failure};
use crate::images::{Masters, shared};
use crate::rules::RevisionArg;

/// What to do with cases.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run every case under a folder and compare
    ///
    /// Without --masters or --image the official files of `$SANTEI_SHARED/masters` are used where they exist, else the
    /// starter edition. The last line says `N passed, N failed, N skipped`; the exit code is 1 when a case failed.
    Run(Options),
}

/// Which cases to run against what.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Folder of case files; `$SANTEI_SHARED/conformance/points` when not given
    #[arg(long, value_name = "DIR")]
    cases: Option<PathBuf>,
    /// Only cases of these revisions
    #[arg(long, value_enum, value_delimiter = ',')]
    revision: Vec<RevisionArg>,
    /// Only cases of these settings: outpatient, home, inpatient
    #[arg(long, value_delimiter = ',', value_name = "SETTING")]
    setting: Vec<String>,
    /// Only cases of these scopes: reprice, visit, fragment, claim, index, charge
    #[arg(long, value_delimiter = ',', value_name = "SCOPE", value_parser = scope)]
    scope: Vec<Scope>,
    /// Only these cases
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    id: Vec<String>,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// Ask this program instead of the engine: it reads one request of contract v1 and writes the reply
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

fn scope(word: &str) -> Result<Scope, String> {
    word.parse().map_err(|()| "no scope; write reprice, visit, fragment, claim, index or charge".to_owned())
}

/// Runs a command.
pub(crate) fn run(command: &Command, masters: &Masters, out: &mut impl Write) -> Done {
    let Command::Run(options) = command;
    let cases = options.cases.clone().unwrap_or_else(|| shared().join("conformance/points"));
    let mut filter = Filter {
        revisions: options.revision.iter().map(|r| r.revision().name().to_owned()).collect(),
        settings: options.setting.clone(),
        scopes: options.scope.clone(),
        ids: options.id.clone(),
        ..Filter::default()
    };
    if let Some(program) = &options.program {
        return report(options, &cases, &Process::new(program, Vec::<String>::new()), &filter, out);
    }
    let engine = masters.or_shared().engine()?;
    filter.available = engine.editions().iter().map(|e| e.manifest().revision.name().to_owned()).collect();
    if stderr().is_terminal() {
        let names: Vec<&str> = engine.editions().iter().map(|e| e.manifest().edition.as_str()).collect();
        let _ = writeln!(stderr(), "cases {}, editions {}", cases.display(), names.join(", "));
    }
    let both = Operations {
        calculate: |request: &[u8]| Ok(santei_contract::calculate(&engine, request).body),
        charge: |request: &[u8]| Ok(santei_contract::charge(&engine, request).body),
    };
    report(options, &cases, &both, &filter, out)
}

fn report(
    options: &Options,
    cases: &Path,
    implementation: &dyn Implementation,
    filter: &Filter,
    out: &mut impl Write,
) -> Done {
    let report = run_cases(cases, implementation, filter).map_err(Failure::files)?;
    if options.json {
        writeln!(out, "{}", report.json().map_err(Failure::files)?)?;
    } else {
        out.write_all(report.text().as_bytes())?;
    }
    Ok(if report.count().failed > 0 { Exit::Attention } else { Exit::Complete })
}
