//! J038 notes 1, 2, 3, 9, 11, 13 and 14 — additions of dialysis (人工腎臓).
//!
//! # What it does   Adds 時間外・休日, 導入期, 障害者等, 透析液水質確保, 長時間, 慢性維持透析濾過 and 透析時運動指導等 to each dialysis.
//! # Law            告示 J038 注1, 注2, 注3, 注9, 注11, 注13, 注14; 通知 J038 (12)–(14) (Sundays are no holidays here)
//! # Asks           time of dialysis; introduction; severe disability; filtration. What is rare is told only (note 11, note 14)
//! # Revisions      R6, R8
//! # Cases          conformance/cases/j/j038/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, Fact, FactValue};
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};
use crate::snapshot::ProcedureRow;

/// The rule.
pub static RULE: Rule = Rule {
    id: "J038.n1",
    article: "J038",
    title: Text { ja: "人工腎臓の加算", en: "additions of dialysis" },
    about: Text {
        ja: "人工腎臓に、時間外・休日、導入期、障害者等、透析液水質確保、長時間、慢性維持透析濾過等の加算を加えます。",
        en: "adds evening and holiday, introduction, disability, water quality, long and filtration additions to dialysis",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "下肢末梢動脈疾患指導管理加算（注10）は送られた行による。C102・C102-2 の患者の週1回（注5）は対象としない。時間区分と慢性維持透析1–3は送られたコードによる",
    ),
    cites: &[
        Citation::r06("J038 注1"),
        Citation::r06("J038 注2"),
        Citation::r06("J038 注3"),
        Citation::r06("J038 注9"),
        Citation::r06("J038 注11"),
        Citation::r06("J038 注13"),
        Citation::r06("J038 注14"),
        Citation::r08("J038 注1"),
        Citation::r08("J038 注2"),
        Citation::r08("J038 注3"),
        Citation::r08("J038 注9"),
        Citation::r08("J038 注11"),
        Citation::r08("J038 注13"),
        Citation::r08("J038 注14"),
    ],
    run,
};

const AFTER_HOURS: Code = Code::known(140_007_910);
const DISABLED: Code = Code::known(140_033_770);
const WATER: Code = Code::known(140_058_970);
const LONG: Code = Code::known(140_059_070);
const FILTRATION: Code = Code::known(140_059_170);
const EXERCISE: Code = Code::known(140_062_870);
/// 導入期加算3, 2, 1: an institution has filed one of them.
const INTRODUCTION: [Code; 3] =
    [Code::known(140_062_770), Code::known(140_058_870), Code::known(140_058_770)];
/// その他の場合: no chronic dialysis, so no 慢性維持透析濾過.
const OTHER_ITEM: u16 = 4;

static ASK_TIME: Text = Text {
    ja: "人工腎臓を午後5時以降に開始したか、午後9時以降に終了しましたか（J038 注1）。",
    en: "did the dialysis begin at 17:00 or later, or end at 21:00 or later (J038 note 1)?",
};
static ASK_INTRODUCTION: Text = Text {
    ja: "人工腎臓の導入期（導入後1月以内）ですか（J038 注2）。",
    en: "is this the month of introduction of dialysis (J038 note 2)?",
};
static ASK_DISABLED: Text = Text {
    ja: "著しく人工腎臓が困難な障害者等の患者ですか（J038 注3）。",
    en: "is this a patient (severe disability and the like) for whom dialysis is markedly difficult (J038 note 3)?",
};
static ASK_FILTRATION: Text = Text {
    ja: "慢性維持透析濾過（複雑なもの）を行いましたか（J038 注13）。",
    en: "was it chronic haemodiafiltration (of the complex kind, J038 note 13)?",
};
static URGENT: Text = Text {
    ja: "緊急のために行い、処置の時間外加算等（通則5）によるものです（J038 (12)）。",
    en: "it was an emergency, which takes the time additions of general rule 5 (J038 (12))",
};
static NOT_SO: Text = Text {
    ja: "加算の条件に当たらないか、それが分かりません。",
    en: "the condition of the addition is not met, or not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let dialysis = view.procedures().find(|(_, row)| {
        row.article().is(b'J', 38, 0) && row.notice_kind().is_base() && !row.is_percentage()
    });
    let Some((line, row)) = dialysis else { return Ok(()) };
    if view.is_outpatient() {
        after_hours(view, out, line);
    }
    asked(view, out, line, DISABLED, &fact::DIALYSIS_DISABLED, "J038.n3.disabled", &ASK_DISABLED);
    introduction(view, out, line);
    filed(view, out, line, WATER);
    filtration(view, out, line, row);
    for (code, fact) in [(LONG, &fact::DIALYSIS_LONG), (EXERCISE, &fact::DIALYSIS_EXERCISE)] {
        if view.told(fact) && !view.has(code) {
            out.add_to(line, code);
        }
    }
    Ok(())
}

