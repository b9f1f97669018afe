//! E101-2 to E101-5 — positron emission tomography: without the filing at 80/100, and after a CT or MRI of the month.
//!
//! # What it does   Puts the row of 施設基準不適合 in the place of the full one; puts E101-2 in the place of a combined scan that follows a
//! CT (E101-3) or an MRI (E101-4) of the month.
//! # Law            告示 E101-2 注3, E101-3 注3, E101-4 注3, E101-5 注3; 通知 E101-3 (2), E101-4 (2)
//! # Asks           whether the history of the month is complete; filings that were not sent are reported
//! # Revisions      R6
//! # Cases          conformance/cases/e/e101/

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E101.pet",
    article: "E101-2",
    title: Text { ja: "ポジトロン断層撮影の区分", en: "classes of positron emission tomography" },
    about: Text {
        ja: "届出のない医療機関のPETを100分の80の行に、同一月のCT（MRI）の後のPET-CT（PET-MRI）をE101-2に改めます。",
        en: "PET without the filing is billed at 80/100; PET-CT (PET-MRI) after a CT (MRI) of the month as E101-2",
    },
    phase: Phase::Item,
    extent: Extent::Part("画診共同の行は送られたまま"),
    cites: &[
        Citation::r06("E101-2 注3"),
        Citation::r06("E101-3 注3"),
        Citation::r06("E101-4 注3"),
        Citation::r06("E101-5 注3"),
        Citation::r06_circular("E101-3 (2)"),
        Citation::r06_circular("E101-4 (2)"),
    ],
    run,
};

/// A scan, its row at 80/100, and the rows of E101-2 that take its place after a CT or MRI (full, at 80/100).
type Scan = (Code, Code, Option<(Code, Code)>);

#[rustfmt::skip]
const SCANS: [Scan; 13] = [
    (Code::known(170_020_610), Code::known(170_038_030), None),
    (Code::known(170_024_810), Code::known(170_038_130), None),
    (Code::known(170_033_210), Code::known(170_038_230), None),
    (Code::known(170_703_210), Code::known(170_703_830), None),
    (Code::known(170_703_410), Code::known(170_704_030), None),
    (Code::known(170_703_610), Code::known(170_704_230), None),
    (Code::known(170_033_850), Code::known(170_038_630), None),
    (Code::known(170_027_210), Code::known(170_038_330), Some((Code::known(170_020_610), Code::known(170_038_030)))),
    (Code::known(170_027_310), Code::known(170_038_430), Some((Code::known(170_024_810), Code::known(170_038_130)))),
    (Code::known(170_704_410), Code::known(170_705_030), Some((Code::known(170_703_210), Code::known(170_703_830)))),
    (Code::known(170_704_610), Code::known(170_705_230), Some((Code::known(170_703_410), Code::known(170_704_030)))),
    (Code::known(170_704_810), Code::known(170_705_430), Some((Code::known(170_703_610), Code::known(170_704_230)))),
    (Code::known(170_033_750), Code::known(170_038_530), Some((Code::known(170_024_810), Code::known(170_038_130)))),
];
/// Further scans of E101-4.
#[rustfmt::skip]
const WITH_MRI: [Scan; 3] = [
    (Code::known(170_705_810), Code::known(170_706_630), Some((Code::known(170_703_210), Code::known(170_703_830)))),
    (Code::known(170_706_010), Code::known(170_706_830), Some((Code::known(170_703_410), Code::known(170_704_030)))),
    (Code::known(170_706_210), Code::known(170_707_030), Some((Code::known(170_703_610), Code::known(170_704_230)))),
];
/// ポジトロン断層撮影等 without which 注3 holds (s45).
const SHARED_USE: u16 = 3420;

static REPLACED: Text = Text {
    ja: "{0}は、届出又は同一月のCT・MRI撮影により、{1}に改めました（E101-2〜E101-5 注3、E101-3 (2)、E101-4 (2)）。",
    en: "{0} was changed to {1}: the filing is lacking, or a CT or MRI was made before in the month (E101-2 to E101-5)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (line, row) in view.procedures() {
        let scan =
            SCANS.iter().chain(&WITH_MRI).find(|(full, unmet, _)| [*full, *unmet].contains(&row.code()));
        let Some((full, unmet, alone)) = scan else { continue };
        let before = if row.article().is(b'E', 101, 3) { 200 } else { 202 };
        let is_scan = |code: Code| {
            view.row(code).is_some_and(|r| r.article().is(b'E', before, 0) && r.taper_target() == 1)
        };
        let (full, unmet) = match alone {
            Some((pet, pet_unmet)) if view.is_repeat(out, line, is_scan) == Some(true) => (*pet, *pet_unmet),
            _ => (*full, *unmet),
        };
        let right = match view.filed(SHARED_USE) {
            Some(true) => full,
            Some(false) => unmet,
            None => {
                out.unsure(&[full]);
                if row.code() == unmet { unmet } else { full }
            }
        };
        if right != row.code() {
            out.exclude(line, None);
            out.add_times(right, view.count_of(line), &[line]);
            let args = vec![Arg::Code(row.code()), Arg::Code(right)];
            out.confirm("E101.pet", Target::Encounter(view.place()), &[line], &REPLACED, args);
        }
    }
    Ok(())
}
