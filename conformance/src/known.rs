//! Cases that are known not to pass, with the reason: the honest list beside the report.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::RunError;
use crate::report::{Report, Verdict};

/// Why a case does not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Why {
    /// The rules it needs are not there yet.
    NotImplemented,
    /// We believe the case is wrong; the reason names the text that contradicts it.
    Contradicted,
}

/// A case that is known not to pass.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownCase {
    /// Id of the case.
    pub id: String,
    /// Why it does not pass.
    pub why: Why,
    /// What is missing, or the document and article that contradict the case.
    pub reason: String,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Cases known not to pass.
    #[serde(default)]
    pub case: Vec<KnownCase>,
}

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    /// [`RunError::Table`] when the text is not in its form, gives no reason or names a case twice.
    pub fn read(file: &str, text: &str) -> Result<Self, RunError> {
        let wrong = |message: String| RunError::Table { file: file.to_owned(), message };
        let known: Self = toml::from_str(text).map_err(|e| wrong(e.to_string().replace('\n', " ")))?;
        let mut ids = BTreeMap::new();
        for case in &known.case {
            if case.reason.trim().is_empty() {
                return Err(wrong(format!("case `{}` has no reason", case.id)));
            }
            if ids.insert(&case.id, ()).is_some() {
                return Err(wrong(format!("case `{}` stands here twice", case.id)));
            }
        }
        Ok(known)
    }

    /// Where list and report disagree: a listed case that passed or was not run, a failed case that is not listed.
    #[must_use]
    pub fn disagreements(&self, report: &Report) -> Vec<String> {
        let mut listed: BTreeMap<&str, &KnownCase> = self.case.iter().map(|c| (c.id.as_str(), c)).collect();
        let mut out = Vec::new();
        for entry in &report.cases {
            let known = listed.remove(entry.id.as_str());
            match (&entry.verdict, known) {
                (Verdict::Failed { reasons }, None) => {
                    out.push(format!("`{}` failed and is not listed: {}", entry.id, reasons.join("; ")));
                }
                (Verdict::Passed, Some(_)) => out.push(format!("`{}` is listed and passed", entry.id)),
                (Verdict::Skipped { reason }, Some(_)) => {
                    out.push(format!("`{}` is listed and was skipped: {reason}", entry.id));
                }
                (Verdict::Failed { .. }, Some(_)) | (Verdict::Passed | Verdict::Skipped { .. }, None) => {}
            }
        }
        out.extend(listed.keys().map(|id| format!("`{id}` is listed and was not among the cases")));
        out
    }
}
