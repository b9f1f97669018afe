//! Proof of the tables in `records`: changing one column changes exactly the cell of its name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use santei_core::date::Validity;
use toml::Spanned;

use super::records;
use super::row::{Columns, Fields, Row};
use crate::error::{Source, XtaskError};

/// Columns whose cell has another name.
const NAMES: [(&str, &str); 39] = [
    ("point", "points"),
    ("step_flag", "has_step"),
    ("step_point", "step_points"),
    ("excluded_from_general_base", "outside_general_base"),
    ("notice_kind_1", "notice_kind"),
    ("notice_kind_2", "schedule_kind"),
    ("baseup_1", "base_up_1"),
    ("baseup_2", "base_up_2"),
    ("table_alpha", "article.letter"),
    ("table_part", "article.part"),
    ("table_chapter", "article.chapter"),
    ("table_section", "article.section"),
    ("table_branch", "article.branch"),
    ("table_item", "article.item"),
    ("notice_alpha", "notice_article.letter"),
    ("notice_part", "notice_article.part"),
    ("notice_chapter", "notice_article.chapter"),
    ("notice_section", "notice_article.section"),
    ("notice_branch", "notice_article.branch"),
    ("notice_item", "notice_article.item"),
    ("age_addon_1_min", "age_addition_1.at_least"),
    ("age_addon_1_max", "age_addition_1.under"),
    ("age_addon_1_code", "age_addition_1.code"),
    ("age_addon_2_code", "age_addition_2.code"),
    ("age_addon_3_max", "age_addition_3.under"),
    ("age_addon_4_min", "age_addition_4.at_least"),
    ("transition_until", "usable_until"),
    ("yj_listing_code", "listing_code"),
    ("generic_name_code", "common_name_code"),
    ("annex_no", "annex"),
    ("nanbyo_kind", "intractable_kind"),
    ("modifier_class", "class"),
    ("is_selectable", "selectable"),
    ("facility_std_7", "facility_standards.6"),
    ("created_on", "valid_from"),
    ("price_support_kind", "price_response_kind"),
    ("price_support_group", "price_response_group"),
    ("endoscopic_device_addon", "surgical_robot_addon"),
    ("secured_surgery_addon", "surgery_special_addon"),
];

/// Cells of a record as text, nested ones by their path.
fn cells(record: &impl Debug) -> BTreeMap<String, String> {
    let (mut out, mut path): (BTreeMap<String, String>, Vec<String>) = (BTreeMap::new(), Vec::new());
    let mut index: Vec<usize> = Vec::new();
    for line in format!("{record:#?}").lines() {
        let line = line.trim().trim_end_matches(',');
        let (name, value) = line.split_once(": ").unwrap_or(("", line));
        let name = match index.last_mut() {
            Some(place) if name.is_empty() && !line.starts_with([']', '}', ')']) => {
                *place += 1;
                (*place - 1).to_string()
            }
            _ => name.to_owned(),
        };
        if value.ends_with(['{', '[', '(']) {
            path.push(name);
            index.push(0);
        } else if value.starts_with(['}', ']', ')']) {
            path.pop();
            index.pop();
        } else {
            let path: Vec<&str> = path.iter().skip(1).map(String::as_str).chain([name.as_str()]).collect();
            out.insert(path.join("."), value.to_owned());
        }
    }
    out
}

fn source() -> Source {
    Source { file: "x.toml".to_owned(), text: String::new() }
}

