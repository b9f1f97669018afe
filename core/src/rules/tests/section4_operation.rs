//! Part 3, section 4, general rule 1 — punctures and sampling that are part of an operation.
//!
//! # What it does   Leaves diagnostic punctures and sampling out when they were part of an operation of the visit.
//! # Law            告示 第3部第4節 通則1
//! # Asks           beside an operation: whether the sampling was part of it
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/section4/
//!
//! Blood drawn from a vein, a finger or an artery (D400, D419 3) is drawn for tests, not in the operation: it is not asked about.

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D4.g1",
    article: "D401",
    title: Text { ja: "手術に当たっての診断穿刺・検体採取", en: "sampling in an operation" },
    about: Text {
        ja: "手術に当たって行った診断穿刺・検体採取は算定しません。手術と同じ受診にあるときは確かめます。",
        en: "diagnostic puncture and sampling in an operation are not billed; beside an operation it is asked",
    },
    phase: Phase::Item,
    extent: Extent::Part("手術と同じ受診の行に限る"),
    cites: &[Citation::r06("第2章第3部第4節 通則1"), Citation::r08("第2章第3部第4節 通則1")],
    run,
};

static ASK: Text = Text {
    ja: "この受診の診断穿刺・検体採取は、手術に当たって行ったものですか（第3部第4節 通則1）。",
    en: "was the diagnostic puncture or sampling of this visit part of the operation (part 3, section 4, general rule 1)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // 第10部第1節 is K000 to K919; transfusion and additions follow.
    let operation = view
        .procedures()
        .find(|(_, r)| r.article().letter == b'K' && r.article().section < 920 && r.notice_kind().is_base())
        .map(|(line, _)| line);
    let Some(operation) = operation else { return Ok(()) };
    for (line, row) in view.procedures() {
        let article = row.article();
        let sampling = article.letter == b'D'
            && matches!(article.section, 401..=419)
            && !(article.is(b'D', 419, 0) && article.item == 3);
        if sampling
            && row.notice_kind().is_base()
            && view.decide_bool(out, &fact::SAMPLING_IN_OPERATION, "D4.g1.operation", &ASK) == Some(true)
        {
            out.exclude(line, Some(operation));
        }
    }
    Ok(())
}
