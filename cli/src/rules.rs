//! `santei rules`: the register of rules, one rule as a page, what is covered.

mod diff;

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Subcommand, ValueEnum};
use santei_core::coverage::{self, Sources, State};
use santei_core::law::Revision;
use santei_core::params::Params;
use santei_core::rules::{self, Extent, Rule};
use santei_core::snapshot::{Bytes, Edition};

use crate::exit::{Done, Exit, Failure};
use crate::grid::Grid;
use crate::images::Masters;
use crate::lang::Lang;

/// What to tell about rules.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// All rules of a revision in legal order
    List {
        /// Revision of the fee schedule
        #[arg(long, value_enum, default_value = "r6")]
        revision: RevisionArg,
    },
    /// One rule: what it does, its articles, how far it goes
    Show {
        /// Id of the rule, such as `A001.n8`
        id: String,
    },
    /// What a revision did to the rules and their parameters
    Diff(diff::Options),
    /// Every article of the masters: implemented, in part, or not
    Coverage {
        /// Revision of the fee schedule
        #[arg(long, value_enum, default_value = "r6")]
        revision: RevisionArg,
    },
}

/// A revision on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RevisionArg {
    /// 令和6年度改定
    #[value(name = "r6", aliases = ["R6", "r06", "R06"])]
    R6,
    /// 令和8年度改定
    #[value(name = "r8", aliases = ["R8", "r08", "R08"])]
    R8,
}

impl RevisionArg {
    /// The revision of a word on the command line.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::from_str(word, true).ok()
    }

    /// The revision.
    pub(crate) const fn revision(self) -> Revision {
        match self {
            Self::R6 => Revision::R06,
            Self::R8 => Revision::R08,
        }
    }
}

/// Runs a command.
pub(crate) fn run(command: &Command, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    match command {
        Command::List { revision } => list(revision.revision(), lang, out),
        Command::Show { id } => show(id, lang, out),
        Command::Diff(options) => diff::run(options, lang, out),
        Command::Coverage { revision } => coverage(revision.revision(), &masters.editions()?, lang, out),
    }
}

fn list(revision: Revision, lang: Lang, out: &mut impl Write) -> Done {
    let mut grid = Grid::new(&["id", lang.pick("題名", "title"), lang.pick("範囲", "extent")]);
    for rule in rules::of(revision) {
        grid.row([rule.id.to_owned(), lang.text(&rule.title).to_owned(), extent(rule, lang)]);
    }
    writeln!(out, "{grid}")?;
    Ok(Exit::Complete)
}

fn show(id: &str, lang: Lang, out: &mut impl Write) -> Done {
    let rule = rules::by_id(id).ok_or_else(|| {
        Failure::usage(format_args!("`{id}` is no rule; `santei rules list` names the rules there are"))
    })?;
    let revisions: Vec<&str> = Revision::ALL
        .into_iter()
        .filter(|r| rules::of(*r).iter().any(|other| other.id == rule.id))
        .map(Revision::name)
        .collect();
    writeln!(out, "{}  {}", rule.id, lang.text(&rule.title))?;
    writeln!(out, "\n{}\n", lang.text(&rule.about))?;
    writeln!(out, "{}  {}", lang.pick("区分番号", "article "), rule.article)?;
    writeln!(out, "{}  {}", lang.pick("改定    ", "revision"), revisions.join(", "))?;
    writeln!(out, "{}  {}", lang.pick("段階    ", "phase   "), format_args!("{:?}", rule.phase))?;
    writeln!(out, "{}  {}", lang.pick("範囲    ", "extent  "), extent(rule, lang))?;
    for cite in rule.cites {
        let document = cite.document;
        writeln!(
            out,
            "{}  {} {}（{}）",
            lang.pick("根拠    ", "law     "),
            document.title(),
            cite.article,
            document.number()
        )?;
    }
    Ok(Exit::Complete)
}

fn extent(rule: &Rule, lang: Lang) -> String {
    match rule.extent {
        Extent::Whole => lang.pick("全部", "whole").to_owned(),
        Extent::Part(left) => format!("{}: {left}", lang.pick("一部", "part")),
    }
}

/// Every article of a revision with its rules, and how many codes of the masters stand in it. A revision whose list of articles is not
/// written yet is told by the articles of the masters.
fn coverage(revision: Revision, editions: &[Edition], lang: Lang, out: &mut impl Write) -> Done {
    let codes = codes(revision, editions);
    let list = santei_data::articles(revision)
        .map_or_else(|| codes.keys().fold(String::new(), |list, code| list + code + "\t\n"), str::to_owned);
    let params = Params::open(Bytes::Static(santei_data::rules())).map_err(Failure::refused)?;
    let sources = Sources { articles: &list, notes: santei_data::notes(revision), params: &params };
    let articles = coverage::of(revision, sources).map_err(Failure::refused)?;
    let mut grid = Grid::new(&[
        lang.pick("区分番号", "article"),
        lang.pick("題名", "title"),
        lang.pick("コード数", "codes"),
        lang.pick("状態", "state"),
        lang.pick("規則", "rules"),
        lang.pick("残り", "left"),
    ])
    .right(2);
    for article in &articles {
        let ids: Vec<&str> = article.rules.iter().map(|r| r.id).collect();
        let left: Vec<&str> = article.rules.iter().filter_map(|r| left(r)).collect();
        let count = codes.get(article.code).copied().unwrap_or_default();
        grid.row([
            article.code.to_owned(),
            article.title.to_owned(),
            count.to_string(),
            state(article.state, lang).to_owned(),
            ids.join(" "),
            left.join("；"),
        ]);
    }
    writeln!(out, "{grid}\n")?;
    let general: Vec<&str> = coverage::general(revision, &list).iter().map(|r| r.id).collect();
    if !general.is_empty() {
        writeln!(out, "{}: {}", lang.pick("通則の規則", "opening rules"), general.join(" "))?;
    }
    let total: Vec<String> = State::ALL
        .into_iter()
        .zip(coverage::counts(&articles))
        .map(|(s, n)| format!("{} {n}", state(s, lang)))
        .collect();
    writeln!(out, "{} {}: {}", revision.name(), lang.pick("区分番号", "articles"), total.join(", "))?;
    writeln!(
        out,
        "{}",
        lang.pick(
            "規則のない区分番号も点数・きざみ・併算定・回数はマスターから計算する。規則が足すのは注の自動算定である。",
            "articles without a rule are still priced, bundled and limited from the masters; rules add what the notes derive."
        )
    )?;
    Ok(Exit::Complete)
}

/// What a rule leaves undone.
const fn left(rule: &Rule) -> Option<&'static str> {
    match rule.extent {
        Extent::Whole => None,
        Extent::Part(left) => Some(left),
    }
}

const fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Implemented => lang.pick("実装", "implemented"),
        State::Partial => lang.pick("一部", "partial"),
        State::Tables => lang.pick("表による", "by the tables"),
        State::NoNote => lang.pick("注なし", "no note"),
        State::Inpatient => lang.pick("入院", "inpatient"),
        State::NotImplemented => lang.pick("未実装", "not implemented"),
    }
}

/// How many codes of the masters stand in each article.
fn codes(revision: Revision, editions: &[Edition]) -> BTreeMap<String, usize> {
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for edition in editions.iter().filter(|e| e.manifest().revision == revision) {
        let table = edition.procedures();
        for code in (0..table.code_count()).filter_map(|place| table.code_at(place)) {
            let name = table.rows_of(code).last().map(|(row, _)| row.article().name()).unwrap_or_default();
            if !name.is_empty() {
                *codes.entry(name).or_default() += 1;
            }
        }
    }
    codes
}
