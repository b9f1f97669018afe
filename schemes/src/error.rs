//! Why a scheme file was refused, and where.

use std::ops::Range;

use thiserror::Error;

/// A scheme file that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{line}:{column}: {what}")]
pub struct SchemeError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do.
    pub what: String,
}

/// A text, to tell places in it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'t>(&'t str);

impl<'t> Place<'t> {
    /// Places in a text.
    #[must_use]
    pub const fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// An error at a place.
    #[must_use]
    pub fn error(&self, span: Range<usize>, what: impl Into<String>) -> SchemeError {
        let before = self.0.get(..span.start).unwrap_or(self.0);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        SchemeError { line, column, what: what.into() }
    }
}
