//! The official texts, and how a citation is looked up in them.
//!
//! An article is a series of marks, each found at the beginning of a line at or behind the one before:
//! `A001 注8`, `F200 (6) ア (ニ)`, `D012 11 注` (区分番号, then item, note or letter), `第2章第4部第3節 通則3`, `通則10` (before chapter
//! 1), `74条1項2号`.
//! `注` alone means an article with a single, unnumbered note. What follows a note, such as `注7ただし書`, has to stand in its text.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use santei_core::law::{Citation, Held};
use unicode_normalization::UnicodeNormalization;

/// Texts by file stem, read once.
pub(crate) struct Texts {
    folder: PathBuf,
    lines: BTreeMap<&'static str, Vec<String>>,
}

impl Texts {
    pub(crate) fn new(shared: &Path) -> Self {
        Self { folder: shared.join("reference"), lines: BTreeMap::new() }
    }

    /// Lines with wide characters and dashes in one form, without page marks.
    fn of(&mut self, stem: &'static str) -> &[String] {
        let folder = &self.folder;
        self.lines.entry(stem).or_insert_with(|| {
            let file = std::fs::File::open(folder.join(format!("{stem}.txt.gz"))).unwrap();
            let mut text = String::new();
            GzDecoder::new(file).read_to_string(&mut text).unwrap();
            text.lines()
                .map(|line| {
                    line.nfkc().map(|c| if "－−‐―".contains(c) { '-' } else { c }).collect::<String>()
                })
                .map(|line| line.trim_matches(['\u{c}', ' ']).to_owned())
                .filter(|line| !line.starts_with("# file:"))
                .collect()
        })
    }

    /// Looks an article up.
    pub(crate) fn find(&mut self, citation: &Citation) -> Result<(), String> {
        let document = citation.document;
        let Held::Reference(stem) = document.held() else {
            let stands = ![document.title(), document.number(), document.date()].contains(&"");
            return if stands { Ok(()) } else { Err("a document without title, number or date".to_owned()) };
        };
        let lines = self.of(stem);
        let article = citation.article.nfkc().collect::<String>();
        if stem.starts_with("statute-") {
            return article.split('・').try_for_each(|one| statute(lines, one));
        }
        let marks: Vec<&str> = article.split_whitespace().collect();
        let (first, rest) = match marks.as_slice() {
            [] => return Err("an empty article".to_owned()),
            // the opening rules are a mark themselves
            [first, ..] if first.starts_with("通則") => (*first, marks.as_slice()),
            [first, rest @ ..] => (*first, rest),
        };
        let bodies = bodies(lines, first);
        if bodies.is_empty() {
            return Err(format!("`{first}` is no heading there"));
        }
        if bodies.iter().any(|body| follows(body, rest)) {
            Ok(())
        } else {
            Err(format!("no `{article}` there"))
        }
    }
}

/// A heading of a 区分番号: the number itself, two blanks, a title.
fn heading(line: &str) -> Option<&str> {
    let (number, title) = line.split_once("  ")?;
    let number = number.split(['及', 'か', '、']).next()?.trim();
    let mut chars = number.chars();
    let letter = chars.next().is_some_and(|c| ('A'..='O').contains(&c));
    let digits = chars.as_str();
    let shaped = digits.get(..3).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
        && digits.get(3..).is_some_and(|d| d.is_empty() || d.starts_with('-') || d.starts_with('の'));
    let cited = title.contains("に掲げる") || title.contains("規定する");
    (letter && shaped && !cited && !title.trim().is_empty()).then_some(number)
}

/// The lines of an article, or those directly under a chapter, part or section, as often as its heading stands in the text (the table
/// of contents has the latter too). `通則` first is what stands before chapter 1.
fn bodies<'a>(lines: &'a [String], first: &str) -> Vec<&'a [String]> {
    let ends = |line: &String| heading(line).is_some() || level(line).is_some();
    let body = |at: usize| {
        let behind = &lines[at..];
        &behind[..behind.iter().position(ends).unwrap_or(behind.len())]
    };
    if first.starts_with("通則") {
        return vec![body(0)];
    }
    if first.starts_with('第') {
        return places(lines, first).into_iter().map(|at| body(at + 1)).collect();
    }
    let articles = (0..lines.len()).filter(|i| heading(&lines[*i]) == Some(first));
    articles.map(|at| body(at + 1)).collect()
}

/// Names of the levels, outermost first.
const LEVELS: [char; 4] = ['章', '部', '節', '款'];

/// `第 10 部  手術`: the level, and the heading without blanks and title.
fn level(line: &str) -> Option<(usize, String)> {
    let (head, title) = line.split_once("  ")?;
    let head: String = head.split(' ').collect();
    let depth = LEVELS.iter().position(|level| head.ends_with(*level))?;
    let number = head.strip_prefix('第')?.strip_suffix(LEVELS)?;
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (numbered && !title.trim().is_empty()).then_some((depth, head))
}

