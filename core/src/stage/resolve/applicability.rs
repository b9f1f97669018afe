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
    text: &'static Text,
    args: Vec<Arg>,
    known: bool,
}

/// Takes the conditions that are not met; words are made only where somebody reads them.
trait Sink {
    fn push(&mut self, text: &'static Text, known: bool, args: &dyn Fn() -> Vec<Arg>);
}

impl Sink for Vec<Unmet> {
    fn push(&mut self, text: &'static Text, known: bool, args: &dyn Fn() -> Vec<Arg>) {
        self.push(Unmet { text, args: args(), known });
    }
}

/// Whether a procedure may be billed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::stage) enum Fit {
    /// Every condition is known and met.
    Yes,
    /// A condition is not known, and none is known not to be met.
    Unsure,
    /// A condition is not met.
    No,
}

impl Sink for Fit {
    fn push(&mut self, _text: &'static Text, known: bool, _args: &dyn Fn() -> Vec<Arg>) {
        *self = if known {
            Self::No
        } else if *self == Self::Yes {
            Self::Unsure
        } else {
            *self
        };
    }
}

/// Whether a row asks for anything beyond what every row asks (most do not): then [`unmet`] has to look.
fn asks(row: ProcedureRow<'_>) -> bool {
    use crate::date::AgeBound;
    row.inout_kind() != 0
        || row.elderly_kind() != 0
        || row.facility_kind() != 0
        || row.bed_count_kind() != 0
        || row.region_addon() != 0
        || row.age_min() != AgeBound::None
        || row.age_max() != AgeBound::None
        || row.facility_standards() != [0; 10]
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
fn unmet(bill: &Bill<'_, '_>, encounter: usize, row: ProcedureRow<'_>, date: ServiceDate) -> Vec<Unmet> {
    let mut out = Vec::new();
    look(bill, encounter, row, date, &mut out);
    out
}

/// Whether a procedure may be derived here.
pub(in crate::stage) fn fit(
    bill: &Bill<'_, '_>,
    encounter: usize,
    row: ProcedureRow<'_>,
    date: ServiceDate,
) -> Fit {
    let mut out = Fit::Yes;
    look(bill, encounter, row, date, &mut out);
    out
}

fn look(bill: &Bill<'_, '_>, encounter: usize, row: ProcedureRow<'_>, date: ServiceDate, out: &mut dyn Sink) {
    if !asks(row) {
        return;
    }
    let code = || vec![Arg::Code(row.code())];
    let inpatient = bill.encounter(encounter).is_some_and(|e| e.setting == Setting::Inpatient);
    match row.inout_kind() {
        1 if !inpatient => out.push(&texts::INPATIENT_ONLY, true, &code),
        2 if inpatient => out.push(&texts::OUTPATIENT_ONLY, true, &code),
        _ => {}
    }
    let late_elderly = bill.claim.coverages.iter().any(|c| c.kind == CoverageKind::LateElderly);
    let insured = bill.claim.coverages.iter().any(|c| c.kind != CoverageKind::Public);
    match row.elderly_kind() {
        1 if late_elderly => out.push(&texts::NOT_LATE_ELDERLY, true, &code),
        2 if insured && !late_elderly => out.push(&texts::ONLY_LATE_ELDERLY, true, &code),
        _ => {}
    }
    let birth = bill.claim.patient.birth;
    if !row.age_min().reached(birth, date) || !row.age_max().under(birth, date) {
        let words = |b: crate::date::AgeBound| Arg::Words(b.to_string());
        out.push(&texts::AGE, true, &|| {
            vec![Arg::Code(row.code()), words(row.age_min()), words(row.age_max())]
        });
    }
    facility(&bill.claim.facility, row, out);
    standards(bill, row, date, out);
}

fn facility(facility: &Facility, row: ProcedureRow<'_>, out: &mut dyn Sink) {
    let code = || vec![Arg::Code(row.code())];
    match (row.facility_kind(), facility.kind) {
        (1 | 2, None) => out.push(&texts::FACILITY_UNKNOWN, false, &code),
        (1, Some(FacilityKind::Clinic)) => out.push(&texts::HOSPITAL_ONLY, true, &code),
        (2, Some(FacilityKind::Hospital)) => out.push(&texts::CLINIC_ONLY, true, &code),
        _ => {}
    }
    if row.bed_count_kind() != 0 {
        match beds_fit(facility, row.bed_count_kind()) {
            Some(true) => {}
            Some(false) => out.push(&texts::BEDS, true, &code),
            None => out.push(&texts::FACILITY_UNKNOWN, false, &code),
        }
    }
    if row.region_addon() != 0 && facility.area_class.is_some_and(|class| class != row.region_addon()) {
        out.push(&texts::REGION, true, &code);
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
fn standards(bill: &Bill<'_, '_>, row: ProcedureRow<'_>, date: ServiceDate, out: &mut dyn Sink) {
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
        if group.contains(&PSYCHIATRY_STANDARD) && displays_psychiatry(&bill.claim.facility) {
            continue;
        }
        match &bill.claim.facility.standards {
            None => out.push(&texts::STANDARDS_UNKNOWN, false, &names),
            Some(filed) => {
                let filed = |code: u16| {
                    filed.iter().any(|s| s.code == code && s.from.is_none_or(|from| from <= date))
                };
                let met =
                    group.iter().filter(|s| **s != 0).any(|s| filed(*s) || any_of(bill, *s, date).any(filed));
                if !met {
                    out.push(&texts::STANDARDS, true, &names);
                }
            }
        }
    }
}

/// 施設基準コード 0023 (精神科) asks for no filing: it says that the institution displays psychiatry.
const PSYCHIATRY_STANDARD: u16 = 23;
/// 精神科, 別表10.
const PSYCHIATRY: &str = "02";

fn displays_psychiatry(facility: &Facility) -> bool {
    facility.departments.as_ref().is_some_and(|all| all.iter().any(|d| d == PSYCHIATRY))
}

/// The standards behind a code that stands for "any of" a list (849, 8001 …).
fn any_of(bill: &Bill<'_, '_>, code: u16, date: ServiceDate) -> impl Iterator<Item = u16> {
    let listed = code == 849 || code >= 8000;
    let set = if listed { bill.engine.params().set(&format!("standards.group.{code}"), date) } else { None };
    set.into_iter().flat_map(|s| s.value.iter()).filter_map(|c| u16::try_from(c.value()).ok())
}
