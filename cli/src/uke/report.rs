//! What `uke check` writes: lines for people, JSON lines, the payers' result list, or a page by patient.

use std::io::Write;
use std::path::{Path, PathBuf};

use santei_claims::asp;
pub(crate) use santei_contract::uke::Row;
use serde::Serialize;

use super::html;
use crate::exit::{Done, Failure};
use crate::lang::Lang;

/// The form of the report.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Format {
    /// JSON, one finding a line, with a summary at the end
    #[arg(long, conflicts_with_all = ["csv", "html"])]
    json: bool,
    /// 受付・事務点検ASP結果リスト: 20 columns, Windows-31J
    #[arg(long, value_name = "FILE", conflicts_with = "html")]
    csv: Option<PathBuf>,
    /// A page grouped by patient
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Whose receipt it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Patient {
    pub(crate) number: String,
    pub(crate) chart: String,
    pub(crate) month: String,
    pub(crate) inpatient: bool,
    pub(crate) name: String,
    pub(crate) birth: String,
    pub(crate) information: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonLine<'r> {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<u64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    chart: &'r str,
    #[serde(flatten)]
    row: &'r Row,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonEnd {
    schema: &'static str,
    files: u64,
    receipts: u64,
    findings: u64,
    receipts_with_findings: u64,
    switched_off: u64,
}

/// The report being written.
pub(crate) struct Report<'o, W: Write> {
    format: &'o Format,
    lang: Lang,
    out: &'o mut W,
    file: PathBuf,
    head: Vec<String>,
    lists: Vec<(asp::Head, Vec<asp::Row>)>,
    page: html::Page,
    told: Vec<(String, String)>,
    totals: JsonEnd,
    grave: bool,
}

impl<'o, W: Write> Report<'o, W> {
    /// Begins a report.
    pub(crate) fn begin(format: &'o Format, lang: Lang, out: &'o mut W) -> Done<Self> {
        Ok(Self {
            format,
            lang,
            out,
            file: PathBuf::new(),
            head: Vec::new(),
            lists: Vec::new(),
            page: html::Page::default(),
            told: Vec::new(),
            totals: JsonEnd {
                schema: "santei/uke-check/1",
                files: 0,
                receipts: 0,
                findings: 0,
                receipts_with_findings: 0,
                switched_off: 0,
            },
            grave: false,
        })
    }

    /// A file begins; `head` are the fields of its first record.
    pub(crate) fn file(&mut self, file: &Path, head: &[String]) -> Done<()> {
        self.totals.files += 1;
        file.clone_into(&mut self.file);
        head.clone_into(&mut self.head);
        let field = |no: usize| head.get(no).cloned().unwrap_or_default();
        let code = field(4);
        let payer = match field(1).as_str() {
            "1" => "社会保険診療報酬支払基金",
            "2" => "国民健康保険団体連合会",
            _ => "",
        };
        let head = asp::Head {
            month: asp::full_width(&field(7)),
            payer: payer.to_owned(),
            district: code.get(..2).unwrap_or_default().to_owned(),
            institution: code,
            name: field(6),
            ..asp::Head::default()
        };
        self.lists.push((head, Vec::new()));
        self.page.file(&file.display().to_string());
        Ok(())
    }

    /// What was found outside of receipts.
    pub(crate) fn rows(&mut self, rows: &[Row]) -> Done<()> {
        self.write(None, &Patient::default(), rows)
    }

    /// What was found in a receipt.
    pub(crate) fn receipt(&mut self, place: u64, patient: &Patient, rows: &[Row]) -> Done<()> {
        self.totals.receipts += 1;
        self.totals.receipts_with_findings += u64::from(!rows.is_empty());
        self.write(Some(place), patient, rows)
    }

    fn write(&mut self, receipt: Option<u64>, patient: &Patient, rows: &[Row]) -> Done<()> {
        let mut within = 0;
        for row in rows {
            // What is true of the whole run is told once.
            if row.whole_file {
                let key = (row.id.clone(), row.message.clone());
                if self.told.contains(&key) {
                    continue;
                }
                self.told.push(key);
            }
            within += 1;
            self.totals.findings += 1;
            self.grave |= row.counts();
            self.totals.switched_off += u64::from(row.switched_off.is_some());
            if self.format.json {
                let line =
                    JsonLine { file: self.file.display().to_string(), receipt, chart: &patient.chart, row };
                serde_json::to_writer(&mut *self.out, &line).map_err(std::io::Error::from)?;
                writeln!(self.out)?;
            } else if self.format.csv.is_some() {
                let line = asp_row(within, patient, row);
                if let Some((_, rows)) = self.lists.last_mut() {
                    rows.push(line);
                }
            } else if self.format.html.is_some() {
                self.page.row(receipt, patient, row);
            } else {
                text(self.out, receipt, patient, row)?;
            }
        }
        Ok(())
    }

