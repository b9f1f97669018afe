//! `santei-schemes`: the scheme files of public programmes (`data/schemes/**/*.toml`), checked and written as the text of the
//! rules image.
//!
//! The form of a file is told in `data/schemes/README.md`; what the fields mean to the engine stands in [`santei_core::charge`].

mod error;
mod form;

use std::fmt::Write as _;

use santei_core::charge::{AgeLimit, Place as Place_, TermError, Terms, Word};
use santei_core::date::{ServiceDate, Validity};
use toml::Spanned;

pub use error::{Place, SchemeError};
use form::{Dated, File};

/// A scheme file, checked: what the rules image carries of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// Its key.
    pub key: String,
    /// Its lines in the section of the rules image.
    pub text: String,
}

/// Checks a file and compiles it.
///
/// # Errors
/// [`SchemeError`] with line and column of the first thing that is wrong.
pub fn compile(text: &str) -> Result<Compiled, SchemeError> {
    let place = Place::of(text);
    let file: File =
        toml::from_str(text).map_err(|e| place.error(e.span().unwrap_or(0..0), e.message().to_owned()))?;
    let mut out = head(&place, &file)?;
    if file.terms.is_empty() {
        return Err(place.error(0..0, "the programme has no `[[terms]]`"));
    }
    for terms in &file.terms {
        dated(&place, terms, &mut out)?;
    }
    Ok(Compiled { key: file.key.get_ref().clone(), text: out })
}

fn head(place: &Place<'_>, file: &File) -> Result<String, SchemeError> {
    let key = file.key.get_ref();
    let (national, rest) = match key.split_once('/') {
        Some(("national", rest)) => (true, rest),
        Some(("local", rest)) => (false, rest),
        _ => (true, ""),
    };
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if rest.is_empty() || !rest.chars().all(legal) {
        let what = format!("`{key}` is not a key; write `national/54` or `local/tokyo-kodomo`");
        return Err(place.error(file.key.span(), what));
    }
    if let Some(law) = file.law.as_ref()
        && !(law.get_ref().len() == 2 && law.get_ref().bytes().all(|b| b.is_ascii_digit()))
    {
        return Err(place.error(law.span(), "write the two digits of the programme (法別番号)"));
    }
    if national && file.law.is_none() {
        return Err(place.error(file.key.span(), "a national programme has a `law` of two digits (法別番号)"));
    }
    let order = *file.order.get_ref();
    if national == (order >= 1000) || order > 9999 {
        return Err(place.error(
            file.order.span(),
            "national programmes have an order under 1000, local ones from 1000 to 9999",
        ));
    }
    if !["insurer", "public"].contains(&file.first.get_ref().as_str()) {
        return Err(place.error(file.first.span(), "write `insurer` or `public`"));
    }
    known::<santei_core::charge::Ceiling>(place, &file.ceiling)?;
    known::<santei_core::charge::MealsPart>(place, &file.meals)?;
    known::<santei_core::charge::Certainty>(place, &file.certainty)?;
    date(place, &file.checked_on)?;
    for words in [&file.name, &file.name_en, &file.source] {
        let text = words.get_ref();
        if text.trim() != text || text.is_empty() || text.contains(['\t', '\n']) {
            return Err(place.error(words.span(), "write words without tabs and line breaks"));
        }
    }
    let law = file.law.as_ref().map_or("", |law| law.get_ref());
    let fields: [&str; 11] = [
        key,
        law,
        file.name.get_ref(),
        file.name_en.get_ref(),
        &order.to_string(),
        file.first.get_ref(),
        file.ceiling.get_ref(),
        file.meals.get_ref(),
        file.certainty.get_ref(),
        file.checked_on.get_ref(),
        file.source.get_ref(),
    ];
    Ok(format!("p\t{}\n", fields.join("\t")))
}

fn dated(place: &Place<'_>, dated: &Spanned<Dated>, out: &mut String) -> Result<(), SchemeError> {
    let rows = dated.get_ref();
    let from = day(place, rows, "from")?.ok_or_else(|| place.error(dated.span(), "`from` is missing"))?;
    let until = day(place, rows, "until")?.unwrap_or(Validity::OPEN);
    if until <= from {
        return Err(place.error(dated.span(), "the terms end before they begin"));
    }
    let mut terms = Terms::default();
    let mut text = String::new();
    for (name, value) in rows.iter().filter(|(name, _)| !["from", "until"].contains(&name.get_ref().as_str()))
    {
        let field = camel(name.get_ref());
        let value_text = match value.get_ref() {
            toml::Value::String(s) => s.clone(),
            toml::Value::Integer(n) => n.to_string(),
            toml::Value::Boolean(b) => b.to_string(),
            _ => return Err(place.error(value.span(), "write a string, a whole number, true or false")),
        };
        terms.set(&field, &value_text).map_err(|e| match e {
            TermError::Value(hint) => place.error(value.span(), format!("`{value_text}`: {hint}")),
            _ => {
                let names: Vec<String> = Terms::FIELDS.iter().map(|f| snake(f)).collect();
                let what =
                    format!("no field `{}`; known are from, until, {}", name.get_ref(), names.join(", "));
                place.error(name.span(), what)
            }
        })?;
        // writing to a string cannot fail
        let _ = write!(text, "{}{field}={value_text}", if text.is_empty() { "" } else { ";" });
    }
    if let Err(TermError::Together(what)) = terms.check() {
        return Err(place.error(dated.span(), what));
    }
    // Terms of any place hold in hospital too, where a bill does not tell its days.
    let by_day = terms.cap_per_day.is_some() || terms.days_per_month.is_some();
    if by_day && terms.place != Some(Place_::Outpatient) {
        let what = "`cap_per_day` and `days_per_month` are for outpatients; write `place = \"outpatient\"`";
        return Err(place.error(dated.span(), what));
    }
    order_of_ages(place, dated, terms.age_from, terms.age_until)?;
    let _ = writeln!(out, "t\t{from}\t{until}\t{text}");
    Ok(())
}

