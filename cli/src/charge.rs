//! `santei charge`: what the patient pays, from points per payer set.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use santei_contract::ReplyStatus;
use serde_json::Value;

use crate::calc;
use crate::exit::{Done, Exit};
use crate::images::Masters;
use crate::input;

/// What to charge.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Request files (`santei/charge/1`); `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Runs the command: the canonical result of each request, one a line.
pub(crate) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let mut worst = Exit::Complete;
    for file in &options.files {
        let request = input::document(file)?;
        let reply = santei_contract::charge(&engine, &request);
        let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let exit = match reply.status {
            ReplyStatus::Ok if body.get("status").and_then(Value::as_str) == Some("complete") => {
                Exit::Complete
            }
            ReplyStatus::Ok => Exit::Attention,
            _ => Exit::Refused,
        };
        if exit == Exit::Refused {
            out.flush()?;
            calc::problem(&input::name(file), &body);
        } else {
            out.write_all(&reply.body)?;
            out.write_all(b"\n")?;
        }
        worst = worst.max(exit);
    }
    Ok(worst)
}
