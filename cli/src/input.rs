//! Where requests come from: files or standard input, one document or JSON lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use serde::de::IgnoredAny;

use crate::exit::{Done, Failure};

/// Longest request: far over the largest foreseen (an inpatient month of 20,000 lines).
pub(crate) const MAX_REQUEST: usize = 64 * 1024 * 1024;

/// What an input holds.
pub(crate) enum Input {
    /// One request. Cut off one byte behind [`MAX_REQUEST`], so that whoever reads it sees that it is too large.
    Document(Vec<u8>),
    /// One request a line.
    Lines(Box<dyn Read + Send>),
}

/// Name of an input in messages.
pub(crate) fn name(file: &Path) -> String {
    if is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() }
}

fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn open(file: &Path) -> Done<Box<dyn Read + Send>> {
    if is_stdin(file) {
        return Ok(Box::new(io::stdin()));
    }
    let failed = |error| Failure::io(file.display(), &error);
    let handle = File::open(file).map_err(failed)?;
    if handle.metadata().map_err(failed)?.is_dir() {
        return Err(Failure::files(format_args!(
            "{}: is a folder; name the request files in it",
            file.display()
        )));
    }
    Ok(Box::new(handle))
}

/// Opens an input. It holds JSON lines when the user says so, when its name ends in `.jsonl` or `.ndjson`, or when its first
/// line is a whole JSON object and more follows.
///
/// # Errors
/// [`Failure`] when the input cannot be read.
pub(crate) fn read(file: &Path, lines: bool) -> Done<Input> {
    let named = file.extension().is_some_and(|e| e == "jsonl" || e == "ndjson");
    let input = open(file)?;
    if lines || named {
        return Ok(Input::Lines(input));
    }
    sniff(input).map_err(|error| Failure::io(name(file), &error))
}

/// Opens an input that is to hold one request.
///
/// # Errors
/// [`Failure`] when the input cannot be read.
pub(crate) fn document(file: &Path) -> Done<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = MAX_REQUEST as u64 + 1;
    open(file)?.take(limit).read_to_end(&mut bytes).map_err(|error| Failure::io(name(file), &error))?;
    Ok(bytes)
}

fn sniff(input: Box<dyn Read + Send>) -> io::Result<Input> {
    let mut input = BufReader::with_capacity(64 * 1024, input);
    let mut head = Vec::new();
    let limit = MAX_REQUEST as u64 + 1;
    input.by_ref().take(limit).read_until(b'\n', &mut head)?;
    let whole = head.trim_ascii_start().first() == Some(&b'{')
        && serde_json::from_slice::<IgnoredAny>(head.trim_ascii()).is_ok();
    if whole && more(&mut input)? {
        return Ok(Input::Lines(Box::new(Cursor::new(head).chain(input))));
    }
    let left = limit.saturating_sub(head.len() as u64);
    input.take(left).read_to_end(&mut head)?;
    Ok(Input::Document(head))
}

/// Whether anything but white space follows; the white space is passed over.
fn more(input: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        if let Some(at) = buffer.iter().position(|b| !b.is_ascii_whitespace()) {
            input.consume(at);
            return Ok(true);
        }
        let blank = buffer.len();
        input.consume(blank);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sniffed(text: &'static str) -> (bool, String) {
        match sniff(Box::new(text.as_bytes())).unwrap() {
            Input::Document(bytes) => (false, String::from_utf8(bytes).unwrap()),
            Input::Lines(mut input) => {
                let mut out = String::new();
                input.read_to_string(&mut out).unwrap();
                (true, out)
            }
        }
    }

    #[test]
    fn documents_and_lines_are_told_apart() {
        assert_eq!(sniffed("{\"a\":1}\n"), (false, "{\"a\":1}\n".to_owned()));
        assert_eq!(sniffed("{\n\"a\":1}\n"), (false, "{\n\"a\":1}\n".to_owned()));
        assert!(!sniffed("{\"a\":1}\n\n \n").0);
        assert_eq!(sniffed("{\"a\":1}\n{\"b\":2}\n"), (true, "{\"a\":1}\n{\"b\":2}\n".to_owned()));
        assert_eq!(sniffed("{\"a\":1}\r\nbroken"), (true, "{\"a\":1}\r\nbroken".to_owned()));
        assert_eq!(sniffed(""), (false, String::new()));
        assert!(!sniffed("[1]\n[2]\n").0);
    }
}
