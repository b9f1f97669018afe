//! Rules that hold across chapters.

pub mod age_addition;
