//! B001-3-3 notes 2 and 5 — what the lifestyle disease management fee II contains, and its half year after fee I.
//!
//! # What it does   Absorbs management of the month but the listed fees, 外来管理加算 of the day; bars six months after fee I.
//! # Law            告示 B001-3-3 注2, 注5; 通知 B001-3-3 (3)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-3-3/

use super::lifestyle::{self, Contained};
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-3-3.n2",
    article: "B001-3-3",
    title: Text {
        ja: "生活習慣病管理料（Ⅱ）に含まれるもの",
        en: "contained in lifestyle disease management II",
    },
    about: Text {
        ja: "列挙された管理料等を除く医学管理料等と外来管理加算を管理料に含めます。（Ⅰ）を算定した月から6月以内は算定しません。",
        en: "absorbs management fees but the listed ones and outpatient management; not within six months of fee I",
    },
    phase: Phase::Act,
    extent: Extent::Part(
        "注5の6月は history に（Ⅰ）があるときに限る。在宅自己注射との関係（注1ただし書）は未対応",
    ),
    cites: &[
        Citation::r06("B001-3-3 注2"),
        Citation::r06("B001-3-3 注5"),
        Citation::r08("B001-3-3 注2"),
        Citation::r08("B001-3-3 注7"),
    ],
    run,
};

const CONTAINED: Contained =
    Contained { fee: "management.b001-3-3", beside: "management.b001-3-3.beside", parts: b"" };
/// Months in which fee II is not billed, from the month of fee I on (注5).
const MONTHS_AFTER_FEE_I: i64 = 6;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let first = &view.set("management.b001-3")?.value;
    let this = view.date().month().ordinal();
    let recent = view
        .last_billed(|c| first.contains(c))
        .is_some_and(|day| this - day.month().ordinal() < MONTHS_AFTER_FEE_I);
    if recent {
        let fees = &view.set(CONTAINED.fee)?.value;
        for (line, row) in view.procedures() {
            if fees.contains(row.code()) {
                out.exclude(line, None);
            }
        }
        return Ok(());
    }
    lifestyle::absorb(view, out, CONTAINED)
}
