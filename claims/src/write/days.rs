//! Days of care (診療実日数, 受診日等): which encounters count, and for whom.

use santei_core::claim::{Claim, Encounter};
use santei_core::engine::Engine;
use santei_core::outcome::{LineOutcome, Outcome, Verdict};

use super::input::ReceiptFacts;
use super::issue::{DAY, Sink};
use super::sets;

/// Whether an encounter counts as a day of care: as told; in hospital always; out-patients where a consultation or a fee that holds one
/// was recorded, billed or not. What else it may be (a test on another day, a treatment without consultation) is asked, not assumed.
pub(super) fn counts(
    engine: &Engine,
    claim: &Claim,
    facts: &ReceiptFacts,
    outcome: &Outcome,
    place: usize,
    sink: &mut Sink<'_>,
) -> Option<bool> {
    let encounter: &Encounter = claim.encounters.get(place)?;
    if let Some(told) = facts.days.iter().find(|d| d.encounter == encounter.id) {
        return Some(told.counts);
    }
    let seen = outcome.lines.iter().filter(|l| l.encounter == place).any(|l| consultation(engine, l));
    if sets::is_inpatient(encounter) || seen {
        return Some(true);
    }
    sink.add(&DAY, &format!("/encounters/{place}"), vec![encounter.id.clone()]);
    None
}

/// Codes of consultations and of fees that hold one: A000–A002, B001-2 and its kin, visits at home (C000, C001, C001-2).
const CONSULTATIONS: [&str; 21] = [
    "visit.first",
    "visit.first.second-department",
    "visit.revisit",
    "visit.revisit.second-department",
    "visit.hospital",
    "visit.hospital.second-department",
    "visit.same-day",
    "visit.telephone",
    "visit.online",
    "visit.low-settlement",
    "management.b001-2",
    "management.b001-2-9",
    "management.b001-2-10",
    "management.b001-2-11",
    "management.b001-2-12",
    "home.house-call",
    "home.visit.other-building",
    "home.visit.same-building",
    "home.visit.attached",
    "home.visit.attached-referred",
    "home.visit.1",
];

fn consultation(engine: &Engine, line: &LineOutcome) -> bool {
    let holds =
        |key: &str| engine.params().set(key, line.date).is_some_and(|set| set.value.contains(line.code));
    line.verdict != Verdict::Blocked && CONSULTATIONS.into_iter().any(holds)
}

#[cfg(test)]
mod tests {
    use super::CONSULTATIONS;

    #[test]
    fn every_set_is_there() {
        let engine = santei_data::engine().unwrap();
        let absent = |date: &str| -> Vec<&str> {
            let date = date.parse().unwrap();
            CONSULTATIONS.into_iter().filter(|key| engine.params().set(key, date).is_none()).collect()
        };
        assert_eq!(absent("2024-06-01"), Vec::<&str>::new());
        // 認知症地域包括診療料 is no article of R8.
        assert_eq!(absent("2026-06-01"), ["management.b001-2-10"]);
    }
}