/// Note 1: holidays but Sundays (those of the year's end excepted), or the hours of the dialysis.
fn after_hours(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) {
    let date = view.date();
    let year_end = matches!(date.parts(), (_, 12, 29..=31) | (_, 1, 1..=3));
    if view.has(AFTER_HOURS) {
        return;
    }
    // (12): an emergency takes the additions of general rule 5 instead.
    if view.fact(&fact::EMERGENCY, "emergency.act") == Some(FactValue::Bool(true)) {
        out.decline(AFTER_HOURS, &URGENT);
        return;
    }
    let holiday = (!date.is_sunday() || year_end) && view.is_holiday(date) == Some(true);
    if !holiday {
        match view.decide_bool(out, &fact::DIALYSIS_EVENING, "J038.n1.evening", &ASK_TIME) {
            Some(true) => {}
            _ => {
                out.decline(AFTER_HOURS, &NOT_SO);
                return;
            }
        }
    }
    out.add_to(line, AFTER_HOURS);
    // (13): no evening and early morning addition (s43 = 6) of the visit beside it.
    for (evening, row) in view.procedures() {
        if row.article().letter == b'A' && row.time_addon() == 6 {
            out.exclude(evening, Some(line));
        }
    }
}

/// Note 2, of the class that is filed.
fn introduction(view: &View<'_, '_, '_>, out: &mut Effects, line: usize) {
    if INTRODUCTION.iter().any(|code| view.has(*code)) {
        return;
    }
    let Some(code) = INTRODUCTION.into_iter().find(|code| view.may_bill(*code)) else {
        if view.told(&fact::DIALYSIS_INTRODUCTION) && INTRODUCTION.iter().any(|code| view.unsure(*code)) {
            out.unsure(&INTRODUCTION);
        }
        return;
    };
    asked(view, out, line, code, &fact::DIALYSIS_INTRODUCTION, "J038.n2.introduction", &ASK_INTRODUCTION);
}

fn filtration(view: &View<'_, '_, '_>, out: &mut Effects, line: usize, row: ProcedureRow<'_>) {
    if row.article().item == OTHER_ITEM || view.has(FILTRATION) {
        return;
    }
    if view.may_bill(FILTRATION) {
        asked(
            view,
            out,
            line,
            FILTRATION,
            &fact::DIALYSIS_FILTRATION,
            "J038.n13.filtration",
            &ASK_FILTRATION,
        );
    } else if view.told(&fact::DIALYSIS_FILTRATION) && view.unsure(FILTRATION) {
        out.unsure(&[FILTRATION]);
    }
}

/// What only the filing decides.
fn filed(view: &View<'_, '_, '_>, out: &mut Effects, line: usize, code: Code) {
    if view.has(code) {
        return;
    }
    if view.may_bill(code) {
        out.add_to(line, code);
    } else if view.unsure(code) {
        out.unsure(&[code]);
    }
}

fn asked(
    view: &View<'_, '_, '_>,
    out: &mut Effects,
    line: usize,
    code: Code,
    fact: &'static Fact,
    question: &str,
    text: &'static Text,
) {
    if view.has(code) {
        return;
    }
    match view.decide_bool(out, fact, question, text) {
        Some(true) => out.add_to(line, code),
        _ => out.decline(code, &NOT_SO),
    }
}
