//! What a revision still lacks, by name: rules that do not cite its text, parameters nobody has read for it, days without an answer.

use std::fmt;

use santei_core::date::{ServiceDate, Validity};
use santei_core::law::{Citation, Document};
use santei_core::params::Params;

/// A rule as far as this check looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Registered<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its citations.
    pub cites: &'r [Citation],
}

/// A revision to check.
#[derive(Debug)]
pub struct Subject<'r> {
    /// Its rules, in legal order.
    pub rules: Vec<Registered<'r>>,
    /// All parameters.
    pub params: &'r Params,
    /// Its texts.
    pub texts: &'r [Document],
    /// Texts that hold whatever the revision (statutes, specifications).
    pub standing: &'r [Document],
    /// First service day.
    pub first: ServiceDate,
    /// Service days that have to be answered without a gap, from the first parameter on.
    pub until: ServiceDate,
    /// Parameters that ended on purpose: the rules that read them are not registered.
    pub ended: &'r [&'r str],
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Missing {
    /// A rule is registered and cites no text of the revision.
    Text {
        /// The rule.
        rule: String,
    },
    /// The row of a parameter that holds on the first day was read in the text of another revision.
    Reading {
        /// The parameter.
        key: String,
    },
    /// A parameter has no row from a day on.
    Gap {
        /// The parameter.
        key: String,
        /// The first day without an answer.
        day: ServiceDate,
    },
    /// Two rows of a parameter hold on one day.
    Overlap {
        /// The parameter.
        key: String,
        /// The day.
        day: ServiceDate,
    },
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { rule } => {
                write!(f, "rule `{rule}` cites no text of the revision; read it and add the citation")
            }
            Self::Reading { key } => {
                write!(
                    f,
                    "parameter `{key}` was not read in the text of the revision; add a row from its first day"
                )
            }
            Self::Gap { key, day } => write!(f, "parameter `{key}` has no value on {day}; add a row"),
            Self::Overlap { key, day } => {
                write!(f, "parameter `{key}` has two values on {day}; close the older row")
            }
        }
    }
}

/// Everything that is missing, by name.
#[must_use]
pub fn missing(subject: &Subject<'_>) -> Vec<Missing> {
    let mut all = Vec::new();
    for rule in &subject.rules {
        if !rule.cites.iter().any(|cite| subject.texts.contains(&cite.document)) {
            all.push(Missing::Text { rule: rule.id.to_owned() });
        }
    }
    for (key, spans) in subject.params.spans() {
        all.extend(sweep(key, &spans, subject));
        if let Some(cite) = cited(subject.params, key, subject.first)
            && !subject.texts.contains(&cite.document)
            && !subject.standing.contains(&cite.document)
        {
            all.push(Missing::Reading { key: key.to_owned() });
        }
    }
    all.sort();
    all
}

/// Looks at every day from the first one the parameter answers.
fn sweep(key: &str, spans: &[Validity], subject: &Subject<'_>) -> Vec<Missing> {
    let mut all = Vec::new();
    let Some(begin) = spans.iter().map(|s| s.from).min() else { return all };
    let end = if subject.ended.contains(&key) { subject.first.days() } else { subject.until.days() };
    let mut hole = false;
    for day in (begin..end).filter_map(ServiceDate::from_days) {
        let rows = spans.iter().filter(|s| s.holds(day)).count();
        if rows == 0 && !hole {
            all.push(Missing::Gap { key: key.to_owned(), day });
        } else if rows > 1 {
            all.push(Missing::Overlap { key: key.to_owned(), day });
            break;
        }
        hole = rows == 0;
    }
    all
}

/// The citation of the row that holds on a day.
fn cited<'p>(params: &'p Params, key: &str, day: ServiceDate) -> Option<&'p Citation> {
    let value = params.value(key, day).map(|row| &row.citation);
    let steps = || params.steps(key, day).map(|row| &row.citation);
    let set = || params.set(key, day).map(|row| &row.citation);
    value.or_else(steps).or_else(set)
}
