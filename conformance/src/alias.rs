//! The committed tables that translate the words of case files into codes and facts.

mod tables;

use std::collections::BTreeMap;

use santei_core::fact::{self, Fact, FactType};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{CaseError, RunError};
use crate::number;
use tables::{
    DepartmentTable, DiseaseTable, FactAlias, FactTable, StandIn, StandInTable, Standard, StandardTable,
    UnitTable,
};

/// All tables.
#[derive(Debug)]
pub(crate) struct Aliases {
    standards: StandardTable,
    departments: BTreeMap<String, String>,
    diseases: BTreeMap<String, String>,
    facts: FactTable,
    stand_ins: Vec<StandIn>,
    units: UnitTable,
}

/// What the words of an institution's standards come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) codes: Vec<String>,
    pub(crate) facts: BTreeMap<String, bool>,
}

fn table<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, RunError> {
    toml::from_str(text)
        .map_err(|e| RunError::Table { file: file.to_owned(), message: e.to_string().replace('\n', " ") })
}

impl Aliases {
    /// The tables built into this crate.
    pub(crate) fn built_in() -> Result<Self, RunError> {
        let departments: DepartmentTable =
            table("aliases/departments.toml", include_str!("../aliases/departments.toml"))?;
        let diseases: DiseaseTable =
            table("aliases/diseases.toml", include_str!("../aliases/diseases.toml"))?;
        let stand_ins: StandInTable =
            table("aliases/stand_ins.toml", include_str!("../aliases/stand_ins.toml"))?;
        let standards: StandardTable =
            table("aliases/standards.toml", include_str!("../aliases/standards.toml"))?;
        if let Some(odd) = standards.standard.iter().find(|s| !s.means_one_thing()) {
            return Err(RunError::Table {
                file: "aliases/standards.toml".to_owned(),
                message: format!("`{}` must mean codes, or a fact, or nothing for a reason", odd.word),
            });
        }
        Ok(Self {
            standards,
            departments: departments.department,
            diseases: diseases.disease,
            facts: table("aliases/facts.toml", include_str!("../aliases/facts.toml"))?,
            stand_ins: stand_ins.stand_in,
            units: table("aliases/units.toml", include_str!("../aliases/units.toml"))?,
        })
    }

    /// Standards of an institution: what is not listed is not held.
    pub(crate) fn standards(
        &self,
        words: &[String],
        revision: &str,
        beds: Option<u32>,
    ) -> Result<Held, CaseError> {
        let mut held = Held::default();
        for name in &self.standards.not_held {
            if fact::by_key(fact::Scope::Facility, name).is_some() {
                held.facts.insert(name.clone(), false);
            }
        }
        for word in words {
            let standard = self.standard(word, revision, beds)?;
            held.codes.extend(standard.codes.iter().cloned());
            if let Some(name) = &standard.fact {
                known_fact(fact::Scope::Facility, name)?;
                held.facts.insert(name.clone(), true);
            }
        }
        held.codes.sort_unstable();
        held.codes.dedup();
        Ok(held)
    }

    fn standard(&self, word: &str, revision: &str, beds: Option<u32>) -> Result<&Standard, CaseError> {
        let fits = |s: &&Standard| {
            s.word == word
                && (s.revisions.is_empty() || s.revisions.iter().any(|r| r == revision))
                && s.beds_from.is_none_or(|least| beds.is_some_and(|b| b >= least))
                && s.beds_to.is_none_or(|most| beds.is_some_and(|b| b <= most))
        };
        self.standards
            .standard
            .iter()
            .find(fits)
            .ok_or_else(|| CaseError::Unmapped(format!("standard `{word}` in {revision}")))
    }

    /// Code of a department.
    pub(crate) fn department(&self, word: &str) -> Result<&str, CaseError> {
        self.departments
            .get(word)
            .map(String::as_str)
            .ok_or_else(|| CaseError::Unmapped(format!("department `{word}`")))
    }

