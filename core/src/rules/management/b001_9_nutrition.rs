//! B001 9 and 13 — guidance that is billed twice in its first month (外来栄養食事指導料, 在宅療養指導料).
//!
//! # What it does   Takes off what goes beyond two in the month of the first guidance and one in any other month.
//! # Law            告示 B001 9 注1, 注4–注6, 13 注1; 通知 B001 9 (8), 13 (1)
//! # Asks           在宅療養指導料: whether the month is that of the first guidance, when a second one is sent
//! # Revisions      R6
//! # Cases          conformance/cases/b/b001/
//!
//! The month of the first guidance on nutrition is the one that bills a fee of the first time (初回). The month after it may hold two
//! when it holds the second guidance within 30 days of the first (通知 (8)).

use rust_decimal::Decimal;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.9",
    article: "B001",
    title: Text {
        ja: "外来栄養食事指導料・在宅療養指導料の回数",
        en: "times of nutritional and home guidance",
    },
    about: Text {
        ja: "初回の指導の月は2回、その他の月は1回を超える指導料を算定しません（栄養食事指導は初回から30日以内の2回目が翌月のとき翌月2回）。",
        en: "no more than two in the month of the first guidance and one in another (nutrition: two in the next month when the second is within 30 days)",
    },
    phase: Phase::Act,
    extent: Extent::Part("初回と2回目以降の区分、がん患者の指導（9 注2・注3）は要求の行による"),
    cites: &[
        Citation::r06("B001 9 注1"),
        Citation::r06("B001 9 注4"),
        Citation::r06("B001 9 注5"),
        Citation::r06("B001 9 注6"),
        Citation::r06("B001 13 注1"),
        Citation::r06_circular("B001 9 (8)"),
        Citation::r06_circular("B001 13 (1)"),
    ],
    run,
};

static ASK_FIRST: Text = Text {
    ja: "在宅療養指導料は当月2回目です。当月は初回の指導を行った月ですか。",
    en: "a second guidance at home in the month: is it the month of the first guidance?",
};
static BEFORE: Text = Text {
    ja: "コード{0}は当月2回目です。前月が初回の指導の月で、当月の1回目が初回から30日以内のときに限り算定できます。確認してください。",
    en: "a second {0} in the month: billed only where the first guidance was in the month before and this month's first within 30 days of it; please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    nutrition(view, out)?;
    home(view, out)
}

fn nutrition(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("management.b001-9")?.value;
    let first = &view.set("management.b001-9.first")?.value;
    let most_first = view.value("management.b001-9.first-month")?.value;
    let most = view.value("management.b001-9.month")?.value;
    let lines: Vec<(usize, Code)> =
        view.procedures().map(|(l, r)| (l, r.code())).filter(|(_, c)| fees.contains(*c)).collect();
    for (line, code) in lines {
        let before = Decimal::from(view.count_before_this_month(line, |c| fees.contains(c)));
        let first_month = view.first_in_the_month(first).is_some() || view.in_history_of_the_month(first);
        if before >= most_first {
            out.limit(line);
        } else if before >= most && !first_month {
            match month_after_first(view, fees, first)? {
                Some(true) => {}
                Some(false) => out.limit(line),
                None => {
                    let target = Target::Encounter(view.place());
                    out.confirm("B001.9.second", target, &[line], &BEFORE, vec![Arg::Code(code)]);
                }
            }
        }
    }
    Ok(())
}

/// Whether the month before held the first guidance alone, and this month's first one lies within 30 days of it; `None` when the history
/// does not reach back so far.
fn month_after_first(
    view: &View<'_, '_, '_>,
    fees: &crate::params::CodeSet,
    first: &crate::params::CodeSet,
) -> Result<Option<bool>, EngineError> {
    let this = view.date().month().ordinal();
    let days = view.value("management.b001-9.interval.days")?.value;
    let all = view.dates_billed(|c| fees.contains(c));
    let of = |month: i64| all.iter().filter(move |d| d.month().ordinal() == month);
    let begin =
        view.dates_billed(|c| first.contains(c)).into_iter().rfind(|d| d.month().ordinal() == this - 1);
    let (Some(begin), Some(second)) = (begin, of(this).min()) else {
        let last = view.date().month_start().plus_days(-1);
        let reaches = last.is_some_and(|day| view.history_reaches(day.month_start()));
        return Ok(reaches.then_some(false));
    };
    let alone = of(this - 1).count() == 1;
    Ok(Some(alone && Decimal::from(second.days() - begin.days()) <= days))
}

fn home(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("management.b001-13")?.value;
    let most_first = view.value("management.b001-13.first-month")?.value;
    let most = view.value("management.b001-13.month")?.value;
    let lines: Vec<usize> =
        view.procedures().filter(|(_, r)| fees.contains(r.code())).map(|(l, _)| l).collect();
    for line in lines {
        let before = Decimal::from(view.count_before_this_month(line, |c| fees.contains(c)));
        if before >= most_first {
            out.limit(line);
        } else if before >= most {
            let this = view.date().month();
            let earlier = view.dates_billed(|c| fees.contains(c)).into_iter().any(|d| d.month() < this);
            let first = if earlier {
                Some(false)
            } else {
                view.decide_bool(out, &fact::FIRST_HOME_GUIDANCE, "B001.13.firstMonth", &ASK_FIRST)
            };
            if first == Some(false) {
                out.limit(line);
            }
        }
    }
    Ok(())
}
