//! What can be wrong with a master file, told with file, line, column, item name and value.

use std::fmt;

/// Result of everything in this crate.
pub type Result<T> = std::result::Result<T, MastersError>;

/// Why a master file was refused. No error leaves a half-built result behind.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MastersError {
    /// The archive is damaged, truncated, encrypted or too big.
    #[error("{file}: the zip archive cannot be read ({reason}); download the file again")]
    Zip {
        /// Name of the archive.
        file: String,
        /// What the archive reader said.
        reason: String,
    },
    /// The file could not be read from disk.
    #[error("{file}: {reason}")]
    Io {
        /// Path of the file.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// The name does not tell which official file this is.
    #[error(
        "{file}: `{name}` is not the name of an official file; expected for example `s_ALL20240531.csv` or `03-2背反テーブル2.csv`"
    )]
    UnknownFile {
        /// Where the file came from.
        file: String,
        /// Its name.
        name: String,
    },
    /// One cell, or the place where one should be, is wrong.
    #[error("{0}")]
    Cell(Box<CellError>),
    /// A differential file does not fit the state it is applied to, or two rows have one key.
    #[error("{file}:{line}: code `{key}`: {problem}")]
    Row {
        /// File of the row.
        file: String,
        /// Line of the row, from 1.
        line: u32,
        /// Key columns joined by `/`.
        key: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A set of files from which no image can be built.
    #[error("{0}")]
    Set(String),
}

/// A refused cell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CellError {
    /// File, as `archive.zip:inner.csv` when it came out of an archive.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column of the record layout, from 1.
    pub column: u32,
    /// Official item name of the column; empty when the column does not exist.
    pub item: String,
    /// The value found, shortened to 60 characters.
    pub value: String,
    /// What is wrong and what to do.
    pub problem: String,
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if !self.item.is_empty() {
            write!(f, "item `{}` ", self.item)?;
        }
        write!(f, "value `{}`: {}", self.value, self.problem)
    }
}

impl MastersError {
    /// A cell error; the value is shortened and made printable.
    pub(crate) fn cell(
        file: &str,
        line: u32,
        column: usize,
        item: &str,
        value: &str,
        problem: impl Into<String>,
    ) -> Self {
        let mut shown: String =
            value.chars().take(60).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
        if value.chars().nth(60).is_some() {
            shown.push('…');
        }
        Self::Cell(Box::new(CellError {
            file: file.to_owned(),
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
            item: item.to_owned(),
            value: shown,
            problem: problem.into(),
        }))
    }
}
