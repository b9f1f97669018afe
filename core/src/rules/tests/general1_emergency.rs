//! Part 3, section 1, general rule 1 — emergency tests in the house (時間外緊急院内検査加算).
//!
//! # What it does   Adds 200 points a day; takes the same-day addition (general rule 3) off beside it.
//! # Law            告示 第3部第1節第1款 通則1; 通知 同 時間外緊急院内検査加算 (1)–(6)
//! # Asks           outside regular hours: whether tests were begun in the house as an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/general/

use super::d296_3_time;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Time};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D1.g1",
    article: "D000",
    title: Text { ja: "時間外緊急院内検査加算", en: "emergency tests in the house outside hours" },
    about: Text {
        ja: "時間外・休日・深夜に緊急に院内で検体検査を行った外来の日に1日1回加え、外来迅速検体検査加算を外します。",
        en: "adds once a day for emergency tests in the house outside hours; the same-day addition is not billed beside it",
    },
    phase: Phase::Item,
    extent: Extent::Whole,
    cites: &[Citation::r06("第2章第3部第1節第1款 通則1"), Citation::r08("第2章第3部第1節第1款 通則1")],
    run,
};

/// 時間外緊急院内検査加算.
pub(super) const EMERGENCY: Code = Code::known(160_000_210);
const SAME_DAY: Code = Code::known(160_177_770);

static ASK: Text = Text {
    ja: "緊急のため、診療時間外・休日・深夜に院内の機器で検体検査を開始しましたか。",
    en: "were tests begun in the house, as an emergency, outside hours, on a holiday or late at night?",
};
static REGULAR: Text = Text {
    ja: "診療時間内か、緊急の院内検査ではありません。",
    en: "within regular hours, or no emergency test in the house",
};
static ANALYSIS: Text = Text {
    ja: "同一日にD296-3の時間外加算を算定します（同注ただし書）。",
    en: "the addition of D296-3 is billed on the same day (proviso of its note)",
};
static ONCE_A_DAY: Text = Text { ja: "1日につき1回です。", en: "once a day" };

/// Whether the time class is known not to be the regular one, and the visit is not within the displayed hours.
pub(in crate::rules) fn outside_hours(view: &View<'_, '_, '_>) -> bool {
    visit::known_time(view).is_some_and(|time| time != Time::Regular) && !visit::is_open(view)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // Tests of section 1: they belong to a group of the judgement fees 1–8 and 17, or are D000.
    let tests: Vec<usize> = view
        .procedures()
        .filter(|(_, r)| {
            let article = r.article();
            let section_1 = article.letter == b'D' && article.section < 26;
            section_1 && r.schedule_kind() != 7 && r.notice_kind().is_base() && r.lab_judge_kind() != 2
        })
        .map(|(line, _)| line)
        .collect();
    if d296_3_time::stands(view) {
        // D296-3 注ただし書: neither this addition nor the same-day one.
        for (line, row) in view.procedures().filter(|(_, r)| [EMERGENCY, SAME_DAY].contains(&r.code())) {
            out.exclude(line, None);
            out.decline(row.code(), &ANALYSIS);
        }
        return Ok(());
    }
    let billed = view.place_on_the_day(EMERGENCY);
    if let Some(by) = billed {
        for (line, row) in view.procedures() {
            if row.code() == SAME_DAY {
                out.exclude(line, Some(by));
            }
        }
        out.decline(EMERGENCY, &ONCE_A_DAY);
        return Ok(());
    }
    if tests.is_empty() || !view.is_outpatient() {
        return Ok(());
    }
    if !outside_hours(view) {
        out.decline(EMERGENCY, &REGULAR);
        return Ok(());
    }
    match view.decide_bool(out, &fact::EMERGENCY_TEST, "D1.g1.emergency", &ASK) {
        Some(true) => {
            out.add(EMERGENCY, &tests);
            for (line, row) in view.procedures() {
                if row.code() == SAME_DAY {
                    out.exclude(line, None);
                }
            }
        }
        Some(false) => out.decline(EMERGENCY, &REGULAR),
        None => {}
    }
    Ok(())
}
