//! B001-2-3, B001-2-5, B001-2-6 — fees of a first visit; B001-2-2, B001-2-4, B001-2-5 — fees of the evening, holiday and night.
//!
//! # What it does   Takes the fee off a revisit, and off a visit within regular hours of the day; 乳幼児育児栄養指導料 also off the second
//!   department of a day, whose first visit is no such one. R8: names 院内トリアージ実施体制加算 where it is filed; no master at hand shows its
//!   code.
//! # Law            告示 B001-2-2 注, B001-2-3 注1, B001-2-4 注, B001-2-5 注, B001-2-6 注1; 通知 B001-2-3 (1); R8: B001-2-2 注1・注2,
//!   B001-2-3 注1, B001-2-4 注1・注2
//! # Asks           nothing of its own: what the visit rules have asked
//! # Revisions      R6, R8 (B001-2-5 was deleted, B001-2-6 is no fee of first visits any more)
//! # Cases          conformance/cases/b/b001-2-5/

use crate::engine::EngineError;
use crate::fact;
use crate::law::{Citation, Revision};
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind, Time};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2-5.n",
    article: "B001-2-5",
    title: Text {
        ja: "初診時、夜間・休日・深夜に限る管理料",
        en: "fees of first visits and of nights and holidays",
    },
    about: Text {
        ja: "院内トリアージ実施料、夜間休日救急搬送医学管理料、乳幼児育児栄養指導料は初診に限り、夜間・休日の診療料は夜間・休日・深夜に限ります。",
        en: "triage, management of a patient brought by ambulance and infant guidance are for first visits; night and holiday fees for those times",
    },
    phase: Phase::Act,
    extent: Extent::Part("救急搬送の有無、別に定める夜間の時間の地域差は要求の行による"),
    cites: &[
        Citation::r06("B001-2-3 注1"),
        Citation::r06_circular("B001-2-3 (1)"),
        Citation::r06("B001-2-4 注"),
        Citation::r06("B001-2-5 注"),
        Citation::r06("B001-2-6 注1"),
        Citation::r08("B001-2-2 注1"),
        Citation::r08("B001-2-2 注2"),
        Citation::r08("B001-2-3 注1"),
        Citation::r08_circular("B001-2-3 (1)"),
        Citation::r08("B001-2-4 注1"),
        Citation::r08("B001-2-4 注2"),
    ],
    run,
};

/// 院内トリアージ実施体制加算.
const TRIAGE: u16 = 4229;

static NOT_FIRST: Text =
    Text { ja: "初診料を算定する初診に限ります。", en: "first visits only" };
static SECOND: Text = Text {
    ja: "同一日2科目の初診（A000 注5ただし書）では算定しません。",
    en: "not at a first visit to a second department of the day (A000 note 5, proviso)",
};
static REGULAR: Text = Text {
    ja: "夜間・休日・深夜の受診ではありません。",
    en: "the visit is not at night or on a holiday",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let first_only = &view.set("management.first-visit-only")?.value;
    let night_only = &view.set("management.night-only")?.value;
    let infant_guidance = &view.set("management.b001-2-3")?.value;
    let second = view.told(&fact::SECOND_DEPARTMENT);
    let kind = visit::kind(view, None);
    let time = visit::known_time(view);
    for (line, row) in view.procedures() {
        let code = row.code();
        if first_only.contains(code) && kind.is_some_and(|k| k != Kind::First) {
            out.exclude(line, None);
            out.decline(code, &NOT_FIRST);
        } else if second && infant_guidance.contains(code) {
            out.exclude(line, None);
            out.decline(code, &SECOND);
        } else if night_only.contains(code)
            && time == Some(Time::Regular)
            && !visit::is_evening(view)
            && visit::by_clock(view).is_none()
        {
            out.exclude(line, None);
            out.decline(code, &REGULAR);
        } else if night_only.contains(code)
            && view.revision() != Revision::R06
            && view.filed(TRIAGE) == Some(true)
        {
            out.code_unknown(
                view.place(),
                &[line],
                "院内トリアージ実施体制加算（50点、B001-2-2 注2・B001-2-4 注2）",
            );
        }
    }
    Ok(())
}
