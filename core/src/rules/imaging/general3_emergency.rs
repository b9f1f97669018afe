//! Part 4, general rule 3 — emergency imaging in the house (時間外緊急院内画像診断加算).
//!
//! # What it does   Adds 110 points once a day to out-patients examined in the house as an emergency outside hours.
//! # Law            告示 第4部 通則3; 通知 第4部 通則3 (1)–(5)
//! # Asks           outside regular hours: whether imaging was begun in the house as an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::tests::general1_emergency::outside_hours;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E.g3",
    article: "E001",
    title: Text {
        ja: "時間外緊急院内画像診断加算", en: "emergency imaging in the house outside hours"
    },
    about: Text {
        ja: "時間外・休日・深夜に緊急に院内で撮影と画像診断を行った外来の日に、1日1回加えます。",
        en: "adds once a day for emergency imaging in the house outside hours",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[Citation::r06("第2章第4部 通則3"), Citation::r08("第2章第4部 通則3")],
    run,
};

const EMERGENCY: Code = Code::known(170_016_010);

static ASK: Text = Text {
    ja: "緊急のため、診療時間外・休日・深夜に院内の機器で撮影と画像診断を開始しましたか。",
    en: "was imaging begun in the house, as an emergency, outside hours, on a holiday or late at night?",
};
static REGULAR: Text = Text {
    ja: "診療時間内か、緊急の院内の画像診断ではありません。",
    en: "within regular hours, or no emergency imaging in the house",
};
static ONCE_A_DAY: Text = Text { ja: "1日につき1回です。", en: "once a day" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // 撮影及び画像診断: a picture taken here (E002, E100 …, E200 …). A film of another institution and 透視診断 alone (E000) have none.
    let taken: Vec<usize> = view
        .procedures()
        .filter(|(_, r)| {
            let article = r.article();
            let picture = matches!(article.section, 2 | 100 | 101 | 200 | 201 | 202);
            article.letter == b'E' && picture && r.notice_kind().is_base()
        })
        .map(|(line, _)| line)
        .collect();
    if taken.is_empty() || !view.is_outpatient() {
        return Ok(());
    }
    if view.has_on_the_day(EMERGENCY) {
        out.decline(EMERGENCY, &ONCE_A_DAY);
    } else if !outside_hours(view) {
        out.decline(EMERGENCY, &REGULAR);
    } else {
        match view.decide_bool(out, &fact::EMERGENCY_IMAGING, "E.g3.emergency", &ASK) {
            Some(true) => out.add(EMERGENCY, &taken),
            Some(false) => out.decline(EMERGENCY, &REGULAR),
            None => {}
        }
    }
    Ok(())
}
