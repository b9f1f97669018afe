//! How far the articles of a revision are implemented: the register of rules laid over the list of 区分番号 and the list of notes.
//!
//! An article without a rule is still priced from its master row, its steps, exclusions and limits. What a rule adds is what the
//! notes (注) of the article derive. So an article counts as *not implemented* only when a note derives something and nothing does it;
//! where no note derives anything, the official tables are enough.

mod notes;

use std::collections::BTreeMap;

pub use notes::{Cited, How, Note, NoteError, cited, key, notes};

use crate::law::Revision;
use crate::params::Params;
use crate::rules::{self, Extent, Rule};

/// How far an article is implemented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It has rules, every one of them says that it goes the whole way, and no note is left over.
    Implemented,
    /// A rule says what is left, or a note is left over.
    Partial,
    /// No rule, and none is needed: what the notes say stands in the official tables, or the request declares it by its lines.
    Tables,
    /// No rule and no note: the row alone.
    NoNote,
    /// Billed of inpatients alone.
    Inpatient,
    /// A note derives something, and nothing does it.
    NotImplemented,
}

impl State {
    /// Every state, in the order of [`counts`].
    pub const ALL: [Self; 6] =
        [Self::Implemented, Self::Partial, Self::Tables, Self::NoNote, Self::Inpatient, Self::NotImplemented];
}

/// What the states are read from.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// List of articles, as [`articles`] reads it.
    pub articles: &'a str,
    /// List of notes that nothing cites, as [`notes`] reads it; empty when it is not written yet.
    pub notes: &'a str,
    /// Parameters: a note that one of them cites is done by it.
    pub params: &'a Params,
}

/// One article.
#[derive(Debug, Clone)]
pub struct Article<'a> {
    /// 区分番号 (`A001`).
    pub code: &'a str,
    /// Title.
    pub title: &'a str,
    /// How far it is implemented.
    pub state: State,
    /// Its rules, in legal order.
    pub rules: Vec<&'static Rule>,
    /// Its notes that neither rule nor parameter cites.
    pub notes: Vec<Note<'a>>,
    /// How many of its notes a rule or a parameter cites.
    pub cited: usize,
}

/// Articles of a list of lines `code, tab, title`; lines that begin with `#` are comments.
pub fn articles(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The articles of a list with the rules that a revision has for them, in the order of the list.
///
/// # Errors
/// [`NoteError`] when a line of the list of notes cannot be read.
pub fn of<'a>(revision: Revision, sources: Sources<'a>) -> Result<Vec<Article<'a>>, NoteError> {
    let cited = cited(revision, sources.params);
    let mut open: BTreeMap<&str, Vec<Note<'a>>> = BTreeMap::new();
    for note in notes(sources.notes) {
        let note = note?;
        if !cited.contains_key(&note.key()) {
            open.entry(note.article).or_default().push(note);
        }
    }
    let articles = articles(sources.articles).map(|(code, title)| {
        let rules: Vec<&'static Rule> =
            rules::of(revision).iter().copied().filter(|rule| rule.article == code).collect();
        let notes = open.remove(code).unwrap_or_default();
        let cited = cited.keys().filter(|key| key.split(' ').next() == Some(code)).count();
        let state = match state(code, &rules, &notes, cited) {
            // Without a list nobody knows what the notes say.
            State::Tables | State::NoNote if sources.notes.is_empty() => State::NotImplemented,
            state => state,
        };
        Article { code, title, state, rules, notes, cited }
    });
    Ok(articles.collect())
}

fn state(code: &str, rules: &[&Rule], notes: &[Note<'_>], cited: usize) -> State {
    let left = notes.iter().any(|note| note.how == How::None);
    // Part 2 of chapter 1 (A100–A400) is the stay in hospital.
    let stay = code.starts_with('A') && !code.starts_with("A0");
    match (rules, notes) {
        ([], _) if stay => State::Inpatient,
        ([], [_, ..]) if cited == 0 && notes.iter().all(|note| note.how == How::Inpatient) => {
            State::Inpatient
        }
        ([], []) if cited == 0 => State::NoNote,
        ([], _) if left => State::NotImplemented,
        ([], _) => State::Tables,
        (all, _) if !left && all.iter().all(|rule| rule.extent == Extent::Whole) => State::Implemented,
        _ => State::Partial,
    }
}

/// Rules that belong to no article of the list: opening rules (通則) of a part, which reach many articles.
#[must_use]
pub fn general(revision: Revision, list: &str) -> Vec<&'static Rule> {
    rules::of(revision)
        .iter()
        .copied()
        .filter(|rule| articles(list).all(|(code, _)| code != rule.article))
        .collect()
}

/// How many articles are in each state, in the order of [`State::ALL`].
#[must_use]
pub fn counts(articles: &[Article<'_>]) -> [usize; 6] {
    State::ALL.map(|state| articles.iter().filter(|article| article.state == state).count())
}
