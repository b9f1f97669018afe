//! C002 notes 2, 4, 5, 7 to 10, 13 and 15 — additions to comprehensive management.
//!
//! # What it does   Adds what is filed (注7, 注13), and what is told or answered of the others.
//! # Law            告示 C002 注2, 注4, 注5, 注7–10, 注13, 注15; C002-2 注3, 注5, 注7; 通知 C002 (12)–(25), (29), (30)
//! # Asks           prescriptions, early months, frequent visits, state for comprehensive support, moving to home care, shared records,
//!   whether the clinic mainly makes home visits
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c002/

use super::c002_management::mainly;
use super::management::{self as groups, BUILDINGS, FULL, KINDS, SEVERE};
use super::support;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, Fact, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::medication::kinds;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C002.n2",
    article: "C002",
    title: Text { ja: "在医総管・施医総管の加算", en: "additions to comprehensive management" },
    about: Text {
        ja: "処方箋を交付しない場合、在宅移行早期、頻回訪問、実績、在宅療養移行、包括的支援、データ提出、情報連携の加算と、注8の減算を加えます。",
        en: "adds the additions of the notes by filings and what is told, and the reduction of note 8",
    },
    phase: Phase::Addition,
    extent: Extent::Part("頻回訪問加算の回数は要求と history にあるもの又は申告による"),
    cites: &[
        Citation::r06("C002 注2"),
        Citation::r06("C002 注4"),
        Citation::r06("C002 注5"),
        Citation::r06("C002 注7"),
        Citation::r06("C002 注8"),
        Citation::r06("C002 注9"),
        Citation::r06("C002 注10"),
        Citation::r06("C002 注13"),
        Citation::r06("C002 注15"),
        Citation::r06("C002-2 注5"),
        Citation::r08("C002 注2"),
        Citation::r08("C002 注4"),
        Citation::r08("C002 注5"),
        Citation::r08("C002 注7"),
        Citation::r08("C002 注8"),
        Citation::r08("C002 注9"),
        Citation::r08("C002 注10"),
        Citation::r08("C002 注13"),
        Citation::r08("C002 注15"),
        Citation::r08("C002-2 注5"),
    ],
    run,
};

const NO_PRESCRIPTION: Code = Code::known(114_034_370);
const EARLY: Code = Code::known(114_016_070);
const FREQUENT_FIRST: Code = Code::known(114_715_910);
const FREQUENT_AGAIN: Code = Code::known(114_716_010);
const SUPPORT: Code = Code::known(114_043_870);
const EIGHTY: Code = Code::known(114_041_870);
const DATA: Code = Code::known(114_057_970);
const SHARED: Code = Code::known(114_723_810);
const DATA_STANDARD: u16 = 3771;
const SHARED_STANDARD: u16 = 4102;

static ASK_PRESCRIPTION: Text = Text {
    ja: "当月の訪問診療で処方箋を交付していませんか（30日を超える院外処方の投与期間にも当たりませんか）。",
    en: "was no prescription issued in the month (and does none of more than 30 days run)?",
};
static PRESCRIBED: Text = Text {
    ja: "当月に処方箋を交付しています（注2、通知(12)）。",
    en: "a prescription was issued in the month (note 2)",
};
static ASK_EARLY: Text = Text {
    ja: "退院後に在宅療養を始めた患者で、算定開始月から3月以内、退院から1年以内ですか（注4）。",
    en: "did home care begin after discharge, within three months of the first management and a year of discharge (note 4)?",
};
static ASK_FREQUENT: Text = Text {
    ja: "頻回訪問加算の対象となる状態等にありますか（別表第三の一の三）。",
    en: "is the patient in a state listed for frequent visits (annex 3-1-3)?",
};
static ASK_BEFORE: Text = Text {
    ja: "頻回訪問加算を以前に算定していますか（初回800点、2回目以降300点）。",
    en: "was the addition for frequent visits billed before (first 800 points, then 300)?",
};
static ASK_SUPPORT: Text = Text {
    ja: "包括的支援加算の対象となる状態ですか（要介護3以上、頻回の訪問看護など：別表第八の三）。",
    en: "is the patient in a state listed for comprehensive support (annex 8-3)?",
};
static ASK_TRANSITION: Text = Text {
    ja: "外来を4回以上受診した後に訪問診療に移行した患者の在宅療養移行加算はどれですか（なし、1–4）。",
    en: "which addition holds for a patient who moved from out-patient care to home visits (none, 1 to 4)?",
};
static ASK_SHARED: Text = Text {
    ja: "連携する機関がICTで記録した診療情報等を活用して計画的な医学管理を行いましたか（注15）。",
    en: "were records shared by partner institutions used in management (note 15)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, code)) = groups::fee(view)? else { return Ok(()) };
    let holds = |key: &str| view.set(key).map(|set| set.value.contains(code));

    if !view.has(NO_PRESCRIPTION) {
        if prescribed(view) {
            out.decline(NO_PRESCRIPTION, &PRESCRIBED);
        } else {
            ask(view, out, fee, NO_PRESCRIPTION, (&fact::NO_PRESCRIPTION, "C002.n2.none", &ASK_PRESCRIPTION));
        }
    }
    ask(view, out, fee, EARLY, (&fact::HOME_TRANSITION_EARLY, "C002.n4.early", &ASK_EARLY));
    frequent(view, out, fee)?;
    record(view, out, fee, code)?;
    let other = holds("home.management.class.other")?;
    if other && holds(FULL)? && !view.has(EIGHTY) && mainly(view, out) == Some(true) {
        out.add_to(fee, EIGHTY);
    }
    if other && support::is_support(view) == Some(false) {
        transition(view, out, fee);
    }
    if !holds(SEVERE)? {
        ask(view, out, fee, SUPPORT, (&fact::SUPPORT_STATE, "C002.n10.state", &ASK_SUPPORT));
    }
    if view.filed(DATA_STANDARD) == Some(true) && !view.has(DATA) {
        out.add_to(fee, DATA);
    }
    if view.filed(SHARED_STANDARD) == Some(true) {
        ask(view, out, fee, SHARED, (&fact::SHARED_HOME_RECORDS, "C002.n15.shared", &ASK_SHARED));
    }
    Ok(())
}

