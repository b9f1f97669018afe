//! D215 note 4 — two Doppler methods on the vessels of the brain.
//!
//! # What it does   Bills the dearer one of 脳動脈血流速度連続測定 and 脳動脈血流速度マッピング法.
//! # Law            告示 D215 注4
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d215/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D215.n4",
    article: "D215",
    title: Text { ja: "ドプラ法の併施", en: "two Doppler methods" },
    about: Text {
        ja: "脳動脈血流速度連続測定と脳動脈血流速度マッピング法を併せて行ったときは、主たるものだけを算定します。",
        en: "of continuous measuring and mapping of the vessels of the brain only the main one is billed",
    },
    phase: Phase::Item,
    extent: Extent::Part("同一部位に方法の異なる超音波検査を同時に行った場合は、送られた行による"),
    cites: &[Citation::r06("D215 注4"), Citation::r08("D215 注4")],
    run,
};

/// 4 ロ 脳動脈血流速度連続測定.
const CONTINUOUS: Code = Code::known(160_147_110);
/// 4 ハ 脳動脈血流速度マッピング法.
const MAPPING: Code = Code::known(160_147_210);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let of = |code: Code| view.procedures().find(move |(_, row)| row.code() == code).map(|(line, _)| line);
    if let (Some(continuous), Some(mapping)) = (of(CONTINUOUS), of(MAPPING)) {
        let dearer = view.act_points(mapping)? >= view.act_points(continuous)?;
        let (main, other) = if dearer { (mapping, continuous) } else { (continuous, mapping) };
        out.exclude(other, Some(main));
    }
    Ok(())
}
