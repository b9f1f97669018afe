//! A001 and A002 — revisit fee (再診料) and hospital outpatient fee (外来診療料).
//!
//! # What it does   Adds the fee by institution (200 or more general beds: 外来診療料), way of visit and department of the day.
//! # Law            告示 A001 注1, 注3, 注9; A002 注1–3, 注5
//! # Asks           the kind of visit; a referral elsewhere refused, at a hospital with a low referral rate
//! # Revisions      R6, R8
//! # Cases          conformance/cases/a/a001/, conformance/cases/a/a002/

use super::visit::{self, Kind};
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::management::comprehensive;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "A001.1",
    article: "A001",
    title: Text { ja: "再診料・外来診療料", en: "revisit fee and hospital outpatient fee" },
    about: Text {
        ja: "再診の日に、医療機関（一般病床200床以上は外来診療料）と受診の形に応じた料を加えます。",
        en: "adds the revisit fee by institution (hospital outpatient fee from 200 general beds) and way of visit",
    },
    phase: Phase::Visit,
    extent: Extent::Part(
        "特定妥結率（A001 注2、A002 注4）と紹介申出患者（A002 注2・注3）は申告がなければ導出しない",
    ),
    cites: &[
        Citation::r06("A001 注1"),
        Citation::r06("A001 注3"),
        Citation::r06("A002 注1"),
        Citation::r08("A001 注1"),
        Citation::r08("A001 注3"),
        Citation::r08("A002 注1"),
    ],
    run,
};

/// Codes of 再診料: visit, telemedicine; second of the day; second department.
const REVISIT: [Code; 2] = [Code::known(112_007_410), Code::known(112_024_210)];
const SAME_DAY: [Code; 2] = [Code::known(112_008_350), Code::known(112_024_950)];
const SECOND: [Code; 2] = [Code::known(112_015_810), Code::known(112_025_210)];
const PHONE: [Code; 2] = [Code::known(112_007_950); 2];
const PHONE_SECOND: [Code; 2] = [Code::known(112_015_950); 2];
/// Codes of 外来診療料.
const HOSPITAL: [Code; 2] = [Code::known(112_011_310), Code::known(112_024_710)];
const HOSPITAL_SAME_DAY: [Code; 2] = [Code::known(112_011_710), Code::known(112_025_450)];
const HOSPITAL_SECOND: [Code; 2] = [Code::known(112_016_210), Code::known(112_025_910)];

static INSTITUTION: Text = Text {
    ja: "再診料か外来診療料かは医療機関の種別と一般病床数によりますが、分かりません。facility.kind と beds を送ってください。",
    en: "revisit fee or hospital outpatient fee depends on kind and general beds of the institution; send facility.kind and beds",
};
static PHONE_AT_HOSPITAL: Text = Text {
    ja: "外来診療料には電話等による再診がありません（A002）。",
    en: "the hospital outpatient fee knows no revisit by phone (A002)",
};
static THIRD_DEPARTMENT: Text = Text {
    ja: "同一日の3科目以降は算定しません。",
    en: "a third department on the same day is not billed",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() || visit::none_at_home(view) || visit::already(view)? {
        return Ok(());
    }
    let Some(kind) = visit::kind(view, None).filter(|k| *k != Kind::First) else { return Ok(()) };
    if comprehensive::keeps_off(view, out)? {
        return Ok(());
    }
    if view.told(&fact::FURTHER_DEPARTMENT) {
        out.decline(SECOND[0], &THIRD_DEPARTMENT);
        return Ok(());
    }
    let Some(large) = visit::is_large_hospital(view) else {
        out.confirm("A001.institutionUnknown", Target::Facility, &[], &INSTITUTION, Vec::new());
        return Ok(());
    };
    let second = view.told(&fact::SECOND_DEPARTMENT);
    let [ordinary, online] = match (large, kind, second) {
        (false, Kind::Phone, false) => PHONE,
        (false, Kind::Phone, true) => PHONE_SECOND,
        (false, _, true) => SECOND,
        (false, Kind::SameDay, false) => SAME_DAY,
        (false, _, false) => REVISIT,
        (true, Kind::Phone, _) => {
            out.decline(HOSPITAL[0], &PHONE_AT_HOSPITAL);
            return Ok(());
        }
        (true, _, true) => HOSPITAL_SECOND,
        (true, Kind::SameDay, false) => HOSPITAL_SAME_DAY,
        (true, _, false) => HOSPITAL,
    };
    out.add(if view.told(&fact::TELEMEDICINE) { online } else { ordinary }, &[]);
    Ok(())
}
