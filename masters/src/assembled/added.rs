//! New acts: from which act of the revision before they take the columns that the overlay does not tell.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::{MastersError, Result};

/// How a span of new codes is made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Rule {
    /// First code.
    pub first: u32,
    /// Last code; the first one when there is only one.
    pub last: Option<u32>,
    /// The act whose columns are taken over.
    pub like: u32,
    /// 変更年月日 when it is not the first day of the edition (`20270601`): not billable before.
    pub from: Option<String>,
    /// Columns that differ, by number.
    #[serde(default, deserialize_with = "numbered")]
    pub columns: Vec<(usize, String)>,
}

fn numbered<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> std::result::Result<Vec<(usize, String)>, D::Error> {
    let columns = BTreeMap::<String, String>::deserialize(from)?;
    let number = |(key, value): (String, String)| {
        key.parse().map(|n| (n, value)).map_err(|_| serde::de::Error::custom(format!("`{key}` is no column")))
    };
    columns.into_iter().map(number).collect()
}

/// All rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    new: Vec<Rule>,
}

impl Added {
    /// The new acts of R8 whose place and group are known.
    ///
    /// # Errors
    /// [`MastersError::Set`] when the list that is compiled in cannot be read.
    pub fn r8() -> Result<Self> {
        toml::from_str(include_str!("../../expected/r8-new.toml"))
            .map_err(|e| MastersError::Set(format!("r8-new.toml: {e}")))
    }

    /// The rule of a code.
    #[must_use]
    pub fn of(&self, code: u32) -> Option<&Rule> {
        self.new.iter().find(|rule| rule.first <= code && code <= rule.last.unwrap_or(rule.first))
    }
}
