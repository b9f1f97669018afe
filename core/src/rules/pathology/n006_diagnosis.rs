//! N006 and N007 — diagnosis and judgement of pathology (病理診断料, 病理判断料).
//!
//! # What it does   Adds 組織診断料 and 細胞診断料 where a pathologist works, else 病理判断料; each once a month.
//! # Law            告示 N006 注1, 注2; N007 注1, 注2
//! # Asks           whether a pathologist works there (hospital) or full time (clinic); whether the month's history is complete
//! # Revisions      R6, R8
//! # Cases          conformance/cases/n/n007/
//!
//! Groups of the master (s51): 41 may have 組織診断料, 42 細胞診断料, 40 only 病理判断料 — and so have 41 and 42 without a pathologist.

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Before, Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "N006.1",
    article: "N006",
    title: Text { ja: "病理診断料・病理判断料", en: "diagnosis and judgement of pathology" },
    about: Text {
        ja: "病理診断を専ら担当する医師の有無により、組織診断料・細胞診断料又は病理判断料を月1回加えます。",
        en: "adds the diagnosis fees where a pathologist works, else the judgement fee, once a month",
    },
    phase: Phase::Summary,
    extent: Extent::Part(
        "病理診断管理加算（注4）、悪性腫瘍病理組織標本加算（注5）、他医療機関の標本（注3）は依頼どおり",
    ),
    cites: &[
        Citation::r06("N006 注1"),
        Citation::r06("N006 注2"),
        Citation::r06("N007 注2"),
        Citation::r08("N006 注1"),
        Citation::r08("N006 注2"),
        Citation::r08("N007 注2"),
    ],
    run,
};

const TISSUE: Code = Code::known(160_155_110);
const CELLS: Code = Code::known(160_185_210);
const JUDGEMENT: Code = Code::known(160_062_310);
const FEES: [Code; 3] = [TISSUE, CELLS, JUDGEMENT];
/// 病理診断管理加算１, ２: filed only where a full-time pathologist works.
const MANAGEMENT: [u16; 2] = [3087, 3088];

static ASK: Text = Text {
    ja: "病理診断を専ら担当する医師が勤務する病院、又は常勤する診療所ですか（N006 注1）。",
    en: "does a doctor who only does pathology work in this hospital, or full time in this clinic (N006 note 1)?",
};
static BILLED: Text = Text {
    ja: "月1回で、当月に算定済みか、当月の算定の有無が分かりません。",
    en: "once a month; billed already, or the month's history is not known",
};
static DIAGNOSED: Text = Text {
    ja: "病理診断料を算定した月です（N007 注2）。",
    en: "a diagnosis fee is billed in the month (N007 note 2)",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let of = |group: u8| -> Vec<usize> {
        view.procedures()
            .filter(|(_, r)| {
                r.lab_judge_kind() == 1 && r.lab_judge_group() == group && r.notice_kind().is_base()
            })
            .map(|(line, _)| line)
            .collect()
    };
    let (tissue, cells, others) = (of(41), of(42), of(40));
    if tissue.is_empty() && cells.is_empty() && others.is_empty() || FEES.into_iter().any(|c| view.has(c)) {
        return Ok(());
    }
    let mut diagnosed = false;
    if !(tissue.is_empty() && cells.is_empty()) {
        let filed = MANAGEMENT.into_iter().any(|standard| view.filed(standard) == Some(true));
        let pathologist = filed
            .then_some(true)
            .or_else(|| view.decide_bool(out, &fact::PATHOLOGIST, "N006.pathologist", &ASK));
        let Some(pathologist) = pathologist else { return Ok(()) };
        if pathologist {
            diagnosed = true;
            for (code, tests) in [(TISSUE, &tissue), (CELLS, &cells)] {
                if !tests.is_empty() {
                    once(view, out, code, tests);
                }
            }
        }
    }
    if diagnosed {
        return Ok(());
    }
    let tests: Vec<usize> = [tissue, cells, others].concat();
    if view.billed_this_month(|c| c == TISSUE || c == CELLS) == Before::Yes {
        out.decline(JUDGEMENT, &DIAGNOSED);
    } else {
        once(view, out, JUDGEMENT, &tests);
    }
    Ok(())
}

fn once(view: &View<'_, '_, '_>, out: &mut Effects, code: Code, tests: &[usize]) {
    if view.first_this_month(out, |c| c == code) == Some(true) {
        out.add(code, tests);
    } else {
        out.decline(code, &BILLED);
    }
}
