//! B001-3 note 2 — what the lifestyle disease management fee I contains (生活習慣病管理料（Ⅰ）).
//!
//! # What it does   Absorbs management, tests, injections and pathology of the month, and 外来管理加算 of the day, into the fee.
//! # Law            告示 B001-3 注2; 通知 B001-3 (3)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-3/

use super::lifestyle::{self, Contained};
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-3.n2",
    article: "B001-3",
    title: Text {
        ja: "生活習慣病管理料（Ⅰ）に含まれるもの",
        en: "contained in lifestyle disease management I",
    },
    about: Text {
        ja: "医学管理等（一部を除く）、検査（判断料・採血料を含む）、注射、病理診断及び外来管理加算を管理料に含めます。",
        en: "absorbs management (some left out), tests with judgement and collection, injections, pathology, outpatient management",
    },
    phase: Phase::Act,
    extent: Extent::Part("検査に用いた薬剤・材料、在宅自己注射との関係（注1ただし書）は未対応"),
    cites: &[
        Citation::r06("B001-3 注2"),
        Citation::r06_circular("B001-3 (3)"),
        Citation::r08("B001-3 注2"),
        Citation::r08_circular("B001-3 (3)"),
    ],
    run,
};

const CONTAINED: Contained =
    Contained { fee: "management.b001-3", beside: "management.b001-3.beside", parts: b"DGN" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    lifestyle::absorb(view, out, CONTAINED)
}
