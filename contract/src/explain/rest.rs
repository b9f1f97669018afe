//! What stands outside the units: lines not billed, the charge, findings, questions, what was not derived.

use santei_core::claim::Lang;
use santei_core::outcome::{Declined, Finding, LineOutcome, Severity, Verdict};

use super::charge;
use super::page::Page;
use crate::render::{Dec, filled, named, pointer};

pub(super) fn write(page: &mut Page<'_>) {
    let outcome = page.outcome;
    let billed = |line: &&LineOutcome| line.unit.is_some();
    if !outcome.lines.iter().all(|l| billed(&l)) {
        page.heading("合計に入らない行", "lines outside the total");
        for line in outcome.lines.iter().filter(|l| !billed(l)) {
            not_billed(page, line);
        }
    }
    charge::write(page);
    if !outcome.findings.is_empty() {
        page.heading("指摘", "findings");
        for finding in &outcome.findings {
            write_finding(page, finding);
        }
    }
    questions(page);
    if !outcome.declined.is_empty() {
        page.heading("導かなかったもの", "not derived");
        for declined in &outcome.declined {
            write_declined(page, declined);
        }
    }
}

pub(super) fn not_billed(page: &mut Page<'_>, line: &LineOutcome) {
    let name = page.line_name(line);
    let verdict = verdict(page, line);
    page.line(1, &format!("{name}  {verdict}"));
    page.cites(3, &line.cites);
}

/// What became of a line, in words.
pub(super) fn verdict(page: &Page<'_>, line: &LineOutcome) -> String {
    let by = line.by.map(|l| page.line_id(l)).unwrap_or_default();
    match (line.verdict, page.lang) {
        (Verdict::Applied, Lang::Ja) => "算定（点数なし）".to_owned(),
        (Verdict::Applied, Lang::En) => "billed (no points)".to_owned(),
        (Verdict::Suggested, Lang::Ja) => "確認すれば算定できる".to_owned(),
        (Verdict::Suggested, Lang::En) => "can be billed if confirmed".to_owned(),
        (Verdict::Bundled, Lang::Ja) => format!("包括: 行 {by} に含まれる"),
        (Verdict::Bundled, Lang::En) => format!("bundled: part of line {by}"),
        (Verdict::Excluded, Lang::Ja) => format!("背反: 行 {by} と併せて算定できない"),
        (Verdict::Excluded, Lang::En) => format!("excluded: not together with line {by}"),
        (Verdict::Limited, Lang::Ja) => "算定回数の上限を超える".to_owned(),
        (Verdict::Limited, Lang::En) => "over a frequency limit".to_owned(),
        (Verdict::Blocked, Lang::Ja) => "このままでは算定できない".to_owned(),
        (Verdict::Blocked, Lang::En) => "cannot be billed as it stands".to_owned(),
    }
}

pub(super) fn write_finding(page: &mut Page<'_>, finding: &Finding) {
    let severity = match finding.severity {
        Severity::Info => page.say("情報", "info"),
        Severity::Notice => page.say("注意", "notice"),
        Severity::Confirm => page.say("要確認", "confirm"),
        Severity::Error => page.say("誤り", "error"),
    };
    let message = filled(page.engine, &page.outcome.editions, finding.text, &finding.args, page.lang);
    let official = finding.official_code.map(|c| format!(" [{c}]")).unwrap_or_default();
    page.line(1, &format!("{severity}{official} {} {message}", finding.id));
    let target = pointer(page.outcome, finding.target);
    if !target.is_empty() {
        page.line(3, &target);
    }
    page.cites(3, &finding.cites);
}

fn questions(page: &mut Page<'_>) {
    let outcome = page.outcome;
    if outcome.questions.is_empty() {
        return;
    }
    page.heading("質問", "questions");
    for question in &outcome.questions {
        let text = filled(page.engine, &page.outcome.editions, question.text, &question.args, page.lang);
        page.line(1, &format!("{}  {text}", question.id));
        for choice in &question.choices {
            let delta = choice.delta.map(|d| {
                let sign = if d.value().is_sign_negative() { "" } else { "+" };
                let points = page.say("点", " points");
                format!("  {sign}{}{points}", Dec::from(d))
            });
            page.line(2, &format!("- {}{}", choice.id, delta.unwrap_or_default()));
        }
        page.cites(3, &question.cites);
    }
}

pub(super) fn write_declined(page: &mut Page<'_>, declined: &Declined) {
    let name = named(page.engine, &page.outcome.editions, declined.code, page.lang);
    let encounter = page.encounter_id(declined.encounter);
    let reason = filled(page.engine, &page.outcome.editions, declined.reason, &[], page.lang);
    page.line(1, &format!("{encounter}  {name}  {reason}"));
    let rule = page.say("規則", "rule");
    page.line(3, &format!("{rule}: {}", declined.rule));
    page.cites(3, &declined.cites);
}
