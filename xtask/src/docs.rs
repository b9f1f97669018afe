//! Documents that are written from the registers of the engine: what is implemented, and the facts a request may tell.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use santei_core::coverage::{self, Article, State};
use santei_core::fact::{self, Fact, FactType};
use santei_core::law::Revision;
use santei_core::rules::{Extent, Rule};

use crate::Compiled;
use crate::error::{Source, XtaskError};

const COVERAGE: &str = "docs/COVERAGE.md";
const IDS: &str = "docs/IDS.md";
const ARTICLES: &str = "data/articles_r06.tsv";
const BEGIN: &str = "<!-- facts: written by `cargo run -p xtask -- compile` -->\n";
const END: &str = "<!-- end of facts -->\n";

/// Writes `docs/COVERAGE.md`: every 区分番号 of R6, and how far it is implemented.
///
/// # Errors
/// [`XtaskError::Io`] when the list of articles cannot be read.
pub fn coverage(root: &Path) -> Result<Compiled, XtaskError> {
    let list = Source::read(root, &root.join(ARTICLES))?.text;
    let articles = coverage::of(Revision::R06, &list);
    let mut out = String::from(
        "# Coverage\n\n\
         Written by `cargo run -p xtask -- coverage` from the register of rules and `data/articles_r06.tsv`; do not edit.\n\n\
         What counts here is derivation: what the notes of an article add, take away or limit by themselves. An article without a rule is\n\
         still priced from its master row, with its steps, exclusions and limits. *Implemented*: every rule of the article goes the whole way\n\
         for outpatients; *partial*: a rule says what is left; *not implemented*: no rule.\n\n",
    );
    out.push_str("| chapter | articles | implemented | partial | not implemented |\n|---|--:|--:|--:|--:|\n");
    let mut parts: BTreeMap<char, Vec<Article<'_>>> = BTreeMap::new();
    for article in &articles {
        let letter = article.code.chars().next().unwrap_or('?');
        parts.entry(letter).or_default().push(article.clone());
    }
    let row = |name: &str, articles: &[Article<'_>]| {
        let [whole, part, none] = coverage::counts(articles);
        format!("| {name} | {} | {whole} | {part} | {none} |\n", articles.len())
    };
    for (letter, part) in &parts {
        out.push_str(&row(&letter.to_string(), part));
    }
    out.push_str(&row("R6", &articles));
    out.push_str("\n## With rules\n\n| article | title | state | rule | law | phase | what is left |\n|---|---|---|---|---|---|---|\n");
    for article in articles.iter().filter(|a| a.state != State::NotImplemented) {
        for rule in &article.rules {
            line(&mut out, article.code, article.title, state(article.state), rule);
        }
    }
    out.push_str("\n### Opening rules (通則), which reach many articles\n\n| part | title | state | rule | law | phase | what is left |\n|---|---|---|---|---|---|---|\n");
    for rule in coverage::general(Revision::R06, &list) {
        let whole = if rule.extent == Extent::Whole { State::Implemented } else { State::Partial };
        line(&mut out, rule.article, rule.title.ja, state(whole), rule);
    }
    out.push_str("\n## Without rules\n");
    for (letter, part) in &parts {
        let _ = write!(out, "\n### {letter}\n");
        for article in part.iter().filter(|a| a.state == State::NotImplemented) {
            let _ = writeln!(out, "- {} {}", article.code, article.title);
        }
    }
    Ok(Compiled { file: COVERAGE, bytes: out.into_bytes() })
}

const fn state(state: State) -> &'static str {
    match state {
        State::Implemented => "implemented",
        State::Partial => "partial",
        State::NotImplemented => "not implemented",
    }
}

fn line(out: &mut String, article: &str, title: &str, state: &str, rule: &Rule) {
    let cites: Vec<&str> = rule.cites.iter().map(|cite| cite.article.as_ref()).collect();
    let left = match rule.extent {
        Extent::Whole => "",
        Extent::Part(left) => left,
    };
    let (id, phase, cites) = (rule.id, rule.phase, cites.join(", "));
    let _ = writeln!(out, "| {article} | {title} | {state} | `{id}` | {cites} | {phase:?} | {left} |");
}

/// Writes the facts into `docs/IDS.md`; the rest of that document is written by hand.
///
/// # Errors
/// [`XtaskError::Io`] when it cannot be read, [`XtaskError::Content`] when the marks of the facts are not there.
pub fn ids(root: &Path) -> Result<Compiled, XtaskError> {
    let source = Source::read(root, &root.join(IDS))?;
    let marks = || {
        source.error(0..0, format!("the marks `{}` and `{}` do not stand there", BEGIN.trim(), END.trim()))
    };
    let (before, rest) = source.text.split_once(BEGIN).ok_or_else(marks)?;
    let (_, after) = rest.split_once(END).ok_or_else(marks)?;
    let mut out = format!("{before}{BEGIN}| key | value | meaning | 意味 |\n|---|---|---|---|\n");
    for fact in fact::ALL {
        let _ = writeln!(out, "| `{}` | {} | {} | {} |", fact.key(), value(fact), fact.en, fact.ja);
    }
    out.push_str(END);
    out.push_str(after);
    Ok(Compiled { file: IDS, bytes: out.into_bytes() })
}

fn value(fact: &Fact) -> String {
    let name = match fact.ty {
        FactType::Bool => "yes or no".to_owned(),
        FactType::Int => "integer".to_owned(),
        FactType::Decimal => "decimal".to_owned(),
        FactType::Date => "date".to_owned(),
        FactType::Time => "time".to_owned(),
        FactType::Choice(words) => words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" "),
    };
    let unit = if fact.unit.is_empty() { String::new() } else { format!(", {}", fact.unit) };
    let field = if fact.field { " (a field of its own)" } else { "" };
    format!("{name}{unit}{field}")
}
