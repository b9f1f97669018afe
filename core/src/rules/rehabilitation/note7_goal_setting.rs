//! H001, H001-2, H002 note 7 — rehabilitation without goal setting (目標設定等支援・管理料を算定していない場合の100分の90).
//!
//! # What it does   Puts the row of 90/100 in the place of the fee for patients certified for long-term care, 60 (H001), 40 (H001-2) or
//! 50 (H002) days after the onset, when 目標設定等支援・管理料 was not billed in the last three months.
//! # Law            告示 H001 注7, H001-2 注7, H002 注7; 通知 H001 (17), H001-2 (16), H002 (18)
//! # Asks           whether the patient is certified; whether the management was billed, when the history does not tell
//! # Revisions      R6
//! # Cases          conformance/cases/h/h002/

use rust_decimal::Decimal;

use super::days::{day, told};
use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::Article;

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.n7",
    article: "H002",
    title: Text {
        ja: "目標設定等支援・管理料を算定していない場合のリハビリテーション",
        en: "rehabilitation without goal setting",
    },
    about: Text {
        ja: "要介護被保険者等に、発症等から60日（H001）、40日（H001-2）、50日（H002）を経過した後、過去3月以内に目標設定等支援・管理料を算定せずに行うものは、100分の90の項目に置き換えます。",
        en: "for patients certified for long-term care the fee becomes 90/100 after 60, 40 or 50 days without goal setting in the last three months",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "起算日（line.onset）が送られたときに限る。認定があり起算日がないときは確認を求める",
    ),
    cites: &[
        Citation::r06("H001 注7"),
        Citation::r06("H001-2 注7"),
        Citation::r06("H002 注7"),
        Citation::r06_circular("H001 (17)"),
        Citation::r06_circular("H001-2 (16)"),
        Citation::r06_circular("H002 (18)"),
    ],
    run,
};

static ASK_CARE: Text = Text {
    ja: "要介護被保険者等（要介護又は要支援の認定を受けた者）ですか。",
    en: "is the patient certified for long-term care or support?",
};
static ASK_BILLED: Text = Text {
    ja: "過去3月以内に目標設定等支援・管理料（H003-4）を算定していますか（注7）。",
    en: "was goal setting (H003-4) billed within the last three months (note 7)?",
};
static NO_ONSET: Text = Text {
    ja: "要介護被保険者等ですが、起算日（line.onset）が分からないため、注7（100分の90）に当たるかを確かめていません。",
    en: "certified for long-term care, but without `line.onset` it is not known whether note 7 (90/100) holds",
};
/// Nobody is certified before this age (介護保険法第9条: 四十歳以上).
const CERTIFIED_FROM: i32 = 40;

const fn days_key(article: Article) -> Option<&'static str> {
    match (article.letter, article.section, article.branch) {
        (b'H', 1, 0) => Some("rehab.goal-setting.days.h001"),
        (b'H', 1, 2) => Some("rehab.goal-setting.days.h001-2"),
        (b'H', 2, 0) => Some("rehab.goal-setting.days.h002"),
        _ => None,
    }
}

/// Whether the management was billed within the months that count; `None` while that is open.
fn billed(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<Option<bool>, EngineError> {
    let management = &view.set("rehab.goal-setting.management")?.value;
    let months = u32::try_from(view.value("rehab.goal-setting.months")?.value).unwrap_or(u32::MAX);
    let date = view.date();
    let within = |day: ServiceDate| day.plus_months(months).is_some_and(|until| until >= date);
    if view.has_any(management) || view.last_billed(|code| management.contains(code)).is_some_and(within) {
        return Ok(Some(true));
    }
    let complete = view.claim().history.as_ref().and_then(|h| h.complete_from);
    if complete.and_then(|from| from.plus_months(months)).is_some_and(|reached| reached <= date) {
        return Ok(Some(false));
    }
    Ok(view.decide_bool(out, &fact::GOAL_SETTING_BILLED, "H.n7.billed", &ASK_BILLED))
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees: Vec<Code> = view.set("rehab.goal-setting.fees")?.value.iter().collect();
    let reduced: Vec<Code> = view.set("rehab.goal-setting.reduced")?.value.iter().collect();
    if view.age() < CERTIFIED_FROM {
        return Ok(());
    }
    for (line, row) in view.procedures() {
        let Some(key) = days_key(row.article()) else { continue };
        let place = fees.iter().position(|fee| *fee == row.code());
        let Some(less) = place.and_then(|place| reduced.get(place)).copied() else { continue };
        let after = view.value(key)?.value;
        let Some(onset) = told(view, line, &fact::ONSET) else {
            // Of a patient who may be under the note the whole fee is not certain.
            if view.told(&fact::LONG_TERM_CARE) {
                out.confirm("H.n7.onset", Target::Encounter(view.place()), &[line], &NO_ONSET, Vec::new());
            }
            continue;
        };
        // 経過した後: the onset is day 1 of the standard days, and the day after the last of these begins.
        if day(view, line, onset).is_none_or(|d| d <= after) {
            continue;
        }
        if view.decide_bool(out, &fact::LONG_TERM_CARE, "H.n5.care", &ASK_CARE) != Some(true) {
            continue;
        }
        if billed(view, out)? == Some(false) {
            let times = Decimal::from(view.count_of(line));
            let units = view.quantity_of(line).unwrap_or(Decimal::ONE);
            out.exclude(line, None);
            out.add_quantity(less, units.checked_mul(times).unwrap_or(units), &[line]);
        }
    }
    Ok(())
}
