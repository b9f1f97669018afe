//! Part 3, endoscopy, general rule 5 — time additions of an emergency endoscopy.
//!
//! # What it does   Adds 休日 80/100, 時間外 40/100 (out-patients) or 深夜 80/100 to each endoscopy of the encounter.
//! # Law            告示 第3部第3節 内視鏡検査 通則5; 通知 同 (4)–(7)
//! # Asks           the time class of the visit; whether it was an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d308/
//!
//! D296-3 has a note of its own; D324 and D325 have no such addition. The bases that take one carry 時間加算区分 1 (s43).

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{TimeCodes, codes};
use crate::rules::emergency;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D.endoscopy.g5",
    article: "D295",
    title: Text {
        ja: "時間外・休日・深夜加算（内視鏡検査）",
        en: "time additions of an emergency endoscopy",
    },
    about: Text {
        ja: "緊急の内視鏡検査に、休日80/100、時間外40/100（外来のみ）又は深夜80/100を加えます。",
        en: "adds holiday 80/100, after hours 40/100 (out-patients) or late night 80/100 to an emergency endoscopy",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("D294 (内視鏡検査) 通則5"), Citation::r08("D294 (内視鏡検査) 通則5")],
    run,
};

const CODES: TimeCodes = codes(160_204_070, 160_203_970, 160_204_170, 160_204_270);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let sent = CODES.all().into_iter().any(|code| view.has(code));
    if sent {
        return Ok(());
    }
    for (line, row) in view.procedures() {
        let article = row.article();
        let takes = article.letter == b'D' && row.time_addon() != 0 && row.notice_kind().is_base();
        if !takes || article.is(b'D', 296, 3) {
            continue;
        }
        emergency::add(view, out, line, None, Some(&CODES), CODES.after_hours);
    }
    Ok(())
}
