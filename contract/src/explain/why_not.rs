//! Why a code is not in the bill: the first condition that was not met.

use santei_core::claim::Lang;
use santei_core::code::Code;
use santei_core::engine::Engine;
use santei_core::outcome::Outcome;

use super::page::Page;
use super::rest;
use crate::read::Request;
use crate::render::{code_name, named};

/// Why a code was not billed, as far as the outcome tells: its lines and their verdicts, the rules that did not derive it,
/// the findings about it. The outcome must carry a trace ([`super::traced`]).
#[must_use]
pub fn why_not(engine: &Engine, request: &Request, outcome: &Outcome, code: Code, lang: Lang) -> String {
    let mut page = Page::new(engine, request, outcome, lang);
    page.line(0, &named(engine, &outcome.editions, code, lang));
    let mut known = false;
    for (place, line) in outcome.lines.iter().enumerate().filter(|(_, l)| l.code == code) {
        known = true;
        if line.unit.is_some() {
            let text = page.say("算定している: 行", "it is billed: line");
            page.line(1, &format!("{text} {}", line.id));
        } else {
            rest::not_billed(&mut page, line);
        }
        for finding in outcome.findings.iter().filter(|f| f.lines.contains(&place)) {
            rest::write_finding(&mut page, finding);
        }
    }
    for declined in outcome.declined.iter().filter(|d| d.code == code) {
        known = true;
        rest::write_declined(&mut page, declined);
    }
    if !known {
        let text = if code_name(engine, &outcome.editions, code).is_none() {
            page.say("どの版のマスターにもないコードです。", "no edition of the masters has this code.")
        } else {
            page.say(
                "依頼に行がなく、導かれてもいません。行として送れば、算定できるかどうかを判断します。",
                "the request has no line of it and no rule derived it; send it as a line to have it judged.",
            )
        };
        page.line(1, text);
    }
    for question in &outcome.questions {
        let text =
            page.say("未回答の質問（答えにより変わりうる）", "open question, whose answer may change this");
        page.line(1, &format!("{text}: {}", question.id));
    }
    page.finish()
}
