//! I008-2, I009, I010, I010-2 — psychiatric day care more than three days a week (週3日を超える精神科デイ・ケア等).
//!
//! # What it does   From the fourth day of a week on: after three years the row of 90/100 (I009, I010, I010-2), after one year no sixth day; and it says that the need has to be shown.
//! # Law            告示 I008-2 注3, I009 注3・注4, I010 注2・注3, I010-2 注2・注3; 通知 I008-2 (4), I009 (4), (11)
//! # Asks           how long ago the first day was billed; whether the patient was in hospital for a year or more; the days of the week
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i009/

use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};
use rust_decimal::Decimal;

/// The rule.
pub static RULE: Rule = Rule {
    id: "I009.n3",
    article: "I009",
    title: Text {
        ja: "週3日を超える精神科デイ・ケア等",
        en: "psychiatric day care more than three days a week",
    },
    about: Text {
        ja: "週4日目から、最初の算定から3年を超える患者（長期の入院歴を有する患者を除く）は100分の90とし、1年を超える患者は週5日を限度とします。",
        en: "from the fourth day of a week on 90/100 is billed after three years (not for patients with long stays), and after one year five days at most",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "週は日曜日から数える。入院中の患者の行は送られた行による。必要性の要件（通知 I008-2 (4)）は確認の指摘とする",
    ),
    cites: &[
        Citation::r06("I008-2 注3"),
        Citation::r06("I009 注3"),
        Citation::r06("I009 注4"),
        Citation::r06("I010 注2"),
        Citation::r06("I010 注3"),
        Citation::r06("I010-2 注2"),
        Citation::r06("I010-2 注3"),
        Citation::r06_circular("I008-2 (4)"),
        Citation::r06_circular("I009 (11)"),
        Citation::r08("I008-2 注3"),
        Citation::r08("I009 注3"),
        Citation::r08("I009 注4"),
        Citation::r08("I010 注2"),
        Citation::r08("I010 注3"),
        Citation::r08("I010-2 注2"),
        Citation::r08("I010-2 注3"),
    ],
    run,
};

/// Fees of a day, and the row of 90/100 where there is one (３年超・週３日超).
const FEES: [(Code, Option<Code>); 10] = [
    (Code::known(180_028_610), None), // 精神科ショート・ケア（小規模）
    (Code::known(180_028_710), None), // 精神科ショート・ケア（大規模）
    (Code::known(180_007_510), Some(Code::known(180_048_030))), // 精神科デイ・ケア（小規模）
    (Code::known(180_007_610), Some(Code::known(180_048_130))), // 精神科デイ・ケア（大規模）
    (Code::known(180_007_810), Some(Code::known(180_048_430))), // 精神科ナイト・ケア
    (Code::known(180_017_210), Some(Code::known(180_048_530))), // 精神科デイ・ナイト・ケア
    // The rows of 90/100 as sent count as days of the week.
    (Code::known(180_048_030), None),
    (Code::known(180_048_130), None),
    (Code::known(180_048_430), None),
    (Code::known(180_048_530), None),
];

static ASK_PERIOD: Text = Text {
    ja: "精神科ショート・ケア、デイ・ケア、ナイト・ケア、デイ・ナイト・ケアのいずれかを最初に算定した日から、どの期間ですか（週4日目以降の算定です）。",
    en: "how long ago was the first psychiatric day care billed (this is the fourth day of the week or later)?",
};
static ASK_STAY: Text = Text {
    ja: "長期の入院歴を有する患者（精神疾患により通算して1年以上の入院歴）ですか（I009 注4）。",
    en: "did the patient spend a year or more in hospital for a mental illness (I009 note 4)?",
};
static NEED: Text = Text {
    ja: "最初の算定から1年を超えて週{0}日を超える算定です。必要性の要件（I008-2 (4)）を満たすことを確認してください。",
    en: "more than {0} days of the week, more than a year after the first: please confirm that the need is shown (I008-2 (4))",
};
static OVER: Text = Text {
    ja: "最初の算定から1年を超える精神科デイ・ケア等は週{0}日までのため、含めていません。",
    en: "more than a year after the first, {0} days of psychiatric day care are billed a week; this one is not included",
};
static HISTORY: Text = Text {
    ja: "この週に先に行った精神科デイ・ケア等の日数が分かりません。最初の算定から1年を超えて週{0}日を超える場合は算定の限度と減算があります。",
    en: "the days of psychiatric day care earlier this week are not known; a year after the first, more than {0} a week are limited or reduced",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let is_day = |code: Code| FEES.iter().any(|(fee, _)| *fee == code);
    let Some((line, row)) = view.procedures().find(|(_, row)| is_day(row.code())) else { return Ok(()) };
    let reduced = FEES.iter().find(|(fee, _)| *fee == row.code()).and_then(|(_, less)| *less);
    let (three, five) = (view.value("day-care.week")?.value, view.value("day-care.week.most")?.value);
    let target = || Target::Encounter(view.place());
    let before = Decimal::from(view.count_before_this_week(is_day));
    if before < three {
        // On the days of a week that cannot be the fourth nothing is open.
        let week = view.date().week_start();
        let days = Decimal::from(view.date().days().saturating_sub(week));
        let told = ServiceDate::from_days(week).is_some_and(|begins| view.history_reaches(begins));
        if days < three || told || view.first_this_month(out, |_| false) == Some(true) {
            return Ok(());
        }
        if view.fact(&fact::DAY_CARE_PERIOD, "I009.n3.period") != Some(FactValue::Choice("withinYear")) {
            out.confirm("I009.n3.history", target(), &[line], &HISTORY, vec![Arg::Number(three)]);
        }
        return Ok(());
    }
    let period = view.decide(out, &fact::DAY_CARE_PERIOD, "I009.n3.period", &ASK_PERIOD);
    let beyond = match period {
        Some(FactValue::Choice("withinThreeYears")) => false,
        Some(FactValue::Choice("beyondThreeYears")) => true,
        _ => return Ok(()),
    };
    if before >= five {
        out.limit(line);
        out.confirm("I009.n3.over", target(), &[line], &OVER, vec![Arg::Number(five)]);
        return Ok(());
    }
    out.confirm("I009.n3.need", target(), &[line], &NEED, vec![Arg::Number(three)]);
    if let Some(less) = reduced.filter(|_| beyond)
        && view.decide_bool(out, &fact::LONG_STAY_HISTORY, "I009.n4.stay", &ASK_STAY) == Some(false)
    {
        out.exclude(line, None);
        out.add(less, &[line]);
    }
    Ok(())
}
