//! C000 notes 1 and 8 — house calls that are urgent, at night, on a holiday or late at night.
//!
//! # What it does   Adds the addition by time, patient and institution, and for a listed patient the one of note 8 on top.
//! # Law            告示 C000 注1, 注8; 通知 C000 (2)–(8); 特掲診療料の施設基準等 第四 一の二–一の四
//! # Asks           time of the call, whether it is a listed patient, whether the institution counts as one with beds
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c000/
//!
//! Night is 18:00 to 8:00, late night 22:00 to 6:00; within the hours on display neither is billed (通知 (6)). A night on a holiday
//! is billed as the holiday: the points are the same. Of an urgent call only the institution knows (通知 (3), (4)).

use super::support::{self, Class};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C000.n1",
    article: "C000",
    title: Text {
        ja: "緊急往診加算、夜間・休日往診加算、深夜往診加算",
        en: "urgent, night, holiday and late-night house calls",
    },
    about: Text {
        ja: "往診の時間、患者（別に厚生労働大臣が定める患者か）、医療機関の区分に応じた加算と、注8の加算を加えます。",
        en: "adds the addition by time of the call, patient and institution, and that of note 8",
    },
    phase: Phase::Addition,
    extent: Extent::Part("特別往診の海路・滞在時間等の加算（通知(18)）は要求の行による"),
    cites: &[
        Citation::r06("C000 注1"),
        Citation::r06("C000 注8"),
        Citation::r06_circular("C000 (3)"),
        Citation::r06_circular("C000 (6)"),
        Citation::r06_circular("C000 (8)"),
        Citation::r08("C000 注1"),
        Citation::r08("C000 注8"),
        Citation::r08_circular("C000 (3)"),
        Citation::r08_circular("C000 (6)"),
        Citation::r08_circular("C000 (8)"),
    ],
    run,
};

/// Codes by time: urgent, night, holiday, late night.
type ByTime = [Code; 4];

const fn codes(list: [u32; 4]) -> ByTime {
    let [urgent, night, holiday, late] = list;
    [Code::known(urgent), Code::known(night), Code::known(holiday), Code::known(late)]
}

/// イ with beds, イ without, ロ, ハ; then ニ. The second table is that of 特別往診 (beyond 16 km).
const LISTED: [ByTime; 4] = [
    codes([114_017_470, 114_017_570, 114_029_270, 114_017_670]),
    codes([114_017_770, 114_017_870, 114_029_370, 114_017_970]),
    codes([114_011_570, 114_011_670, 114_029_470, 114_011_770]),
    codes([114_000_370, 114_000_470, 114_029_570, 114_000_570]),
];
const UNLISTED: ByTime = codes([114_704_470, 114_704_570, 114_704_670, 114_704_770]);
const LISTED_FAR: [ByTime; 4] = [
    codes([114_022_370, 114_022_470, 114_029_970, 114_022_570]),
    codes([114_022_670, 114_022_770, 114_030_070, 114_022_870]),
    codes([114_011_870, 114_011_970, 114_030_170, 114_012_070]),
    codes([114_001_870, 114_001_970, 114_030_270, 114_002_070]),
];
const UNLISTED_FAR: ByTime = codes([114_742_970, 114_743_070, 114_743_170, 114_743_270]);
const FAR: Code = Code::known(114_001_610);
const RECORDS: [Code; 3] = [Code::known(114_029_670), Code::known(114_029_770), Code::known(114_029_870)];

