//! H000, H001, H001-2, H002, H003 note 5 — beyond the standard days (標準的算定日数を超えた月13単位).
//!
//! # What it does   Beyond the standard days bills 13 units a month, or nothing for out-patients certified for long-term care.
//! # Law            告示 H000 注5, H001 注5, H001-2 注5, H002 注5, H003 注5; 通知 H000 (7), (13), H002 (17)
//! # Asks           whether the patient is exempt (annexes 9-8, 9-9); whether he is certified for long-term care
//! # Revisions      R6, R8
//! # Cases          conformance/cases/h/h002/

use rust_decimal::Decimal;

use super::days::{from_treatment, is_beyond, is_rehabilitation};
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "H.n5",
    article: "H002",
    title: Text {
        ja: "標準的算定日数を超えた疾患別リハビリテーション",
        en: "rehabilitation beyond the standard days",
    },
    about: Text {
        ja: "標準的算定日数を超えた日以降は月13単位までとします。要介護被保険者等の外来患者（H001、H001-2、H002）は算定しません。",
        en: "beyond the standard days 13 units a month are billed; none for out-patients certified for long-term care (H001, H001-2, H002)",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "起算日（line.onset、line.treatmentStart）が送られたときに限る。入院中の要介護被保険者等（注6）は専用コードを送ること",
    ),
    cites: &[
        Citation::r06("H000 注5"),
        Citation::r06("H001 注5"),
        Citation::r06("H001-2 注5"),
        Citation::r06("H002 注5"),
        Citation::r06("H003 注5"),
        Citation::r06_circular("H002 (17)"),
        Citation::r08("H000 注6"),
        Citation::r08("H001 注6"),
        Citation::r08("H001-2 注6"),
        Citation::r08("H002 注6"),
        Citation::r08("H003 注6"),
        Citation::r08_circular("H002 (17)"),
    ],
    run,
};

static ASK_EXEMPT: Text = Text {
    ja: "標準的算定日数を超えています。超えて算定できる患者（別表第九の八）であり、その場合（別表第九の九：改善が期待できると医学的に判断される等）に当たりますか。",
    en: "the standard days are over: is the patient exempt (annex 9-8) and the case one of annex 9-9 (improvement is expected, for example)?",
};
static ASK_CARE: Text = Text {
    ja: "要介護被保険者等（要介護又は要支援の認定を受けた者）ですか。",
    en: "is the patient certified for long-term care or support?",
};
static OVER: Text = Text {
    ja: "標準的算定日数を超えた疾患別リハビリテーションは月{0}単位までです。超える単位は含めていません（注5）。",
    en: "beyond the standard days {0} units of rehabilitation are billed a month; what exceeds is not included (note 5)",
};
static CARE: Text = Text {
    ja: "標準的算定日数を超えた、要介護被保険者等の外来患者の疾患別リハビリテーションは算定できません（注5）。",
    en: "beyond the standard days rehabilitation of out-patients certified for long-term care is not billed (note 5)",
};
static HISTORY: Text = Text {
    ja: "当月に先に行った疾患別リハビリテーションの単位数が分かりません。encounter.rehabUnitsEarlierThisMonth を送ってください（標準的算定日数を超えた日以降は月{0}単位まで）。",
    en: "the units of rehabilitation earlier this month are not known; send encounter.rehabUnitsEarlierThisMonth ({0} units a month beyond the standard days)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut own = Decimal::ZERO;
    for (line, row) in view.procedures().filter(|(_, row)| is_rehabilitation(*row)) {
        if is_beyond(view, line, row.article())? != Some(true) {
            continue;
        }
        let most = view.value("rehab.units.month")?.value;
        match view.decide_bool(out, &fact::REHAB_BEYOND, "H.n5.exempt", &ASK_EXEMPT) {
            Some(false) => {}
            Some(true) | None => continue,
        }
        if !from_treatment(row.article()) && view.is_outpatient() {
            match view.decide_bool(out, &fact::LONG_TERM_CARE, "H.n5.care", &ASK_CARE) {
                Some(false) => {}
                Some(true) => {
                    out.exclude(line, None);
                    out.confirm(
                        "H.n5.longTermCare",
                        Target::Encounter(view.place()),
                        &[line],
                        &CARE,
                        Vec::new(),
                    );
                    continue;
                }
                None => continue,
            }
        }
        let of_rehab = |code| view.row(code).is_some_and(is_rehabilitation);
        let told = match view.fact(&fact::REHAB_UNITS_EARLIER, "") {
            Some(FactValue::Int(n)) => Some(Decimal::from(n)),
            _ if view.in_history_this_month(of_rehab) => None,
            // Nothing in the history: it is asked whether that is all.
            _ => match view.first_this_month(out, |_| false) {
                Some(true) => Some(Decimal::ZERO),
                _ => continue,
            },
        };
        let Some(told) = told else {
            out.confirm(
                "H.n5.history",
                Target::Encounter(view.place()),
                &[line],
                &HISTORY,
                vec![Arg::Number(most)],
            );
            continue;
        };
        let before = view.units_before_this_month(line, |place, code| {
            let Some(row) = view.row(code).filter(|r| is_rehabilitation(*r)) else { return false };
            view.day_of(place).is_some_and(|d| d < view.date())
                && is_beyond(view, place, row.article()).is_ok_and(|b| b == Some(true))
        });
        let used = told.checked_add(before).and_then(|u| u.checked_add(own)).unwrap_or(Decimal::MAX);
        let left = most.checked_sub(used).unwrap_or(Decimal::ZERO).max(Decimal::ZERO);
        let units = view.quantity_of(line).unwrap_or(Decimal::ONE);
        own = own.checked_add(units.min(left)).unwrap_or(Decimal::MAX);
        if units > left {
            out.cut(line, left);
            out.confirm(
                "H.n5.over",
                Target::Encounter(view.place()),
                &[line],
                &OVER,
                vec![Arg::Number(most)],
            );
        }
    }
    Ok(())
}
