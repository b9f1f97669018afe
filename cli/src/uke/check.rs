//! `santei uke check`: form, sums, points, and what the electronic fee table says, of every receipt of every file.

use std::io::Write;
use std::path::{Path, PathBuf};

use santei_claims::form::{self, Checked, Form};
use santei_claims::problem::{Level, Problem};
use santei_claims::read::{Piece, PieceKind};
use santei_claims::recalculate::{Recalculation, recalculate};
use santei_claims::receipt::{Place, Receipt};
use santei_claims::record::Record;
use santei_core::claim::Facility;
use santei_core::date::ServiceMonth;
use santei_core::engine::{Engine, EngineError};
use santei_core::outcome::{Finding, Severity, Target};

use super::report::{Format, Patient, Report, Row};
use super::{Institution, batch};
use crate::exit::{Done, Exit};
use crate::images::Masters;
use crate::lang::Lang;

/// Options of `uke check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Claim files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    institution: Institution,
    #[command(flatten)]
    format: Format,
    /// Only the form of the records, without masters
    #[arg(long)]
    form_only: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    let engine = if options.form_only { None } else { Some(masters.engine()?) };
    let facility = options.institution.read()?;
    let mut report = Report::begin(&options.format, lang, out)?;
    for file in &options.files {
        one(file, engine.as_ref(), &facility, lang, &mut report)?;
    }
    Ok(if report.finish()? { Exit::Attention } else { Exit::Complete })
}

/// What a thread makes of a receipt.
struct Worked {
    checked: Checked,
    patient: Patient,
    rows: Vec<Row>,
}

fn one(
    file: &Path,
    engine: Option<&Engine>,
    facility: &Facility,
    lang: Lang,
    report: &mut Report<'_, impl Write>,
) -> Done<()> {
    let mut form = Form::new();
    let mut found: Vec<Problem> = Vec::new();
    let claim = std::sync::Mutex::new(None::<ServiceMonth>);
    let mut receipts = 0;
    report.file(file, &head_of(file)?)?;
    // The claim month stands in the head, before any receipt of its volume.
    let before = |batch: &[Piece]| {
        let month = batch.iter().filter(|p| p.kind() == PieceKind::Head).find_map(month_of);
        if let (Some(month), Ok(mut held)) = (month, claim.lock()) {
            *held = Some(month);
        }
    };
    let work = |piece: &Piece| {
        if piece.kind() != PieceKind::Receipt {
            return None;
        }
        let month = claim.lock().ok().and_then(|m| *m);
        let checked = form::receipt(piece, month);
        let receipt = Receipt::of(piece);
        let patient = receipt.as_ref().map(patient_of).unwrap_or_default();
        let rows = match (engine, receipt.as_ref()) {
            (Some(engine), Some(receipt)) => judged(engine, facility, receipt, lang),
            _ => Vec::new(),
        };
        Some(Worked { checked, patient, rows })
    };
    batch::each(file, before, work, |piece, worked| {
        found.clear();
        match worked {
            Some(Worked { checked, patient, rows }) => {
                receipts += 1;
                form.take(checked, &mut found);
                let mut all: Vec<Row> = found.iter().map(|p| Row::of_problem(p, lang)).collect();
                all.extend(rows);
                // In the order of the records; what concerns the whole receipt first.
                all.sort_by_key(|row| row.record);
                report.receipt(receipts, &patient, &all)
            }
            None => {
                form.piece(&piece, &mut found);
                let rows: Vec<Row> = found.iter().map(|p| Row::of_problem(p, lang)).collect();
                report.rows(&rows)
            }
        }
    })?;
    found.clear();
    form.finish(&mut found);
    let rows: Vec<Row> = found.iter().map(|p| Row::of_problem(p, lang)).collect();
    report.rows(&rows)
}

fn month_of(piece: &Piece) -> Option<ServiceMonth> {
    let record = piece.records().next()?;
    santei_claims::calendar::month(record.field(8)).map(|m| m.value)
}

/// The first record of a file, for the head of the report.
fn head_of(file: &Path) -> Done<Vec<String>> {
    let mut reader = super::open(file)?;
    let first = reader.next().and_then(Result::ok);
    let record = first.as_ref().and_then(|p| p.records().next());
    Ok(record.map(|r| (1..=10).map(|no| r.text(no).into_owned()).collect()).unwrap_or_default())
}

fn patient_of(receipt: &Receipt<'_>) -> Patient {
    let text = |no: usize| receipt.head.text(no).trim().to_owned();
    Patient {
        number: text(2),
        chart: text(14),
        month: text(4),
        inpatient: receipt.place() == Some(Place::In),
        name: text(5),
        birth: text(7),
        information: text(21),
    }
}

/// What the masters and the engine say of a receipt.
fn judged(engine: &Engine, facility: &Facility, receipt: &Receipt<'_>, lang: Lang) -> Vec<Row> {
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
    let item_of = |number: u64| {
        let record = records.iter().find(|r| r.number == number);
        let code = record.filter(|r| r.kind.is_detail()).and_then(|r| r.text(4).parse::<u32>().ok());
        let code = code.and_then(santei_core::code::Code::new);
        code.map(|c| santei_contract::name(engine, c).map_or_else(|| c.to_string(), str::to_owned))
            .unwrap_or_default()
    };
    let mut out: Vec<Row> = Vec::new();
    for problem in done.problems() {
        let mut row = Row::of_problem(&problem, lang);
        row.section = row.record.map(section_of).unwrap_or_default();
        row.item = row.record.map(item_of).unwrap_or_default();
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
                lang.pick(
                    "この診療月のマスターが読み込まれていません。点数と電子点数表は点検していません。",
                    "no masters are loaded for this month: points and the electronic fee table were not checked",
                )
                .to_owned()
            } else {
                santei_contract::message(engine, finding, lang.core())
            },
            section: record.map(section_of).unwrap_or_default(),
            item: record.map(item_of).unwrap_or_default(),
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
        "etensu.bundle" | "etensu.bundleSpecial" => Some("L7111"),
        "etensu.exclusion" | "etensu.exclusionSpecial" | "etensu.exclusionHistory" => Some("L7112"),
        "etensu.limit" | "etensu.limitSpecial" => Some("L7113"),
        "resolve.unknownCode" => Some("L3303"),
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
