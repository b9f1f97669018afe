//! B001-2 note 3 — what the paediatric outpatient fee contains, and its time additions.
//!
//! # What it does   Absorbs everything of the day but the listed items; adds the time additions less 115 or 70 points and 機能強化加算.
//! # Law            告示 B001-2 注3; 通知 B001-2 (3)
//! # Asks           the time class
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2/

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
    extent: Extent::Part(
        "小児抗菌薬適正使用支援加算（注4）、医療情報取得・医療DX・外来感染対策向上加算等は申告による",
    ),
    cites: &[
        Citation::r06("B001-2 注3"),
        Citation::r06_circular("B001-2 (3)"),
        Citation::r08("B001-2 注3"),
        Citation::r08_circular("B001-2 (3)"),
    ],
    run,
};

/// Note 7 (A000), note 5 (A001), note 8 (A002), less 115 or 70 points; holidays and late night are those of paediatrics too.
const FIRST: TimeCodes = codes(113_009_670, 113_007_170, 113_007_270, 111_010_770);
const REVISIT: TimeCodes = codes(113_009_770, 113_007_470, 113_007_570, 112_006_070);
const HOSPITAL: TimeCodes = codes(113_009_870, 113_007_770, 113_007_870, 113_005_570);
/// Evening within displayed hours of paediatrics, by the same families.
const EVENING: [Code; 3] = [Code::known(113_007_070), Code::known(113_007_370), Code::known(113_007_670)];
const FUNCTION: Code = Code::known(113_028_870);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("management.b001-2")?.value;
    let Some(fee) = view.first_on_the_day(fees) else { return Ok(()) };
    contained(view, out, fee)?;
    if view.first_of(fees) != Some(fee) {
        return Ok(());
    }
    let first = visit::kind(view, None) == Some(Kind::First);
    let large = visit::is_large_hospital(view) == Some(true);
    let (table, evening) = match (first, large) {
        (true, _) => (FIRST, EVENING[0]),
        (false, false) => (REVISIT, EVENING[1]),
        (false, true) => (HOSPITAL, EVENING[2]),
    };
    if first && !view.has(FUNCTION) {
        if view.may_bill(FUNCTION) {
            out.add(FUNCTION, &[fee]);
        } else if view.unsure(FUNCTION) {
            out.unsure(&[FUNCTION]);
        }
    }
    let sent = [table.after_hours, table.holiday, table.late_night, table.special, evening];
    if sent.into_iter().any(|c| view.has(c)) {
        return Ok(());
    }
    let Some(time) = visit::time(view, out) else { return Ok(()) };
    let within = choose_paediatric(view, time, [evening, table.holiday, table.late_night]);
    let outside =
        if visit::is_open(view) { None } else { table.of(time, view.told(&fact::SPECIAL_TIME_INSTITUTION)) };
    if let Some(code) = within.or(outside) {
        out.add(code, &[fee]);
    }
    Ok(())
}

/// Absorbs the procedures, drugs and materials of the encounter but the listed ones.
fn contained(view: &View<'_, '_, '_>, out: &mut Effects, fee: usize) -> Result<(), EngineError> {
    let beside = &view.set("management.b001-2.beside")?.value;
    for (line, row) in view.billed() {
        let stays = match row {
            None => false,
            Some(row) => {
                let article = row.article();
                article.letter == b'O' || article.is(b'C', 0, 0) || beside.contains(row.code())
            }
        };
        if !stays {
            out.absorb(line, fee);
        }
    }
    Ok(())
}
