//! Diseases in force, retired ones, and the way from one to the other.

use super::{Findings, Masters};
use crate::error::Result;
use crate::name::FileKind;
use crate::raw::disease::DiseaseRow;
use crate::raw::disease_migration::DiseaseMigrationRow;

const HB: FileKind = FileKind::RetiredDisease;

pub(super) fn check(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let (Some(now), Some(retired)) = (masters.state(FileKind::Disease), masters.state(HB)) else {
        return Ok(());
    };
    let exists = |code: u32| {
        let key = format!("{code:07}");
        now.get(&key).is_some() || retired.get(&key).is_some()
    };
    for (code, row) in now.rows() {
        if retired.get(code).is_some() {
            out.add("b.retired", FileKind::Disease, code, "in force and retired at the same time");
        }
        let row = DiseaseRow::read(row.row())?;
        if let Some(next) = row.moved_to.filter(|next| *next != row.code) {
            out.add(
                "b.successor",
                FileKind::Disease,
                code,
                format!("in force, with the successor {next:07}"),
            );
        }
    }
    for (code, row) in retired.rows() {
        let row = DiseaseRow::read(row.row())?;
        if let Some(next) = row.moved_to.filter(|next| !exists(*next)) {
            out.add("hb.successor", HB, code, format!("the successor {next:07} is in neither b nor hb"));
        }
    }
    let Some(migration) = masters.state(FileKind::DiseaseMigration) else { return Ok(()) };
    for (code, row) in migration.rows() {
        let row = DiseaseMigrationRow::read(row.row())?;
        let successor = match retired.get(code) {
            None => {
                out.add("ikou.code", FileKind::DiseaseMigration, code, "not in hb");
                continue;
            }
            Some(old) => DiseaseRow::read(old.row())?.moved_to,
        };
        if row.moved_to != successor {
            out.add("ikou.successor", FileKind::DiseaseMigration, code, "another successor than in hb");
        }
        if let Some(next) = row.candidate.filter(|next| !exists(*next)) {
            out.add(
                "ikou.candidate",
                FileKind::DiseaseMigration,
                code,
                format!("{next:07} is in neither b nor hb"),
            );
        }
    }
    for (code, _) in retired.rows().filter(|(code, _)| migration.get(code).is_none()) {
        out.add("hb.not-in-ikou", HB, code, "not in the migration table");
    }
    Ok(())
}
