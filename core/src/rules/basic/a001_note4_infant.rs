//! A001 note 4, A002 note 7 — infant addition of a revisit (乳幼児加算).
//!
//! # What it does   Adds 112000970 (再診料) or 112006270 (外来診療料) under six, unless a time addition is billed.
//! # Law            告示 A001 注4; A002 注7
//! # Asks           nothing of its own (waits for the time class)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::visit::{self, Family, Time};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n4",
    article: "A001",
    title: Text { ja: "乳幼児加算（再診・外来診療料）", en: "infant addition (revisit)" },
    about: Text {
        ja: "6歳未満の再診に加えます。時間外等の加算を算定するときは加えません。",
        en: "added under six years; not together with a time addition",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("A001 注4"),
        Citation::r06("A002 注7"),
        Citation::r08("A001 注4"),
        Citation::r08("A002 注7"),
    ],
    run,
};

const REVISIT: Code = Code::known(112_000_970);
const HOSPITAL: Code = Code::known(112_006_270);
static OLDER: Text =
    Text { ja: "患者は6歳未満ではありません。", en: "the patient is not under six" };
static TIME_INSTEAD: Text = Text {
    ja: "時間外等の加算を算定するため乳幼児加算は算定しません。",
    en: "a time addition is billed instead",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (base, code) = match visit::fee(view)? {
        Some((base, Family::Revisit)) => (base, REVISIT),
        Some((base, Family::Hospital)) => (base, HOSPITAL),
        _ => return Ok(()),
    };
    if view.has(code) {
        return Ok(());
    }
    if !visit::is_infant(view) {
        out.decline(code, &OLDER);
        return Ok(());
    }
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    let outside = time != Time::Regular && !visit::is_open(view);
    if outside || super::a001_note5_time::paediatric(view, time).is_some() {
        out.decline(code, &TIME_INSTEAD);
        return Ok(());
    }
    out.add_to(base, code);
    Ok(())
}
