//! D023 note — results of nucleic acid tests told on the day (迅速微生物核酸同定・定量検査加算).
//!
//! # What it does   Adds 100 points to the listed tests whose result was explained in writing on the day.
//! # Law            告示 D023 注
//! # Asks           nothing: encounter.sameDayResult is told, or the addition is sent
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d023/
//!
//! The tests the note lists are those of the addition's note group in the master (注加算コード, s38).

use crate::code::Code;
use crate::engine::EngineError;
use crate::fact;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D023.rapid",
    article: "D023",
    title: Text {
        ja: "迅速微生物核酸同定・定量検査加算", en: "nucleic acid test told on the day"
    },
    about: Text {
        ja: "マイコプラズマ等の核酸検出の結果を当日中に文書で説明したとき、100点を加えます。",
        en: "adds 100 points to the listed nucleic acid tests explained in writing on the day",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[Citation::r06("D023 注"), Citation::r08("D023 注")],
    run,
};

const RAPID: Code = Code::known(160_212_870);

static NOT_EXPLAINED: Text = Text {
    ja: "当日中に文書で結果を説明したことが示されていません。",
    en: "nothing tells that the result was explained in writing on the day",
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let Some(addition) = view.row(RAPID) else { return Ok(()) };
    for (line, row) in view.procedures() {
        let listed = row.notice_kind().is_base() && row.note_addon_code() == addition.note_addon_code();
        if !listed || !row.article().is(b'D', 23, 0) || view.has_on(line, RAPID) {
            continue;
        }
        if view.told(&fact::SAME_DAY_RESULT) {
            out.add_to(line, RAPID);
        } else {
            out.decline(RAPID, &NOT_EXPLAINED);
        }
    }
    Ok(())
}
