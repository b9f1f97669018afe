//! A000 note 16 — addition for the preparation of medical DX (医療DX推進体制整備加算).
//!
//! # What it does   Adds it to a first visit once a month: one amount until September 2024, three classes from October, six from April 2025.
//! # Law            告示 A000 注16 and its amendments of 2024-10-01 and 2025-04-01; 通知 A000 (31)
//! # Asks           the class that the institution may bill in the month, where there is more than one
//! # Revisions      R6
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family};
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::comprehensive;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n16",
    article: "A000",
    title: Text { ja: "医療DX推進体制整備加算", en: "medical DX preparation addition" },
    about: Text {
        ja: "届け出た医療機関の初診に月1回加えます。令和6年10月からは3区分、令和7年4月からは6区分で、区分は医療機関の申告によります。",
        en: "added to first visits once a month; three classes from October 2024, six from April 2025, as the institution tells",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A000 注16")],
    run,
};

/// Keys of the codes beside a first visit, and beside a management fee that stands in its place.
const VISIT: &str = "";
const MANAGEMENT: &str = "management.";
const CLASSES: [&str; 6] = ["1", "2", "3", "4", "5", "6"];
static ASK: Text = Text {
    ja: "医療DX推進体制整備加算の、受診月に算定できる区分はどれですか（マイナ保険証利用率等による）。",
    en: "which class of the medical DX preparation addition may be billed in this month (by the rate of card use)?",
};
static NOT_FILED: Text = Text {
    ja: "医療DX推進体制整備加算の届出がありません（注16）。",
    en: "no such standard is filed (note 16)",
};
static NO_CLASS: Text = Text {
    ja: "この区分は受診日にはありません。",
    en: "there is no such class on the day of the visit",
};
static BILLED: Text = Text {
    ja: "月1回に限ります。当月に算定済みか、当月の算定の有無が分かりません（注16）。",
    en: "once a month: billed already, or the history of the month is not known (note 16)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (fee, own, other) = match (comprehensive::carrier(view)?, visit::fee(view)?) {
        (Some((fee, true)), _) => (fee, MANAGEMENT, VISIT),
        (None, Some((fee, Family::First))) => (fee, VISIT, MANAGEMENT),
        _ => return Ok(()),
    };
    let sets = |key: &str| -> Vec<_> {
        let set = |class| Some((class, view.known_set(&format!("dx-preparation.{key}class.{class}"))?));
        CLASSES.into_iter().filter_map(set).collect()
    };
    let (classes, others) = (sets(own), sets(other));
    if classes.iter().chain(&others).any(|(_, set)| view.has_any(&set.value)) {
        return Ok(());
    }
    let Some(any) = classes.first().and_then(|(_, set)| set.value.iter().next()) else { return Ok(()) };
    if !view.may_bill(any) {
        if view.unsure(any) {
            out.unsure(&[any]);
        } else {
            out.decline(any, &NOT_FILED);
        }
        return Ok(());
    }
    let of = |code| classes.iter().chain(&others).any(|(_, set)| set.value.contains(code));
    if view.first_this_month(out, of) != Some(true) {
        out.decline(any, &BILLED);
        return Ok(());
    }
    let class = if classes.len() == 1 {
        "1"
    } else {
        match view.decide(out, &fact::DX_PREPARATION_CLASS, "A000.n16.class", &ASK) {
            Some(FactValue::Choice(class)) => class,
            _ => return Ok(()),
        }
    };
    match classes.iter().find(|(c, _)| *c == class) {
        Some((_, set)) => {
            out.cite(&set.citation);
            for code in set.value.iter() {
                out.add_to(fee, code);
            }
        }
        None => out.decline(any, &NO_CLASS),
    }
    Ok(())
}
