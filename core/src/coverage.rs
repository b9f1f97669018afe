//! How far the articles of a revision are implemented: the register of rules laid over the list of 区分番号.
//!
//! An article without a rule is still priced from its master row, its steps, exclusions and limits. What a rule adds is what
//! the notes of the article derive; so "not implemented" means that nothing is derived for it.

use crate::law::Revision;
use crate::rules::{self, Extent, Rule};

/// How far an article is implemented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Every rule of the article says that it goes the whole way.
    Implemented,
    /// A rule says what is left.
    Partial,
    /// No rule.
    NotImplemented,
}

impl State {
    /// Every state, in the order of [`counts`].
    pub const ALL: [Self; 3] = [Self::Implemented, Self::Partial, Self::NotImplemented];
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
}

/// Articles of a list of lines `code, tab, title`; lines that begin with `#` are comments.
pub fn articles(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The articles of a list with the rules that a revision has for them, in the order of the list.
#[must_use]
pub fn of<'a>(revision: Revision, list: &'a str) -> Vec<Article<'a>> {
    articles(list)
        .map(|(code, title)| {
            let rules: Vec<&'static Rule> =
                rules::of(revision).iter().copied().filter(|rule| rule.article == code).collect();
            let state = match rules.as_slice() {
                [] => State::NotImplemented,
                all if all.iter().all(|rule| rule.extent == Extent::Whole) => State::Implemented,
                _ => State::Partial,
            };
            Article { code, title, state, rules }
        })
        .collect()
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
pub fn counts(articles: &[Article<'_>]) -> [usize; 3] {
    State::ALL.map(|state| articles.iter().filter(|article| article.state == state).count())
}
