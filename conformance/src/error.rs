//! Why a run could not take place at all, and why a single case was not run.

use std::path::PathBuf;

use thiserror::Error;

/// No report: the cases or a committed table could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RunError {
    /// A file or directory could not be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A case file is no JSON.
    #[error("`{}` is not JSON: {source}", path.display())]
    Json {
        /// Which.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// A case file has no list of cases.
    #[error("`{}` has no array `cases`", path.display())]
    NoCases {
        /// Which.
        path: PathBuf,
    },
    /// A table (aliases, list of known cases) is not in its form.
    #[error("`{file}`: {message}")]
    Table {
        /// Which.
        file: String,
        /// What is wrong and where.
        message: String,
    },
}

/// Why a case was not run.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum CaseError {
    /// A key this runner does not know.
    #[error("unknown key `{0}`")]
    UnknownKey(String),
    /// A word or key that is known but has no counterpart in a request.
    #[error("unmapped {0}")]
    Unmapped(String),
    /// A kind of case that is not run.
    #[error("{0}")]
    NotRun(String),
    /// The case is not in its form; a defect of the case, so it fails.
    #[error("`{pointer}` {problem}")]
    Malformed {
        /// Where.
        pointer: String,
        /// What is wrong.
        problem: String,
    },
}

impl CaseError {
    pub(crate) fn malformed(pointer: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Malformed { pointer: pointer.into(), problem: problem.into() }
    }
}
