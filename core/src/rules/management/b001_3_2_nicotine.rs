//! B001-3-2 — treatment of nicotine dependence (ニコチン依存症管理料): the course of five visits in twelve weeks.
//!
//! # What it does   Bars another course within a year, more than three of the second to fourth visits, a second fifth one and any after
//!   fee 2; adds the 70/100 where the standard of note 1 is not met; absorbs 呼気ガス分析 of the day.
//! # Law            告示 B001-3-2 注1, 注2; 通知 B001-3-2 (1), (3), (14)
//! # Asks           by findings: a visit after the twelve weeks; filings that are not told
//! # Revisions      R6, R8 (the same text)
//! # Cases          conformance/cases/b/b001-3-2/

use rust_decimal::Decimal;

use crate::code::Code;
use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::params::CodeSet;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-3-2.n1",
    article: "B001-3-2",
    title: Text { ja: "ニコチン依存症管理料", en: "treatment of nicotine dependence" },
    about: Text {
        ja: "初回から1年以内の再度の初回、2回目から4回目の3回を超えるもの、2度目の5回目、管理料2の後のものを算定しません。基準を満たさないとき100分の70とし、呼気ガス分析を含めます。",
        en: "bars another course within a year and visits beyond the five; 70/100 where the standard is not met; breath analysis is contained",
    },
    phase: Phase::Act,
    extent: Extent::Part("注3（情報通信機器の日の再診料等）は電子点数表による"),
    cites: &[
        Citation::r06("B001-3-2 注1"),
        Citation::r06("B001-3-2 注2"),
        Citation::r06_circular("B001-3-2 (1)"),
        Citation::r06_circular("B001-3-2 (3)"),
        Citation::r06_circular("B001-3-2 (14)"),
        Citation::r08("B001-3-2 注1"),
        Citation::r08("B001-3-2 注2"),
        Citation::r08_circular("B001-3-2 (1)"),
        Citation::r08_circular("B001-3-2 (3)"),
        Citation::r08_circular("B001-3-2 (14)"),
    ],
    run,
};

/// ニコチン依存症管理料2, the fee of a whole course.
const COURSE: Code = Code::known(113_031_710);
/// 施設基準不適合減算（医学管理等）（100分の70）.
const UNFIT: Code = Code::known(113_023_770);

static WITHIN_A_YEAR: Text = Text {
    ja: "初回算定日から起算して1年を超えていません（通知(3)）。",
    en: "less than a year since the first visit of the last course (circular (3))",
};
static AFTER_WEEKS: Text = Text {
    ja: "コード{0}は初回の算定日から起算して12週間を過ぎています（通知(1)）。確認してください。",
    en: "{0} comes after the twelve weeks from the first visit of the course (circular (1)); please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let first = &view.set("management.nicotine.first")?.value;
    let second = &view.set("management.nicotine.second")?.value;
    let fifth = &view.set("management.nicotine.fifth")?.value;
    let gas = &view.set("management.nicotine.gas")?.value;
    let months = u32::try_from(view.value("management.nicotine.months")?.value).unwrap_or(0);
    let most = view.value("management.nicotine.second.most")?.value;
    let days = view.value("management.nicotine.days")?.value;
    let begun = view.last_billed(|c| first.contains(c));
    let by_course = begun.is_some() && begun == view.last_billed(|c| c == COURSE);
    let since = |set: &CodeSet| {
        let from = |d: &ServiceDate| begun.is_none_or(|b| *d >= b) && *d < view.date();
        Decimal::from(view.dates_billed(|c| set.contains(c)).iter().filter(|d| from(d)).count())
    };
    let mut fee = None;
    let lines: Vec<_> = view.procedures().collect();
    for (line, row) in &lines {
        let code = row.code();
        let off = if first.contains(code) {
            begun.and_then(|d| d.plus_months(months)).is_some_and(|day| view.date() < day)
        } else if second.contains(code) {
            by_course || since(second) >= most
        } else if fifth.contains(code) {
            by_course || since(fifth) >= Decimal::ONE
        } else {
            continue;
        };
        fee = Some(*line);
        if off {
            out.limit(*line);
            out.decline(code, &WITHIN_A_YEAR);
            continue;
        }
        let late = begun.is_some_and(|d| Decimal::from(view.date().days() - d.days()) >= days);
        if late && !first.contains(code) {
            let target = Target::Encounter(view.place());
            out.confirm("nicotine.weeks", target, &[*line], &AFTER_WEEKS, vec![Arg::Code(code)]);
        }
        match view.filed(row.standard_fit_facility()) {
            _ if row.standard_fit_kind() != 2 || view.has(UNFIT) => {}
            Some(true) => {}
            Some(false) => out.add_to(*line, UNFIT),
            None => out.unsure(&[UNFIT]),
        }
    }
    if let Some(fee) = fee {
        for (line, row) in lines {
            if gas.contains(row.code()) {
                out.bundle(line, Some(fee));
            }
        }
    }
    Ok(())
}
