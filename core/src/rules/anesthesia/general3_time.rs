//! 第11部 通則3 — time additions of anaesthesia and nerve blocks at an urgent operation.
//!
//! # What it does   Adds 80/100 (holiday, late night) or 40/100 (outside hours, out-patients) to the anaesthesia of an urgent operation and to an urgent nerve block.
//! # Law            告示 第2章第11部 通則3; 通知 第2章第11部 通則9 (ア: anaesthesia only with such an operation; イ: blocks by their own time)
//! # Asks           the time class; whether it was an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/l/general/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{TimeCodes, codes};
use crate::rules::emergency;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "L.g3",
    article: "L",
    title: Text { ja: "麻酔の時間外・休日・深夜加算", en: "time additions of anaesthesia" },
    about: Text {
        ja: "緊急の手術に伴う麻酔と緊急の神経ブロックに、休日・深夜は100分の80、時間外（外来）は100分の40を加えます。",
        en: "adds 80 percent (holiday, late night) or 40 percent (outside hours) to anaesthesia of an urgent operation and to urgent blocks",
    },
    phase: Phase::Closing,
    extent: Extent::Part("入院中の患者は、緊急（emergency）と時間区分を要求が示すときに限る"),
    cites: &[
        Citation::r06("第2章第11部 通則3"),
        Citation::r06_circular("第2章第11部 通則9"),
        Citation::r08("第2章第11部 通則3"),
        Citation::r08_circular("第2章第11部 通則9"),
    ],
    run,
};

const CODES: TimeCodes = codes(150_231_790, 150_231_890, 150_231_990, 150_232_090);
/// Section 2, 神経ブロック料, begins here: a block counts by its own time, with or without an operation.
const FIRST_BLOCK: u16 = 100;

static NO_OPERATION: Text = Text {
    ja: "時間外加算等の対象となる手術に伴う麻酔ではありません（通知 第11部 通則9 ア）。",
    en: "no operation that takes a time addition went with the anaesthesia (general rule 9 of the circular)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if emergency::already(view, b'L') {
        return Ok(());
    }
    // Anaesthesia serves an operation, or a test, treatment or imaging of the day. Where none of them is sent (the operation stands
    // elsewhere), what was told of the emergency is believed.
    let served = view
        .procedures_of_the_day()
        .any(|r| matches!(r.article().letter, b'D' | b'E' | b'J') && r.notice_kind().is_base());
    let operated = !served
        || view
            .procedures_of_the_day()
            .any(|r| r.article().letter == b'K' && r.time_addon() == 1 && r.notice_kind().is_base());
    for (line, row) in view.procedures() {
        if row.article().letter != b'L' || row.time_addon() != 1 || !row.notice_kind().is_base() {
            continue;
        }
        if row.article().section < FIRST_BLOCK && !operated {
            out.decline(CODES.after_hours, &NO_OPERATION);
            continue;
        }
        emergency::add(view, out, line, None, Some(&CODES), CODES.after_hours);
    }
    Ok(())
}
