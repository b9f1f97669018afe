//! The typed claim of a checked document. `None` anywhere means that the check let something through.

use rust_decimal::Decimal;
use santei_core::claim::{
    Answer, ChargeFacts, Claim, Comment, Coverage, CoverageKind, Diagnosis, DrugForm, Encounter, Facility,
    FacilityKind, FiledStandard, History, Lang, Line, Options, PaidElsewhere, PastAct, Patient, Setting, Sex,
    TraceLevel,
};
use santei_core::code::Code;
use santei_core::date::{ServiceDate, TimeOfDay};
use santei_core::fact::{self, Fact, Facts, Scope, TIME_CLASS, VISIT_KIND};

use super::Request;
use super::charge::yen;
use super::hours::hours;
use crate::json::{Members, Node};
use crate::spec::{coded, decimal, fact_value};

/// Reads the whole document.
pub(super) fn request(node: &Node<'_>) -> Option<Request> {
    let root = node.object()?;
    Some(Request {
        id: root.string("requestId"),
        claim: Claim {
            facility: facility(root.get("facility")?.object()?)?,
            patient: patient(root.get("patient")?.object()?)?,
            coverages: root.each("coverages", coverage)?.unwrap_or_default(),
            diagnoses: root.each("diagnoses", diagnosis)?,
            encounters: root.each("encounters", encounter)??,
            history: root.child("history", history)?,
            answers: root.each("answers", answer)?.unwrap_or_default(),
            options: root.child("options", options)?.unwrap_or_default(),
            charge: charge_facts(root)?,
        },
    })
}

