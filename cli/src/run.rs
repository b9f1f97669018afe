//! `santei run`: any operation of the contract by its name, as at every other door.

use std::io::Write;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use clap::Args;
use santei_contract::{Operation, Problem, ProblemKind, ReplyStatus};
use santei_core::engine::Engine;
use serde_json::Value;

use crate::calc::lines;
use crate::exit::{Done, Exit};
use crate::images::Masters;
use crate::input::{self, Input, MAX_REQUEST};

/// What to run.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Operation of the contract
    #[arg(value_name = "OPERATION", value_parser = operations())]
    operation: String,
    /// Request files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read one request a line, whatever the name of the file
    #[arg(long)]
    lines: bool,
}

fn operations() -> clap::builder::PossibleValuesParser {
    let named = Operation::ALL.into_iter().filter(|o| o.is_implemented()).map(Operation::name);
    clap::builder::PossibleValuesParser::new(named)
}

/// Runs the command: one canonical reply a line, a refusal in its place.
pub(crate) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let runner = Runner { engine: masters.engine()?, operation: &options.operation };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut worst = Exit::Complete;
    for file in &options.files {
        let exit = match input::read(file, options.lines)? {
            Input::Lines(input) => {
                lines::run(&input::name(file), input, out, threads, MAX_REQUEST, &runner)?.exit()
            }
            Input::Document(request) => {
                let mut reply = Vec::new();
                let exit = lines::Answer::answer(&runner, &request, &mut reply);
                out.write_all(&reply)?;
                out.write_all(b"\n")?;
                exit
            }
        };
        out.flush()?;
        worst = worst.max(exit);
    }
    Ok(worst)
}

struct Runner<'o> {
    engine: Engine,
    operation: &'o str,
}

impl lines::Answer for Runner<'_> {
    fn answer(&self, line: &[u8], out: &mut Vec<u8>) -> Exit {
        let reply = santei_contract::run(&self.engine, self.operation, line);
        out.extend_from_slice(&reply.body);
        if reply.status != ReplyStatus::Ok {
            return Exit::Refused;
        }
        let status = serde_json::from_slice::<Value>(&reply.body).ok();
        let status = status.as_ref().and_then(|r| r.get("status")).and_then(Value::as_str);
        // The manifest has no status: it is always whole.
        if status.is_none_or(|s| s == "complete") { Exit::Complete } else { Exit::Attention }
    }

    fn too_long(&self, out: &mut Vec<u8>) -> Exit {
        let detail = format!("a line has more than {MAX_REQUEST} bytes; send smaller requests");
        out.extend_from_slice(&Problem::new(ProblemKind::TooLarge, detail).to_bytes());
        Exit::Refused
    }

    fn defect(&self, out: &mut Vec<u8>) -> Exit {
        let detail = "the engine stopped at this request, which is a defect of it; please report the request";
        out.extend_from_slice(&Problem::new(ProblemKind::NoAnswer, detail.to_owned()).to_bytes());
        Exit::Refused
    }
}
