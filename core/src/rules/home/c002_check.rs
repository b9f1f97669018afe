//! C002 and C002-2 — a fee of comprehensive management that was sent against what is known.
//!
//! # What it does   Reports a code sent that does not fit institution, visits of the month, state or building as far as they are told.
//! # Law            告示 C002 1–3, 注1; C002-2 1–3, 注1; 通知 C002 (4)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/c002/

use super::management::{self as groups, KINDS, PATTERNS, SEVERE};
use super::support::{self, Class};
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C002.check",
    article: "C002",
    title: Text {
        ja: "在医総管・施医総管の区分の確認", en: "comprehensive management as sent"
    },
    about: Text {
        ja: "送られた管理料が、医療機関の区分、訪問回数、患者の状態、単一建物診療患者の人数と合うか確かめます。",
        en: "checks the fee sent against institution, visits of the month, state and building as far as they are told",
    },
    phase: Phase::Act,
    extent: Extent::Part("分からないことは確かめない。訪問回数は要求と history にあるもの又は申告による"),
    cites: &[
        Citation::r06("C002 注1"),
        Citation::r06("C002-2 注1"),
        Citation::r06_circular("C002 (4)"),
        Citation::r08("C002 注1"),
        Citation::r08("C002-2 注1"),
        Citation::r08_circular("C002 (4)"),
    ],
    run,
};

static WRONG: Text = Text {
    ja: "管理料（コード{0}）の区分が、分かっている医療機関の届出、訪問回数、患者の状態又は単一建物診療患者の人数と合いません。",
    en: "management fee {0} does not fit what is known of the institution, the visits of the month, the state or the building",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((line, code)) = groups::fee(view)? else { return Ok(()) };
    if view.source(line).is_none() {
        return Ok(());
    }
    // Only what needs no question: the class of a clinic in a group is left open.
    let mut silent = Effects::new(out.rule());
    let class = support::class(view, &mut silent);
    let mut wanted: Vec<Vec<&str>> = Vec::new();
    if let Some(class) = class {
        wanted.push(vec![groups::class_key(class), groups::class_key(Class::Other)]);
    }
    if let Some(FactValue::Choice(word)) = view.fact(&fact::HOME_MANAGEMENT, "") {
        wanted.push(KINDS.iter().filter(|(name, _)| *name == word).map(|(_, key)| *key).collect());
    }
    if let Some(building) = groups::building(view, "") {
        wanted.push(vec![building]);
    }
    if let Some(pattern) = groups::pattern(view, "")? {
        let [(_, twice), ..] = PATTERNS;
        let mut fitting = match (pattern == twice, view.fact(&fact::SEVERE_HOME_STATE, "")) {
            (true, Some(FactValue::Bool(true))) => vec![SEVERE],
            (true, None) => vec![SEVERE, twice],
            _ => vec![pattern],
        };
        if groups::note16(view, pattern)
            && view.fact(&fact::HOME_TWICE_STANDARD, "") != Some(FactValue::Bool(true))
        {
            fitting.push(groups::ONCE);
        }
        wanted.push(fitting);
    }
    for keys in wanted {
        let mut fits = false;
        for key in keys {
            fits |= view.set(key)?.value.contains(code);
        }
        if !fits {
            let target = Target::Encounter(view.place());
            out.confirm("C002.check.wrong", target, &[line], &WRONG, vec![Arg::Code(code)]);
            return Ok(());
        }
    }
    Ok(())
}
