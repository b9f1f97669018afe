//! B001-3-3 notes 1, 2 and 5 — what the lifestyle disease management fee II contains, and its half year after fee I.
//!
//! # What it does   Absorbs management of the month but the listed fees, 外来管理加算 of the day; bars six months after fee I, and for
//!   diabetes a month with 在宅自己注射指導管理料.
//! # Law            告示 B001-3-3 注1, 注2, 注5; 通知 B001-3-3 (3)
//! # Asks           beside self-injection: whether diabetes is the main disease, when the diseases do not tell
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
        ja: "列挙された管理料等を除く医学管理料等と外来管理加算を管理料に含めます。（Ⅰ）を算定した月から6月以内と、糖尿病を主病とする患者の在宅自己注射の月は算定しません。",
        en: "absorbs management fees but the listed ones and outpatient management; not within six months of fee I, nor for diabetes beside self-injection",
    },
    phase: Phase::Act,
    extent: Extent::Part("注5の6月は history に（Ⅰ）があるときに限る"),
    cites: &[
        Citation::r06("B001-3-3 注1"),
        Citation::r06("B001-3-3 注2"),
        Citation::r06("B001-3-3 注5"),
        Citation::r08("B001-3-3 注1"),
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
    let fees = &view.set(CONTAINED.fee)?.value;
    let recent = view
        .last_billed(|c| first.contains(c))
        .is_some_and(|day| this - day.month().ordinal() < MONTHS_AFTER_FEE_I);
    let has_fee = view.first_of(fees).is_some();
    if recent || (has_fee && lifestyle::self_injection(view)? && lifestyle::diabetes(view, out) == Some(true))
    {
        for (line, row) in view.procedures() {
            if fees.contains(row.code()) {
                out.exclude(line, None);
            }
        }
        return Ok(());
    }
    lifestyle::absorb(view, out, CONTAINED)
}
