//! Which additions fit their base: note groups (s38, s39) and the dedicated columns (s20, s46 …).
//!
//! Same note group: the addition belongs to the base. Same group and same serial: only one of the two. An addition of a dedicated column
//! needs a base that says it takes it, in its unit, or on its day when the claim lists it as an item of its own.

mod dedicated;

use super::price::{Priced, PricedBill};
use crate::bill::Bill;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Finding, Phase, Severity, Target, Text};
use crate::snapshot::ProcedureRow;

static EXCLUSIVE: Text = Text {
    ja: "加算{0}と加算{1}は同じ項目に併せて算定できません（注加算通番が同じ）。",
    en: "additions {0} and {1} are not billed together on one item (same serial of the note group)",
};
static WRONG_BASE: Text = Text {
    ja: "加算{0}は、同じ算定単位の基本項目には加算できません（注加算コードが異なる）。",
    en: "addition {0} does not belong to a base of its billing unit (other note group)",
};
static NO_DEDICATED_BASE: Text = Text {
    ja: "加算{0}の対象となる行為がありません（{1}）。",
    en: "there is no act that takes addition {0} ({1})",
};
static MASTER: Citation = Citation::of(Document::MasterSpecification, "医科診療行為マスター 加算の対応");

/// Tests every unit.
pub(super) fn run(bill: &mut Bill<'_, '_>, priced: &PricedBill) {
    for unit in &priced.units {
        notes(bill, unit);
    }
    dedicated::run(bill, priced);
}

fn notes(bill: &mut Bill<'_, '_>, unit: &Priced) {
    let rows: Vec<(usize, ProcedureRow<'_>)> =
        unit.lines.iter().filter_map(|l| Some((*l, bill.lines.get(*l)?.procedure()?))).collect();
    let additions = || rows.iter().filter(|(_, r)| r.note_addon_code() != 0 && r.note_addon_serial() != b'0');
    for (at, (line, row)) in additions().enumerate() {
        let has_base = rows
            .iter()
            .any(|(_, r)| r.note_addon_code() == row.note_addon_code() && r.note_addon_serial() == b'0');
        // An item recorded on its own (s68 = 1) may stand alone.
        if !has_base && !row.notice_kind().is_base() {
            report(bill, "addition.wrongBase", *line, &[], &WRONG_BASE, vec![Arg::Code(row.code())]);
        }
        for (other, second) in additions().skip(at + 1) {
            let same = second.note_addon_code() == row.note_addon_code()
                && second.note_addon_serial() == row.note_addon_serial();
            if same && second.code() != row.code() {
                let args = vec![Arg::Code(row.code()), Arg::Code(second.code())];
                report(bill, "addition.exclusive", *other, &[*line], &EXCLUSIVE, args);
            }
        }
    }
}

fn report(
    bill: &mut Bill<'_, '_>,
    id: &'static str,
    line: usize,
    others: &[usize],
    text: &'static Text,
    args: Vec<Arg>,
) {
    let cites = vec![bill.citations.place(&MASTER)];
    let target = bill
        .lines
        .get(line)
        .map_or(Target::Request, |l| l.input.map_or(Target::Derived(line), |i| Target::Line(l.encounter, i)));
    let mut lines = vec![line];
    lines.extend(others);
    bill.findings.push(Finding {
        id,
        official_code: None,
        severity: Severity::Error,
        disposition: Disposition::LineReject,
        decidable: Decidable::Full,
        phase: Phase::Calculation,
        target,
        lines,
        text,
        args,
        cites,
    });
}