/// Where the heading of `第2章第4部第3節` stands.
fn places(lines: &[String], name: &str) -> Vec<usize> {
    let wanted: Vec<&str> = name.split_inclusive(LEVELS).collect();
    let mut current: [String; 4] = Default::default();
    let mut places = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((depth, head)) = level(line) else { continue };
        let deepest = wanted.last() == Some(&head.as_str());
        current[depth] = head;
        current[depth + 1..].fill(String::new());
        if deepest && wanted.iter().all(|w| current.iter().any(|c| c == w)) {
            places.push(at);
        }
    }
    places
}

/// Whether the marks stand one behind the other.
fn follows(body: &[String], marks: &[&str]) -> bool {
    let mut at = 0;
    let mut item: Option<u32> = None;
    for mark in marks {
        // the next mark may stand on the same line
        let Some(found) = place(body, at, mark) else { return false };
        // the single note of an item stands before the next item
        let next = item.and_then(|item| place(body, at, &(item + 1).to_string()));
        if *mark == "注" && next.is_some_and(|next| next < found) {
            return false;
        }
        at = found;
        item = mark.parse().ok();
        let (_, rest) = note(mark);
        let text: String = body[at..].iter().take(30).map(|l| l.replace(' ', "")).collect();
        if !rest.is_empty() && !text.contains(rest.trim_end_matches('書')) {
            return false;
        }
    }
    true
}

/// A note's number and what stands behind it: `注7ただし書` is 7 and `ただし書`.
fn note(mark: &str) -> (Option<u32>, &str) {
    let Some(behind) = mark.strip_prefix('注') else { return (None, "") };
    let digits = behind.len() - behind.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (behind[..digits].parse().ok(), &behind[digits..])
}

/// The line of a mark, at or behind a line.
fn place(body: &[String], at: usize, mark: &str) -> Option<usize> {
    let begins =
        |i: &usize, mark: &str| body[*i].strip_prefix(mark).is_some_and(|rest| rest.starts_with(' '));
    let first = |from: usize, mark: &str| (from..body.len()).find(|i| begins(i, mark));
    // Of numbered notes and rules only the first carries the word; the others are found one behind the other.
    let numbered =
        |start: usize, number: u32| (2..=number).try_fold(start, |from, n| first(from + 1, &n.to_string()));
    if mark.starts_with('注') {
        return match note(mark) {
            (None, _) => first(at, "注"),
            (Some(number), _) => numbered(first(at, "注1")?, number),
        };
    }
    if let Some(number) = mark.strip_prefix("通則") {
        let word = (at..body.len()).find(|i| body[*i].trim_matches(['<', '>']).starts_with("通則"))?;
        let Ok(number) = number.parse() else { return number.is_empty().then_some(word) };
        return numbered(first(word, "1")?, number);
    }
    if mark.starts_with('(') {
        return (at..body.len()).find(|i| body[*i].starts_with(mark));
    }
    first(at, mark)
}

/// `110条2項1号ロ` in a text with one provision a line.
fn statute(lines: &[String], article: &str) -> Result<(), String> {
    let (number, rest) = article.split_once('条').ok_or(format!("`{article}` names no 条"))?;
    let (branch, rest) = rest.strip_prefix('の').map_or(("", rest), |r| {
        r.split_at(r.len() - r.trim_start_matches(|c: char| c.is_ascii_digit()).len())
    });
    let mut head = format!("第{}条", kanji(number)?);
    if !branch.is_empty() {
        head = format!("{head}の{}", kanji(branch)?);
    }
    let start = lines.iter().position(|l| *l == head).ok_or(format!("no heading `{head}`"))?;
    let behind = &lines[start + 1..];
    let is_heading = |l: &String| l.starts_with('第') && l.contains('条') && l.chars().count() < 16;
    let mut body = &behind[..behind.iter().position(is_heading).unwrap_or(behind.len())];
    let mut descend = |line: &str| -> Result<(), String> {
        let at = body.iter().position(|l| l == line).ok_or(format!("no `{line}` in {article}"))?;
        body = &body[at + 1..];
        Ok(())
    };
    let mut rest = rest;
    if let Some((paragraph, behind)) = rest.split_once('項') {
        if paragraph != "1" {
            descend(paragraph)?;
        }
        rest = behind;
    }
    if let Some((item, behind)) = rest.split_once('号') {
        descend(&kanji(item)?)?;
        rest = behind;
    }
    if rest.is_empty() { Ok(()) } else { descend(rest) }
}

fn kanji(number: &str) -> Result<String, String> {
    let mut value: usize = number.parse().map_err(|_| format!("`{number}` is no number"))?;
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let mut out = String::new();
    for (unit, name) in [(100, "百"), (10, "十")] {
        let times = value / unit;
        value %= unit;
        if times > 1 {
            out.push(digits[times]);
        }
        if times > 0 {
            out.push_str(name);
        }
    }
    if value > 0 {
        out.push(digits[value]);
    }
    Ok(out)
}
