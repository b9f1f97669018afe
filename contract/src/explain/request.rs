//! A request of `charge` explained: for clerks with every step and its source, for patients in plain words.

use santei_core::charge::{ChargeOutcome, MonthCharge, VisitCharge, charge};
use santei_core::claim::Lang;
use santei_core::engine::Engine;
use santei_core::law::Citation;
use santei_core::outcome::ChargeStep;

use super::charge::{payers, say, words};
use super::page::cited;
use super::plain;
use crate::problem::{Problem, ProblemKind};
use crate::read::ChargeDocument;
use crate::render::{Dec, filled};

/// For whom an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Those who bill: every step with its source.
    Clerk,
    /// Those who pay: plain words, no codes.
    Patient,
}

/// The explanation of a request of `charge`.
///
/// # Errors
/// [`Problem`] when the request cannot be read or an amount leaves its range.
pub fn explain_charge(
    engine: &Engine,
    request: &[u8],
    audience: Audience,
    lang: Lang,
) -> Result<String, Problem> {
    let document = ChargeDocument::parse(request)?;
    let outcome = charge(engine.params(), &document.request)
        .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
    let mut out = String::new();
    for issue in &outcome.issues {
        let text = filled(engine, &[], &issue.ty.text, &issue.args, lang);
        // Whether a text was verified does not change what the patient pays.
        match (audience, issue.stops()) {
            (Audience::Clerk, _) => line(&mut out, 0, &format!("[{}] {text}", issue.ty.id)),
            (Audience::Patient, true) => line(&mut out, 0, &text),
            (Audience::Patient, false) => {}
        }
    }
    for (visit, asked) in outcome.visits.iter().zip(&document.request.visits) {
        match audience {
            Audience::Clerk => clerk_visit(&mut out, &outcome, visit, lang),
            Audience::Patient => plain::visit(&mut out, visit, Some(asked.date), &outcome.citations, lang),
        }
    }
    if audience == Audience::Clerk {
        for month in &outcome.months {
            clerk_month(&mut out, month, lang);
        }
    }
    for difference in &outcome.differences {
        let (id, counter) = (&difference.id, difference.counter.value());
        let text = match lang {
            Lang::Ja => format!("徴収済みの会計 {id}: 差額 {counter}円"),
            Lang::En => format!("earlier payment {id}: {counter} yen more or less"),
        };
        line(&mut out, 0, &text);
    }
    Ok(out)
}

pub(super) fn line(out: &mut String, level: usize, text: &str) {
    for _ in 0..level {
        out.push_str("  ");
    }
    out.push_str(text);
    out.push('\n');
}

fn clerk_visit(out: &mut String, outcome: &ChargeOutcome, visit: &VisitCharge, lang: Lang) {
    let payers = payers(lang, &visit.by_payer);
    let (id, patient, counter, due) =
        (&visit.id, visit.patient.value(), visit.counter.value(), visit.due.value());
    let text = match lang {
        Lang::Ja => format!("会計 {id}: 一部負担金 {patient}円、{payers}、窓口 {counter}円、合計 {due}円"),
        Lang::En => {
            format!("payment {id}: patient {patient} yen, {payers}, counter {counter} yen, due {due} yen")
        }
    };
    line(out, 0, &text);
    let special = visit.special.iter().flat_map(|s| &s.steps);
    for step in visit.steps.iter().chain(special) {
        clerk_step(out, step, &outcome.citations, lang);
    }
    if let Some(meals) = &visit.meals {
        let (standard, patient) = (meals.standard.value(), meals.patient.value());
        let text = match lang {
            Lang::Ja => format!("食事・居住の標準負担額 {standard}円のうち患者 {patient}円"),
            Lang::En => {
                format!("meals and residence {standard} yen, of which the patient pays {patient} yen")
            }
        };
        line(out, 1, &text);
    }
    if let Some(private) = visit.private {
        let (net, tax) = (private.net.value(), private.tax.value());
        let text = match lang {
            Lang::Ja => format!("保険外 {net}円、消費税 {tax}円"),
            Lang::En => format!("not insured {net} yen, consumption tax {tax} yen"),
        };
        line(out, 1, &text);
    }
}

fn clerk_step(out: &mut String, step: &ChargeStep, citations: &[Citation], lang: Lang) {
    line(out, 1, &format!("{} → {}  {}", Dec(step.before), Dec(step.after), words(lang, step.op)));
    if let Some(citation) = step.cite.and_then(|c| citations.get(c)) {
        line(out, 2, &format!("{}: {}", say(lang, "根拠", "source"), cited(citation)));
    }
}

fn clerk_month(out: &mut String, month: &MonthCharge, lang: Lang) {
    let (which, patient, benefit) = (month.month, month.patient.value(), month.high_cost_benefit.value());
    let text = match lang {
        Lang::Ja => format!("{which} の計: 一部負担金 {patient}円、高額療養費（現物給付）{benefit}円"),
        Lang::En => format!("{which} in all: patient {patient} yen, high-cost benefit {benefit} yen"),
    };
    line(out, 0, &text);
    for tokki in month.receipts.iter().flat_map(|r| &r.tokki) {
        let (label, reason) = (say(lang, "特記事項", "remark"), say(lang, tokki.reason.ja, tokki.reason.en));
        line(out, 1, &format!("{label} {} {}（{reason}）", tokki.code, tokki.name));
    }
}
