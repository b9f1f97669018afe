//! Applicability of a code: claim kind, scheme, age, institution, beds, region, facility standards
//! (s13, s14, s19, s41–42, s70, s71, s72–81). All of it is checked and all of it is reported.
//!
//! A line that the client sent stays priced: the findings say that it cannot be claimed as it stands, the amounts are those of
//! what was given. Derived lines are tested with [`allowed`] before they are proposed.

use super::texts;
use crate::bill::{Bill, Item};
use crate::claim::{CoverageKind, Facility, FacilityKind, Setting};
use crate::date::ServiceDate;
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text};
use crate::snapshot::ProcedureRow;

/// A condition that is not met, or not known.
pub(in crate::stage) struct Unmet {
    pub(in crate::stage) text: &'static Text,
    pub(in crate::stage) args: Vec<Arg>,
    pub(in crate::stage) known: bool,
}

/// Tests every procedure of the request.
pub(super) fn run(bill: &mut Bill<'_, '_>) {
    for place in 0..bill.lines.len() {
        report(bill, place);
    }
}

/// Reports what keeps the procedure of a line from being billed here.
pub(in crate::stage) fn report(bill: &mut Bill<'_, '_>, place: usize) {
    let Some(line) = bill.lines.get(place) else { return };
    let Item::Procedure(row, _) = line.item else { return };
    let (encounter, input, date) = (line.encounter, line.input, line.date);
    for unmet in unmet(bill, encounter, row, date) {
        bill.findings.push(Finding {
            id: texts::id_of(unmet.text),
            official_code: None,
            severity: if unmet.known { Severity::Error } else { Severity::Confirm },
            disposition: if unmet.known { Disposition::LineReject } else { Disposition::LineReview },
            decidable: if unmet.known { Decidable::Full } else { Decidable::None },
            phase: Phase::Eligibility,
            target: input.map_or(Target::Derived(place), |i| Target::Line(encounter, i)),
            lines: vec![place],
            text: unmet.text,
            args: unmet.args,
            cites: Vec::new(),
        });
    }
}

/// Everything that keeps a procedure from being billed here; empty when nothing does.
pub(in crate::stage) fn unmet(
    bill: &Bill<'_, '_>,
    encounter: usize,
    row: ProcedureRow<'_>,
    date: ServiceDate,
) -> Vec<Unmet> {
    let mut out = Vec::new();
    let code = || Arg::Code(row.code());
    let mut no = |text, args| out.push(Unmet { text, args, known: true });
    let inpatient = bill.encounter(encounter).is_some_and(|e| e.setting == Setting::Inpatient);
    match row.inout_kind() {
        1 if !inpatient => no(&texts::INPATIENT_ONLY, vec![code()]),
        2 if inpatient => no(&texts::OUTPATIENT_ONLY, vec![code()]),
        _ => {}
    }
    let late_elderly = bill.claim.coverages.iter().any(|c| c.kind == CoverageKind::LateElderly);
    let insured = bill.claim.coverages.iter().any(|c| c.kind != CoverageKind::Public);
    match row.elderly_kind() {
        1 if late_elderly => no(&texts::NOT_LATE_ELDERLY, vec![code()]),
        2 if insured && !late_elderly => no(&texts::ONLY_LATE_ELDERLY, vec![code()]),
        _ => {}
    }
    let birth = bill.claim.patient.birth;
    if !row.age_min().reached(birth, date) || !row.age_max().under(birth, date) {
        let words = |b: crate::date::AgeBound| Arg::Words(b.to_string());
        no(&texts::AGE, vec![code(), words(row.age_min()), words(row.age_max())]);
    }
    facility(&bill.claim.facility, row, &mut out);
    standards(bill, row, date, &mut out);
    out
}

