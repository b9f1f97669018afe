//! Diseases: whether they can stand alone, and whether an act or management fee has the disease it needs.

use super::{Check, Examined, Found, about, code};
use crate::claim::Diagnosis;
use crate::date::ServiceDate;
use crate::law::{Citation, Document};
use crate::outcome::{Arg, Decidable, Disposition, Severity, Target, Text};
use crate::snapshot::{DiseaseRow, Edition, Found as Lookup};

const SPEC: Document = Document::MasterSpecification;

/// L4222 speaks of diseases that insurance covers; a claim without any has none either.
pub(super) static NONE: Check = Check {
    id: "check.disease.none",
    official: Some("L4222"),
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text { ja: "傷病名がありません。", en: "the claim has no disease" },
    cite: Citation::of(SPEC, "傷病名マスター"),
};
pub(super) static UNKNOWN: Check = Check {
    id: "check.disease.unknown",
    official: Some("L3204"),
    severity: Severity::Error,
    disposition: Disposition::ClaimReject,
    decidable: Decidable::Full,
    text: Text {
        ja: "傷病名コード{0}はこの診療日の傷病名マスターにありません。",
        en: "disease code {0} is not in the disease master on that day",
    },
    cite: Citation::of(SPEC, "傷病名マスター"),
};
pub(super) static RETIRED: Check = Check {
    id: "check.disease.retired",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "傷病名{0}は廃止されています。移行先は{1}です。",
        en: "disease {0} is retired; it moved to {1}",
    },
    cite: Citation::of(SPEC, "傷病名マスター 移行先コード"),
};
pub(super) static NOT_INSURED: Check = Check {
    id: "check.disease.notInsured",
    official: Some("L4222"),
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "保険請求の対象となる傷病名がありません（{0}は対象外です）。",
        en: "no disease that insurance covers ({0} is not covered)",
    },
    cite: Citation::of(SPEC, "傷病名マスター 保険請求外区分"),
};
pub(super) static NEEDS_MODIFIER: Check = Check {
    id: "check.disease.needsModifier",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "傷病名{0}には部位等の修飾語が必要です。",
        en: "disease {0} needs a modifier (part of the body and the like)",
    },
    cite: Citation::of(SPEC, "傷病名マスター 単独使用禁止区分"),
};
pub(super) static ENDED: Check = Check {
    id: "check.disease.ended",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}の診療に、その日に続いている傷病名がありません。",
        en: "no disease is being treated on {0}",
    },
    cite: Citation::of(SPEC, "傷病名マスター"),
};
pub(super) static SUSPECTED_ONLY: Check = Check {
    id: "check.disease.suspectedOnly",
    official: None,
    severity: Severity::Notice,
    disposition: Disposition::ClaimReview,
    decidable: Decidable::Partial,
    text: Text {
        ja: "傷病名がすべて疑いですが、投薬・処置・手術等（{0}）があります。",
        en: "every disease is a suspicion, yet there is treatment ({0})",
    },
    cite: Citation::of(SPEC, "修飾語マスター"),
};
pub(super) static ACT_NEEDS_DISEASE: Check = Check {
    id: "check.disease.actNeeds",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}に必要な傷病名（傷病名関連区分{1}）がありません。",
        en: "{0} needs a disease of relation {1}, and there is none",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 傷病名関連区分"),
};
pub(super) static ACT_ONLY_SUSPECTED: Check = Check {
    id: "check.disease.actOnlySuspected",
    official: None,
    severity: Severity::Confirm,
    disposition: Disposition::LineReview,
    decidable: Decidable::Full,
    text: Text {
        ja: "{0}に必要な傷病名は疑いのものだけです。",
        en: "the disease that {0} needs is only suspected",
    },
    cite: Citation::of(SPEC, "医科診療行為マスター 傷病名関連区分"),
};

