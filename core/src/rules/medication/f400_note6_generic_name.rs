//! F400 note 6 — prescribing by generic name (一般名処方加算).
//!
//! # What it does   Adds 加算1 when all drugs with generics (two or more) are prescribed by generic name, 加算2 when at least one is.
//! # Law            告示 F400 注6; 通知 F400 (12)
//! # Asks           whether the institution meets the standard; how drugs were prescribed, when the lines do not tell
//! # Revisions      R6, R8 (biologics with biosimilars count, too)
//! # Cases          conformance/cases/f/f400/
//!
//! Which drugs have generics, and for which addition they count, is the column 一般名処方加算対象区分 of the drug master (y39: 1 for 加算1,
//! 2 for both). Items are counted by substance and way of giving. A drug master of R6 does not know which biologics count in R8: then it is
//! asked how drugs were prescribed.

use std::collections::BTreeSet;

use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "F400.n6",
    article: "F400",
    title: Text { ja: "一般名処方加算", en: "prescribing by generic name" },
    about: Text {
        ja: "後発医薬品のある全ての医薬品（2品目以上）を一般名で処方した処方箋に加算1、1品目でもあれば加算2を加えます。",
        en: "adds class 1 when all drugs with generics (two or more) are prescribed by generic name, class 2 for at least one",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("F400 注6"),
        Citation::r06_circular("F400 (12)"),
        Citation::r08("F400 注6"),
        Citation::r08_circular("F400 (12)"),
    ],
    run,
};

const ALL: Code = Code::known(120_004_270);
const SOME: Code = Code::known(120_003_570);
/// Items by generic name that 加算1 needs at least.
const LEAST: usize = 2;

static ASK_STANDARD: Text = Text {
    ja: "一般名処方加算の施設基準（一般名処方の趣旨の掲示等）を満たしていますか。",
    en: "does the institution meet the standard of the addition for prescribing by generic name?",
};
static ASK: Text = Text {
    ja: "後発医薬品のある医薬品を一般名で処方しましたか（2品目以上の全て、1品目以上、なし）。",
    en: "were drugs with generics prescribed by generic name (all of two or more, at least one, none)?",
};
static NO_STANDARD: Text = Text {
    ja: "一般名処方加算の施設基準を満たす医療機関ではありません（注6）。",
    en: "the institution does not meet the standard (note 6)",
};
static NONE: Text = Text {
    ja: "一般名による処方がありません。",
    en: "nothing was prescribed by generic name",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fee = view
        .procedures()
        .find(|(_, r)| r.article().is(b'F', 400, 0) && r.schedule_kind() == 1 && !r.is_percentage());
    let Some((fee, _)) = fee else { return Ok(()) };
    if view.has(ALL) || view.has(SOME) {
        return Ok(());
    }
    let by_lines = by_lines(view);
    if by_lines == Some(None) {
        out.decline(ALL, &NONE);
        return Ok(());
    }
    match view.decide_bool(out, &fact::GENERIC_NAME_STANDARD, "F400.n6.standard", &ASK_STANDARD) {
        Some(true) => {}
        Some(false) => {
            out.decline(ALL, &NO_STANDARD);
            return Ok(());
        }
        None => return Ok(()),
    }
    let code = match by_lines {
        Some(code) => code,
        None => match view.decide(out, &fact::GENERIC_NAME_PRESCRIBING, "F400.n6.names", &ASK) {
            Some(FactValue::Choice("all")) => Some(ALL),
            Some(FactValue::Choice("some")) => Some(SOME),
            Some(_) => None,
            None => return Ok(()),
        },
    };
    match code {
        Some(code) => out.add_to(fee, code),
        None => out.decline(ALL, &NONE),
    }
    Ok(())
}

/// What the drugs of the slip tell, where each of them says whether it was prescribed by generic name; a fact of the encounter goes
/// before it.
#[expect(clippy::option_option, reason = "the outer one is whether they tell, the inner one the addition")]
fn by_lines(view: &View<'_, '_, '_>) -> Option<Option<Code>> {
    if view.encounter().facts.get(&fact::GENERIC_NAME_PRESCRIBING).is_some() || view.is_carried("y") {
        return None;
    }
    let mut with_generics = BTreeSet::new();
    let mut by_name = BTreeSet::new();
    let mut counts_for_some = false;
    let mut any = false;
    for (line, source, drug) in view.drugs_sent() {
        if !matches!(source.form, Some(DrugForm::Oral | DrugForm::AsNeeded | DrugForm::External)) {
            continue;
        }
        any = true;
        let named = source.facts.bool(&fact::GENERIC_NAME)?;
        let addon = drug?.generic_rx_addon();
        if addon == 0 {
            continue;
        }
        let item = (view.substance(line), source.form);
        with_generics.insert(item);
        if named {
            by_name.insert(item);
            counts_for_some |= addon == 2;
        }
    }
    if !any {
        return None;
    }
    Some(match (by_name == with_generics && by_name.len() >= LEAST, counts_for_some) {
        (true, _) => Some(ALL),
        (false, true) => Some(SOME),
        (false, false) => None,
    })
}
