//! The three official files as they stand: rows of text, found by looking at every row.

use crate::error::OracleError;
use rust_decimal::Decimal;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// One line of a master; columns are counted from 1 as in the official layout.
pub type Row = Vec<String>;

/// The newest full files of one folder.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    /// 医科診療行為マスター (150 columns).
    pub s: Vec<Row>,
    /// 医薬品マスター (42 columns, 40 before the autumn of 2024).
    pub y: Vec<Row>,
    /// 特定器材マスター (38 columns).
    pub t: Vec<Row>,
}

impl Tables {
    /// Reads the newest full file of s, y and t in `dir` (names such as `s_20251104.zip` or `s_ALL20240531.zip`).
    ///
    /// # Errors
    /// A missing or unreadable folder, zip or file; a line with an unknown number of columns.
    pub fn load(dir: &Path) -> Result<Self, OracleError> {
        Ok(Self {
            s: read(&newest(dir, 's')?, &[150])?,
            y: read(&newest(dir, 'y')?, &[42, 40])?,
            t: read(&newest(dir, 't')?, &[38])?,
        })
    }

    /// The row of a procedure (診療行為).
    #[must_use]
    pub fn procedure(&self, code: &str) -> Option<&Row> {
        self.s.iter().find(|row| col(row, 3) == code)
    }

    /// The row of a drug (医薬品).
    #[must_use]
    pub fn drug(&self, code: &str) -> Option<&Row> {
        self.y.iter().find(|row| col(row, 3) == code)
    }

    /// The row of a material (特定器材).
    #[must_use]
    pub fn material(&self, code: &str) -> Option<&Row> {
        self.t.iter().find(|row| col(row, 3) == code)
    }
}

/// The text of column `n` (from 1); a column that is not there is empty.
#[must_use]
pub fn col(row: &Row, n: usize) -> &str {
    n.checked_sub(1).and_then(|i| row.get(i)).map_or("", String::as_str)
}

/// Column `n` as a decimal.
pub(crate) fn decimal(row: &Row, n: usize) -> Result<Decimal, OracleError> {
    Decimal::from_str(col(row, n)).map_err(|_| bad(row, n))
}

/// Column `n` as an integer.
pub(crate) fn integer(row: &Row, n: usize) -> Result<i64, OracleError> {
    col(row, n).parse().map_err(|_| bad(row, n))
}

/// The error for a column that holds something else than it must.
pub(crate) fn bad(row: &Row, n: usize) -> OracleError {
    OracleError::BadColumn { code: col(row, 3).to_owned(), column: n, value: col(row, n).to_owned() }
}

fn newest(dir: &Path, kind: char) -> Result<PathBuf, OracleError> {
    let io = |source| OracleError::Io { path: dir.display().to_string(), source };
    let mut best: Option<(String, PathBuf)> = None;
    for entry in std::fs::read_dir(dir).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let Some(name) = name else { continue };
        let date = name
            .strip_prefix(kind)
            .and_then(|rest| rest.strip_prefix('_'))
            .map(|rest| rest.strip_prefix("ALL").unwrap_or(rest))
            .and_then(|rest| rest.strip_suffix(".zip"))
            .filter(|date| date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()));
        if let Some(date) = date
            && best.as_ref().is_none_or(|(found, _)| found.as_str() < date)
        {
            best = Some((date.to_owned(), path.clone()));
        }
    }
    best.map(|(_, path)| path).ok_or_else(|| OracleError::NoFile { dir: dir.display().to_string(), kind })
}

fn read(path: &Path, columns: &[usize]) -> Result<Vec<Row>, OracleError> {
    let shown = path.display().to_string();
    let io = |source| OracleError::Io { path: shown.clone(), source };
    let zip = |source| OracleError::Zip { path: shown.clone(), source };
    let file = std::fs::File::open(path).map_err(io)?;
    let mut archive = zip::ZipArchive::new(file).map_err(zip)?;
    let mut bytes = Vec::new();
    archive.by_index(0).map_err(zip)?.read_to_end(&mut bytes).map_err(io)?;
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(&bytes);
    if broken {
        return Err(OracleError::Encoding { path: shown });
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|source| OracleError::Csv { path: shown.clone(), source })?;
        let row: Row = record.iter().map(str::to_owned).collect();
        let expected = rows.first().map_or(row.len(), Vec::len);
        if row.len() != expected || !columns.contains(&row.len()) {
            return Err(OracleError::Layout {
                path: shown,
                line: rows.len() + 1,
                found: row.len(),
                expected: columns.first().copied().unwrap_or(expected),
            });
        }
        rows.push(row);
    }
    Ok(rows)
}
