//! How programs print replies: what it is and its length, a line feed, the bytes, a line feed.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::{fs, str};

use tempfile::TempDir;

use crate::Outcome;

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether it is a result; else a problem.
    pub answered: bool,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Requests as files, in the order of their names.
pub(crate) struct RequestFiles {
    // Deletes the files when dropped.
    _folder: TempDir,
    pub(crate) paths: Vec<PathBuf>,
}

impl RequestFiles {
    pub(crate) fn write(requests: &[Vec<u8>]) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let mut paths = Vec::with_capacity(requests.len());
        for (number, request) in requests.iter().enumerate() {
            let path = folder.path().join(format!("{number:05}.json"));
            fs::write(&path, request)?;
            paths.push(path);
        }
        Ok(Self { _folder: folder, paths })
    }
}

/// Runs a program that must succeed.
pub(crate) fn succeed(command: &mut Command) -> Outcome<Output> {
    let output = command.output().map_err(|e| format!("cannot run {command:?}: {e}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed ({}):\n{said}", output.status).into())
}

/// Runs a program that prints frames, and reads them.
pub(crate) fn frames(command: &mut Command) -> Outcome<Vec<(String, Vec<u8>)>> {
    let output = succeed(command)?.stdout;
    let mut rest = output.as_slice();
    let mut frames = Vec::new();
    while !rest.is_empty() {
        let end = rest.iter().position(|&b| b == b'\n').ok_or("a frame without a head")?;
        let (head, after) = rest.split_at(end);
        let (what, length) = str::from_utf8(head)?.split_once(' ').ok_or("a head without a length")?;
        let after = after.get(1..).unwrap_or_default();
        let (body, after) = after.split_at_checked(length.parse()?).ok_or("a frame that is cut off")?;
        rest = after.strip_prefix(b"\n").ok_or("a frame that is longer than it says")?;
        frames.push((what.to_owned(), body.to_vec()));
    }
    Ok(frames)
}

/// The only frame.
pub(crate) fn manifest(frames: Vec<(String, Vec<u8>)>) -> Outcome<Option<Vec<u8>>> {
    match <[_; 1]>::try_from(frames) {
        Ok([(what, body)]) if what == "manifest" => Ok(Some(body)),
        _ => Err("not one manifest".into()),
    }
}

/// Frames as answers.
pub(crate) fn answers(frames: Vec<(String, Vec<u8>)>) -> Outcome<Vec<Answer>> {
    let answer = |(what, body): (String, Vec<u8>)| match what.as_str() {
        "ok" => Ok(Answer { answered: true, body }),
        "problem" => Ok(Answer { answered: false, body }),
        other => Err(format!("a frame `{other}` among the answers").into()),
    };
    frames.into_iter().map(answer).collect()
}
