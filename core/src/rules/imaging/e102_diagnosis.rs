//! E102 — diagnosis of nuclear medicine (核医学診断).
//!
//! # What it does   Adds one fee a month: 450 for PET (E101-2 to E101-5), 370 for the others.
//! # Law            告示 E102 注; 通知 E102 (1), (2)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          —
//!
//! The fee is that of the first scan of the month; both kinds on one day: the dearer.

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E102.1",
    article: "E102",
    title: Text { ja: "核医学診断", en: "diagnosis of nuclear medicine" },
    about: Text {
        ja: "核医学診断料を、種類と回数にかかわらず月1回加えます。",
        en: "adds the diagnosis fee of nuclear medicine once a month, whatever the kinds and number of scans",
    },
    phase: Phase::Summary,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("E102 注"),
        Citation::r06_circular("E102 (1)"),
        Citation::r08("E102 注"),
        Citation::r08_circular("E102 (1)"),
    ],
    run,
};

static BILLED: Text = Text {
    ja: "核医学診断は月1回で、当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month; billed already, or the month's history is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let (pet, others) = (view.set("lab.judgement.31")?, view.set("lab.judgement.32")?);
    if view.has_any(&pet.value) || view.has_any(&others.value) {
        return Ok(());
    }
    let scans = |group: u8| -> Vec<usize> {
        view.procedures()
            .filter(|(_, r)| {
                r.lab_judge_kind() == 1 && r.lab_judge_group() == group && r.notice_kind().is_base()
            })
            .map(|(line, _)| line)
            .collect()
    };
    let (by_pet, by_others) = (scans(31), scans(32));
    let (fees, because) = match (by_pet.is_empty(), by_others.is_empty()) {
        (true, true) => return Ok(()),
        (false, _) => (pet, by_pet),
        (true, false) => (others, by_others),
    };
    let Some(fee) = fees.value.iter().find(|code| view.may_bill(*code)) else { return Ok(()) };
    if view.first_this_month(out, |c| pet.value.contains(c) || others.value.contains(c)) == Some(true) {
        out.add(fee, &because);
    } else {
        out.decline(fee, &BILLED);
    }
    Ok(())
}
