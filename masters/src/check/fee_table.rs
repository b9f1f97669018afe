//! 電子点数表: the tables against each other and against s.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, Masters};
use crate::error::Result;
use crate::name::FileKind;
use crate::raw::bundle::BundleRow;
use crate::raw::exclusion::ExclusionRow;
use crate::raw::fee_table_index::FeeTableIndexRow;
use crate::raw::frequency_limit::FrequencyLimitRow;
use crate::raw::inpatient_addition::InpatientAdditionRow;

const EXCLUSIONS: [FileKind; 4] =
    [FileKind::ExclusionDay, FileKind::ExclusionMonth, FileKind::ExclusionSameTime, FileKind::ExclusionWeek];

pub(super) fn check(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    index_and_procedures(masters, out);
    groups(masters, out)?;
    flags(masters, out)?;
    mirror(masters, out)?;
    units(masters, out)
}

fn index_and_procedures(masters: &Masters<'_, '_>, out: &mut Findings) {
    let (Some(index), Some(procedures)) =
        (masters.state(FileKind::FeeTableIndex), masters.state(FileKind::Procedure))
    else {
        return;
    };
    for (code, row) in index.rows() {
        match procedures.get(code) {
            None => out.add(
                "index.code-not-in-s",
                FileKind::FeeTableIndex,
                code,
                format!(
                    "{} is not in s; the table is newer than the master, or the code has left it",
                    row.row().get(3)
                ),
            ),
            // 01 column 3 and s column 5 are the same short name.
            Some(procedure) if procedure.row().get(5) != row.row().get(3) => out.add(
                "index.name-differs",
                FileKind::FeeTableIndex,
                code,
                format!("`{}` here, `{}` in s", row.row().get(3), procedure.row().get(5)),
            ),
            Some(_) => {}
        }
    }
    for (code, row) in procedures.rows().filter(|(code, _)| index.get(code).is_none()) {
        out.add(
            "s.code-not-in-index",
            FileKind::Procedure,
            code,
            format!("{} is not in 01", row.row().get(5)),
        );
    }
}

/// Groups of bundles and of ward fees: used ⇔ defined.
fn groups(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let Some(index) = masters.state(FileKind::FeeTableIndex) else { return Ok(()) };
    let (mut bundles, mut wards) = (BTreeSet::new(), BTreeSet::new());
    for (_, row) in index.rows() {
        let row = FeeTableIndexRow::read(row.row())?;
        for (unit, group) in [
            (row.bundle_unit_1, row.bundle_group_1),
            (row.bundle_unit_2, row.bundle_group_2),
            (row.bundle_unit_3, row.bundle_group_3),
        ] {
            if (unit == 0) != (group == "0") {
                out.add(
                    "index.half-a-bundle",
                    FileKind::FeeTableIndex,
                    row.code,
                    format!("包括単位 {unit} with group `{group}`"),
                );
            }
            if group != "0" {
                bundles.insert(group);
            }
        }
        if row.inpatient_group != 0 {
            wards.insert(row.inpatient_group);
        }
    }
    if let Some(state) = masters.state(FileKind::Bundle) {
        let rows = state.rows().map(|(_, row)| BundleRow::read(row.row()).map(|r| r.group));
        let defined = rows.collect::<Result<BTreeSet<_>>>()?;
        for group in bundles.symmetric_difference(&defined) {
            let place = if defined.contains(group) { "02 but not used in 01" } else { "01 but not in 02" };
            out.add("bundle.group-mismatch", FileKind::Bundle, group, format!("the group is in {place}"));
        }
    }
    if let Some(state) = masters.state(FileKind::InpatientAddition) {
        let rows = state.rows().map(|(_, row)| InpatientAdditionRow::read(row.row()).map(|r| r.group));
        let defined = rows.collect::<Result<BTreeSet<_>>>()?;
        for group in wards.symmetric_difference(&defined) {
            let place = if defined.contains(group) { "04 but not used in 01" } else { "01 but not in 04" };
            out.add(
                "ward.group-mismatch",
                FileKind::InpatientAddition,
                group,
                format!("the group is in {place}"),
            );
        }
    }
    Ok(())
}

/// A flag of 01 says that another table has rows of the code.
fn flags(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let Some(index) = masters.state(FileKind::FeeTableIndex) else { return Ok(()) };
    // 01.10 to 01.13 and 01.21.
    let tables = [(10, EXCLUSIONS[0]), (11, EXCLUSIONS[1]), (12, EXCLUSIONS[2]), (13, EXCLUSIONS[3])]
        .into_iter()
        .chain([(21, FileKind::FrequencyLimit)]);
    for (column, kind) in tables {
        let Some(state) = masters.state(kind) else { continue };
        let present: BTreeSet<&str> = state.rows().map(|(_, row)| row.row().get(2)).collect();
        for (code, row) in index.rows() {
            match (row.row().get(column) == "1", present.contains(&**code)) {
                (true, false) => out.add(
                    "index.flag-without-rows",
                    FileKind::FeeTableIndex,
                    code,
                    format!(
                        "flagged for {}, which has no row of it: a limit the table cannot express",
                        kind.id()
                    ),
                ),
                (false, true) => out.add(
                    "index.rows-without-flag",
                    FileKind::FeeTableIndex,
                    code,
                    format!("not flagged for {}, which has rows of it", kind.id()),
                ),
                _ => {}
            }
        }
        for code in present.iter().filter(|code| index.get(code).is_none()) {
            out.add("etensu.code-not-in-index", kind, code, "not in 01");
        }
    }
    for (kind, column) in [(FileKind::Bundle, 3), (FileKind::InpatientAddition, 3)] {
        let Some(state) = masters.state(kind) else { continue };
        let codes: BTreeSet<&str> = state.rows().map(|(_, row)| row.row().get(column)).collect();
        for code in codes.iter().filter(|code| index.get(code).is_none()) {
            out.add("etensu.code-not-in-index", kind, code, "not in 01");
        }
    }
    Ok(())
}

/// Every pair stands in both directions: 1 and 2 swapped, 3 kept, the rest equal.
fn mirror(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    for kind in EXCLUSIONS {
        let Some(state) = masters.state(kind) else { continue };
        let mut pairs = BTreeMap::new();
        for (_, row) in state.rows() {
            let row = ExclusionRow::read(row.row())?;
            let rest = (row.special, row.created_on, row.abolished_on);
            pairs.insert((row.code_1, row.code_2), (row.keep, rest));
        }
        for ((first, second), (keep, rest)) in &pairs {
            let mirrored = match keep {
                1 => 2,
                2 => 1,
                other => *other,
            };
            if first == second {
                out.add("exclusion.self", kind, first, "a code excluded from itself");
            } else if pairs.get(&(*second, *first)) != Some(&(mirrored, *rest)) {
                out.add(
                    "exclusion.not-mirrored",
                    kind,
                    format!("{first}/{second}"),
                    "the pair in the other direction is missing or says something else",
                );
            }
        }
    }
    Ok(())
}

/// A unit code of 05 has one name.
fn units(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let Some(state) = masters.state(FileKind::FrequencyLimit) else { return Ok(()) };
    let mut names = BTreeMap::new();
    for (key, row) in state.rows() {
        let row = FrequencyLimitRow::read(row.row())?;
        let name = *names.entry(row.unit_code).or_insert(row.unit_name);
        if name != row.unit_name {
            out.add(
                "limit.unit-name",
                FileKind::FrequencyLimit,
                key,
                format!("unit {} is `{}` here and `{name}` elsewhere", row.unit_code, row.unit_name),
            );
        }
    }
    Ok(())
}
