//! A line against its own master row: a quantity nobody asked for, the section it stands in, the age an addition is for.

use super::{Check, Examined, Found, about, code};
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, LineOutcome, Severity, Text};
use crate::snapshot::ProcedureRow;
use crate::stage::section_of_bucket;

const SPEC: Document = Document::MasterSpecification;

pub(super) static QUANTITY_NOT_NEEDED: Check = Check {
    id: "check.item.quantityNotNeeded",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}に数量データは要りませんが、{1}と記録されています。",
        en: "{0} takes no quantity, and {1} is recorded",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター データ規格コード"),
};
pub(super) static NOT_HERE: Check = Check {
    id: "check.item.notOnThisClaim",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}は、この入院・入院外の別では点数欄に集計先がありません。",
        en: "{0} has no place on a claim of this kind (in-patient or out-patient)",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 点数欄集計先識別"),
};
pub(super) static SECTION_DIFFERS: Check = Check {
    id: "check.item.section",
    official: None,
    severity: Severity::Notice,
    disposition: Disposition::LineReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "{0}の診療識別は{1}のはずですが、{2}に記録されています。",
        en: "{0} belongs to section {1} and stands in {2}",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 点数欄集計先識別"),
};
pub(super) static AGE_ADDITION: Check = Check {
    id: "check.item.ageAddition",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "年齢加算{0}は、{1}の患者の年齢に合いません。",
        en: "age addition {0} to {1} does not fit the patient's age",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 年齢加算"),
};

/// Runs the checks.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    for (place, line, row) in view.acts() {
        quantity(view, place, line, row, out);
        section(view, place, line, row, out);
        if !row.notice_kind().is_base() {
            age(view, place, line, out);
        }
    }
}

fn quantity(
    view: &Examined<'_>,
    place: usize,
    line: &LineOutcome,
    row: ProcedureRow<'_>,
    out: &mut Vec<Found>,
) {
    let sent = view.sent(line).and_then(|l| l.quantity).filter(|q| !q.is_zero());
    if let Some(quantity) = sent.filter(|_| row.unit_code() == 0) {
        out.push(about(&QUANTITY_NOT_NEEDED, place, line, vec![code(line.code), Arg::Number(quantity)]));
    }
}

fn section(
    view: &Examined<'_>,
    place: usize,
    line: &LineOutcome,
    row: ProcedureRow<'_>,
    out: &mut Vec<Found>,
) {
    let bucket = if view.is_inpatient(line) { row.bucket_inpatient() } else { row.bucket_outpatient() };
    if bucket == 0 {
        out.push(about(&NOT_HERE, place, line, vec![code(line.code)]));
        return;
    }
    // The section is told by the unit's base; an addition stands where its base stands.
    let Some(told) = view.sent(line).and_then(|l| l.section) else { return };
    let Some(due) = section_of_bucket(bucket).filter(|_| row.notice_kind().is_base()) else { return };
    let same = due == told
        || matches!((due, told), (21, 22) | (31..=33, 31..=33 | 39))
        // 診療識別 1 and 99 hold comments, whatever they comment on.
        || matches!(told, 1 | 99);
    if !same {
        let number = |n: u8| Arg::Words(format!("{n:02}"));
        out.push(about(&SECTION_DIFFERS, place, line, vec![code(line.code), number(due), number(told)]));
    }
}

/// A base of the unit offers the addition, but none of them for this age.
fn age(view: &Examined<'_>, place: usize, line: &LineOutcome, out: &mut Vec<Found>) {
    let unit = line.unit.and_then(|u| view.outcome.units.get(u));
    let lines = unit.iter().flat_map(|u| &u.lines).filter_map(|l| view.outcome.lines.get(*l));
    let birth = view.claim.patient.birth;
    let mut refusing = None;
    for base in lines {
        let Some(row) = view.procedure(base) else { continue };
        for offer in row.age_additions().filter(|offer| offer.code == line.code) {
            if offer.at_least.reached(birth, line.date) && offer.under.under(birth, line.date) {
                return;
            }
            refusing.get_or_insert(base.code);
        }
    }
    if let Some(base) = refusing {
        out.push(about(&AGE_ADDITION, place, line, vec![code(line.code), code(base)]));
    }
}
