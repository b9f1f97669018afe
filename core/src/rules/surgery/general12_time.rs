//! 第10部 通則12 — time additions of operations (時間外・休日・深夜加算).
//!
//! # What it does   Adds 160/80/160 percent where filed, else 80/40/80, to each urgent operation.
//! # Law            告示 第2章第10部 通則12; 通知 第2章第10部 通則12–15
//! # Asks           the time class; whether it was an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/k/general/

use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{TimeCodes, codes};
use crate::rules::emergency;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "K.g12",
    article: "K",
    title: Text { ja: "手術の時間外・休日・深夜加算", en: "time additions of operations" },
    about: Text {
        ja: "緊急の手術に、届出のある医療機関では加算1、その他では加算2を加えます。",
        en: "adds the time addition to urgent operations: the higher one where it is filed, else the lower one",
    },
    phase: Phase::Closing,
    extent: Extent::Part("入院中の患者は、緊急（emergency）と時間区分を要求が示すときに限る"),
    cites: &[
        Citation::r06("第2章第10部 通則12"),
        Citation::r06_circular("第2章第10部 通則12"),
        Citation::r08("第2章第10部 通則12"),
        Citation::r08_circular("第2章第10部 通則13"),
    ],
    run,
};

const FILED: TimeCodes = codes(150_371_390, 150_371_290, 150_371_490, 150_371_590);
const OTHER: TimeCodes = codes(150_000_490, 150_000_590, 150_000_690, 150_000_790);

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if emergency::already(view, b'K') {
        return Ok(());
    }
    for (line, row) in view.procedures() {
        // s43 = 1: the operation takes time additions (K914–K917-5 and the parts 2 and 3 do not).
        if row.article().letter != b'K' || row.time_addon() != 1 || !row.notice_kind().is_base() {
            continue;
        }
        emergency::add(view, out, line, Some(&FILED), Some(&OTHER), OTHER.after_hours);
    }
    Ok(())
}
