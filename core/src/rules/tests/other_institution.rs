//! D294 general rule 3, E203 — reading pictures of another institution, on the day of the first visit only.
//!
//! # What it does   Leaves 内視鏡写真診断（他医撮影） and 他医撮影のコンピューター断層診断 out on days without a first visit fee.
//! # Law            告示 第3部第3節 内視鏡検査 通則3; 通知 同 (3); 通知 E203 (3)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d294/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D294.g3",
    article: "D294",
    title: Text { ja: "他医撮影の写真の診断", en: "reading pictures of another institution" },
    about: Text {
        ja: "他の医療機関で撮影した内視鏡写真・CT等の診断は、初診料を算定した日に限り算定します。",
        en: "reading an endoscopic picture or a CT of another institution is billed on the day of a first visit fee only",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("D294 (内視鏡検査) 通則3"),
        Citation::r06_circular("E203 (3)"),
        Citation::r08("D294 (内視鏡検査) 通則3"),
        Citation::r08_circular("E203 (3)"),
    ],
    run,
};

/// 内視鏡写真診断（他医撮影）, 他医撮影のコンピューター断層診断.
const READINGS: [Code; 2] = [Code::known(160_092_050), Code::known(170_019_950)];

static NO_FIRST_VISIT: Text = Text {
    ja: "{0}は、初診料（2つ目の診療科の初診料を含む）を算定した日に限り算定します。",
    en: "{0} is billed on a day with a first visit fee only (that of a second department included)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let readings: Vec<(usize, Code)> = view
        .procedures()
        .filter(|(_, r)| READINGS.contains(&r.code()))
        .map(|(line, r)| (line, r.code()))
        .collect();
    let first =
        || view.procedures_of_the_day().any(|r| r.article().is(b'A', 0, 0) && r.notice_kind().is_base());
    if readings.is_empty() || first() {
        return Ok(());
    }
    for (line, code) in readings {
        out.limit(line);
        out.confirm(
            "D294.g3",
            Target::Encounter(view.place()),
            &[line],
            &NO_FIRST_VISIT,
            vec![Arg::Code(code)],
        );
    }
    Ok(())
}
