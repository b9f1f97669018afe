//! `santei explain`: how each number came to be, as text.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use santei_contract::explain::{Audience, explain, explain_charge, explain_plainly, traced, why_not};
use santei_core::code::Code;
use santei_core::outcome::Outcome;
use serde_json::Value;

use crate::calc;
use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::input;
use crate::lang::Lang;

/// What to explain.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A request; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Only the billing unit of this line (`lineId`; derived lines are `+1`, `+2` …)
    #[arg(long, value_name = "ID", conflicts_with = "why_not")]
    line: Option<String>,
    /// For whom: `clerk` with every step and source, `patient` the charge in plain words
    #[arg(long = "for", value_enum, default_value = "clerk", conflicts_with_all = ["line", "why_not"])]
    audience: AudienceArg,
    /// Why this code is not on the bill
    #[arg(long, value_name = "CODE")]
    why_not: Option<Code>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum AudienceArg {
    /// Those who bill
    Clerk,
    /// Those who pay
    Patient,
}

/// Whether a request is one of `charge`; what cannot be read is told as for `calculate`.
fn is_charge(request: &[u8]) -> bool {
    let document = serde_json::from_slice::<Value>(request).unwrap_or_default();
    document.get("schema").and_then(Value::as_str).is_some_and(|schema| schema.starts_with("santei/charge/"))
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    let name = input::name(&options.file);
    let request = input::document(&options.file)?;
    let engine = masters.engine()?;
    let refused = |problem: santei_contract::Problem| {
        let body: Value = serde_json::from_slice(&problem.to_bytes()).unwrap_or_default();
        calc::problem(&name, &body);
        Ok(Exit::Refused)
    };
    let audience = match options.audience {
        AudienceArg::Clerk => Audience::Clerk,
        AudienceArg::Patient => Audience::Patient,
    };
    if is_charge(&request) {
        if options.line.is_some() || options.why_not.is_some() {
            return Err(Failure::usage(format_args!("{name}: a request of `charge` has no lines and codes")));
        }
        return match explain_charge(&engine, &request, audience, lang.core()) {
            Ok(text) => {
                out.write_all(text.as_bytes())?;
                Ok(Exit::Complete)
            }
            Err(problem) => refused(problem),
        };
    }
    let (request, outcome) = match traced(&engine, &request) {
        Ok(both) => both,
        Err(problem) => return refused(problem),
    };
    if audience == Audience::Patient {
        out.write_all(explain_plainly(&outcome, lang.core()).as_bytes())?;
        return Ok(Exit::Complete);
    }
    let text = if let Some(code) = options.why_not {
        why_not(&engine, &request, &outcome, code, lang.core())
    } else if let Some(line) = &options.line {
        let reduced = only(&outcome, line, &options.file)?;
        explain(&engine, &request, &reduced, lang.core())
    } else {
        explain(&engine, &request, &outcome, lang.core())
    };
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    Ok(Exit::Complete)
}

/// The outcome with nothing left to tell but one line: its unit, or its verdict when it is not billed, and its findings.
fn only(outcome: &Outcome, id: &str, file: &Path) -> Done<Outcome> {
    let place = outcome.lines.iter().position(|l| l.id == id).ok_or_else(|| {
        let ids: Vec<&str> = outcome.lines.iter().map(|l| l.id.as_str()).collect();
        Failure::usage(format_args!(
            "{}: no line `{id}`; the lines are {}",
            input::name(file),
            ids.join(", ")
        ))
    })?;
    let mut reduced = outcome.clone();
    reduced.units.retain(|unit| unit.lines.contains(&place));
    for (_, line) in reduced.lines.iter_mut().enumerate().filter(|(other, _)| *other != place) {
        // Other lines count as told: what is not billed is listed by its missing unit.
        line.unit = line.unit.or(Some(0));
    }
    reduced.findings.retain(|finding| finding.lines.contains(&place));
    reduced.questions.clear();
    reduced.declined.clear();
    reduced.charge = None;
    Ok(reduced)
}
