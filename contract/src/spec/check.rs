//! The strict check: every structural error of a document at once, each with its pointer.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use santei_core::code::Code;
use santei_core::date::{ServiceDate, ServiceMonth, TimeOfDay};

use super::scalar::{day_end, decimal, digits};
use super::{Field, Form, Object, facts};
use crate::json::{At, MAX_DEPTH, Members, Node};
use crate::problem::Errors;

/// How many names a message suggests.
const SUGGESTIONS: usize = 3;
/// Names longer than this get no suggestions.
const LONGEST_NAME: usize = 40;

/// Checks a value against its form.
pub(crate) fn check(form: Form, node: &Node<'_>, at: &At<'_>, errors: &mut Errors) {
    if matches!(node, Node::TooDeep) {
        return too_deep(at, errors);
    }
    match form {
        Form::Object(object) => match node {
            Node::Object(members) => fields(object, members, at, errors),
            _ => wrong(node, "an object", at, errors),
        },
        Form::List(of) => match node {
            Node::List(list) => {
                for (i, item) in list.iter().enumerate() {
                    check(*of, item, &at.index(i), errors);
                }
            }
            _ => wrong(node, "a list", at, errors),
        },
        Form::Map(of) => match node {
            Node::Object(members) => {
                duplicates(members, at, errors);
                for (key, item) in &members.0 {
                    check(*of, item, &at.key(key), errors);
                }
            }
            _ => wrong(node, "an object", at, errors),
        },
        Form::Facts(scope) => match node {
            Node::Object(members) => {
                duplicates(members, at, errors);
                facts::check(scope, members, at, errors);
            }
            _ => wrong(node, "an object", at, errors),
        },
        Form::Later => errors.push(
            || at.pointer(),
            || "not implemented yet; leave it out until a version of the engine reads it".to_owned(),
        ),
        _ => scalar(form, node, at, errors),
    }
}

fn fields(object: &Object, members: &Members<'_>, at: &At<'_>, errors: &mut Errors) {
    duplicates(members, at, errors);
    let mut told = 0u64;
    for (key, node) in &members.0 {
        if let Some((place, field)) = object.fields.iter().enumerate().find(|(_, f)| f.name == key) {
            if matches!(node, Node::Null) {
                continue;
            }
            told |= 1 << place;
            check(field.form, node, &at.key(key), errors);
        } else if key.starts_with("x-") {
            extension(node, &at.key(key), errors);
        } else {
            errors.push(|| at.key(key).pointer(), || unknown(key, object.fields));
        }
    }
    for (place, field) in object.fields.iter().enumerate() {
        if field.required && told & (1 << place) == 0 {
            errors.push(|| at.key(field.name).pointer(), || format!("`{}` is required", field.name));
        }
    }
}

/// The client's own value: anything, as long as the whole document can be read in one way only.
pub(super) fn extension(node: &Node<'_>, at: &At<'_>, errors: &mut Errors) {
    match node {
        Node::TooDeep => too_deep(at, errors),
        Node::List(list) => {
            for (i, item) in list.iter().enumerate() {
                extension(item, &at.index(i), errors);
            }
        }
        Node::Object(members) => {
            duplicates(members, at, errors);
            for (key, item) in &members.0 {
                extension(item, &at.key(key), errors);
            }
        }
        _ => {}
    }
}

fn too_deep(at: &At<'_>, errors: &mut Errors) {
    errors.push(|| at.pointer(), || format!("nested deeper than {MAX_DEPTH} levels"));
}

/// Keys told twice: whichever of them a reader took, it could be the wrong one.
fn duplicates(members: &Members<'_>, at: &At<'_>, errors: &mut Errors) {
    let keys = || members.0.iter().map(|(k, _)| &**k);
    let mut twice: Vec<&str> = Vec::new();
    if members.0.len() <= 32 {
        for (i, key) in keys().enumerate() {
            if keys().take(i).any(|k| k == key) {
                twice.push(key);
            }
        }
    } else {
        let mut seen = BTreeSet::new();
        twice.extend(keys().filter(|k| !seen.insert(*k)));
    }
    for key in twice {
        errors.push(
            || at.key(key).pointer(),
            || format!("key `{}` stands twice in one object; keep one", shown(key)),
        );
    }
}