static ASK_TIME: Text = Text {
    ja: "往診の時間はどの区分ですか（緊急、夜間、休日、深夜、いずれでもない）。",
    en: "which time does the house call fall in (urgent, night, holiday, late night, none)?",
};
static ASK_PATIENT: Text = Text {
    ja: "別に厚生労働大臣が定める患者への往診ですか（過去60日以内に訪問診療料等を算定、外来で継続的に受診など）。",
    en: "is it a listed patient (home visits within 60 days, regular out-patient …)?",
};
static NO_TIME: Text = Text {
    ja: "緊急、夜間、休日、深夜のいずれの往診でもありません（注1）。",
    en: "neither urgent nor at night, on a holiday or late at night (note 1)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(fee) = view.first_of(&view.set("home.house-call")?.value) else { return Ok(()) };
    let sent = view.has_any(&view.set("home.house-call.time")?.value);
    let far = view.code_of(fee) == FAR;
    let (listed, unlisted) = if far { (LISTED_FAR, UNLISTED_FAR) } else { (LISTED, UNLISTED) };
    if sent {
        return Ok(());
    }
    let Some(place) = time(view, out) else { return Ok(()) };
    let Some(place) = place else {
        out.decline(at(Class::Other.of(listed), 0), &NO_TIME);
        return Ok(());
    };
    match listed_patient(view, out)? {
        None => {}
        Some(false) => out.add_to(fee, at(unlisted, place)),
        Some(true) => match support::class(view, out) {
            Some(class) => {
                out.add_to(fee, at(class.of(listed), place));
                if let Some(code) = support::record(view, RECORDS).filter(|c| !view.has(*c)) {
                    out.add_to(fee, code);
                }
            }
            None if support::is_support(view).is_none() => out.unsure(&[at(Class::Other.of(listed), place)]),
            None => {}
        },
    }
    Ok(())
}

const fn at(table: ByTime, place: u8) -> Code {
    let [urgent, night, holiday, late] = table;
    match place {
        0 => urgent,
        1 => night,
        2 => holiday,
        _ => late,
    }
}

/// The place in the tables, `Some(None)` for no addition; `None` while a question is open.
#[allow(clippy::option_option, reason = "open, none, one of four")]
fn time(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Option<u8>> {
    const QUESTION: &str = "C000.n1.time";
    if let Some(FactValue::Choice(word)) = view.fact(&fact::HOUSE_CALL_TIME, QUESTION) {
        return Some(match word {
            "urgent" => Some(0),
            "night" => Some(1),
            "holiday" => Some(2),
            "lateNight" => Some(3),
            _ => None,
        });
    }
    let told = view.fact(&fact::TIME_CLASS, "A000.timeClass");
    // Hours on display that reach into the night or a holiday bill neither (通知 (6)): whether the call was urgent is asked.
    let open = visit::is_open(view);
    match told {
        Some(FactValue::Choice("lateNight")) if !open => return Some(Some(3)),
        Some(FactValue::Choice("holiday")) if !open => return Some(Some(2)),
        // Within regular hours there is only the urgent call.
        Some(FactValue::Choice("regular"))
            if view.fact(&fact::EMERGENCY, "") == Some(FactValue::Bool(false)) =>
        {
            return Some(None);
        }
        _ => {}
    }
    if visit::within_displayed_hours(view) == Some(false) && told != Some(FactValue::Choice("regular")) {
        match visit::by_clock(view) {
            Some(visit::Time::LateNight) => return Some(Some(3)),
            Some(visit::Time::Holiday) => return Some(Some(2)),
            _ => {}
        }
        let at = view.encounter().received_at.map(|t| t.minutes());
        let night = at.map(|minutes| !(8 * 60..18 * 60).contains(&minutes));
        if let (Some(night), Some(false)) = (night, view.is_holiday(view.date())) {
            return Some(night.then_some(1));
        }
    }
    view.decide(out, &fact::HOUSE_CALL_TIME, QUESTION, &ASK_TIME);
    None
}

/// Whether it is a patient that the minister lists: told, or visited at home by this institution within sixty days.
fn listed_patient(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<Option<bool>, EngineError> {
    let mut last = None;
    for key in
        ["home.visit.1", "home.visit.2", "home.visit.attached", "home.visit.attached-referred", "home.cancer"]
    {
        let set = &view.set(key)?.value;
        last = last.max(view.last_billed(|c| set.contains(c)));
    }
    let days = view.value("home.house-call.listed-days")?.value;
    let since = i32::try_from(days).ok().and_then(|d| view.date().plus_days(-d));
    if last.zip(since).is_some_and(|(last, since)| last >= since) {
        return Ok(Some(true));
    }
    Ok(view.decide_bool(out, &fact::HOUSE_CALL_PATIENT, "C000.n1.patient", &ASK_PATIENT))
}
