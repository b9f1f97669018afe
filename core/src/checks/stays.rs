//! Days of a stay: ward fees against the days, and nights away (外泊) behind the ward fee they reduce (s27).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Check, Examined, Found, about, code};
use crate::date::ServiceMonth;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Severity, Text};

const SPEC: Document = Document::MasterSpecification;

pub(super) static FEES_OVER_DAYS: Check = Check {
    id: "check.stay.feesOverDays",
    official: Some("L4454"),
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "入院料の回数の合計{0}が入院した日数{1}を超えています。",
        en: "{0} ward fees in {1} days of the stay",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 実日数"),
};
pub(super) static AWAY_ALONE: Check = Check {
    id: "check.stay.awayAlone",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は、算定単位の中で入院料のすぐ後に記録します。",
        en: "{0} stands right behind a ward fee in its billing unit",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 実日数"),
};

/// 実日数 of ward fees and of nights away.
const WARD_FEE: u8 = 3;
const AWAY: u8 = 4;

/// Runs the checks.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let mut fees: BTreeMap<ServiceMonth, (usize, u32)> = BTreeMap::new();
    for (place, line, row) in view.acts().filter(|(_, line, _)| view.is_inpatient(line)) {
        match row.actual_days() {
            WARD_FEE => {
                let count = fees.entry(line.date.month()).or_insert((place, 0));
                count.1 = count.1.saturating_add(line.count);
            }
            AWAY => {
                let unit = line.unit.and_then(|u| view.outcome.units.get(u));
                let before = unit.and_then(|u| {
                    let at = u.lines.iter().position(|l| *l == place)?;
                    u.lines.get(at.checked_sub(1)?)
                });
                let fee = before.and_then(|l| view.outcome.lines.get(*l)).and_then(|l| view.procedure(l));
                if fee.is_none_or(|row| row.actual_days() != WARD_FEE) {
                    out.push(about(&AWAY_ALONE, place, line, vec![code(line.code)]));
                }
            }
            _ => {}
        }
    }
    for (month, (place, count)) in fees {
        let days: BTreeSet<_> = view.billed().map(|(_, l)| l.date).filter(|d| d.month() == month).collect();
        let days = u32::try_from(days.len()).unwrap_or(u32::MAX);
        if let Some(line) = view.outcome.lines.get(place).filter(|_| count > days) {
            let args = [count, days].map(|n| Arg::Number(Decimal::from(n))).to_vec();
            out.push(about(&FEES_OVER_DAYS, place, line, args));
        }
    }
}
