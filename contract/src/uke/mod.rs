//! Claim files (UKE) judged: form of the records, sums, points, and what the masters say, as one list of findings.
//!
//! Operation `checkUke` and `santei uke check` read the same rows.

mod file;

pub(crate) use file::{FileReport, check_file};

use santei_claims::problem::{Level, Problem};
use santei_claims::recalculate::{Recalculation, recalculate};
use santei_claims::receipt::Receipt;
use santei_claims::record::Record;
use santei_claims::switch::{About, Switches};
use santei_core::claim::{Facility, Lang};
use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::engine::{Engine, EngineError};
use santei_core::outcome::{Finding, Severity, Target};
use serde::Serialize;

/// One thing found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Record of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// Field of the record, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<usize>,
    /// Official name of the field.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field_name: String,
    /// Immutable id.
    pub id: String,
    /// The payers' code, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
    /// Level as the payers count (`L1` … `L48`).
    pub level: &'static str,
    /// Message.
    pub message: String,
    /// The value found.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub found: String,
    /// 診療識別.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Name of the act, drug or material.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// What is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wrong: Option<u64>,
    /// What it should be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right: Option<u64>,
    /// Where the rule stands.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// That the site has switched the check off; such a finding is told and does not count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switched_off: Option<SwitchedOff>,
    /// Code of the line.
    #[serde(skip)]
    pub code: Option<Code>,
    /// Says something of the masters or the whole run: told once.
    #[serde(skip)]
    pub whole_file: bool,
}

/// Why and until when a check is switched off. Fields stand in the order of canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SwitchedOff {
    /// When it was decided.
    pub date: String,
    /// Why.
    pub reason: String,
    /// Last day of care it holds for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl Row {
    /// Marks the finding when a switch covers it: `chart` and `institution` are those of its receipt and file, `day` one of its care.
    pub fn switch(&mut self, switches: &Switches, chart: &str, institution: &str, day: Option<ServiceDate>) {
        let about = About { code: self.code, chart, institution, day };
        self.switched_off = switches.find(&self.id, &about).map(|switch| SwitchedOff {
            date: switch.date.to_string(),
            reason: switch.reason.clone(),
            until: switch.until.map(|day| day.to_string()),
        });
    }

    /// Whether it is more than a notice and not switched off.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.switched_off.is_none() && self.level != Level::Notice.name()
    }

    /// A problem of form.
    #[must_use]
    pub fn of_problem(problem: &Problem, lang: Lang) -> Self {
        Self {
            record: problem.record,
            field: problem.field,
            field_name: problem.item.to_owned(),
            id: problem.check.id.to_owned(),
            official: problem.check.official.map(str::to_owned),
            level: problem.check.level.name(),
            message: problem.message(lang == Lang::Ja),
            found: problem.value.clone(),
            wrong: problem.numbers.map(|n| n.0),
            right: problem.numbers.map(|n| n.1),
            source: problem.check.source.to_owned(),
            ..Self::default()
        }
    }
}

/// What the masters and the engine say of a receipt: points, the electronic fee table, diseases, drugs, comments.
#[must_use]
pub fn judged(engine: &Engine, facility: &Facility, receipt: &Receipt<'_>, lang: Lang) -> Vec<Row> {
    match recalculate(engine, facility, receipt) {
        Ok(None) => Vec::new(),
        Ok(Some(done)) => rows(engine, receipt, &done, lang),
        Err(error) => vec![no_answer(&error)],
    }
}

fn no_answer(error: &EngineError) -> Row {
    Row {
        id: "engine.noAnswer".to_owned(),
        level: Level::Confirm.name(),
        message: error.to_string(),
        ..Row::default()
    }
}

