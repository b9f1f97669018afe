//! Age additions that the row of an act offers (年齢加算①–④, s100–s111).
//!
//! # What it does   Adds the addition whose age range holds the patient's age to the unit of its base.
//! # Law            the note of each article (乳幼児加算 …); which addition belongs to which base is the master's
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/general/
//!
//! The fees of the visit (A) are left out: their notes name exceptions, which have rules of their own; so is I002 (注3).

use crate::engine::EngineError;
use crate::law::{Citation, Document};
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "general.age",
    article: "",
    title: Text { ja: "年齢による注加算", en: "age additions" },
    about: Text {
        ja: "行為の行が示す年齢加算のうち、患者の年齢に当たるものを加えます（初・再診料を除く）。",
        en: "adds the age addition that the row of an act offers for the patient's age (fees of the visit left out)",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::of(Document::MasterSpecification, "医科診療行為マスター 項番100–111 年齢加算"),
        Citation::r06("E002 注2"),
        Citation::r06("F400 注3"),
        Citation::r08("E002 注2"),
        Citation::r08("F400 注3"),
    ],
    run,
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let birth = view.patient().birth;
    for (place, row) in view.procedures() {
        // I002 注3 holds within a year only and has a rule of its own.
        if row.article().letter == b'A' || row.article().is(b'I', 2, 0) {
            continue;
        }
        let fits = row
            .age_additions()
            .find(|a| a.at_least.reached(birth, view.date()) && a.under.under(birth, view.date()));
        if let Some(addition) = fits
            && !view.has(addition.code)
        {
            out.add_to(place, addition.code);
        }
    }
    Ok(())
}
