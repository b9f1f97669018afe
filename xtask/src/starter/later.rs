//! A later half of the starter edition: what it says of its own, and what it takes over from the half before.
//!
//! - `kept`: the act of the half before as it was on its last day, with the points of the new text; a column that is given replaces
//!   the one taken over. An act that is not named ended, or nobody has read its points: it is not in the half.
//! - `like` in a row of `procedure`: a new act whose absent columns are those of the act named.
//! - `carried`: whole arrays of the half before. Prices and relations among them are not those of the new revision, and the manifest
//!   says so by the official names of the tables.
//!
//! Points are never taken over: a row without its own is an error.

use std::collections::{BTreeMap, BTreeSet};

use santei_core::date::ServiceDate;
use toml::Spanned;

use super::row::Fields;
use super::{Arrays, Half, Starter};
use crate::error::{Source, XtaskError};

const KEPT: &str = "kept";
const ACTS: &str = "procedure";
const LIKE: &str = "like";
/// Fields that belong to a row of the half before alone.
const OWN: [&str; 3] = ["point", "valid_from", "valid_until"];
/// Official tables behind the arrays that may be carried; of the others nothing in them moves with a revision.
const TABLES: [(&str, &[&str]); 4] = [
    ("drug", &["y"]),
    ("material", &["t"]),
    ("exclusion", &["etensu-03-1", "etensu-03-2", "etensu-03-3", "etensu-03-4"]),
    ("limit", &["etensu-05"]),
];

/// Fills the later half from the one before.
pub(super) fn join(before: Starter, mut later: Half) -> Result<Half, XtaskError> {
    let acts: BTreeMap<String, Spanned<Fields>> = before
        .arrays
        .iter()
        .flat_map(|arrays| arrays.get(ACTS).into_iter().flatten())
        .filter(|row| !row.get_ref().contains_key("valid_until"))
        .filter_map(|row| Some((row.get_ref().get("code")?.get_ref().clone(), row.clone())))
        .collect();
    for (source, arrays) in later.starter.sources.iter().zip(&mut later.starter.arrays) {
        let mut rows = Vec::new();
        for row in arrays.remove(KEPT).unwrap_or_default() {
            rows.push(filled(source, &row, "code", &acts)?);
        }
        for row in arrays.remove(ACTS).unwrap_or_default() {
            let like = row.get_ref().contains_key(LIKE);
            rows.push(if like { filled(source, &row, LIKE, &acts)? } else { row });
        }
        if !rows.is_empty() {
            arrays.insert(ACTS.to_owned(), rows);
        }
    }
    let named = |arrays: &[Arrays]| -> BTreeSet<String> {
        let rows = arrays.iter().flat_map(|a| a.get(ACTS).into_iter().flatten());
        rows.filter_map(|row| row.get_ref().get("code").map(|c| c.get_ref().clone())).collect()
    };
    let here = named(&later.starter.arrays);
    for name in &later.carried {
        let array = name.get_ref();
        if !before.arrays.iter().any(|a| a.contains_key(array)) || array == ACTS {
            let what = format!("`{array}` is not an array that can be carried");
            return Err(later.head.error(name.span(), what));
        }
        let tables = TABLES.iter().filter(|(carried, _)| carried == array).flat_map(|(_, tables)| *tables);
        later.manifest.carried.extend(tables.map(|t| (*t).to_owned()));
    }
    later.manifest.carried.sort();
    let carried = |array: &str| later.carried.iter().any(|c| c.get_ref() == array);
    let (first, now) = (day_text(before.validity.from), day_text(later.starter.validity.from));
    for (source, arrays) in before.sources.into_iter().zip(before.arrays) {
        let kept: Arrays = arrays
            .into_iter()
            .filter(|(array, _)| carried(array))
            .map(|(array, rows)| {
                let rows = rows.into_iter().filter(|r| holds(r, &here)).map(|r| dated(r, &first));
                (array, rows.collect())
            })
            .collect();
        later.manifest.sources.push(super::described(&source, &now));
        later.starter.sources.push(source);
        later.starter.arrays.push(kept);
    }
    Ok(later)
}

fn day_text(day: i32) -> String {
    ServiceDate::from_days(day).map_or_else(String::new, |d| d.to_string())
}

/// A row that is taken over keeps the day from which it holds: by that day its price is known to be of an older list.
fn dated(row: Spanned<Fields>, first: &str) -> Spanned<Fields> {
    let span = row.span();
    let mut fields = row.into_inner();
    if !fields.contains_key("valid_from") && !fields.contains_key("created_on") {
        fields.insert("valid_from".to_owned(), Spanned::new(span.clone(), first.to_owned()));
    }
    Spanned::new(span, fields)
}

/// Whether a row holds on the last day of the half before, and the acts it speaks of are in the later half.
fn holds(row: &Spanned<Fields>, acts: &BTreeSet<String>) -> bool {
    let fields = row.get_ref();
    let relation =
        ["code_1", "code_2"].iter().any(|key| fields.contains_key(*key)) || fields.contains_key("max_count");
    let known = |key: &str| fields.get(key).is_none_or(|code| acts.contains(code.get_ref()));
    !fields.contains_key("valid_until") && (!relation || ["code", "code_1", "code_2"].into_iter().all(known))
}

/// A row with the columns it lacks from the act that `key` names.
fn filled(
    source: &Source,
    row: &Spanned<Fields>,
    key: &str,
    acts: &BTreeMap<String, Spanned<Fields>>,
) -> Result<Spanned<Fields>, XtaskError> {
    let span = row.span();
    let own = row.get_ref();
    if !own.contains_key("point") {
        return Err(source.error(span, "`point` is missing: points are never taken over"));
    }
    let named = own.get(key).ok_or_else(|| source.error(span.clone(), format!("`{key}` is missing")))?;
    let act = acts.get(named.get_ref()).ok_or_else(|| {
        let what = format!("`{}` is no act of the last day of the half before", named.get_ref());
        source.error(named.span(), what)
    })?;
    let mut fields: Fields = act
        .get_ref()
        .iter()
        .filter(|(key, _)| !OWN.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), Spanned::new(span.clone(), value.get_ref().clone())))
        .collect();
    fields.extend(own.iter().filter(|(key, _)| *key != LIKE).map(|(k, v)| (k.clone(), v.clone())));
    Ok(Spanned::new(span, fields))
}
