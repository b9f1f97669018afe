//! Part 4, general rules 4 and 5 — a radiologist's written report (画像診断管理加算).
//!
//! # What it does   Adds the dearest addition of the filed standards, once a month each for X-ray, nuclear medicine, CT and MRI.
//! # Law            告示 第4部 通則4, 通則5; 通知 第4部 通則5 (1)
//! # Asks           where a standard is filed: whether a radiologist reported; the history of the month
//! # Revisions      R6, R8
//! # Cases          conformance/cases/e/general/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "E.g4",
    article: "E001",
    title: Text { ja: "画像診断管理加算", en: "report of a radiologist" },
    about: Text {
        ja: "画像診断を専ら担当する常勤医師が文書で報告したとき、写真診断・核医学診断・CT/MRI診断ごとに月1回加えます。",
        en: "adds once a month for X-ray, nuclear medicine and CT or MRI when a full-time radiologist reported in writing",
    },
    phase: Phase::Addition,
    extent: Extent::Part("遠隔画像診断（通則6・7）と基本的エックス線診断は依頼どおり"),
    cites: &[
        Citation::r06("第2章第4部 通則4"),
        Citation::r06("第2章第4部 通則5"),
        Citation::r08("第2章第4部 通則4"),
        Citation::r08("第2章第4部 通則5"),
    ],
    run,
};

/// Diagnosis (article E001, E102, E203) and the additions it may take.
const KINDS: [(u16, &str); 3] =
    [(1, "imaging.management.x-ray"), (102, "imaging.management.nuclear"), (203, "imaging.management.ct")];

/// 遠隔画像診断管理加算 (general rules 6 and 7) of each: told by its line, and not billed beside the others.
const REMOTE: [(u16, Code); 9] = [
    (1, Code::known(170_025_810)),
    (102, Code::known(170_026_010)),
    (102, Code::known(170_026_210)),
    (102, Code::known(170_702_710)),
    (102, Code::known(170_035_910)),
    (203, Code::known(170_026_110)),
    (203, Code::known(170_026_310)),
    (203, Code::known(170_702_810)),
    (203, Code::known(170_036_010)),
];

static BILLED: Text = Text {
    ja: "月1回で、当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month; billed already, or the month's history is not known",
};
static NO_REPORT: Text = Text {
    ja: "画像診断を専ら担当する常勤医師の文書による報告がありません。",
    en: "there is no written report of a full-time radiologist",
};
static ASK: Text = Text {
    ja: "画像診断を専ら担当する常勤の医師が画像診断を行い、その結果を文書により報告しましたか（第4部 通則4・5）。",
    en: "did a full-time doctor who only does imaging make the diagnosis and report in writing (general rules 4 and 5 of part 4)?",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (section, key) in KINDS {
        let diagnosis = view
            .procedures()
            .find(|(_, r)| r.article().is(b'E', section, 0) && r.notice_kind().is_base())
            .map(|(line, _)| line);
        let Some(diagnosis) = diagnosis else { continue };
        let additions = view.set(key)?;
        let of_kind = |code: Code| additions.value.contains(code) || REMOTE.contains(&(section, code));
        if view.lines().any(|(_, line)| of_kind(line.code)) {
            continue;
        }
        let best = additions
            .value
            .iter()
            .filter(|code| view.may_bill(*code))
            .max_by_key(|code| view.row(*code).map(|r| r.points()));
        let Some(code) = best else {
            // Filings that were not sent matter only where a report is told.
            let open: Vec<Code> = additions.value.iter().filter(|code| view.unsure(*code)).collect();
            if !open.is_empty() && view.told(&fact::RADIOLOGIST_REPORT) {
                out.unsure(&open);
            }
            continue;
        };
        if view.first_this_month(out, of_kind) != Some(true) {
            out.decline(code, &BILLED);
            continue;
        }
        match view.decide_bool(out, &fact::RADIOLOGIST_REPORT, "E.g4.report", &ASK) {
            Some(true) => out.add(code, &[diagnosis]),
            Some(false) => out.decline(code, &NO_REPORT),
            None => {}
        }
    }
    Ok(())
}
