//! C002 and C002-2 — comprehensive management of the month (在宅時医学総合管理料、施設入居時等医学総合管理料).
//!
//! # What it does   Adds the one of the 350 codes by kind, institution, visits of the month, state, patients of the building and rate.
//! # Law            告示 C002 1–3, 注1, 注6, 注8, 注12, 注14; C002-2 1–3, 注1, 注2, 注5, 注6; 通知 C002 (2)–(4), (11), (25), (28)
//! # Asks           kind of management, visits of the month, severe state, patients of the building, document of the 24-hour contacts,
//!   standard of note 14 (ten patients or more), whether the clinic mainly makes home visits
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c002/

use super::management::{self as groups, BUILDINGS, FORTY_EIGHT, FULL, KINDS, PATTERNS, SEVERE, SIXTY};
use super::support::{self, Class};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C002.1",
    article: "C002",
    title: Text {
        ja: "在宅時医学総合管理料・施設入居時等医学総合管理料",
        en: "comprehensive management of the month at home or in a residence",
    },
    about: Text {
        ja: "届出をした医療機関の訪問診療の月に、医療機関、訪問回数、患者の状態、単一建物診療患者の人数に応じた管理料を加えます。",
        en: "adds the fee by institution, visits of the month, state of the patient and patients of the building",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "単一建物診療患者を1人とみなす場合（通知(11)）と3ユニット以下の施設の数え方（通知(4)）は申告する人数による",
    ),
    cites: &[
        Citation::r06("C002 注1"),
        Citation::r06("C002 注6"),
        Citation::r06("C002 注12"),
        Citation::r06("C002 注14"),
        Citation::r06("C002-2 注1"),
        Citation::r06_circular("C002 (4)"),
        Citation::r08("C002 注1"),
        Citation::r08("C002 注6"),
        Citation::r08("C002 注12"),
        Citation::r08("C002 注14"),
        Citation::r08("C002 注16"),
        Citation::r08("C002-2 注1"),
        Citation::r08_circular("C002 (4)"),
    ],
    run,
};

const FIRST: Code = Code::known(114_034_010);

static ASK_KIND: Text = Text {
    ja: "当月の総合的な医学管理はどれですか（在宅時医学総合管理料、施設入居時等医学総合管理料、算定しない）。",
    en: "which comprehensive management is billed this month (at home, in a residence, none)?",
};
static ASK_PATTERN: Text = Text {
    ja: "当月の訪問診療等は何回ですか（月2回以上、うち1回以上情報通信機器、月1回、2月に1回情報通信機器）。",
    en: "how many home visits were there in the month (two or more, one of them by telemedicine, one …)?",
};
static ASK_SEVERE: Text = Text {
    ja: "別に厚生労働大臣が定める状態の患者ですか（末期の悪性腫瘍、指定難病、人工呼吸器など：別表第八の二）。",
    en: "is the patient in a listed severe state (annex 8-2)?",
};
static ASK_BUILDING: Text = Text {
    ja: "単一建物診療患者は何人ですか（1人、2–9人、10–19人、20–49人、50人以上）。",
    en: "how many patients of the building are under this management (1, 2 to 9, 10 to 19, 20 to 49, 50 and more)?",
};
static ASK_DOCUMENT: Text = Text {
    ja: "24時間体制の連絡先等を文書により提供している患者ですか（提供していない患者は「3」を算定）。",
    en: "does the patient have the document on the 24-hour contacts (without it class 3 is billed)?",
};
static ASK_VOLUME: Text = Text {
    ja: "単一建物診療患者10人以上に係る基準（注14）を満たしますか（満たさないとき100分の60）。",
    en: "is the standard of note 14 for ten or more patients met (else 60/100)?",
};
static ASK_TWICE: Text = Text {
    ja: "月2回以上訪問診療を行う患者に係る基準（注16：患者数又は重症等の患者の割合、令和8年6月から）を満たしますか（満たさないときは月1回の点数）。",
    en: "is the standard of note 16 for patients visited twice a month met (from June 2026; else the points of one visit)?",
};
static ASK_MAINLY: Text = Text {
    ja: "主として往診又は訪問診療を実施する診療所ですか（注8：100分の80）。",
    en: "does the clinic mainly make home visits (note 8: 80/100)?",
};
static NONE: Text = Text {
    ja: "総合的な医学管理を算定しないと申告されています。",
    en: "it is told that no comprehensive management is billed",
};
static BILLED: Text = Text {
    ja: "当月に先に算定しています（月1回、在医総管と施医総管を併せて）。",
    en: "billed earlier this month (once a month over both kinds)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || view.filed(groups::STANDARD) == Some(false) {
        return Ok(());
    }
    let told = view.fact(&fact::HOME_MANAGEMENT, "C002.kind");
    let visited =
        view.last_of_month_with(&[&view.set("home.visit.1")?.value, &view.set("home.visit.attached")?.value]);
    if told.is_none() && (!visited || view.filed(groups::STANDARD).is_none()) {
        return Ok(());
    }
    for key in [FULL, SIXTY, FORTY_EIGHT] {
        let set = &view.set(key)?.value;
        if view.first_in_the_month(set).is_some() || view.in_history_of_the_month(set) || view.has_any(set) {
            out.decline(FIRST, &BILLED);
            return Ok(());
        }
    }
    let kind = match view.decide(out, &fact::HOME_MANAGEMENT, "C002.kind", &ASK_KIND) {
        Some(FactValue::Choice(word)) => KINDS.iter().find(|(name, _)| *name == word).map(|(_, key)| *key),
        _ => return Ok(()),
    };
    let Some(kind) = kind else {
        out.decline(FIRST, &NONE);
        return Ok(());
    };
    if view.filed(groups::STANDARD).is_none() {
        out.unsure(&[FIRST]);
        return Ok(());
    }
    // Every question of the fee is put at once.
    let class = class(view, out);
    let pattern = pattern(view, out)?;
    let building = groups::building(view, "C002.building");
    if building.is_none() {
        view.decide(out, &fact::BUILDING_CLASS, "C002.building", &ASK_BUILDING);
    }
    let (Some(class), Some(pattern), Some(building)) = (class, pattern, building) else { return Ok(()) };
    let Some(rate) = rate(view, out, class, building) else { return Ok(()) };
    if let Some(code) = groups::common(view, &[kind, groups::class_key(class), pattern, building, rate])? {
        out.add(code, &[]);
    }
    Ok(())
}

