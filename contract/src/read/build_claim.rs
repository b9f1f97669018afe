//! The typed request of `buildClaim`.

use santei_claims::write::{
    Batch, Card, DayFact, Description, DiseaseFacts, DiseaseOutcome, Institution, LineFacts, PatientMonth,
    ReceiptFacts, WholeComment,
};
use santei_core::claim::{ChargeFacts, Claim, Facility, Lang, Options, TraceLevel};

use super::claim::{answer, coverage, diagnosis, encounter, facility, history, patient};
use super::cross;
use crate::json::{At, Members, Node};
use crate::problem::Errors;

/// A request of `buildClaim`, parsed and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BuildDocument {
    /// The client's id, echoed in the reply.
    pub(crate) id: Option<String>,
    /// What is to be written.
    pub(crate) batch: Batch,
    /// Language of messages.
    pub(crate) lang: Lang,
}

/// What holds between the fields.
pub(super) fn check(node: &Node<'_>, errors: &mut Errors) {
    let Some(root) = node.object() else { return };
    if let Some(facility) = root.get("facility").and_then(Node::object) {
        super::hours::check(facility, errors);
    }
    let at = At::ROOT.key("patients");
    let list = root.get("patients").and_then(Node::list).unwrap_or_default();
    for (place, patient) in list.iter().enumerate().filter_map(|(i, p)| Some((i, p.object()?))) {
        cross::check_claim(patient, &at.index(place), errors);
    }
}

/// Reads a checked document.
pub(super) fn document(node: &Node<'_>) -> Option<BuildDocument> {
    let root = node.object()?;
    let facility = facility(root.get("facility")?.object()?)?;
    let options = root.child("options", |o| Some((o.bool("autoAdd"), o.text("lang") == Some("en"))))?;
    let (auto_add, english) = options.unwrap_or_default();
    let lang = if english { Lang::En } else { Lang::Ja };
    let options = Options { auto_add: auto_add.unwrap_or(true), trace: TraceLevel::None, lang };
    let institution = root.get("institution")?.object()?;
    Some(BuildDocument {
        id: root.string("requestId"),
        batch: Batch {
            institution: Institution {
                prefecture: institution.string("prefecture")?,
                code: institution.string("code")?,
                name: institution.string("name")?,
                phone: institution.string("phone"),
            },
            claim_month: root.text("claimMonth")?.parse().ok()?,
            patients: root.each("patients", |m| month(m, &facility, options))??,
        },
        lang,
    })
}

fn month(m: &Members<'_>, facility: &Facility, options: Options) -> Option<PatientMonth> {
    Some(PatientMonth {
        claim: Claim {
            facility: facility.clone(),
            patient: patient(m.get("patient")?.object()?)?,
            coverages: m.each("coverages", coverage)??,
            diagnoses: m.each("diagnoses", diagnosis)?,
            encounters: m.each("encounters", encounter)??,
            history: m.child("history", history)?,
            answers: m.each("answers", answer)?.unwrap_or_default(),
            options,
            charge: ChargeFacts { ..super::claim::charge_facts(m)? },
        },
        receipt: receipt(m.get("receipt")?.object()?)?,
    })
}

fn receipt(m: &Members<'_>) -> Option<ReceiptFacts> {
    let words = |name: &str| Some(m.each_text(name, |t| Some(t.to_owned()))?.unwrap_or_default());
    Some(ReceiptFacts {
        name: m.string("name")?,
        kana: m.string("kana"),
        chart: m.string("chart"),
        cards: m.each("cards", card)?.unwrap_or_default(),
        remarks: words("remarks")?,
        departments: words("departments")?,
        wards: words("wards")?,
        states: words("states")?,
        diseases: m.each("diseases", disease)?.unwrap_or_default(),
        comments: m
            .each("comments", |c| {
                Some(WholeComment {
                    code: c.code("code")?,
                    text: c.string("text"),
                    last: c.bool("last").unwrap_or(false),
                })
            })?
            .unwrap_or_default(),
        descriptions: m
            .each("descriptions", |d| Some(Description { kind: d.string("kind")?, text: d.string("text")? }))?
            .unwrap_or_default(),
        lines: m
            .each("lines", |l| {
                Some(LineFacts {
                    line: l.string("lineId")?,
                    product: l.string("product"),
                    unit: l.string("unit"),
                })
            })?
            .unwrap_or_default(),
        days: m
            .each("days", |d| Some(DayFact { encounter: d.string("encounter")?, counts: d.bool("counts")? }))?
            .unwrap_or_default(),
    })
}

fn card(m: &Members<'_>) -> Option<Card> {
    Some(Card {
        seq: m.number("seq")?,
        symbol: m.string("symbol"),
        number: m.string("number"),
        branch: m.string("branch"),
        insured: m.bool("insured"),
    })
}

fn disease(m: &Members<'_>) -> Option<DiseaseFacts> {
    Some(DiseaseFacts {
        diagnosis: m.number("diagnosis")?,
        outcome: match m.text("outcome") {
            None => None,
            Some("continues") => Some(DiseaseOutcome::Continues),
            Some("cured") => Some(DiseaseOutcome::Cured),
            Some("died") => Some(DiseaseOutcome::Died),
            Some("stopped") => Some(DiseaseOutcome::Stopped),
            Some(_) => return None,
        },
        name: m.string("name"),
        comment: m.string("comment"),
    })
}
