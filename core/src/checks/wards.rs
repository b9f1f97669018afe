//! Ward fees and the additions they take (04 入院基本料テーブル).
//!
//! 01 gives a ward fee its group, 04 the additions of each group with a slot; two additions of one slot exclude each other. Group 000 says
//! nothing: either the fee takes none of the listed additions, or it is no ward fee.

use std::collections::BTreeMap;

use super::{Check, Examined, Found, about, code};
use crate::code::Code;
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::outcome::{Decidable, Disposition, LineOutcome, Severity, Text};
use crate::snapshot::Edition;

const GUIDE: Document = Document::ElectronicFeeTableGuide;

pub(super) static NOT_LISTED: Check = Check {
    id: "check.ward.notListed",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は、同じ日の入院料（{1}）に加算できる項目ではありません。",
        en: "{0} is no addition of the ward fee of that day ({1})",
    },
    cite: Citation::of(GUIDE, "04 入院基本料テーブル"),
};
pub(super) static NO_WARD_FEE: Check = Check {
    id: "check.ward.noFee",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は入院料の加算ですが、同じ日に加算できる入院料がありません。",
        en: "{0} is an addition to a ward fee, and that day has none that takes additions",
    },
    cite: Citation::of(GUIDE, "04 入院基本料テーブル"),
};
pub(super) static SAME_SLOT: Check = Check {
    id: "check.ward.sameSlot",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}と{1}は、同じ日の入院料に併せて加算できません（加算識別が同じ）。",
        en: "{0} and {1} are not both added to the ward fee of one day (same slot)",
    },
    cite: Citation::of(GUIDE, "04 入院基本料テーブル 加算識別"),
};

/// What stands on one day.
#[derive(Default)]
struct Day<'a> {
    /// Ward fees with their groups.
    fees: Vec<(Code, u16)>,
    additions: Vec<(usize, &'a LineOutcome)>,
}

/// Runs the checks, day by day.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let mut days: BTreeMap<ServiceDate, Day<'_>> = BTreeMap::new();
    for (place, line, _) in view.acts().filter(|(_, line, _)| view.is_inpatient(line)) {
        let Some(edition) = view.edition(line.date) else { continue };
        if edition.wards().code_count() == 0 {
            return;
        }
        if let Some(group) = group(edition, line.code, line.date) {
            days.entry(line.date).or_default().fees.push((line.code, group));
        } else if edition.wards().place(line.code).is_some() {
            days.entry(line.date).or_default().additions.push((place, line));
        }
    }
    for (date, day) in &days {
        let Some(edition) = view.edition(*date) else { continue };
        let mut taken: Vec<(u16, u8, Code)> = Vec::new();
        for (place, line) in &day.additions {
            let slots = || day.fees.iter().filter_map(|(_, g)| slots(edition, line.code, *g, *date));
            let Some((group, slots)) = slots().next() else {
                match day.fees.first() {
                    None => out.push(about(&NO_WARD_FEE, *place, line, vec![code(line.code)])),
                    Some((fee, _)) => {
                        out.push(about(&NOT_LISTED, *place, line, vec![code(line.code), code(*fee)]));
                    }
                }
                continue;
            };
            let clash = taken.iter().find(|(g, s, c)| *g == group && slots.contains(s) && *c != line.code);
            if let Some((_, _, other)) = clash {
                out.push(about(&SAME_SLOT, *place, line, vec![code(line.code), code(*other)]));
            }
            taken.extend(slots.iter().map(|slot| (group, *slot, line.code)));
        }
    }
}

/// Group of a ward fee (01.20); `None` for 000.
fn group(edition: &Edition, fee: Code, date: ServiceDate) -> Option<u16> {
    let day = date.days();
    let mut rows = edition.auxiliary().rows_of(fee);
    let (row, _) = rows.find(|(r, _)| r.valid_from() <= day && day < r.valid_until())?;
    Some(row.ward_group()).filter(|group| *group != 0)
}

/// Slots of an addition in a group; `None` when the group does not list it.
fn slots(edition: &Edition, addition: Code, group: u16, date: ServiceDate) -> Option<(u16, Vec<u8>)> {
    let day = date.days();
    let rows = edition.wards().rows_of(addition);
    let slots: Vec<u8> = rows
        .filter(|(r, _)| r.group() == group && r.valid_from() <= day && day < r.valid_until())
        .map(|(r, _)| r.slot())
        .collect();
    (!slots.is_empty()).then_some((group, slots))
}
