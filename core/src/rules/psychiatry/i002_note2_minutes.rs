//! I002 note 2 — psychotherapy of more than five minutes (通院・在宅精神療法の診療時間).
//!
//! # What it does   Leaves the fee out up to five minutes; on the day of the first visit up to thirty.
//! # Law            告示 I002 注2
//! # Asks           nothing: the minutes are told by `encounter.psychotherapyMin`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i002/

use rust_decimal::Decimal;

use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "I002.n2",
    article: "I002",
    title: Text { ja: "通院・在宅精神療法の診療時間", en: "time of psychotherapy" },
    about: Text {
        ja: "診療時間が5分（初診の日は30分）を超えない通院・在宅精神療法を算定しません。",
        en: "leaves out psychotherapy of up to five minutes (on the day of the first visit: thirty)",
    },
    phase: Phase::Visit,
    extent: Extent::Part("診療時間は encounter.psychotherapyMin による"),
    cites: &[Citation::r06("I002 注2"), Citation::r08("I002 注2")],
    run,
};

static SHORT: Text = Text {
    ja: "診療時間が{0}分を超えないため、通院・在宅精神療法を含めていません（I002 注2）。",
    en: "psychotherapy of not more than {0} minutes is not included (I002 note 2)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(minutes) = view.encounter().facts.int(&fact::PSYCHOTHERAPY_MINUTES) else { return Ok(()) };
    let first = view.fact(&fact::VISIT_KIND, "A000.visitKind") == Some(FactValue::Choice("first"));
    let key = if first { "psychotherapy.minutes.first-visit" } else { "psychotherapy.minutes" };
    let over = view.value(key)?.value;
    if Decimal::from(minutes) > over {
        return Ok(());
    }
    let fees = view.procedures().filter(|(_, r)| r.article().is(b'I', 2, 0) && r.schedule_kind() != 7);
    for (line, _) in fees {
        out.exclude(line, None);
        out.confirm(
            "I002.n2.short",
            Target::Encounter(view.place()),
            &[line],
            &SHORT,
            vec![Arg::Number(over)],
        );
    }
    Ok(())
}