    /// Code of a disease given by name.
    pub(crate) fn disease(&self, name: &str) -> Result<&str, CaseError> {
        self.diseases
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| CaseError::Unmapped(format!("disease `{name}`")))
    }

    /// Whether a quantity in this unit says how often the act is billed.
    pub(crate) fn is_counted(&self, unit: &str) -> bool {
        self.units.counted.iter().any(|u| u == unit)
    }

    /// Whether a quantity in this unit says on how many days.
    pub(crate) fn is_daily(&self, unit: &str) -> bool {
        self.units.daily.iter().any(|u| u == unit)
    }

    /// The unit as the procedure master calls it.
    pub(crate) fn unit<'a>(&'a self, unit: &'a str) -> &'a str {
        self.units.words.get(unit).map_or(unit, String::as_str)
    }

    /// What an institution has not whose standards are listed without it.
    pub(crate) fn standards_not_listed(&self) -> impl Iterator<Item = (&'static Fact, bool)> {
        facts_of(fact::Scope::Facility, &self.facts.standards_not_listed)
    }

    /// What a `visit` case that does not say so has not.
    pub(crate) fn visit_defaults(&self) -> impl Iterator<Item = (&'static Fact, bool)> {
        facts_of(fact::Scope::Encounter, &self.facts.visit_defaults)
    }

    /// What a prescription has not whose drugs are not listed.
    pub(crate) fn drugs_not_listed(&self) -> impl Iterator<Item = (&'static Fact, bool)> {
        facts_of(fact::Scope::Encounter, &self.facts.drugs_not_listed)
    }

    /// What does not hold in a month of home visits that does not list it.
    pub(crate) fn home_not_listed(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.facts.home_not_listed.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// What a case has not that gives no diseases.
    pub(crate) fn diseases_not_listed(&self) -> impl Iterator<Item = (&'static Fact, bool)> {
        facts_of(fact::Scope::Encounter, &self.facts.diseases_not_listed)
    }

    /// The fact that a word of directions tells, if it tells one.
    pub(crate) fn usage(&self, word: &str) -> Result<Option<&'static Fact>, CaseError> {
        self.facts.usage.get(word).map(|name| known_fact(fact::Scope::Line, name)).transpose()
    }

    /// The fact a further key stands for, and its value. `None`: no such key in the tables.
    pub(crate) fn fact(
        &self,
        scope: fact::Scope,
        key: &str,
        value: &Value,
    ) -> Option<Result<(&'static Fact, Value), CaseError>> {
        let table = match scope {
            fact::Scope::Facility => &self.facts.institution,
            fact::Scope::Encounter => &self.facts.encounter,
            fact::Scope::Line => &self.facts.item,
            fact::Scope::Patient => &self.facts.patient,
        };
        let alias = table.get(key)?;
        Some(known_fact(scope, &alias.fact).and_then(|fact| {
            typed(fact, alias, value).map(|v| (fact, v)).ok_or_else(|| {
                CaseError::Unmapped(format!("value {value} of `{key}` for the fact `{}`", fact.key()))
            })
        }))
    }

    /// A code for an item that is known only by its price: the n-th of its list.
    pub(crate) fn stand_in(
        &self,
        name: &str,
        klass: Option<&str>,
        form: &str,
        nth: usize,
    ) -> Option<(&str, usize)> {
        let (place, list) = self.stand_ins.iter().enumerate().find(|(_, s)| {
            s.form == form
                && s.klass.as_deref() == klass
                && s.name_contains.as_deref().is_none_or(|part| name.contains(part))
        })?;
        list.codes.get(nth).map(|c| (c.as_str(), place))
    }

    /// Place of the stand-in list of an item, to count how many of it were taken.
    pub(crate) fn stand_in_list(&self, name: &str, klass: Option<&str>, form: &str) -> Option<usize> {
        self.stand_in(name, klass, form, 0).map(|(_, place)| place)
    }
}

/// Facts of an encounter by name; names the registry does not have are not told.
fn facts_of(
    scope: fact::Scope,
    table: &BTreeMap<String, bool>,
) -> impl Iterator<Item = (&'static Fact, bool)> {
    table.iter().filter_map(move |(name, value)| Some((fact::by_key(scope, name)?, *value)))
}

fn known_fact(scope: fact::Scope, name: &str) -> Result<&'static Fact, CaseError> {
    fact::by_key(scope, name).ok_or_else(|| {
        CaseError::Unmapped(format!("fact `{}.{name}`: the registry does not have it", scope.name()))
    })
}

/// The value in the type of the fact.
fn typed(fact: &Fact, alias: &FactAlias, value: &Value) -> Option<Value> {
    match fact.ty {
        FactType::Bool => value.as_bool().map(Value::from),
        FactType::Int => value.as_i64().map(Value::from),
        FactType::Decimal => number::decimal(value).map(|d| Value::from(d.normalize().to_string())),
        FactType::Date | FactType::Time => value.as_str().map(Value::from),
        FactType::Choice(words) => {
            let word = alias.words.get(value.as_str()?)?;
            words.contains(&word.as_str()).then(|| Value::from(word.as_str()))
        }
    }
}

#[cfg(test)]
mod tests;
