//! Parameters and relations: `data/params/**/*.toml` to the rules image.
//!
//! A key stands in one place only. Its rows follow each other in time without gap or overlap, each with an end or open, a
//! document of [`santei_core::law`] and an article. The text form is that of [`santei_core::params`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use rust_decimal::Decimal;
use santei_core::charge::SCHEMES;
use santei_core::code::Code;
use santei_core::date::{ServiceDate, Validity};
use santei_core::law::Document;
use santei_core::params::{PARAMS, Params};
use santei_core::snapshot::{Bytes, ImageKind, ImageWriter};
use serde::Deserialize;
use toml::Spanned;

use crate::error::{Source, XtaskError};
use crate::schemes;

/// Folders of the sources.
const FOLDERS: [&str; 2] = ["data/params", "data/params/relations"];
/// Units a number may have.
const UNITS: [&str; 7] = ["points", "yen", "percent", "count", "days", "minutes", "factor"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    checked_on: Spanned<String>,
    #[serde(default)]
    values: Vec<Key>,
    #[serde(default)]
    steps: Vec<Key>,
    #[serde(default)]
    sets: Vec<Key>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    key: Spanned<String>,
    unit: Option<Spanned<String>>,
    rows: Vec<Spanned<Row>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    from: Spanned<String>,
    until: Option<Spanned<String>>,
    document: Spanned<String>,
    article: Spanned<String>,
    value: Option<Spanned<String>>,
    at: Option<BTreeMap<Spanned<String>, Spanned<String>>>,
    codes: Option<Vec<Spanned<String>>>,
    /// Codes that come to those of the row before.
    added: Option<Vec<Spanned<String>>>,
    /// Codes that leave those of the row before.
    dropped: Option<Vec<Spanned<String>>>,
    /// The codes of the row before, read again under another article.
    same: Option<Spanned<bool>>,
}

#[derive(Clone, Copy)]
enum Kind {
    Value,
    Steps,
    Set,
}

impl Kind {
    const fn letter(self) -> char {
        match self {
            Self::Value => 'v',
            Self::Steps => 's',
            Self::Set => 'c',
        }
    }
}

/// Compiles the rules image.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn compile(root: &Path) -> Result<Vec<u8>, XtaskError> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        sources.extend(Source::read_all(root, folder)?);
    }
    image_with(&sources, schemes::compile(root)?)
}

/// Compiles the rules image from sources in memory, without programmes.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn image(sources: &[Source]) -> Result<Vec<u8>, XtaskError> {
    image_with(sources, String::new())
}

fn image_with(sources: &[Source], schemes: String) -> Result<Vec<u8>, XtaskError> {
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for source in sources {
        let file: File = source.parse()?;
        date(source, &file.checked_on)?;
        for (kind, keys) in [(Kind::Value, &file.values), (Kind::Steps, &file.steps), (Kind::Set, &file.sets)]
        {
            for key in keys {
                let text = entry(source, kind, key)?;
                if lines.insert(key.key.get_ref().clone(), text).is_some() {
                    let what = format!("key `{}` stands twice; put its rows together", key.key.get_ref());
                    return Err(source.error(key.key.span(), what));
                }
            }
        }
    }
    let mut image = ImageWriter::new(ImageKind::Rules);
    image.section(PARAMS, lines.into_values().collect::<String>().into_bytes());
    image.section(SCHEMES, schemes.into_bytes());
    let bytes = image.finish();
    Params::open(Bytes::from(bytes.clone()))?;
    Ok(bytes)
}

