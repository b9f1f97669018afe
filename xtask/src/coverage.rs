//! `docs/COVERAGE.md`: every 区分番号 of R6 and how far it is implemented, and what stands for each of its notes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use santei_core::coverage::{self, Article, Cited, How, Note, NoteError, Sources, State};
use santei_core::law::Revision;
use santei_core::params::Params;
use santei_core::rules::{Extent, Rule};

use crate::Compiled;
use crate::error::{Source, XtaskError};

const COVERAGE: &str = "docs/COVERAGE.md";
const ARTICLES: &str = "data/articles_r06.tsv";
/// Chapters (letters of 区分番号) that have a list of notes.
pub const LETTERS: [char; 15] = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O'];

/// The list of notes of a chapter.
///
/// # Errors
/// [`XtaskError::Io`] when it cannot be read.
pub fn notes(root: &Path, letter: char) -> Result<String, XtaskError> {
    Ok(Source::read(root, &root.join(format!("data/notes/r06/{letter}.tsv")))?.text)
}

/// Writes `docs/COVERAGE.md`.
///
/// # Errors
/// [`XtaskError`] when the list of articles, the notes or the parameters cannot be read.
pub fn compile(root: &Path) -> Result<Compiled, XtaskError> {
    let list = Source::read(root, &root.join(ARTICLES))?.text;
    let image = crate::params::compile(root)?;
    let params = Params::open(image.into())?;
    let by_letter: Vec<(char, String)> = LETTERS
        .into_iter()
        .map(|letter| Ok((letter, notes(root, letter)?)))
        .collect::<Result<_, XtaskError>>()?;
    for (letter, text) in &by_letter {
        coverage::notes(text).try_for_each(|note| note.map(|_| ())).map_err(|e| bad(*letter, &e))?;
    }
    let all: String = by_letter.iter().map(|(_, text)| text.as_str()).collect();
    let sources = Sources { articles: &list, notes: &all, params: &params };
    let articles = coverage::of(Revision::R06, sources).map_err(|error| bad('?', &error))?;
    let cited = coverage::cited(Revision::R06, &params);
    let mut out = String::from(HEAD);
    states(&mut out, &articles);
    kinds(&mut out, &by_letter, &cited)?;
    with_rules(&mut out, &articles, &list);
    left_over(&mut out, &articles, &all)?;
    without_rules(&mut out, &articles);
    Ok(Compiled { file: COVERAGE, bytes: out.into_bytes() })
}

const HEAD: &str = "# Coverage\n\n\
    Written by `cargo run -p xtask -- coverage` from the register of rules, `data/articles_r06.tsv` and `data/notes/r06`; do not edit.\n\n\
    What counts here is derivation: what the notes of an article add, take away or limit by themselves. Every article is priced from its\n\
    master row, with its steps, exclusions, limits and filed standards.\n\n\
    - *Implemented*: every rule of the article goes the whole way for outpatients, and no note is left over.\n\
    - *Partial*: a rule says what is left or what is asked, or a note is left over.\n\
    - *By the tables*: no rule and none needed: what the notes say stands in the official tables, or the request declares it by the lines it sends.\n\
    - *No note*: the row alone.\n\
    - *Inpatient*: billed of inpatients alone.\n\
    - *Not implemented*: a note derives something, and nothing does it. It is listed with the note.\n\n";

fn states(out: &mut String, articles: &[Article<'_>]) {
    out.push_str(
        "| chapter | articles | implemented | partial | by the tables | no note | inpatient | not implemented |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let row = |name: &str, articles: &[Article<'_>]| {
        let counts = coverage::counts(articles).map(|n| n.to_string()).join(" | ");
        format!("| {name} | {} | {counts} |\n", articles.len())
    };
    for (letter, part) in by_letter(articles) {
        out.push_str(&row(&letter.to_string(), &part));
    }
    out.push_str(&row("R6", articles));
}

fn by_letter<'a>(articles: &[Article<'a>]) -> BTreeMap<char, Vec<Article<'a>>> {
    let mut parts: BTreeMap<char, Vec<Article<'a>>> = BTreeMap::new();
    for article in articles {
        parts.entry(article.code.chars().next().unwrap_or('?')).or_default().push(article.clone());
    }
    parts
}

/// Counts of what stands for the notes.
fn kinds(
    out: &mut String,
    by_letter: &[(char, String)],
    cited: &BTreeMap<String, Cited>,
) -> Result<(), XtaskError> {
    out.push_str(
        "\n## Notes\n\nEach statutory note (注) and opening rule (通則) of the notice, and what stands for it; the words are explained in\n\
         `data/notes/README.md`. A note that a rule cites counts as *rule*, else one that a parameter cites as *parameter*. *By words*: notes\n\
         that were sorted by their wording and not read one by one.\n\n| chapter | notes | rule | parameter |",
    );
    for how in How::ALL {
        let _ = write!(out, " {} |", how.name());
    }
    out.push_str(" by words |\n|---|--:|--:|--:|");
    out.push_str(&"--:|".repeat(How::ALL.len()));
    out.push_str("--:|\n");
    let mut sums = vec![0_usize; How::ALL.len() + 4];
    for (letter, text) in by_letter {
        let mut counts = vec![0_usize; How::ALL.len() + 4];
        let mut count = |at: usize| {
            if let Some(n) = counts.get_mut(at) {
                *n += 1;
            }
        };
        for note in coverage::notes(text) {
            let note = note.map_err(|error| bad('?', &error))?;
            if cited.contains_key(&note.key()) {
                continue;
            }
            count(0);
            count(3 + How::ALL.iter().position(|how| *how == note.how).unwrap_or_default());
            if !note.read {
                count(How::ALL.len() + 3);
            }
        }
        for (_, by) in cited.iter().filter(|(key, _)| chapter(key) == Some(*letter)) {
            count(0);
            count(if by.rules.is_empty() { 2 } else { 1 });
        }
        for (sum, n) in sums.iter_mut().zip(&counts) {
            *sum += n;
        }
        line_of(out, &letter.to_string(), &counts);
    }
    line_of(out, "R6", &sums);
    Ok(())
}

