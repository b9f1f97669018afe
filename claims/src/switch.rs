//! What a site has decided not to be told as a problem: checks switched off, everywhere or for one code, patient or institution, each with a
//! reason and a date. Nothing is dropped: a finding stays in every report, marked, and no longer counts.
//!
//! ```
//! use santei_claims::switch::{About, Switches};
//!
//! let switches = Switches::parse(
//!     r#"[[off]]
//!     check = "file.mark"
//!     reason = "the old receipt computer leaves the mark out"
//!     date = "2026-11-24""#,
//! )?;
//! assert!(switches.find("file.mark", &About::default()).is_some());
//! # Ok::<(), santei_claims::switch::SwitchError>(())
//! ```

use std::collections::BTreeSet;

use santei_core::code::Code;
use santei_core::date::ServiceDate;
use serde::Deserialize;
use thiserror::Error;

use crate::form::checks;
use crate::recalculate;

/// Most entries of one file: it is written by hand.
const MOST: usize = 10_000;

/// A file of switches that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SwitchError {
    /// It is neither TOML nor JSON of the form.
    #[error("the switches cannot be read: {0}")]
    Form(String),
    /// No check has this id.
    #[error("entry {entry}: no check has the id `{id}`{}; ids stand in docs/CHECKS.md and docs/IDS.md", hint(.near))]
    UnknownCheck {
        /// Entry, from 1.
        entry: usize,
        /// The id.
        id: String,
        /// The nearest known one.
        near: Option<String>,
    },
    /// A value that means nothing.
    #[error("entry {entry}: `{field}` is `{value}`; {want}")]
    Value {
        /// Entry, from 1.
        entry: usize,
        /// Its field.
        field: &'static str,
        /// What stands there.
        value: String,
        /// What it has to be.
        want: &'static str,
    },
}

fn hint(near: &Option<String>) -> String {
    near.as_ref().map(|near| format!(", did you mean `{near}`")).unwrap_or_default()
}

/// A check switched off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// Id of the check.
    pub check: String,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub date: ServiceDate,
    /// Last day of care it holds for; without end when not told.
    pub until: Option<ServiceDate>,
    /// Only for findings about this code.
    pub code: Option<Code>,
    /// Only for the receipt of this chart number (カルテ番号等).
    pub chart: Option<String>,
    /// Only for this institution (医療機関コード, seven digits).
    pub institution: Option<String>,
}

/// What a finding is about, as far as a switch may ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// Code of the line.
    pub code: Option<Code>,
    /// Chart number of the receipt.
    pub chart: &'a str,
    /// Institution of the file.
    pub institution: &'a str,
    /// A day of the care: the first of its month where a receipt tells no more.
    pub day: Option<ServiceDate>,
}

/// The switches of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switches(Vec<Switch>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    off: Vec<Entry>,
}

/// A switch as it is written, before it is checked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Id of the check.
    pub check: String,
    /// Why.
    pub reason: String,
    /// When it was decided (ISO 8601).
    pub date: String,
    /// Last day of care it holds for.
    pub until: Option<String>,
    /// Nine digits.
    pub code: Option<String>,
    /// Chart number.
    pub chart: Option<String>,
    /// Seven digits.
    pub institution: Option<String>,
}

impl Switches {
    /// Reads TOML, or JSON when the text begins with `{`: `off` is a list of `check`, `reason`, `date` and, as narrows it, `until`, `code`,
    /// `chart`, `institution`.
    ///
    /// # Errors
    /// [`SwitchError`] naming the entry, its field and what to write.
    pub fn parse(text: &str) -> Result<Self, SwitchError> {
        let one_line = |e: &dyn std::fmt::Display| {
            let text = e.to_string();
            SwitchError::Form(text.lines().map(str::trim).collect::<Vec<_>>().join(" "))
        };
        let file: File = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|e| one_line(&e))?
        } else {
            toml::from_str(text).map_err(|e| one_line(&e))?
        };
        Self::of(file.off)
    }

    /// From entries as they are written.
    ///
    /// # Errors
    /// [`SwitchError`] naming the entry, its field and what to write.
    pub fn of(entries: Vec<Entry>) -> Result<Self, SwitchError> {
        if entries.is_empty() {
            return Ok(Self::default());
        }
        if entries.len() > MOST {
            return Err(SwitchError::Form(format!("{} entries, at most {MOST}", entries.len())));
        }
        let known = known();
        let all = entries.into_iter().enumerate();
        all.map(|(at, entry)| read(at + 1, entry, &known)).collect::<Result<_, _>>().map(Self)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The switch that covers a finding of a check; the first that does.
    #[must_use]
    pub fn find(&self, check: &str, about: &About<'_>) -> Option<&Switch> {
        self.0.iter().find(|s| {
            s.check == check
                && s.code.is_none_or(|code| about.code == Some(code))
                && s.chart.as_deref().is_none_or(|chart| about.chart == chart)
                && s.institution.as_deref().is_none_or(|code| about.institution == code)
                && s.until.is_none_or(|until| about.day.is_some_and(|day| day <= until))
        })
    }
}

