//! Acts that no row of the overlay names, held against the two texts of the fee schedule: a table of every amount of both
//! (`kubun,title,label,r6_points,r8_points,match`; `both` where article, title and wording are the same).
//!
//! An act of the revision before is taken as reviewed in two cases only, and never guessed from an amount alone:
//! - **same**: its amount stands in its article before, every place of it there has a place of the same wording and the same amount now,
//!   and the wording agrees with the name of the act;
//! - **named**: a laboratory test whose name stands in exactly one item of its article before, with its amount, and in exactly one item
//!   now: the amount of that item.
//!
//! An article whose title changed, or an amount that moved elsewhere, is left to be read. `masters/tests/assembled.rs` applies the check to
//! every act the overlay tells, and none of them may disagree.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use santei_core::snapshot::{Source, Trust};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::error::{MastersError, Result};
use crate::table::Row;

/// One amount of one of the texts.
#[derive(Debug, Clone)]
struct Entry {
    amount: Decimal,
    /// The same place in the other text.
    other: Option<Decimal>,
    /// Steps of the label without their numbers.
    steps: Vec<String>,
    /// Number of the item it stands under, if any.
    item: Option<u32>,
}

/// The amounts of an article.
#[derive(Debug, Clone, Default)]
struct Article {
    before: Vec<Entry>,
    now: Vec<Entry>,
    titles: [BTreeSet<String>; 2],
}

/// All amounts, by article.
#[derive(Debug, Clone)]
pub struct Text {
    articles: BTreeMap<String, Article>,
    source: Source,
}

#[derive(Deserialize)]
struct Line {
    kubun: String,
    title: String,
    label: String,
    r6_points: String,
    r8_points: String,
}

impl Text {
    /// Reads the table.
    ///
    /// # Errors
    /// [`MastersError::Set`] with file and line of the row that cannot be read.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Self> {
        let fail = |line: u64, what: String| MastersError::Set(format!("{file}:{line}: {what}"));
        let mut articles: BTreeMap<String, Article> = BTreeMap::new();
        let mut reader = csv::Reader::from_reader(bytes);
        for (line, row) in (2_u64..).zip(reader.deserialize::<Line>()) {
            let row = row.map_err(|e| fail(line, format!("not a row of the table of amounts: {e}")))?;
            let amount = |text: &str| match text {
                "" => Ok(None),
                _ => Decimal::from_str_exact(text)
                    .map(Some)
                    .map_err(|_| fail(line, format!("`{text}` is not an amount"))),
            };
            let (before, now) = (amount(&row.r6_points)?, amount(&row.r8_points)?);
            let article = articles.entry(row.kubun).or_default();
            let steps: Vec<String> = row.label.split('/').map(unnumbered).collect();
            let item = row.label.split('/').nth(1).and_then(leading_number);
            let [title_before, title_now] = &mut article.titles;
            if let Some(amount) = before {
                title_before.insert(row.title.clone());
                article.before.push(Entry { amount, other: now, steps: steps.clone(), item });
            }
            if let Some(amount) = now {
                title_now.insert(row.title);
                article.now.push(Entry { amount, other: before, steps, item });
            }
        }
        articles.values_mut().for_each(Article::align);
        let source = Source {
            kind: "text".to_owned(),
            file: file.to_owned(),
            published: String::new(),
            sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        };
        Ok(Self { articles, source })
    }

    /// The file as a source of the manifest.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// The amount that the text has now for an act of the revision before, and how sure that is; `None` when it has to be read.
    #[must_use]
    pub fn amount(&self, row: Row<'_>) -> Option<(Decimal, Trust)> {
        if row.get(11) != "3" {
            return None;
        }
        let amount: Decimal = row.get(12).parse().ok()?;
        let name: String = row.get(5).nfkc().filter(|c| *c != ' ').collect();
        let articles = self.of(row);
        named(&articles, row, amount, &name).or_else(|| same(&articles, row, amount, &name))
    }

    /// Whether an amount stands unchanged in the article of an act, at every place of it.
    pub(super) fn has_kept(&self, row: Row<'_>, amount: &str) -> bool {
        let Ok(amount) = amount.parse::<Decimal>() else { return false };
        let articles = self.of(row);
        let mut places = articles.iter().flat_map(|a| &a.before).filter(|e| e.amount == amount).peekable();
        places.peek().is_some() && places.all(|e| e.other == Some(amount))
    }

    /// The articles an act may stand in: the masters know one branch only (B001-2 is B001-2-2, too).
    fn of(&self, row: Row<'_>) -> Vec<&Article> {
        let (letter, branch) = (row.get(85), row.get(93).trim_start_matches('0'));
        // Part 14 was renumbered: its articles of one number are not the same article.
        if !letter.starts_with(|c: char| c.is_ascii_uppercase()) || letter == "O" {
            return Vec::new();
        }
        let number = format!("{letter}{}", row.get(92));
        let own = if branch.is_empty() { number } else { format!("{number}-{branch}") };
        let below = format!("{own}-");
        self.articles
            .iter()
            .filter(|(key, _)| **key == own || (!branch.is_empty() && key.starts_with(&below)))
            .filter(|(_, article)| {
                let [before, now] = &article.titles;
                !before.is_disjoint(now)
            })
            .map(|(_, article)| article)
            .collect()
    }
}

