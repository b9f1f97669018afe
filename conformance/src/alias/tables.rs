//! The form of the tables.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A word for a facility standard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Standard {
    pub(super) word: String,
    #[serde(default)]
    pub(super) codes: Vec<String>,
    pub(super) fact: Option<String>,
    #[serde(default)]
    pub(super) revisions: Vec<String>,
    pub(super) beds_from: Option<u32>,
    pub(super) beds_to: Option<u32>,
    pub(super) nothing: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandardTable {
    pub(super) not_held: Vec<String>,
    pub(super) standard: Vec<Standard>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartmentTable {
    pub(super) department: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiseaseTable {
    pub(super) disease: BTreeMap<String, String>,
}

/// A key of a case and the fact it stands for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactAlias {
    pub(super) fact: String,
    #[serde(default)]
    pub(super) words: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactTable {
    pub(super) institution: BTreeMap<String, FactAlias>,
    pub(super) encounter: BTreeMap<String, FactAlias>,
    pub(super) item: BTreeMap<String, FactAlias>,
    pub(super) patient: BTreeMap<String, FactAlias>,
    pub(super) standards_not_listed: BTreeMap<String, bool>,
    pub(super) visit_defaults: BTreeMap<String, bool>,
    pub(super) usage: BTreeMap<String, String>,
    pub(super) drugs_not_listed: BTreeMap<String, bool>,
    pub(super) home_not_listed: BTreeMap<String, Value>,
    pub(super) diseases_not_listed: BTreeMap<String, bool>,
}

/// Codes for items that are known only by a price.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandIn {
    pub(super) name_contains: Option<String>,
    pub(super) klass: Option<String>,
    pub(super) form: String,
    pub(super) codes: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitTable {
    pub(super) counted: Vec<String>,
    pub(super) daily: Vec<String>,
    pub(super) words: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StandInTable {
    pub(super) stand_in: Vec<StandIn>,
}

impl Standard {
    /// A word means codes, or a fact, or (with the reason) nothing: exactly one of them.
    pub(super) fn means_one_thing(&self) -> bool {
        let reason = self.nothing.as_ref().is_some_and(|why| !why.trim().is_empty());
        let means = [!self.codes.is_empty(), self.fact.is_some(), reason];
        means.iter().filter(|m| **m).count() == 1
            && self.codes.iter().all(|c| c.len() == 4 && c.parse::<u16>().is_ok())
    }
}
