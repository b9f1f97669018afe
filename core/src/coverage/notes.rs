//! The statutory notes (注) and opening rules (通則): which a rule or a parameter cites, and what stands for the others.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::law::{Document, Revision};
use crate::params::Params;
use crate::rules;

/// What stands for a note that neither rule nor parameter cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A row of its own, which the request declares.
    Row,
    /// The step columns of the row (きざみ).
    Steps,
    /// The age columns of the row (年齢加算).
    Age,
    /// The electronic fee table (bundles, exclusions), or relations of our own.
    Relation,
    /// The electronic fee table (how often).
    Limit,
    /// Filed standards (施設基準).
    Standard,
    /// The pricing of units.
    Priced,
    /// A clinical fact, told by the line sent.
    Clinical,
    /// Inpatients alone.
    Inpatient,
    /// A question.
    Question,
    /// Nothing yet.
    None,
}

impl How {
    /// Every word.
    pub const ALL: [Self; 11] = [
        Self::Row,
        Self::Steps,
        Self::Age,
        Self::Relation,
        Self::Limit,
        Self::Standard,
        Self::Priced,
        Self::Clinical,
        Self::Inpatient,
        Self::Question,
        Self::None,
    ];

    /// The word of the list.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Steps => "steps",
            Self::Age => "age",
            Self::Relation => "relation",
            Self::Limit => "limit",
            Self::Standard => "standard",
            Self::Priced => "priced",
            Self::Clinical => "clinical",
            Self::Inpatient => "inpatient",
            Self::Question => "question",
            Self::None => "none",
        }
    }
}

/// A note of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note<'a> {
    /// 区分番号, or the part of an opening rule (`第2章第10部`).
    pub article: &'a str,
    /// `注3`, `11 注`, `通則14`.
    pub label: &'a str,
    /// What stands for it.
    pub how: How,
    /// Why, Japanese.
    pub why: &'a str,
    /// Whether it was read one by one; otherwise it was sorted by its wording.
    pub read: bool,
}

impl Note<'_> {
    /// `A001 注8`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.article, self.label)
    }
}

/// A line of the list of notes that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line} of the notes: {what}")]
pub struct NoteError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// Notes of a list of lines `article, note, word, why, read or words` with tabs between; lines that begin with `#` are comments.
pub fn notes(list: &str) -> impl Iterator<Item = Result<Note<'_>, NoteError>> {
    let lines = list.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines.map(|(at, line)| {
        let bad = |what| NoteError { line: at.saturating_add(1), what };
        let columns: Vec<&str> = line.split('\t').collect();
        let [article, label, word, why, read] = columns.as_slice() else {
            return Err(bad("a note does not have five columns"));
        };
        let how = How::ALL.into_iter().find(|how| how.name() == *word);
        let how = how.ok_or_else(|| bad("an unknown word for what stands for a note"))?;
        let read = match *read {
            "read" => true,
            "words" => false,
            _ => return Err(bad("the last column is neither `read` nor `words`")),
        };
        Ok(Note { article, label, how, why, read })
    })
}

/// Who cites a note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cited {
    /// Ids of rules, in legal order.
    pub rules: Vec<&'static str>,
    /// Keys of parameters.
    pub params: Vec<String>,
}

/// The notes of a revision that rules and parameters cite, by `article note`.
#[must_use]
pub fn cited(revision: Revision, params: &Params) -> BTreeMap<String, Cited> {
    let notice = match revision {
        Revision::R06 => Document::KokujiR06,
        Revision::R08 => Document::KokujiR08,
    };
    let mut out: BTreeMap<String, Cited> = BTreeMap::new();
    for rule in rules::of(revision) {
        for cite in rule.cites.iter().filter(|cite| cite.document == notice) {
            if let Some(key) = key(&cite.article) {
                let by = out.entry(key).or_default();
                if !by.rules.contains(&rule.id) {
                    by.rules.push(rule.id);
                }
            }
        }
    }
    for (param, cite) in params.citations().filter(|(_, cite)| cite.document == notice) {
        if let Some(key) = key(&cite.article) {
            let by = out.entry(key).or_default();
            if by.params.iter().all(|known| known != param) {
                by.params.push(param.to_owned());
            }
        }
    }
    out
}

/// The note of a citation, without what stands behind its number: `A000 注7ただし書` is of `A000 注7`; `None` for an item (`F100 1`).
#[must_use]
pub fn key(article: &str) -> Option<String> {
    let marks: Vec<&str> = article.split_whitespace().collect();
    let at = marks.iter().skip(1).position(|mark| mark.starts_with("注") || mark.starts_with("通則"))?;
    let mut marks: Vec<&str> = marks.into_iter().take(at.saturating_add(2)).collect();
    if let Some(last) = marks.last_mut() {
        let word = if last.starts_with("注") { "注" } else { "通則" };
        let digits = last.trim_start_matches(word);
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        *last = last.strip_suffix(rest).unwrap_or(last);
    }
    Some(marks.join(" "))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that unwraps fails loudly")]

    use super::*;

    #[test]
    fn a_citation_names_its_note() {
        for (cite, note) in [
            ("A000 注7ただし書", Some("A000 注7")),
            ("D012 11 注", Some("D012 11 注")),
            ("第2章第9部 通則5 イ", Some("第2章第9部 通則5")),
            ("D294 (内視鏡検査) 通則5", Some("D294 (内視鏡検査) 通則5")),
            ("E102 注", Some("E102 注")),
            ("F100 1", None),
            ("通則10", None),
        ] {
            assert_eq!(key(cite).as_deref(), note, "{cite}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named() {
        let good = "# x\nA001\t注2\trow\twhy\tread\n";
        assert_eq!(notes(good).next().unwrap().unwrap().key(), "A001 注2");
        for (list, line) in
            [("A001\t注2\trow\twhy", 1), ("#\nA001\t注2\tx\twhy\tread", 2), ("A001\t注2\trow\tw\ty", 1)]
        {
            assert_eq!(notes(list).next().unwrap().unwrap_err().line, line);
        }
    }
}
