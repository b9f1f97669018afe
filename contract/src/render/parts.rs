//! The parts of a result.

use std::collections::BTreeMap;

use santei_core::amount::Yen as CoreYen;
use santei_core::charge::Payer;
use santei_core::claim::{Claim, Lang};
use santei_core::law::Citation;
use santei_core::outcome::{
    Charge, Declined, Finding, LineOutcome, Origin, Outcome, Question, Target, UnitOutcome,
};

use super::body::{
    BoundsBody, ChargeBody, ChoiceBody, CitationBody, DeclinedBody, FindingBody, Head, LineBody, MasterBody,
    Middle, PayerBody, QuestionBody, Tail, UnitBody,
};
use super::charge::{difference, month, payer, step, visit};
use super::text::{code_name, filled, row_name};
use super::trace::{Roots, traces};
use super::wire::{Cites, CodeText, DateText, Dec, FactJson, LineCode, LineDate, Message, Section, Tag, Yen};
use super::{Source, words};
use crate::problem::{Problem, ProblemKind};

pub(super) fn head<'r>(s: Source<'r>, roots: &Roots) -> Head<'r> {
    let outcome = s.outcome;
    let traced = outcome.trace.is_on();
    Head {
        bounds: outcome
            .bounds
            .map(|(min, max)| BoundsBody { max_points: max.into(), min_points: min.into() }),
        charge: outcome.charge.as_ref().map(|c| charge(c, s.request.claim.options.lang)),
        citations: citations(outcome),
        declined: traced.then(|| outcome.declined.iter().map(|d| declined(s, d)).collect()),
        findings: outcome.findings.iter().map(|f| finding(s, f)).collect(),
        lines: outcome.lines.iter().enumerate().map(|(i, l)| line(s, roots, i, l)).collect(),
    }
}

pub(super) fn middle(s: Source<'_>) -> Middle<'_> {
    Middle { questions: s.outcome.questions.iter().map(|q| question(s, q)).collect() }
}

pub(super) fn tail<'r>(s: Source<'r>, roots: &Roots) -> Result<Tail<'r>, Problem> {
    let outcome = s.outcome;
    let units = outcome.units.iter().enumerate().map(|(i, u)| unit(s, roots, i, u));
    Ok(Tail {
        schema: "santei/result/1",
        sections: outcome.sections.iter().map(|(n, points)| (Section(*n), (*points).into())).collect(),
        status: words::status(outcome.status),
        total_points: outcome.total.into(),
        traces: traces(outcome, roots),
        units: units.collect::<Result<_, _>>()?,
        yen_total: outcome.yen_total.into(),
    })
}

/// One payment of one insurance keeps the short form; everything else tells its payments and months.
fn charge(charge: &Charge, lang: Lang) -> ChargeBody<'_> {
    let patient = charge.patient.value();
    let rounding = charge.counter.minus(charge.patient).map_or(i64::MAX, CoreYen::value);
    ChargeBody {
        by_payer: match charge.by_payer.as_slice() {
            [(Payer::Insurer(_), yen)] => vec![PayerBody { payer: "insurer", seq: None, yen: (*yen).into() }],
            several => several.iter().map(payer).collect(),
        },
        copay_ratio: Dec(charge.ratio.value()),
        counter_rounding_yen: Yen(rounding),
        counter_yen: charge.counter.into(),
        differences: charge.differences.iter().map(difference).collect(),
        months: charge.months.iter().map(|m| month(m, lang)).collect(),
        patient_yen: Yen(patient),
        steps: charge.steps.iter().map(step).collect(),
        visits: charge.visits.iter().map(visit).collect(),
    }
}

pub(super) fn citations(outcome: &Outcome) -> BTreeMap<String, CitationBody<'_>> {
    let all = outcome.citations.iter().enumerate();
    all.map(|(i, citation)| (Tag('c', i).to_string(), cited(citation))).collect()
}

pub(super) fn cited(citation: &Citation) -> CitationBody<'_> {
    CitationBody {
        article: &citation.article,
        document: citation.document.title(),
        issued: citation.document.date(),
        key: citation.document.key(),
        number: citation.document.number(),
    }
}

fn declined<'r>(s: Source<'r>, declined: &'r Declined) -> DeclinedBody<'r> {
    DeclinedBody {
        cite: Cites(&declined.cites),
        code: CodeText(declined.code),
        encounter: encounter_id(&s.request.claim, declined.encounter),
        name: code_name(s.engine, &s.outcome.editions, declined.code),
        reason: message(s, declined.reason, &[]),
        rule: declined.rule,
    }
}

pub(super) fn finding<'r>(s: Source<'r>, finding: &'r Finding) -> FindingBody<'r> {
    let mut line_ids: Vec<&str> = finding.lines.iter().filter_map(|l| line_id(s.outcome, *l)).collect();
    if let Target::Derived(line) = finding.target
        && !finding.lines.contains(&line)
    {
        line_ids.extend(line_id(s.outcome, line));
    }
    FindingBody {
        cite: Cites(&finding.cites),
        decidable: words::decidable(finding.decidable),
        disposition: words::disposition(finding.disposition),
        id: finding.id,
        line_ids,
        message: message(s, finding.text, &finding.args),
        official_code: finding.official_code,
        phase: words::phase(finding.phase),
        severity: words::severity(finding.severity),
        target: pointer(s.outcome, finding.target),
    }
}

