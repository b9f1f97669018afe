//! A000 notes 11–14 — infection control additions of the first visit (外来感染対策向上加算 and the ones that follow it).
//!
//! # What it does   Adds 外来感染対策向上, 発熱患者等対応, 連携強化, サーベイランス強化, 抗菌薬適正使用体制加算 as filed, each once a month.
//! # Law            告示 A000 注11–14; 通知 A000 (25)–(29)
//! # Asks           whether the patient had signs of an infection; whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::infection_control::{self, Codes};
use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::comprehensive;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n11",
    article: "A000",
    title: Text {
        ja: "外来感染対策向上加算等（初診）", en: "infection control additions (first visit)"
    },
    about: Text {
        ja: "届け出た診療所の初診に、外来感染対策向上加算と、それに続く発熱患者等対応・連携強化・サーベイランス強化・抗菌薬適正使用体制加算を月1回加えます。",
        en: "adds the filed infection control additions to a clinic's first visit, each once a month",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("A000 注11"),
        Citation::r06("A000 注12"),
        Citation::r06("A000 注13"),
        Citation::r06("A000 注14"),
        Citation::r06("第2章第1部 通則3"),
        Citation::r08("A000 注11"),
        Citation::r08("A000 注12"),
        Citation::r08("A000 注13"),
        Citation::r08("A000 注14"),
        Citation::r08("第2章第1部 通則3"),
    ],
    run,
};

const CODES: Codes = [
    Code::known(111_014_870),
    Code::known(111_702_970),
    Code::known(111_014_970),
    Code::known(111_015_070),
    Code::known(111_703_070),
];

/// Beside a management fee that stands in place of the fee of the visit (第2章第1部 通則3–6).
const MANAGEMENT: Codes = [
    Code::known(113_033_790),
    Code::known(113_702_590),
    Code::known(113_033_890),
    Code::known(113_033_990),
    Code::known(113_702_490),
];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    match (comprehensive::carrier(view)?, visit::fee(view)?) {
        (Some((fee, _)), _) => infection_control::run(view, out, fee, MANAGEMENT),
        (None, Some((fee, Family::First))) => infection_control::run(view, out, fee, CODES),
        _ => Ok(()),
    }
}
