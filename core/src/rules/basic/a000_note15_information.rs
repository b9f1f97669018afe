//! A000 note 15, A001 note 19, A002 note 10 — medical information addition (医療情報取得加算).
//!
//! # What it does   Adds it to a first visit once a month, to a revisit once in three months; until November 2024 by use of the card.
//! # Law            告示 A000 注15, A001 注9, 注19, A002 注10; 通知 A000 (30), A001 (15)
//! # Asks           whether the institution has the online eligibility system; until November 2024, whether it was used
//! # Revisions      R6
//! # Cases          conformance/cases/a/a000/, conformance/cases/a/a001/

use super::visit::{self, Family};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::comprehensive;
use crate::rules::{Before, Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.n15",
    article: "A000",
    title: Text { ja: "医療情報取得加算", en: "medical information addition" },
    about: Text {
        ja: "オンライン資格確認の体制を有する医療機関の初診（月1回）、再診（3月に1回）に加えます。令和6年11月までは資格確認等の有無で区分が異なります。",
        en: "added at institutions with online eligibility: first visits once a month, revisits once in three months",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("A000 注15"), Citation::r06("A001 注19"), Citation::r06("A002 注10")],
    run,
};

/// Codes by family: information obtained by online eligibility or from another institution, otherwise.
const FIRST: [Code; 2] = [Code::known(111_703_270), Code::known(111_703_170)];
const REVISIT: [Code; 2] = [Code::known(112_708_970), Code::known(112_708_870)];
const HOSPITAL: [Code; 2] = [Code::known(112_709_270), Code::known(112_709_170)];
/// Beside a management fee that stands in place of the fee of the visit.
const MANAGEMENT_FIRST: [Code; 2] = [Code::known(113_705_370), Code::known(113_705_270)];
const MANAGEMENT_REVISIT: [Code; 2] = [Code::known(113_705_570), Code::known(113_705_770)];

static ASK_SYSTEM: Text = Text {
    ja: "オンライン資格確認を行う体制があり、医療情報取得加算の基準（掲示等）を満たしていますか。",
    en: "is online eligibility in place, and is the standard of the medical information addition met (posted)?",
};
static ASK_CARD: Text = Text {
    ja: "電子資格確認により診療情報を取得等したか、他の医療機関から診療情報の提供を受けましたか。",
    en: "was medical information obtained through online eligibility, or received from another institution?",
};
static NO_SYSTEM: Text = Text {
    ja: "医療情報取得加算の基準を満たす医療機関ではありません。",
    en: "the institution does not meet the standard of the addition",
};
static BY_PHONE: Text = Text {
    ja: "電話等による再診には加算しません（A001 注9）。",
    en: "not for revisits by phone (A001 note 9)",
};
static BILLED: Text = Text {
    ja: "初診は月1回、再診は3月に1回です。算定済みか、算定の有無が分かりません。",
    en: "once a month (first visits) or in three months (revisits): billed already, or the history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let carrier = comprehensive::carrier(view)?;
    let (fee, family, [with, without]) = match (carrier, visit::fee(view)?) {
        (Some((fee, true)), _) => (fee, Family::First, MANAGEMENT_FIRST),
        (Some((fee, false)), _) => (fee, Family::Revisit, MANAGEMENT_REVISIT),
        (None, Some((fee, Family::First))) => (fee, Family::First, FIRST),
        (None, Some((fee, Family::Revisit))) => (fee, Family::Revisit, REVISIT),
        (None, Some((fee, Family::Hospital))) => (fee, Family::Hospital, HOSPITAL),
        (None, None) => return Ok(()),
    };
    let first = &view.set("medical-information.first")?.value;
    let revisit = &view.set("medical-information.revisit")?.value;
    if view.has_any(first) || view.has_any(revisit) {
        return Ok(());
    }
    if view.set("visit.telephone")?.value.contains(view.code_of(fee)) {
        out.decline(with, &BY_PHONE);
        return Ok(());
    }
    match view.decide_bool(out, &fact::ELIGIBILITY_SYSTEM, "A000.n15.system", &ASK_SYSTEM) {
        Some(true) => {}
        Some(false) => {
            out.decline(with, &NO_SYSTEM);
            return Ok(());
        }
        None => return Ok(()),
    }
    let due = match family {
        Family::First => view.first_this_month(out, |c| first.contains(c) || revisit.contains(c)),
        _ if view.billed_this_month(|c| first.contains(c)) == Before::Yes => Some(false),
        _ => view.first_in_three_months(out, |c| revisit.contains(c)),
    };
    if due != Some(true) {
        out.decline(with, &BILLED);
        return Ok(());
    }
    let without_card = view.set("medical-information.without-card")?;
    out.cite(&without_card.citation);
    let code = if without_card.value.contains(without) && !view.told(&fact::OTHER_INSTITUTION_INFORMATION) {
        match view.decide_bool(out, &fact::ELIGIBILITY_CARD_USED, "A000.n15.card", &ASK_CARD) {
            Some(true) => with,
            Some(false) => without,
            None => return Ok(()),
        }
    } else {
        with
    };
    if view.may_bill(code) {
        out.add_to(fee, code);
    } else {
        out.decline(code, &NO_SYSTEM);
    }
    Ok(())
}
