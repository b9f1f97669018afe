//! A page of text in one language.

use santei_core::claim::Lang;
use santei_core::engine::Engine;
use santei_core::law::Citation;
use santei_core::outcome::{LineOutcome, Outcome};

use crate::read::Request;
use crate::render::{code_name, row_name};

/// A page while it is written.
pub(super) struct Page<'r> {
    pub(super) engine: &'r Engine,
    pub(super) request: &'r Request,
    pub(super) outcome: &'r Outcome,
    pub(super) lang: Lang,
    out: String,
}

impl<'r> Page<'r> {
    pub(super) const fn new(
        engine: &'r Engine,
        request: &'r Request,
        outcome: &'r Outcome,
        lang: Lang,
    ) -> Self {
        Self { engine, request, outcome, lang, out: String::new() }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// The words of the page's language.
    pub(super) const fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// A line, indented by so many levels.
    pub(super) fn line(&mut self, level: usize, text: &str) {
        for _ in 0..level {
            self.out.push_str("  ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A heading after an empty line.
    pub(super) fn heading(&mut self, ja: &'static str, en: &'static str) {
        let text = self.say(ja, en);
        self.line(0, "");
        self.line(0, &format!("■ {text}"));
    }

    /// The citations by place, each on a line.
    pub(super) fn cites(&mut self, level: usize, cites: &[usize]) {
        let label = self.say("根拠", "source");
        for citation in cites.iter().filter_map(|c| self.outcome.citations.get(*c)) {
            self.line(level, &format!("{label}: {}", cited(citation)));
        }
    }

    /// Id of an encounter.
    pub(super) fn encounter_id(&self, encounter: usize) -> &'r str {
        self.request.claim.encounters.get(encounter).map_or("", |e| e.id.as_str())
    }

    /// Id, name and code of a line.
    pub(super) fn line_name(&self, line: &LineOutcome) -> String {
        let name = match &line.master {
            Some(master) => row_name(self.engine, master),
            None => code_name(self.engine, &self.outcome.editions, line.code).unwrap_or(""),
        };
        let name = if name.is_empty() { self.say("名称不明", "no name") } else { name };
        match self.lang {
            Lang::Ja => format!("{}  {name}（{}）", line.id, line.code),
            Lang::En => format!("{}  {name} ({})", line.id, line.code),
        }
    }

    /// Id of a line by its place.
    pub(super) fn line_id(&self, line: usize) -> &'r str {
        self.outcome.lines.get(line).map_or("", |l| l.id.as_str())
    }
}

/// Number, title and article.
pub(super) fn cited(citation: &Citation) -> String {
    format!("{} {} {}", citation.document.number(), citation.document.title(), citation.article)
}
