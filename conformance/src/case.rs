//! A case of the form `points-cases/1`, read strictly: every key is taken or the case is not run.

mod expected;
mod item;

use std::str::FromStr as _;

use santei_core::date::ServiceDate;
use serde_json::Value;

use crate::error::CaseError;
use crate::keys::Keys;

pub(crate) use expected::{Expected, ExpectedLine};
pub(crate) use item::Item;

/// What of the bill a case speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Scope {
    /// Everything the visit yields.
    Visit,
    /// The listed part of what the visit yields.
    Fragment,
    /// The listed part of a month.
    Claim,
    /// Price what is given.
    Reprice,
    /// No points.
    Index,
    /// The patient's side, from points per payer set.
    Charge,
}

impl Scope {
    /// The word of the case files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Fragment => "fragment",
            Self::Claim => "claim",
            Self::Reprice => "reprice",
            Self::Index => "index",
            Self::Charge => "charge",
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        [Self::Visit, Self::Fragment, Self::Claim, Self::Reprice, Self::Index, Self::Charge]
            .into_iter()
            .find(|s| s.name() == word)
            .ok_or(())
    }
}

/// What is known of a case before it is read wholly: enough to choose and to report it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) revision: String,
    pub(crate) scope: String,
    pub(crate) setting: String,
}

impl Head {
    pub(crate) fn of(value: &Value) -> Self {
        let text =
            |pointer: &str| value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            id: text("/id"),
            kind: text("/kind"),
            revision: text("/revision"),
            scope: text("/scope"),
            setting: text("/encounter/setting"),
        }
    }
}

impl Head {
    /// Head of a case of operation `charge`, which has no scope and no edition.
    pub(crate) fn of_copay(value: &Value) -> Self {
        let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let scope = Scope::Charge.name().to_owned();
        let revision = if text("date").as_str() < "2026-06" { "R6" } else { "R8" }.to_owned();
        Self { id: text("id"), kind: text("kind"), revision, scope, setting: text("setting") }
    }
}

/// The institution of a case.
#[derive(Debug)]
pub(crate) struct Institution {
    pub(crate) kind: Option<&'static str>,
    pub(crate) beds: Option<u32>,
    pub(crate) general_beds: Option<u32>,
    pub(crate) area_class: Option<String>,
    pub(crate) departments: Option<Vec<String>>,
    pub(crate) standards: Option<Vec<String>>,
    /// Displayed consulting hours, in the words of the contract.
    pub(crate) hours: Option<Value>,
    /// Single facts by name.
    pub(crate) more: Keys,
}

/// The encounter of a case.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) setting: String,
    pub(crate) visit: Option<String>,
    pub(crate) time_class: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) admission: Option<String>,
    pub(crate) discharge: Option<String>,
    /// Days of the month with a visit, for months.
    pub(crate) visit_days: Vec<u32>,
    /// Several visits of the day.
    pub(crate) visits: Vec<Value>,
    /// Number of home visits in the month.
    pub(crate) home_visits: Option<u32>,
    /// Days of the prescription.
    pub(crate) days: Option<u32>,
    /// Sunday or public holiday, when the case says so.
    pub(crate) holiday: Option<bool>,
    /// Further facts by name.
    pub(crate) more: Keys,
}

/// An earlier act.
#[derive(Debug)]
pub(crate) struct Past {
    pub(crate) date: Option<String>,
    pub(crate) code: String,
    pub(crate) count: u32,
    pub(crate) note: Option<String>,
}

/// A disease.
#[derive(Debug)]
pub(crate) struct Disease {
    pub(crate) code: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) start: Option<String>,
    pub(crate) main: bool,
}

/// A case.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) revision: String,
    pub(crate) scope: Scope,
    /// Service day; the first of the month when the case is about a month.
    pub(crate) date: ServiceDate,
    pub(crate) birth: String,
    pub(crate) sex: Option<String>,
    /// Further facts of the patient by name.
    pub(crate) patient: Keys,
    pub(crate) institution: Institution,
    pub(crate) meeting: Meeting,
    pub(crate) items: Vec<Item>,
    pub(crate) history: Vec<Past>,
    pub(crate) diseases: Option<Vec<Disease>>,
    pub(crate) expected: Expected,
}

/// Keys that only document a case: they name it, cite its source, explain its arithmetic or tell where it came from.
const DOCUMENTING: &[&str] = &["id", "kind", "trust", "title", "source", "derivation", "note", "uke"];

/// The onset of words such as `発症60日目`: the day of the case is that day, the onset day 1.
fn onset_day(words: &str, date: ServiceDate) -> Result<ServiceDate, CaseError> {
    let day = words
        .strip_prefix("発症")
        .and_then(|rest| rest.split_once("日目"))
        .and_then(|(days, _)| days.parse::<i32>().ok())
        .and_then(|days| date.plus_days(1 - days));
    day.ok_or_else(|| CaseError::Unmapped(format!("onset in words: {words}")))
}

