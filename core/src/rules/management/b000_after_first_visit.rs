//! B000 notes 2 and 3, B001 5 to 8, 18, 21, 30, 32, 33, B001-3, B001-3-3 — management in the month after the first visit or after discharge is not billed.
//!
//! # What it does   Takes the fee off the bill when less than a month has passed since the first visit or the discharge.
//! # Law            告示 B000 注2, 注3; B001 5 注2, 6 注2, 7 注2, 8 注2, 18 注2, 21 注2, 30 注2, 32 注2, 33 注2;
//! 通知 B000 (3), (4), B001-3 (1), B001-3-3 (1)
//! # Asks           whether a month has passed, when the history does not tell
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b000/
//!
//! The month counts from the first visit itself: first visit on June 20, billable from July 20. For B000, when that day is a holiday,
//! the last day before it that is none will do; when the following month has no such day, its last day will do, or on a holiday the
//! day before it (通知 B000 (3), (4)).

use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B000.n2",
    article: "B000",
    title: Text {
        ja: "初診・退院から1月以内の管理料",
        en: "management within a month of first visit or discharge",
    },
    about: Text {
        ja: "特定疾患療養管理料等を、初診の日又は退院の日から1か月を経過するまでは算定しません。",
        en: "takes the fee off when less than a month has passed since the first visit or the discharge",
    },
    phase: Phase::Act,
    extent: Extent::Part("主病、在宅療養指導管理料との関係（B000 注4）は電子点数表と点検による"),
    cites: &[
        Citation::r06("B000 注2"),
        Citation::r06("B000 注3"),
        Citation::r06("B001 5 注2"),
        Citation::r06("B001 5 注3"),
        Citation::r06("B001 6 注2"),
        Citation::r06("B001 6 注3"),
        Citation::r06("B001 7 注2"),
        Citation::r06("B001 7 注3"),
        Citation::r06("B001 8 注2"),
        Citation::r06("B001 8 注3"),
        Citation::r06("B001 18 注2"),
        Citation::r06("B001 18 注3"),
        Citation::r06("B001 21 注2"),
        Citation::r06("B001 21 注3"),
        Citation::r06("B001 30 注2"),
        Citation::r06("B001 32 注2"),
        Citation::r06("B001 33 注2"),
        Citation::r06_circular("B000 (3)"),
        Citation::r06_circular("B000 (4)"),
        Citation::r08("B000 注2"),
        Citation::r08("B000 注3"),
        Citation::r08_circular("B000 (3)"),
        Citation::r08_circular("B000 (4)"),
    ],
    run,
};

/// How long after the first visit a fee is not billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    /// A month, with the easing of 通知 B000 (3) and (4).
    MonthEased,
    /// A month (通知 B001 6 (2), 7 (2), 8).
    Month,
    /// The calendar month of the first visit (B001 5 注2); a month after discharge.
    SameMonth,
    /// The calendar month of the first visit; nothing after discharge (B001 30 注2, 32 注2, 33 注2; 通知 B001-3 (1), B001-3-3 (1)).
    FirstVisitMonth,
}

const FEES: [(&str, Wait); 12] = [
    ("management.b000", Wait::MonthEased),
    ("management.b001-5", Wait::SameMonth),
    ("management.b001-6", Wait::Month),
    ("management.b001-7", Wait::Month),
    ("management.b001-8", Wait::Month),
    ("management.b001-18", Wait::SameMonth),
    ("management.b001-21", Wait::Month),
    ("management.b001-30", Wait::FirstVisitMonth),
    ("management.b001-32", Wait::FirstVisitMonth),
    ("management.b001-33", Wait::FirstVisitMonth),
    ("management.b001-3", Wait::FirstVisitMonth),
    ("management.b001-3-3", Wait::FirstVisitMonth),
];
const FIRST_VISITS: [&str; 2] = ["visit.first", "visit.first.second-department"];

