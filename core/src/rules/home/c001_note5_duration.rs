//! C001 note 5 — a visit of more than an hour at the patient's home (患家診療時間加算).
//!
//! # What it does   Adds 100 points for every 30 minutes or part of it beyond the first hour.
//! # Law            告示 C001 注5
//! # Asks           nothing: the minutes are told by `encounter.durationMin`
//! # Revisions      R6, R8
//! # Cases          conformance/cases/c/

use super::duration;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "C001.n5",
    article: "C001",
    title: Text {
        ja: "患家診療時間加算（在宅患者訪問診療料）", en: "long visit at home (C001)"
    },
    about: Text {
        ja: "患家における診療時間が1時間を超えたとき、30分又はその端数ごとに100点を加えます。",
        en: "adds 100 points for every 30 minutes or part of it beyond an hour at the patient's home",
    },
    phase: Phase::Addition,
    extent: Extent::Part("診療時間は encounter.durationMin による"),
    cites: &[Citation::r06("C001 注5"), Citation::r08("C001 注5")],
    run,
};

const LONG: Code = Code::known(114_001_470);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    duration::add(view, out, (1, 0), LONG)
}