fn line_of(out: &mut String, name: &str, counts: &[usize]) {
    let counts: Vec<String> = counts.iter().map(usize::to_string).collect();
    let _ = writeln!(out, "| {name} | {} |", counts.join(" | "));
}

/// The letter a note is listed under: its own, or that of its part (`第2章第10部` is K).
fn chapter(key: &str) -> Option<char> {
    let first = key.chars().next()?;
    if first.is_ascii_uppercase() {
        return Some(first);
    }
    let part = key.strip_prefix("第1章").map(|_| 0).or_else(|| {
        let (number, _) = key.strip_prefix("第2章第")?.split_once('部')?;
        number.parse::<usize>().ok()
    })?;
    LETTERS.get(part).copied()
}

fn with_rules(out: &mut String, articles: &[Article<'_>], list: &str) {
    out.push_str("\n## With rules\n\n| article | title | state | rule | law | phase | what is left |\n|---|---|---|---|---|---|---|\n");
    for article in articles {
        for rule in &article.rules {
            line(out, article.code, article.title, name(article.state), rule);
        }
    }
    out.push_str("\n### Opening rules (通則), which reach many articles\n\n| part | title | state | rule | law | phase | what is left |\n|---|---|---|---|---|---|---|\n");
    for rule in coverage::general(Revision::R06, list) {
        let whole = if rule.extent == Extent::Whole { State::Implemented } else { State::Partial };
        line(out, rule.article, rule.title.ja, name(whole), rule);
    }
}

const fn name(state: State) -> &'static str {
    match state {
        State::Implemented => "implemented",
        State::Partial => "partial",
        State::Tables => "by the tables",
        State::NoNote => "no note",
        State::Inpatient => "inpatient",
        State::NotImplemented => "not implemented",
    }
}

fn line(out: &mut String, article: &str, title: &str, state: &str, rule: &Rule) {
    let cites: Vec<&str> = rule.citations(Revision::R06).map(|cite| cite.article.as_ref()).collect();
    let left = match rule.extent {
        Extent::Whole => "",
        Extent::Part(left) => left,
    };
    let (id, phase, cites) = (rule.id, rule.phase, cites.join(", "));
    let _ = writeln!(out, "| {article} | {title} | {state} | `{id}` | {cites} | {phase:?} | {left} |");
}

/// Notes that derive something that nothing does, and the notes of articles with rules that no rule cites.
fn left_over(out: &mut String, articles: &[Article<'_>], all: &str) -> Result<(), XtaskError> {
    out.push_str("\n## Notes that nothing does yet\n\n");
    for note in coverage::notes(all) {
        let note = note.map_err(|error| bad('?', &error))?;
        let open = articles.iter().find(|a| a.code == note.article).is_none_or(|a| a.notes.contains(&note));
        if note.how == How::None && open {
            let _ = writeln!(out, "- {}: {}", note.key(), note.why);
        }
    }
    out.push_str("\n## Notes of articles with rules that no rule cites\n\n| note | what stands for it | why |\n|---|---|---|\n");
    for article in articles.iter().filter(|article| !article.rules.is_empty()) {
        for Note { article, label, how, why, .. } in &article.notes {
            let _ = writeln!(out, "| {article} {label} | {} | {why} |", how.name());
        }
    }
    Ok(())
}

/// Articles without rules, by state.
fn without_rules(out: &mut String, articles: &[Article<'_>]) {
    out.push_str("\n## Without rules\n");
    for (letter, part) in by_letter(articles) {
        let _ = write!(out, "\n### {letter}\n");
        for article in part.iter().filter(|a| a.state == State::NotImplemented) {
            let _ = writeln!(out, "- {} {}: not implemented", article.code, article.title);
        }
        for state in [State::Tables, State::NoNote, State::Inpatient] {
            let codes: Vec<&str> = part.iter().filter(|a| a.state == state).map(|a| a.code).collect();
            if !codes.is_empty() {
                let _ = writeln!(out, "- {}: {}", name(state), codes.join(" "));
            }
        }
    }
}

fn bad(letter: char, error: &NoteError) -> XtaskError {
    XtaskError::Content {
        file: format!("data/notes/r06/{letter}.tsv"),
        line: error.line,
        what: error.what.to_owned(),
    }
}
