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
use crate::snapshot::Article;

use super::{Owner, injections, owner};

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
        Citation::r06_circular("G012 (2)"),
        Citation::r08("第2章第6部 通則3"),
        Citation::r08("第2章第6部 通則5"),
        Citation::r08_circular("G012 (2)"),
    ],
    run,
};

const BIOLOGICAL: Code = Code::known(130_000_110);
const NARCOTIC: Code = Code::known(130_000_310);
static OTHER_ACT: Text = Text {
    ja: "検査・処置・手術・麻酔等に使用した薬剤で、注射の部の注射ではありません。",
    en: "the drug belongs to a test, treatment, operation or anaesthesia, not to an injection of part 6",
};
static EYE: Text = Text {
    ja: "結膜下注射・眼球注射の実施時に使用した麻薬は加算できません（G012 (2)）。",
    en: "narcotics used with an injection under the conjunctiva or into the eye take no addition (G012 (2))",
};
/// y14 = 1: narcotic.
const IS_NARCOTIC: u8 = 1;

/// G012 and G012-2: narcotics used with them take no addition (通知 G012 (2)).
fn takes_no_narcotic(article: Article) -> bool {
    article.section == 12
}

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let injections = injections(view);
    let mut done: BTreeSet<(Code, Option<usize>)> = BTreeSet::new();
    for (line, _) in view.drugs(DrugForm::Injection) {
        let kinds =
            [(BIOLOGICAL, view.is_biological(line)), (NARCOTIC, view.controlled_kind(line) == IS_NARCOTIC)];
        for code in kinds.into_iter().filter(|(code, holds)| *holds && !view.has(*code)).map(|(code, _)| code)
        {
            let base = match owner(view, line, &injections) {
                // A drug of a test, an operation or an anaesthesia is no injection of this part.
                Owner::OtherAct => {
                    out.decline(code, &OTHER_ACT);
                    continue;
                }
                Owner::Injection(base) => Some(base),
                Owner::Unknown => None,
            };
            let article =
                injections.iter().find(|(place, _)| Some(*place) == base).map(|(_, article)| *article);
            if code == NARCOTIC && article.is_some_and(takes_no_narcotic) {
                out.decline(code, &EYE);
                continue;
            }
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
