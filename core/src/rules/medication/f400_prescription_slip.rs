//! F400 — prescription slip fee (処方箋料).
//!
//! # What it does   Adds the one of the three prices that holds: psychotropics 20, seven kinds or long term 32, other 60.
//! The drugs of the slip are billed by the pharmacy, so they come off the bill here.
//! # Law            告示 F400 1–3, 注1, 注8
//! # Asks           seven or more kinds, when the drugs of the slip are not sent; psychotropics as in F100
//! # Revisions      R6, R8
//! # Cases          conformance/cases/f/f400/

use super::general5_plasters;
use super::kinds::{self, Article, Dispensing, Price};
use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F400.1",
    article: "F400",
    title: Text { ja: "処方箋料", en: "prescription slip fee" },
    about: Text {
        ja: "処方箋の交付に、向精神薬多剤・7種類以上・その他の区分に応じた処方箋料を加えます。",
        en: "adds the fee of an issued prescription by its kinds of drugs",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "特別な関係の薬局（注8）は facility.relatedPharmacy、リフィルは encounter.refillUses の申告による",
    ),
    cites: &[
        Citation::r06("F400 1"),
        Citation::r06("F400 2"),
        Citation::r06("F400 3"),
        Citation::r06("F400 注1"),
        Citation::r06("F400 注8"),
        Citation::r08("F400 1"),
        Citation::r08("F400 2"),
        Citation::r08("F400 3"),
        Citation::r08("F400 注1"),
    ],
    run,
};

/// Codes by price: psychotropics, seven kinds, long term, other.
type Prices = [Code; 4];
const ORDINARY: Prices =
    [Code::known(120_003_710), Code::known(120_002_710), Code::known(120_004_610), Code::known(120_002_910)];
const REFILL: Prices =
    [Code::known(120_004_710), Code::known(120_004_810), Code::known(120_004_910), Code::known(120_005_010)];
/// An institution with a special relation to the pharmacy (注8).
const RELATED: Prices =
    [Code::known(120_005_810), Code::known(120_005_910), Code::known(120_006_010), Code::known(120_006_110)];
const RELATED_REFILL: Prices =
    [Code::known(120_006_210), Code::known(120_006_310), Code::known(120_006_410), Code::known(120_006_510)];

/// Whether a refill prescription is told (療養担当規則20条3号ロ).
pub(super) fn is_refill(view: &View<'_, '_, '_>) -> bool {
    refill_uses(view) > 1
}

/// Uses of the prescription: 1 for an ordinary one.
pub(super) fn refill_uses(view: &View<'_, '_, '_>) -> i64 {
    view.encounter().facts.int(&fact::REFILL_USES).unwrap_or(1)
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if kinds::dispensing(view, out) != Some(Dispensing::Slip) {
        return Ok(());
    }
    // The pharmacy dispenses and bills the drugs of the slip (注1): here they only tell what was prescribed.
    for form in [DrugForm::Oral, DrugForm::AsNeeded, DrugForm::External] {
        for (line, _) in view.drugs(form) {
            out.exclude(line, None);
        }
    }
    if general5_plasters::beyond(view)? {
        return general5_plasters::report_slip(view, out);
    }
    // Any 処方箋料 the client sent (F400, a base) stands instead.
    if view.procedures().any(|(_, r)| r.article().is(b'F', 400, 0) && r.schedule_kind() == 1) {
        return Ok(());
    }
    if let Some(price) = kinds::price(view, out, Article::Slip)? {
        let [psychotropic, seven, long_term, other] =
            match (view.told(&fact::RELATED_PHARMACY), is_refill(view)) {
                (false, false) => ORDINARY,
                (false, true) => REFILL,
                (true, false) => RELATED,
                (true, true) => RELATED_REFILL,
            };
        let code = match price {
            Price::Psychotropic => psychotropic,
            Price::SevenKinds => seven,
            Price::LongTerm => long_term,
            Price::Other => other,
        };
        out.add(code, &[]);
    }
    Ok(())
}
