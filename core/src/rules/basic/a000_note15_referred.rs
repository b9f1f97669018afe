//! A000 note 15 (R8) — patients received from large hospitals (特定機能病院等紹介患者受入加算).
//!
//! # What it does   Adds it to a first visit at a clinic or a hospital under 200 beds, on referral by one of the named hospitals.
//! # Law            告示 A000 注15
//! # Asks           nothing: a referral by such a hospital is told (`encounter.referralFrom`)
//! # Revisions      R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n15.referred",
    article: "A000",
    title: Text {
        ja: "特定機能病院等紹介患者受入加算", en: "patients referred by large hospitals"
    },
    about: Text {
        ja: "診療所・許可病床200床未満の病院が、特定機能病院・地域医療支援病院・紹介受診重点医療機関・400床以上の病院の紹介を受けた初診に加えます。",
        en: "added to a first visit at a small institution on referral by an advanced, regional support, referral-priority or 400-bed hospital",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r08("A000 注15")],
    run,
};

const REFERRED: Code = Code::known(111_703_970);
/// Beds from which a hospital does not bill it.
const LARGE: &str = "first-visit.referred.beds";

static NOT_SMALL: Text = Text {
    ja: "診療所でも許可病床200床未満の病院でもありません（注15）。",
    en: "neither a clinic nor a hospital under 200 beds (note 15)",
};
static NOT_REFERRED: Text = Text {
    ja: "特定機能病院等の紹介を受けた初診であることが示されていません（referralFrom、注15）。",
    en: "no referral by one of the named hospitals is told (referralFrom, note 15)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((fee, Family::First)) = visit::fee(view)? else { return Ok(()) };
    if view.has(REFERRED) {
        return Ok(());
    }
    let limit = view.value(LARGE)?.value;
    let beds = view.facility().licensed_beds.map(rust_decimal::Decimal::from);
    let small = if view.is_clinic() == Some(true) { Some(true) } else { beds.map(|n| n < limit) };
    match view.fact(&fact::REFERRAL_FROM, "") {
        None | Some(FactValue::Choice("other")) => out.decline(REFERRED, &NOT_REFERRED),
        Some(_) => match small {
            Some(true) => out.add_to(fee, REFERRED),
            Some(false) => out.decline(REFERRED, &NOT_SMALL),
            None => out.unsure(&[REFERRED]),
        },
    }
    Ok(())
}
