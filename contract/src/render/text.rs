//! Messages and names.

use std::borrow::Cow;
use std::fmt::Write as _;

use santei_core::claim::Lang;
use santei_core::code::{Code, CodeKind};
use santei_core::engine::Engine;
use santei_core::outcome::{Arg, MasterRef, Text};
use santei_core::snapshot::Edition;

use super::wire::Dec;

/// Name of the row that priced a line; empty when the edition carries no names.
pub(crate) fn row_name<'e>(engine: &'e Engine, master: &MasterRef) -> &'e str {
    let Some(edition) = engine.editions().get(master.edition) else { return "" };
    match master.kind {
        's' => edition.procedure_name(master.row),
        'y' => edition.drug_name(master.row),
        't' => edition.material_name(master.row),
        'c' => edition.comment_text(master.row),
        _ => "",
    }
}

/// Latest name of a code in the newest edition that knows it; editions the answer was made with go first, so that an answer does not
/// change with an edition it has nothing to do with.
pub(crate) fn code_name<'e>(engine: &'e Engine, used: &[usize], code: Code) -> Option<&'e str> {
    let used = used.iter().rev().filter_map(|place| engine.editions().get(*place));
    used.chain(engine.editions().iter().rev())
        .find_map(|edition| name_in(edition, code))
        .filter(|name| !name.is_empty())
}

fn name_in(edition: &Edition, code: Code) -> Option<&str> {
    match code.kind() {
        CodeKind::Procedure => {
            edition.procedures().rows_of(code).last().map(|(_, row)| edition.procedure_name(row))
        }
        CodeKind::Drug => edition.drugs().rows_of(code).last().map(|(_, row)| edition.drug_name(row)),
        CodeKind::Material => {
            edition.materials().rows_of(code).last().map(|(_, row)| edition.material_name(row))
        }
        CodeKind::Comment => {
            edition.comments().rows_of(code).last().map(|(_, row)| edition.comment_text(row))
        }
        CodeKind::Other => edition.diseases().rows_of(code).last().map(|(_, row)| edition.disease_name(row)),
        _ => None,
    }
}

/// A code with its name.
pub(crate) fn named(engine: &Engine, used: &[usize], code: Code, lang: Lang) -> String {
    // Diseases are told by seven digits, which core holds as a number.
    let shown =
        if code.kind() == CodeKind::Other { format!("{:07}", code.value()) } else { code.to_string() };
    match (code_name(engine, used, code), lang) {
        (Some(name), Lang::Ja) => format!("{name}（{shown}）"),
        (Some(name), Lang::En) => format!("{name} ({shown})"),
        (None, _) => shown,
    }
}

/// A text with its arguments filled in.
pub(crate) fn filled<'r>(
    engine: &Engine,
    used: &[usize],
    text: &Text,
    args: &[Arg],
    lang: Lang,
) -> Cow<'r, str> {
    let template: &'static str = match lang {
        Lang::Ja => text.ja,
        Lang::En => text.en,
    };
    let Some(first) = template.find('{') else { return Cow::Borrowed(template) };
    let (head, mut rest) = template.split_at(first);
    let mut out = String::with_capacity(template.len() + 32);
    out.push_str(head);
    // `rest` begins with `{` here.
    while let Some(after) = rest.strip_prefix('{') {
        let place = after.split_once('}').and_then(|(n, tail)| Some((n.parse::<usize>().ok()?, tail)));
        let filled = place.and_then(|(n, tail)| Some((args.get(n)?, tail)));
        let tail = match filled {
            Some((arg, tail)) => {
                argument(engine, used, arg, lang, &mut out);
                tail
            }
            None => {
                out.push('{');
                after
            }
        };
        let next = tail.find('{').unwrap_or(tail.len());
        let (plain, remaining) = tail.split_at(next);
        out.push_str(plain);
        rest = remaining;
    }
    Cow::Owned(out)
}

fn argument(engine: &Engine, used: &[usize], arg: &Arg, lang: Lang, out: &mut String) {
    match arg {
        Arg::Code(code) => out.push_str(&named(engine, used, *code, lang)),
        // Writing to a String cannot fail.
        Arg::Date(date) => {
            let _ = write!(out, "{date}");
        }
        Arg::Number(n) => {
            let _ = write!(out, "{}", Dec(*n));
        }
        Arg::Words(words) => out.push_str(words),
    }
}
