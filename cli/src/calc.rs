//! `santei calc`: requests in, results out.

pub(crate) mod lines;

use std::io::{Write, stderr};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use clap::Args;
use santei_contract::{Problem, ProblemKind, ReplyStatus, calculate};
use santei_core::engine::Engine;
use serde_json::Value;

use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::input::{self, Input, MAX_REQUEST};
use crate::lang::Lang;
use crate::overrides::Overrides;
use crate::statement;

/// What to calculate, and how to print it.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Request files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print the canonical result instead of a table
    #[arg(long)]
    json: bool,
    /// Read one request a line and print one result a line, whatever the name of the file
    #[arg(long)]
    lines: bool,
    /// Carry the trace in the result
    #[arg(long)]
    trace: bool,
    /// Threads for JSON lines; all processors when not given
    #[arg(long, value_name = "N")]
    threads: Option<NonZero<usize>>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Option<Lang>, out: &mut impl Write) -> Done {
    let calculator = Calculator {
        engine: masters.engine()?,
        overrides: Overrides { trace: options.trace.then_some("full"), lang: lang.map(Lang::word) },
    };
    let mut worst = Exit::Complete;
    for file in &options.files {
        let exit = match input::read(file, options.lines)? {
            Input::Lines(input) => stream(&calculator, options, file, input, out)?,
            Input::Document(request) if options.json => {
                let mut result = Vec::new();
                let exit = calculator.append(&request, &mut result);
                out.write_all(&result)?;
                out.write_all(b"\n")?;
                exit
            }
            Input::Document(request) => table(&calculator, file, &request, lang.unwrap_or_default(), out)?,
        };
        out.flush()?;
        worst = worst.max(exit);
    }
    Ok(worst)
}

/// The engine with what the command line says over the requests.
struct Calculator {
    engine: Engine,
    overrides: Overrides,
}

impl Calculator {
    /// Appends the reply to a request, and says what it means for the exit code.
    fn append(&self, request: &[u8], out: &mut Vec<u8>) -> Exit {
        self.append_with(self.overrides, request, out)
    }

    fn append_with(&self, overrides: Overrides, request: &[u8], out: &mut Vec<u8>) -> Exit {
        let changed = overrides.apply(request);
        let reply = calculate(&self.engine, changed.as_deref().unwrap_or(request));
        out.extend_from_slice(&reply.body);
        match reply.status {
            ReplyStatus::Ok if is_complete(&reply.body) => Exit::Complete,
            ReplyStatus::Ok => Exit::Attention,
            _ => Exit::Refused,
        }
    }
}

/// Whether a canonical result says of itself that nothing is open. Quotes inside of strings are escaped, no other pair of members
/// of a result is named so, and members stand in the order of their names: the bytes can stand nowhere else.
fn is_complete(body: &[u8]) -> bool {
    const COMPLETE: &[u8] = br#","status":"complete","totalPoints":"#;
    body.windows(COMPLETE.len()).rev().any(|window| window == COMPLETE)
}

impl lines::Answer for Calculator {
    fn answer(&self, line: &[u8], out: &mut Vec<u8>) -> Exit {
        self.append(line, out)
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

fn stream(
    calculator: &Calculator,
    options: &Options,
    file: &Path,
    input: Box<dyn std::io::Read + Send>,
    out: &mut impl Write,
) -> Done {
    let threads = options.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let name = input::name(file);
    let tally = lines::run(&name, input, out, threads, MAX_REQUEST, calculator)?;
    if let Some(first) = tally.first_refused {
        let _ = writeln!(
            stderr(),
            "santei: {name}:{first}: {} of {} requests refused, the first on this line; their problems stand in the output",
            tally.refused,
            tally.lines,
        );
    }
    Ok(tally.exit())
}

fn table(calculator: &Calculator, file: &Path, request: &[u8], lang: Lang, out: &mut impl Write) -> Done {
    let mut body = Vec::new();
    // Headings and messages of one table are in one language, whatever the request says.
    let overrides = Overrides { lang: Some(lang.word()), ..calculator.overrides };
    let exit = calculator.append_with(overrides, request, &mut body);
    let name = input::name(file);
    let reply: Value = serde_json::from_slice(&body)
        .map_err(|error| Failure::refused(format_args!("{name}: the reply cannot be read: {error}")))?;
    if exit == Exit::Refused {
        out.flush()?;
        problem(&name, &reply);
    } else {
        statement::print(&reply, &calculator.engine, lang, out)?;
    }
    Ok(exit)
}

/// Tells what is wrong with a request: one line for each place.
pub(crate) fn problem(name: &str, problem: &Value) {
    let text =
        |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut stderr = stderr().lock();
    let errors = problem.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for error in errors {
        let pointer = text(error, "pointer");
        let place = if pointer.is_empty() { String::new() } else { format!("{pointer}: ") };
        let _ = writeln!(stderr, "santei: {name}: {place}{}", text(error, "detail"));
    }
    if errors.is_empty() {
        let _ = writeln!(stderr, "santei: {name}: {}: {}", text(problem, "title"), text(problem, "detail"));
    }
}
