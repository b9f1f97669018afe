//! A000 — first-visit fee (初診料).
//!
//! # What it does   Adds the fee that fits: ordinary, telemedicine, without referral (注2・3), second department of the day (注5).
//! # Law            告示 A000 注1–3, 注5
//! # Asks           the kind of visit; at a hospital with 200 general beds, whether its referral rate is low and there is a referral
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a000/

use super::visit::{self, Kind};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::management::comprehensive;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A000.1",
    article: "A000",
    title: Text { ja: "初診料", en: "first-visit fee" },
    about: Text {
        ja: "初診の日に、受診の形（通常、情報通信機器、紹介なし、同一日2科目）に応じた初診料を加えます。",
        en: "adds the first-visit fee that fits the visit: ordinary, telemedicine, without referral, second department",
    },
    phase: Phase::Visit,
    extent: Extent::Part("特定妥結率初診料（注4）は申告がなければ導出しない"),
    cites: &[
        Citation::r06("A000 注1"),
        Citation::r06("A000 注2"),
        Citation::r06("A000 注5"),
        Citation::r08("A000 注1"),
        Citation::r08("A000 注2"),
        Citation::r08("A000 注5"),
    ],
    run,
};

/// Codes by (second department, without referral): ordinary and by telemedicine.
const FULL: [Code; 2] = [Code::known(111_000_110), Code::known(111_014_210)];
const UNREFERRED: [Code; 2] = [Code::known(111_012_510), Code::known(111_014_310)];
const SECOND: [Code; 2] = [Code::known(111_011_810), Code::known(111_014_510)];
const SECOND_UNREFERRED: [Code; 2] = [Code::known(111_012_610), Code::known(111_014_610)];

const LETTER_QUESTION: &str = "A000.n2.referral";
static ASK_REFERRAL: Text = Text {
    ja: "他の医療機関からの文書による紹介がありますか（緊急その他やむを得ない場合を含む）。",
    en: "was the patient referred by letter (or was it an emergency)?",
};
static THIRD_DEPARTMENT: Text = Text {
    ja: "同一日の3科目以降は算定しません。",
    en: "a third department on the same day is not billed",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || visit::none_at_home(view) || visit::already(view)? {
        return Ok(());
    }
    if visit::kind(view, Some(out)) != Some(Kind::First) || comprehensive::keeps_off(view, out)? {
        return Ok(());
    }
    if view.told(&fact::FURTHER_DEPARTMENT) {
        out.decline(SECOND[0], &THIRD_DEPARTMENT);
        return Ok(());
    }
    // A referral letter makes the ordinary fee of every hospital; without one it hangs on the hospital.
    let letter = view.fact(&fact::REFERRAL_LETTER, LETTER_QUESTION);
    let referred = if letter == Some(FactValue::Bool(true)) {
        true
    } else {
        match visit::has_low_referral_rate(view, out) {
            Some(false) => true,
            Some(true) => {
                let told = view.decide_bool(out, &fact::REFERRAL_LETTER, LETTER_QUESTION, &ASK_REFERRAL);
                let Some(told) = told else { return Ok(()) };
                told
            }
            None => return Ok(()),
        }
    };
    let [ordinary, online] = match (view.told(&fact::SECOND_DEPARTMENT), referred) {
        (false, true) => FULL,
        (false, false) => UNREFERRED,
        (true, true) => SECOND,
        (true, false) => SECOND_UNREFERRED,
    };
    out.add(if view.told(&fact::TELEMEDICINE) { online } else { ordinary }, &[]);
    Ok(())
}