fn read(entry: usize, raw: Entry, known: &BTreeSet<&'static str>) -> Result<Switch, SwitchError> {
    let wrong = |field, value: &str, want| SwitchError::Value {
        entry,
        field,
        value: value.chars().take(60).filter(|c| !c.is_control()).collect(),
        want,
    };
    if !known.contains(raw.check.as_str()) {
        let id: String = raw.check.chars().take(80).filter(|c| !c.is_control()).collect();
        let near = known
            .iter()
            .min_by_key(|k| strsim::osa_distance(&id, k))
            .filter(|k| strsim::osa_distance(&id, k) <= 1 + id.chars().count() / 4);
        return Err(SwitchError::UnknownCheck { entry, near: near.map(|k| (*k).to_owned()), id });
    }
    if raw.reason.trim().is_empty() {
        return Err(wrong("reason", &raw.reason, "say why, so that the next reader can judge it"));
    }
    let day = |field, text: &str| {
        text.parse::<ServiceDate>().map_err(|_| wrong(field, text, "a day, such as `2026-11-24`"))
    };
    let date = day("date", &raw.date)?;
    let until = raw.until.as_deref().map(|text| day("until", text)).transpose()?;
    let code = raw.code.as_deref().map(|text| {
        text.parse::<Code>().map_err(|_| wrong("code", text, "a code of nine digits, such as `111000110`"))
    });
    let digits = |text: &str| text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(text) = raw.institution.as_deref().filter(|text| !digits(text)) {
        return Err(wrong("institution", text, "the seven digits of 医療機関コード"));
    }
    Ok(Switch {
        check: raw.check,
        reason: raw.reason.trim().to_owned(),
        date,
        until,
        code: code.transpose()?,
        chart: raw.chart,
        institution: raw.institution,
    })
}

/// The ids of findings as the document of ids lists them; a test holds that document and the engine together.
const DOCUMENT: &str = include_str!("../../docs/IDS.md");

/// Every id a finding may have.
fn known() -> BTreeSet<&'static str> {
    let form = checks::all().chain(recalculate::ALL).map(|c| c.id);
    let findings = DOCUMENT.split_once("## Findings").map_or("", |(_, rest)| rest);
    let engine =
        findings.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(id, _)| id));
    form.chain(santei_core::checks::ALL.iter().map(|c| c.id))
        .chain(engine.filter(|id| id.contains('.')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "[[off]]\ncheck = \"check.comment.missing\"\nreason = \"r\"\ndate = \"2026-11-24\"\n";

    fn day(text: &str) -> Option<ServiceDate> {
        text.parse().ok()
    }

    #[test]
    fn a_switch_covers_what_it_says_and_no_more() {
        let all = Switches::parse(ONE).unwrap();
        assert!(all.find("check.comment.missing", &About::default()).is_some());
        assert!(all.find("check.comment.mayBeNeeded", &About::default()).is_none());
        let narrow = format!(
            "{ONE}code = \"111000110\"\nchart = \"A-1\"\ninstitution = \"9999999\"\nuntil = \"2026-12-31\"\n"
        );
        let narrow = Switches::parse(&narrow).unwrap();
        let about = About {
            code: Code::new(111_000_110),
            chart: "A-1",
            institution: "9999999",
            day: day("2026-12-31"),
        };
        let covers = |about: About<'_>| narrow.find("check.comment.missing", &about).is_some();
        assert!(covers(about));
        assert!(!covers(About { code: Code::new(112_007_410), ..about }));
        assert!(!covers(About { chart: "A-2", ..about }));
        assert!(!covers(About { institution: "1111111", ..about }));
        assert!(!covers(About { day: day("2027-01-01"), ..about }));
        assert!(!covers(About { day: None, ..about }));
    }

    #[test]
    fn json_reads_like_toml() {
        let json = r#"{"off": [{"check": "check.comment.missing", "reason": "r", "date": "2026-11-24"}]}"#;
        assert_eq!(Switches::parse(json), Switches::parse(ONE));
        assert!(Switches::parse("").unwrap().is_empty());
    }

    #[test]
    fn ids_of_the_engine_are_known() {
        for id in ["etensu.exclusion", "resolve.age", "unit.points", "file.head", "check.ward.sameSlot"] {
            let text = ONE.replace("check.comment.missing", id);
            assert!(Switches::parse(&text).is_ok(), "{id}");
        }
    }

    #[test]
    fn errors_name_the_entry_and_what_to_do() {
        let told = |text: &str| Switches::parse(text).unwrap_err().to_string();
        let wrong = |from: &str, to: &str| told(&ONE.replace(from, to));
        assert_eq!(
            wrong("comment.missing", "comment.mising"),
            "entry 1: no check has the id `check.comment.mising`, did you mean `check.comment.missing`; ids stand in docs/CHECKS.md and docs/IDS.md"
        );
        assert!(wrong("check.comment.missing", "zzz").contains("`zzz`; ids stand"));
        assert!(wrong("\"r\"", "\" \"").starts_with("entry 1: `reason` is ` `; say why"));
        assert!(wrong("2026-11-24", "24.11.2026").contains("`date` is `24.11.2026`; a day"));
        assert!(told(&format!("{ONE}until = \"x\"\n")).contains("`until` is `x`"));
        assert!(told(&format!("{ONE}code = \"12\"\n")).contains("`code` is `12`"));
        assert!(told(&format!("{ONE}institution = \"12\"\n")).contains("seven digits"));
        assert!(told(&format!("{ONE}codes = \"12\"\n")).starts_with("the switches cannot be read"));
        assert!(!told("off = 3").contains('\n'));
    }
}
