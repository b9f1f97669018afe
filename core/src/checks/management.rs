//! 外来管理加算 on a day with an act that bars it (s56).

use super::{Check, Examined, Found, about, code};
use crate::law::Citation;
use crate::outcome::{Decidable, Disposition, Severity, Text};

pub(super) static BARRED: Check = Check {
    id: "check.management.barred",
    official: Some("L4648"),
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は、同じ日に{1}を行ったときは算定できません。",
        en: "{0} is not billed on a day with {1}",
    },
    cite: Citation::r06("A001 注8"),
};

/// Runs the check.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    for (place, line, _) in view.acts().filter(|(_, _, r)| r.outpatient_mgmt_kind() == 2) {
        let bar = view.acts().find(|(_, l, r)| l.date == line.date && r.outpatient_mgmt_kind() == 1);
        if let Some((_, other, _)) = bar {
            out.push(about(&BARRED, place, line, vec![code(line.code), code(other.code)]));
        }
    }
}
