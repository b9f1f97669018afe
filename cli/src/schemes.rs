//! `santei schemes`: public programmes.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use santei_core::charge::{Ceiling, Certainty, MealsPart, Scheme, Terms, Word};
use santei_core::date::{ServiceDate, Validity};

use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// What to do with programmes.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the programmes of the rules image, in the order of the payers
    List,
    /// Show the terms of one, with its source
    Show {
        /// Key, such as `national/54`
        #[arg(value_name = "KEY")]
        key: String,
    },
    /// Check scheme files; every error with line and column
    Check {
        /// Files, see data/schemes/README.md
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// Runs a command.
pub(crate) fn run(command: &Command, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    match command {
        Command::List => {
            let engine = masters.engine()?;
            let mut all: Vec<&Scheme> = engine.params().schemes().iter().collect();
            all.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
            for scheme in all {
                writeln!(out, "{}\t{}", scheme.key, name(scheme, lang))?;
            }
            Ok(Exit::Complete)
        }
        Command::Show { key } => {
            let engine = masters.engine()?;
            let Some(scheme) = engine.params().schemes().get(key) else {
                let text = format_args!("no programme `{key}`; `santei schemes list` tells them");
                return Err(Failure::usage(text));
            };
            show(scheme, lang, out)?;
            Ok(Exit::Complete)
        }
        Command::Check { files } => check(files, out),
    }
}

const fn name(scheme: &Scheme, lang: Lang) -> &str {
    match lang {
        Lang::Ja => scheme.name.as_str(),
        Lang::En => scheme.name_en.as_str(),
    }
}

fn word<W: Word + PartialEq>(value: W) -> &'static str {
    W::WORDS.iter().find(|(v, _)| *v == value).map_or("", |(_, w)| w)
}

fn show(scheme: &Scheme, lang: Lang, out: &mut impl Write) -> Done<()> {
    writeln!(out, "{}  {}", scheme.key, name(scheme, lang))?;
    writeln!(out, "  first      {}", if scheme.before_insurer { "public" } else { "insurer" })?;
    writeln!(out, "  ceiling    {}", word::<Ceiling>(scheme.ceiling))?;
    writeln!(out, "  meals      {}", word::<MealsPart>(scheme.meals))?;
    writeln!(out, "  certainty  {} ({})", word::<Certainty>(scheme.certainty), scheme.checked_on)?;
    writeln!(out, "  source     {}", scheme.source)?;
    for (validity, terms) in &scheme.terms {
        let from = ServiceDate::from_days(validity.from).map(|d| d.to_string()).unwrap_or_default();
        let until = if validity.until == Validity::OPEN {
            String::new()
        } else {
            ServiceDate::from_days(validity.until).map(|d| d.to_string()).unwrap_or_default()
        };
        writeln!(out, "  {from}–{until}  {}", fields(terms))?;
    }
    Ok(())
}

/// The fields that say something, as the files write them.
fn fields(terms: &Terms) -> String {
    let told = terms.told();
    let list: Vec<String> =
        told.iter().map(|(field, value)| format!("{} = {value}", santei_schemes::toml_name(field))).collect();
    if list.is_empty() { "-".to_owned() } else { list.join(", ") }
}

fn check(files: &[PathBuf], out: &mut impl Write) -> Done {
    let mut worst = Exit::Complete;
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|e| Failure::files(format_args!("{}: {e}", file.display())))?;
        match santei_schemes::compile(&text) {
            Ok(compiled) => writeln!(out, "{}: {} is in order", file.display(), compiled.key)?,
            Err(error) => {
                writeln!(out, "{}:{error}", file.display())?;
                worst = Exit::Attention;
            }
        }
    }
    Ok(worst)
}
