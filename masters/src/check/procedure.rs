//! s in itself and against the lists it refers to.

use std::collections::{BTreeMap, BTreeSet};

use super::{Findings, Masters};
use crate::error::Result;
use crate::name::FileKind;
use crate::raw::procedure::ProcedureRow;

const S: FileKind = FileKind::Procedure;

pub(super) fn check(masters: &Masters<'_, '_>, out: &mut Findings) -> Result<()> {
    let Some(state) = masters.state(S) else { return Ok(()) };
    let rows = state.rows().map(|(_, row)| ProcedureRow::read(row.row())).collect::<Result<Vec<_>>>()?;
    note_groups(&rows, out);
    age_additions(&rows, out);
    steps(&rows, out);
    judgement_fees(&rows, out);
    bundled_tests(&rows, out);
    dedicated_additions(&rows, out);
    facility_standards(masters, &rows, out);
    devices(masters, &rows, out);
    for row in &rows {
        super::price::spaces(S, row.code, row.short_name, out);
    }
    ward_codes(masters, out);
    Ok(())
}

fn is_addition(row: &ProcedureRow<'_>) -> bool {
    matches!(row.notice_kind_1, 7 | 9)
}

/// Every group of note additions (s38) has a base (s39 = 0) and an addition.
fn note_groups(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    let mut groups: BTreeMap<u16, (bool, bool)> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.note_addon_code != 0) {
        let (base, addition) = groups.entry(row.note_addon_code).or_default();
        // The serial is a character; digits are read as numbers.
        if row.note_addon_serial == 0 { *base = true } else { *addition = true }
    }
    for (group, sides) in groups {
        let missing = match sides {
            (true, true) => continue,
            (false, _) => "no base (s39 = 0)",
            (_, false) => "no addition",
        };
        out.add("s.note-group", S, group, format!("note addition group without its other side: {missing}"));
    }
}

/// The age additions a row offers (s102, s105, s108, s111) are codes of s.
fn age_additions(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    let codes: BTreeSet<u32> = rows.iter().map(|r| r.code).collect();
    for row in rows {
        let offered =
            [row.age_addon_1_code, row.age_addon_2_code, row.age_addon_3_code, row.age_addon_4_code];
        for code in offered.into_iter().flatten().filter(|code| !codes.contains(code)) {
            out.add(
                "s.age-addition",
                S,
                row.code,
                format!("offers the age addition {code}, which is not in s"),
            );
        }
    }
}

/// A quantity is wanted (s8) exactly where a step formula is (s30), and a step has a width.
fn steps(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    for row in rows {
        if row.step_flag != (row.unit_code != 0) {
            out.add(
                "s.step-unit",
                S,
                row.code,
                format!("step mark {} with unit {}", u8::from(row.step_flag), row.unit_code),
            );
        }
        if row.step_flag && (row.step_width == 0 || row.step_upper <= row.step_lower) {
            out.add("s.step-bounds", S, row.code, "a step formula without width or with crossed bounds");
        }
    }
}

/// Items that earn a judgement fee (s50 = 1) have one of their group (s51), 41 and 42 also through 40.
fn judgement_fees(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    let groups = |kind| -> BTreeSet<u8> {
        rows.iter().filter(|r| r.lab_judge_kind == kind).map(|r| r.lab_judge_group).collect()
    };
    let (performed, fees) = (groups(1), groups(2));
    for group in performed.difference(&fees) {
        if !(matches!(group, 41 | 42) && fees.contains(&40)) {
            out.add("s.judgement-fee", S, group, "items of the group earn a judgement fee that is not in s");
        }
    }
}

/// まるめ groups (s16) and the articles of D their members stand in.
const TEST_GROUPS: &[(u8, &[(u16, u8)])] = &[
    (1, &[(7, 0)]),
    (2, &[(8, 0)]),
    (3, &[(13, 0)]),
    (5, &[(9, 0)]),
    (6, &[(6, 0)]),
    (7, &[(14, 0)]),
    (8, &[(287, 0)]),
    (9, &[(12, 0)]),
    (10, &[(12, 0)]),
    (11, &[(15, 0)]),
    (13, &[(4, 2)]),
    (14, &[(4, 2)]),
    (15, &[(6, 27), (6, 12)]),
    (16, &[(6, 27)]),
];

fn bundled_tests(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    for row in rows.iter().filter(|r| r.lab_bundle_group != 0) {
        let place = (row.table_section, row.table_branch);
        let inside = row.table_alpha == b'D'
            && TEST_GROUPS
                .iter()
                .any(|(group, places)| *group == row.lab_bundle_group && places.contains(&place));
        if !inside {
            out.add(
                "s.test-group-article",
                S,
                row.code,
                format!(
                    "{} is in test group {} but stands in {}{:03}-{}",
                    row.short_name,
                    row.lab_bundle_group,
                    char::from(row.table_alpha),
                    row.table_section,
                    row.table_branch
                ),
            );
        }
    }
}