/// Adds a code when its fact is told or answered with yes.
fn ask(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    fee: usize,
    code: Code,
    (fact, question, text): (&'static Fact, &str, &'static Text),
) {
    if !view.has(code) && view.decide_bool(out, fact, question, text) == Some(true) {
        out.add_to(fee, code);
    }
}

/// Whether a prescription slip was issued in the month, as far as the request tells.
fn prescribed(view: &View<'_, '_, '_>) -> bool {
    kinds::slip_in_the_month(view)
}

/// Note 5: four house calls or home visits in the month.
fn frequent(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize) -> Result<(), EngineError> {
    if view.has(FREQUENT_FIRST) || view.has(FREQUENT_AGAIN) {
        return Ok(());
    }
    let calls = &view.set("home.house-call")?.value;
    // The number told is that of the planned visits; house calls come on top of it.
    let told = match view.fact(&fact::HOME_VISITS_IN_MONTH, "") {
        Some(FactValue::Int(n)) => u32::try_from(n).unwrap_or(0),
        _ => 0,
    };
    let least = view.value("home.management.frequent-visits")?.value;
    let visits = groups::visits(view)?.max(told);
    let all = view.count_in_the_month(|c| calls.contains(c)).saturating_add(visits);
    if rust_decimal::Decimal::from(all) < least {
        return Ok(());
    }
    if view.decide_bool(out, &fact::FREQUENT_VISIT_STATE, "C002.n5.state", &ASK_FREQUENT) != Some(true) {
        return Ok(());
    }
    let billed = view.last_billed(|c| c == FREQUENT_FIRST || c == FREQUENT_AGAIN).is_some();
    let before = if billed {
        Some(true)
    } else {
        view.decide_bool(out, &fact::FREQUENT_VISIT_BEFORE, "C002.n5.before", &ASK_BEFORE)
    };
    if let Some(before) = before {
        out.add_to(fee, if before { FREQUENT_AGAIN } else { FREQUENT_FIRST });
    }
    Ok(())
}

/// Note 7 (C002-2: note 3): the record of home care, by kind and building of the fee.
fn record(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize, code: Code) -> Result<(), EngineError> {
    const RECORDS: [&str; 3] =
        ["home.management.palliative", "home.management.record-1", "home.management.record-2"];
    let Some(record) = support::record(view, RECORDS) else { return Ok(()) };
    let set = &view.set(record)?.value;
    if view.has_any(set) {
        return Ok(());
    }
    let mut keys = vec![record];
    for key in KINDS.iter().map(|(_, key)| *key).chain(BUILDINGS.iter().map(|(_, _, key)| *key)) {
        if view.set(key)?.value.contains(code) {
            keys.push(key);
        }
    }
    if let Some(addition) = groups::common(view, &keys)? {
        out.add_to(fee, addition);
    }
    Ok(())
}

/// Note 9, for institutions that are no 在宅療養支援診療所・病院 (通知 (20)).
fn transition(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize) {
    const CODES: [(&str, Code); 4] = [
        ("1", Code::known(114_717_410)),
        ("2", Code::known(114_717_510)),
        ("3", Code::known(114_717_610)),
        ("4", Code::known(114_717_710)),
    ];
    if CODES.iter().any(|(_, code)| view.has(*code)) {
        return;
    }
    let told = view.decide(out, &fact::TRANSITION_CLASS, "C002.n9.class", &ASK_TRANSITION);
    if let Some(FactValue::Choice(word)) = told
        && let Some((_, code)) = CODES.iter().find(|(name, _)| *name == word)
    {
        out.add_to(fee, *code);
    }
}
