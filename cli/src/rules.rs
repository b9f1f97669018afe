//! `santei rules`: the register of rules, one rule as a page, what is covered.

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Subcommand, ValueEnum};
use santei_core::law::Revision;
use santei_core::rules::{self, Extent, Rule};
use santei_core::snapshot::Edition;

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
    #[value(name = "r6", alias = "R6")]
    R6,
    /// 令和8年度改定
    #[value(name = "r8", alias = "R8")]
    R8,
}

impl RevisionArg {
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

/// What is told of one article.
#[derive(Default)]
struct Article {
    codes: usize,
    rules: Vec<&'static Rule>,
}

/// The articles the masters know, and the rules of the revision on each. An article without a rule is still priced from its
/// master row, its steps, exclusions and limits; what is missing is what its notes derive.
fn coverage(revision: Revision, editions: &[Edition], lang: Lang, out: &mut impl Write) -> Done {
    let mut articles: BTreeMap<String, Article> = BTreeMap::new();
    for edition in editions.iter().filter(|e| e.manifest().revision == revision) {
        let table = edition.procedures();
        for code in (0..table.code_count()).filter_map(|place| table.code_at(place)) {
            let name = table.rows_of(code).last().map(|(row, _)| row.article().name()).unwrap_or_default();
            if !name.is_empty() {
                articles.entry(name).or_default().codes += 1;
            }
        }
    }
    for rule in rules::of(revision) {
        articles.entry(rule.article.to_owned()).or_default().rules.push(rule);
    }
    let mut grid = Grid::new(&[
        lang.pick("区分番号", "article"),
        lang.pick("コード数", "codes"),
        lang.pick("状態", "state"),
        lang.pick("規則", "rules"),
    ])
    .right(1);
    let mut counts = [0usize; 3];
    let words = [
        lang.pick("実装", "implemented"),
        lang.pick("一部", "partial"),
        lang.pick("未実装", "not implemented"),
    ];
    for (name, article) in &articles {
        let place = if article.rules.is_empty() {
            2
        } else {
            usize::from(article.rules.iter().any(|r| r.extent != Extent::Whole))
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
        let ids: Vec<&str> = article.rules.iter().map(|r| r.id).collect();
        let word = words.get(place).copied().unwrap_or_default();
        grid.row([name.clone(), article.codes.to_string(), word.to_owned(), ids.join(" ")]);
    }
    writeln!(out, "{grid}\n")?;
    let total: Vec<String> = words.iter().zip(counts).map(|(w, n)| format!("{w} {n}")).collect();
    writeln!(out, "{} {}: {}", revision.name(), lang.pick("区分番号", "articles"), total.join(", "))?;
    writeln!(
        out,
        "{}",
        lang.pick(
            "未実装の区分番号も点数・きざみ・併算定・回数はマスターから計算する。規則が足すのは注の自動算定である。",
            "articles without a rule are still priced, bundled and limited from the masters; rules add what the notes derive."
        )
    )?;
    Ok(Exit::Complete)
}
