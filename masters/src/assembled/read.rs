//! Acts whose amount was read in the text by hand: what neither the overlay tells nor the check of [`super::text`] can decide.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use santei_core::snapshot::Trust;
use serde::Deserialize;

use crate::error::{MastersError, Result};

/// Acts of one article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Passage {
    /// Article of R8 and the place in it that says so.
    pub article: String,
    /// How an amount follows that the place does not state itself.
    pub derivation: Option<String>,
    /// Whether it has to be confirmed that the code still means the same.
    #[serde(default)]
    pub confirm: bool,
    /// Amount by code (points, or the percentage of a row of percent).
    pub acts: BTreeMap<String, String>,
    /// Amount of a further step (きざみ点数) by code, where it is not that of the act.
    #[serde(default)]
    pub steps: BTreeMap<String, String>,
}

/// Everything read by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    passages: Vec<Passage>,
    amounts: BTreeMap<u32, (Decimal, Trust)>,
    steps: BTreeMap<u32, Decimal>,
    ended: BTreeSet<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    read: Vec<Passage>,
    gone: Vec<Gone>,
}

/// Acts that ended: the article of R8 that was deleted or stands in their place, and their codes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Gone {
    #[serde(rename = "article")]
    _article: String,
    acts: Vec<u32>,
}

impl Readings {
    /// What was read for R8.
    ///
    /// # Errors
    /// [`MastersError::Set`] when the list that is compiled in cannot be read or names a code twice.
    pub fn r8() -> Result<Self> {
        let fail = |what: String| MastersError::Set(format!("r8-read.toml: {what}"));
        let act = |code: &str, amount: &str| {
            let read = code.parse::<u32>().ok().zip(Decimal::from_str_exact(amount).ok());
            read.ok_or_else(|| fail(format!("`{code} = {amount}` is no act")))
        };
        let file: File =
            toml::from_str(include_str!("../../expected/r8-read.toml")).map_err(|e| fail(e.to_string()))?;
        let mut this = Self {
            passages: file.read,
            amounts: BTreeMap::new(),
            steps: BTreeMap::new(),
            ended: BTreeSet::new(),
        };
        for passage in &this.passages {
            let trust = if passage.confirm { Trust::Medium } else { Trust::High };
            for (code, amount) in &passage.acts {
                let (code, amount) = act(code, amount)?;
                if this.amounts.insert(code, (amount, trust)).is_some() {
                    return Err(fail(format!("code `{code}` stands twice")));
                }
            }
            for (code, amount) in &passage.steps {
                let (code, amount) = act(code, amount)?;
                this.steps.insert(code, amount);
            }
        }
        for code in file.gone.into_iter().flat_map(|gone| gone.acts) {
            if this.amounts.contains_key(&code) || !this.ended.insert(code) {
                return Err(fail(format!("code `{code}` stands twice")));
            }
        }
        Ok(this)
    }

    /// The amount read for a code, and how sure that is.
    #[must_use]
    pub fn of(&self, code: u32) -> Option<(Decimal, Trust)> {
        self.amounts.get(&code).copied()
    }

    /// The amount of a further step read for a code.
    #[must_use]
    pub fn step(&self, code: u32) -> Option<Decimal> {
        self.steps.get(&code).copied()
    }

    /// Whether the act was read to have ended.
    #[must_use]
    pub fn has_ended(&self, code: u32) -> bool {
        self.ended.contains(&code)
    }

    /// The passages.
    pub fn passages(&self) -> impl Iterator<Item = &Passage> {
        self.passages.iter()
    }
}
