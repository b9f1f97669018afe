//! N002 note 1 — oestrogen and progesterone receptors in one month.
//!
//! # What it does   Bills the main one of the two with 標本作製同一月実施加算; the other one is not billed.
//! # Law            告示 N002 注1; 通知 N002 (3)
//! # Asks           nothing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/n/n002/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "N002.n1",
    article: "N002",
    title: Text { ja: "標本作製同一月実施加算", en: "two receptors in one month" },
    about: Text {
        ja: "エストロジェンレセプターとプロジェステロンレセプターを同時に行ったとき、主たるものに180点を加え、他方を算定しません。",
        en: "of the oestrogen and the progesterone receptor only the main one is billed, with an addition of 180 points",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "同一月の別の日に行ったものは、電子点数表（03-2）が他方を外し、加算は送られた行による",
    ),
    cites: &[
        Citation::r06("N002 注1"),
        Citation::r06_circular("N002 (3)"),
        Citation::r08("N002 注1"),
        Citation::r08_circular("N002 (3)"),
    ],
    run,
};

const OESTROGEN: Code = Code::known(160_060_350);
const PROGESTERONE: Code = Code::known(160_104_450);
/// 標本作製同一月実施加算.
const BOTH: Code = Code::known(160_184_070);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let of = |code: Code| {
        view.procedures().find(move |(_, r)| r.code() == code).map(|(line, r)| (line, r.points()))
    };
    let (Some((one, points)), Some((other, others))) = (of(OESTROGEN), of(PROGESTERONE)) else {
        return Ok(());
    };
    let (main, rest) = if points >= others { (one, other) } else { (other, one) };
    out.exclude(rest, Some(main));
    if !view.has(BOTH) {
        out.add_to(main, BOTH);
    }
    Ok(())
}
