//! B001-2 — paediatric outpatient fee (小児科外来診療料).
//!
//! # What it does   Adds the fee in place of 初診料 or 再診料 for a child under six, by first visit or revisit and by prescription.
//! # Law            告示 B001-2 注1, 注2; 通知 B001-2 (1)–(6)
//! # Asks           whether the institution bills by the fee; whether a prescription is issued; whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2/

use super::paediatric;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2.1",
    article: "B001-2",
    title: Text { ja: "小児科外来診療料", en: "paediatric outpatient fee" },
    about: Text {
        ja: "この診療料により請求する医療機関の6歳未満の受診に、初・再診料に代えて加えます。",
        en: "added in place of the fee of the visit for children under six, where the institution bills by it",
    },
    phase: Phase::Visit,
    extent: Extent::Part(
        "配置医師の往診（通知(10)）は要求に現れない。他の医療機関の在宅療養指導管理料（通知(2)）は patient.homeGuidanceBilled による",
    ),
    cites: &[
        Citation::r06("B001-2 注1"),
        Citation::r06("B001-2 注2"),
        Citation::r06_circular("B001-2 (2)"),
        Citation::r06_circular("B001-2 (4)"),
        Citation::r06_circular("B001-2 (5)"),
        Citation::r06_circular("B001-2 (8)"),
        Citation::r08("B001-2 注1"),
        Citation::r08("B001-2 注2"),
        Citation::r08_circular("B001-2 (2)"),
        Citation::r08_circular("B001-2 (4)"),
    ],
    run,
};

/// First visit and revisit: with a prescription, without.
const PRESCRIPTION: [Code; 2] = [Code::known(113_003_510), Code::known(113_003_610)];
const IN_HOUSE: [Code; 2] = [Code::known(113_003_710), Code::known(113_003_810)];

static ONCE_A_DAY: Text =
    Text { ja: "1日につき1回です（B001-2）。", en: "billed once a day (B001-2)" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set(paediatric::OUTPATIENT)?.value;
    if view.has_any(fees) {
        return Ok(());
    }
    match paediatric::outpatient(view)? {
        Some(true) => {}
        Some(false) => return Ok(()),
        None => {
            paediatric::ask_open(view, out);
            return Ok(());
        }
    }
    if view.first_on_the_day(fees).is_some() {
        out.decline(PRESCRIPTION[1], &ONCE_A_DAY);
        return Ok(());
    }
    let [first, revisit] = match paediatric::by_prescription(view, out)? {
        Some(true) => PRESCRIPTION,
        Some(false) => IN_HOUSE,
        None => return Ok(()),
    };
    let first_visit = visit::kind(view, None) == Some(Kind::First);
    out.add(if first_visit { first } else { revisit }, &[]);
    Ok(())
}
