//! The typed request of `charge`, and the parts of it that `calculate` shares.

use rust_decimal::Decimal;
use santei_core::amount::Yen;
use santei_core::charge::{
    AtLimit, ChargeRequest, ChargeVisit, Charged, CounterOptions, Dispensing, LedgerEntry, MealDays,
    MealGroup, Part, PriceDifference, PrivateLine, SpecialDiseaseSum, SpecialDrug, SpecialReason,
    SpecialUnit, TermError, Terms, Word as _,
};
use santei_core::claim::{Lang, Setting};

use super::claim::coverage;
use crate::json::{At, Members, Node};
use crate::problem::Errors;

/// A request of `charge`, parsed and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChargeDocument {
    /// The client's id, echoed in the reply.
    pub(crate) id: Option<String>,
    /// What is to be charged.
    pub(crate) request: ChargeRequest,
    /// Language of messages.
    pub(crate) lang: Lang,
}

/// Reads a checked document.
pub(super) fn document(node: &Node<'_>) -> Option<ChargeDocument> {
    let root = node.object()?;
    let patient = root.get("patient")?.object()?;
    let visits = root.each("visits", visit)??;
    let options = root.child("options", |o| Some((counter_options(o), o.text("lang") == Some("en"))))?;
    let (options, english) = options.unwrap_or_default();
    Some(ChargeDocument {
        id: root.string("requestId"),
        request: ChargeRequest {
            birth: patient.date("birthDate")?,
            coverages: root.each("coverages", coverage)??,
            visits,
            ledger: ledger(root)?,
            options,
        },
        lang: if english { Lang::En } else { Lang::Ja },
    })
}

/// The ledger; absent is empty.
pub(super) fn ledger(root: &Members<'_>) -> Option<Vec<LedgerEntry>> {
    Some(root.child("ledger", |l| l.each("entries", entry)?)?.unwrap_or_default())
}

fn entry(m: &Members<'_>) -> Option<LedgerEntry> {
    let charged = m.child("charged", |c| {
        Some(Charged { patient: yen(c, "patientYen")?, counter: yen(c, "counterYen")? })
    })?;
    Some(LedgerEntry { visit: visit(m)?, charged })
}

fn visit(m: &Members<'_>) -> Option<ChargeVisit> {
    Some(ChargeVisit {
        id: m.string("id")?,
        date: m.date("date")?,
        setting: match m.text("setting")? {
            "outpatient" => Setting::Outpatient,
            "home" => Setting::Home,
            "inpatient" => Setting::Inpatient,
            _ => return None,
        },
        dental: m.bool("dental").unwrap_or(false),
        first_visit: m.bool("firstVisit"),
        dispensing: m.text("dispensing").and_then(Dispensing::from_word),
        parts: m.each("parts", part)??,
        meals: m.child("meals", meals)?,
        private: m.each("private", private)?.unwrap_or_default(),
        special: m.each("specialCharges", special_unit)?.unwrap_or_default(),
    })
}

fn part(m: &Members<'_>) -> Option<Part> {
    Some(Part { cost: cost(m)?, coverage_set: set(m)? })
}

/// Ten yen a point, or yen as told.
fn cost(m: &Members<'_>) -> Option<Yen> {
    match (m.decimal("points"), m.get("yen")) {
        (Some(points), None) => {
            let exact = points.checked_mul(Decimal::TEN)?;
            if exact.fract().is_zero() { i64::try_from(exact.trunc()).ok().map(Yen::new) } else { None }
        }
        (None, Some(_)) => yen(m, "yen"),
        _ => None,
    }
}

fn set(m: &Members<'_>) -> Option<Vec<u8>> {
    match m.get("coverageSet") {
        None => Some(Vec::new()),
        Some(node) => node.list()?.iter().map(|n| n.int()?.try_into().ok()).collect(),
    }
}

