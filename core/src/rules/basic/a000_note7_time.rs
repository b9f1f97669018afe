//! A000 notes 7 and 8 — time additions of the first visit (時間外・休日・深夜加算, 小児科の特例).
//!
//! # What it does   Adds exactly one addition by time class; under six the infant amounts; paediatrics also within displayed hours.
//! # Law            告示 A000 注7, 注8
//! # Asks           the time class
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family, Time, TimeCodes, codes};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n7",
    article: "A000",
    title: Text { ja: "時間外・休日・深夜加算（初診）", en: "time additions (first visit)" },
    about: Text {
        ja: "時間外・休日・深夜のいずれか一つを加えます。6歳未満は乳幼児の額。小児科標榜では診療時間内の夜間・休日・深夜も対象です。",
        en: "adds one of after hours, holiday, late night; infant amounts under six; paediatrics also within displayed hours",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Part(
        "救急医療を担う医療機関の特例（通知(19)イ(イ)、(20)ウ(イ)）は申告（timeClass）による",
    ),
    cites: &[
        Citation::r06("A000 注7"),
        Citation::r06("A000 注8"),
        Citation::r08("A000 注7"),
        Citation::r08("A000 注8"),
    ],
    run,
};

const ADULT: TimeCodes = codes(111_000_570, 111_000_670, 111_000_770, 111_000_870);
const INFANT: TimeCodes = codes(111_011_970, 111_012_070, 111_012_170, 111_012_270);
/// Note 8: evening, holiday, late night within the displayed hours of paediatrics.
const PAEDIATRIC: [Code; 3] = [Code::known(111_011_570), Code::known(111_011_670), Code::known(111_011_770)];
static REGULAR: Text = Text {
    ja: "診療時間内の受診です（注7）。",
    en: "the visit is within regular hours (note 7)",
};

/// The addition of note 8, if it holds: paediatrics, under six, within displayed hours, in the evening, on a holiday or late at night.
pub(super) fn paediatric(view: &View<'_, '_, '_>, time: Time) -> Option<Code> {
    choose_paediatric(view, time, PAEDIATRIC)
}

/// Shared with A001 note 6, which has codes of its own.
pub(in crate::rules) fn choose_paediatric(
    view: &View<'_, '_, '_>,
    time: Time,
    [evening, holiday, night]: [Code; 3],
) -> Option<Code> {
    let open = visit::is_open(view);
    if !open
        || !visit::is_infant(view)
        || !visit::displays_paediatrics(view)
        || view.told(&fact::SPECIAL_TIME_INSTITUTION)
    {
        return None;
    }
    // A visit within displayed hours may be told as regular: its holiday or late night is the calendar's.
    match if time == Time::Regular { visit::by_clock(view).unwrap_or(time) } else { time } {
        Time::Holiday => Some(holiday),
        Time::LateNight => Some(night),
        Time::Regular | Time::AfterHours => visit::is_evening(view).then_some(evening),
    }
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::First)) = visit::fee(view)? else { return Ok(()) };
    if view.lines().any(|(_, l)| {
        l.procedure()
            .is_some_and(|r| r.article().is(b'A', 0, 0) && r.time_addon() >= 1 && !r.notice_kind().is_base())
    }) {
        return Ok(());
    }
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    if let Some(code) = paediatric(view, time) {
        out.add_to(base, code);
        return Ok(());
    }
    // Within displayed hours note 7 does not hold; the evening addition of note 9 is its own rule.
    let open = visit::is_open(view);
    let table = if visit::is_infant(view) { INFANT } else { ADULT };
    match table.of(time, view.told(&fact::SPECIAL_TIME_INSTITUTION)) {
        Some(code) if !open => out.add_to(base, code),
        _ => out.decline(table.after_hours, &REGULAR),
    }
    Ok(())
}
