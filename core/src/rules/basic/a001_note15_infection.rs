//! A001 notes 15–18 — infection control additions of a revisit (外来感染対策向上加算 and the ones that follow it).
//!
//! # What it does   Adds 外来感染対策向上, 発熱患者等対応, 連携強化, サーベイランス強化, 抗菌薬適正使用体制加算 as filed, each once a month.
//! # Law            告示 A001 注15–18, 注9; 通知 A001 (14)
//! # Asks           whether the patient had signs of an infection; whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::infection_control::{self, Codes};
use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n15",
    article: "A001",
    title: Text {
        ja: "外来感染対策向上加算等（再診）", en: "infection control additions (revisit)"
    },
    about: Text {
        ja: "届け出た診療所の再診（電話等を除く）に、外来感染対策向上加算と、それに続く加算を月1回加えます。",
        en: "adds the filed infection control additions to a clinic's revisit (not by phone), each once a month",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("A001 注15"),
        Citation::r06("A001 注16"),
        Citation::r06("A001 注17"),
        Citation::r06("A001 注18"),
        Citation::r06_circular("A001 (14)"),
        Citation::r08("A001 注15"),
        Citation::r08("A001 注16"),
        Citation::r08("A001 注17"),
        Citation::r08("A001 注18"),
        Citation::r08_circular("A001 (14)"),
    ],
    run,
};

const CODES: Codes = [
    Code::known(112_024_370),
    Code::known(112_708_670),
    Code::known(112_024_470),
    Code::known(112_024_570),
    Code::known(112_708_770),
];
static BY_PHONE: Text = Text {
    ja: "電話等による再診には加算しません（注9）。",
    en: "not for revisits by phone (note 9)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    if view.set("visit.telephone")?.value.contains(view.code_of(fee)) {
        for code in CODES {
            out.decline(code, &BY_PHONE);
        }
        return Ok(());
    }
    infection_control::run(view, out, fee, CODES)
}
