//! B000 note 1, B001-3 and B001-3-3 notes 1 (R8) — standards without a filing.
//!
//! # What it does   R8 asks for a standard where R6 asked for none: takes the fee off where the institution says it lacks it.
//! # Law            告示 B000 注1, B001-3 注1, B001-3-3 注1; 施設基準 特掲診療料 第三
//! # Asks           whether the standard is met
//! # Revisions      R8
//! # Cases          conformance/cases/b/b000/

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B000.standard",
    article: "B000",
    title: Text {
        ja: "特定疾患療養管理料等の施設基準", en: "standards of chronic disease management"
    },
    about: Text {
        ja: "特定疾患療養管理料・生活習慣病管理料等の施設基準（届出を要しないもの）を満たすかを確かめ、満たさなければ算定しません。",
        en: "asks whether the standard (without a filing) is met; the fee is not billed where it is not",
    },
    phase: Phase::Act,
    extent: Extent::Part("B001-2・B001の8・17の施設基準（R6では標榜）は、申告による"),
    cites: &[Citation::r08("B000 注1"), Citation::r08("B001-3 注1"), Citation::r08("B001-3-3 注1")],
    run,
};

/// Keys of the fees, the fact of their standard, its question.
const FEES: [(&[&str], &fact::Fact, &str); 2] = [
    (&["management.b000"], &fact::CHRONIC_STANDARD, "B000.n1.standard"),
    (&["management.b001-3", "management.b001-3-3"], &fact::LIFESTYLE_STANDARD, "lifestyle.standard"),
];

static ASK: Text = Text {
    ja: "この管理料の施設基準（管理を行うにつき必要な体制：令和8年6月から）を満たしていますか。",
    en: "does the institution meet the standard of this management fee (the arrangements it needs, from June 2026)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (keys, standard, question) in FEES {
        let mut lines = Vec::new();
        for key in keys {
            let set = &view.set(key)?.value;
            lines.extend(view.procedures().filter(|(_, r)| set.contains(r.code())).map(|(line, _)| line));
        }
        if lines.is_empty() || view.decide_bool(out, standard, question, &ASK) != Some(false) {
            continue;
        }
        for line in lines {
            out.exclude(line, None);
        }
    }
    Ok(())
}
