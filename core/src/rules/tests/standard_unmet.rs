//! D236-2 note 2, D239 note 2 — tests paid at 80/100 where the standard is not filed (施設基準不適合減算).
//!
//! # What it does   Adds 施設基準不適合減算（検査） to 光トポグラフィー and 中枢神経磁気刺激による誘発筋電図 where the filing is lacking.
//! # Law            告示 D236-2 注2, D239 注2
//! # Asks           nothing: filings that were not sent are reported
//! # Revisions      R6, R8
//! # Cases          conformance/cases/d/d239/
//!
//! Which act falls under which filing is the master's (基準適合識別, s44 and s45).

use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "D.unmet",
    article: "D239",
    title: Text { ja: "施設基準不適合減算（検査）", en: "tests without the filed standard" },
    about: Text {
        ja: "施設共同利用等の届出のない医療機関の光トポグラフィー・誘発筋電図（中枢神経磁気刺激）を100分の80にします。",
        en: "optical topography and motor evoked potentials are paid at 80/100 where the standard is not filed",
    },
    phase: Phase::Addition,
    extent: Extent::Whole,
    cites: &[
        Citation::r06("D236-2 注2"),
        Citation::r06("D239 注2"),
        Citation::r08("D236-2 注2"),
        Citation::r08("D239 注2"),
    ],
    run,
};

const UNMET: Code = Code::known(160_174_470);
/// 基準適合識別: 2 is paid less without the filing.
const PAID_LESS: u8 = 2;

static MET: Text = Text { ja: "施設基準の届出があります。", en: "the standard is filed" };

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    for (line, row) in view.procedures() {
        if row.article().letter != b'D' || row.standard_fit_kind() != PAID_LESS || view.has_on(line, UNMET) {
            continue;
        }
        match view.filed(row.standard_fit_facility()) {
            Some(true) => out.decline(UNMET, &MET),
            Some(false) => out.add_to(line, UNMET),
            None => out.unsure(&[UNMET]),
        }
    }
    Ok(())
}