fn read<R>(
    fields: &[(&str, &str)],
    columns: &Columns,
    with: impl Fn(&Row<'_>) -> Result<R, XtaskError>,
) -> Result<R, XtaskError> {
    let spanned = |value: &str| Spanned::new(0..0, value.to_owned());
    let fields: Fields = fields.iter().map(|(key, value)| ((*key).to_owned(), spanned(value))).collect();
    let (source, fields) = (source(), Spanned::new(0..0, fields));
    let row = Row::new(&source, &fields, columns, Validity { from: 1, until: 9 });
    let record = with(&row)?;
    row.done(&["short_name", "name", "text", "unit_name", "table_section_no"]).map(|()| record)
}

/// Changes one column after the other.
fn prove<R: Debug>(
    master: &str,
    base: &[(&str, &str)],
    with: impl Fn(&Row<'_>) -> Result<R, XtaskError> + Copy,
) -> usize {
    let text = std::fs::read_to_string(crate::root().join(super::FOLDER).join(super::DEFAULTS)).unwrap();
    let head: super::Defaults = toml::from_str(&text).unwrap();
    let columns = Columns {
        defaults: head.defaults[master].clone(),
        not_carried: head.not_carried.get(master).cloned().unwrap_or_default(),
    };
    let before = cells(&read(base, &columns, with).unwrap());
    let names: BTreeMap<&str, &str> = NAMES.into();
    let all: BTreeSet<&str> = columns
        .defaults
        .keys()
        .chain(&columns.not_carried)
        .map(String::as_str)
        .chain(base.iter().map(|b| b.0))
        .collect();
    let mut proved = 0;
    for column in all {
        // the first value that the column takes and that is not what it had
        let changed = ["2", "1", "7.77", "03", "620000001", "20260331", "K"].into_iter().find_map(|value| {
            let mut fields: Vec<(&str, &str)> =
                base.iter().copied().filter(|(key, _)| *key != column).collect();
            fields.push((column, value));
            let after = cells(&read(&fields, &columns, with).ok()?);
            let differing: Vec<&String> = after
                .iter()
                .filter(|(name, value)| before.get(*name) != Some(value))
                .map(|(name, _)| name)
                .collect();
            (!differing.is_empty()).then(|| differing.into_iter().cloned().collect::<Vec<_>>())
        });
        let Some(changed) = changed else { continue };
        proved += 1;
        let own = |name: &str| name == column || name.starts_with(&format!("{column}."));
        for name in &changed {
            match names.get(column) {
                Some(expected) => assert!(name.starts_with(expected), "{master} {column} changes {name}"),
                None if column.starts_with("facility_std_") || column.starts_with("edit_") => {
                    assert!(
                        name.starts_with("facility_standards.") || name.starts_with("edits."),
                        "{column}: {name}"
                    );
                }
                None if column.starts_with("age_addon_") && column != "age_addon_kind" => {
                    let group: String = column.chars().filter(char::is_ascii_digit).collect();
                    assert!(name.starts_with(&format!("age_addition_{group}.")), "{column} changes {name}");
                }
                None => assert!(own(name), "{master} {column} changes {name}"),
            }
        }
    }
    proved
}

#[test]
fn every_column_goes_into_its_own_cell() {
    let act = [("code", "111000110"), ("point", "1.00"), ("table_alpha", "A"), ("table_section", "000")];
    assert!(prove("procedure", &act, records::procedure) > 100);
    assert!(prove("drug", &[("code", "620000002"), ("price", "1.00")], records::drug) > 18);
    assert!(prove("material", &[("code", "700000001"), ("price", "1.00")], records::material) > 15);
    assert!(prove("comment", &[("code", "810000001"), ("pattern", "10")], records::comment) > 8);
    assert!(prove("disease", &[("code", "8833421")], records::disease) > 6);
    assert!(prove("modifier", &[("code", "8002"), ("modifier_class", "A8000000")], records::modifier) > 0);
    let limit = [("code", "111000110"), ("unit_code", "131"), ("max_count", "3"), ("created_on", "20240601")];
    assert!(prove("limit", &limit, records::limit) > 3);
}

#[test]
fn what_no_column_knows_is_refused() {
    let columns = Columns::default();
    let error = |fields: &[(&str, &str)]| read(fields, &columns, records::standard).unwrap_err().to_string();
    assert!(read(&[("code", "23")], &columns, records::standard).is_ok());
    assert_eq!(error(&[]), "x.toml:1: `code` is missing and has no default");
    assert_eq!(error(&[("code", "12345")]), "x.toml:1: `code` = `12345`: not a code of this master");
    assert!(error(&[("code", "23"), ("points", "1")]).starts_with("x.toml:1: `points` = `1`: unknown field"));
    assert!(error(&[("code", "23"), ("valid_from", "2024-06-31")]).ends_with("not a date"));
}
