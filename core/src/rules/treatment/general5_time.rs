//! 第9部 通則5 — time additions of treatments (時間外・休日・深夜加算).
//!
//! # What it does   Adds 加算1 (1,000 points or more, filed) or 加算2 (150 points or more, out-patients) to each urgent treatment.
//! # Law            告示 第2章第9部 通則5; 通知 第2章第9部 通則4–10 (the points that decide are those with the notes, 通則10)
//! # Asks           the time class; whether it was an emergency
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/general/

use rust_decimal::Decimal;

use crate::amount::Points;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{TimeCodes, codes};
use crate::rules::emergency;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "J.g5",
    article: "J",
    title: Text { ja: "処置の時間外・休日・深夜加算", en: "time additions of treatments" },
    about: Text {
        ja: "緊急の処置に、所定点数150点以上（外来）は加算2、1,000点以上で届出があれば加算1を加えます。",
        en: "adds the time addition to urgent treatments: 150 points or more (out-patients), or 1,000 or more with a filing",
    },
    phase: Phase::Closing,
    extent: Extent::Part("入院中の患者は、緊急（emergency）と時間区分を要求が示すときに限る"),
    cites: &[
        Citation::r06("第2章第9部 通則5"),
        Citation::r06_circular("第2章第9部 通則5"),
        Citation::r06_circular("第2章第9部 通則10"),
        Citation::r08("第2章第9部 通則5"),
        Citation::r08_circular("第2章第9部 通則5"),
        Citation::r08_circular("第2章第9部 通則10"),
    ],
    run,
};

const FILED: TimeCodes = codes(140_055_390, 140_055_290, 140_055_490, 140_055_590);
const OTHER: TimeCodes = codes(140_000_190, 140_000_290, 140_000_390, 140_000_490);

static FEW: Text = Text {
    ja: "処置の所定点数（注の加算を含む）が150点に満たないか、入院中で1,000点に満たないものです（通則5）。",
    en: "the treatment with its notes has fewer points than the addition asks for (general rule 5)",
};
static REGULAR_VISIT: Text = Text {
    ja: "加算2は、時間外・休日・深夜加算を算定する初診・再診に引き続く処置に限ります（通知 通則5）。",
    en: "addition 2 follows only a visit that bills a time addition (general rule 5 of the circular)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    if emergency::already(view, b'J') {
        return Ok(());
    }
    let (high, low) = (view.value("treatment.time.filed")?.value, view.value("treatment.time.other")?.value);
    for (line, row) in view.procedures() {
        // s43 = 1: the act takes time additions.
        if row.article().letter != b'J' || row.time_addon() != 1 || !row.notice_kind().is_base() {
            continue;
        }
        let points = view.act_points(line)?;
        let reaches = |least: Decimal| points >= Points::new(least);
        if !reaches(low) || (!view.is_outpatient() && !reaches(high)) {
            out.decline(OTHER.after_hours, &FEW);
            continue;
        }
        let filed = reaches(high).then_some(&FILED);
        let follows = view.is_outpatient() && {
            // 通則5 of the circular: 加算2 follows only a visit that bills a time addition itself, whenever the act began.
            match emergency::follows_time_visit(view, out, line) {
                Some(follows) => follows,
                None => continue,
            }
        };
        if filed.is_none() && !follows {
            out.decline(OTHER.after_hours, &REGULAR_VISIT);
            continue;
        }
        let other = follows.then_some(&OTHER);
        emergency::add(view, out, line, filed, other, OTHER.after_hours);
    }
    Ok(())
}