fn scalar(form: Form, node: &Node<'_>, at: &At<'_>, errors: &mut Errors) {
    let text = |what: &'static str, errors: &mut Errors, ok: &dyn Fn(&str) -> Result<(), String>| match node {
        Node::Text(text) => {
            if let Err(why) = ok(text) {
                errors.push(|| at.pointer(), || why);
            }
        }
        Node::Int(_) | Node::Number => errors.push(
            || at.pointer(),
            || format!("expected {what}, found {}; send it as a string in quotes", node.kind()),
        ),
        _ => wrong(node, what, at, errors),
    };
    match form {
        Form::Bool if !matches!(node, Node::Bool(_)) => wrong(node, "true or false", at, errors),
        Form::Int(least, most) => match node {
            Node::Int(n) if (least..=most).contains(n) => {}
            Node::Int(n) => errors.push(
                || at.pointer(),
                || format!("`{n}` is out of range; send an integer from {least} to {most}"),
            ),
            _ => wrong(node, "a plain integer without fraction or exponent", at, errors),
        },
        Form::Text(longest) => text("a string", errors, &|t| match t.len() {
            0 => Err("empty; leave it out when it is not known".to_owned()),
            // At most four bytes a character, so short texts need no count.
            n if n > longest && t.chars().count() > longest => {
                Err(format!("longer than {longest} characters"))
            }
            _ => Ok(()),
        }),
        Form::Word(words) => text("a string", errors, &|t| one_of(t, words)),
        Form::FactWord(fact) => text("a string", errors, &|t| match fact.ty {
            santei_core::fact::FactType::Choice(words) => one_of(t, words),
            _ => Ok(()),
        }),
        Form::Digits(n) => text("a string of digits", errors, &|t| {
            if digits(t, n) { Ok(()) } else { Err(format!("`{}` has not {n} digits", shown(t))) }
        }),
        Form::Code => {
            text("a code as a string", errors, &|t| t.parse::<Code>().map(drop).map_err(|e| e.to_string()));
        }
        Form::LineCode => text("a code as a string", errors, &|t| match t.chars().count() {
            1..=20 => Ok(()),
            _ => Err("a code has nine digits, such as `111000110`".to_owned()),
        }),
        Form::DayText => text("a date as a string", errors, &|t| {
            let form = |at, b: u8| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() };
            if t.len() == 10 && t.bytes().enumerate().all(|(at, b)| form(at, b)) {
                return Ok(());
            }
            t.parse::<ServiceDate>().map(drop).map_err(|e| e.to_string())
        }),
        Form::Date => text("a date as a string", errors, &|t| {
            t.parse::<ServiceDate>().map(drop).map_err(|e| e.to_string())
        }),
        Form::Month => text("a month as a string", errors, &|t| {
            t.parse::<ServiceMonth>().map(drop).map_err(|e| e.to_string())
        }),
        Form::Time => text("a time of day as a string", errors, &|t| {
            t.parse::<TimeOfDay>().map(drop).map_err(|e| e.to_string())
        }),
        Form::TimeEnd => text("a time of day as a string", errors, &|t| match day_end(t) {
            Some(_) => Ok(()),
            None => t.parse::<TimeOfDay>().map(drop).map_err(|e| e.to_string()),
        }),
        Form::Decimal | Form::NotNegative | Form::Share => {
            text("a decimal as a string", errors, &|t| in_range(t, form));
        }
        Form::FactValue if !matches!(node, Node::Bool(_) | Node::Int(_) | Node::Text(_)) => {
            wrong(node, "true, false, an integer or a string", at, errors);
        }
        _ => {}
    }
}

fn one_of(text: &str, words: &[&'static str]) -> Result<(), String> {
    if words.contains(&text) {
        return Ok(());
    }
    Err(format!("`{}` is none of `{}`", shown(text), words.join("`, `")))
}

fn in_range(text: &str, form: Form) -> Result<(), String> {
    let Some(value) = decimal(text) else {
        return Err(format!("`{}` is not a decimal; write digits such as `12` or `0.5`", shown(text)));
    };
    let negative = text.starts_with('-');
    match form {
        Form::Share if negative || value > Decimal::ONE => {
            Err(format!("`{text}` is out of range; send a decimal from 0 to 1"))
        }
        Form::NotNegative if negative => {
            Err(format!("`{text}` is out of range; send a decimal of 0 or more"))
        }
        _ => Ok(()),
    }
}

fn wrong(node: &Node<'_>, expected: &str, at: &At<'_>, errors: &mut Errors) {
    errors.push(|| at.pointer(), || format!("expected {expected}, found {}", node.kind()));
}

fn unknown(key: &str, fields: &[Field]) -> String {
    let close = near(key, fields.iter().map(|f| f.name));
    if close.is_empty() {
        let names: Vec<&str> = fields.iter().map(|f| f.name).collect();
        return format!("unknown field `{}`; known are `{}`", shown(key), names.join("`, `"));
    }
    format!("unknown field `{}`; did you mean `{}`?", shown(key), close.join("`, `"))
}

/// Names within a few typing errors of a key, nearest first, or that contain it.
pub(super) fn near(key: &str, names: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    if key.len() > LONGEST_NAME {
        return Vec::new();
    }
    let lower = key.to_lowercase();
    let allowed = 1 + lower.chars().count() / 4;
    let mut close: Vec<(usize, &'static str)> = names
        .filter_map(|name| {
            let candidate = name.to_lowercase();
            let contains =
                lower.len() > 3 && (candidate.contains(&lower) || lower.contains(candidate.as_str()));
            let distance = strsim::osa_distance(&lower, &candidate);
            (distance <= allowed || contains).then_some((distance, name))
        })
        .collect();
    close.sort_unstable();
    close.truncate(SUGGESTIONS);
    close.into_iter().map(|(_, name)| name).collect()
}

/// The beginning of an offending text, on one line.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(LONGEST_NAME).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
