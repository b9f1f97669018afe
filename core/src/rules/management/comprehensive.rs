//! Fees of chapter 2 part 1 that stand in place of the fee of the visit, or keep it off.
//!
//! 小児科外来診療料, 小児かかりつけ診療料 and 外来腫瘍化学療法診療料 stand in its place on their day; 外来リハビリテーション診療料 and
//! 外来放射線照射診療料 keep it off for 7 or 14 days, as far as the visit is for that therapy (告示 B001-2-7 注2, 注3; B001-2-8 注3).

use super::paediatric;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::outcome::Text;
use crate::rules::basic::visit::{self, Kind};
use crate::rules::{Effects, View};

/// Key of 外来腫瘍化学療法診療料.
pub(in crate::rules) const CHEMOTHERAPY: &str = "management.b001-2-12";
/// Fees of a therapy: key, letter of its acts, days from the fee on.
const SERIES: [(&str, u8, i32); 3] = [
    ("management.b001-2-7.1", b'H', 7),
    ("management.b001-2-7.2", b'H', 14),
    ("management.b001-2-8", b'M', 7),
];
/// Fees that carry the additions of an institution's arrangements in place of the fee of the visit.
const CARRIERS: [&str; 6] = [
    "management.b001-2",
    "management.b001-2-11",
    CHEMOTHERAPY,
    "management.b001-2-7.1",
    "management.b001-2-7.2",
    "management.b001-2-8",
];

const ONLY: &str = "management.therapyOnly";
static ASK_ONLY: Text = Text {
    ja: "外来リハビリテーション診療料又は外来放射線照射診療料を算定した期間内です。その治療のみの受診ですか。",
    en: "the visit falls in the days of a therapy fee (B001-2-7, B001-2-8): is it only for that therapy?",
};

/// Whether the fee of the visit (初診料, 再診料, 外来診療料) is not billed because of another fee; `true` too while that is open.
pub(in crate::rules) fn keeps_off(view: &View<'_, '_, '_>, out: &mut Effects) -> Result<bool, EngineError> {
    // A revision whose codes of the fee are not known yet has no such set.
    let chemotherapy = view.known_set(CHEMOTHERAPY).is_some_and(|set| view.has_any(&set.value));
    if paediatric::replaces(view)? || chemotherapy {
        return Ok(true);
    }
    for (key, letter, days) in SERIES {
        let fees = &view.set(key)?.value;
        // The visit with the fee is one for the therapy, unless it is told that it was for something else too.
        if view.first_of(fees).is_some() {
            if view.fact(&fact::THERAPY_ONLY, ONLY) == Some(FactValue::Bool(false)) {
                continue;
            }
            return Ok(true);
        }
        let today = view.first_on_the_day(fees).map(|_| view.date());
        let Some(last) = today.or(view.last_billed(|c| fees.contains(c))) else { continue };
        // Days "from the day of the fee on": that day is the first.
        if view.date().days() - last.days() >= days {
            continue;
        }
        let therapy = view.procedures().any(|(_, r)| r.article().letter == letter);
        if !therapy {
            continue;
        }
        match view.decide_bool(out, &fact::THERAPY_ONLY, ONLY, &ASK_ONLY) {
            Some(false) => {}
            Some(true) | None => return Ok(true),
        }
    }
    Ok(false)
}

/// The fee of the encounter that carries additions in place of the fee of the visit, and whether the visit is a first one.
pub(in crate::rules) fn carrier(view: &View<'_, '_, '_>) -> Result<Option<(usize, bool)>, EngineError> {
    for key in CARRIERS {
        let Some(set) = view.known_set(key) else { continue };
        if let Some(line) = view.first_of(&set.value) {
            return Ok(Some((line, visit::kind(view, None) == Some(Kind::First))));
        }
    }
    Ok(None)
}
