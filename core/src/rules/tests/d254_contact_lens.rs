//! Part 3, tests of the eye, general rule — visits for contact lenses.
//!
//! # What it does   Beside コンタクトレンズ検査料 (D282-3) leaves out the tests of the eye from D255 to D282-2.
//! # Law            告示 第3部第3節 眼科学的検査 通則; 通知 D282-3 (5)
//! # Asks           nothing: that the visit was for contact lenses is told by D282-3
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d254/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D254.g",
    article: "D282-3",
    title: Text {
        ja: "コンタクトレンズ検査料と眼科学的検査", en: "visits for contact lenses"
    },
    about: Text {
        ja: "コンタクトレンズの装用を目的に受診した日は、眼科学的検査（D255–D282-2）を算定せず、コンタクトレンズ検査料だけを算定します。",
        en: "on a visit for contact lenses only their fee is billed, not the tests of the eye from D255 to D282-2",
    },
    phase: Phase::Item,
    extent: Extent::Part(
        "届出のない医療機関で個別の検査が送られたときの算定不可（通知 D282-3 (2)）は、受診の目的が行で示されないので未対応",
    ),
    cites: &[
        Citation::r06("D254 (眼科学的検査) 通則"),
        Citation::r06_circular("D282-3 (5)"),
        Citation::r08("D254 (眼科学的検査) 通則1"),
        Citation::r08_circular("D282-3 (5)"),
    ],
    run,
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let lens = view.procedures().find(|(_, r)| r.article().is(b'D', 282, 3)).map(|(line, _)| line);
    let Some(lens) = lens else { return Ok(()) };
    for (line, row) in view.procedures() {
        let article = row.article();
        // D255 to D282-2; additions of a test go with it.
        let of_the_eye = article.letter == b'D'
            && matches!((article.section, article.branch), (255..=281, _) | (282, 0..=2));
        if of_the_eye {
            out.exclude(line, Some(lens));
        }
    }
    Ok(())
}
