//! 第6部 通則3・通則5 — biologicals and narcotics in an injection.
//!
//! # What it does   Adds 15 points to an injection with a vaccine, toxoid or antitoxin, 5 points to one with a narcotic.
//! # Law            告示 第2章第6部 通則3, 通則5; 通知 第2章第6部 2
//! # Asks           nothing: the drugs are marked in their master (y16 = 1, y14 = 1)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/g/general/
//!
//! A drug belongs to the injection of its group, else to the last one before it. Without a technique (in-patients, the lower of two
//! techniques of a day) the addition stands for the drug.

use std::collections::BTreeSet;

use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "G.g3",
    article: "G",
    title: Text {
        ja: "生物学的製剤注射加算・麻薬注射加算", en: "biologicals and narcotics in an injection"
    },
    about: Text {
        ja: "ワクチン・トキソイド・抗毒素の注射に15点、麻薬を使用した注射に5点を加えます。",
        en: "adds 15 points to an injection of a vaccine, toxoid or antitoxin, 5 to one with a narcotic",
    },
    phase: Phase::Addition,
    extent: Extent::Part("注射薬の form が injection と分かる行に限る"),
    cites: &[
        Citation::r06("第2章第6部 通則3"),
        Citation::r06("第2章第6部 通則5"),
        Citation::r08("第2章第6部 通則3"),
        Citation::r08("第2章第6部 通則5"),
    ],
    run,
};

const BIOLOGICAL: Code = Code::known(130_000_110);
const NARCOTIC: Code = Code::known(130_000_310);
/// y14 = 1: narcotic.
const IS_NARCOTIC: u8 = 1;

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let techniques: Vec<usize> = view
        .procedures()
        .filter(|(_, row)| {
            let article = row.article();
            article.letter == b'G'
                && (article.section < 20 && row.notice_kind().is_base())
                && article.item < 900
        })
        .filter(|(_, row)| row.code() != BIOLOGICAL && row.code() != NARCOTIC)
        .map(|(line, _)| line)
        .collect();
    let group = |line: usize| view.source(line).and_then(|s| s.group.as_deref());
    let mut done: BTreeSet<(Code, Option<usize>)> = BTreeSet::new();
    for (line, _) in view.drugs(DrugForm::Injection) {
        let kinds =
            [(BIOLOGICAL, view.is_biological(line)), (NARCOTIC, view.controlled_kind(line) == IS_NARCOTIC)];
        for code in kinds.into_iter().filter(|(code, holds)| *holds && !view.has(*code)).map(|(code, _)| code)
        {
            let same = techniques.iter().copied().find(|t| group(*t).is_some() && group(*t) == group(line));
            let base = same.or_else(|| techniques.iter().copied().rfind(|t| *t < line));
            if !done.insert((code, base)) {
                continue;
            }
            match base {
                Some(base) => out.add_to(base, code),
                None => out.add_times(code, 1, &[line]),
            }
        }
    }
    Ok(())
}
