//! Judgement fees and the tests they judge (s50, s51), month by month.

use std::collections::BTreeMap;

use super::{Check, Examined, Found, about, code};
use crate::date::ServiceMonth;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Severity, Text};

pub(super) static WITHOUT_TEST: Check = Check {
    id: "check.judgement.withoutTest",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}の対象となる検査がこの月にありません。",
        en: "no test of this month is judged by {0}",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 検査等実施判断区分"),
};
pub(super) static WITHOUT_FEE: Check = Check {
    id: "check.judgement.withoutFee",
    official: None,
    severity: Severity::Notice,
    disposition: Disposition::None,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}を行っていますが、判断料（グループ{1}）がこの月にありません。",
        en: "{0} was done, and there is no judgement fee of group {1} in the month",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 検査等実施判断グループ区分"),
};

/// Group 40 (病理判断料) serves the items of 41 and 42; 8 (基本的検体検査判断料) stands for 1–6 in its wards.
fn serves(fee: u8, test: u8) -> bool {
    fee == test || fee == 40 && matches!(test, 41 | 42) || fee == 8 && matches!(test, 1..=6)
}

/// Runs the checks.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    // Group → a line of it, by month: tests and fees apart.
    let mut tests: BTreeMap<(ServiceMonth, u8), usize> = BTreeMap::new();
    let mut fees: BTreeMap<(ServiceMonth, u8), usize> = BTreeMap::new();
    for (place, line, row) in view.acts() {
        let side = match row.lab_judge_kind() {
            1 => &mut tests,
            2 => &mut fees,
            _ => continue,
        };
        side.entry((line.date.month(), row.lab_judge_group())).or_insert(place);
    }
    for ((month, group), place) in &fees {
        let Some(line) = view.outcome.lines.get(*place) else { continue };
        if !tests.keys().any(|(m, test)| m == month && serves(*group, *test)) {
            out.push(about(&WITHOUT_TEST, *place, line, vec![code(line.code)]));
        }
    }
    for ((month, group), place) in &tests {
        let Some(line) = view.outcome.lines.get(*place) else { continue };
        if *group > 0 && !fees.keys().any(|(m, fee)| m == month && serves(*fee, *group)) {
            out.push(about(&WITHOUT_FEE, *place, line, vec![code(line.code), Arg::Number((*group).into())]));
        }
    }
}
