//! The report of a run: every case with its verdict and reasons.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// As expected.
    Passed,
    /// Not as expected, with everything that differs.
    Failed {
        /// What differs.
        reasons: Vec<String>,
    },
    /// Not run, with the reason.
    Skipped {
        /// Why.
        reason: String,
    },
}

/// One case of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Id of the case.
    pub id: String,
    /// File, relative to the directory of the cases.
    pub file: String,
    /// Kind of evidence.
    pub kind: String,
    /// Revision.
    pub revision: String,
    /// Scope, in the word of the case.
    pub scope: String,
    /// Setting, in the word of the case.
    pub setting: String,
    /// What became of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// How many cases passed, failed and were skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// As expected.
    pub passed: usize,
    /// Not as expected.
    pub failed: usize,
    /// Not run.
    pub skipped: usize,
}

impl Count {
    fn add(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Passed => self.passed += 1,
            Verdict::Failed { .. } => self.failed += 1,
            Verdict::Skipped { .. } => self.skipped += 1,
        }
    }
}

/// The report, in the order of files and cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Cases that the filter chose.
    pub cases: Vec<Entry>,
}

impl Report {
    /// All cases together.
    #[must_use]
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        self.cases.iter().for_each(|e| count.add(&e.verdict));
        count
    }

    /// Counts per kind of evidence.
    #[must_use]
    pub fn by_kind(&self) -> BTreeMap<&str, Count> {
        let mut kinds: BTreeMap<&str, Count> = BTreeMap::new();
        for entry in &self.cases {
            kinds.entry(&entry.kind).or_default().add(&entry.verdict);
        }
        kinds
    }

    /// For people: reasons, counts per kind, and last the line `N passed, N failed, N skipped`.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for entry in &self.cases {
            match &entry.verdict {
                Verdict::Passed => {}
                Verdict::Failed { reasons } => {
                    let _ = writeln!(out, "FAILED  {} ({})", entry.id, entry.file);
                    for reason in reasons {
                        let _ = writeln!(out, "          {reason}");
                    }
                }
                Verdict::Skipped { reason } => {
                    let _ = writeln!(out, "skipped {} ({}): {reason}", entry.id, entry.file);
                }
            }
        }
        if !out.is_empty() {
            out.push('\n');
        }
        for (kind, n) in self.by_kind() {
            let _ = writeln!(out, "{kind}: {} passed, {} failed, {} skipped", n.passed, n.failed, n.skipped);
        }
        let n = self.count();
        let _ = writeln!(out, "{} passed, {} failed, {} skipped", n.passed, n.failed, n.skipped);
        out
    }

    /// For machines: `{"cases": […], "kinds": {…}, "passed": n, "failed": n, "skipped": n}`, one document.
    ///
    /// # Errors
    /// Never in practice: a report is texts and numbers.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        let n = self.count();
        serde_json::to_string(&serde_json::json!({
            "cases": self.cases,
            "kinds": self.by_kind(),
            "passed": n.passed,
            "failed": n.failed,
            "skipped": n.skipped,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, kind: &str, verdict: Verdict) -> Entry {
        let word = |s: &str| s.to_owned();
        Entry {
            id: word(id),
            file: word("a.json"),
            kind: word(kind),
            revision: word("R6"),
            scope: word("visit"),
            setting: word("outpatient"),
            verdict,
        }
    }

    #[test]
    fn text_ends_with_the_counts_and_names_every_reason() {
        let report = Report {
            cases: vec![
                entry("one", "rule-example", Verdict::Passed),
                entry(
                    "two",
                    "rule-example",
                    Verdict::Failed { reasons: vec!["total: expected 1, got 2".into()] },
                ),
                entry("three", "qa-example", Verdict::Skipped { reason: "unknown key `/colour`".into() }),
            ],
        };
        let text = report.text();
        assert!(text.ends_with("1 passed, 1 failed, 1 skipped\n"), "{text}");
        assert!(text.contains("total: expected 1, got 2") && text.contains("unknown key `/colour`"));
        assert!(text.contains("rule-example: 1 passed, 1 failed, 0 skipped"));
        let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
        assert_eq!(json["cases"][1]["verdict"], "failed");
        assert_eq!(json["kinds"]["qa-example"]["skipped"], 1);
    }
}
