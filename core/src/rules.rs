//! Rules: one article of the fee schedule, one file.

use crate::law::{Citation, Revision};

/// A rule: pure, proposes effects, never changes the bill.
#[derive(Debug)]
pub struct Rule {
    /// Immutable id (`A001.n8`).
    pub id: &'static str,
    /// Title, Japanese.
    pub title: &'static str,
    /// Articles.
    pub cites: &'static [Citation],
}

/// The rules of a revision, in legal order.
#[must_use]
pub fn of(_revision: Revision) -> &'static [Rule] {
    &[]
}
