//! Columns for people, aligned by the width of the characters on the screen (a kanji is two wide).

use std::fmt;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// Rows under headings.
pub(crate) struct Grid(Table);

impl Grid {
    /// No rows yet.
    pub(crate) fn new(heads: &[&str]) -> Self {
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        if heads.iter().any(|h| !h.is_empty()) {
            table.set_header(heads);
        }
        Self(table)
    }

    /// Aligns a column to the right.
    pub(crate) fn right(mut self, column: usize) -> Self {
        if let Some(column) = self.0.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        self
    }

    /// Adds a row.
    pub(crate) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.0.add_row(cells.into_iter().map(Into::<String>::into));
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.trim_fmt())
    }
}