/// Someone has to be of an age that the terms hold for.
fn order_of_ages(
    place: &Place<'_>,
    at: &Spanned<Dated>,
    from: Option<AgeLimit>,
    until: Option<AgeLimit>,
) -> Result<(), SchemeError> {
    let Some(birth) = ServiceDate::new(2000, 6, 15) else { return Ok(()) };
    match (from.and_then(|a| a.first_day(birth)), until.and_then(|a| a.first_day(birth))) {
        (Some(first), Some(end)) if first >= end => {
            Err(place.error(at.span(), "`age_from` is not under `age_until`"))
        }
        _ => Ok(()),
    }
}

fn known<W: Word>(place: &Place<'_>, word: &Spanned<String>) -> Result<(), SchemeError> {
    if W::from_word(word.get_ref()).is_some() {
        return Ok(());
    }
    let words: Vec<String> = W::WORDS.iter().map(|(_, w)| format!("`{w}`")).collect();
    Err(place.error(word.span(), format!("`{}` is not known; write {}", word.get_ref(), words.join(", "))))
}

fn date(place: &Place<'_>, text: &Spanned<String>) -> Result<i32, SchemeError> {
    let day = text.get_ref().parse::<ServiceDate>().map(ServiceDate::days);
    day.map_err(|e| place.error(text.span(), e.to_string()))
}

fn day(place: &Place<'_>, rows: &Dated, name: &str) -> Result<Option<i32>, SchemeError> {
    let Some(value) = rows.get(name) else { return Ok(None) };
    let text = value
        .get_ref()
        .as_str()
        .ok_or_else(|| place.error(value.span(), "write a date as \"2024-06-01\""))?;
    let day = text.parse::<ServiceDate>().map(ServiceDate::days);
    day.map(Some).map_err(|e| place.error(value.span(), e.to_string()))
}

fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut chars = part.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        out.push_str(chars.as_str());
    }
    out
}

/// The TOML name of a field of [`Terms`].
#[must_use]
pub fn toml_name(field: &str) -> String {
    snake(field)
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
key = "local/somewhere-children"
name = "某市 子ども医療"
name_en = "children of somewhere"
order = 1000
first = "insurer"
ceiling = "own"
meals = "none"
certainty = "read"
checked_on = "2026-11-24"
source = "某市 子ども医療費助成のしおり"
[[terms]]
from = "2024-04-01"
place = "outpatient"
age_until = "school-year 15"
cap_per_visit = 200
"#;

    fn wrong(old: &str, new: &str) -> String {
        compile(&GOOD.replacen(old, new, 1)).unwrap_err().to_string()
    }

    #[test]
    fn a_file_becomes_lines_of_the_image() {
        let done = compile(GOOD).unwrap();
        assert_eq!(done.key, "local/somewhere-children");
        let (head, terms) = done.text.split_once('\n').unwrap();
        assert!(head.starts_with("p\tlocal/somewhere-children\t\t某市 子ども医療\t"));
        let day = "2024-04-01".parse::<ServiceDate>().unwrap().days();
        let fields = "ageUntil=school-year 15;capPerVisit=200;place=outpatient";
        assert_eq!(terms, format!("t\t{day}\t{}\t{fields}\n", Validity::OPEN));
    }

    #[test]
    fn errors_say_where() {
        assert!(wrong("cap_per_visit = 200", "cap_per_visit = -1").starts_with("16:17: `-1`: write yen"));
        assert!(wrong("cap_per_visit", "cap_for_visit").starts_with("16:1: no field `cap_for_visit`"));
        assert!(wrong("\"own\"", "\"mine\"").starts_with("7:11: `mine` is not known"));
        assert!(wrong("order = 1000", "order = 10").starts_with("5:9: national programmes"));
        assert!(
            wrong("cap_per_visit = 200", "cap_per_visit = 200\nfree = true")
                .contains("`free` leaves nothing")
        );
        let ignored = |with: &str| wrong("cap_per_visit = 200", with);
        assert!(
            wrong("place = \"outpatient\"", "place = \"inpatient\"\ncap_per_day = 500")
                .contains("does not tell its days")
        );
        assert!(wrong("place = \"outpatient\"", "cap_per_day = 500").contains("are for outpatients"));
        assert!(ignored("cap_per_visit = 200\nround = \"down\"").contains("without a rate"));
        assert!(ignored("free = true\nvisits_per_month = 2").contains("leaves nothing"));
        assert!(ignored("public_pays_up_to = 9000\ndays_per_month = 2").contains("without a sum"));
        assert!(ignored("delivery = \"refund\"\nrefund_above_share = 9000").contains("as it is"));
        assert!(wrong("local/", "locals/").starts_with("2:7: `locals/somewhere-children` is not a key"));
    }
}
