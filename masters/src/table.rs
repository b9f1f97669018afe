//! Rows of one official file that know where they stand, and can be written back byte for byte.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::name::FileKind;
use crate::raw::Layout;

/// Where a table came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `archive.zip:inner.csv`, or the name of a plain file.
    pub file: String,
    /// SHA-256 of the inner file.
    pub sha256: [u8; 32],
    /// Size of the inner file in bytes.
    pub bytes: u64,
}

impl Source {
    /// The digest in lower-case hexadecimal.
    #[must_use]
    pub fn sha256_hex(&self) -> String {
        self.sha256.iter().map(|b| format!("{b:02x}")).collect()
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// 異動分: only the rows that changed; partial rows.
    Differential,
    /// The whole state.
    Full,
}

/// One official file, decoded and checked.
#[derive(Debug)]
pub struct Table {
    pub(crate) source: Arc<Source>,
    pub(crate) layout: &'static Layout,
    pub(crate) role: Role,
    /// Date of the edition: from the name, else the newest date inside.
    pub(crate) published: Option<NaiveDate>,
    pub(crate) columns: usize,
    pub(crate) text: String,
    /// End of each cell in `text`, row after row.
    pub(crate) ends: Vec<u32>,
}

impl Table {
    /// Where the table came from.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Which file it is.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.layout.kind
    }

    /// Its layout.
    #[must_use]
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// Full or differential.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// Date of the edition.
    #[must_use]
    pub fn published(&self) -> Option<NaiveDate> {
        self.published
    }

    /// Columns in every row.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len().checked_div(self.columns).unwrap_or(0)
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut start = 0;
        (1..).zip(self.ends.chunks(self.columns.max(1))).map(move |(line, ends)| {
            let row = Row { text: &self.text, start, ends, file: &self.source.file, line };
            start = ends.last().copied().unwrap_or(start);
            row
        })
    }

    /// The file in its official form: Windows-31J, every value in double quotes, CRLF after every line.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut lines = String::with_capacity(self.text.len() + self.ends.len() * 3 + self.len() * 2);
        for row in self.rows() {
            write_line(&mut lines, (1..=self.columns).map(|n| row.get(n)));
        }
        to_windows_31j(&lines)
    }
}

/// Appends one line in the official form.
pub(crate) fn write_line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        out.push_str(if i == 0 { "\"" } else { ",\"" });
        out.push_str(cell);
        out.push('"');
    }
    out.push_str("\r\n");
}

/// Encodes text that was decoded from Windows-31J.
pub(crate) fn to_windows_31j(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

/// One row: a view of its cells.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    text: &'a str,
    start: u32,
    ends: &'a [u32],
    file: &'a str,
    line: u32,
}

impl<'a> Row<'a> {
    /// The cell of a column, from 1. A column that the row's form does not have yet reads as `0`
    /// (y of 40 columns: the official files give the two later columns that value).
    #[must_use]
    pub fn get(self, number: usize) -> &'a str {
        let Some(index) = number.checked_sub(1) else { return "" };
        let Some(end) = self.ends.get(index) else { return "0" };
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(self.start),
            None => self.start,
        };
        self.text.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// Number of cells the row was written with.
    #[must_use]
    pub fn width(self) -> usize {
        self.ends.len()
    }

    /// File the row stands in.
    #[must_use]
    pub fn file(self) -> &'a str {
        self.file
    }

    /// Line in the file, from 1.
    #[must_use]
    pub fn line(self) -> u32 {
        self.line
    }

    /// All cells as one text, to compare rows of equal width quickly.
    fn joined(self) -> &'a str {
        let end = self.ends.last().copied().unwrap_or(self.start);
        self.text.get(self.start as usize..end as usize).unwrap_or_default()
    }

    /// Whether two rows hold the same from column 2 on (column 1 is the mark of the last update).
    #[must_use]
    pub fn same_content(self, other: Self) -> bool {
        if self.ends.len() == other.ends.len() && self.get(1).len() == other.get(1).len() {
            let skip = self.get(1).len();
            if self.joined().get(skip..) != other.joined().get(skip..) {
                return false;
            }
        }
        (2..=self.width().max(other.width())).all(|n| self.get(n) == other.get(n))
    }

    /// Columns from 2 on in which two rows differ.
    #[must_use]
    pub fn differing(self, other: Self) -> Vec<usize> {
        (2..=self.width().max(other.width())).filter(|n| self.get(*n) != other.get(*n)).collect()
    }
}

/// A row of its own, made by merging a partial row into an older one.
#[derive(Debug, Clone)]
pub struct Record {
    text: String,
    ends: Vec<u32>,
    file: Arc<Source>,
    line: u32,
}

impl Record {
    /// Puts the non-empty cells of `partial` over `old`.
    pub(crate) fn merged(old: Row<'_>, partial: Row<'_>, file: &Arc<Source>) -> Self {
        let width = old.width().max(partial.width());
        let mut text = String::with_capacity(old.joined().len() + partial.joined().len());
        let mut ends = Vec::with_capacity(width);
        for number in 1..=width {
            let new = if number <= partial.width() { partial.get(number) } else { "" };
            text.push_str(if new.is_empty() { old.get(number) } else { new });
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self { text, ends, file: Arc::clone(file), line: partial.line }
    }

    /// The view of its cells.
    #[must_use]
    pub fn row(&self) -> Row<'_> {
        Row { text: &self.text, start: 0, ends: &self.ends, file: &self.file.file, line: self.line }
    }
}
