//! `santei uke check`: form, sums, points, and what the electronic fee table says, of every receipt of every file.

use std::io::Write;
use std::path::{Path, PathBuf};

use santei_claims::form::{self, Checked, Form};
use santei_claims::problem::Problem;
use santei_claims::read::{Piece, PieceKind};
use santei_claims::receipt::{Place, Receipt};
use santei_claims::switch::Switches;
use santei_contract::uke::judged;
use santei_core::claim::Facility;
use santei_core::date::{ServiceDate, ServiceMonth};
use santei_core::engine::Engine;

use super::report::{Format, Patient, Report, Row};
use super::{Institution, batch};
use crate::exit::{Done, Exit, Failure};
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
    /// Checks switched off here, TOML or JSON (docs/CHECKS.md); their findings stay, marked, and do not count
    #[arg(long, value_name = "FILE")]
    switches: Option<PathBuf>,
    /// Only the form of the records, without masters
    #[arg(long)]
    form_only: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    let engine = if options.form_only { None } else { Some(masters.engine()?) };
    let facility = options.institution.read()?;
    let switches = options.switches.as_deref().map(read_switches).transpose()?.unwrap_or_default();
    let mut report = Report::begin(&options.format, lang, out)?;
    for file in &options.files {
        one(file, engine.as_ref(), &facility, &switches, lang, &mut report)?;
    }
    Ok(if report.finish()? { Exit::Attention } else { Exit::Complete })
}

fn read_switches(file: &Path) -> Done<Switches> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::io(file.display(), &error))?;
    Switches::parse(&text).map_err(|error| Failure::refused(format_args!("{}: {error}", file.display())))
}

/// What a thread makes of a receipt.
struct Worked {
    checked: Checked,
    patient: Patient,
    rows: Vec<Row>,
    day: Option<ServiceDate>,
}

fn one(
    file: &Path,
    engine: Option<&Engine>,
    facility: &Facility,
    switches: &Switches,
    lang: Lang,
    report: &mut Report<'_, impl Write>,
) -> Done<()> {
    let mut form = Form::new();
    let mut found: Vec<Problem> = Vec::new();
    let claim = std::sync::Mutex::new(None::<ServiceMonth>);
    let mut receipts = 0;
    let head = head_of(file)?;
    // 医療機関コード of the file.
    let institution = head.get(4).map(|code| code.trim().to_owned()).unwrap_or_default();
    let first = |month: Option<ServiceMonth>| month.and_then(|m| santei_claims::calendar::day_of(m, 1));
    report.file(file, &head)?;
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
        let mut rows = match (engine, receipt.as_ref()) {
            (Some(engine), Some(receipt)) => judged(engine, facility, receipt, lang.core()),
            _ => Vec::new(),
        };
        let day = first(receipt.as_ref().and_then(Receipt::month));
        rows.iter_mut().for_each(|row| row.switch(switches, &patient.chart, &institution, day));
        Some(Worked { checked, patient, rows, day })
    };
    batch::each(file, before, work, |piece, worked| {
        found.clear();
        match worked {
            Some(Worked { checked, patient, rows, day }) => {
                receipts += 1;
                form.take(checked, &mut found);
                let mut all = of_form(&found, lang, switches, &patient.chart, &institution, day);
                all.extend(rows);
                // In the order of the records; what concerns the whole receipt first.
                all.sort_by_key(|row| row.record);
                report.receipt(receipts, &patient, &all)
            }
            None => {
                form.piece(&piece, &mut found);
                let day = first(form.claim_month());
                report.rows(&of_form(&found, lang, switches, "", &institution, day))
            }
        }
    })?;
    found.clear();
    form.finish(&mut found);
    let day = first(form.claim_month());
    report.rows(&of_form(&found, lang, switches, "", &institution, day))
}

/// Problems of form as rows, marked where the site has switched them off.
fn of_form(
    found: &[Problem],
    lang: Lang,
    switches: &Switches,
    chart: &str,
    institution: &str,
    day: Option<ServiceDate>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = found.iter().map(|p| Row::of_problem(p, lang.core())).collect();
    rows.iter_mut().for_each(|row| row.switch(switches, chart, institution, day));
    rows
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
