//! Part 3 — what was derived for tests that are not billed in the end.
//!
//! # What it does   Takes off judgement, collection and management fees when every test they were derived for is excluded or over a limit.
//! # Law            告示 D026 注1, D400 注1 (they belong to tests that are billed); 通知 D026 (1)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d026/
//!
//! A test that another fee contains (包括) is left alone: there the text of that fee says whether judgement and collection stay.

use std::collections::BTreeSet;

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D.dropped",
    article: "D026",
    title: Text {
        ja: "算定しない検査の判断料・採血料", en: "fees derived for tests that are not billed"
    },
    about: Text {
        ja: "導出した判断料・採血料等のもとの検査がすべて背反・算定回数で算定できないとき、それらも外します。",
        en: "derived judgement and collection fees go with their tests when all of those are excluded or over a limit",
    },
    phase: Phase::Closing,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("D026 注1"),
        Citation::r06_circular("D026 (1)"),
        Citation::r08("D026 注1"),
        Citation::r08_circular("D026 (1)"),
    ],
    run,
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    // A fee derived for a derived fee stands behind it on the bill, so one pass is enough.
    for (line, row) in view.procedures() {
        let because = view.because_of(line);
        let dropped = |cause: &usize| view.is_dropped(*cause) || gone.contains(cause);
        // A test or scan that was put in the place of one of its article is the act itself, no fee derived for it.
        let article = row.article();
        let replaces = |cause: &usize| {
            let of = view.row(view.code_of(*cause)).map(|r| r.article());
            of.is_some_and(|of| (of.letter, of.section) == (article.letter, article.section))
        };
        if row.lab_judge_kind() == 1 && because.iter().any(replaces) {
            continue;
        }
        if matches!(row.article().letter, b'D' | b'E' | b'N')
            && row.notice_kind().is_base()
            && !because.is_empty()
            && because.iter().all(dropped)
        {
            gone.insert(line);
            out.exclude(line, because.first().copied());
        }
    }
    Ok(())
}
