//! B001-2-11 note 3 — what the fee of a child's family doctor contains, and its time additions.
//!
//! # What it does   Absorbs everything of the day but the listed items; adds the time additions at their full points and 機能強化加算.
//! # Law            告示 B001-2-11 注3
//! # Asks           the time class
//! # Revisions      R6, R8
//! # Cases          conformance/cases/b/b001-2-11/

use super::b001_2_note3_contained::{Additions, contained, time_additions};
use super::paediatric;
use crate::code::Code;
use crate::engine::EngineError;
use crate::law::Citation;
use crate::outcome::Text;
use crate::rules::basic::visit::{self, codes};
use crate::rules::{Effects, Extent, Phase, Rule, View};

/// The rule.
pub static RULE: Rule = Rule {
    id: "B001-2-11.n3",
    article: "B001-2-11",
    title: Text {
        ja: "小児かかりつけ診療料に含まれるものと時間外等の加算",
        en: "contained in the fee of a child's family doctor, and its time additions",
    },
    about: Text {
        ja: "列挙されたものを除く診療の費用を診療料に含め、時間外等の加算と機能強化加算を加えます。",
        en: "absorbs all but the listed items; adds the time additions and the family-doctor function addition",
    },
    phase: Phase::VisitAddition,
    extent: Extent::Whole,
    cites: &[Citation::r06("B001-2-11 注3"), Citation::r08("B001-2-11 注3")],
    run,
};

/// Under six (注7, 注8 of A000; 注5, 注6 of A001; 注8, 注9 of A002), and from six on.
const INFANT: Additions = Additions {
    first: codes(113_020_170, 113_020_670, 113_020_770, 113_020_470),
    revisit: codes(113_020_870, 113_021_370, 113_021_470, 113_021_170),
    hospital: codes(113_021_570, 113_022_070, 113_022_170, 113_021_870),
    evening: [Code::known(113_020_570), Code::known(113_021_270), Code::known(113_021_970)],
    function: Code::known(113_028_970),
};
const OLDER: Additions = Additions {
    first: codes(113_026_670, 113_026_770, 113_026_870, 113_026_970),
    revisit: codes(113_027_070, 113_027_170, 113_027_270, 113_027_370),
    hospital: codes(113_027_470, 113_027_570, 113_027_670, 113_027_770),
    ..INFANT
};

fn run(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<(), EngineError> {
    let fees = &view.set(paediatric::FAMILY_DOCTOR)?.value;
    let Some(fee) = view.first_on_the_day(fees) else { return Ok(()) };
    contained(view, out, fee, "management.b001-2-11.beside")?;
    if view.first_of(fees) == Some(fee) {
        time_additions(view, out, fee, if visit::is_infant(view) { INFANT } else { OLDER });
    }
    Ok(())
}
