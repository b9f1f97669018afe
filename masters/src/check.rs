//! Cross-table integrity: what the official files say of each other, and where they do not agree.
//!
//! A file that cannot be read is an error long before this. Here every table is sound by itself; findings tell where
//! two of them disagree. Known anomalies of the official files stand in a committed list ([`Expected`]); a finding that is
//! not on it is new, and new findings are for a person to look at before the files are used.

mod disease;
mod fee_table;
mod price;
mod procedure;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::apply::State;
use crate::error::{MastersError, Result};
use crate::history::{Gap, Timeline};
use crate::name::FileKind;

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// What is wrong, for machines: `index.code-not-in-s`.
    pub id: &'static str,
    /// Table it stands in.
    pub table: &'static str,
    /// Code or key of the row; for a finding about a whole table, what it is about.
    pub code: String,
    /// What is wrong, for people.
    pub message: String,
}

/// The newest state of every table that is at hand.
#[derive(Debug, Default)]
pub struct Masters<'a, 't> {
    states: BTreeMap<FileKind, &'a State<'t>>,
    gaps: Vec<&'a Gap>,
}

impl<'a, 't> Masters<'a, 't> {
    /// From the histories of the tables.
    #[must_use]
    pub fn new(timelines: &'a [Timeline<'t>]) -> Self {
        Self {
            states: timelines.iter().map(|t| (t.kind(), t.latest())).collect(),
            gaps: timelines.iter().flat_map(Timeline::gaps).collect(),
        }
    }

    fn state(&self, kind: FileKind) -> Option<&'a State<'t>> {
        self.states.get(&kind).copied()
    }

    /// Keys of a table, `None` when it is not at hand.
    fn keys(&self, kind: FileKind) -> Option<BTreeSet<&'a str>> {
        self.state(kind).map(|state| state.rows().map(|(key, _)| &**key).collect())
    }
}

/// Findings while they are collected.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, id: &'static str, kind: FileKind, code: impl fmt::Display, message: impl Into<String>) {
        self.0.push(Finding { id, table: kind.id(), code: code.to_string(), message: message.into() });
    }
}

/// Every finding of every check, sorted.
///
/// # Errors
/// A row that cannot be read as its type.
pub fn check(masters: &Masters<'_, '_>) -> Result<Vec<Finding>> {
    let mut out = Findings::default();
    missing_tables(masters, &mut out);
    gaps(masters, &mut out);
    fee_table::check(masters, &mut out)?;
    procedure::check(masters, &mut out)?;
    price::check(masters, &mut out)?;
    disease::check(masters, &mut out)?;
    let mut findings = out.0;
    findings.sort();
    findings.dedup();
    Ok(findings)
}

/// Tables an edition should have; the ward codes and the migration table of diseases are extras.
pub const WANTED: &[FileKind] = &[
    FileKind::Procedure,
    FileKind::Drug,
    FileKind::Material,
    FileKind::Comment,
    FileKind::CommentRelation,
    FileKind::Disease,
    FileKind::RetiredDisease,
    FileKind::Modifier,
    FileKind::FeeTableIndex,
    FileKind::Bundle,
    FileKind::ExclusionDay,
    FileKind::ExclusionMonth,
    FileKind::ExclusionSameTime,
    FileKind::ExclusionWeek,
    FileKind::InpatientAddition,
    FileKind::FrequencyLimit,
    FileKind::FacilityStandard,
];

fn missing_tables(masters: &Masters<'_, '_>, out: &mut Findings) {
    for kind in WANTED.iter().filter(|kind| masters.state(**kind).is_none()) {
        out.add("table.missing", *kind, "", format!("{} is not at hand", kind.name_ja()));
    }
}

/// Gaps of the history, one finding per span and reason.
fn gaps(masters: &Masters<'_, '_>, out: &mut Findings) {
    let mut spans: BTreeMap<_, usize> = BTreeMap::new();
    for gap in &masters.gaps {
        *spans.entry((gap.kind, gap.reason, gap.from, gap.until)).or_default() += 1;
    }
    for ((kind, reason, from, until), count) in spans {
        let (id, what) = match reason {
            crate::history::GapReason::ChangedUnseen => ("gap.changed-unseen", "content not published to us"),
            crate::history::GapReason::FirstSeenLate => {
                ("gap.first-seen-late", "existed before the first known content")
            }
            crate::history::GapReason::Vanished => {
                ("gap.vanished", "left the file without 廃止; the last content is kept")
            }
        };
        out.add(id, kind, format!("{from}/{until} x{count}"), format!("{count} codes: {what}"));
    }
}

/// Findings that are known, with the reason why they may stay.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    #[serde(default)]
    finding: Vec<ExpectedFinding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFinding {
    id: String,
    table: String,
    codes: Vec<String>,
    /// Why it may stay: said in the file, for its readers.
    #[serde(rename = "reason")]
    _reason: String,
}

impl Expected {
    /// The known anomalies of the official R6 files.
    ///
    /// # Errors
    /// Never for the list as committed.
    pub fn r6() -> Result<Self> {
        Self::parse(include_str!("../expected/r6.toml"))
    }

    /// Reads a list: `[[finding]]` with `id`, `table`, `codes`, `reason`.
    ///
    /// # Errors
    /// [`MastersError::Set`] when the text is not such a list.
    pub fn parse(text: &str) -> Result<Self> {
        toml::from_str(text).map_err(|e| MastersError::Set(format!("expected findings: {}", e.message())))
    }
}

/// Findings against the list of known ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Findings that are not on the list.
    pub new: Vec<Finding>,
    /// Findings that are.
    pub known: Vec<Finding>,
    /// Entries of the list without a finding, as `id table code`.
    pub absent: Vec<String>,
}

impl Report {
    /// Sorts findings into new and known ones.
    #[must_use]
    pub fn new(findings: Vec<Finding>, expected: &Expected) -> Self {
        let listed: BTreeSet<(&str, &str, &str)> = expected
            .finding
            .iter()
            .flat_map(|f| f.codes.iter().map(|code| (f.id.as_str(), f.table.as_str(), code.as_str())))
            .collect();
        let found: BTreeSet<(&str, &str, &str)> =
            findings.iter().map(|f| (f.id, f.table, f.code.as_str())).collect();
        let absent =
            listed.difference(&found).map(|(id, table, code)| format!("{id} {table} {code}")).collect();
        let known_set: BTreeSet<(String, String, String)> =
            listed.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
        let (known, new) = findings
            .into_iter()
            .partition(|f| known_set.contains(&(f.id.to_owned(), f.table.to_owned(), f.code.clone())));
        Self { new, known, absent }
    }

    /// Whether nothing is new.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.new.is_empty()
    }

    /// The report as JSON.
    ///
    /// # Errors
    /// Never in practice: the report holds only strings.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string_pretty(self).map_err(|e| MastersError::Set(format!("report: {e}")))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.new {
            writeln!(f, "new    {} {} {}: {}", finding.id, finding.table, finding.code, finding.message)?;
        }
        for finding in &self.known {
            writeln!(f, "known  {} {} {}: {}", finding.id, finding.table, finding.code, finding.message)?;
        }
        for entry in &self.absent {
            writeln!(f, "absent {entry}: expected, but not found")?;
        }
        write!(
            f,
            "{} new, {} known, {} expected but absent",
            self.new.len(),
            self.known.len(),
            self.absent.len()
        )
    }
}
