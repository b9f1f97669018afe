//! 第9部 通則7 — ear, nose and throat treatments of infants (耳鼻咽喉科乳幼児処置加算).
//!
//! # What it does   Adds 60 points a day under six at an institution that displays the department; the infant note of J113 falls away.
//! # Law            告示 第2章第9部 通則7
//! # Asks           whether the department is displayed, when the departments are not told
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J.g7",
    article: "J",
    title: Text {
        ja: "耳鼻咽喉科乳幼児処置加算",
        en: "addition for ear, nose and throat treatments of infants",
    },
    about: Text {
        ja: "耳鼻咽喉科を標榜する医療機関で6歳未満の乳幼児に耳鼻咽喉科処置（J095–J115-2）を行った日に、60点を加えます。",
        en: "adds 60 points a day to ear, nose and throat treatments under six where the department is displayed",
    },
    phase: Phase::Act,
    extent: Extent::Part("耳鼻咽喉科を担当する医師が行ったことは、標榜と行為から推定する"),
    cites: &[Citation::r06("第2章第9部 通則7"), Citation::r08("第2章第9部 通則7")],
    run,
};

const ENT: Code = Code::known(140_061_990);
/// 耳鼻咽喉科, 別表10.
const DEPARTMENT: &str = "27";

static ASK: Text = Text {
    ja: "耳鼻咽喉科を標榜し、耳鼻咽喉科を担当する医師が処置を行いましたか。",
    en: "is ear, nose and throat medicine displayed, and did a doctor of that department treat the patient?",
};
static NOT_DISPLAYED: Text = Text {
    ja: "耳鼻咽喉科を標榜していません（通則7）。",
    en: "the department is not displayed (general rule 7)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // s125 = 1: treatment of J095–J115-2; the addition itself carries 1 too but is no base.
    let Some((line, _)) =
        view.procedures().find(|(_, r)| r.ent_infant_addon() == 1 && r.notice_kind().is_base())
    else {
        return Ok(());
    };
    if !view.may_bill(ENT) || view.has_on_the_day(ENT) {
        return Ok(());
    }
    let displayed = match &view.facility().departments {
        Some(departments) => Some(departments.iter().any(|d| d == DEPARTMENT)),
        None => view.decide_bool(out, &fact::ENT_DEPARTMENT, "J.g7.department", &ASK),
    };
    match displayed {
        Some(true) => out.add_to(line, ENT),
        Some(false) => out.decline(ENT, &NOT_DISPLAYED),
        None => {}
    }
    Ok(())
}
