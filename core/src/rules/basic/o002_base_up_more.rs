//! O002 (R8) — further base-up fee for out-patients and home care (外来・在宅ベースアップ評価料（Ⅱ）).
//!
//! # What it does   Adds the class that is filed with each O001: イ beside 1 and 3, ロ beside 2.
//! # Law            告示 O002 注1–6; 通知 O002 (2), (3)
//! # Asks           nothing
//! # Revisions      R8 (R6: O101, as told)
//! # Cases          conformance/cases/o/o002/
//!
//! The classes 9 to 24 and the amounts of 注5 and 注6 (継続的賃上げ) have codes that no master at hand shows: they are named, not guessed.

use super::o001_base_up;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "O002.1",
    article: "O002",
    title: Text {
        ja: "外来・在宅ベースアップ評価料（Ⅱ）", en: "further base-up fee (out-patients, home)"
    },
    about: Text {
        ja: "届け出た区分の評価料（Ⅱ）を、評価料（Ⅰ）を算定するときに加えます。",
        en: "adds the filed class of fee II where fee I is billed",
    },
    phase: Phase::Addition,
    extent: Extent::Part("区分9–24と注5・注6（継続的賃上げ）はコードが確認できるまで導出しない"),
    cites: &[
        Citation::r08("O002 注1"),
        Citation::r08("O002 注2"),
        Citation::r08("O002 注3"),
        Citation::r08_circular("O002 (2)"),
        Citation::r08_circular("O002 (3)"),
    ],
    run,
};

/// Class 1 to 8: the standard, イ (first or home visit), ロ (revisit and the like).
#[rustfmt::skip]
pub(super) const CLASSES: [(u16, Code, Code); 8] = [
    (4308, Code::known(180_726_110), Code::known(180_726_210)),
    (4309, Code::known(180_726_310), Code::known(180_726_410)),
    (4310, Code::known(180_726_510), Code::known(180_726_610)),
    (4311, Code::known(180_726_710), Code::known(180_726_810)),
    (4312, Code::known(180_726_910), Code::known(180_727_010)),
    (4313, Code::known(180_727_110), Code::known(180_727_210)),
    (4314, Code::known(180_727_310), Code::known(180_727_410)),
    (4315, Code::known(180_727_510), Code::known(180_727_610)),
];
/// Standards of the classes 9 to 24.
const HIGHER: std::ops::RangeInclusive<u16> = 4515..=4530;
/// 外来・在宅ベースアップ評価料（１）の注5: whether 注5 of this fee holds is told by the same filing.
const CONTINUED: u16 = 4303;
/// 2（再診時等） of O001, with its code of 注5.
const REVISIT: [Code; 2] = [Code::known(180_725_810), Code::known(180_853_910)];

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let first: Vec<(usize, bool)> = view
        .procedures()
        .filter(|(_, r)| o001_base_up::FAMILY.contains(&r.code()))
        .map(|(line, r)| (line, REVISIT.contains(&r.code())))
        .collect();
    let sent = CLASSES.iter().any(|(_, home, revisit)| view.has(*home) || view.has(*revisit));
    if first.is_empty() || sent {
        return Ok(());
    }
    let lines: Vec<usize> = first.iter().map(|(line, _)| *line).collect();
    let class = CLASSES.iter().find(|(standard, _, _)| view.filed(*standard) == Some(true));
    let higher = HIGHER.into_iter().any(|standard| view.filed(standard) == Some(true));
    if higher || (class.is_some() && view.filed(CONTINUED) == Some(true)) {
        out.code_unknown(view.place(), &lines, "外来・在宅ベースアップ評価料（Ⅱ）の区分9–24又は注5");
        return Ok(());
    }
    let Some((_, home, revisit)) = class else { return Ok(()) };
    for (line, is_revisit) in first {
        out.add(if is_revisit { *revisit } else { *home }, &[line]);
    }
    Ok(())
}
