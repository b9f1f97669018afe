//! A first visit while a disease is being treated already (A000).

use super::{Check, Examined, Found, about, code};
use crate::law::Citation;
use crate::outcome::{Arg, Decidable, Disposition, Severity, Text};

pub(super) static FIRST_WHILE_TREATED: Check = Check {
    id: "check.visit.firstWhileTreated",
    official: Some("L4451"),
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}がありますが、{1}から続いている傷病名（{2}）があります。診療継続中に初診料は算定できません。",
        en: "{0} is billed while a disease treated since {1} ({2}) goes on; there is no first visit during treatment",
    },
    cite: Citation::r06_circular("A000"),
};

/// Runs the check: 実日数 2 and 日数・回数 1 are first visits; that of a second department is none of them.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let Some(diagnoses) = &view.claim.diagnoses else { return };
    let first = view.acts().filter(|(_, line, row)| {
        row.actual_days() == 2 && row.days_counts() == 1 && !view.is_inpatient(line)
    });
    for (place, line, _) in first {
        let going_on =
            |d: &&crate::claim::Diagnosis| d.until.is_none() && d.from.is_some_and(|f| f < line.date);
        if let Some(disease) = diagnoses.iter().find(going_on)
            && let Some(from) = disease.from
        {
            let args = vec![code(line.code), Arg::Date(from), code(disease.code)];
            out.push(about(&FIRST_WHILE_TREATED, place, line, args));
        }
    }
}
