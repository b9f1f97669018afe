//! Tests paid by count (まるめ): D006, D007, D008, D009, D013, D014, D004-2, and caps by quantity (D015).
//!
//! Distinct items of one group on one draw are counted; from the first threshold on the group has a price of its own, "所定点数に
//! かかわらず". The master marks the members (s16); thresholds and prices are parameters `lab.bundle.N`.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Points;
use crate::bill::Bill;
use crate::code::Code;
use crate::law::Citation;
use crate::snapshot::ProcedureRow;

/// A group of tests that is paid by count.
#[derive(Debug)]
pub(super) struct Bundle {
    /// The base lines it pays for.
    pub(super) lines: Vec<usize>,
    /// How many distinct items.
    pub(super) items: u32,
    /// Its price.
    pub(super) price: Points,
    /// Where it says so.
    pub(super) citation: Citation,
}

/// The bundles among the base lines of a unit.
pub(super) fn find(bill: &Bill<'_, '_>, bases: &[(usize, ProcedureRow<'_>)]) -> Vec<Bundle> {
    let mut groups: BTreeMap<u8, Vec<(usize, Code)>> = BTreeMap::new();
    for (line, row) in bases {
        let group = row.lab_bundle_group();
        let Some(l) = bill.lines.get(*line).filter(|_| group != 0) else { continue };
        let outside = bill.engine.params().lab_outside(group, l.date);
        if !outside.is_some_and(|s| s.value.contains(l.code)) {
            groups.entry(group).or_default().push((*line, l.code));
        }
    }
    let mut bundles = Vec::new();
    for (group, members) in groups {
        let Some(date) = members.first().and_then(|(l, _)| bill.lines.get(*l)).map(|l| l.date) else {
            continue;
        };
        let Some(steps) = bill.engine.params().lab_bundle(group, date) else { continue };
        let distinct: BTreeSet<Code> = members.iter().map(|(_, c)| *c).collect();
        let items = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
        if let Some(price) = steps.value.at(items) {
            let lines = members.into_iter().map(|(l, _)| l).collect();
            bundles.push(Bundle {
                lines,
                items,
                price: Points::new(price),
                citation: steps.citation.clone(),
            });
        }
    }
    bundles
}
