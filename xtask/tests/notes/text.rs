//! The notes (注) and opening rules (通則) of the notice, found by their marks and their indentation.
//!
//! A note belongs to what stands at its own indentation or further left: `注1` at the column of the items is the article's, one further
//! right is that of the item before it (`D012 11 注`). Notes after the first carry their number alone, at the column of its digit. A group of articles
//! with a heading and opening rules of its own, `(内視鏡検査)`, stands behind the article before it.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use unicode_normalization::UnicodeNormalization;

/// A line without its indentation, and the indentation in characters.
struct Line {
    indent: usize,
    text: String,
}

/// Every note as `article label`, in the order of the notice, with the chapters it stands in (`第2章第10部`).
pub(crate) fn notes(shared: &Path) -> Vec<String> {
    let file = std::fs::File::open(shared.join("reference/r6-ika-kokuji.txt.gz")).unwrap();
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut levels: [String; 4] = Default::default();
    let mut parts: Vec<(String, Vec<Line>)> = Vec::new();
    for line in text.lines() {
        let line: String = line.nfkc().filter(|c| *c != '\u{c}').map(dash).collect();
        let text = line.trim();
        if text.is_empty() || text.starts_with("# file:") {
            continue;
        }
        let indent = line.chars().take_while(|c| *c == ' ').count();
        if let Some((depth, head)) = level(text) {
            levels[depth] = head;
            levels[depth + 1..].fill(String::new());
            parts.push((levels.concat(), Vec::new()));
        } else if let Some(article) = article(text) {
            parts.push((article, Vec::new()));
        } else if let Some((_, body)) = parts.last_mut() {
            body.push(Line { indent, text: text.to_owned() });
        }
    }
    let mut out: Vec<String> = Vec::new();
    for (name, body) in parts {
        for (heading, body) in groups(&body) {
            let labels =
                if heading.is_empty() && !name.starts_with('第') { of_article(body) } else { opening(body) };
            for label in labels {
                let heading = if heading.is_empty() { String::new() } else { format!("{heading} ") };
                let key = format!("{name} {heading}{label}");
                // The table of contents names the parts once more.
                if !out.contains(&key) {
                    out.push(key);
                }
            }
        }
    }
    out
}

fn dash(c: char) -> char {
    if "－−‐―".contains(c) { '-' } else { c }
}

/// `第 10 部  手術`: the level and the number without blanks.
fn level(text: &str) -> Option<(usize, String)> {
    let (head, title) = text.split_once("  ")?;
    let head: String = head.split(' ').collect();
    let depth = ['章', '部', '節', '款'].iter().position(|level| head.ends_with(*level))?;
    let number = head.strip_prefix('第')?.trim_end_matches(['章', '部', '節', '款']);
    let numbered = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (numbered && !title.trim().is_empty()).then_some((depth, head))
}

/// The 区分番号 of a heading.
fn article(text: &str) -> Option<String> {
    let (number, title) = text.split_once("  ")?;
    let number = number.split(['及', 'か', '、']).next()?.trim();
    let digits = number.strip_prefix(|c: char| ('A'..='O').contains(&c))?;
    let shaped = digits.get(..3).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
        && digits.get(3..).is_some_and(|d| d.is_empty() || d.starts_with('-') || d.starts_with('の'));
    let cited = title.contains("に掲げる") || title.contains("規定する");
    (shaped && !cited && !title.trim().is_empty()).then(|| number.to_owned())
}

/// A body cut where a group begins: a heading in brackets with 通則 under it.
fn groups(body: &[Line]) -> Vec<(&str, &[Line])> {
    let begins = |at: usize| {
        let heading = &body[at].text;
        let bracketed = heading.starts_with('(') && heading.ends_with(')');
        bracketed && body.get(at + 1).is_some_and(|next| next.text == "通則")
    };
    let cuts: Vec<usize> = (0..body.len()).filter(|at| begins(*at)).collect();
    let mut out = vec![("", &body[..cuts.first().copied().unwrap_or(body.len())])];
    for (place, at) in cuts.iter().enumerate() {
        let end = cuts.get(place + 1).copied().unwrap_or(body.len());
        out.push((body[*at].text.as_str(), &body[at + 1..end]));
    }
    out
}

