//! A whole claim file in memory: every receipt judged, in the order of the file.

use santei_claims::calendar;
use santei_claims::form::Form;
use santei_claims::read::{PieceKind, Reader};
use santei_claims::receipt::Receipt;
use santei_claims::switch::Switches;
use santei_core::claim::{Facility, Lang};
use santei_core::engine::Engine;

use super::{Row, judged};

/// What was found in a file.
#[derive(Debug, Default)]
pub(crate) struct FileReport {
    /// Receipts read.
    pub(crate) receipts: u64,
    /// Those with a finding.
    pub(crate) receipts_with_findings: u64,
    pub(crate) findings: Vec<Found>,
}

/// A row and the receipt it is about.
#[derive(Debug)]
pub(crate) struct Found {
    /// Place of the receipt in the file, from 1.
    pub(crate) receipt: Option<u64>,
    /// カルテ番号.
    pub(crate) chart: String,
    pub(crate) row: Row,
}

/// Checks a file.
pub(crate) fn check_file(
    engine: &Engine,
    facility: &Facility,
    switches: &Switches,
    bytes: &[u8],
    lang: Lang,
) -> FileReport {
    let mut form = Form::new();
    let mut report = FileReport::default();
    // Of the whole run, so told once.
    let mut told: Vec<(String, String)> = Vec::new();
    let mut institution = String::new();
    // A slice is read without failing.
    for piece in Reader::new(bytes).filter_map(Result::ok) {
        let mut problems = Vec::new();
        form.piece(&piece, &mut problems);
        let mut rows: Vec<Row> = problems.iter().map(|p| Row::of_problem(p, lang)).collect();
        if piece.kind() == PieceKind::Head {
            institution = piece.records().next().map(|r| r.text(5).trim().to_owned()).unwrap_or_default();
        }
        if piece.kind() != PieceKind::Receipt {
            let day = form.claim_month().and_then(|m| calendar::day_of(m, 1));
            rows.iter_mut().for_each(|row| row.switch(switches, "", &institution, day));
            report.findings.extend(rows.into_iter().map(|row| Found {
                receipt: None,
                chart: String::new(),
                row,
            }));
            continue;
        }
        report.receipts = report.receipts.saturating_add(1);
        let receipt = Receipt::of(&piece);
        let chart = receipt.as_ref().map(|r| r.head.text(14).trim().to_owned()).unwrap_or_default();
        rows.extend(receipt.as_ref().map(|r| judged(engine, facility, r, lang)).unwrap_or_default());
        let day = receipt.as_ref().and_then(|r| r.month()).and_then(|m| calendar::day_of(m, 1));
        rows.iter_mut().for_each(|row| row.switch(switches, &chart, &institution, day));
        // In the order of the records; what concerns the whole receipt first.
        rows.sort_by_key(|row| row.record);
        rows.retain(|row| {
            if !row.whole_file {
                return true;
            }
            let key = (row.id.clone(), row.message.clone());
            let new = !told.contains(&key);
            if new {
                told.push(key);
            }
            new
        });
        report.receipts_with_findings =
            report.receipts_with_findings.saturating_add(u64::from(!rows.is_empty()));
        let place = Some(report.receipts);
        report.findings.extend(rows.into_iter().map(|row| Found {
            receipt: place,
            chart: chart.clone(),
            row,
        }));
    }
    let mut problems = Vec::new();
    form.finish(&mut problems);
    let day = form.claim_month().and_then(|m| calendar::day_of(m, 1));
    let rows = problems.iter().map(|p| {
        let mut row = Row::of_problem(p, lang);
        row.switch(switches, "", &institution, day);
        row
    });
    report.findings.extend(rows.map(|row| Found { receipt: None, chart: String::new(), row }));
    report
}
