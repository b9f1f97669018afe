//! `santei rules diff`: what a revision did to the rules, and to the parameters they read.

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;
use santei_core::date::ServiceDate;
use santei_core::law::{Citation, Revision};
use santei_core::params::Params;
use santei_core::rules::{self, Rule};
use santei_core::snapshot::Bytes;
use serde::Serialize;

use super::RevisionArg;
use crate::exit::{Done, Exit, Failure};
use crate::lang::Lang;

/// Which revisions to compare.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The revision before
    from: RevisionArg,
    /// The revision after
    to: RevisionArg,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RulesDiff {
    from: &'static str,
    to: &'static str,
    /// Registered in both.
    kept: Vec<RuleLine>,
    /// Registered in the later one only.
    new: Vec<RuleLine>,
    /// Registered in the earlier one only: ended, with the reason and the article that says so.
    ended: Vec<EndedLine>,
    /// Registered in the earlier one only, and no reason stands there: nobody has read them against the new text.
    not_read: Vec<RuleLine>,
    /// Parameters whose value is another.
    values_changed: Vec<ParameterLine>,
    /// Parameters without a value in the later one.
    values_ended: Vec<ParameterLine>,
    /// Parameters without a value in the earlier one.
    values_begun: Vec<ParameterLine>,
    /// Parameters with the same value.
    values_unchanged: usize,
}

#[derive(Serialize)]
struct EndedLine {
    id: &'static str,
    title: &'static str,
    why: &'static str,
    cite: String,
}

#[derive(Serialize)]
struct RuleLine {
    id: &'static str,
    title: &'static str,
    /// Articles of the later text that the rule cites (of the earlier one where it is not registered).
    cites: Vec<String>,
}

#[derive(Serialize)]
struct ParameterLine {
    key: String,
    before: Option<String>,
    after: Option<String>,
    cite: String,
}

/// Prints the differences.
pub(super) fn run(options: &Options, lang: Lang, out: &mut impl Write) -> Done {
    let (from, to) = (options.from.revision(), options.to.revision());
    if from >= to {
        return Err(Failure::usage("the earlier revision goes first: `santei rules diff r6 r8`"));
    }
    let params = Params::open(Bytes::Static(santei_data::rules())).map_err(Failure::files)?;
    let diff = diff(from, to, &params, lang)?;
    if options.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&diff).map_err(Failure::files)?)?;
    } else {
        print(&diff, lang, out)?;
    }
    Ok(Exit::Complete)
}

fn diff(from: Revision, to: Revision, params: &Params, lang: Lang) -> Done<RulesDiff> {
    let ids = |revision| rules::of(revision).iter().map(|r| r.id).collect::<BTreeSet<_>>();
    let (old, new) = (ids(from), ids(to));
    let lines = |revision, wanted: &dyn Fn(&str) -> bool| -> Vec<RuleLine> {
        let rules = rules::of(revision).iter().copied().filter(|r| wanted(r.id));
        rules.map(|r| RuleLine { id: r.id, title: lang.text(&r.title), cites: cites(r, revision) }).collect()
    };
    let first = first_day(to)?;
    let last = first.plus_days(-1).ok_or_else(|| Failure::files("the revision has no day before it"))?;
    let ended = rules::ended(to);
    let mut this = RulesDiff {
        from: from.name(),
        to: to.name(),
        kept: lines(to, &|id| old.contains(id)),
        new: lines(to, &|id| !old.contains(id)),
        ended: ended
            .iter()
            .map(|(rule, why, cite)| EndedLine {
                id: rule.id,
                title: lang.text(&rule.title),
                why: lang.text(why),
                cite: told(cite),
            })
            .collect(),
        not_read: lines(from, &|id| !new.contains(id) && !ended.iter().any(|(rule, ..)| rule.id == id)),
        values_changed: Vec::new(),
        values_ended: Vec::new(),
        values_begun: Vec::new(),
        values_unchanged: 0,
    };
    for (key, _) in params.spans() {
        let (before, after) = (shown(params, key, last), shown(params, key, first));
        let cite = after.as_ref().or(before.as_ref()).map(|(_, c)| told(c)).unwrap_or_default();
        let line = ParameterLine {
            key: key.to_owned(),
            before: before.map(|(v, _)| v),
            after: after.map(|(v, _)| v),
            cite,
        };
        match (&line.before, &line.after) {
            (Some(before), Some(after)) if before == after => this.values_unchanged += 1,
            (Some(_), Some(_)) => this.values_changed.push(line),
            (Some(_), None) => this.values_ended.push(line),
            (None, Some(_)) => this.values_begun.push(line),
            (None, None) => {}
        }
    }
    Ok(this)
}