pub(super) fn question<'r>(s: Source<'r>, question: &'r Question) -> QuestionBody<'r> {
    QuestionBody {
        choices: question
            .choices
            .iter()
            .map(|choice| ChoiceBody {
                delta_points: choice.delta.map(Dec::from),
                id: choice.id,
                value: FactJson(choice.value),
            })
            .collect(),
        cite: Cites(&question.cites),
        fact: question.fact.key(),
        id: &question.id,
        line_id: match question.target {
            Target::Derived(line) => line_id(s.outcome, line),
            _ => None,
        },
        raised_by: match question.target {
            Target::Facility | Target::Patient => {
                question.encounters.iter().map(|e| pointer(s.outcome, Target::Encounter(*e))).collect()
            }
            _ => Vec::new(),
        },
        target: pointer(s.outcome, question.target),
        text: message(s, question.text, &question.args),
    }
}

fn line<'r>(s: Source<'r>, roots: &Roots, place: usize, line: &'r LineOutcome) -> LineBody<'r> {
    let (origin, rule, causes) = match &line.origin {
        Origin::Input => ("input", None, [].as_slice()),
        Origin::Derived { rule, because_of } => ("derived", Some(*rule), because_of.as_slice()),
    };
    let name = match &line.master {
        Some(master) => Some(row_name(s.engine, master)).filter(|name| !name.is_empty()),
        None => code_name(s.engine, &s.outcome.editions, line.code),
    };
    let visit = s.request.claim.encounters.get(line.encounter);
    let sent = line.input.and_then(|at| visit?.lines.get(at));
    LineBody {
        because_of: causes.iter().filter_map(|l| line_id(s.outcome, *l)).collect(),
        by: line.by.and_then(|l| line_id(s.outcome, l)),
        cite: Cites(&line.cites),
        code: sent.and_then(|l| l.code_text.as_deref()).map_or(LineCode::Digits(line.code), LineCode::AsSent),
        count: line.count,
        date: visit.and_then(|e| e.date_text.as_deref()).map_or(LineDate::Day(line.date), LineDate::AsSent),
        encounter: encounter_id(&s.request.claim, line.encounter),
        line_id: &line.id,
        master: line.master.map(|m| MasterBody {
            code: CodeText(m.code),
            kind: m.kind,
            valid_from: DateText(m.valid_from),
        }),
        name,
        origin,
        points: line.points.map(Dec::from),
        rule,
        section: line.section.map(Section),
        trace: roots.tag_of_line(s.outcome, place),
        unit: line.unit.map(|u| Tag('u', u)),
        verdict: words::verdict(line.verdict),
    }
}

fn unit<'r>(
    s: Source<'r>,
    roots: &Roots,
    place: usize,
    unit: &'r UnitOutcome,
) -> Result<UnitBody<'r>, Problem> {
    let total = unit
        .points
        .times_count(unit.count)
        .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
    Ok(UnitBody {
        count: unit.count,
        encounter: encounter_id(&s.request.claim, unit.encounter),
        group: unit.group.as_deref(),
        id: Tag('u', place),
        line_ids: unit.lines.iter().filter_map(|l| line_id(s.outcome, *l)).collect(),
        points: unit.points.into(),
        section: Section(unit.section),
        total_points: total.into(),
        trace: unit.trace.and_then(|step| roots.tag(step)),
    })
}

fn message<'r>(
    s: Source<'r>,
    text: &santei_core::outcome::Text,
    args: &[santei_core::outcome::Arg],
) -> Message<'r> {
    let lang = s.request.claim.options.lang;
    Message { lang, text: filled(s.engine, &s.outcome.editions, text, args, lang) }
}

/// Where in the request a target stands (JSON pointer). A derived line stands nowhere; its encounter does.
pub(crate) fn pointer(outcome: &Outcome, target: Target) -> String {
    match target {
        Target::Request => String::new(),
        Target::Facility => "/facility".to_owned(),
        Target::Patient => "/patient".to_owned(),
        Target::Coverage(i) => format!("/coverages/{i}"),
        Target::Diagnosis(i) => format!("/diagnoses/{i}"),
        Target::Encounter(i) => format!("/encounters/{i}"),
        Target::Line(e, l) => format!("/encounters/{e}/lines/{l}"),
        Target::Derived(line) => {
            outcome.lines.get(line).map_or_else(String::new, |line| format!("/encounters/{}", line.encounter))
        }
    }
}

fn line_id(outcome: &Outcome, line: usize) -> Option<&str> {
    outcome.lines.get(line).map(|l| l.id.as_str())
}

fn encounter_id(claim: &Claim, encounter: usize) -> &str {
    claim.encounters.get(encounter).map_or("", |e| e.id.as_str())
}
