//! Part 3, section 1, general rule 3 — results explained on the day (外来迅速検体検査加算).
//!
//! # What it does   Adds 10 points for each listed test, five at most a day, when the results were given in writing on the day.
//! # Law            告示 第3部第1節第1款 通則3; 特掲診療料の施設基準等 別表第九の二 (the list); 通知 同 (1)–(5)
//! # Asks           nothing: encounter.sameDayResult is told, or the addition is sent
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/general/

use rust_decimal::Decimal;

use super::d296_3_time;
use super::general1_emergency::EMERGENCY;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D1.g3",
    article: "D000",
    title: Text { ja: "外来迅速検体検査加算", en: "same-day test results" },
    about: Text {
        ja: "当日中に文書で結果を説明した対象検査1項目につき10点を、1日5項目まで加えます。",
        en: "adds 10 points for each listed test whose result was explained in writing on the day, five at most",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[Citation::r06("第2章第3部第1節第1款 通則3"), Citation::r08("第2章第3部第1節第1款 通則3")],
    run,
};

const SAME_DAY: Code = Code::known(160_177_770);

static NOT_EXPLAINED: Text = Text {
    ja: "当日中に文書で結果を説明し診療に用いたことが示されていないか、対象の検査がありません。",
    en: "nothing tells that results were explained in writing on the day, or no listed test was done",
};
static EMERGENCY_BESIDE: Text = Text {
    ja: "同一日に時間外緊急院内検査加算（通則1ただし書）又はD296-3の時間外加算を算定します。",
    en: "the emergency addition, or that of D296-3, is billed on the same day (general rule 1, proviso)",
};

static LIMIT: Text = Text {
    ja: "1日につき5項目が限度です（通知 (3)）。",
    en: "five items a day at most (circular (3))",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || view.has(SAME_DAY) {
        return Ok(());
    }
    let listed = view.set("lab.same-day")?;
    let tests: Vec<usize> = view
        .procedures()
        .filter(|(_, r)| listed.value.contains(r.code()) && r.notice_kind().is_base())
        .map(|(line, _)| line)
        .collect();
    if tests.is_empty() {
        return Ok(());
    }
    if view.has_on_the_day(EMERGENCY) || d296_3_time::stands(view) {
        out.decline(SAME_DAY, &EMERGENCY_BESIDE);
        return Ok(());
    }
    if !view.told(&fact::SAME_DAY_RESULT) {
        out.decline(SAME_DAY, &NOT_EXPLAINED);
        return Ok(());
    }
    // 5項目 are those of the day, its earlier visits included (通知 (3)).
    let most = view.value("lab.same-day.items")?.value;
    let left = most.checked_sub(view.units_on_the_day(SAME_DAY)).unwrap_or(Decimal::ZERO);
    let items = Decimal::from(tests.len()).min(left);
    if items <= Decimal::ZERO {
        out.decline(SAME_DAY, &LIMIT);
        return Ok(());
    }
    out.add_quantity(SAME_DAY, items, &tests);
    Ok(())
}
