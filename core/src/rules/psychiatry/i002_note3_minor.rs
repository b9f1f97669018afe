//! I002 note 3 — psychotherapy of patients under twenty (20歳未満加算).
//!
//! # What it does   Adds 320 points under twenty within a year of the first visit to the psychiatry of the institution.
//! # Law            告示 I002 注3; not beside notes 4 and 10
//! # Asks           whether the year is not over
//! # Revisions      R6, R8
//! # Cases          conformance/cases/i/i002/

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Citation;
use crate::outcome::{Target, Text};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "I002.n3",
    article: "I002",
    title: Text { ja: "通院・在宅精神療法の20歳未満加算", en: "psychotherapy under twenty" },
    about: Text {
        ja: "20歳未満の患者の通院・在宅精神療法に、精神科の最初の受診から1年以内に限り320点を加えます。",
        en: "adds 320 points to psychotherapy under twenty within a year of the first psychiatric visit",
    },
    phase: Phase::Addition,
    extent: Extent::Part(
        "児童思春期精神科専門管理加算（注4）と児童思春期支援指導加算（注10）は送られた行による",
    ),
    cites: &[Citation::r06("I002 注3"), Citation::r08("I002 注3")],
    run,
};

const MINOR: Code = Code::known(180_020_570);
/// Additions of notes 4 and 10, which stand instead.
const INSTEAD: [Code; 6] = [
    Code::known(180_047_270),
    Code::known(180_047_370),
    Code::known(180_067_870),
    Code::known(180_761_070),
    Code::known(180_761_170),
    Code::known(180_761_270),
];

static ASK: Text = Text {
    ja: "この医療機関の精神科を最初に受診した日から1年以内ですか（I002 注3）。",
    en: "is it within a year of the patient's first visit to the psychiatry of this institution (I002 note 3)?",
};
static FIRST: Text = Text {
    ja: "初診の日のため、20歳未満加算を加えています。以前にこの医療機関の精神科を受診した患者であれば encounter.withinYearOfFirstPsychiatry を送ってください（I002 注3）。",
    en: "the addition under twenty is billed on the day of a first visit; for a patient seen here before send encounter.withinYearOfFirstPsychiatry (I002 note 3)",
};
static OTHER: Text = Text {
    ja: "児童思春期精神科専門管理加算等（注4、注10）を算定するか、最初の受診から1年を過ぎているか、それが分かりません。",
    en: "note 4 or 10 stands instead, or the year is over, or that is not known",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let therapy = view.procedures().find(|(_, row)| {
        let base = row.article().is(b'I', 2, 0) && row.notice_kind().is_base();
        // The note group of the therapy: additions that are written as bases have none.
        base && row.note_addon_code() != 0
    });
    let Some((line, _)) = therapy else { return Ok(()) };
    if view.has(MINOR) || !view.may_bill(MINOR) {
        return Ok(());
    }
    if INSTEAD.iter().any(|code| view.has(*code)) {
        out.decline(MINOR, &OTHER);
        return Ok(());
    }
    // On the day of a 初診 the year has begun, unless the patient was seen here years ago: that is said, not assumed in silence.
    let first = view.fact(&fact::VISIT_KIND, "A000.visitKind") == Some(FactValue::Choice("first"));
    if first && view.fact(&fact::WITHIN_YEAR_OF_PSYCHIATRY, "I002.n3.year").is_none() {
        out.add_to(line, MINOR);
        out.confirm("I002.n3.first", Target::Encounter(view.place()), &[line], &FIRST, Vec::new());
        return Ok(());
    }
    match view.decide_bool(out, &fact::WITHIN_YEAR_OF_PSYCHIATRY, "I002.n3.year", &ASK) {
        Some(true) => out.add_to(line, MINOR),
        _ => out.decline(MINOR, &OTHER),
    }
    Ok(())
}
