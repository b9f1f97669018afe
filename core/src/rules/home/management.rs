//! 在宅時医学総合管理料 and 施設入居時等医学総合管理料: the groups that a fee is chosen by, as sets of the parameters.

use super::support::Class;
use crate::code::Code;
use crate::engine::EngineError;
use crate::fact::{self, FactValue};
use crate::law::Revision;
use crate::rules::View;

/// Kinds, in the words of `encounter.homeManagement`.
pub(super) const KINDS: [(&str, &str); 2] =
    [("home", "home.management.kind.home"), ("facility", "home.management.kind.facility")];
/// Visits of the month, in the words of `encounter.homeVisitPattern`; the severe state is asked beside it.
pub(super) const SEVERE: &str = "home.management.pattern.severe";
pub(super) const PATTERNS: [(&str, &str); 4] = [
    ("twice", "home.management.pattern.twice"),
    ("twiceWithTelemedicine", "home.management.pattern.twice-online"),
    ("once", "home.management.pattern.once"),
    ("onceWithTelemedicine", "home.management.pattern.once-online"),
];
/// R8, note 16: where the standard for patients visited twice is not met, their month is billed as one with one visit (C002 1イ(4), …).
pub(super) const ONCE: &str = "home.management.pattern.once";

/// Whether note 16 asks about a pattern: two visits without the severe state, from R8 on.
pub(super) fn note16(view: &View<'_, '_, '_>, pattern: &str) -> bool {
    let [(_, twice), (_, online), ..] = PATTERNS;
    view.revision() != Revision::R06 && (pattern == twice || pattern == online)
}

/// Patients of the building, in the words of `encounter.singleBuildingClass`, with the least number.
pub(super) const BUILDINGS: [(i64, &str, &str); 5] = [
    (1, "1", "home.management.building.1"),
    (2, "2", "home.management.building.2"),
    (10, "10", "home.management.building.10"),
    (20, "20", "home.management.building.20"),
    (50, "50", "home.management.building.50"),
];
pub(super) const FULL: &str = "home.management.rate.full";
pub(super) const SIXTY: &str = "home.management.rate.60";
pub(super) const FORTY_EIGHT: &str = "home.management.rate.48";
/// Standard filed for either fee (施設基準コード).
pub(super) const STANDARD: u16 = 721;
/// Standard of care by telemedicine.
pub(super) const TELEMEDICINE: u16 = 3825;

/// The set of a class of institutions.
pub(super) const fn class_key(class: Class) -> &'static str {
    match class {
        Class::Beds => "home.management.class.beds",
        Class::NoBeds => "home.management.class.no-beds",
        Class::Support => "home.management.class.support",
        Class::Other => "home.management.class.other",
    }
}

/// The one code that all the sets hold.
pub(super) fn common(view: &View<'_, '_, '_>, keys: &[&str]) -> Result<Option<Code>, EngineError> {
    let Some((first, rest)) = keys.split_first() else { return Ok(None) };
    let mut codes: Vec<Code> = view.set(first)?.value.iter().collect();
    for key in rest {
        let set = &view.set(key)?.value;
        codes.retain(|c| set.contains(*c));
    }
    let mut codes = codes.into_iter();
    Ok(codes.next().filter(|_| codes.next().is_none()))
}

/// The fee on this encounter.
pub(super) fn fee(view: &View<'_, '_, '_>) -> Result<Option<(usize, Code)>, EngineError> {
    for key in [FULL, SIXTY, FORTY_EIGHT] {
        if let Some(line) = view.first_of(&view.set(key)?.value) {
            return Ok(Some((line, view.code_of(line))));
        }
    }
    Ok(None)
}

/// Planned home visits of the calendar month that are known: lines of the request and the history.
pub(super) fn visits(view: &View<'_, '_, '_>) -> Result<u32, EngineError> {
    let (home, attached) = (&view.set("home.visit.1")?.value, &view.set("home.visit.attached")?.value);
    Ok(view.count_in_the_month(|c| home.contains(c) || attached.contains(c)))
}

/// The set of the building by the number of patients or the class told.
pub(super) fn building(view: &View<'_, '_, '_>, question: &str) -> Option<&'static str> {
    if let Some(FactValue::Int(n)) = view.fact(&fact::BUILDING_PATIENTS, "") {
        return BUILDINGS.iter().rev().find(|(least, _, _)| n >= *least).map(|(_, _, key)| *key);
    }
    match view.fact(&fact::BUILDING_CLASS, question) {
        Some(FactValue::Choice(word)) => {
            BUILDINGS.iter().find(|(_, name, _)| *name == word).map(|(_, _, key)| *key)
        }
        _ => None,
    }
}

/// How often the month was visited, as far as it is certain; the severe state is another question.
pub(super) fn pattern(view: &View<'_, '_, '_>, question: &str) -> Result<Option<&'static str>, EngineError> {
    if let Some(FactValue::Choice(word)) = view.fact(&fact::HOME_VISIT_PATTERN, question) {
        return Ok(PATTERNS.iter().find(|(name, _)| *name == word).map(|(_, key)| *key));
    }
    let told = match view.fact(&fact::HOME_VISITS_IN_MONTH, "") {
        Some(FactValue::Int(n)) => Some(n),
        _ => None,
    };
    let [(_, twice), _, (_, once), _] = PATTERNS;
    Ok(match told {
        Some(2..) => Some(twice),
        // One visit: telemedicine could be the other, where the institution may use it.
        Some(1) if view.filed(TELEMEDICINE) == Some(false) => Some(once),
        None if visits(view)? >= 2 => Some(twice),
        _ => None,
    })
}