/// Meals and residence.
pub(super) fn meals(m: &Members<'_>) -> Option<MealDays> {
    Some(MealDays {
        meals: m.number("count").unwrap_or_default(),
        residence_days: m.number("residenceDays").unwrap_or_default(),
        long_stay: m.bool("longStayOver90Days"),
        living_care: m.bool("livingCare").unwrap_or(false),
        second_class: m.bool("secondClass"),
        medical_category: m.number("medicalCategory"),
        group: match m.text("group") {
            None => None,
            Some("intractable") => Some(MealGroup::Intractable),
            Some("psychiatric") => Some(MealGroup::Psychiatric),
            Some("pension") => Some(MealGroup::Pension),
            Some("border") => Some(MealGroup::Border),
            Some(_) => return None,
        },
        coverage_set: set(m)?,
    })
}

/// What is not insured.
pub(super) fn private(m: &Members<'_>) -> Option<PrivateLine> {
    Some(PrivateLine {
        name: m.string("name")?,
        price: yen(m, "yen")?,
        tax_percent: m.number("taxPercent")?,
        tax_included: m.bool("taxIncluded").unwrap_or(false),
    })
}

fn special_unit(m: &Members<'_>) -> Option<SpecialUnit> {
    Some(SpecialUnit {
        drugs: m.each("drugs", special_drug)??,
        count: m.number("count").unwrap_or(1),
        reason: match m.text("reason") {
            None => None,
            Some("patientWish") => Some(SpecialReason::PatientWish),
            Some("medicalNeed") => Some(SpecialReason::MedicalNeed),
            Some("noSupply") => Some(SpecialReason::NoSupply),
            Some(_) => return None,
        },
    })
}

fn special_drug(m: &Members<'_>) -> Option<SpecialDrug> {
    let difference = match (m.decimal("differenceYen"), m.decimal("priceYen"), m.decimal("genericPriceYen")) {
        (Some(yen), None, None) => PriceDifference::Published(yen),
        (None, Some(original), Some(generic)) => PriceDifference::Prices { original, generic },
        _ => return None,
    };
    Some(SpecialDrug { name: m.string("name")?, difference, quantity: m.decimal("quantity")? })
}

/// Options of the counter.
pub(super) fn counter_options(m: &Members<'_>) -> CounterOptions {
    CounterOptions {
        at_limit: match m.text("counterAtLimit") {
            Some("exact") => AtLimit::Exact,
            Some("down") => AtLimit::Down,
            _ => AtLimit::Round,
        },
        special_disease: match m.text("specialDiseaseSum") {
            Some("patient") => SpecialDiseaseSum::Patient,
            _ => SpecialDiseaseSum::Share,
        },
    }
}

/// An amount of yen.
pub(super) fn yen(m: &Members<'_>, name: &str) -> Option<Yen> {
    m.number(name).map(Yen::new)
}

/// Terms told in the request.
pub(super) fn terms(m: &Members<'_>) -> Option<Terms> {
    let mut terms = Terms::default();
    for (name, value) in fields(m) {
        terms.set(name, &value).ok()?;
    }
    terms.check().ok()?;
    Some(terms)
}

/// Fields with their values as text, as [`Terms::set`] takes them.
fn fields<'n>(m: &'n Members<'_>) -> impl Iterator<Item = (&'n str, String)> {
    m.0.iter().filter(|(name, _)| Terms::FIELDS.contains(&&**name)).filter_map(|(name, node)| {
        let value = match node {
            Node::Text(text) => text.to_string(),
            Node::Int(n) => n.to_string(),
            Node::Bool(b) => b.to_string(),
            _ => return None,
        };
        Some((&**name, value))
    })
}

/// What the tables cannot say of `localRule`.
pub(super) fn check_terms(m: &Members<'_>, at: &At<'_>, errors: &mut Errors) {
    let mut terms = Terms::default();
    for (name, value) in fields(m) {
        if let Err(TermError::Value(hint)) = terms.set(name, &value) {
            errors.push(|| at.key(name).pointer(), || hint.to_owned());
        }
    }
    if let Err(TermError::Together(what)) = terms.check() {
        errors.push(|| at.pointer(), || what.to_owned());
    }
}

