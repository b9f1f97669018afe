//! The engine on the official R6 edition, asked for one billing unit at a time.

use crate::common::{shared, tables};
use rust_decimal::Decimal;
use santei_core::amount::Points;
use santei_core::claim::{
    Claim, Encounter, Facility, FacilityKind, Line, Options, Patient, Setting, TraceLevel,
};
use santei_core::engine::Engine;
use santei_core::fact::Facts;
use santei_core::law::Revision;
use santei_core::outcome::{Finding, Outcome, Severity, Verdict};
use santei_masters::image::EditionBuilder;
use santei_oracle::{Row, Section, Tables, UnitLine, col};
use std::sync::OnceLock;

/// A day on which the newest rows of all three masters hold (the last material rows are of this day).
pub(crate) const DAY: &str = "2025-12-01";

/// Engine and tables on the same files; `None` (said aloud) without them.
pub(crate) fn both() -> Option<(&'static Engine, &'static Tables)> {
    static ENGINE: OnceLock<Option<Engine>> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| {
        let dir = shared()?.join("masters");
        let mut builder = EditionBuilder::new("R6", Revision::R06).unwrap();
        for folder in ["r6", "r6-diff"] {
            builder.add_dir(&dir.join(folder)).unwrap_or_else(|e| panic!("{e}"));
        }
        let image = builder.finish().unwrap_or_else(|e| panic!("{e}")).image;
        Some(Engine::open(santei_data::rules().into(), [image.into()]).unwrap_or_else(|e| panic!("{e}")))
    });
    Some((engine.as_ref()?, tables()?))
}

/// What the engine says about one billing unit.
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
}

impl Answer {
    /// Points, all lines together.
    pub(crate) fn points(&self) -> Decimal {
        self.outcome.total.value()
    }

    /// Yen outside points.
    pub(crate) fn yen(&self) -> i64 {
        self.outcome.yen_total.value()
    }

    /// Whether every line is off the bill, each with a finding that says why, and nothing was counted.
    pub(crate) fn is_blocked(&self) -> bool {
        let nothing = self.points().is_zero() && self.yen() == 0 && self.outcome.units.is_empty();
        nothing && (0..self.outcome.lines.len()).all(|place| self.reasons(place).next().is_some())
    }

    /// The findings that keep a blocked line off the bill; empty when the line is billed.
    pub(crate) fn reasons(&self, place: usize) -> impl Iterator<Item = &Finding> {
        let blocked = self.outcome.lines.get(place).is_some_and(|l| l.verdict == Verdict::Blocked);
        self.outcome
            .findings
            .iter()
            .filter(move |f| blocked && f.severity == Severity::Error && f.lines.contains(&place))
    }

    /// Findings by id, for messages.
    pub(crate) fn ids(&self) -> Vec<&'static str> {
        self.outcome.findings.iter().map(|f| f.id).collect()
    }

    /// Replays the trace of every unit; `Err` names the unit whose steps do not lead to its points.
    pub(crate) fn replays(&self) -> Result<(), String> {
        for (place, unit) in self.outcome.units.iter().enumerate() {
            let replayed = unit.trace.and_then(|begin| self.outcome.trace.replay(begin));
            if replayed.map(Points::new) != Some(unit.points) {
                return Err(format!("unit {place}: {} points, replayed {replayed:?}", unit.points.value()));
            }
        }
        Ok(())
    }

    /// The steps, a line each.
    pub(crate) fn steps(&self) -> String {
        let mut out = String::new();
        for step in self.outcome.trace.steps() {
            let code = step.line.and_then(|l| self.outcome.lines.get(l)).map(|l| l.code.to_string());
            out += &format!(
                "      {:?} {} {} (rate {:?}): {} -> {}\n",
                step.op,
                code.unwrap_or_default(),
                step.operand.normalize(),
                step.rate.map(|r| r.normalize().to_string()),
                step.before.normalize(),
                step.after.normalize()
            );
        }
        out
    }
}

/// Asks the engine to price lines as one billing unit, filed under a section (診療識別), and nothing else.
pub(crate) fn ask(engine: &Engine, tables: &Tables, lines: &[UnitLine], section: u8) -> Answer {
    let lines = lines.iter().enumerate().map(|(place, given)| {
        let mut line = Line::new(format!("l{place}"), given.code.parse().unwrap());
        line.group = Some("u".to_owned());
        line.section = Some(section);
        line.quantity = given.quantity;
        if carries_points(tables, &given.code) {
            line.claimed_points = given.claimed;
        } else {
            line.unit_price_yen = given.claimed;
        }
        line
    });
    let claim = Claim {
        facility: Facility { kind: Some(FacilityKind::Clinic), ..Facility::default() },
        patient: Patient { birth: "1980-04-01".parse().unwrap(), sex: None, facts: Facts::default() },
        coverages: Vec::new(),
        diagnoses: None,
        encounters: vec![Encounter {
            id: "e1".to_owned(),
            date: DAY.parse().unwrap(),
            date_text: None,
            received_at: None,
            department: None,
            setting: if section == 90 { Setting::Inpatient } else { Setting::Outpatient },
            admission: None,
            discharge: None,
            facts: Facts::default(),
            lines: lines.collect(),
        }],
        history: None,
        answers: Vec::new(),
        options: Options { auto_add: false, trace: TraceLevel::Full, ..Options::default() },
        charge: Default::default(),
    };
    Answer { outcome: engine.calculate(&claim).unwrap_or_else(|e| panic!("{e}")) }
}

/// Whether the claim itself carries the points of a code (点数識別 4, 7; drugs of 金額種別 7).
fn carries_points(tables: &Tables, code: &str) -> bool {
    let procedure = tables.procedure(code).map(|r| matches!(col(r, 11), "4" | "7"));
    procedure.or_else(|| tables.drug(code).map(|r| col(r, 11) == "7")).unwrap_or(false)
}

/// Tables of a few rows only: the oracle walks through all rows for every code, which is its way and too slow for many units.
pub(crate) fn only<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Tables {
    let mut small = Tables::default();
    for row in rows {
        match col(row, 2) {
            "S" => small.s.push(row.clone()),
            "Y" => small.y.push(row.clone()),
            "T" => small.t.push(row.clone()),
            other => panic!("master `{other}`"),
        }
    }
    small
}

/// The oracle's word for a section.
pub(crate) fn part(section: u8) -> Section {
    Section::from_act_class(&section.to_string())
}