    /// Ends the report; whether anything beyond notices was found.
    pub(crate) fn finish(self) -> Done<bool> {
        let mut summary = format!(
            "{} files, {} receipts, {} with findings; {} findings",
            self.totals.files, self.totals.receipts, self.totals.receipts_with_findings, self.totals.findings
        );
        if self.totals.switched_off > 0 {
            summary.push_str(&format!(", {} of them switched off", self.totals.switched_off));
        }
        if self.format.json {
            serde_json::to_writer(&mut *self.out, &self.totals).map_err(std::io::Error::from)?;
            writeln!(self.out)?;
        } else if let Some(file) = &self.format.csv {
            let lists: Vec<u8> = self.lists.iter().flat_map(|(head, rows)| asp::list(head, rows)).collect();
            std::fs::write(file, lists).map_err(|error| Failure::io(file.display(), &error))?;
            writeln!(self.out, "{}: {summary}", file.display())?;
        } else if let Some(file) = &self.format.html {
            let page = self.page.finish(&summary, self.lang);
            std::fs::write(file, page).map_err(|error| Failure::io(file.display(), &error))?;
            writeln!(self.out, "{}: {summary}", file.display())?;
        } else {
            writeln!(self.out, "{summary}")?;
        }
        Ok(self.grave)
    }
}

fn text(out: &mut impl Write, receipt: Option<u64>, patient: &Patient, row: &Row) -> std::io::Result<()> {
    let code = row.official.as_ref().map(|c| format!(" {c}")).unwrap_or_default();
    if let Some(off) = &row.switched_off {
        write!(out, "(点検対象外: {}) ", off.reason)?;
    }
    match receipt {
        Some(place) => write!(out, "[{}{code}] レセプト {place} {}", row.level, patient.name)?,
        None => write!(out, "[{}{code}]", row.level)?,
    }
    if let Some(record) = row.record {
        write!(out, " レコード {record}")?;
    }
    if let Some(field) = row.field {
        write!(out, " 項目 {field} {}", row.field_name)?;
    }
    write!(out, ": {}", row.message)?;
    if !row.item.is_empty() {
        write!(out, " 〔{}〕", row.item)?;
    }
    if !row.found.is_empty() {
        write!(out, " ({})", row.found)?;
    }
    writeln!(out, " {}", row.id)
}

fn asp_row(place: usize, patient: &Patient, row: &Row) -> asp::Row {
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let digits: String = patient.number.chars().filter(char::is_ascii_digit).collect();
    let receipt = if digits.is_empty() { String::new() } else { format!("{digits:0>6}-00") };
    let place_of = if patient.month.is_empty() {
        ""
    } else if patient.inpatient {
        "入院"
    } else {
        "入院外"
    };
    let mut lower = if row.found.is_empty() {
        row.field_name.clone()
    } else {
        format!("{} {}", row.field_name, row.found)
    };
    // The payers' list has no column for it: the reason stands with the cause, the reserved column says that the site does not count it.
    let aside = row.switched_off.as_ref().map_or("", |off| {
        lower = format!("点検対象外（{}） {lower}", off.reason);
        "除外"
    });
    asp::Row {
        columns: [
            place.to_string(),
            receipt,
            patient.chart.clone(),
            String::new(),
            String::new(),
            asp::full_width(&patient.month),
            place_of.to_owned(),
            patient.name.clone(),
            patient.birth.clone(),
            asp::full_width(row.official.as_deref().unwrap_or(row.level)),
            row.message.clone(),
            asp::full_width(lower.trim()),
            row.section.clone(),
            row.item.clone(),
            number(row.wrong),
            number(row.right),
            patient.information.clone(),
            String::new(),
            String::new(),
            aside.to_owned(),
        ],
    }
}
