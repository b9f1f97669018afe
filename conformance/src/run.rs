//! Running cases: read, translate, ask, compare.

use std::path::Path;

use serde_json::Value;

use crate::alias::Aliases;
use crate::case::{Case, Head, Scope};
use crate::compare::compare;
use crate::copay::Copay;
use crate::error::{CaseError, RunError};
use crate::implementation::Implementation;
use crate::read::{CaseFile, files};
use crate::reply::{Remark, Reply};
use crate::report::{Entry, Report, Verdict};
use crate::request::prepare;

/// Which cases to run. An empty list chooses all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Revisions: `R6`, `R8`.
    pub revisions: Vec<String>,
    /// Settings: `outpatient`, `inpatient`, `home`.
    pub settings: Vec<String>,
    /// Scopes.
    pub scopes: Vec<Scope>,
    /// Ids of cases.
    pub ids: Vec<String>,
    /// Revisions the implementation has masters for; chosen cases of others are skipped with that reason. Empty: all.
    pub available: Vec<String>,
}

impl Filter {
    fn chooses(&self, head: &Head) -> bool {
        let holds = |list: &[String], word: &String| list.is_empty() || list.contains(word);
        holds(&self.revisions, &head.revision)
            && holds(&self.settings, &head.setting)
            && holds(&self.ids, &head.id)
            && (self.scopes.is_empty() || self.scopes.iter().any(|s| s.name() == head.scope))
    }
}

/// Runs all cases under a directory that the filter chooses, in the order of their paths.
///
/// # Errors
/// [`RunError`] when the directory, a file of it or a committed table cannot be read. What is wrong with a single case
/// stands in the report.
pub fn run(dir: &Path, implementation: &dyn Implementation, filter: &Filter) -> Result<Report, RunError> {
    let aliases = Aliases::built_in()?;
    let mut cases = Vec::new();
    for file in files(dir)? {
        run_file(file, implementation, filter, &aliases, &mut cases);
    }
    Ok(Report { cases })
}

fn run_file(
    file: CaseFile,
    implementation: &dyn Implementation,
    filter: &Filter,
    aliases: &Aliases,
    cases: &mut Vec<Entry>,
) {
    let copay = file.format == "copay-vectors/1";
    let skip = match file.format.as_str() {
        "points-cases/1" | "copay-vectors/1" => None,
        other => Some(format!("unknown format `{other}`")),
    };
    for value in file.cases {
        let head = if copay { Head::of_copay(&value) } else { Head::of(&value) };
        if !filter.chooses(&head) {
            continue;
        }
        let verdict = match &skip {
            Some(reason) => Verdict::Skipped { reason: reason.clone() },
            None if copay => charged(value, implementation),
            None if !(filter.available.is_empty() || filter.available.contains(&head.revision)) => {
                Verdict::Skipped { reason: format!("no masters of {}", head.revision) }
            }
            None => one(&head, value, implementation, aliases),
        };
        cases.push(Entry {
            id: head.id,
            file: file.name.clone(),
            kind: head.kind,
            revision: head.revision,
            scope: head.scope,
            setting: head.setting,
            verdict,
        });
    }
}

/// A case of operation `charge`: no points, so no masters.
fn charged(value: Value, implementation: &dyn Implementation) -> Verdict {
    let prepared = Copay::read(value).and_then(|case| Ok((case.request()?, case)));
    let (request, case) = match prepared {
        Ok(both) => both,
        Err(e @ CaseError::Malformed { .. }) => return Verdict::Failed { reasons: vec![e.to_string()] },
        Err(e) => return Verdict::Skipped { reason: e.to_string() },
    };
    let reply = implementation.charge(request.to_string().as_bytes());
    let reply = reply.and_then(|body| serde_json::from_slice::<Value>(&body).map_err(|e| e.to_string()));
    let reasons = match reply {
        Ok(reply) => case.compare(&reply),
        Err(reason) => vec![reason],
    };
    if reasons.is_empty() { Verdict::Passed } else { Verdict::Failed { reasons } }
}

fn one(head: &Head, value: Value, implementation: &dyn Implementation, aliases: &Aliases) -> Verdict {
    let prepared = Case::read(value).and_then(|mut case| {
        let prepared = prepare(&head.id, &mut case, aliases)?;
        Ok((case, prepared))
    });
    let (case, prepared) = match prepared {
        Ok(both) => both,
        Err(e @ CaseError::Malformed { .. }) => return Verdict::Failed { reasons: vec![e.to_string()] },
        Err(e) => return Verdict::Skipped { reason: e.to_string() },
    };
    let reply = implementation.calculate(&prepared.bytes).and_then(|bytes| Reply::read(&bytes, &prepared));
    let reply = match reply {
        Ok(reply) => reply,
        Err(reason) => return Verdict::Failed { reasons: vec![reason] },
    };
    let mut reasons = compare(case.scope, &case.expected, &reply);
    reasons.extend(remarks(&case, &reply, !reasons.is_empty()));
    if reasons.is_empty() { Verdict::Passed } else { Verdict::Failed { reasons } }
}

/// Findings and open questions that concern what is expected.
fn remarks(case: &Case, reply: &Reply, failed: bool) -> Vec<String> {
    // A claim that is priced again says nothing about whether the bill would be permitted, and leaves nothing to derive.
    if case.scope == Scope::Reprice {
        let told = |r: &Remark| format!("for information: {} {}", r.id, r.message);
        return if failed { reply.errors.iter().map(told).collect() } else { Vec::new() };
    }
    // What is about no line in particular concerns them all.
    let expects = |code: &String| case.expected.lines.iter().any(|l| l.named().any(|c| c == code));
    let concerns = |r: &Remark| r.codes.is_empty() || r.codes.iter().any(expects);
    let basis =
        |r: &Remark| case.scope == Scope::Fragment && about_basis_fee(&r.id) && !expects_basis_fee(case);
    let mut reasons: Vec<String> = reply
        .errors
        .iter()
        .filter(|r| concerns(r) && !basis(r))
        .map(|r| format!("error {} {}", r.id, r.message))
        .collect();
    reasons.extend(
        reply
            .questions
            .iter()
            .filter(|r| (concerns(r) && !basis(r)) || failed)
            .map(|r| format!("open question {} {}", r.id, r.message)),
    );
    reasons
}

/// Basis fees are 初診料, 再診料 and 外来診療料 with their additions (A000, A001, A002).
fn about_basis_fee(id: &str) -> bool {
    ["A000", "A001", "A002"].iter().any(|article| id.starts_with(article))
}

fn expects_basis_fee(case: &Case) -> bool {
    case.expected.lines.iter().any(|l| l.section == "11" || l.section == "12")
}