fn facility(facility: &Facility, row: ProcedureRow<'_>, out: &mut Vec<Unmet>) {
    let code = || Arg::Code(row.code());
    let mut push = |text, known| out.push(Unmet { text, args: vec![code()], known });
    match (row.facility_kind(), facility.kind) {
        (1 | 2, None) => push(&texts::FACILITY_UNKNOWN, false),
        (1, Some(FacilityKind::Clinic)) => push(&texts::HOSPITAL_ONLY, true),
        (2, Some(FacilityKind::Hospital)) => push(&texts::CLINIC_ONLY, true),
        _ => {}
    }
    if row.bed_count_kind() != 0 {
        match beds_fit(facility, row.bed_count_kind()) {
            Some(true) => {}
            Some(false) => push(&texts::BEDS, true),
            None => push(&texts::FACILITY_UNKNOWN, false),
        }
    }
    if row.region_addon() != 0 && facility.area_class.is_some_and(|class| class != row.region_addon()) {
        push(&texts::REGION, true);
    }
}

/// Whether the beds fit a 病床数区分 (s71); `None` when the beds are not known.
fn beds_fit(facility: &Facility, kind: u8) -> Option<bool> {
    // A clinic without a word on beds still has fewer than 20 (医療法1条の5), so every class decides.
    let few = facility.kind == Some(FacilityKind::Clinic);
    let licensed = facility.licensed_beds.or(if few { Some(19) } else { None });
    let general = facility.general_beds.or(if few { Some(19) } else { None });
    match kind {
        1 => licensed.map(|n| (1..=99).contains(&n)),
        2 => licensed.map(|n| (100..=199).contains(&n)),
        3 => licensed.map(|n| n < 200),
        4 => licensed.map(|n| n >= 200),
        5 => general.map(|n| n < 200),
        6 => general.map(|n| n >= 200),
        7 => licensed.map(|n| n < 400),
        8 => licensed.map(|n| n >= 400),
        _ => None,
    }
}

/// (①∨…∨⑥) ∧ (⑦∨⑧∨⑨) ∧ ⑩; a group of zeros is not asked for.
fn standards(bill: &Bill<'_, '_>, row: ProcedureRow<'_>, date: ServiceDate, out: &mut Vec<Unmet>) {
    let [a, b, c, d, e, f, g, h, i, j] = row.facility_standards();
    let groups: [&[u16]; 3] = [&[a, b, c, d, e, f], &[g, h, i], &[j]];
    for group in groups {
        if group.iter().all(|s| *s == 0) {
            continue;
        }
        let names = || {
            let list: Vec<String> = group.iter().filter(|s| **s != 0).map(|s| format!("{s:04}")).collect();
            vec![Arg::Code(row.code()), Arg::Words(list.join("、"))]
        };
        match &bill.claim.facility.standards {
            None => out.push(Unmet { text: &texts::STANDARDS_UNKNOWN, args: names(), known: false }),
            Some(filed) => {
                let filed = |code: u16| {
                    filed.iter().any(|s| s.code == code && s.from.is_none_or(|from| from <= date))
                };
                let met =
                    group.iter().filter(|s| **s != 0).any(|s| filed(*s) || any_of(bill, *s, date).any(filed));
                if !met {
                    out.push(Unmet { text: &texts::STANDARDS, args: names(), known: true });
                }
            }
        }
    }
}

/// The standards behind a code that stands for "any of" a list (849, 8001 …).
fn any_of(bill: &Bill<'_, '_>, code: u16, date: ServiceDate) -> impl Iterator<Item = u16> {
    let listed = code == 849 || code >= 8000;
    let set = if listed { bill.engine.params().set(&format!("standards.group.{code}"), date) } else { None };
    set.into_iter().flat_map(|s| s.value.iter()).filter_map(|c| u16::try_from(c.value()).ok())
}

/// Whether a procedure may be derived here: every condition known and met.
pub(in crate::stage) fn allowed(
    bill: &Bill<'_, '_>,
    encounter: usize,
    row: ProcedureRow<'_>,
    date: ServiceDate,
) -> Result<(), Unmet> {
    unmet(bill, encounter, row, date).into_iter().next().map_or(Ok(()), Err)
}
