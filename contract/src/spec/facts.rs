//! Facts against the registry of the core.

use santei_core::date::{ServiceDate, TimeOfDay};
use santei_core::fact::{self, Fact, FactType, FactValue, Scope};

use super::check::{extension, near, shown};
use super::scalar::decimal;
use crate::json::{At, Members, Node};
use crate::problem::Errors;

/// Checks every fact told of one thing.
pub(super) fn check(scope: Scope, members: &Members<'_>, at: &At<'_>, errors: &mut Errors) {
    for (key, node) in &members.0 {
        let here = at.key(key);
        if key.starts_with("x-") {
            extension(node, &here, errors);
            continue;
        }
        if matches!(node, Node::Null) {
            continue;
        }
        let Some(fact) = fact::by_key(scope, key) else {
            errors.push(|| here.pointer(), || unknown(scope, key));
            continue;
        };
        if fact.field {
            errors.push(
                || here.pointer(),
                || format!("`{key}` is a field of the {} itself; move it out of `facts`", scope.name()),
            );
        } else if value(fact, node).is_none() {
            errors.push(|| here.pointer(), || format!("{}, found {}", expected(fact.ty), found(node)));
        }
    }
}

/// The value of a fact; `None` when it is not of the fact's type.
pub(crate) fn value(fact: &Fact, node: &Node<'_>) -> Option<FactValue> {
    match (fact.ty, node) {
        (FactType::Bool, Node::Bool(b)) => Some(FactValue::Bool(*b)),
        (FactType::Int, Node::Int(n)) => Some(FactValue::Int(*n)),
        (FactType::Decimal, Node::Text(t)) => decimal(t).map(FactValue::Decimal),
        (FactType::Date, Node::Text(t)) => t.parse::<ServiceDate>().ok().map(FactValue::Date),
        (FactType::Time, Node::Text(t)) => t.parse::<TimeOfDay>().ok().map(FactValue::Time),
        (FactType::Choice(words), Node::Text(t)) => {
            words.iter().find(|w| *w == t).map(|w| FactValue::Choice(w))
        }
        _ => None,
    }
}

fn expected(ty: FactType) -> String {
    match ty {
        FactType::Bool => "expected true or false".to_owned(),
        FactType::Int => "expected a plain integer".to_owned(),
        FactType::Decimal => "expected a decimal as a string such as `\"1.5\"`".to_owned(),
        FactType::Date => "expected a date such as `2024-06-01`".to_owned(),
        FactType::Time => "expected a time of day such as `18:20`".to_owned(),
        FactType::Choice(words) => format!("expected one of `{}`", words.join("`, `")),
    }
}

fn found(node: &Node<'_>) -> String {
    node.text().map_or_else(|| node.kind().to_owned(), |t| format!("`{}`", shown(t)))
}

fn unknown(scope: Scope, key: &str) -> String {
    let of_scope = || fact::ALL.iter().filter(move |f| f.scope == scope && !f.field).map(|f| f.name);
    let mut close = near(key, of_scope());
    if close.is_empty() {
        // Perhaps the fact exists, but of something else.
        close = fact::ALL.iter().filter(|f| f.name == key).map(|f| f.scope.name()).collect();
        if !close.is_empty() {
            return format!(
                "`{}` is a fact of the {}, not of the {}",
                shown(key),
                close.join(", "),
                scope.name()
            );
        }
        return format!(
            "unknown fact `{}` of the {}; the JSON Schema lists every fact",
            shown(key),
            scope.name()
        );
    }
    format!("unknown fact `{}` of the {}; did you mean `{}`?", shown(key), scope.name(), close.join("`, `"))
}
