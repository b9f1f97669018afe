//! Drugs, materials, comments and what refers to them.

use std::collections::BTreeMap;

use super::{Findings, Masters};
use crate::error::Result;
use crate::name::FileKind;
use crate::raw::comment::CommentRow;
use crate::raw::comment_relation::CommentRelationRow;
use crate::raw::drug::DrugRow;
use crate::raw::material::MaterialRow;

pub(super) fn check(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    drugs(masters, out)?;
    materials(masters, out)?;
    comments(masters, out)?;
    relations(masters, out)?;
    units(masters, out);
    Ok(())
}

/// A name that begins or ends with a space is another name to a program that compares.
pub(super) fn spaces(kind: FileKind, code: u32, name: &str, out: &mut Findings) {
    if name.starts_with('　') || name.ends_with('　') || name.trim() != name {
        out.add("name.space", kind, code, format!("`{name}` begins or ends with a space"));
    }
}

fn drugs(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    const Y: FileKind = FileKind::Drug;
    let Some(state) = masters.state(Y) else { return Ok(()) };
    let mut rows = BTreeMap::new();
    for (_, row) in state.rows() {
        let row = DrugRow::read(row.row())?;
        rows.insert(row.code, row);
    }
    for row in rows.values() {
        if let Some(common) = row.generic_name_code.filter(|code| !rows.contains_key(code)) {
            out.add(
                "y.common-name",
                Y,
                row.code,
                format!("{}: the common name {common} is not in y", row.name),
            );
        }
        match (row.selective_care, row.long_listed_pair) {
            // 2: for patients who wish it; column 41 names the same drug for medical reasons (1).
            (2, Some(pair)) if rows.get(&pair).is_some_and(|p| p.selective_care == 1) => {}
            (0 | 1, None) => {}
            (kind, pair) => out.add(
                "y.selective-pair",
                Y,
                row.code,
                format!(
                    "選定療養区分 {kind} with pair {}",
                    pair.map_or("none".to_owned(), |p| p.to_string())
                ),
            ),
        }
        spaces(Y, row.code, row.name, out);
    }
    Ok(())
}

fn materials(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let Some(state) = masters.state(FileKind::Material) else { return Ok(()) };
    for (_, row) in state.rows() {
        let row = MaterialRow::read(row.row())?;
        if let Some(next) = row.moved_to.filter(|code| state.get(&code.to_string()).is_none()) {
            out.add("t.successor", FileKind::Material, row.code, format!("the successor {next} is not in t"));
        }
        spaces(FileKind::Material, row.code, row.name, out);
    }
    Ok(())
}

fn comments(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    const C: FileKind = FileKind::Comment;
    let Some(state) = masters.state(C) else { return Ok(()) };
    for (key, row) in state.rows() {
        let row = CommentRow::read(row.row())?;
        if row.code.to_string() != **key {
            out.add("c.code", C, row.code, format!("pattern and serial number make {key}"));
        }
        let edited = row.edit_1_pos != 0 || row.edit_1_len != 0;
        if edited != (row.pattern == 40) {
            out.add(
                "c.pattern",
                C,
                row.code,
                format!("pattern {} and the edit columns do not fit", row.pattern),
            );
        }
        if row.text.is_empty() != matches!(row.pattern, 10 | 90) {
            out.add("c.text", C, row.code, format!("pattern {} with text `{}`", row.pattern, row.text));
        }
        spaces(C, row.code, row.text, out);
    }
    Ok(())
}

/// Codes of ck that stand for every act or drug of a kind.
const ALL_OF_A_KIND: [u32; 9] = [
    199_999_999,
    399_999_999,
    499_999_999,
    599_999_999,
    699_999_999,
    799_999_999,
    819_999_999,
    839_999_999,
    849_999_999,
];

fn relations(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    const CK: FileKind = FileKind::CommentRelation;
    let Some(state) = masters.state(CK) else { return Ok(()) };
    let comments = masters.state(FileKind::Comment);
    for (_, row) in state.rows() {
        let row = CommentRelationRow::read(row.row())?;
        if comments.is_some_and(|c| c.get(&row.comment_code.to_string()).is_none()) {
            out.add("ck.comment", CK, row.comment_code, "a comment that is not in c");
        }
        if ALL_OF_A_KIND.contains(&row.act_code) {
            continue;
        }
        let master = match row.act_code / 100_000_000 {
            1 => FileKind::Procedure,
            6 => FileKind::Drug,
            7 => FileKind::Material,
            8 => FileKind::Comment,
            _ => continue,
        };
        if masters.state(master).is_some_and(|m| m.get(&row.act_code.to_string()).is_none()) {
            out.add("ck.act", CK, row.act_code, format!("{} is not in {}", row.act_name, master.id()));
        }
        if (row.condition_kind % 10 == 3) != (row.count != 0) {
            out.add(
                "ck.count",
                CK,
                row.act_code,
                format!("condition {:02} with count {}", row.condition_kind, row.count),
            );
        }
    }
    Ok(())
}

/// A unit code has one name in all masters.
fn units(masters: &Masters<'_, '_>, out: &mut Findings) {
    let mut names: BTreeMap<String, (FileKind, String)> = BTreeMap::new();
    for kind in [FileKind::Procedure, FileKind::Drug, FileKind::Material] {
        let Some(state) = masters.state(kind) else { continue };
        for (code, row) in state.rows() {
            let (unit, name) = (row.row().get(8), row.row().get(10));
            let (first, known) = names.entry(unit.to_owned()).or_insert_with(|| (kind, name.to_owned()));
            if known != name {
                out.add(
                    "unit.name",
                    kind,
                    code,
                    format!("unit {unit} is `{name}` here and `{known}` in {}", first.id()),
                );
            }
        }
    }
}
