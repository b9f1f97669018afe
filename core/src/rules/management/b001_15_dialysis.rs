//! B001 15 — what the management of dialysis out-patients contains (慢性維持透析患者外来医学管理料).
//!
//! # What it does   Absorbs the listed tests and plain radiographs of the chest of the month into the fee.
//! # Law            告示 B001 15 注2; 通知 B001 15 (2), (3), (10)
//! # Asks           by a finding, the region of a plain radiograph that does not tell it
//! # Revisions      R6
//! # Cases          conformance/cases/b/b001/
//!
//! The judgement fees of the listed groups fall by the electronic fee table (03-2). A test that (10) ア–カ bill beside the fee is told
//! by `line.besideDialysisFee`.

use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.15",
    article: "B001",
    title: Text {
        ja: "慢性維持透析患者外来医学管理料に含まれるもの",
        en: "contained in the management of dialysis out-patients",
    },
    about: Text {
        ja: "同じ月の所定の検査と胸部の単純撮影・写真診断を管理料に含めます（通知(10)により別に算定するものを除く）。",
        en: "absorbs the listed tests and plain chest radiographs of the month (but those that circular (10) bills beside it)",
    },
    phase: Phase::Act,
    extent: Extent::Part("透析導入後3か月（通知(1)・(6)）と腹膜灌流との併施（通知(8)）は要求の行による"),
    cites: &[
        Citation::r06("B001 15 注1"),
        Citation::r06("B001 15 注2"),
        Citation::r06_circular("B001 15 (2)"),
        Citation::r06_circular("B001 15 (3)"),
        Citation::r06_circular("B001 15 (10)"),
    ],
    run,
};

/// Word of the region that is contained.
const CHEST: &str = "胸";

static REGION: Text = Text {
    ja: "単純撮影の部位（line.site）が分かりません。胸部であれば慢性維持透析患者外来医学管理料に含まれます。確認してください。",
    en: "the region (line.site) of a plain radiograph is not told; of the chest it is part of the dialysis management fee, please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let fees = &view.set("management.b001-15")?.value;
    let fee = view.first_in_the_month(fees);
    if fee.is_none() && !view.in_history_of_the_month(fees) {
        return Ok(());
    }
    let tests = &view.set("management.b001-15.tests")?.value;
    let radiographs = &view.set("management.b001-15.radiographs")?.value;
    let mut open = Vec::new();
    for (line, row) in view.procedures() {
        let source = view.source(line);
        if tests.contains(row.code()) {
            if source.is_none_or(|l| l.facts.bool(&fact::BESIDE_DIALYSIS_FEE) != Some(true)) {
                out.bundle(line, fee);
            }
        } else if radiographs.contains(row.code()) {
            match source.and_then(|l| l.site.as_deref()) {
                Some(site) if site.contains(CHEST) => out.bundle(line, fee),
                Some(_) => {}
                None => open.push(line),
            }
        }
    }
    if !open.is_empty() {
        out.confirm("B001.15.region", Target::Encounter(view.place()), &open, &REGION, Vec::new());
    }
    Ok(())
}