/// The class of the fee: that of the institution for patients with the document, else the third.
fn class(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<Class> {
    match support::class(view, out)? {
        Class::Other => Some(Class::Other),
        class => view
            .decide_bool(out, &fact::HOME_CARE_DOCUMENT, "C002.document", &ASK_DOCUMENT)
            .map(|given| if given { class } else { Class::Other }),
    }
}

fn pattern(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<Option<&'static str>, EngineError> {
    let Some(pattern) = groups::pattern(view, "C002.pattern")? else {
        view.decide(out, &fact::HOME_VISIT_PATTERN, "C002.pattern", &ASK_PATTERN);
        return Ok(None);
    };
    // Only two visits in person can be those of the severe state.
    let [(_, twice), ..] = PATTERNS;
    let pattern = if pattern == twice {
        match view.decide_bool(out, &fact::SEVERE_HOME_STATE, "C002.severe", &ASK_SEVERE) {
            None => return Ok(None),
            Some(true) => SEVERE,
            Some(false) => twice,
        }
    } else {
        pattern
    };
    if !groups::note16(view, pattern) {
        return Ok(Some(pattern));
    }
    Ok(view
        .decide_bool(out, &fact::HOME_TWICE_STANDARD, "C002.n16.standard", &ASK_TWICE)
        .map(|met| if met { pattern } else { groups::ONCE }))
}

/// The rate: note 14 from ten patients of the building on; there note 8 has codes of its own, elsewhere it is an addition.
fn rate(view: &View<'_, '_, '_>, out: &mut Effects, class: Class, building: &str) -> Option<&'static str> {
    let [_, _, large @ ..] = BUILDINGS;
    if !large.iter().any(|(_, _, key)| *key == building) {
        return Some(FULL);
    }
    if view.decide_bool(out, &fact::HOME_VOLUME_STANDARD, "C002.n14.standard", &ASK_VOLUME)? {
        return Some(FULL);
    }
    if class != Class::Other {
        return Some(SIXTY);
    }
    let mainly = mainly(view, out)?;
    Some(if mainly { FORTY_EIGHT } else { SIXTY })
}

/// Whether note 8 holds: a clinic that mainly makes home visits.
pub(super) fn mainly(view: &View<'_, '_, '_>, out: &mut Effects) -> Option<bool> {
    if view.is_clinic() == Some(false) {
        return Some(false);
    }
    view.decide_bool(out, &fact::HOME_CARE_MAINLY, "C002.n8.mainly", &ASK_MAINLY)
}
