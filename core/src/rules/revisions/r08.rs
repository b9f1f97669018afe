//! The rules of R8. None is reviewed against the R8 text yet, so none is registered: a visit under R8 is priced as given and its
//! derivations are answered as not implemented.

use crate::rules::Rule;

/// R8, in force from 2026-06-01.
pub(in crate::rules) static RULES: &[&Rule] = &[];
