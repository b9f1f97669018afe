//! A001 note 11 — detailed statement addition (明細書発行体制等加算).
//!
//! # What it does   Adds 112015770 to a revisit at a clinic that issues detailed statements free of charge.
//! # Law            告示 A001 注11; R8: 注11後段, 注19, A000 注16 and 通知 A001 (15) — not where 電子的診療情報連携体制整備加算 is filed
//! # Asks           whether the clinic does, when the request does not say
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::a000_note16_information;
use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n11",
    article: "A001",
    title: Text { ja: "明細書発行体制等加算", en: "detailed statement addition" },
    about: Text {
        ja: "明細書を無料で発行する等の基準を満たす診療所の再診に加えます。",
        en: "added to revisits at clinics that issue detailed statements free of charge",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A001 注11"), Citation::r08("A001 注11")],
    run,
};

const STATEMENT: Code = Code::known(112_015_770);
static ASK: Text = Text {
    ja: "明細書発行体制等加算の基準（電子請求、明細書の無料発行、院内掲示）を満たしていますか。",
    en: "does the clinic meet the standard (electronic claims, free detailed statements, posted)?",
};
static NOT_MET: Text = Text {
    ja: "明細書発行体制等加算の基準を満たす診療所ではありません（注11）。",
    en: "the clinic does not meet the standard (note 11)",
};

static INFORMATION_FILED: Text = Text {
    ja: "電子的診療情報連携体制整備加算を届け出た医療機関では算定できません（注11・注19、通知(15)）。",
    en: "not where the addition for electronic medical information is filed (notes 11 and 19, circular (15))",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    if view.has(STATEMENT) {
        return Ok(());
    }
    if view.is_clinic() != Some(true) {
        out.decline(STATEMENT, &NOT_MET);
        return Ok(());
    }
    // The key exists from R8 on.
    if view.known_set("electronic-information").is_some() {
        match a000_note16_information::filed(view) {
            Some(false) => {}
            Some(true) => {
                out.decline(STATEMENT, &INFORMATION_FILED);
                return Ok(());
            }
            None => {
                out.unsure(&[STATEMENT]);
                return Ok(());
            }
        }
    }
    match view.decide_bool(out, &fact::STATEMENT_ISSUED, "A001.n11.statement", &ASK) {
        Some(true) => out.add_to(base, STATEMENT),
        Some(false) => out.decline(STATEMENT, &NOT_MET),
        None => {}
    }
    Ok(())
}