/// What holds between the fields of a request of `charge`.
pub(super) fn check(root: &Members<'_>, seqs: &[i64], errors: &mut Errors) {
    let at = At::ROOT.key("visits");
    let mut ids: Vec<&str> = Vec::new();
    visits(root, &at, seqs, &mut ids, errors);
    if let Some(ledger) = root.get("ledger").and_then(Node::object) {
        check_ledger(ledger, seqs, errors);
    }
}

/// What holds between the fields of a ledger.
pub(super) fn check_ledger(ledger: &Members<'_>, seqs: &[i64], errors: &mut Errors) {
    let at = At::ROOT.key("ledger");
    let at = at.key("entries");
    visits_of(ledger.get("entries"), &at, seqs, &mut Vec::new(), errors);
}

fn visits<'n>(root: &'n Members<'_>, at: &At<'_>, seqs: &[i64], ids: &mut Vec<&'n str>, errors: &mut Errors) {
    visits_of(root.get("visits"), at, seqs, ids, errors);
}

fn visits_of<'n>(
    list: Option<&'n Node<'_>>,
    at: &At<'_>,
    seqs: &[i64],
    ids: &mut Vec<&'n str>,
    errors: &mut Errors,
) {
    let list = list.and_then(Node::list).unwrap_or_default();
    for (i, visit) in list.iter().enumerate().filter_map(|(i, v)| Some((i, v.object()?))) {
        let here = at.index(i);
        if let Some(id) = visit.text("id") {
            if ids.contains(&id) {
                errors
                    .push(|| here.key("id").pointer(), || format!("id `{id}` stands twice; ids are unique"));
            }
            ids.push(id);
        }
        let units_at = here.key("specialCharges");
        for (j, unit) in objects(visit, "specialCharges") {
            let unit_at = units_at.index(j);
            let drugs_at = unit_at.key("drugs");
            for (k, drug) in objects(unit, "drugs") {
                let told = ["differenceYen", "priceYen", "genericPriceYen"].map(|f| drug.get(f).is_some());
                if !matches!(told, [true, false, false] | [false, true, true]) {
                    let what = "send either `differenceYen` or both `priceYen` and `genericPriceYen`";
                    errors.push(|| drugs_at.index(k).pointer(), || what.to_owned());
                }
            }
        }
        let parts_at = here.key("parts");
        for (j, part) in objects(visit, "parts") {
            let part_at = parts_at.index(j);
            match (part.get("points").is_some(), part.get("yen").is_some()) {
                (true, true) | (false, false) => {
                    errors.push(|| part_at.pointer(), || "send either `points` or `yen`".to_owned());
                }
                _ if part.get("yen").is_none()
                    && part.decimal("points").is_some()
                    && cost(part).is_none() =>
                {
                    errors.push(
                        || part_at.key("points").pointer(),
                        || "points of a payer set have to come to whole yen".to_owned(),
                    );
                }
                _ => {}
            }
            known(part, &part_at, seqs, errors);
        }
        if let Some(meals) = visit.get("meals").and_then(Node::object) {
            known(meals, &here.key("meals"), seqs, errors);
        }
    }
}

/// Seqs of a set stand among the coverages.
fn known(m: &Members<'_>, at: &At<'_>, seqs: &[i64], errors: &mut Errors) {
    let at = at.key("coverageSet");
    let set = m.get("coverageSet").and_then(Node::list).unwrap_or_default();
    for (k, seq) in set.iter().enumerate().filter_map(|(k, n)| Some((k, n.int()?))) {
        if !seqs.contains(&seq) {
            errors.push(
                || at.index(k).pointer(),
                || format!("no coverage has seq `{seq}`; add it to `coverages`"),
            );
        }
    }
}

fn objects<'n, 'a>(m: &'n Members<'a>, name: &str) -> impl Iterator<Item = (usize, &'n Members<'a>)> {
    let list = m.get(name).and_then(Node::list).unwrap_or_default();
    list.iter().enumerate().filter_map(|(i, node)| Some((i, node.object()?)))
}
