//! A case as a request of contract v1, in bytes.

mod lines;
mod meetings;

use std::collections::BTreeMap;

use santei_core::date::ServiceDate;
use santei_core::fact;
use serde_json::{Map, Value, json};

use crate::alias::Aliases;
use crate::case::{Case, Scope};
use crate::error::CaseError;
use crate::keys::Keys;

pub(crate) use lines::group;

/// A line of the request and the item it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Pointer of the line in the request.
    pub(crate) pointer: String,
    /// Code sent.
    pub(crate) code: String,
    /// Whether the code stands in for an item without a code.
    pub(crate) stand_in: bool,
}

/// A request and what is needed to read its answer.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// The request.
    pub(crate) bytes: Vec<u8>,
    /// Lines sent, by id.
    pub(crate) lines: BTreeMap<String, Sent>,
}

/// Translates a case. The facts of the case must all find their place, or there is no request.
pub(crate) fn prepare(id: &str, case: &mut Case, aliases: &Aliases) -> Result<Prepared, CaseError> {
    let meetings = meetings::plan(case, aliases)?;
    let mut sent = BTreeMap::new();
    let encounters: Vec<Value> =
        meetings.into_iter().enumerate().map(|(place, m)| m.into_json(place, &mut sent)).collect();
    let mut request = Map::new();
    request.insert("schema".into(), "santei/calculate/1".into());
    request.insert("requestId".into(), id.into());
    request.insert("facility".into(), facility(case, aliases)?);
    request.insert("patient".into(), patient(case, aliases)?);
    request.insert("encounters".into(), encounters.into());
    if let Some(diagnoses) = diagnoses(case, aliases)? {
        request.insert("diagnoses".into(), diagnoses);
    }
    if case.scope != Scope::Reprice {
        request.insert("history".into(), history(case)?);
    }
    request.insert("options".into(), json!({"autoAdd": case.scope != Scope::Reprice}));
    let bytes = serde_json::to_vec(&Value::Object(request))
        .map_err(|e| CaseError::malformed("", format!("cannot be written as a request: {e}")))?;
    Ok(Prepared { bytes, lines: sent })
}

fn facility(case: &mut Case, aliases: &Aliases) -> Result<Value, CaseError> {
    let institution = &mut case.institution;
    let mut facility = Map::new();
    if let Some(kind) = institution.kind {
        facility.insert("kind".into(), kind.into());
    }
    let mut beds = Map::new();
    if let Some(n) = institution.beds {
        beds.insert("licensed".into(), n.into());
    }
    // An institution without any bed has no general bed either.
    if let Some(n) = institution.general_beds.or(institution.beds.filter(|n| *n == 0)) {
        beds.insert("general".into(), n.into());
    }
    if !beds.is_empty() {
        facility.insert("beds".into(), beds.into());
    }
    if let Some(class) = &institution.area_class {
        facility.insert("areaClass".into(), class.as_str().into());
    }
    if let Some(hours) = institution.hours.take() {
        facility.insert("hours".into(), hours);
    }
    if let Some(words) = &institution.departments {
        let codes = words.iter().map(|w| aliases.department(w)).collect::<Result<Vec<_>, _>>()?;
        facility.insert("departments".into(), codes.into());
    }
    let mut facts = further(std::mem::take(&mut institution.more), fact::Scope::Facility, aliases)?;
    if let Some(words) = &institution.standards {
        let held = aliases.standards(words, &case.revision, institution.beds)?;
        let filed: Vec<Value> = held.codes.iter().map(|code| json!({"code": code})).collect();
        facility.insert("standards".into(), filed.into());
        facts.extend(held.facts.into_iter().map(|(name, value)| (name, Value::from(value))));
        for (fact, value) in aliases.standards_not_listed() {
            facts.entry(fact.name).or_insert(value.into());
        }
    }
    if !facts.is_empty() {
        facility.insert("facts".into(), facts.into());
    }
    Ok(facility.into())
}

