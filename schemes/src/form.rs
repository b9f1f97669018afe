//! The form of a scheme file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::{Spanned, Value};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) key: Spanned<String>,
    pub(crate) law: Option<Spanned<String>>,
    pub(crate) name: Spanned<String>,
    pub(crate) name_en: Spanned<String>,
    pub(crate) order: Spanned<u16>,
    pub(crate) first: Spanned<String>,
    pub(crate) ceiling: Spanned<String>,
    pub(crate) meals: Spanned<String>,
    pub(crate) certainty: Spanned<String>,
    pub(crate) checked_on: Spanned<String>,
    pub(crate) source: Spanned<String>,
    #[serde(default)]
    pub(crate) terms: Vec<Spanned<Dated>>,
}

/// The fields of one set of terms, `from` and `until` among them.
pub(crate) type Dated = BTreeMap<Spanned<String>, Spanned<Value>>;
