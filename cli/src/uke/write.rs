//! `santei uke write`: claim files of a month, from requests.

use std::io::Write;
use std::path::{Path, PathBuf};

use santei_contract::ReplyStatus;
use serde_json::Value;

use crate::calc;
use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::input;

/// Options of `uke write`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Request (`santei/build-claim/1`); `-` is standard input
    request: PathBuf,
    /// Folder for the files: `shaho/RECEIPTC.UKE` (支払基金) and `kokuho/RECEIPTC.UKE` (国保連)
    #[arg(short, long)]
    output: PathBuf,
    /// The result as JSON on standard output, without the content of the files
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let request = input::document(&options.request)?;
    let reply = santei_contract::build_claim(&engine, &request);
    let mut body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    if reply.status != ReplyStatus::Ok {
        out.flush()?;
        calc::problem(&input::name(&options.request), &body);
        return Ok(Exit::Refused);
    }
    let files = body.get_mut("files").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
    for file in &files {
        let path = save(&options.output, file)?;
        let number = |name: &str| file.get(name).and_then(Value::as_u64).unwrap_or_default();
        let points = text(file, "points");
        if !options.json {
            writeln!(
                out,
                "{}: {} receipts, 総件数 {}, {points} points",
                path.display(),
                number("receipts"),
                number("payers")
            )?;
        }
    }
    if options.json {
        serde_json::to_writer(&mut *out, &body).map_err(std::io::Error::from)?;
        writeln!(out)?;
    } else {
        for list in ["issues", "findings"] {
            for found in body.get(list).and_then(Value::as_array).into_iter().flatten() {
                let level = [text(found, "level"), text(found, "severity")].concat();
                let message = found.get("message").and_then(Value::as_object).and_then(|m| m.values().next());
                let message = message.and_then(Value::as_str).unwrap_or_default();
                writeln!(out, "[{level}] {} {message} {}", text(found, "target"), text(found, "id"))?;
            }
        }
    }
    Ok(if text(&body, "status") == "complete" { Exit::Complete } else { Exit::Attention })
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Writes a file into the folder of its organisation; it takes its place only when it is whole.
fn save(folder: &Path, file: &Value) -> Done<PathBuf> {
    let organization = if text(file, "organization") == "1" { "shaho" } else { "kokuho" };
    let folder = folder.join(organization);
    let path = folder.join(text(file, "name"));
    let failed = |error: &std::io::Error| Failure::io(path.display(), error);
    let content = santei_contract::decoded(&text(file, "content"))
        .ok_or_else(|| Failure::refused(format_args!("{}: the content is no base64", path.display())))?;
    std::fs::create_dir_all(&folder).map_err(|e| failed(&e))?;
    let mut whole = tempfile::NamedTempFile::new_in(&folder).map_err(|e| failed(&e))?;
    whole.write_all(&content).map_err(|e| failed(&e))?;
    whole.persist(&path).map_err(|e| failed(&e.error))?;
    Ok(path)
}
