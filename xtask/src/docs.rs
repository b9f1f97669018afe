//! Documents that are written from the registers of the engine: what is implemented, and the facts a request may tell.

use std::fmt::Write as _;
use std::path::Path;

use santei_core::fact::{self, Fact, FactType};

use crate::Compiled;
use crate::error::{Source, XtaskError};

const IDS: &str = "docs/IDS.md";
const BEGIN: &str = "<!-- facts: written by `cargo run -p xtask -- compile` -->\n";
const END: &str = "<!-- end of facts -->\n";

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
