//! Cases of the form `copay-vectors/1`: translated to requests of `charge`, asked, compared.
//!
//! A case tells its payers as `insurer`, `public1` …; they become the coverages 1, 2 … A month total is one visit on the first of the month.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::CaseError;

/// A case, as far as it is read; a key that is not known is an error.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Copay {
    date: String,
    patient: Patient,
    setting: String,
    income_verified: bool,
    multi_time: bool,
    turning_75_month: bool,
    special_disease_limit_yen: Option<i64>,
    publics: Vec<Public>,
    claims: Vec<Claim>,
    prior: Option<Prior>,
    expected: Expected,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patient {
    birth: String,
    #[expect(dead_code, reason = "told by birth date and month")]
    age_class: String,
    scheme: String,
    copay_percent: Option<u8>,
    income: Option<String>,
    standard_monthly_remuneration_yen: Option<i64>,
    long_stay_over_90_days: Option<bool>,
    designated_intractable: Option<bool>,
    long_term_care_ward: Option<bool>,
    medical_category: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Public {
    slot: u8,
    law: String,
    #[expect(dead_code, reason = "a name for people")]
    name: Option<String>,
    rate_percent: Option<u8>,
    monthly_cap_yen: Option<i64>,
    rule: Option<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    r#type: String,
    yen: Option<i64>,
    fraction: Option<serde_json::Number>,
    max_visits_per_month: Option<u32>,
    max_days_per_month: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    visit: Option<u32>,
    points: Option<i64>,
    meals: Option<u32>,
    residence_days: Option<u32>,
    payers: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Prior {
    #[serde(default)]
    other_facilities_patient_yen: BTreeMap<String, i64>,
}

/// What is expected.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expected {
    patient_yen: Option<i64>,
    counter_yen: Option<i64>,
    by_payer: Option<BTreeMap<String, i64>>,
    copay_after_insurer_yen: Option<i64>,
    high_cost_benefit_yen: Option<i64>,
    publics: BTreeMap<String, PublicYen>,
    insurer_only_patient_yen: Option<i64>,
    tokki: Option<Vec<String>>,
    visits: Vec<VisitYen>,
    meal_standard_yen: Option<i64>,
    meal_patient_yen: Option<i64>,
    meal_by_payer: Option<BTreeMap<String, i64>>,
    copay_percent: Option<u8>,
    turning_75_month: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PublicYen {
    liability_yen: Option<i64>,
    patient_yen: Option<i64>,
    paid_yen: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitYen {
    visit: u32,
    patient_yen: Option<i64>,
    counter_yen: Option<i64>,
    by_payer: Option<BTreeMap<String, i64>>,
}

/// Keys that say where a case comes from and change nothing.
const ABOUT: [&str; 12] = [
    "id",
    "kind",
    "source",
    "evidence",
    "same_result_months",
    "stated_by_source",
    "rederived",
    "derivation",
    "note",
    "adapted",
    "confidence",
    "unit",
];

impl Copay {
    /// Reads a case.
    ///
    /// # Errors
    /// [`CaseError`] when it has a key that is not known, or a value of another form.
    pub(crate) fn read(mut value: Value) -> Result<Self, CaseError> {
        if let Some(object) = value.as_object_mut() {
            object.retain(|key, _| !ABOUT.contains(&key.as_str()));
        }
        serde_json::from_value(value).map_err(|e| CaseError::NotRun(format!("cannot read the case: {e}")))
    }

    /// The request.
    ///
    /// # Errors
    /// [`CaseError`] for words without a counterpart.
    pub(crate) fn request(&self) -> Result<Value, CaseError> {
        let mut coverages = Vec::new();
        if self.patient.scheme != "public-only" {
            coverages.push(self.insurance()?);
        }
        for public in &self.publics {
            coverages.push(self.public(public)?);
        }
        let mut visits: BTreeMap<u32, Value> = BTreeMap::new();
        for claim in &self.claims {
            let number = claim.visit.unwrap_or(1);
            let date = format!("{}-{number:02}", self.date);
            let visit = visits.entry(number).or_insert_with(
                || json!({ "id": number.to_string(), "date": date, "setting": self.setting, "parts": [] }),
            );
            let set: Vec<u8> = claim.payers.iter().map(|p| seq(p)).collect::<Result<_, _>>()?;
            if let Some(points) = claim.points {
                let part = json!({ "points": points.to_string(), "coverageSet": set });
                if let Some(parts) = visit.get_mut("parts").and_then(Value::as_array_mut) {
                    parts.push(part);
                }
            }
            if claim.meals.is_some() || claim.residence_days.is_some() {
                self.meals(claim, &set, visit)?;
            }
        }
        Ok(json!({
            "schema": "santei/charge/1",
            "patient": { "birthDate": self.patient.birth },
            "coverages": coverages,
            "visits": visits.into_values().collect::<Vec<_>>(),
        }))
    }

    fn insurance(&self) -> Result<Value, CaseError> {
        let patient = &self.patient;
        let kind = match patient.scheme.as_str() {
            "kenpo" => "medical",
            "kouki" => "lateElderly",
            other => return Err(CaseError::Unmapped(format!("scheme `{other}`"))),
        };
        // The share is told, unless it is what the case asks for.
        let asked = self.expected.copay_percent.is_some();
        let ratio = patient.copay_percent.filter(|_| !asked).map(|p| format!("0.{p:02}"));
        // The same for halves by birth date.
        let told = self.expected.turning_75_month.is_none();
        Ok(json!({
            "seq": 1, "kind": kind, "copayRatio": ratio, "incomeCategory": patient.income,
            "incomeVerified": self.income_verified, "multipleMonth": self.multi_time,
            "turning75Month": told.then_some(self.turning_75_month),
            "specialDiseaseLimitYen": self.special_disease_limit_yen,
            "standardMonthlyRemunerationYen": patient.standard_monthly_remuneration_yen,
        }))
    }

    fn public(&self, public: &Public) -> Result<Value, CaseError> {
        let name = format!("public{}", public.slot);
        let paid = self.prior.as_ref().and_then(|p| p.other_facilities_patient_yen.get(&name));
        let elsewhere: Vec<Value> = paid.iter().map(|yen| json!({ "yen": yen })).collect();
        let mut coverage = json!({
            "seq": seq(&name)?, "kind": "public", "ratePercent": public.rate_percent.map(|r| r.to_string()),
            "monthlyCapYen": public.monthly_cap_yen, "uncapped": public.monthly_cap_yen.is_none(),
            "multipleMonth": self.multi_time, "paidElsewhere": elsewhere,
        });
        let Some(object) = coverage.as_object_mut() else { return Ok(coverage) };
        match (&public.rule, public.law.as_str()) {
            (Some(rule), _) => {
                object.insert("localRule".to_owned(), rule.terms()?);
            }
            (None, "local") => return Err(CaseError::Unmapped("local programme without a rule".to_owned())),
            (None, law) => {
                object.insert("scheme".to_owned(), format!("national/{law}").into());
            }
        }
        Ok(coverage)
    }

    fn meals(&self, claim: &Claim, set: &[u8], visit: &mut Value) -> Result<(), CaseError> {
        let patient = &self.patient;
        let category = match patient.medical_category.as_deref() {
            None => None,
            Some("Ⅰ") => Some(1),
            Some("Ⅱ") => Some(2),
            Some("Ⅲ") => Some(3),
            Some(other) => return Err(CaseError::Unmapped(format!("medical category `{other}`"))),
        };
        let Some(visit) = visit.as_object_mut() else { return Ok(()) };
        let meals = visit.entry("meals").or_insert_with(|| {
            json!({
                "count": 0, "residenceDays": 0, "coverageSet": set,
                "longStayOver90Days": patient.long_stay_over_90_days.unwrap_or(false),
                "livingCare": patient.long_term_care_ward.unwrap_or(false), "medicalCategory": category,
                "group": patient.designated_intractable.filter(|yes| *yes).map(|_| "intractable"),
            })
        });
        let mut add = |key: &str, more: Option<u32>| {
            if let (Some(more), Some(value)) = (more, meals.get_mut(key)) {
                *value = (value.as_u64().unwrap_or_default() + u64::from(more)).into();
            }
        };
        add("count", claim.meals);
        add("residenceDays", claim.residence_days);
        Ok(())
    }

    /// Everything in which a reply differs from what is expected.
    pub(crate) fn compare(&self, reply: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        let charge = &reply["charge"];
        if charge.is_null() {
            for list in ["questions", "findings"] {
                for said in reply[list].as_array().into_iter().flatten() {
                    wrong.push(format!("no charge: {} {}", said["id"], said["target"]));
                }
            }
            if wrong.is_empty() {
                wrong.push(format!("no charge: {reply}"));
            }
            return wrong;
        }
        let month = at(charge, "/months/0");
        let expected = &self.expected;
        let mut same = |name: &str, want: Option<i64>, got: &Value| {
            if let Some(want) = want
                && got.as_i64() != Some(want)
            {
                wrong.push(format!("{name}: expected {want}, got {got}"));
            }
        };
        same("patient_yen", expected.patient_yen, &month["patientYen"]);
        same("counter_yen", expected.counter_yen, &month["counterYen"]);
        same("copay_after_insurer_yen", expected.copay_after_insurer_yen, &month["copayAfterInsurerYen"]);
        same("high_cost_benefit_yen", expected.high_cost_benefit_yen, &month["highCostBenefitYen"]);
        let receipt = at(month, "/receipts/0");
        same(
            "insurer_only_patient_yen",
            expected.insurer_only_patient_yen,
            &receipt["insurerOnlyPatientYen"],
        );
        for (name, want) in &expected.publics {
            let seq = seq(name).unwrap_or_default();
            let list = receipt["publics"].as_array().map(Vec::as_slice).unwrap_or_default();
            let got = list.iter().find(|p| p["seq"] == seq).unwrap_or(&Value::Null);
            same(&format!("{name} liability_yen"), want.liability_yen, &got["liabilityYen"]);
            same(&format!("{name} patient_yen"), want.patient_yen, &got["patientYen"]);
            same(&format!("{name} paid_yen"), want.paid_yen, &got["paidYen"]);
        }
        let meals = at(charge, "/visits/0/meals");
        same("meal_standard_yen", expected.meal_standard_yen, &meals["standardYen"]);
        same("meal_patient_yen", expected.meal_patient_yen, &meals["patientYen"]);
        for want in &expected.visits {
            let id = want.visit.to_string();
            let list = charge["visits"].as_array().map(Vec::as_slice).unwrap_or_default();
            let got = list.iter().find(|v| v["id"] == id.as_str()).unwrap_or(&Value::Null);
            same(&format!("visit {id} patient_yen"), want.patient_yen, &got["patientYen"]);
            same(&format!("visit {id} counter_yen"), want.counter_yen, &got["counterYen"]);
            for (payer, yen) in want.by_payer.iter().flatten() {
                same(&format!("visit {id} {payer}"), Some(*yen), &paid(&got["byPayer"], payer));
            }
        }
        for (payer, yen) in expected.by_payer.iter().flatten() {
            same(payer, Some(*yen), &paid(&month["byPayer"], payer));
        }
        for (payer, yen) in expected.meal_by_payer.iter().flatten() {
            same(&format!("meals {payer}"), Some(*yen), &paid(&meals["byPayer"], payer));
        }
        if let Some(percent) = expected.copay_percent {
            let ratio = at(charge, "/visits/0/copayRatio");
            let got = ratio.as_str().and_then(|r| r.parse::<rust_decimal::Decimal>().ok());
            if got != Some(rust_decimal::Decimal::new(percent.into(), 2)) {
                wrong.push(format!("copay_percent: expected {percent}, got {ratio}"));
            }
        }
        if let Some(tokki) = &expected.tokki {
            let list = receipt["tokki"].as_array().map(Vec::as_slice).unwrap_or_default();
            let word = |t: &Value| format!("{} {}", text(&t["code"]), text(&t["name"]));
            let got: Vec<String> = list.iter().map(word).collect();
            if got != *tokki {
                wrong.push(format!("tokki: expected {tokki:?}, got {got:?}"));
            }
        }
        wrong
    }
}

impl Rule {
    fn terms(&self) -> Result<Value, CaseError> {
        let yen = self.yen;
        let terms = match self.r#type.as_str() {
            "per_visit_cap" => json!({ "capPerVisit": yen, "visitsPerMonth": self.max_visits_per_month }),
            "per_day_cap" => json!({ "capPerDay": yen, "daysPerMonth": self.max_days_per_month }),
            "per_facility_month_cap" => json!({ "capPerMonth": yen }),
            "fraction_then_month_cap" => {
                json!({ "fraction": self.fraction.as_ref().map(ToString::to_string), "capPerMonth": yen })
            }
            other => return Err(CaseError::Unmapped(format!("rule `{other}`"))),
        };
        Ok(terms)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Coverage of a payer's name.
fn seq(payer: &str) -> Result<u8, CaseError> {
    match payer {
        "insurer" => Ok(1),
        _ => payer
            .strip_prefix("public")
            .and_then(|n| n.parse::<u8>().ok())
            .map(|n| n.saturating_add(1))
            .ok_or_else(|| CaseError::Unmapped(format!("payer `{payer}`"))),
    }
}

/// What a payer bears; `null` when it is not in the list.
fn paid(list: &Value, payer: &str) -> Value {
    let seq = seq(payer).unwrap_or_default();
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().find(|p| p["seq"] == seq).map_or(Value::Null, |p| p["yen"].clone())
}

/// What stands at a JSON pointer; `null` where nothing does.
fn at<'v>(value: &'v Value, pointer: &str) -> &'v Value {
    static NOTHING: Value = Value::Null;
    value.pointer(pointer).unwrap_or(&NOTHING)
}