impl Case {
    /// Reads a case.
    pub(crate) fn read(value: Value) -> Result<Self, CaseError> {
        let mut keys = Keys::open("", Some(value))?;
        keys.drop(DOCUMENTING);
        let revision = keys.need_text("revision")?;
        let word = keys.need_text("scope")?;
        let scope = Scope::from_str(&word)
            .map_err(|()| CaseError::malformed("/scope", format!("has the unknown value `{word}`")))?;
        match scope {
            Scope::Claim => return Err(CaseError::NotRun("scope claim: part of a month in hospital".into())),
            Scope::Index | Scope::Charge => {
                return Err(CaseError::NotRun(format!("scope {}: not about points", scope.name())));
            }
            Scope::Visit | Scope::Fragment | Scope::Reprice => {}
        }
        if let Some(unit) = keys.text("unit")? {
            return Err(CaseError::NotRun(format!("unit {unit}: not about points")));
        }
        let onset = keys.text("onset")?;
        let date = date_or_month("/date", &keys.need_text("date")?)?;
        let onset = onset.map(|words| onset_day(&words, date)).transpose()?;
        let mut patient = Keys::open("/patient", keys.take("patient"))?;
        let birth = patient.need_text("birth")?;
        let sex = patient.text("sex")?;
        let institution = institution(Keys::open("/institution", keys.take("institution"))?)?;
        let meeting = meeting(Keys::open("/encounter", keys.take("encounter"))?, date)?;
        let mut items = keys.list("items")?.unwrap_or_default();
        if let Some(onset) = onset {
            // The case counts its units from one onset.
            for item in items.iter_mut().filter_map(Value::as_object_mut) {
                item.entry("onset").or_insert_with(|| onset.to_string().into());
            }
        }
        let items =
            items.into_iter().enumerate().map(|(i, v)| Item::read(i, v)).collect::<Result<Vec<_>, _>>()?;
        let history = keys.list("history")?.unwrap_or_default();
        let history =
            history.into_iter().enumerate().map(|(i, v)| past(i, v)).collect::<Result<Vec<_>, _>>()?;
        let diseases = keys
            .list("diseases")?
            .map(|l| l.into_iter().enumerate().map(|(i, v)| disease(i, v)).collect::<Result<Vec<_>, _>>())
            .transpose()?;
        let expected = Expected::read(keys.take("expected"))?;
        keys.end()?;
        Ok(Self {
            revision,
            scope,
            date,
            birth,
            sex,
            patient,
            institution,
            meeting,
            items,
            history,
            diseases,
            expected,
        })
    }
}

/// A day, or the first of a month.
pub(crate) fn date_or_month(pointer: &str, word: &str) -> Result<ServiceDate, CaseError> {
    let day = if word.len() == 7 { format!("{word}-01") } else { word.to_owned() };
    ServiceDate::from_str(&day)
        .map_err(|_| CaseError::malformed(pointer, format!("is no day and no month: `{word}`")))
}

fn institution(mut keys: Keys) -> Result<Institution, CaseError> {
    let kind = match keys.need_text("type")?.as_str() {
        "clinic" => Some("clinic"),
        "hospital" => Some("hospital"),
        "unknown" => None,
        other => return Err(CaseError::Unmapped(format!("institution type `{other}`"))),
    };
    Ok(Institution {
        kind,
        beds: keys.count("beds")?,
        general_beds: keys.count("general_beds")?,
        area_class: keys.decimal("area_class")?,
        departments: keys.texts("departments")?,
        standards: keys.texts("standards")?,
        hours: keys.take("hours"),
        more: keys,
    })
}

fn meeting(mut keys: Keys, date: ServiceDate) -> Result<Meeting, CaseError> {
    // The number of days with a visit is a figure of the claim's header; the days themselves are in `visit_days`.
    keys.drop(&["days_of_service"]);
    if let Some(month) = keys.text("month")? {
        let first = date_or_month("/encounter/month", &month)?;
        if first.month() != date.month() {
            return Err(CaseError::malformed("/encounter/month", "is not the month of `date`"));
        }
    }
    let mut visit_days = Vec::new();
    for day in keys.list("visit_days")?.unwrap_or_default() {
        let day = day.as_u64().and_then(|d| u32::try_from(d).ok());
        visit_days.push(
            day.ok_or_else(|| CaseError::malformed("/encounter/visit_days", "must be a list of days"))?,
        );
    }
    let (visits, home_visits) = match keys.take("visits") {
        None => (Vec::new(), None),
        Some(Value::Array(list)) => (list, None),
        Some(n) => {
            let number = n.as_u64().and_then(|n| u32::try_from(n).ok());
            let wrong = || CaseError::malformed("/encounter/visits", "must be visits or their number");
            (Vec::new(), Some(number.ok_or_else(wrong)?))
        }
    };
    Ok(Meeting {
        setting: keys.need_text("setting")?,
        visit: keys.text("visit")?,
        time_class: keys.text("time_class")?,
        start: keys.text("start")?,
        admission: keys.text("admission")?,
        discharge: keys.text("discharge")?,
        visit_days,
        visits,
        home_visits,
        days: keys.count("days")?,
        holiday: keys.truth("holiday")?,
        more: keys,
    })
}

fn past(place: usize, value: Value) -> Result<Past, CaseError> {
    let mut keys = Keys::open(format!("/history/{place}"), Some(value))?;
    let past = Past {
        date: keys.text("date")?,
        code: keys.need_text("code")?,
        count: keys.count("count")?.unwrap_or(1),
        note: keys.text("note")?,
    };
    keys.end()?;
    Ok(past)
}

fn disease(place: usize, value: Value) -> Result<Disease, CaseError> {
    let mut keys = Keys::open(format!("/diseases/{place}"), Some(value))?;
    let disease = Disease {
        code: keys.text("code")?,
        name: keys.text("name")?,
        start: keys.text("start")?,
        main: keys.truth("main")?.unwrap_or(false),
    };
    keys.end()?;
    Ok(disease)
}