fn entry(source: &Source, kind: Kind, key: &Key) -> Result<String, XtaskError> {
    let name = key.key.get_ref();
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
    if name.is_empty() || !name.chars().all(legal) {
        let what = format!("`{name}` is not a key; write lower-case words with dots and hyphens");
        return Err(source.error(key.key.span(), what));
    }
    let unit = match (kind, &key.unit) {
        (Kind::Set, None) => "",
        (Kind::Set, Some(unit)) => return Err(source.error(unit.span(), "a set of codes has no unit")),
        (_, None) => {
            return Err(source.error(key.key.span(), format!("unit of `{name}` is missing; add `unit`")));
        }
        (_, Some(unit)) if UNITS.contains(&unit.get_ref().as_str()) => unit.get_ref().as_str(),
        (_, Some(unit)) => {
            let what = format!("`{}` is not a unit; known are {}", unit.get_ref(), UNITS.join(", "));
            return Err(source.error(unit.span(), what));
        }
    };
    let mut text = String::new();
    let mut before: Option<i32> = None;
    let mut codes: BTreeSet<Code> = BTreeSet::new();
    for spanned in &key.rows {
        let row = spanned.get_ref();
        let from = date(source, &row.from)?;
        let until = row.until.as_ref().map_or(Ok(Validity::OPEN), |until| date(source, until))?;
        if until <= from || before.is_some_and(|end| end != from) {
            let what = format!("rows of `{name}` overlap, leave a gap or are out of order");
            return Err(source.error(row.from.span(), what));
        }
        before = Some(until);
        let document = row.document.get_ref();
        if Document::from_key(document).is_none() {
            let what = format!("`{document}` is not a document; see core/src/law.rs for the keys");
            return Err(source.error(row.document.span(), what));
        }
        let article = row.article.get_ref();
        if article.trim() != article || article.is_empty() || article.contains(['\t', '\n']) {
            return Err(source.error(row.article.span(), format!("`{article}` is not an article")));
        }
        let content = content(source, kind, spanned, &mut codes)?;
        let letter = kind.letter();
        // writing to a string cannot fail
        let _ = writeln!(text, "{letter}\t{name}\t{from}\t{until}\t{content}\t{unit}\t{document}\t{article}");
    }
    if text.is_empty() {
        return Err(source.error(key.key.span(), format!("`{name}` has no rows")));
    }
    Ok(text)
}

/// What a row says; a set may say it by the codes of the row before.
fn content(
    source: &Source,
    kind: Kind,
    spanned: &Spanned<Row>,
    codes: &mut BTreeSet<Code>,
) -> Result<String, XtaskError> {
    let row = spanned.get_ref();
    let changes = row.added.is_some() || row.dropped.is_some();
    let same = row.same.as_ref().is_some_and(|same| *same.get_ref());
    match (kind, &row.value, &row.at, &row.codes) {
        (Kind::Value, Some(value), None, None) if !changes && !same => {
            return Ok(number(source, value)?.to_string());
        }
        (Kind::Steps, None, Some(at), None) if !changes && !same => return steps(source, at),
        (Kind::Set, None, None, Some(list)) if !changes && !same => {
            codes.clear();
            add(source, list, codes)?;
        }
        (Kind::Set, None, None, None) if changes != same && !codes.is_empty() => {
            for code in row.dropped.iter().flatten() {
                let parsed = parse(source, code)?;
                if !codes.remove(&parsed) {
                    let what = format!("code `{parsed}` is not in the row before; it cannot be dropped");
                    return Err(source.error(code.span(), what));
                }
            }
            add(source, row.added.as_deref().unwrap_or_default(), codes)?;
        }
        _ => {
            let what = "`values` have `value`, `steps` have `at`, `sets` have `codes` (or `same = true`, or `added` and \
                        `dropped`, behind another row), and nothing else";
            return Err(source.error(spanned.span(), what));
        }
    }
    Ok(codes.iter().map(Code::to_string).collect::<Vec<_>>().join(","))
}

fn steps(source: &Source, at: &BTreeMap<Spanned<String>, Spanned<String>>) -> Result<String, XtaskError> {
    let mut steps: BTreeMap<u32, Decimal> = BTreeMap::new();
    for (least, value) in at {
        let threshold = least.get_ref().parse::<u32>().map_err(|_| {
            source.error(least.span(), format!("`{}` is not a threshold; write a number", least.get_ref()))
        })?;
        if steps.insert(threshold, number(source, value)?).is_some() {
            return Err(source.error(least.span(), format!("threshold `{threshold}` stands twice")));
        }
    }
    let parts: Vec<String> = steps.iter().map(|(least, value)| format!("{least}:{value}")).collect();
    Ok(parts.join(","))
}

fn add(source: &Source, list: &[Spanned<String>], codes: &mut BTreeSet<Code>) -> Result<(), XtaskError> {
    for code in list {
        let parsed = parse(source, code)?;
        if !codes.insert(parsed) {
            return Err(source.error(code.span(), format!("code `{parsed}` stands twice")));
        }
    }
    Ok(())
}

fn parse(source: &Source, code: &Spanned<String>) -> Result<Code, XtaskError> {
    code.get_ref().parse().map_err(|e| source.error(code.span(), format!("{e}")))
}

fn number(source: &Source, value: &Spanned<String>) -> Result<Decimal, XtaskError> {
    Decimal::from_str_exact(value.get_ref()).map_err(|_| {
        source.error(value.span(), format!("`{}` is not a number; write `93` or `0.19`", value.get_ref()))
    })
}

fn date(source: &Source, value: &Spanned<String>) -> Result<i32, XtaskError> {
    value
        .get_ref()
        .parse::<ServiceDate>()
        .map(ServiceDate::days)
        .map_err(|e| source.error(value.span(), e.to_string()))
}