/// `12  text`: the number in front of a line.
fn number(text: &str) -> Option<usize> {
    let (digits, rest) = text.split_once(' ')?;
    let shaped = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !rest.trim().is_empty();
    if shaped { digits.parse().ok() } else { None }
}

/// The mark of an item: `3`, `イ`, `(2)`.
fn item(text: &str) -> Option<&str> {
    let (mark, rest) = text.split_once(' ')?;
    let letter = "イロハニホヘトチリヌルヲワカヨタレソツネナラム".contains(mark) && mark.chars().count() == 1;
    let digits = |d: &str| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit());
    let bracketed = mark.strip_prefix('(').and_then(|m| m.strip_suffix(')')).is_some_and(digits);
    ((letter || bracketed || digits(mark)) && !rest.trim().is_empty()).then_some(mark)
}

/// Opening rules: `通則` alone, or `通則1`, `通則2` …
fn opening(body: &[Line]) -> Vec<String> {
    let mut out = Vec::new();
    let Some(start) = body.iter().position(|line| line.text.trim_matches(['<', '>']) == "通則") else {
        return out;
    };
    let mut column = None;
    for line in &body[start + 1..] {
        let fits = column.is_none_or(|c: usize| c.abs_diff(line.indent) <= 3);
        if number(&line.text) == Some(out.len() + 1) && fits {
            column = column.or(Some(line.indent));
            out.push(format!("通則{}", out.len() + 1));
        } else if out.is_empty() && column.is_none() {
            return vec!["通則".to_owned()];
        }
    }
    out
}

/// The note a line may continue: its column, what stands before its mark, its number, and its whole label.
struct Open {
    indent: usize,
    path: Vec<String>,
    number: Option<usize>,
    label: Vec<String>,
}

/// `注`, or `注3`: the number.
fn note(text: &str) -> Option<Option<usize>> {
    let (mark, rest) = text.split_once(' ')?;
    let digits = mark.strip_prefix('注')?;
    let shaped = digits.bytes().all(|b| b.is_ascii_digit()) && !rest.trim().is_empty();
    shaped.then(|| digits.parse().ok())
}

fn of_article(body: &[Line]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut items: Vec<(usize, String)> = Vec::new();
    let mut open: Option<Open> = None;
    let mark = |number: Option<usize>| number.map_or_else(|| "注".to_owned(), |n| format!("注{n}"));
    for Line { indent, text } in body {
        if let Some(number) = note(text) {
            let path = match open {
                // the note of a note
                Some(open) if *indent > open.indent => open.label,
                _ => {
                    while items.last().is_some_and(|(column, _)| column >= indent) {
                        items.pop();
                    }
                    items.iter().map(|(_, item)| item.clone()).collect()
                }
            };
            let label = [path.clone(), vec![mark(number)]].concat();
            out.push(label.join(" "));
            open = Some(Open { indent: *indent, path, number, label });
            continue;
        }
        if let Some(note) = &mut open {
            let next = note.number.map(|n| n + 1);
            if next.is_some() && number(text) == next && *indent > note.indent && *indent <= note.indent + 4 {
                note.number = next;
                note.label = [note.path.clone(), vec![mark(next)]].concat();
                out.push(note.label.join(" "));
                continue;
            }
            if *indent > note.indent || (*indent == note.indent && item(text).is_none()) {
                continue;
            }
            open = None;
        }
        if let Some(item) = item(text) {
            while items.last().is_some_and(|(column, _)| column >= indent) {
                items.pop();
            }
            items.push((*indent, item.to_owned()));
        }
    }
    out
}
