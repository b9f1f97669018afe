//! The section (診療識別) of a unit, from the master's 点数欄集計先識別 or from how its drugs are given.

use super::{Unit, is_inpatient};
use crate::bill::{Bill, Item};
use crate::claim::DrugForm;

/// Section of a unit.
pub(super) fn of(bill: &Bill<'_, '_>, unit: &Unit) -> u8 {
    if let Some(told) = unit.lines.iter().find_map(|l| bill.source(*l)?.section) {
        return told;
    }
    let inpatient = is_inpatient(bill, unit.encounter);
    let bucket = unit.lines.iter().find_map(|l| {
        let row = bill.lines.get(*l)?.procedure()?;
        let bucket = if inpatient { row.bucket_inpatient() } else { row.bucket_outpatient() };
        from_bucket(bucket)
    });
    if let Some(section) = bucket {
        return section;
    }
    let form = unit.lines.iter().find_map(|l| bill.drug_form(*l));
    let material =
        unit.lines.iter().any(|l| matches!(bill.lines.get(*l).map(|l| l.item), Some(Item::Material(_))));
    match form {
        Some(DrugForm::Oral) => 21,
        Some(DrugForm::AsNeeded) => 22,
        Some(DrugForm::External) => 23,
        Some(DrugForm::Injection) => 33,
        // A material or drug of an act that is not on the bill itself: treatment, where materials are billed without a fee of their own.
        Some(DrugForm::WithinAct) => 40,
        None if material => 40,
        None => 80,
    }
}

/// 診療識別 of a 点数欄集計先識別 (別紙7-2); `None` when the row is not used on this kind of claim.
pub(crate) fn from_bucket(bucket: u16) -> Option<u8> {
    Some(match bucket {
        110 => 11,
        120..=125 => 12,
        130 => 13,
        140 => 14,
        210 => 21,
        230 => 23,
        240 => 24,
        250 => 25,
        260 => 26,
        270 => 27,
        311 => 31,
        321 => 32,
        300 | 331 => 33,
        400 => 40,
        500 | 502 => 50,
        540 => 54,
        600 => 60,
        700 => 70,
        800 => 80,
        903 => 90,
        920 => 92,
        970..=975 => 97,
        _ => return None,
    })
}

/// Whether a unit is an injection.
pub(super) fn is_injection(bill: &Bill<'_, '_>, unit: &Unit) -> bool {
    matches!(of(bill, unit), 31..=33)
}
