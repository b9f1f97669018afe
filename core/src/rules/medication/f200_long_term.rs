//! F200 note 4 — 30 days or more at a hospital with few referrals: drug fees 40/100 (薬剤料逓減).
//!
//! # What it does   Takes 60 percent of the points of all drugs of an in-house prescription (630010006), as a line of its own.
//! # Law            告示 F200 注4; 通知 F200 (7)
//! # Asks           nothing of its own: the prescription fee has asked
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f200/

use super::f400_long_term::is_long;
use super::kinds::{self, Dispensing};
use crate::amount::{Points, Rate, round_half_up_to_point};
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F200.n4",
    article: "F200",
    title: Text {
        ja: "薬剤料逓減（大病院の30日以上投薬）",
        en: "reduction of drug fees (30 days, large hospital)",
    },
    about: Text {
        ja: "紹介割合の低い大病院の院内処方で投与期間が30日以上のとき、薬剤料を40/100とし、その差を減点の行にします。",
        en: "at a hospital with few referrals drugs for 30 days or more are 40/100; the difference is a line of its own",
    },
    phase: Phase::Priced,
    extent: Extent::Part("別に厚生労働大臣が定める薬剤は encounter.prescriptionOf30Days で示す"),
    cites: &[
        Citation::r06("F200 注4"),
        Citation::r06_circular("F200 (7)"),
        Citation::r08("F200 注4"),
        Citation::r08_circular("F200 (7)"),
    ],
    run,
};

/// 薬剤料逓減（４０／１００）（紹介率が低い大病院３０日以上投薬）.
const LONG: Code = Code::known(630_010_006);
/// 診療識別 of drug reductions.
const SECTION: u8 = 39;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if view.has(LONG) || kinds::prescribed(view).is_empty() {
        return Ok(());
    }
    if kinds::dispensing(view, out) != Some(Dispensing::InHouse) || is_long(view, out)? != Some(true) {
        return Ok(());
    }
    let lines: Vec<usize> = kinds::prescribed(view).into_iter().map(|(line, _)| line).collect();
    let full = view.points_of(&lines)?;
    let remains = Rate::from_percent(view.value("drug.long-term.percent")?.value)?;
    let less = full.minus(round_half_up_to_point(full.times(remains)?))?;
    if less > Points::ZERO {
        out.reduce(LONG, less, SECTION, &lines);
    }
    Ok(())
}