fn rows(engine: &Engine, receipt: &Receipt<'_>, done: &Recalculation, lang: Lang) -> Vec<Row> {
    let records: Vec<Record<'_>> = receipt.records.clone();
    let section_of = |number: u64| {
        let unit = receipt.units.iter().find(|u| u.lines.iter().any(|l| l.record.number == number));
        unit.and_then(|u| u.section).map(|s| format!("{s:02}")).unwrap_or_default()
    };
    let code_of = |number: u64| {
        let record = records.iter().find(|r| r.number == number);
        let code = record.filter(|r| r.kind.is_detail()).and_then(|r| r.text(4).parse::<u32>().ok());
        code.and_then(Code::new)
    };
    let item_of = |number: u64| {
        code_of(number)
            .map(|c| crate::render::name(engine, c).map_or_else(|| c.to_string(), str::to_owned))
            .unwrap_or_default()
    };
    let mut out: Vec<Row> = Vec::new();
    for problem in done.problems() {
        let mut row = Row::of_problem(&problem, lang);
        row.section = row.record.map(section_of).unwrap_or_default();
        row.item = row.record.map(item_of).unwrap_or_default();
        row.code = row.record.and_then(code_of);
        out.push(row);
    }
    for finding in &done.outcome.findings {
        // Months before the loaded masters are not judged, which is no fault of the claim: told once for the receipt.
        let unjudged = finding.id == "resolve.noEdition";
        let record = done.record_of(finding).filter(|_| !unjudged);
        let row = Row {
            record,
            id: finding.id.to_owned(),
            official: finding.official_code.or_else(|| official(finding.id)).map(str::to_owned),
            level: level(finding),
            message: if unjudged {
                match lang { Lang::Ja => "この診療月のマスターが読み込まれていません。点数と電子点数表は点検していません。", Lang::En => "no masters are loaded for this month: points and the electronic fee table were not checked" }
                .to_owned()
            } else {
                crate::render::message(engine, finding, lang)
            },
            section: record.map(section_of).unwrap_or_default(),
            item: record.map(item_of).unwrap_or_default(),
            code: record.and_then(code_of),
            source: citation(done, finding),
            whole_file: finding.target == Target::Request,
            ..Row::default()
        };
        // One finding for each day of a unit says nothing new.
        if !out.contains(&row) {
            out.push(row);
        }
    }
    out
}

/// Codes of the fund's checks by the electronic fee table (asp list of third parties: L7111–L7113).
fn official(id: &str) -> Option<&'static str> {
    match id {
        "etensu.bundle" | "etensu.bundleSpecial" | "etensu.bundleOperation" | "etensu.bundleHistory" => {
            Some("L7111")
        }
        "etensu.exclusion" | "etensu.exclusionSpecial" | "etensu.exclusionHistory" => Some("L7112"),
        "etensu.limit" | "etensu.limitSpecial" => Some("L7113"),
        "resolve.unknownCode" | "resolve.notYet" | "resolve.ended" | "resolve.endedReplaced" => Some("L3303"),
        "resolve.inpatientOnly" => Some("L4421"),
        "resolve.standards" => Some("L4428"),
        "resolve.hospitalOnly" => Some("L4603"),
        _ => None,
    }
}

/// A finding of the engine on the payers' scale. A cut by the table is a notice to a caller who asks for the right bill; in a claim that
/// carries the line it is to be confirmed.
fn level(finding: &Finding) -> &'static str {
    match finding.severity {
        _ if finding.id == "resolve.noEdition" => Level::Notice.name(),
        Severity::Error => Level::Return.name(),
        Severity::Confirm => Level::Confirm.name(),
        Severity::Notice if finding.id.starts_with("etensu.") => Level::Confirm.name(),
        Severity::Notice | Severity::Info => Level::Notice.name(),
    }
}

fn citation(done: &Recalculation, finding: &Finding) -> String {
    let cites = finding.cites.iter().filter_map(|c| done.outcome.citations.get(*c));
    let words: Vec<String> = cites.map(|c| format!("{} {}", c.document.title(), c.article)).collect();
    words.join("; ")
}
