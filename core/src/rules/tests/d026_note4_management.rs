//! D026 note 4 — laboratory management (検体検査管理加算).
//!
//! # What it does   Adds the dearest addition the filed standards allow, once a month, when a judgement fee of D026 is billed.
//! # Law            告示 D026 注4; 通知 D026 (7), (8)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d026/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D026.n4",
    article: "D026",
    title: Text { ja: "検体検査管理加算", en: "laboratory management" },
    about: Text {
        ja: "検体検査判断料を算定した月に1回、届出に応じた検体検査管理加算を加えます（Ⅱ–Ⅳは入院）。",
        en: "adds once a month, beside a judgement fee, the addition of the filed standard (II to IV for in-patients)",
    },
    phase: Phase::Addition,
    extent: Extent::Part("国際標準検査管理加算（注5、入院）と D027 注2 は未対応"),
    cites: &[
        Citation::r06("D026 注4"),
        Citation::r06_circular("D026 (7)"),
        Citation::r08("D026 注4"),
        Citation::r08_circular("D026 (7)"),
    ],
    run,
};

/// I (out- and in-patients), II, III, IV (in-patients).
const LEVELS: [Code; 4] =
    [Code::known(160_170_170), Code::known(160_182_770), Code::known(160_161_610), Code::known(160_185_770)];

static NO_JUDGEMENT: Text = Text {
    ja: "検体検査判断料を算定しません（通知 (7)）。",
    en: "no judgement fee of D026 is billed (circular (7))",
};
static NOT_FILED: Text =
    Text { ja: "施設基準の届出がありません。", en: "no standard is filed" };
static BILLED: Text = Text {
    ja: "月1回で、当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month; billed already, or the month's history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let [first, ..] = LEVELS;
    let judgement = view
        .procedures()
        .find(|(_, r)| r.article().is(b'D', 26, 0) && r.lab_judge_kind() == 2)
        .map(|(line, _)| line);
    let Some(judgement) = judgement else {
        out.decline(first, &NO_JUDGEMENT);
        return Ok(());
    };
    if LEVELS.into_iter().any(|code| view.has(code)) {
        return Ok(());
    }
    let best = LEVELS
        .into_iter()
        .filter(|code| view.may_bill(*code))
        .max_by_key(|code| view.row(*code).map(|r| r.points()));
    let Some(code) = best else {
        let open: Vec<Code> = LEVELS.into_iter().filter(|code| view.unsure(*code)).collect();
        if !open.is_empty() {
            out.unsure(&open);
            return Ok(());
        }
        out.decline(first, &NOT_FILED);
        return Ok(());
    };
    if view.first_this_month(out, |c| LEVELS.contains(&c)) == Some(true) {
        out.add(code, &[judgement]);
    } else {
        out.decline(code, &BILLED);
    }
    Ok(())
}
