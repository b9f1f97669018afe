//! `santei uke show`: receipts to be read, on the terminal or on A4.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use santei_claims::layout::Kind;
use santei_claims::read::PieceKind;
use santei_claims::receipt::{Payer, Place, Receipt, Unit};
use santei_claims::record::Record;
use santei_core::code::Code;
use santei_core::engine::Engine;

use super::html::{escaped, page};
use crate::exit::{Done, Exit, Failure};
use crate::images::Masters;
use crate::lang::Lang;

/// Options of `uke show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Claim file
    file: PathBuf,
    /// Only this receipt, by its place in the file
    #[arg(long)]
    receipt: Option<u64>,
    /// A page to print instead of text
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options, masters: &Masters, out: &mut impl Write) -> Done {
    let engine = masters.engine()?;
    let mut place = 0;
    let mut body = String::new();
    for piece in super::open(&options.file)? {
        let piece = piece.map_err(|error| Failure::io(options.file.display(), &error))?;
        if piece.kind() != PieceKind::Receipt {
            continue;
        }
        place += 1;
        if options.receipt.is_some_and(|wanted| wanted != place) {
            continue;
        }
        let Some(receipt) = Receipt::of(&piece) else { continue };
        let sheet = Sheet::of(&engine, place, &receipt);
        if options.html.is_some() {
            sheet.html(&mut body);
        } else {
            sheet.text(out)?;
        }
    }
    if let Some(wanted) = options.receipt.filter(|wanted| *wanted > place) {
        return Err(Failure::usage(format_args!("there is no receipt {wanted}: the file has {place}")));
    }
    if let Some(file) = &options.html {
        let title = options.file.display().to_string();
        std::fs::write(file, page(&title, Lang::Ja, &body))
            .map_err(|error| Failure::io(file.display(), &error))?;
    }
    Ok(Exit::Complete)
}

/// A receipt as rows of words.
struct Sheet {
    title: String,
    head: Vec<(&'static str, String)>,
    payers: Vec<String>,
    diseases: Vec<String>,
    units: Vec<UnitRow>,
    notes: Vec<String>,
}

struct UnitRow {
    section: String,
    bearers: String,
    lines: Vec<String>,
    points: String,
    days: String,
}

impl Sheet {
    fn of(engine: &Engine, place: u64, receipt: &Receipt<'_>) -> Self {
        let head = receipt.head;
        let text = |no: usize| head.text(no).trim().to_owned();
        let kind = match receipt.place() {
            Some(Place::In) => "入院",
            Some(Place::Out) => "入院外",
            None => "?",
        };
        let sex = match head.field(6) {
            b"1" => "男",
            b"2" => "女",
            _ => "?",
        };
        Self {
            title: format!("{place}  {}  {kind}", text(5)),
            head: vec![
                ("診療年月", text(4)),
                ("種別", text(3)),
                ("性別", sex.to_owned()),
                ("生年月日", text(7)),
                ("カルテ番号", text(14)),
                ("特記事項", text(12)),
                ("給付割合", text(8)),
            ],
            payers: receipt.payers.iter().map(payer).collect(),
            diseases: receipt.diseases.iter().map(|d| disease(engine, d)).collect(),
            units: receipt.units.iter().map(|u| unit(engine, u)).collect(),
            notes: receipt
                .records
                .iter()
                .filter(|r| r.kind == Kind::Sj)
                .map(|r| r.text(3).into_owned())
                .collect(),
        }
    }

    fn text(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "━━ {}", self.title)?;
        let head: Vec<String> =
            self.head.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
        writeln!(out, "{}", head.join("  "))?;
        for payer in &self.payers {
            writeln!(out, "{payer}")?;
        }
        for disease in &self.diseases {
            writeln!(out, "  傷病名 {disease}")?;
        }
        for unit in &self.units {
            for (at, line) in unit.lines.iter().enumerate() {
                let section = if at == 0 { unit.section.as_str() } else { "  " };
                let last = at + 1 == unit.lines.len();
                let (points, days) = if last { (unit.points.as_str(), unit.days.as_str()) } else { ("", "") };
                writeln!(out, "{section:>2} {} {line}  {points}  {days}", unit.bearers)?;
            }
        }
        for note in &self.notes {
            writeln!(out, "症状詳記 {note}")?;
        }
        writeln!(out)
    }

    fn html(&self, out: &mut String) {
        let cells = |list: &[String]| list.iter().map(|l| escaped(l)).collect::<Vec<_>>().join("<br>");
        let head: Vec<String> =
            self.head.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<section><h2>{}</h2><p>{}<br>{}</p><p>{}</p><table><tr><th>区分</th><th>負担</th><th>内容</th><th>点数×回数</th><th>日</th></tr>",
            escaped(&self.title),
            escaped(&head.join("　")),
            cells(&self.payers),
            cells(&self.diseases)
        );
        for unit in &self.units {
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
                escaped(&unit.section),
                escaped(&unit.bearers),
                cells(&unit.lines),
                escaped(&unit.points),
                escaped(&unit.days)
            );
        }
        let _ = writeln!(out, "</table><p>{}</p></section>", cells(&self.notes));
    }
}

fn payer(payer: &Payer<'_>) -> String {
    let text = |no: usize| payer.record.text(no).trim().to_owned();
    let number = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let name = if payer.slot == 0 { "保険者".to_owned() } else { format!("公費{}", payer.slot) };
    let who = if payer.slot == 0 {
        format!("{} 記号 {} 番号 {}", text(2), text(3), text(4))
    } else {
        format!("{} 受給者 {}", text(2), text(3))
    };
    format!("{name} {who}  実日数 {}  合計 {} 点", number(payer.days()), number(payer.points()))
}

fn disease(engine: &Engine, record: &Record<'_>) -> String {
    let name_of = |text: &str| {
        let code = text.parse().ok().and_then(Code::new);
        code.and_then(|c| santei_contract::name(engine, c)).map_or_else(|| text.to_owned(), str::to_owned)
    };
    let own = record.text(6).trim().to_owned();
    let name = if own.is_empty() { name_of(record.text(2).trim()) } else { own };
    let suspected = if record.field(5).chunks(4).any(|m| m == b"8002") { "の疑い" } else { "" };
    let main = if record.field(7) == b"01" { "（主）" } else { "" };
    format!("{main}{name}{suspected}  {}", record.text(3))
}

fn unit(engine: &Engine, unit: &Unit<'_>) -> UnitRow {
    let lines = unit.lines.iter().map(|line| {
        let code = line.record.text(4).into_owned();
        let name = line.code.and_then(|c| santei_contract::name(engine, c)).map(str::to_owned);
        let quantity = line.quantity().map(|q| format!("  {}", q.normalize())).unwrap_or_default();
        let text =
            if line.record.kind == Kind::Co { format!("  {}", line.record.text(5)) } else { String::new() };
        format!("{}{quantity}{text}", name.unwrap_or(code))
    });
    let number = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let first = unit.billed().next();
    let days = first.map(|l| {
        let shown = l
            .days()
            .filter(|(_, n)| *n > 0)
            .map(|(day, n)| if n == 1 { format!("{day}") } else { format!("{day}×{n}") });
        shown.collect::<Vec<_>>().join(" ")
    });
    UnitRow {
        section: unit.section.map(|s| format!("{s:02}")).unwrap_or_default(),
        bearers: unit.bearers().map(|b| b.letter().to_string()).unwrap_or_default(),
        lines: lines.collect(),
        points: if first.is_some() {
            format!("{}×{}", number(unit.points()), number(unit.count()))
        } else {
            String::new()
        },
        days: days.unwrap_or_default(),
    }
}
