//! B001 3 — management by cancer markers (悪性腫瘍特異物質治療管理料): the choice between 360 and 400, and the first month.
//!
//! # What it does   Adds 150 points in the first month; asks for it. One item or two is checked against the markers sent.
//! # Law            告示 B001 3 ロ, 注2, 注3, 注4
//! # Asks           whether the month is the first one
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001/

use std::collections::BTreeSet;

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::{Arg, Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001.3",
    article: "B001",
    title: Text {
        ja: "悪性腫瘍特異物質治療管理料の初回月と項目数",
        en: "cancer markers: first month and number of items",
    },
    about: Text {
        ja: "「ロ」の1回目の月に150点を加えます。同じ月の「イ」は算定せず、腫瘍マーカーの項目数と区分が合わなければ確認とします。",
        en: "adds 150 points in the first month; the urine marker falls beside another; a wrong number of items is reported",
    },
    phase: Phase::Act,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("B001 3 注2"),
        Citation::r06("B001 3 注3"),
        Citation::r06("B001 3 注4"),
        Citation::r08("B001 3 注2"),
        Citation::r08("B001 3 注3"),
        Citation::r08("B001 3 注4"),
    ],
    run,
};

const URINE: Code = Code::known(113_001_210);
const ONE_ITEM: Code = Code::known(113_001_310);
const MORE_ITEMS: Code = Code::known(113_002_110);
const FIRST_MONTH: Code = Code::known(113_001_470);

static ASK: Text = Text {
    ja: "悪性腫瘍特異物質治療管理料の1回目を算定すべき月で、前月に腫瘍マーカーの検査を算定していないですか。",
    en: "is this the month of the first management by cancer markers, with no marker billed in the month before?",
};
static MARKER_BEFORE: Text = Text {
    ja: "前月に腫瘍マーカーを算定しています（注3ただし書）。",
    en: "a tumour marker was billed in the month before (note 3, proviso)",
};
static ITEMS: Text = Text {
    ja: "コード{0}の項目数が、送られた腫瘍マーカーの項目数と合いません。確認してください。",
    en: "code {0} does not fit the number of cancer markers sent; please confirm",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set("management.cancer-marker")?.value;
    let other = |code: Code| code == ONE_ITEM || code == MORE_ITEMS;
    let urine = view.procedures().find(|(_, r)| r.code() == URINE);
    let fee = view.procedures().map(|(l, r)| (l, r.code())).find(|(_, c)| other(*c));
    if let (Some((line, _)), Some((by, _))) = (urine, fee) {
        out.exclude(line, Some(by));
    }
    let Some((line, code)) = fee else { return Ok(()) };
    // The markers are absorbed by now, but they stand on the encounter.
    let markers: BTreeSet<Code> = view
        .encounter()
        .lines
        .iter()
        .filter_map(|l| view.row(l.code))
        .filter(|r| r.article().is(b'D', 9, 0) && r.notice_kind().is_base())
        .map(|r| r.code())
        .collect();
    if !markers.is_empty() && (markers.len() >= 2) != (code == MORE_ITEMS) {
        let target = Target::Encounter(view.place());
        out.confirm("B001.3.items", target, &[line], &ITEMS, vec![Arg::Code(code)]);
    }
    if view.has(FIRST_MONTH) {
        return Ok(());
    }
    // Billed in an earlier month: this is not the first.
    let month = view.date().month();
    if view.last_billed(|c| fees.contains(c)).is_some_and(|day| day.month() < month) {
        return Ok(());
    }
    // A marker billed in the month before (注3ただし書).
    if view.any_in_the_month_before(|r| r.article().is(b'D', 9, 0) && r.notice_kind().is_base()) {
        out.decline(FIRST_MONTH, &MARKER_BEFORE);
        return Ok(());
    }
    if view.decide_bool(out, &fact::FIRST_MARKER_MONTH, "B001.3.firstMonth", &ASK) == Some(true) {
        out.add_to(line, FIRST_MONTH);
    }
    Ok(())
}
