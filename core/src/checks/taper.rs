//! The second test or scan of a month without its reduction (逓減, s52 and s63).

use std::collections::BTreeMap;

use super::{Check, Examined, Found, about, code};
use crate::code::Code;
use crate::date::{ServiceDate, ServiceMonth};
use crate::law::{Citation, Document};
use crate::outcome::{Decidable, Disposition, LineOutcome, Severity, Text};
use crate::snapshot::PointKind;

pub(super) static MISSING: Check = Check {
    id: "check.taper.missing",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}は同じ月の2回目以降（1回目：{1}）ですが、逓減のコードがありません。",
        en: "{0} was done before in the month ({1}), and the code of the reduction is missing",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 逓減対象区分"),
};

/// What counts as the same: the group (s63), else the code.
type Same = (u16, u32);

/// Runs the check. Tests of one day are not compared: whether they are one time or two is a matter of how they were done.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let mut first: BTreeMap<(ServiceMonth, Same), (ServiceDate, Code)> = BTreeMap::new();
    for (place, line, row) in view.acts() {
        if row.taper_target() != 1 || !row.notice_kind().is_base() {
            continue;
        }
        let group = row.taper_group();
        let same = (group, if group == 0 { line.code.value() } else { 0 });
        let (date, before) = *first.entry((line.date.month(), same)).or_insert((line.date, line.code));
        if date < line.date && line.unit.is_some() && !reduced(view, line) {
            out.push(about(&MISSING, place, line, vec![code(line.code), code(before)]));
        }
    }
}

fn reduced(view: &Examined<'_>, line: &LineOutcome) -> bool {
    let unit = line.unit.and_then(|u| view.outcome.units.get(u));
    let lines = unit.iter().flat_map(|u| &u.lines).filter_map(|l| view.outcome.lines.get(*l));
    lines
        .filter_map(|l| view.procedure(l))
        .any(|r| r.taper_target() == 1 && r.point_kind() == PointKind::PercentReduce)
}