/// Whether a row is a base, not an addition (告示等識別区分(1)).
fn is_base(row: Row<'_>) -> bool {
    row.get(68) == "1"
}

fn named(articles: &[&Article], row: Row<'_>, amount: Decimal, name: &str) -> Option<(Decimal, Trust)> {
    if row.get(85) != "D" || !is_base(row) {
        return None;
    }
    let core = name.strip_suffix(')').and_then(|n| n.rsplit_once('(')).map(|(core, _)| core);
    for name in [Some(name), core].into_iter().flatten().filter(|n| n.chars().count() > 1) {
        let only = |side: fn(&Article) -> &Vec<Entry>| {
            let mut found = articles.iter().flat_map(|a| side(a)).filter(|e| e.names(name));
            found.next().filter(|_| found.next().is_none())
        };
        if let (Some(before), Some(now)) = (only(|a| &a.before), only(|a| &a.now))
            && before.amount == amount
        {
            return Some((now.amount, Trust::High));
        }
    }
    None
}

/// Share of the pairs of letters of a name that its place has to show: to be sure, and to be confirmed.
const SURE: (usize, usize) = (7, 10);
const LIKELY: (usize, usize) = (1, 2);

fn same(articles: &[&Article], row: Row<'_>, amount: Decimal, name: &str) -> Option<(Decimal, Trust)> {
    let all = || articles.iter().flat_map(|a| &a.before).filter(|e| e.amount == amount);
    let item: Option<u32> = row.get(94).parse().ok();
    let own = |e: &&Entry| e.item.is_some() && e.item == item;
    let entries: Vec<&Entry> =
        if is_base(row) && all().any(|e| own(&e)) { all().filter(own).collect() } else { all().collect() };
    if entries.is_empty() || entries.iter().any(|e| e.other != Some(amount)) {
        return None;
    }
    let pairs = pairs(name);
    let shown = entries.iter().map(|e| e.pairs().intersection(&pairs).count()).max().unwrap_or(0);
    let at_least =
        |(parts, of): (usize, usize)| shown.saturating_mul(of) >= pairs.len().saturating_mul(parts);
    match () {
        () if pairs.is_empty() => None,
        () if at_least(SURE) => Some((amount, Trust::High)),
        () if at_least(LIKELY) => Some((amount, Trust::Medium)),
        () => None,
    }
}

impl Article {
    /// Pairs what the table left apart because only numbers of items moved: the same last steps, once in each text.
    fn align(&mut self) {
        for depth in [usize::MAX, 3, 2, 1] {
            for at in 0..self.before.len() {
                let Some(entry) = self.before.get(at).filter(|e| e.other.is_none()) else { continue };
                let Some(key) = entry.last(depth).map(<[String]>::to_vec) else { continue };
                let is_it = |e: &&Entry| e.last(depth) == Some(&key);
                let (amount, here) = (entry.amount, self.before.iter().filter(is_it).count());
                let mut there = self.now.iter_mut().filter(|e| e.last(depth) == Some(&key));
                let (Some(only), None, 1) = (there.next(), there.next(), here) else { continue };
                if only.other.is_none() {
                    only.other = Some(amount);
                    let now = only.amount;
                    if let Some(entry) = self.before.get_mut(at) {
                        entry.other = Some(now);
                    }
                }
            }
        }
    }
}

impl Entry {
    /// The last steps of the label, where the very last one says anything.
    fn last(&self, depth: usize) -> Option<&[String]> {
        self.steps.last().filter(|leaf| leaf.chars().count() > 2)?;
        self.steps.get(self.steps.len().saturating_sub(depth)..)
    }

    /// Whether the item lists a test of this name, written out or as the abbreviation behind it.
    fn names(&self, name: &str) -> bool {
        self.steps.last().is_some_and(|leaf| {
            leaf.split(['、', ',']).any(|part| {
                part == name
                    || part
                        .strip_suffix(')')
                        .and_then(|p| p.rsplit_once('('))
                        .is_some_and(|(long, short)| long == name || short == name)
            })
        })
    }

    fn pairs(&self) -> BTreeSet<(char, char)> {
        self.steps.iter().flat_map(|step| pairs(step)).collect()
    }
}

/// Pairs of neighbouring letters, without punctuation.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.nfkc().filter(|c| !" ()・,、".contains(*c)).collect();
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}

fn leading_number(step: &str) -> Option<u32> {
    let end = step.find(|c: char| !c.is_ascii_digit()).unwrap_or(step.len());
    step.get(..end)?.parse().ok()
}

/// A step of a label without the numbers it begins with (`注1`, `(2)`, `36`, `イ`).
fn unnumbered(step: &str) -> String {
    let mut rest = step;
    loop {
        let cut = rest.strip_prefix('注').unwrap_or(rest).trim_start_matches(|c: char| c.is_ascii_digit());
        let cut = cut
            .strip_prefix('(')
            .and_then(|c| c.split_once(')'))
            .filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()))
            .map_or(cut, |(_, after)| after);
        let mut letters = cut.chars();
        let cut = match (letters.next(), letters.next()) {
            (Some(first), Some(second)) if IROHA.contains(first) && !is_katakana(second) => {
                letters_after(cut)
            }
            _ => cut,
        };
        if cut == rest {
            return rest.to_owned();
        }
        rest = cut;
    }
}

const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

fn is_katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c) || c == 'ー'
}

fn letters_after(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}
