//! B001-2 note 3 — what the paediatric outpatient fee contains, and its time additions.
//!
//! # What it does   Absorbs everything of the day but the listed items; adds the time additions less 115 or 70 points and 機能強化加算.
//! # Law            告示 B001-2 注3; 通知 B001-2 (3)
//! # Asks           the time class
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2/

use super::paediatric;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::a000_note7_time::choose_paediatric;
use crate::rules::basic::visit::{self, Kind, TimeCodes, codes};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2.n3",
    article: "B001-2",
    title: Text {
        ja: "小児科外来診療料に含まれるものと時間外等の加算",
        en: "contained in the paediatric outpatient fee, and its time additions",
    },
    about: Text {
        ja: "列挙されたものを除く診療の費用を診療料に含め、時間外等の加算（115点又は70点を減じた額）と機能強化加算を加えます。",
        en: "absorbs all but the listed items; adds the reduced time additions and the family-doctor function addition",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("B001-2 注3"),
        Citation::r06_circular("B001-2 (3)"),
        Citation::r08("B001-2 注3"),
        Citation::r08_circular("B001-2 (3)"),
    ],
    run,
};

/// Codes of the additions of a fee in place of the fee of the visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Additions {
    pub(super) first: TimeCodes,
    pub(super) revisit: TimeCodes,
    pub(super) hospital: TimeCodes,
    /// Evening within displayed hours of paediatrics, by the same families.
    pub(super) evening: [Code; 3],
    /// 機能強化加算.
    pub(super) function: Code,
}

/// Note 7 (A000), note 5 (A001), note 8 (A002), less 115 or 70 points; holidays and late night are those of paediatrics too.
const ADDITIONS: Additions = Additions {
    first: codes(113_009_670, 113_007_170, 113_007_270, 111_010_770),
    revisit: codes(113_009_770, 113_007_470, 113_007_570, 112_006_070),
    hospital: codes(113_009_870, 113_007_770, 113_007_870, 113_005_570),
    evening: [Code::known(113_007_070), Code::known(113_007_370), Code::known(113_007_670)],
    function: Code::known(113_028_870),
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set(paediatric::OUTPATIENT)?.value;
    let Some(fee) = view.first_on_the_day(fees) else { return Ok(()) };
    contained(view, out, fee, "management.b001-2.beside")?;
    if view.first_of(fees) == Some(fee) {
        time_additions(view, out, fee, ADDITIONS);
    }
    Ok(())
}

/// Adds 機能強化加算 to a first visit, and the time addition that holds.
pub(super) fn time_additions(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize, codes: Additions) {
    let first = visit::kind(view, None) == Some(Kind::First);
    let large = visit::is_large_hospital(view) == Some(true);
    let [evening_first, evening_revisit, evening_hospital] = codes.evening;
    let (table, evening) = match (first, large) {
        (true, _) => (codes.first, evening_first),
        (false, false) => (codes.revisit, evening_revisit),
        (false, true) => (codes.hospital, evening_hospital),
    };
    if first && !view.has(codes.function) {
        if view.may_bill(codes.function) {
            out.add(codes.function, &[fee]);
        } else if view.unsure(codes.function) {
            out.unsure(&[codes.function]);
        }
    }
    let sent = [table.after_hours, table.holiday, table.late_night, table.special, evening];
    if sent.into_iter().any(|c| view.has(c)) {
        return;
    }
    let Some(time) = visit::time(view, out) else { return };
    let within = choose_paediatric(view, time, [evening, table.holiday, table.late_night]);
    let outside =
        if visit::is_open(view) { None } else { table.of(time, view.told(&fact::SPECIAL_TIME_INSTITUTION)) };
    if let Some(code) = within.or(outside) {
        out.add(code, &[fee]);
    }
}

/// Absorbs the procedures, drugs and materials of the encounter but the listed ones.
pub(super) fn contained(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    fee: usize,
    beside: &str,
) -> Result<(), EngineError> {
    let beside = &view.set(beside)?.value;
    for (line, row) in view.billed() {
        let stays = row.is_some_and(|row| {
            let article = row.article();
            article.letter == b'O' || article.is(b'C', 0, 0) || beside.contains(row.code())
        });
        if !stays {
            out.absorb(line, fee);
        }
    }
    Ok(())
}
