//! Who is asked: anything that answers a request of contract v1, given and answered as bytes.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// An implementation of contract v1, operation `calculate`.
pub trait Implementation {
    /// Answers one request (one JSON document, UTF-8, no line break) with one JSON document.
    ///
    /// # Errors
    /// A message when there is no answer at all: the process died, the connection broke. A refusal in the form of the
    /// contract is an answer.
    fn calculate(&self, request: &[u8]) -> Result<Vec<u8>, String>;

    /// Answers one request of operation `charge`.
    ///
    /// # Errors
    /// As [`Implementation::calculate`]; one that has no such operation says so.
    fn charge(&self, _request: &[u8]) -> Result<Vec<u8>, String> {
        Err("this implementation is not asked for operation charge".to_owned())
    }
}

/// One function for each operation.
#[derive(Debug, Clone, Copy)]
pub struct Operations<C, H> {
    /// Operation `calculate`.
    pub calculate: C,
    /// Operation `charge`.
    pub charge: H,
}

impl<C, H> Implementation for Operations<C, H>
where
    C: Fn(&[u8]) -> Result<Vec<u8>, String>,
    H: Fn(&[u8]) -> Result<Vec<u8>, String>,
{
    fn calculate(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        (self.calculate)(request)
    }

    fn charge(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        (self.charge)(request)
    }
}

impl<F: Fn(&[u8]) -> Result<Vec<u8>, String>> Implementation for F {
    fn calculate(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        self(request)
    }
}

/// A program that is started for each request, reads it as one line from standard input and writes one JSON document.
#[derive(Debug, Clone)]
pub struct Process {
    program: PathBuf,
    arguments: Vec<String>,
}

impl Process {
    /// A program and its arguments.
    pub fn new<A: Into<String>>(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = A>) -> Self {
        Self { program: program.into(), arguments: arguments.into_iter().map(Into::into).collect() }
    }
}

impl Implementation for Process {
    fn calculate(&self, request: &[u8]) -> Result<Vec<u8>, String> {
        let program = self.program.display();
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("cannot start `{program}`: {e}"))?;
        let written = child.stdin.take().map(|mut input| {
            // A program may answer without reading to the end; then the pipe closes early, which is no failure.
            input.write_all(request).and_then(|()| input.write_all(b"\n"))
        });
        let output = child.wait_with_output().map_err(|e| format!("`{program}` gave no output: {e}"))?;
        let body = output.stdout.trim_ascii();
        if body.is_empty() {
            let said = String::from_utf8_lossy(output.stderr.trim_ascii()).replace('\n', " ");
            let wrote =
                written.and_then(Result::err).map(|e| format!("; writing to it: {e}")).unwrap_or_default();
            return Err(format!("`{program}` answered nothing ({}): {said}{wrote}", output.status));
        }
        Ok(body.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_answers_a_line_with_a_line() {
        let echo = Process::new("cat", Vec::<String>::new());
        assert_eq!(echo.calculate(b"{\"a\":1}").unwrap(), b"{\"a\":1}");
    }

    #[test]
    fn a_process_that_says_nothing_is_an_error() {
        let silent = Process::new("true", Vec::<String>::new());
        assert!(silent.calculate(b"{}").unwrap_err().contains("answered nothing"));
        let missing = Process::new("/nonexistent/program", Vec::<String>::new());
        assert!(missing.calculate(b"{}").unwrap_err().contains("cannot start"));
    }
}
