//! N006 note 4 — a pathologist's written report (病理診断管理加算).
//!
//! # What it does   Adds the dearest addition of the filed standards to 組織診断料 and to 細胞診断料.
//! # Law            告示 N006 注4
//! # Asks           where a standard is filed: whether a full-time pathologist reported in writing
//! # Revisions      R6, R8
//! # Cases          conformance/cases/n/n006/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "N006.n4",
    article: "N006",
    title: Text { ja: "病理診断管理加算", en: "report of a pathologist" },
    about: Text {
        ja: "病理診断を専ら担当する常勤の医師が文書で報告したとき、届出に応じて組織診断料・細胞診断料に加えます。",
        en: "adds to the diagnosis fees by the filing when a full-time pathologist reported in writing",
    },
    phase: Phase::Addition,
    extent: Extent::Part("他の医療機関が作製した標本の診断料には、送られた行による"),
    cites: &[Citation::r06("N006 注4"), Citation::r08("N006 注4")],
    run,
};

/// 組織診断料, 細胞診断料 and the additions 1 and 2 of each.
const KINDS: [(Code, [Code; 2]); 2] = [
    (Code::known(160_155_110), [Code::known(160_190_270), Code::known(160_190_470)]),
    (Code::known(160_185_210), [Code::known(160_190_370), Code::known(160_190_570)]),
];

static ASK: Text = Text {
    ja: "病理診断を専ら担当する常勤の医師が病理診断を行い、その結果を文書により報告しましたか（N006 注4）。",
    en: "did a full-time doctor who only does pathology make the diagnosis and report in writing (N006 note 4)?",
};
static NOT_FILED: Text =
    Text { ja: "病理診断管理加算の届出がありません。", en: "no standard is filed" };
static NO_REPORT: Text = Text {
    ja: "病理診断を専ら担当する常勤医師の文書による報告がありません。",
    en: "there is no written report of a full-time pathologist",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (fee, additions) in KINDS {
        let diagnosis = view.procedures().find(|(_, r)| r.code() == fee).map(|(line, _)| line);
        let Some(diagnosis) = diagnosis else { continue };
        if additions.into_iter().any(|code| view.has(code)) {
            continue;
        }
        let best = additions
            .into_iter()
            .filter(|code| view.may_bill(*code))
            .max_by_key(|code| view.row(*code).map(|r| r.points()));
        let Some(code) = best else {
            let open: Vec<Code> = additions.into_iter().filter(|code| view.unsure(*code)).collect();
            if !open.is_empty() && view.told(&fact::PATHOLOGIST_REPORT) {
                out.unsure(&open);
            } else if let Some(first) = additions.first() {
                out.decline(*first, &NOT_FILED);
            }
            continue;
        };
        match view.decide_bool(out, &fact::PATHOLOGIST_REPORT, "N006.n4.report", &ASK) {
            Some(true) => out.add(code, &[diagnosis]),
            Some(false) => out.decline(code, &NO_REPORT),
            None => {}
        }
    }
    Ok(())
}