/// Typed reading of members; an absent value is `None`.
impl<'a> Members<'a> {
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    pub(super) fn string(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    pub(super) fn date(&self, name: &str) -> Option<ServiceDate> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn code(&self, name: &str) -> Option<Code> {
        self.text(name)?.parse().ok()
    }

    pub(super) fn decimal(&self, name: &str) -> Option<Decimal> {
        decimal(self.text(name)?)
    }

    pub(super) fn number<N: TryFrom<i64>>(&self, name: &str) -> Option<N> {
        self.get(name)?.int()?.try_into().ok()
    }

    pub(super) fn bool(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Node::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// Elements of a list of objects: absent, or every one typed.
    #[expect(clippy::option_option, reason = "the outer one is failure, the inner one absence")]
    pub(super) fn each<T>(
        &self,
        name: &str,
        read: impl Fn(&Members<'a>) -> Option<T>,
    ) -> Option<Option<Vec<T>>> {
        let Some(node) = self.get(name) else { return Some(None) };
        node.list()?.iter().map(|item| read(item.object()?)).collect::<Option<Vec<T>>>().map(Some)
    }

    /// Elements of a list of strings.
    #[expect(clippy::option_option, reason = "the outer one is failure, the inner one absence")]
    pub(super) fn each_text<T>(
        &self,
        name: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<Vec<T>>> {
        let Some(node) = self.get(name) else { return Some(None) };
        node.list()?.iter().map(|item| read(item.text()?)).collect::<Option<Vec<T>>>().map(Some)
    }

    /// An object: absent, or typed.
    #[expect(clippy::option_option, reason = "the outer one is failure, the inner one absence")]
    pub(super) fn child<T>(&self, name: &str, read: impl Fn(&Members<'a>) -> Option<T>) -> Option<Option<T>> {
        let Some(node) = self.get(name) else { return Some(None) };
        read(node.object()?).map(Some)
    }

    fn facts(&self, scope: Scope) -> Option<Facts> {
        let mut facts = Facts::default();
        let Some(node) = self.get("facts") else { return Some(facts) };
        for (key, node) in &node.object()?.0 {
            if key.starts_with("x-") || matches!(node, Node::Null) {
                continue;
            }
            let fact = fact::by_key(scope, key)?;
            facts.set(fact, fact_value(fact, node)?);
        }
        Some(facts)
    }

    /// A fact that the contract carries as a field.
    fn field(&self, fact: &'static Fact, facts: &mut Facts) -> Option<()> {
        if let Some(node) = self.get(fact.name) {
            facts.set(fact, fact_value(fact, node)?);
        }
        Some(())
    }
}

pub(super) fn facility(m: &Members<'_>) -> Option<Facility> {
    let beds = m.child("beds", |b| Some((b.number("licensed"), b.number("general"))))?;
    let (licensed_beds, general_beds) = beds.unwrap_or_default();
    Some(Facility {
        code: m.string("code"),
        kind: match m.text("kind") {
            None => None,
            Some("clinic") => Some(FacilityKind::Clinic),
            Some("hospital") => Some(FacilityKind::Hospital),
            Some(_) => return None,
        },
        prefecture: m.string("prefecture"),
        area_class: m.text("areaClass").and_then(|t| t.parse().ok()),
        licensed_beds,
        general_beds,
        departments: m.each_text("departments", |t| Some(t.to_owned()))?,
        standards: m.each("standards", |s| {
            Some(FiledStandard { code: s.text("code")?.parse().ok()?, from: s.date("from") })
        })?,
        hours: m.child("hours", hours)?,
        facts: m.facts(Scope::Facility)?,
    })
}

pub(super) fn patient(m: &Members<'_>) -> Option<Patient> {
    Some(Patient {
        birth: m.date("birthDate")?,
        sex: match m.text("sex") {
            None => None,
            Some("male") => Some(Sex::Male),
            Some("female") => Some(Sex::Female),
            Some(_) => return None,
        },
        facts: m.facts(Scope::Patient)?,
    })
}

/// What only the charge reads.
pub(super) fn charge_facts(root: &Members<'_>) -> Option<ChargeFacts> {
    let mut facts = ChargeFacts { ledger: super::charge::ledger(root)?, ..ChargeFacts::default() };
    if let Some(options) = root.get("options").and_then(Node::object) {
        facts.options = super::charge::counter_options(options);
    }
    let list = root.get("encounters").and_then(Node::list).unwrap_or_default();
    for (place, encounter) in list.iter().enumerate().filter_map(|(i, e)| Some((i, e.object()?))) {
        if let Some(meals) = encounter.child("meals", super::charge::meals)? {
            facts.meals.insert(place, meals);
        }
        if let Some(lines) = encounter.each("private", super::charge::private)? {
            facts.private.insert(place, lines);
        }
    }
    Some(facts)
}

pub(super) fn coverage(m: &Members<'_>) -> Option<Coverage> {
    Some(Coverage {
        seq: m.number("seq")?,
        kind: match m.text("kind")? {
            "medical" => CoverageKind::Medical,
            "lateElderly" => CoverageKind::LateElderly,
            "public" => CoverageKind::Public,
            _ => return None,
        },
        number: m.string("insurerNumber").or_else(|| m.string("payerNumber")),
        copay_ratio: m.decimal("copayRatio"),
        income_category: m.string("incomeCategory"),
        income_verified: m.bool("incomeVerified"),
        multiple_month: m.bool("multipleMonth"),
        special_disease_limit: yen(m, "specialDiseaseLimitYen"),
        turning_75_month: m.bool("turning75Month"),
        remuneration: m.number("standardMonthlyRemunerationYen"),
        scheme: m.string("scheme"),
        scheme_class: m.string("schemeClass"),
        rate_percent: m.decimal("ratePercent"),
        monthly_cap: yen(m, "monthlyCapYen"),
        uncapped: m.bool("uncapped").unwrap_or(false),
        paid_elsewhere: m
            .each("paidElsewhere", |p| Some(PaidElsewhere { date: p.date("date"), yen: yen(p, "yen")? }))?,
        local_rule: m.child("localRule", super::charge::terms)?,
        valid_from: m.date("validFrom"),
        valid_to: m.date("validTo"),
    })
}

pub(super) fn diagnosis(m: &Members<'_>) -> Option<Diagnosis> {
    Some(Diagnosis {
        code: coded(m.text("code")?)?,
        modifiers: m.each_text("modifiers", coded)?.unwrap_or_default(),
        from: m.date("from"),
        until: m.date("until"),
        main: m.bool("main").unwrap_or(false),
        suspected: m.bool("suspected").unwrap_or(false),
    })
}

pub(super) fn encounter(m: &Members<'_>) -> Option<Encounter> {
    let mut facts = m.facts(Scope::Encounter)?;
    m.field(&VISIT_KIND, &mut facts)?;
    m.field(&TIME_CLASS, &mut facts)?;
    Some(Encounter {
        id: m.string("id")?,
        // A day that the calendar lacks is kept as sent; the engine names it and computes the rest.
        date: m.date("date").or_else(|| ServiceDate::new(1970, 1, 1))?,
        date_text: if m.date("date").is_none() { m.string("date") } else { None },
        received_at: m.text("receivedAt").and_then(|t| t.parse::<TimeOfDay>().ok()),
        department: m.string("department"),
        setting: match m.text("setting")? {
            "outpatient" => Setting::Outpatient,
            "home" => Setting::Home,
            "inpatient" => Setting::Inpatient,
            _ => return None,
        },
        admission: m.date("admission"),
        discharge: m.date("discharge"),
        facts,
        lines: m.each("lines", line)??,
    })
}

fn line(m: &Members<'_>) -> Option<Line> {
    let coverage_set = match m.get("coverageSet") {
        None => Vec::new(),
        Some(node) => node.list()?.iter().map(|n| n.int()?.try_into().ok()).collect::<Option<Vec<u8>>>()?,
    };
    Some(Line {
        id: m.string("lineId")?,
        code: m.code("code").unwrap_or(Code::known(0)),
        code_text: if m.code("code").is_none() { m.string("code") } else { None },
        group: m.string("group"),
        section: m.text("section").and_then(|t| t.parse().ok()),
        count: m.number("count").unwrap_or(1),
        quantity: m.decimal("quantity"),
        unit: m.string("unit"),
        form: match m.text("form") {
            None => None,
            Some("oral") => Some(DrugForm::Oral),
            Some("asNeeded") => Some(DrugForm::AsNeeded),
            Some("external") => Some(DrugForm::External),
            Some("injection") => Some(DrugForm::Injection),
            Some("withinAct") => Some(DrugForm::WithinAct),
            Some(_) => return None,
        },
        usage: m.string("usage"),
        days: m.number("days"),
        unit_price_yen: m.decimal("unitPriceYen"),
        claimed_points: m.decimal("claimedPoints"),
        coverage_set,
        draw: m.number("draw"),
        specimen: m.string("specimen"),
        site: m.string("site"),
        side: m.string("side"),
        volume_ml: m.decimal("volumeMl"),
        area_cm2: m.decimal("areaCm2"),
        department: m.string("department"),
        date: m.date("date"),
        comments: m
            .each("comments", |c| Some(Comment { code: c.code("code")?, text: c.string("text") }))?
            .unwrap_or_default(),
        facts: m.facts(Scope::Line)?,
    })
}

pub(super) fn history(m: &Members<'_>) -> Option<History> {
    Some(History {
        complete_from: m.date("completeFrom"),
        acts: m.each("acts", |a| {
            Some(PastAct {
                date: a.date("date")?,
                code: a.code("code")?,
                count: a.number("count").unwrap_or(1),
            })
        })??,
    })
}

pub(super) fn answer(m: &Members<'_>) -> Option<Answer> {
    Some(Answer { question: m.string("questionId")?, choice: m.string("choice")? })
}

fn options(m: &Members<'_>) -> Option<Options> {
    let default = Options::default();
    Some(Options {
        auto_add: m.bool("autoAdd").unwrap_or(default.auto_add),
        trace: match m.text("trace") {
            None => default.trace,
            Some("none") => TraceLevel::None,
            Some("full") => TraceLevel::Full,
            Some(_) => return None,
        },
        lang: match m.text("lang") {
            None => default.lang,
            Some("ja") => Lang::Ja,
            Some("en") => Lang::En,
            Some(_) => return None,
        },
    })
}
