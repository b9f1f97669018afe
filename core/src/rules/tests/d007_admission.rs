//! D007 note ハ — the first large blood chemistry of a stay (入院時初回加算).
//!
//! # What it does   Adds 20 points the first time in a stay that ten or more items of one draw are paid by count.
//! # Law            告示 D007 注ハ
//! # Asks           whether it was billed in the stay, when the history does not reach back to the admission
//! # Revisions      R6, R8
//! # Cases          shared corpus R6-D007-in

use std::collections::{BTreeMap, BTreeSet};

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D007.n.in",
    article: "D007",
    title: Text { ja: "入院時初回加算", en: "first large blood chemistry of a stay" },
    about: Text {
        ja: "入院中の患者の初回の10項目以上の血液化学検査に20点を加えます。",
        en: "adds 20 points to the first blood chemistry of ten or more items in a stay",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[Citation::r06("D007 注"), Citation::r08("D007 注")],
    run,
};

const FIRST: Code = Code::known(160_161_510);
/// Group of D007 「1」–「8」 (s16).
const CHEMISTRY: u8 = 1;
/// 10項目以上 (注ハ).
const ITEMS: usize = 10;

static NOT_FIRST: Text = Text {
    ja: "入院後初回の10項目以上の検査ではないか、入院後の算定の有無が分かりません。",
    en: "not the first of ten or more items in the stay, or what was billed since the admission is not known",
};

static ASK: Text = Text {
    ja: "この入院の前月までに、血液化学検査の入院時初回加算を算定していませんか（まだなら「はい」）。",
    en: "is the addition for the first large blood chemistry of this stay still open (not billed in an earlier month)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if view.is_outpatient() || view.has(FIRST) {
        return Ok(());
    }
    let outside = view.set("lab.bundle.1.outside")?;
    let mut draws: BTreeMap<Option<u32>, (BTreeSet<Code>, Vec<usize>)> = BTreeMap::new();
    for (line, row) in view.procedures().filter(|(_, r)| r.lab_bundle_group() == CHEMISTRY) {
        if !outside.value.contains(row.code()) {
            let (codes, lines) = draws.entry(view.source(line).and_then(|s| s.draw)).or_default();
            codes.insert(row.code());
            lines.push(line);
        }
    }
    let Some((_, lines)) = draws.into_values().find(|(codes, _)| codes.len() >= ITEMS) else { return Ok(()) };
    let Some(admitted) = view.encounter().admission else { return Ok(()) };
    let billed = view.last_billed(|c| c == FIRST).is_some_and(|day| day >= admitted);
    let covered =
        view.claim().history.as_ref().is_some_and(|h| h.complete_from.is_some_and(|from| from <= admitted));
    let first = if billed {
        Some(false)
    } else if covered {
        Some(true)
    } else if admitted.month() == view.date().month() {
        view.first_this_month(out, |c| c == FIRST)
    } else {
        // The stay began in an earlier month: what the month's history holds does not tell.
        view.decide_bool(out, &fact::FIRST_STAY_CHEMISTRY, "D007.n.in.first", &ASK)
    };
    match first {
        Some(true) => out.add(FIRST, &lines),
        _ => out.decline(FIRST, &NOT_FIRST),
    }
    Ok(())
}
