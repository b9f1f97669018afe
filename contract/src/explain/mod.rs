//! Explanations as text: how each number came to be. They are read off the outcome and its trace, never computed again.

mod charge;
mod page;
mod plain;
mod request;
mod rest;
mod units;
mod why_not;

pub use plain::explain_plainly;
pub use request::{Audience, explain_charge};
pub use why_not::why_not;

use santei_core::claim::{Lang, TraceLevel};
use santei_core::engine::Engine;
use santei_core::outcome::{Outcome, Status};

use crate::problem::{Problem, ProblemKind};
use crate::read::Request;
use crate::render::Dec;
use page::Page;

/// A request read and calculated with its trace, ready to be explained.
///
/// # Errors
/// [`Problem`] when the request cannot be read or the engine gives no answer.
pub fn traced(engine: &Engine, request: &[u8]) -> Result<(Request, Outcome), Problem> {
    let mut request = Request::parse(request)?;
    request.claim.options.trace = TraceLevel::Full;
    let outcome =
        engine.calculate(&request.claim).map_err(|e| Problem::new(ProblemKind::NoAnswer, e.to_string()))?;
    Ok((request, outcome))
}

/// The explanation of an outcome: unit by unit the lines, their master rows, rules and citations and every step of the
/// points; then what was not billed, the charge, findings and questions.
///
/// Steps stand in it only when the outcome was calculated with a trace ([`traced`]).
#[must_use]
pub fn explain(engine: &Engine, request: &Request, outcome: &Outcome, lang: Lang) -> String {
    let mut page = Page::new(engine, request, outcome, lang);
    header(&mut page);
    units::write(&mut page);
    rest::write(&mut page);
    page.finish()
}

fn header(page: &mut Page<'_>) {
    let outcome = page.outcome;
    let status = match outcome.status {
        Status::Complete => page.say("確定", "complete"),
        Status::NeedsReview => page.say("要確認の指摘あり", "findings to confirm"),
        Status::Provisional => page.say("未回答の質問あり", "questions open"),
    };
    let total = Dec::from(outcome.total);
    let mut text = match page.lang {
        Lang::Ja => format!("合計 {total}点（{status}）"),
        Lang::En => format!("total {total} points ({status})"),
    };
    if let Some((least, most)) = outcome.bounds.filter(|(least, most)| least != most) {
        let (least, most) = (Dec::from(least), Dec::from(most));
        text += &match page.lang {
            Lang::Ja => format!("　回答により {least}点～{most}点"),
            Lang::En => format!("; {least} to {most} points by the answers"),
        };
    }
    page.line(0, &text);
}
