//! B001-2-11 — family doctor of a child (小児かかりつけ診療料).
//!
//! # What it does   Adds the fee in place of 初診料 or 再診料: class 1 or 2 as filed, first visit or revisit, with a prescription or not.
//! # Law            告示 B001-2-11 1, 2, 注1, 注2; 通知 B001-2-11 (3)–(5), (7)
//! # Asks           whether a prescription is issued; whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2-11/

use super::paediatric;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2-11.1",
    article: "B001-2-11",
    title: Text { ja: "小児かかりつけ診療料", en: "family doctor of a child" },
    about: Text {
        ja: "対象の患者の受診に、届け出た区分、初診・再診、処方箋の交付の有無に応じた診療料を、初・再診料に代えて加えます。",
        en: "added in place of the fee of the visit, by the class filed, first visit or revisit, prescription or not",
    },
    phase: Phase::Visit,
    extent: Extent::Part(
        "4回以上の受診、未就学児又は6歳未満からの算定（通知(2)）は patient.pediatricFamilyDoctor による",
    ),
    cites: &[
        Citation::r06("B001-2-11 注1"),
        Citation::r06("B001-2-11 注2"),
        Citation::r06_circular("B001-2-11 (3)"),
        Citation::r06_circular("B001-2-11 (4)"),
        Citation::r08("B001-2-11 注1"),
        Citation::r08("B001-2-11 注2"),
        Citation::r08_circular("B001-2-11 (3)"),
        Citation::r08_circular("B001-2-11 (4)"),
    ],
    run,
};

/// Codes of a class: prescription (first visit, revisit), in-house (first visit, revisit).
const CLASS_1: [Code; 4] =
    [Code::known(113_037_210), Code::known(113_037_310), Code::known(113_037_410), Code::known(113_037_510)];
const CLASS_2: [Code; 4] =
    [Code::known(113_037_610), Code::known(113_037_710), Code::known(113_037_810), Code::known(113_037_910)];
static ONCE_A_DAY: Text =
    Text { ja: "1日につき1回です（B001-2-11）。", en: "billed once a day (B001-2-11)" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set(paediatric::FAMILY_DOCTOR)?.value;
    if !paediatric::family_doctor(view)? || view.has_any(fees) {
        return Ok(());
    }
    if view.first_on_the_day(fees).is_some() {
        out.decline(CLASS_1[1], &ONCE_A_DAY);
        return Ok(());
    }
    let [one, two] = paediatric::FAMILY_DOCTOR_CLASSES;
    let codes = if view.may_bill(one) {
        CLASS_1
    } else if view.may_bill(two) {
        CLASS_2
    } else {
        out.unsure(&[one, two]);
        return Ok(());
    };
    let [slip_first, slip_revisit, in_house_first, in_house_revisit] = codes;
    let [first, revisit] = match paediatric::by_prescription(view, out)? {
        Some(true) => [slip_first, slip_revisit],
        Some(false) => [in_house_first, in_house_revisit],
        None => return Ok(()),
    };
    let first_visit = visit::kind(view, None) == Some(Kind::First);
    out.add(if first_visit { first } else { revisit }, &[]);
    Ok(())
}
