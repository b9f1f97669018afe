//! From the core's outcome to canonical bytes.

mod body;
mod build_claim;
mod charge;
mod check;
mod manifest;
mod parts;
mod text;
mod trace;
mod wire;
pub(crate) mod words;

pub use build_claim::decoded;
pub(crate) use build_claim::render_build;
pub(crate) use charge::render_charge;
pub(crate) use check::{render_check, render_check_uke};
pub use manifest::manifest;
pub(crate) use parts::pointer;
pub(crate) use text::{code_name, filled, named, row_name};
pub(crate) use trace::Roots;
pub(crate) use wire::{Dec, Section, Tag};

use santei_core::claim::Lang;
use santei_core::code::Code;
use santei_core::engine::Engine;
use santei_core::outcome::{Finding, Outcome};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::problem::{Problem, ProblemKind};
use crate::read::Request;
use wire::Sha256Text;

/// What a part reads from.
#[derive(Clone, Copy)]
struct Source<'r> {
    engine: &'r Engine,
    request: &'r Request,
    outcome: &'r Outcome,
}

#[derive(Serialize)]
struct ManifestMember<'r> {
    manifest: manifest::ManifestBody<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'r str>,
    result_hash: Sha256Text<'r>,
}

/// The message of a finding, its arguments filled in with the names the masters give them.
#[must_use]
pub fn message(engine: &Engine, finding: &Finding, lang: Lang) -> String {
    filled(engine, &[], finding.text, &finding.args, lang).into_owned()
}

/// The message of an issue of the charge.
#[must_use]
pub fn issue_message(engine: &Engine, issue: &santei_core::charge::Issue, lang: Lang) -> String {
    filled(engine, &[], &issue.ty.text, &issue.args, lang).into_owned()
}

/// The latest name of a code; `None` when no edition knows it.
#[must_use]
pub fn name(engine: &Engine, code: Code) -> Option<&str> {
    code_name(engine, &[], code)
}

/// The result as canonical JSON.
///
/// `resultHash` is the SHA-256 of the same document without `manifest`, `requestId` and `resultHash`.
///
/// # Errors
/// [`Problem`] when an amount of yen cannot be written as a JSON integer, or points × count leave their range.
pub fn render(engine: &Engine, request: &Request, outcome: &Outcome) -> Result<Vec<u8>, Problem> {
    let source = Source { engine, request, outcome };
    let roots = Roots::of(&outcome.trace);
    // The members are sorted by name, and so are the three groups that are hashed; the two that are not stand between
    // them, so that every member is written only once.
    let mut out = Vec::with_capacity(4096 + 512 * outcome.lines.len());
    members(&mut out, &parts::head(source, &roots))?;
    let head = out.len();
    members(&mut out, &ManifestMember { manifest: manifest::of_result(engine, &outcome.editions) })?;
    let manifest = out.len();
    members(&mut out, &parts::middle(source))?;
    let middle = out.len();
    let mut tail = Vec::with_capacity(1024);
    members(&mut tail, &parts::tail(source, &roots)?)?;
    let mut hash = Sha256::new();
    hash.update(out.get(..head).unwrap_or_default());
    hash.update(b",");
    hash.update(out.get(manifest + 1..middle).unwrap_or_default());
    hash.update(b",");
    hash.update(tail.get(1..).unwrap_or_default());
    hash.update(b"}");
    let hash = hash.finalize();
    let identity = Identity { request_id: request.id.as_deref(), result_hash: Sha256Text(hash.as_slice()) };
    members(&mut out, &identity)?;
    if let Some(brace) = tail.first_mut() {
        *brace = b',';
    }
    out.append(&mut tail);
    out.push(b'}');
    Ok(out)
}

/// Appends the members of an object without the closing brace; behind other members a comma replaces the opening one.
fn members(out: &mut Vec<u8>, object: &impl Serialize) -> Result<(), Problem> {
    let at = out.len();
    serde_json::to_writer(&mut *out, object)
        .map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
    out.pop();
    if let (true, Some(brace)) = (at > 0, out.get_mut(at)) {
        *brace = b',';
    }
    Ok(())
}