fn patient(case: &mut Case, aliases: &Aliases) -> Result<Value, CaseError> {
    let mut patient = Map::new();
    patient.insert("birthDate".into(), case.birth.as_str().into());
    match case.sex.as_deref() {
        None => {}
        Some("1") => drop(patient.insert("sex".into(), "male".into())),
        Some("2") => drop(patient.insert("sex".into(), "female".into())),
        Some(other) => return Err(CaseError::malformed("/patient/sex", format!("is `{other}`, not 1 or 2"))),
    }
    let facts = further(std::mem::take(&mut case.patient), fact::Scope::Patient, aliases)?;
    if !facts.is_empty() {
        patient.insert("facts".into(), facts.into());
    }
    Ok(patient.into())
}

fn diagnoses(case: &Case, aliases: &Aliases) -> Result<Option<Value>, CaseError> {
    let Some(diseases) = &case.diseases else { return Ok(None) };
    let mut list = Vec::new();
    for disease in diseases {
        let code = match (&disease.code, &disease.name) {
            (Some(code), _) => code.as_str(),
            (None, Some(name)) => aliases.disease(name)?,
            (None, None) => {
                return Err(CaseError::malformed("/diseases", "has an entry without code and name"));
            }
        };
        let mut diagnosis = Map::new();
        diagnosis.insert("code".into(), code.into());
        diagnosis.insert("main".into(), disease.main.into());
        if let Some(start) = &disease.start {
            diagnosis.insert("from".into(), start.as_str().into());
        }
        list.push(Value::Object(diagnosis));
    }
    Ok(Some(list.into()))
}

/// Words of a history entry that only explain it.
const EXPLAINING_NOTES: &[&str] = &["自己注射の初回指導（導入初期加算の1月目）"];
/// Words of a history entry without a day: it was billed in the month of the case, before its day.
const EARLIER_IN_THE_MONTH: &[&str] = &["同月に14回算定済み"];

/// What was billed before. Cases list every earlier fact that a rule looks at, so the list is complete; how far back
/// rules look is at most a year, so it is complete for a year.
fn history(case: &Case) -> Result<Value, CaseError> {
    let (year, month, _) = case.date.parts();
    let from = ServiceDate::new(year - 1, month, 1)
        .ok_or_else(|| CaseError::malformed("/date", "has no year before it"))?;
    let first = ServiceDate::new(year, month, 1).unwrap_or(from);
    let mut acts = Vec::new();
    for past in &case.history {
        let note = past.note.as_deref();
        let date = match (&past.date, note) {
            (Some(date), None) => date.clone(),
            (Some(date), Some(words)) if EXPLAINING_NOTES.contains(&words) => date.clone(),
            (None, Some(words)) if EARLIER_IN_THE_MONTH.contains(&words) => first.to_string(),
            (_, Some(words)) => return Err(CaseError::Unmapped(format!("note of the history: {words}"))),
            (None, None) => return Err(CaseError::Unmapped("history without a day".into())),
        };
        acts.push(json!({"date": date, "code": past.code, "count": past.count}));
    }
    Ok(json!({"completeFrom": from.to_string(), "acts": acts}))
}

/// Further keys as facts by their names; a key without an alias is unknown.
pub(crate) fn further(
    mut keys: Keys,
    scope: fact::Scope,
    aliases: &Aliases,
) -> Result<Map<String, Value>, CaseError> {
    let mut facts = Map::new();
    for key in keys.names() {
        let Some(value) = keys.take(&key) else { continue };
        match aliases.fact(scope, &key, &value) {
            Some(found) => {
                let (fact, value) = found?;
                facts.insert(fact.name.into(), value);
            }
            None => return Err(CaseError::UnknownKey(keys.at(&key))),
        }
    }
    Ok(facts)
}

#[cfg(test)]
mod tests;
