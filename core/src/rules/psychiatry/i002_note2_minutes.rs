//! I002 note 2 — psychotherapy of more than five minutes (通院・在宅精神療法の診療時間).
//!
//! # What it does   Leaves the fee out up to five minutes; on the day of the first visit up to thirty, and with it every fee for less than thirty. Says so when the minutes told, or the kind of visit, are not those of the fee that was sent.
//! # Law            告示 I002 注2; 通知 I002 (4), (5)
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
    extent: Extent::Part(
        "診療時間は encounter.psychotherapyMin による。令和8年6月からの区分と時間の一致は見ない",
    ),
    cites: &[Citation::r06("I002 注2"), Citation::r06_circular("I002 (5)"), Citation::r08("I002 注2")],
    run,
};

static SHORT: Text = Text {
    ja: "診療時間が{0}分を超えないため、通院・在宅精神療法を含めていません（I002 注2）。",
    en: "psychotherapy of not more than {0} minutes is not included (I002 note 2)",
};

static CLASS: Text = Text {
    ja: "コード{0}の区分（診療時間、初診の日）が、送られた診療時間又は受診の種別と合いません。区分を確認してください（I002 (5)）。",
    en: "code {0} is not the item of the minutes or of the visit told; please confirm the item (I002 (5))",
};

/// Minutes that the item of a fee asks for: at least, under (0: no end), and whether only on the day of the first visit.
const CLASSES: [(&str, i64, i64, bool); 5] = [
    ("psychotherapy.class.under-30", 0, 30, false),
    ("psychotherapy.class.from-30", 30, 0, false),
    ("psychotherapy.class.from-30-under-60", 30, 60, false),
    ("psychotherapy.class.from-60", 60, 0, false),
    ("psychotherapy.class.first-visit-from-60", 60, 0, true),
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let minutes = view.encounter().facts.int(&fact::PSYCHOTHERAPY_MINUTES);
    let visit = view.fact(&fact::VISIT_KIND, "A000.visitKind");
    let first = visit == Some(FactValue::Choice("first"));
    let key = if first { "psychotherapy.minutes.first-visit" } else { "psychotherapy.minutes" };
    let over = view.value(key)?.value;
    let target = Target::Encounter(view.place());
    for (line, row) in view.procedures().filter(|(_, r)| r.article().is(b'I', 2, 0) && r.schedule_kind() != 7)
    {
        let class = CLASSES
            .iter()
            .find(|(key, ..)| view.known_set(key).is_some_and(|set| set.value.contains(row.code())));
        // The fee for less than thirty minutes says itself that it was not more than thirty.
        let below = class.is_some_and(|(_, _, under, _)| *under != 0 && Decimal::from(*under) <= over);
        if minutes.map_or(below, |told| Decimal::from(told) <= over) {
            out.exclude(line, None);
            out.confirm("I002.n2.short", target, &[line], &SHORT, vec![Arg::Number(over)]);
            continue;
        }
        let Some((_, least, under, first_only)) = class else { continue };
        let of_class = minutes.is_none_or(|told| told >= *least && (*under == 0 || told < *under));
        let of_visit = !first_only || visit.is_none() || first;
        if !of_class || !of_visit {
            out.confirm("I002.n2.class", target, &[line], &CLASS, vec![Arg::Code(row.code())]);
        }
    }
    Ok(())
}
