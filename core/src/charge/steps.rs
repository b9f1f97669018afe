//! The steps of a visit from points to counter, each with its text.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::month::{Month, Owed, OwedPart};
use crate::bill::Citations;
use crate::law::{Citation, Document};
use crate::outcome::ChargeStep;

static TEN_YEN: Citation = Citation::of(Document::HealthInsuranceAct, "75条");
static TEN_YEN_ELDERLY: Citation = Citation::of(Document::LateElderlyAct, "68条");
static TEN_YEN_A_POINT: Citation = Citation::r06_circular("通則1");

/// The steps. A visit of one payer set reads on from points to counter; with several, each begins anew and carries its coverages.
pub(super) fn of(owed: &Owed, month: &Month<'_>, counter: i64, citations: &mut Citations) -> Vec<ChargeStep> {
    let mut steps = Vec::with_capacity(3 + 4 * owed.parts.len());
    let several = owed.parts.len() > 1;
    for part in &owed.parts {
        of_part(part, month, several, citations, &mut steps);
    }
    if several {
        let sums = owed.parts.iter().map(|p| Decimal::from(p.patient));
        let last = sums.clone().next_back().unwrap_or_default();
        steps.push(step("sum", last, owed.patient[0].into(), None, 0));
    }
    let text = if owed.late { &TEN_YEN_ELDERLY } else { &TEN_YEN };
    let cite = Some(citations.place(text));
    steps.push(step("roundTenYen", owed.patient[0].into(), counter.into(), cite, 0));
    steps
}

const fn step(
    op: &'static str,
    before: Decimal,
    after: Decimal,
    cite: Option<usize>,
    coverages: u16,
) -> ChargeStep {
    ChargeStep { op, before, after, cite, coverages }
}

fn of_part(
    part: &OwedPart,
    month: &Month<'_>,
    several: bool,
    citations: &mut Citations,
    steps: &mut Vec<ChargeStep>,
) {
    let Some(group) = month.groups.get(part.group) else { return };
    let seqs = group.buckets.get(part.bucket).into_iter().flat_map(|b| &b.set);
    let seqs = seqs.filter_map(|w| month.publics.get(*w)).map(|p| p.coverage.seq);
    let mask = seqs
        .chain(group.insurer.as_ref().and_then(|w| month.seq(w.place)))
        .fold(0u16, |mask, seq| mask | 1u16.checked_shl(seq.into()).unwrap_or_default());
    let set = if several || !part.publics.is_empty() { mask } else { 0 };
    let cost = Decimal::from(part.cost);
    if part.cost != 0 {
        let points = cost / Decimal::TEN;
        steps.push(step("points×10", points.normalize(), cost, Some(citations.place(&TEN_YEN_A_POINT)), set));
        if let Some(who) = &group.insurer
            && part.share != part.cost
        {
            let cite = who.share_cite.as_ref().map(|c| citations.place(c));
            steps.push(step("×share", cost, part.share.into(), cite, set));
        }
    }
    let mut running = part.share;
    for reduced in &part.reduced {
        // The month to date, brought down to a limit.
        let cite = reduced.cite.as_ref().map(|c| citations.place(c));
        steps.push(step(reduced.op, reduced.from.into(), reduced.to.into(), cite, set));
        running = reduced.to;
    }
    if running != part.liability {
        // What earlier visits of the month came to.
        steps.push(step("lessBefore", running.into(), part.liability.into(), None, set));
    }
    for (which, arrived, left) in &part.publics {
        let Some(public) = month.publics.get(*which) else { continue };
        let source = public.scheme.map_or("localRule", |s| s.source.as_str());
        let article = Cow::Owned(format!("{}（{source}）", public.name));
        let cite = citations.place(&Citation { document: Document::PublicProgrammes, article });
        let own = 1u16.checked_shl(public.coverage.seq.into()).unwrap_or_default();
        steps.push(step("programme", (*arrived).into(), (*left).into(), Some(cite), own));
    }
}
