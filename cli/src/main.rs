//! `santei`: the command line of the fee engine.

mod calc;
mod charge;
mod conformance;
mod eligibility;
mod exit;
mod explain;
mod grid;
mod images;
mod input;
mod lang;
mod masters;
mod overrides;
mod rules;
mod run;
mod schemes;
mod serve;
mod simulate;
mod statement;
mod uke;

use std::io::{BufWriter, Write, stderr, stdout};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// Points, charge and the reason for each line, from Japan's medical fee schedule (診療報酬の算定)
#[derive(Debug, Parser)]
#[command(name = "santei", version, propagate_version = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(flatten)]
    masters: Masters,
    /// Language of texts for people
    #[arg(long, value_enum, global = true)]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  computed, nothing open
  1  computed, but a person has to look: questions, findings to confirm, failed cases, integrity findings
  2  the command line is wrong
  3  a request was refused (its problem is the answer)
  4  a file could not be read or written, or an image or official file was refused

Without --image or --masters the built-in starter edition answers: a selection, not for real claims.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Calculate points and charge of requests (contract v1)
    Calc(calc::Options),
    /// Charge visits or months from points per payer set (contract v1, operation charge)
    Charge(charge::Options),
    /// Run any operation of the contract by its name: one canonical reply a line
    Run(run::Options),
    /// Tell line by line how the numbers came to be
    Explain(explain::Options),
    /// Turn an eligibility response (オンライン資格確認 XML, PMH JSON) into coverages
    Eligibility(eligibility::Options),
    /// Official master files and the images made from them
    #[command(subcommand)]
    Masters(masters::Command),
    /// The rules: what is implemented, and from which article
    #[command(subcommand)]
    Rules(rules::Command),
    /// The same requests under two revisions: what changes, by section, item and cause
    Simulate(simulate::Options),
    /// Public programmes: what the engine knows, and a check of scheme files of one's own
    #[command(subcommand)]
    Schemes(schemes::Command),
    /// Conformance cases
    #[command(subcommand)]
    Conformance(conformance::Command),
    /// Claim files (レセプト電算処理, UKE): check, recalculate, read
    #[command(subcommand)]
    Uke(uke::Command),
    /// Answer over HTTP
    Serve(serve::Options),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version go to standard output and are no failure. A closed pipe leaves nobody to tell.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Complete }.into();
        }
    };
    match run(&cli) {
        Ok(exit) => exit.into(),
        Err(Failure::BrokenPipe) => Exit::Complete.into(),
        Err(Failure::Message { exit, text }) => {
            let _ = writeln!(stderr(), "santei: {text}");
            exit.into()
        }
    }
}

fn run(cli: &Cli) -> Done {
    let lang = cli.lang.unwrap_or_default();
    if let Command::Serve(options) = &cli.command {
        // The server tells its address on standard output itself, so nobody may hold the lock.
        return serve::run(options, &cli.masters);
    }
    // Locked once; each command flushes what belongs together.
    let mut out = BufWriter::with_capacity(64 * 1024, stdout().lock());
    let exit = match &cli.command {
        Command::Calc(options) => calc::run(options, &cli.masters, cli.lang, &mut out),
        Command::Explain(options) => explain::run(options, &cli.masters, lang, &mut out),
        Command::Eligibility(options) => eligibility::run(options, &mut out),
        Command::Run(options) => run::run(options, &cli.masters, &mut out),
        Command::Charge(options) => charge::run(options, &cli.masters, &mut out),
        Command::Masters(command) => masters::run(command, &cli.masters, &mut out),
        Command::Rules(command) => rules::run(command, &cli.masters, lang, &mut out),
        Command::Simulate(options) => simulate::run(options, &cli.masters, lang, &mut out),
        Command::Schemes(command) => schemes::run(command, &cli.masters, lang, &mut out),
        Command::Conformance(command) => conformance::run(command, &cli.masters, &mut out),
        Command::Uke(command) => uke::run(command, &cli.masters, lang, &mut out),
        Command::Serve(_) => Ok(Exit::Complete),
    };
    let flushed = out.flush();
    let exit = exit?;
    flushed?;
    Ok(exit)
}
