//! The command line: `santei calc` and `santei run`, JSON lines in, JSON lines out.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::{Answer, Door, Outcome};

/// The program.
#[derive(Debug)]
pub struct Cli(pub PathBuf);

impl Door for Cli {
    fn name(&self) -> String {
        "command line".to_owned()
    }

    fn manifest(&self) -> Outcome<Option<Vec<u8>>> {
        Ok(None)
    }

    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("requests.jsonl");
        fs::write(&file, requests.join(&b'\n'))?;
        // The exit code tells what became of the requests and is no failure of the door.
        let command: &[&str] = match operation {
            "calculate" => &["calc", "--json", "--lines"],
            other => &["run", other, "--lines"],
        };
        let output = Command::new(&self.0).args(command).arg(&file).output()?;
        let body = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
        body.split(|&b| b == b'\n').map(answer).collect()
    }
}

/// A line of output; a problem is what has a `type` (RFC 9457).
fn answer(line: &[u8]) -> Outcome<Answer> {
    let reply: Value = serde_json::from_slice(line)?;
    Ok(Answer { answered: reply.get("type").is_none(), body: line.to_vec() })
}
