//! Acts that go with a drug (s29): 麻薬注射加算 without a narcotic, a nerve block with a neurolytic without one.

use super::{Check, Examined, Found, about, code};
use crate::law::{Citation, Document};
use crate::outcome::{Decidable, Disposition, Severity, Text};

pub(super) static ACT_NEEDS_DRUG: Check = Check {
    id: "check.drug.actNeeds",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}に必要な医薬品（麻薬・神経破壊剤・生物学的製剤等）がありません。",
        en: "{0} goes with a drug (narcotic, neurolytic, biological …) that is not there",
    },
    cite: Citation::of(Document::MasterSpecification, "医科診療行為マスター 医薬品関連区分"),
};

/// Runs the check: the drug has to stand on the same day.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    for (place, line, row) in view.acts() {
        let needs = row.drug_relation();
        if needs == 0 {
            continue;
        }
        let there =
            view.billed().filter(|(_, l)| l.date == line.date).filter_map(|(_, l)| view.drug(l)).any(|d| {
                match needs {
                    1 => matches!(d.controlled_kind(), 1 | 2 | 3 | 5),
                    3 => d.neurolytic() == 1,
                    4 => d.biological() == 1,
                    // A value the specification does not list asks for nothing we could look for.
                    _ => true,
                }
            });
        if !there {
            out.push(about(&ACT_NEEDS_DRUG, place, line, vec![code(line.code)]));
        }
    }
}
