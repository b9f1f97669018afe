//! How often: the limit of a claim (s36) and visits against the days of care (s27, s28).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Check, Examined, Found, about, code};
use crate::claim::Setting;
use crate::code::Code;
use crate::date::ServiceMonth;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Severity, Text};

pub(super) static OVER_CLAIM_LIMIT: Check = Check {
    id: "check.count.claimLimit",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は1月に{1}回までですが、{2}回あります。",
        en: "{0} stands {2} times in the month; its limit is {1}",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 上限回数"),
};
pub(super) static VISITS_OVER_DAYS: Check = Check {
    id: "check.count.visitsOverDays",
    official: Some("L4636"),
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "初診と再診の回数の合計{0}が診療した日数{1}を超えています。",
        en: "{0} first visits and revisits in {1} days of care",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 実日数"),
};

/// Runs the checks, month by month.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let mut times: BTreeMap<(ServiceMonth, Code), (usize, u32)> = BTreeMap::new();
    let mut visits: BTreeMap<ServiceMonth, (usize, u32)> = BTreeMap::new();
    for (place, line, row) in view.acts() {
        let month = line.date.month();
        let count = times.entry((month, line.code)).or_insert((place, 0));
        count.1 = count.1.saturating_add(line.count);
        // 2/1 first visits, 2/2 revisits; the master leaves the second visit of a day and the second department out.
        let outpatient =
            view.claim.encounters.get(line.encounter).is_some_and(|e| e.setting != Setting::Inpatient);
        if outpatient && row.actual_days() == 2 {
            let count = visits.entry(month).or_insert((place, 0));
            count.1 = count.1.saturating_add(line.count);
        }
    }
    for ((_, act), (place, count)) in times {
        let Some(line) = view.outcome.lines.get(place) else { continue };
        let most = view.procedure(line).map_or(0, |r| u32::from(r.max_count()));
        if most > 0 && count > most {
            let numbers = [most, count].map(|n| Arg::Number(Decimal::from(n)));
            let args = std::iter::once(code(act)).chain(numbers).collect();
            out.push(about(&OVER_CLAIM_LIMIT, place, line, args));
        }
    }
    for (month, (place, count)) in visits {
        let days: BTreeSet<_> = view.billed().map(|(_, l)| l.date).filter(|d| d.month() == month).collect();
        let days = u32::try_from(days.len()).unwrap_or(u32::MAX);
        if let Some(line) = view.outcome.lines.get(place).filter(|_| count > days) {
            let args = [count, days].map(|n| Arg::Number(Decimal::from(n))).to_vec();
            out.push(about(&VISITS_OVER_DAYS, place, line, args));
        }
    }
}
