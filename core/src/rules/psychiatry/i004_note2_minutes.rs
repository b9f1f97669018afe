//! I004 note 2 — psychosomatic therapy on the day of the first visit (心身医学療法).
//!
//! # What it does   Leaves out psychosomatic therapy of up to thirty minutes on the day of the first visit.
//! # Law            告示 I004 注2
//! # Asks           nothing: without `encounter.psychosomaticMin` a finding asks for confirmation
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i004/

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "I004.n2",
    article: "I004",
    title: Text { ja: "初診日の心身医学療法", en: "psychosomatic therapy on the first day" },
    about: Text {
        ja: "初診の日の心身医学療法は、診療時間が30分を超えたときに限り算定します。",
        en: "on the day of the first visit psychosomatic therapy is billed only beyond thirty minutes",
    },
    phase: Phase::Item,
    extent: Extent::Part("週の回数は電子点数表の算定回数による"),
    cites: &[Citation::r06("I004 注2"), Citation::r08("I004 注2")],
    run,
};

static SHORT: Text = Text {
    ja: "初診の日の診療時間が{0}分を超えないため、心身医学療法を含めていません（I004 注2）。",
    en: "on the day of the first visit psychosomatic therapy of not more than {0} minutes is not included (I004 note 2)",
};
static OPEN: Text = Text {
    ja: "初診の日の心身医学療法は診療時間が{0}分を超えたときに限り算定します。encounter.psychosomaticMin を送ってください。",
    en: "on the day of the first visit psychosomatic therapy is billed only beyond {0} minutes; send encounter.psychosomaticMin",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let line = view.procedures().find(|(_, r)| r.article().is(b'I', 4, 0) && r.notice_kind().is_base());
    let first = view.fact(&fact::VISIT_KIND, "A000.visitKind") == Some(FactValue::Choice("first"));
    let Some((line, _)) = line.filter(|_| first && view.is_outpatient()) else { return Ok(()) };
    let over = view.value("psychosomatic.minutes.first-visit")?.value;
    let args = vec![Arg::Number(over)];
    let target = Target::Encounter(view.place());
    match view.encounter().facts.int(&fact::PSYCHOSOMATIC_MINUTES) {
        Some(minutes) if Decimal::from(minutes) > over => {}
        Some(_) => {
            out.exclude(line, None);
            out.confirm("I004.n2.short", target, &[line], &SHORT, args);
        }
        None => out.confirm("I004.n2.minutes", target, &[line], &OPEN, args),
    }
    Ok(())
}
