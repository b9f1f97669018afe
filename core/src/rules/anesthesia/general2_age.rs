//! 第11部 通則2 — anaesthesia of small children (未熟児加算, 新生児加算, 乳児加算, 幼児加算).
//!
//! # What it does   Adds 200/100 (premature, newborn), 50/100 (under one) or 20/100 (one and two) to each anaesthesia and block.
//! # Law            告示 第2章第11部 通則2
//! # Asks           whether a child of up to 90 days is a premature infant
//! # Revisions      R6, R8
//! # Cases          conformance/cases/l/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "L.g2",
    article: "L",
    title: Text { ja: "麻酔の年齢加算", en: "age additions of anaesthesia" },
    about: Text {
        ja: "未熟児・新生児に100分の200、乳児に100分の50、1歳以上3歳未満の幼児に100分の20を麻酔に加えます。",
        en: "adds 200 percent (premature, newborn), 50 percent (under one) or 20 percent (one and two) to anaesthesia",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("第2章第11部 通則2"), Citation::r08("第2章第11部 通則2")],
    run,
};

const PREMATURE: Code = Code::known(150_286_690);
/// Newborn, under one, one and two. Their ages stand in the master.
const AGES: [Code; 3] = [Code::known(150_231_590), Code::known(150_231_690), Code::known(150_265_390)];

static ASK: Text = Text {
    ja: "未熟児（出生時体重2,500グラム未満）ですか。",
    en: "is the child a premature infant (less than 2,500 grams at birth)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    // s40 = 1: the row takes age additions; on an addition: it is one.
    let of_age = |letter: u8, general: u8| letter == b'L' && general == 1;
    let sent = view
        .procedures()
        .any(|(_, r)| of_age(r.article().letter, r.general_age_addon()) && r.is_percentage());
    let bases: Vec<usize> = view
        .procedures()
        .filter(|(_, r)| of_age(r.article().letter, r.general_age_addon()) && r.notice_kind().is_base())
        .map(|(line, _)| line)
        .collect();
    if sent || bases.is_empty() {
        return Ok(());
    }
    let premature = if view.may_bill(PREMATURE) {
        match view.decide_bool(out, &fact::PREMATURE_INFANT, "L.g2.premature", &ASK) {
            Some(premature) => premature,
            None => return Ok(()),
        }
    } else {
        false
    };
    let by_age = AGES.into_iter().find(|code| view.may_bill(*code));
    let code = if premature { Some(PREMATURE) } else { by_age };
    if let Some(code) = code {
        for line in bases {
            out.add_to(line, code);
        }
    }
    Ok(())
}