static ASK: Text = Text {
    ja: "初診の日及び退院の日から1か月を経過していますか（1か月前から後に初診も退院もないときは「はい」）。",
    en: "has a month passed since the first visit and since discharge (yes when there was neither)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (key, wait) in FEES {
        let set = view.set(key)?;
        let fees: Vec<usize> =
            view.procedures().filter(|(_, r)| set.value.contains(r.code())).map(|(line, _)| line).collect();
        if fees.is_empty() {
            continue;
        }
        let passed = match told(view, wait)? {
            Some(passed) => Some(passed),
            None => view.decide_bool(out, &fact::MONTH_SINCE_FIRST_VISIT, "B000.n2.monthPassed", &ASK),
        };
        if passed == Some(false) {
            out.cite(&set.citation);
            for line in fees {
                out.exclude(line, None);
            }
        }
    }
    Ok(())
}

/// Whether the time has passed, by the request and its history; `None` when they do not tell.
fn told(view: &View<'_, '_, '_>, wait: Wait) -> Result<Option<bool>, EngineError> {
    let mut first: Option<ServiceDate> = None;
    for key in FIRST_VISITS {
        let set = &view.set(key)?.value;
        if view.first_on_the_day(set).is_some() {
            return Ok(Some(false));
        }
        first = first.max(view.last_billed(|c| set.contains(c)));
    }
    let discharge = view.encounter().discharge.filter(|d| *d <= view.date());
    let too_early =
        |start: ServiceDate, wait| earliest(view, start, wait).is_some_and(|day| view.date() < day);
    // After discharge a month counts for B001 5 too.
    let after_discharge = if wait == Wait::SameMonth { Wait::Month } else { wait };
    let discharge = discharge.filter(|_| wait != Wait::FirstVisitMonth);
    if first.is_some_and(|d| too_early(d, wait)) || discharge.is_some_and(|d| too_early(d, after_discharge)) {
        return Ok(Some(false));
    }
    if let Some(FactValue::Bool(passed)) = view.fact(&fact::MONTH_SINCE_FIRST_VISIT, "") {
        return Ok(Some(passed));
    }
    // Thirty-one days hold every span of a month; in-patient acts in them would mean a discharge that is not told.
    let Some(since) = view.date().plus_days(-31) else { return Ok(None) };
    let mut past = view.claim().history.iter().flat_map(|h| &h.acts);
    let inpatient = past.any(|a| a.date >= since && view.row(a.code).is_some_and(|r| r.inout_kind() == 1));
    if wait == Wait::FirstVisitMonth {
        let (year, month, _) = view.date().parts();
        return Ok(ServiceDate::new(year, month, 1).filter(|day| view.history_reaches(*day)).map(|_| true));
    }
    Ok((view.history_reaches(since) && !inpatient).then_some(true))
}

/// The first day on which the fee may be billed after a first visit or discharge.
fn earliest(view: &View<'_, '_, '_>, start: ServiceDate, wait: Wait) -> Option<ServiceDate> {
    let same_day = start.plus_months(1)?;
    match wait {
        // The last day of the following month gives way to the day before it, whatever that is (通知 B000 (4)).
        Wait::MonthEased if same_day.parts().2 < start.parts().2 => {
            if view.is_holiday(same_day) == Some(true) { same_day.plus_days(-1) } else { Some(same_day) }
        }
        Wait::MonthEased => {
            let mut day = same_day;
            while view.is_holiday(day) == Some(true) {
                day = day.plus_days(-1)?;
            }
            Some(day)
        }
        // Without such a day in the next month the month ends with that month (民法143条2項).
        Wait::Month if same_day.parts().2 < start.parts().2 => same_day.plus_days(1),
        Wait::Month => Some(same_day),
        Wait::SameMonth | Wait::FirstVisitMonth => {
            let (year, month, _) = same_day.parts();
            ServiceDate::new(year, month, 1)
        }
    }
}
