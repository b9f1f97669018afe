//! What is wrong with an eligibility document.

use std::fmt;

/// Most errors that are told of one document.
pub const MAX_TOLD: usize = 100;

/// One thing wrong. The message: where, what stands there, what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EligibilityError {
    /// The document cannot be read at all.
    #[error("{0}")]
    Document(String),
    /// An element or field that is needed is not there.
    #[error("{path}: missing; {hint}")]
    Missing {
        /// Path of the element, or JSON pointer.
        path: String,
        /// What to do.
        hint: &'static str,
    },
    /// A value that is not known, or not of the form the field has.
    #[error("{path}: `{found}` is not {expected}; {hint}")]
    Value {
        /// Path of the element, or JSON pointer.
        path: String,
        /// What stands there, cut to 40 characters.
        found: String,
        /// What the field holds.
        expected: &'static str,
        /// What to do.
        hint: &'static str,
    },
    /// The document says that there is nothing to take over.
    #[error("{path}: `{found}` means {meaning}; {hint}")]
    Refused {
        /// Path of the element, or JSON pointer.
        path: String,
        /// What stands there, cut to 40 characters.
        found: String,
        /// What it means.
        meaning: &'static str,
        /// What to do.
        hint: &'static str,
    },
}

impl EligibilityError {
    pub(crate) fn value(path: &str, found: &str, expected: &'static str, hint: &'static str) -> Self {
        Self::Value { path: path.to_owned(), found: cut(found), expected, hint }
    }

    pub(crate) fn refused(path: &str, found: &str, meaning: &'static str, hint: &'static str) -> Self {
        Self::Refused { path: path.to_owned(), found: cut(found), meaning, hint }
    }
}

/// A foreign text as a message may carry it: one line, not too long.
pub(crate) fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

/// Everything wrong with a document, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EligibilityErrors(pub Vec<EligibilityError>);

impl EligibilityErrors {
    pub(crate) fn document(text: impl Into<String>) -> Self {
        Self(vec![EligibilityError::Document(text.into())])
    }
}

impl fmt::Display for EligibilityErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, error) in self.0.iter().take(MAX_TOLD).enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for EligibilityErrors {}
