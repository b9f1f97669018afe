//! Differential files (異動分) applied to a full state, with the official meaning of 変更区分.
//!
//! A 5 or 9 row is partial: only the cells that change are filled, an empty cell means "as before". So a value that
//! becomes empty cannot be told; the next full file tells it. Before a file is applied the rows that were 9 leave the
//! state and every mark goes back to 0.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::{MastersError, Result};
use crate::name::FileKind;
use crate::raw::Layout;
use crate::table::{Record, Row, Table, to_windows_31j, write_line};

/// Key columns of a row joined by `/`.
pub type Key = Box<str>;

/// A row of a state: as it stands in a file, or merged.
#[derive(Debug, Clone)]
pub enum StateRow<'t> {
    /// As published.
    Published(Row<'t>),
    /// A published row with later partial rows written over it.
    Merged(Arc<Record>),
}

impl StateRow<'_> {
    /// The cells.
    #[must_use]
    pub fn row(&self) -> Row<'_> {
        match self {
            Self::Published(row) => *row,
            Self::Merged(record) => record.row(),
        }
    }
}

/// The rows of one file kind after any number of updates.
#[derive(Debug, Clone)]
pub struct State<'t> {
    layout: &'static Layout,
    width: usize,
    rows: BTreeMap<Key, (u8, StateRow<'t>)>,
}

/// What applying a differential file did.
#[derive(Debug, Default)]
pub struct Applied {
    /// Keys whose row is new or changed, in file order.
    pub touched: Vec<Key>,
    /// Keys taken away by 抹消 rows.
    pub deleted: Vec<Key>,
    /// 変更 rows in which nothing is filled: a value became empty, and only the next full file tells which.
    pub blank: Vec<Key>,
}

/// The key of a row.
pub(crate) fn key(layout: &Layout, row: Row<'_>) -> Key {
    match (layout.kind, layout.key) {
        // c writes its serial number without leading zeros; the code has them.
        (FileKind::Comment, _) => format!("8{:0>2}{:0>6}", row.get(4), row.get(5)).into(),
        (_, [one]) => row.get(*one).into(),
        (_, columns) => {
            let mut key = String::with_capacity(32);
            for column in columns {
                if !key.is_empty() {
                    key.push('/');
                }
                key.push_str(row.get(*column));
            }
            key.into()
        }
    }
}

fn mark(row: Row<'_>) -> u8 {
    row.get(1).as_bytes().first().copied().unwrap_or(b'0')
}

fn row_error(row: Row<'_>, key: &str, problem: &str) -> MastersError {
    MastersError::Row {
        file: row.file().to_owned(),
        line: row.line(),
        key: key.to_owned(),
        problem: problem.to_owned(),
    }
}

impl<'t> State<'t> {
    /// The state a full file holds.
    ///
    /// # Errors
    /// [`MastersError::Row`] when two rows have one key.
    pub fn full(table: &'t Table) -> Result<Self> {
        let layout = table.layout();
        let mut keyed: Vec<(Key, (u8, StateRow<'t>))> =
            table.rows().map(|row| (key(layout, row), (mark(row), StateRow::Published(row)))).collect();
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        for pair in keyed.windows(2) {
            if let [(first, _), (second, (_, row))] = pair
                && first == second
            {
                return Err(row_error(row.row(), second, "the key stands twice in the file"));
            }
        }
        Ok(Self { layout, width: table.columns(), rows: keyed.into_iter().collect() })
    }

    /// Applies a differential file.
    ///
    /// # Errors
    /// [`MastersError::Row`] when a new row exists, a changed one does not, or a mark has no meaning for this file.
    pub fn apply(&mut self, file: &'t Table) -> Result<Applied> {
        let mut done = Applied::default();
        self.rows.retain(|_, (mark, _)| *mark != b'9' && *mark != b'1');
        for (mark, _) in self.rows.values_mut() {
            *mark = b'0';
        }
        self.width = self.width.max(file.columns());
        for row in file.rows() {
            let key = key(self.layout, row);
            match mark(row) {
                b'1' => {
                    if self.rows.remove(&key).is_none() {
                        return Err(row_error(row, &key, "抹消 of a row that is not in the state before"));
                    }
                    done.deleted.push(key);
                }
                kind @ (b'2' | b'3') => {
                    if self.rows.contains_key(&key) {
                        return Err(row_error(
                            row,
                            &key,
                            "新規 or 復活 of a row that is already in the state before",
                        ));
                    }
                    self.rows.insert(key.clone(), (kind, StateRow::Published(row)));
                    done.touched.push(key);
                }
                kind @ (b'5' | b'9') => {
                    let Some((mark, old)) = self.rows.get_mut(&key) else {
                        return Err(row_error(
                            row,
                            &key,
                            "変更 or 廃止 of a row that is not in the state before; a file of the chain is missing",
                        ));
                    };
                    if kind == b'5' && is_blank(self.layout, row) {
                        done.blank.push(key.clone());
                    }
                    let merged = Record::merged(old.row(), row, &file.source);
                    *old = StateRow::Merged(Arc::new(merged));
                    *mark = kind;
                    done.touched.push(key);
                }
                _ => {
                    return Err(row_error(
                        row,
                        &key,
                        "変更区分 0 in a differential file; load the file as a full one",
                    ));
                }
            }
        }
        Ok(done)
    }

    /// Which file the state is of.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.layout.kind
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&StateRow<'t>> {
        self.rows.get(key).map(|(_, row)| row)
    }

    /// Whether the last update abolished the row (変更区分 9): it leaves with the next one.
    pub(crate) fn abolished(&self, key: &str) -> bool {
        self.rows.get(key).is_some_and(|(mark, _)| *mark == b'9')
    }

    /// Keys and rows in key order.
    pub fn rows(&self) -> impl Iterator<Item = (&Key, &StateRow<'t>)> {
        self.rows.iter().map(|(key, (_, row))| (key, row))
    }

    /// The state as the official full file writes it: sorted by key, current marks, every row in the widest form.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = String::new();
        for (mark, row) in self.rows.values() {
            let row = row.row();
            let mark = [*mark];
            let mark = std::str::from_utf8(&mark).unwrap_or("0");
            write_line(&mut out, (1..=self.width).map(|n| if n == 1 { mark } else { row.get(n) }));
        }
        to_windows_31j(&out)
    }
}

/// Whether a row fills nothing but the mark, the letter of the file and the key.
fn is_blank(layout: &Layout, row: Row<'_>) -> bool {
    (2..=row.width())
        .filter(|n| !layout.key.contains(n))
        .filter(|n| {
            layout.columns.get(n - 1).is_none_or(|c| !matches!(c.field, "master_kind" | "kind" | "code"))
        })
        .all(|n| row.get(n).is_empty())
}
