//! Finding the case files of a directory.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::RunError;

/// A file of a directory of cases.
#[derive(Debug)]
pub(crate) struct CaseFile {
    /// Path relative to the directory, with `/`.
    pub(crate) name: String,
    /// Its form, as the file says.
    pub(crate) format: String,
    /// Its cases.
    pub(crate) cases: Vec<Value>,
}

/// All `.json` files under a directory, by path.
pub(crate) fn files(dir: &Path) -> Result<Vec<CaseFile>, RunError> {
    let mut paths = Vec::new();
    walk(dir, &mut paths)?;
    paths.sort_unstable();
    paths.into_iter().map(|path| file(dir, &path)).collect()
}

fn walk(dir: &Path, paths: &mut Vec<PathBuf>) -> Result<(), RunError> {
    let error = |source| RunError::Read { path: dir.to_owned(), source };
    for entry in fs::read_dir(dir).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.is_dir() {
            walk(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "json") {
            paths.push(path);
        }
    }
    Ok(())
}

fn file(dir: &Path, path: &Path) -> Result<CaseFile, RunError> {
    let bytes = fs::read(path).map_err(|source| RunError::Read { path: path.to_owned(), source })?;
    let mut body: Value =
        serde_json::from_slice(&bytes).map_err(|source| RunError::Json { path: path.to_owned(), source })?;
    let format = body.get("format").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(Value::Array(cases)) = body.get_mut("cases").map(Value::take) else {
        return Err(RunError::NoCases { path: path.to_owned() });
    };
    let name = path.strip_prefix(dir).unwrap_or(path);
    let name: Vec<String> = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    Ok(CaseFile { name: name.join("/"), format, cases })
}
