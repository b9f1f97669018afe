//! 第10部 通則1 — endoscopy at the time of an operation by endoscope (内視鏡を用いた手術と同時の内視鏡検査).
//!
//! # What it does   Leaves out the endoscopy of the same way in on the day of an operation by endoscope (polypectomy and colonoscopy).
//! # Law            通知 第2章第10部 通則4
//! # Asks           nothing: an endoscopy that was not part of the operation is told by `line.unrelatedToOperation`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/
//!
//! Operations and endoscopies by way in are the relations `surgery.endoscopy.*`. An endoscopy of another way in (a gastroscopy beside
//! a polypectomy of the colon) is not done "at the same time" with it and stays.

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g1.endoscopy",
    article: "K",
    title: Text {
        ja: "内視鏡を用いた手術と同時の内視鏡検査",
        en: "endoscopy at the time of an operation by endoscope",
    },
    about: Text {
        ja: "内視鏡を用いた手術の日の、同じ経路の内視鏡検査を算定しません（大腸ポリープ切除術と大腸内視鏡検査など）。",
        en: "on the day of an operation by endoscope the endoscopy of the same way in is not billed",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "手術と検査の組は data/params/relations/surgery_endoscopy.toml による（関節鏡、腹腔鏡、胸腔鏡、眼・中耳の内視鏡は対象としない）",
    ),
    cites: &[Citation::r06_circular("第2章第10部 通則4"), Citation::r08_circular("第2章第10部 通則4")],
    run,
};

/// Ways in: operations and endoscopies of the relations.
const WAYS: [(&str, &str); 6] = [
    ("surgery.endoscopy.upper.operations", "surgery.endoscopy.upper.tests"),
    ("surgery.endoscopy.lower.operations", "surgery.endoscopy.lower.tests"),
    ("surgery.endoscopy.airway.operations", "surgery.endoscopy.airway.tests"),
    ("surgery.endoscopy.nose.operations", "surgery.endoscopy.nose.tests"),
    ("surgery.endoscopy.urinary.operations", "surgery.endoscopy.urinary.tests"),
    ("surgery.endoscopy.uterus.operations", "surgery.endoscopy.uterus.tests"),
];

static INCLUDED: Text = Text {
    ja: "内視鏡を用いた手術と同時の内視鏡検査は算定しないため、含めていません（通知 第10部 通則4）。手術と別に行ったものであれば行の unrelatedToOperation を送ってください。",
    en: "endoscopy at the time of an operation by endoscope is not billed and not included (general rule 4 of the circular); send unrelatedToOperation on the line where it was done apart",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.procedures_of_the_day().any(|r| r.article().letter == b'K') {
        return Ok(());
    }
    for (operations, tests) in WAYS {
        let (operations, tests) = (&view.set(operations)?.value, &view.set(tests)?.value);
        if !view.procedures_of_the_day().any(|r| operations.contains(r.code())) {
            continue;
        }
        let by = view.first_of(operations);
        let mut lines = Vec::new();
        for (line, _) in view.procedures().filter(|(_, r)| tests.contains(r.code())) {
            let unrelated = view.source(line).and_then(|l| l.facts.bool(&fact::UNRELATED_TO_OPERATION));
            if unrelated != Some(true) {
                out.exclude(line, by);
                lines.push(line);
                lines.extend(view.additions_on(line).map(|(addition, _)| addition));
            }
        }
        for addition in lines.iter().copied().filter(|l| !tests.contains(view.code_of(*l))) {
            out.exclude(addition, by);
        }
        if !lines.is_empty() {
            out.confirm(
                "K.g1.endoscopy.with",
                Target::Encounter(view.place()),
                &lines,
                &INCLUDED,
                Vec::new(),
            );
        }
    }
    Ok(())
}
