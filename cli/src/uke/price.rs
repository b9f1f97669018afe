//! `santei uke price`: every unit and every co-payment calculated again, and each difference.

use std::io::Write;
use std::path::PathBuf;

use rust_decimal::Decimal;
use santei_claims::read::{Piece, PieceKind};
use santei_claims::recalculate::{Computed, Recalculation, recalculate};
use santei_claims::receipt::Receipt;
use santei_claims::recharge::recharge;
use serde::Serialize;

use super::copay;
use super::{Institution, batch};
use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// Options of `uke price`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Claim files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    institution: Institution,
    /// JSON, one unit a line
    #[arg(long)]
    json: bool,
    /// Units that agree as well
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'r> {
    file: String,
    receipt: u64,
    record: u64,
    section: Option<u8>,
    recorded: Option<u64>,
    computed: Option<String>,
    count: Option<u64>,
    /// `same`, `differs`, `open` (a line is not billable or not priced), `noDay`.
    result: &'static str,
    why: &'r [String],
}

#[derive(Default)]
struct Totals {
    receipts: u64,
    same: u64,
    differs: u64,
    open: u64,
    copays: [u64; 3],
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, lang: Lang, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let facility = options.institution.read()?;
    let mut totals = Totals::default();
    for file in &options.files {
        let work = |piece: &Piece| {
            if piece.kind() != PieceKind::Receipt {
                return Ok(None);
            }
            let Some(receipt) = Receipt::of(piece) else { return Ok(None) };
            let done = recalculate(&engine, &facility, &receipt)?;
            let copays = recharge(&engine, &receipt)?;
            Ok(done.map(|done| {
                let why: Vec<Vec<String>> = done
                    .units
                    .iter()
                    .map(|u| reasons(&engine, &receipt, &done, u.record, u.last, lang))
                    .collect();
                (done, why, copays)
            }))
        };
        batch::each(
            file,
            |_| {},
            work,
            |piece, worked: Result<_, santei_core::engine::EngineError>| {
                totals.receipts += u64::from(piece.kind() == PieceKind::Receipt);
                let worked =
                    worked.map_err(|error| Failure::refused(format_args!("{}: {error}", file.display())))?;
                let Some((done, why, copays)) = worked else { return Ok(()) };
                let receipt = totals.receipts;
                for (unit, why) in done.units.iter().zip(&why) {
                    let result = match (unit.agrees(), unit.computed) {
                        (Some(true), _) => "same",
                        (Some(false), _) => "differs",
                        (None, Computed::NoDay) => "noDay",
                        (None, _) => "open",
                    };
                    match result {
                        "same" => totals.same += 1,
                        "differs" => totals.differs += 1,
                        _ => totals.open += 1,
                    }
                    if result == "same" && !options.all {
                        continue;
                    }
                    let line = Line {
                        file: file.display().to_string(),
                        receipt,
                        record: unit.record,
                        section: unit.section,
                        recorded: unit.recorded,
                        computed: computed(unit.computed),
                        count: unit.count,
                        result,
                        why,
                    };
                    if options.json {
                        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
                        writeln!(out)?;
                    } else {
                        text(out, &line)?;
                    }
                }
                for copay in &copays {
                    let line = copay::Line::of(&engine, file, receipt, copay, lang);
                    let place = ["same", "differs", "open"].iter().position(|r| *r == line.result);
                    if let Some(count) = place.and_then(|p| totals.copays.get_mut(p)) {
                        *count += 1;
                    }
                    if line.result == "same" && !options.all {
                        continue;
                    }
                    if options.json {
                        serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from)?;
                        writeln!(out)?;
                    } else {
                        line.text(out)?;
                    }
                }
                Ok(())
            },
        )?;
    }
    let [same, differ, open] = totals.copays;
    if !options.json {
        writeln!(
            out,
            "{} receipts: {} units agree, {} differ, {} open",
            totals.receipts, totals.same, totals.differs, totals.open
        )?;
        writeln!(out, "co-payments: {same} agree, {differ} differ, {open} open")?;
    }
    Ok(if totals.differs + totals.open + differ + open > 0 { Exit::Attention } else { Exit::Complete })
}

fn computed(of: Computed) -> Option<String> {
    let shown = |d: Decimal| d.normalize().to_string();
    match of {
        Computed::Points(points) => Some(shown(points)),
        Computed::Differs(first, last) => Some(format!("{}–{}", shown(first), shown(last))),
        Computed::Open | Computed::NoDay => None,
    }
}

fn text(out: &mut impl Write, line: &Line<'_>) -> std::io::Result<()> {
    let section = line.section.map(|s| format!("{s:02}")).unwrap_or_default();
    let recorded = line.recorded.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let computed = line.computed.as_deref().unwrap_or("?");
    let count = line.count.map_or_else(|| "–".to_owned(), |n| n.to_string());
    writeln!(
        out,
        "{} receipt {} record {} [{section}] {}: {recorded} → {computed} × {count}",
        line.file, line.receipt, line.record, line.result
    )?;
    for why in line.why {
        writeln!(out, "    {why}")?;
    }
    Ok(())
}

/// Messages of the findings about the records of a unit.
fn reasons(
    engine: &santei_core::engine::Engine,
    receipt: &Receipt<'_>,
    done: &Recalculation,
    first: u64,
    last: u64,
    lang: Lang,
) -> Vec<String> {
    let unit = receipt.units.iter().find(|u| u.lines.iter().any(|l| l.record.number == first));
    let within =
        |n: u64| n >= first && unit.map_or(n <= last, |u| u.lines.iter().any(|l| l.record.number == n));
    let mut out = Vec::new();
    for finding in &done.outcome.findings {
        if done.record_of(finding).is_some_and(within) {
            let message = santei_contract::message(engine, finding, lang.core());
            if !out.contains(&message) {
                out.push(message);
            }
        }
    }
    out
}
