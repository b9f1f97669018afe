//! A001 note 8 — outpatient management addition (外来管理加算).
//!
//! # What it does   Adds 112011010 to a revisit on whose day no barred act was billed.
//! # Law            告示 A001 注8, 注9; 通知 A001(7)
//! # Asks           whether planned management took place, when the request does not say
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.n8",
    article: "A001",
    title: Text { ja: "外来管理加算", en: "outpatient management addition" },
    about: Text {
        ja: "処置・リハビリ・精神科専門療法・手術・麻酔・放射線治療と厚生労働大臣が定める検査を行わず、計画的な医学管理を行った再診に加えます。",
        en: "added to a revisit with planned medical management and none of the barred acts",
    },
    phase: Phase::Closing,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("A001 注8"),
        Citation::r06_circular("A001 (7)"),
        Citation::r08("A001 注8"),
        Citation::r08_circular("A001 (7)"),
    ],
    run,
};

const MANAGEMENT: Code = Code::known(112_011_010);
static ASK: Text = Text {
    ja: "計画的な医学管理（丁寧な問診、詳細な身体診察、療養上の説明）を行いましたか。",
    en: "did planned medical management take place (careful interview, examination, explanation)?",
};
static BARRED: Text = Text {
    ja: "外来管理加算を算定できない行為が同じ日にあります（注8）。",
    en: "an act of the same day bars the addition (note 8)",
};
static NOT_BY_PHONE: Text = Text {
    ja: "電話等又は情報通信機器による再診では算定できません（注9、通知(2)）。",
    en: "not for revisits by phone or telemedicine (note 9, circular (2))",
};
static NOT_DONE: Text = Text {
    ja: "計画的な医学管理を行っていません（注8）。",
    en: "no planned medical management took place (note 8)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some((base, Family::Revisit)) = visit::fee(view)? else { return Ok(()) };
    if view.has(MANAGEMENT) {
        return Ok(());
    }
    let fee_code = view.code_of(base);
    let by_phone = view.set("visit.telephone")?.value.contains(fee_code)
        || view.set("visit.online")?.value.contains(fee_code);
    if by_phone || view.told(&fact::TELEMEDICINE) {
        out.decline(MANAGEMENT, &NOT_BY_PHONE);
        return Ok(());
    }
    let barred = &view.set("outpatient-management.barred")?.value;
    if view.procedures_of_the_day().any(|r| r.outpatient_mgmt_kind() == 1 || barred.contains(r.code())) {
        out.decline(MANAGEMENT, &BARRED);
        return Ok(());
    }
    match view.decide_bool(out, &fact::PLANNED_MANAGEMENT, "A001.n8.planned", &ASK) {
        Some(true) => out.add(MANAGEMENT, &[base]),
        Some(false) => out.decline(MANAGEMENT, &NOT_DONE),
        None => {}
    }
    Ok(())
}