/// First service day of a revision, as its starter edition has it.
fn first_day(revision: Revision) -> Done<ServiceDate> {
    let engine = santei_data::engine().map_err(Failure::files)?;
    let edition = engine.editions().iter().find(|e| e.manifest().revision == revision);
    edition
        .and_then(|e| ServiceDate::from_days(e.validity().from))
        .ok_or_else(|| Failure::files(format_args!("{}: its first day is not known", revision.name())))
}

fn cites(rule: &Rule, revision: Revision) -> Vec<String> {
    rule.citations(revision).map(told).collect()
}

fn told(cite: &Citation) -> String {
    format!("{} {}", cite.document.key(), cite.article)
}

/// The value of a key on a day, as text.
fn shown<'p>(params: &'p Params, key: &str, day: ServiceDate) -> Option<(String, &'p Citation)> {
    let list = |parts: Vec<String>| parts.join(" ");
    params
        .value(key, day)
        .map(|row| (row.value.normalize().to_string(), &row.citation))
        .or_else(|| {
            let row = params.steps(key, day)?;
            let steps = row.value.iter().map(|(least, v)| format!("{least}:{}", v.normalize())).collect();
            Some((list(steps), &row.citation))
        })
        .or_else(|| {
            let row = params.set(key, day)?;
            Some((list(row.value.iter().map(|code| code.to_string()).collect()), &row.citation))
        })
}

fn print(diff: &RulesDiff, lang: Lang, out: &mut impl Write) -> Done<()> {
    writeln!(out, "{} → {}", diff.from, diff.to)?;
    for (title, rules) in [
        (lang.pick("続く規則", "rules of both"), &diff.kept),
        (lang.pick("新しい規則", "new rules"), &diff.new),
        (lang.pick("未確認の規則", "rules not read yet"), &diff.not_read),
    ] {
        writeln!(out, "\n{title}: {}", rules.len())?;
        for rule in rules {
            writeln!(out, "  {:<14} {} [{}]", rule.id, rule.title, rule.cites.join("; "))?;
        }
    }
    writeln!(out, "\n{}: {}", lang.pick("終わった規則", "rules that ended"), diff.ended.len())?;
    for rule in &diff.ended {
        writeln!(out, "  {:<14} {}: {} [{}]", rule.id, rule.title, rule.why, rule.cite)?;
    }
    for (title, parameters) in [
        (lang.pick("変わった値", "values that changed"), &diff.values_changed),
        (lang.pick("新しい値", "values that begin"), &diff.values_begun),
        (lang.pick("終わった値", "values that end"), &diff.values_ended),
    ] {
        writeln!(out, "\n{title}: {}", parameters.len())?;
        for p in parameters {
            let none = || "-".to_owned();
            let [before, after] = [&p.before, &p.after].map(|v| v.as_deref().map_or_else(none, short));
            writeln!(out, "  {:<40} {before} → {after} [{}]", p.key, p.cite)?;
        }
    }
    writeln!(
        out,
        "\n{}: {}",
        lang.pick("変わらない値", "values that did not change"),
        diff.values_unchanged
    )?;
    Ok(())
}

/// A value on one line: of a long list of codes only how many.
fn short(value: &str) -> String {
    if value.len() <= 60 { value.to_owned() } else { format!("({} codes)", value.split(' ').count()) }
}
