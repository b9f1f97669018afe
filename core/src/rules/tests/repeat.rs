//! Part 3, general rules — the same test again in a calendar month (検査逓減).
//!
//! # What it does   From the second time of the month on, adds 検査逓減 (90/100) to the unit of the test, its notes included.
//! # Law            告示 第3部第3節 通則 of 呼吸循環機能検査等, 超音波検査等, 内視鏡検査; D006-12 注; 通知 第3部第3節 2–4, D215 (1)
//! # Asks           whether the history of the month is complete; whether two methods of ultrasound met one region
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/repeat/
//!
//! "The same" is the group of the master (包括逓減区分, s63). Ultrasound is one group there, but the text joins different methods only
//! on one region, so a different code of that group is asked about.

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::repeat::Repeated;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D.repeat",
    article: "D",
    title: Text { ja: "検査逓減（同一月2回目以降）", en: "same test again in the month" },
    about: Text {
        ja: "同一月に同一検査を行った2回目以降を、注加算を含めて100分の90にします。",
        en: "the second and later times of one test in a month are paid at 90/100, notes included",
    },
    phase: Phase::Closing,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("第2章第3部第3節 (呼吸循環機能検査等) 通則1"),
        Citation::r06("D006-12 注"),
        Citation::r06("D214-2 (超音波検査等) 通則"),
        Citation::r06("D294 (内視鏡検査) 通則2"),
        Citation::r06_circular("第2章第3部第3節 2"),
        Citation::r08("第2章第3部第3節 (呼吸循環機能検査等) 通則1"),
        Citation::r08("D006-12 注"),
        Citation::r08("D214-2 (超音波検査等) 通則"),
        Citation::r08("D294 (内視鏡検査) 通則2"),
        Citation::r08_circular("第2章第3部第3節 2"),
    ],
    run,
};

const REDUCTION: Code = Code::known(160_000_190);
/// Group of the ultrasound tests (s63).
const ULTRASOUND: u16 = 40;

static FIRST: Text = Text {
    ja: "同一月に同一検査を行っていないか、当月の算定の有無が分かりません。",
    en: "the test was not done before in the month, or the month's history is not known",
};
static ASK_REGION: Text = Text {
    ja: "今回の超音波検査は、当月に先に行った方法の異なる超音波検査と同じ部位ですか（D215 (1)）。",
    en: "does this ultrasound meet the region of the earlier one of the month, done by another method (D215 (1))?",
};
static SEVERAL: Text = Text {
    ja: "検査{0}が1行に複数回あります。2回目以降は100分の90です。回ごとに行を分けてください。",
    en: "test {0} stands several times in one line; the second and later are paid at 90/100: send one line for each",
};

static REPEATED: Repeated =
    Repeated { reduction: REDUCTION, first: &FIRST, several_id: "D.repeat.several", several: &SEVERAL };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (line, row) in view.procedures() {
        if row.taper_target() != 1 || row.article().letter != b'D' || !row.notice_kind().is_base() {
            continue;
        }
        if view.has_on(line, REDUCTION) {
            continue;
        }
        let group = row.taper_group();
        let in_group =
            |code: Code| view.row(code).is_some_and(|r| r.taper_group() == group && r.taper_target() == 1);
        let repeat = if group == ULTRASOUND {
            match view.is_repeat(out, line, |c| c == row.code()) {
                Some(false) => other_method(view, out, line, row.code(), in_group),
                told => told,
            }
        } else {
            view.is_repeat(out, line, in_group)
        };
        REPEATED.propose(view, out, line, repeat);
    }
    Ok(())
}

/// Ultrasound by another method earlier in the month: the same test only on the same region, as the sites say, else asked.
fn other_method(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    line: usize,
    own: Code,
    in_group: impl Fn(Code) -> bool,
) -> Option<bool> {
    let site = |place: usize| view.source(place).and_then(|s| s.site.as_deref());
    let mut open = false;
    // What stands beside it in this visit met another region: of one region only the main method is left (rule D215.main).
    let beside = |place: Option<usize>| view.procedures().any(|(other, _)| Some(other) == place);
    let others = view.earlier_this_month(line).filter(|(_, code)| *code != own && in_group(*code));
    for (place, _) in others.filter(|(place, _)| !beside(*place)) {
        match (site(line), place.and_then(site)) {
            (Some(here), Some(there)) if here == there => return Some(true),
            (Some(_), Some(_)) => {}
            _ => open = true,
        }
    }
    if !open {
        return Some(false);
    }
    view.decide_bool(out, &fact::SAME_ULTRASOUND_REGION, "D.repeat.region", &ASK_REGION)
}