/// Runs the checks; a claim that does not tell its diseases is not judged.
pub(super) fn run(view: &Examined<'_>, out: &mut Vec<Found>) {
    let Some(diagnoses) = &view.claim.diagnoses else { return };
    let Some((first, last)) = view.days() else { return };
    let Some(edition) = view.edition(last) else { return };
    if edition.diseases().code_count() == 0 {
        return;
    }
    if diagnoses.is_empty() {
        out.push(Found { check: &NONE, target: Target::Request, lines: Vec::new(), args: Vec::new() });
        return;
    }
    // 未コード化傷病名 and diseases the master does not hold are known by name only: nothing can be said about them.
    let mut known: Vec<(usize, &Diagnosis, DiseaseRow<'_>)> = Vec::new();
    let mut by_name = false;
    for (place, diagnosis) in diagnoses.iter().enumerate() {
        by_name |= diagnosis.code.value() == UNCODED;
        match edition.diseases().find(diagnosis.code, last) {
            Lookup::Row(row, _) => {
                one(place, diagnosis, row, out);
                known.push((place, diagnosis, row));
            }
            _ if diagnosis.code.value() == UNCODED => {}
            _ if let Some(row) = moved(edition, diagnosis) => {
                let args = vec![code(diagnosis.code), code(row.moved_to())];
                out.push(Found {
                    check: &RETIRED,
                    target: Target::Diagnosis(place),
                    lines: Vec::new(),
                    args,
                });
                by_name = true;
            }
            // The built-in selection holds few diseases: what is missing there is no error of the claim.
            _ if edition.manifest().provisional.is_some() => by_name = true,
            _ => out.push(Found {
                check: &UNKNOWN,
                target: Target::Diagnosis(place),
                lines: Vec::new(),
                args: vec![Arg::Words(format!("{:07}", diagnosis.code.value()))],
            }),
        }
    }
    if let Some((place, diagnosis, _)) = known.first().filter(|_| !by_name)
        && known.iter().all(|(_, _, row)| row.not_insured() == 1)
    {
        let target = Target::Diagnosis(*place);
        out.push(Found { check: &NOT_INSURED, target, lines: Vec::new(), args: vec![code(diagnosis.code)] });
    }
    days(view, diagnoses, first, last, out);
    if !by_name {
        acts(view, &known, out);
    }
    suspected(view, diagnoses, out);
}

/// The last row of a disease that ended and moved to another.
fn moved<'e>(edition: &'e Edition, diagnosis: &Diagnosis) -> Option<DiseaseRow<'e>> {
    edition
        .diseases()
        .rows_of(diagnosis.code)
        .last()
        .map(|(row, _)| row)
        .filter(|row| row.moved_to().value() != 0)
}

/// 0000999.
const UNCODED: u32 = 999;

fn one(place: usize, diagnosis: &Diagnosis, row: DiseaseRow<'_>, out: &mut Vec<Found>) {
    let target = Target::Diagnosis(place);
    if row.retired() {
        let args = vec![code(diagnosis.code), code(row.moved_to())];
        out.push(Found { check: &RETIRED, target, lines: Vec::new(), args });
    }
    if row.needs_modifier() == 1 && diagnosis.modifiers.is_empty() {
        out.push(Found {
            check: &NEEDS_MODIFIER,
            target,
            lines: Vec::new(),
            args: vec![code(diagnosis.code)],
        });
    }
}

/// Days on which no disease is being treated.
fn days(
    view: &Examined<'_>,
    diagnoses: &[Diagnosis],
    first: ServiceDate,
    last: ServiceDate,
    out: &mut Vec<Found>,
) {
    let treated = |day: ServiceDate| {
        diagnoses.iter().any(|d| d.from.is_none_or(|f| f <= day) && d.until.is_none_or(|u| day <= u))
    };
    if treated(first)
        && treated(last)
        && diagnoses.iter().any(|d| d.from.is_none_or(|f| f <= first) && d.until.is_none())
    {
        return;
    }
    for (place, encounter) in view.claim.encounters.iter().enumerate() {
        let billed = view.billed().any(|(_, l)| l.encounter == place);
        if billed && encounter.date_text.is_none() && !treated(encounter.date) {
            let target = Target::Encounter(place);
            out.push(Found {
                check: &ENDED,
                target,
                lines: Vec::new(),
                args: vec![Arg::Date(encounter.date)],
            });
        }
    }
}

/// s25: the act needs a disease whose b21 or b43 is the value; b21 = 08 counts as 05 and 07.
fn acts(view: &Examined<'_>, known: &[(usize, &Diagnosis, DiseaseRow<'_>)], out: &mut Vec<Found>) {
    for (place, line, row) in view.acts() {
        let needs = row.disease_relation();
        if needs == 0 {
            continue;
        }
        let fits = |d: &DiseaseRow<'_>| {
            let kind = d.specific_disease_kind();
            kind == needs || d.intractable_kind() == needs || kind == 8 && matches!(needs, 5 | 7)
        };
        let mut fitting = known.iter().filter(|(_, _, d)| fits(d)).peekable();
        if fitting.peek().is_none() {
            out.push(about(
                &ACT_NEEDS_DISEASE,
                place,
                line,
                vec![code(line.code), Arg::Number(needs.into())],
            ));
        } else if fitting.all(|(_, d, _)| d.suspected) {
            out.push(about(&ACT_ONLY_SUSPECTED, place, line, vec![code(line.code)]));
        }
    }
}

/// Only suspicions, yet treated: drugs of 投薬 and 処置, 手術 and the like. One finding for the claim.
fn suspected(view: &Examined<'_>, diagnoses: &[Diagnosis], out: &mut Vec<Found>) {
    if !diagnoses.iter().all(|d| d.suspected) {
        return;
    }
    let treatment = |section: Option<u8>| matches!(section, Some(21..=23 | 40 | 50 | 54));
    if let Some((place, line)) = view.billed().find(|(_, l)| treatment(l.section)) {
        out.push(about(&SUSPECTED_ONLY, place, line, vec![code(line.code)]));
    }
}
