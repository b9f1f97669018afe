//! Part 4, section 3, general rule 2 — CT and MRI again in a calendar month.
//!
//! # What it does   From the second scan of the month on, CT and MRI counted together, adds 2回目以降減算 (80/100) to the scan.
//! # Law            告示 第4部第3節 通則2; 通知 第4部第3節 1 (PET-CT and PET-MRI before it count), 3 (notes are not reduced)
//! # Asks           whether the history of the month is complete
//! # Revisions      R6, R8
//! # Cases          shared corpus R6-E200-02, R6-E200-03, R6-E202-01

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::repeat::Repeated;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E2.g2",
    article: "E200",
    title: Text { ja: "CT・MRI 同一月2回目以降", en: "CT and MRI again in the month" },
    about: Text {
        ja: "同一月2回目以降のCT・MRI撮影を100分の80にします（注の加算は減じません）。",
        en: "the second and later CT or MRI of a month is paid at 80/100, its notes in full",
    },
    phase: Phase::Closing,
    extent: Extent::Part(
        "同一開設者・契約による他の医療機関での撮影（通知1(2)）は history に含めて送られた場合に限る",
    ),
    cites: &[
        Citation::r06("第2章第4部第3節 通則2"),
        Citation::r06_circular("第2章第4部第3節 1"),
        Citation::r08("第2章第4部第3節 通則2"),
        Citation::r08_circular("第2章第4部第3節 1"),
    ],
    run,
};

const REDUCTION: Code = Code::known(170_022_290);
/// Group of CT and MRI (包括逓減区分, s63).
const SCANS: u16 = 201;

static FIRST: Text = Text {
    ja: "同一月にCT・MRIを行っていないか、当月の算定の有無が分かりません。",
    en: "no CT or MRI was done before in the month, or the month's history is not known",
};
static SEVERAL: Text = Text {
    ja: "撮影{0}が1行に複数回あります。2回目以降は100分の80です。回ごとに行を分けてください。",
    en: "scan {0} stands several times in one line; the second and later are paid at 80/100: send one line for each",
};

static REPEATED: Repeated =
    Repeated { reduction: REDUCTION, first: &FIRST, several_id: "E2.g2.several", several: &SEVERAL };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let is_scan =
        |code: Code| view.row(code).is_some_and(|r| r.taper_group() == SCANS && r.taper_target() == 1);
    // 通知 1(1): E101-3 and E101-4.
    let is_pet = |code: Code| {
        view.row(code).is_some_and(|r| {
            (r.article().is(b'E', 101, 3) || r.article().is(b'E', 101, 4)) && r.notice_kind().is_base()
        })
    };
    for (line, row) in view.procedures() {
        if row.taper_group() != SCANS || !row.notice_kind().is_base() || view.has_on(line, REDUCTION) {
            continue;
        }
        let repeat = view.is_repeat(out, line, |code| is_scan(code) || is_pet(code));
        REPEATED.propose(view, out, line, repeat);
    }
    Ok(())
}
