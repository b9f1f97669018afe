//! Short ways to write a claim.

use santei_core::claim::{
    Claim, Encounter, Facility, FacilityKind, History, Line, Options, Patient, Setting, TraceLevel,
};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::Engine;
use santei_core::fact::{self, FactValue, Facts};
use santei_core::outcome::{Outcome, Verdict};

/// The engine on the starter edition.
pub(crate) fn engine() -> Engine {
    santei_data::engine().unwrap()
}

/// A date.
pub(crate) fn day(text: &str) -> ServiceDate {
    text.parse().unwrap()
}

/// A line of a code.
pub(crate) fn line(id: &str, code: u32) -> Line {
    Line::new(id, Code::new(code).unwrap())
}

/// A visit in the making.
pub(crate) struct Visit {
    date: ServiceDate,
    birth: ServiceDate,
    facts: Facts,
    lines: Vec<Line>,
}

impl Visit {
    fn of(kind: &'static str, date: &str, birth: &str) -> Self {
        let mut facts = Facts::default();
        facts.set(&fact::VISIT_KIND, FactValue::Choice(kind));
        facts.set(&fact::TIME_CLASS, FactValue::Choice("regular"));
        facts.set(&fact::PLANNED_MANAGEMENT, FactValue::Bool(true));
        Self { date: day(date), birth: day(birth), facts, lines: Vec::new() }
    }

    /// A first visit in regular hours.
    pub(crate) fn first(date: &str, birth: &str) -> Self {
        Self::of("first", date, birth)
    }

    /// A revisit in regular hours, with planned management.
    pub(crate) fn revisit(date: &str, birth: &str) -> Self {
        Self::of("revisit", date, birth)
    }

    /// In another time class.
    pub(crate) fn time(mut self, class: &'static str) -> Self {
        self.facts.set(&fact::TIME_CLASS, FactValue::Choice(class));
        self
    }

    /// With a line.
    pub(crate) fn line(mut self, line: Line) -> Self {
        self.lines.push(line);
        self
    }
}

/// A claim of one visit at a clinic without filings and with a complete, empty history.
pub(crate) fn claim(visit: Visit) -> Claim {
    let mut facility =
        Facility { kind: Some(FacilityKind::Clinic), standards: Some(Vec::new()), ..Facility::default() };
    facility.facts.set(&fact::STATEMENT_ISSUED, FactValue::Bool(false));
    facility.facts.set(&fact::ELIGIBILITY_SYSTEM, FactValue::Bool(false));
    Claim {
        facility,
        patient: Patient { birth: visit.birth, sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters: vec![Encounter {
            id: "e1".to_owned(),
            date: visit.date,
            date_text: None,
            received_at: None,
            department: None,
            setting: Setting::Outpatient,
            admission: None,
            discharge: None,
            facts: visit.facts,
            lines: visit.lines,
        }],
        history: Some(History { complete_from: Some(day("2020-01-01")), acts: Vec::new() }),
        answers: Vec::new(),
        options: Options { trace: TraceLevel::Full, ..Options::default() },
        charge: Default::default(),
    }
}

/// Codes that are billed, ascending.
pub(crate) fn codes(outcome: &Outcome) -> Vec<u32> {
    let mut codes: Vec<u32> =
        outcome.lines.iter().filter(|l| l.verdict == Verdict::Applied).map(|l| l.code.value()).collect();
    codes.sort_unstable();
    codes
}