/// Reads one column of a row.
type Column = fn(&ProcedureRow<'_>) -> u8;

/// Columns in which a base says which addition it may take: (column, item, value read, base values, addition values).
type Dedicated = (u8, &'static str, Column, &'static [u8], &'static [u8]);
const DEDICATED: &[Dedicated] = &[
    (46, "処置乳幼児加算", |r| r.infant_treatment_addon, &[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]),
    (47, "極低出生体重児加算", |r| r.low_birth_weight_addon, &[1], &[1]),
    (53, "脊髄誘発電位測定等加算", |r| r.evoked_potential_addon, &[1, 2], &[1, 2]),
    (54, "頸部郭清術併施加算", |r| r.neck_dissection_addon, &[1], &[1]),
    (55, "自動縫合器加算", |r| r.auto_suture_addon, &[1, 3, 4], &[1, 3]),
    (64, "超音波内視鏡検査加算", |r| r.endosonography_addon, &[1], &[1]),
    (67, "自動吻合器加算", |r| r.auto_anastomosis_addon, &[2], &[2]),
    (82, "超音波凝固切開装置等加算", |r| r.ultrasonic_coag_addon, &[1], &[1]),
    (114, "副鼻腔手術用内視鏡加算", |r| r.sinus_endoscope_addon, &[1], &[1]),
    (115, "副鼻腔手術用骨軟部組織切除機器加算", |r| r.sinus_cutter_addon, &[1], &[1]),
    (119, "凍結保存同種組織加算", |r| r.cryo_tissue_addon, &[1], &[1]),
    (121, "創外固定器加算", |r| r.external_fixator_addon, &[1], &[1]),
    (122, "超音波切削機器加算", |r| r.ultrasonic_cutter_addon, &[1], &[1]),
    (125, "耳鼻咽喉科乳幼児処置加算", |r| r.ent_infant_addon, &[1], &[1]),
    (126, "耳鼻咽喉科小児抗菌薬適正使用支援加算", |r| r.ent_antimicrobial_addon, &[1], &[1]),
    (127, "切開創局所陰圧閉鎖処置機器加算", |r| r.incision_npwt_addon, &[1], &[2]),
];

/// An addition needs bases that may take it, and bases an addition to take.
fn dedicated_additions(rows: &[ProcedureRow<'_>], out: &mut Findings) {
    for (column, item, read, bases, additions) in DEDICATED {
        // An addition on a line of its own is recorded like a base (s68 = 1), but the fee table has it as one (s69 = 7).
        let alone = |r: &ProcedureRow<'_>| r.notice_kind_2 == 7 && !bases.contains(&read(r));
        let values = |addition: bool| -> BTreeSet<u8> {
            rows.iter()
                .filter(|r| (is_addition(r) || alone(r)) == addition)
                .map(read)
                .filter(|v| *v != 0)
                .collect()
        };
        let (on_bases, on_additions) = (values(false), values(true));
        for value in on_bases.iter().filter(|v| !bases.contains(v)) {
            out.add(
                "s.dedicated-value",
                S,
                format!("{column}={value}"),
                format!("{item}: no base may have this value"),
            );
        }
        for value in on_additions.iter().filter(|v| !additions.contains(v)) {
            out.add(
                "s.dedicated-value",
                S,
                format!("{column}={value}"),
                format!("{item}: no addition may have this value"),
            );
        }
        if on_bases.is_empty() != on_additions.is_empty() {
            out.add("s.dedicated-pair", S, column, format!("{item}: only bases or only additions carry it"));
        }
    }
}

/// Facility standards named by a row are in the list.
fn facility_standards(masters: &Masters<'_, '_>, rows: &[ProcedureRow<'_>], out: &mut Findings) {
    let Some(list) = masters.keys(FileKind::FacilityStandard) else { return };
    let known: BTreeSet<u16> = list.into_iter().filter_map(|code| code.parse().ok()).collect();
    for row in rows {
        let named = [
            row.standard_fit_facility,
            row.facility_std_1,
            row.facility_std_2,
            row.facility_std_3,
            row.facility_std_4,
            row.facility_std_5,
            row.facility_std_6,
            row.facility_std_7,
            row.facility_std_8,
            row.facility_std_9,
            row.facility_std_10,
        ];
        // 849 and 8001… stand for "any of" lists of the specification.
        let unknown = |code: &u16| *code != 0 && *code != 849 && *code <= 8000 && !known.contains(code);
        for code in named.into_iter().filter(unknown).collect::<BTreeSet<_>>() {
            out.add("s.facility-standard", S, code, "a facility standard that is not in the list");
        }
    }
}

/// 再製造単回使用医療機器: a procedure (s131) and the device (t38).
fn devices(masters: &Masters<'_, '_>, rows: &[ProcedureRow<'_>], out: &mut Findings) {
    let Some(materials) = masters.state(FileKind::Material) else { return };
    let known: BTreeSet<u8> =
        materials.rows().filter_map(|(_, row)| row.row().get(38).parse().ok()).filter(|v| *v != 0).collect();
    for row in rows.iter().filter(|r| r.remanufactured_addon != 0 && !known.contains(&r.remanufactured_addon))
    {
        out.add(
            "s.remanufactured",
            S,
            row.code,
            format!("no device of kind {} in t", row.remanufactured_addon),
        );
    }
}

/// Ward codes (k) are no codes of s.
fn ward_codes(masters: &Masters<'_, '_>, out: &mut Findings) {
    let (Some(wards), Some(procedures)) = (masters.state(FileKind::WardCode), masters.state(S)) else {
        return;
    };
    for (code, _) in wards.rows().filter(|(code, _)| procedures.get(code).is_some()) {
        out.add("k.code-in-s", FileKind::WardCode, code, "a ward code that is also in s");
    }
}
