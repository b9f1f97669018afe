//! A receipt as rows of words, for the terminal and for A4.

use std::fmt::Write as _;
use std::io::Write;

use santei_claims::calendar;
use santei_claims::layout::Kind;
use santei_claims::receipt::{Payer, Place, Receipt, Unit};
use santei_claims::record::Record;
use santei_claims::text;
use santei_core::code::Code;
use santei_core::engine::Engine;

use super::html::escaped;
use super::words;

/// A receipt as rows of words.
pub(super) struct Sheet {
    place: u64,
    name: String,
    kind: &'static str,
    head: Vec<(&'static str, String)>,
    payers: Vec<PayerRow>,
    diseases: Vec<[String; 4]>,
    units: Vec<UnitRow>,
    notes: Vec<String>,
}

/// An insurer or programme.
struct PayerRow {
    name: String,
    who: String,
    days: String,
    points: String,
    yen: String,
}

struct UnitRow {
    section: String,
    name: &'static str,
    bearers: String,
    lines: Vec<String>,
    points: String,
    days: String,
}

impl Sheet {
    /// Of a receipt.
    pub(super) fn of(engine: &Engine, place: u64, receipt: &Receipt<'_>) -> Self {
        let head = receipt.head;
        let text = |no: usize| head.text(no).trim().to_owned();
        let sex = match head.field(6) {
            b"1" => "男",
            b"2" => "女",
            _ => "?",
        };
        let remarks: Vec<String> = receipt
            .remarks()
            .map(|r| words::remark(r).map_or_else(|| text::decode(r).into_owned(), str::to_owned))
            .collect();
        Self {
            place,
            name: text(5),
            kind: match receipt.place() {
                Some(Place::In) => "入院",
                Some(Place::Out) => "入院外",
                None => "?",
            },
            head: vec![
                ("診療年月", month(receipt)),
                ("種別", text(3)),
                ("性別", sex.to_owned()),
                ("生年月日", day(head.field(7))),
                ("入院年月日", day(head.field(9))),
                ("カルテ番号", text(14)),
                ("特記事項", remarks.join(" ")),
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

    /// For the terminal.
    pub(super) fn text(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(out, "━━ {}  {}  {}", self.place, self.name, self.kind)?;
        let head: Vec<String> =
            self.head.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k} {v}")).collect();
        writeln!(out, "{}", head.join("  "))?;
        for PayerRow { name, who, days, points, yen } in &self.payers {
            let yen = if yen.is_empty() { String::new() } else { format!("  負担金額 {yen} 円") };
            writeln!(out, "{name} {who}  実日数 {days}  合計 {points} 点{yen}")?;
        }
        for [main, name, from, outcome] in &self.diseases {
            writeln!(out, "  傷病名 {main}{name}  {from}  {outcome}")?;
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

    /// A sheet of A4; a longer one goes on with its headings repeated.
    pub(super) fn html(&self, out: &mut String) {
        let head: String = self
            .head
            .iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(k, v)| format!("<span><b>{k}</b> {}</span> ", escaped(v)))
            .collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<section class=\"sheet\"><h2>{} {} 様 <small>{}</small></h2><p class=\"head\">{head}</p>",
            self.place,
            escaped(&self.name),
            self.kind
        );
        table(out, "payers", &["負担者", "番号", "実日数", "合計点数", "負担金額"], |out| {
            for row in &self.payers {
                cells(
                    out,
                    &[(&row.name, ""), (&row.who, ""), (&row.days, "n"), (&row.points, "n"), (&row.yen, "n")],
                );
            }
        });
        table(out, "diseases", &["主", "傷病名", "診療開始日", "転帰"], |out| {
            for [main, name, from, outcome] in &self.diseases {
                cells(out, &[(main, ""), (name, ""), (from, "w"), (outcome, "w")]);
            }
        });
        table(out, "units", &["区分", "負担", "内容", "点数×回数", "日"], |out| {
            for unit in &self.units {
                let lines: Vec<String> = unit.lines.iter().map(|l| escaped(l)).collect();
                let _ = writeln!(
                    out,
                    "<tr><td>{} {}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
                    escaped(&unit.section),
                    unit.name,
                    escaped(&unit.bearers),
                    lines.join("<br>"),
                    escaped(&unit.points),
                    escaped(&unit.days)
                );
            }
        });
        for note in &self.notes {
            let _ = writeln!(out, "<p>症状詳記 {}</p>", escaped(note));
        }
        out.push_str("</section>\n");
    }
}

/// A table whose heading stands on every page it goes over.
fn table(out: &mut String, class: &str, headings: &[&str], body: impl FnOnce(&mut String)) {
    let headings: String = headings.iter().map(|h| format!("<th>{h}</th>")).collect();
    let _ = write!(out, "<table class=\"{class}\"><thead><tr>{headings}</tr></thead><tbody>");
    body(out);
    out.push_str("</tbody></table>\n");
}

fn cells(out: &mut String, row: &[(&String, &str)]) {
    out.push_str("<tr>");
    for (text, class) in row {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = write!(out, "<td{class}>{}</td>", escaped(text));
    }
    out.push_str("</tr>\n");
}

fn month(receipt: &Receipt<'_>) -> String {
    receipt.month().map_or_else(
        || receipt.head.text(4).into_owned(),
        |month| {
            let (year, month) = month.parts();
            format!("{year}年{month}月")
        },
    )
}

/// A day as it is read; as recorded where it is none.
fn day(field: &[u8]) -> String {
    calendar::day(field).map_or_else(|| text::decode(field).into_owned(), |day| day.value.to_string())
}

fn payer(payer: &Payer<'_>) -> PayerRow {
    let text = |no: usize| payer.record.text(no).trim().to_owned();
    let number = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let insurer = payer.slot == 0;
    PayerRow {
        name: if insurer { "保険者".to_owned() } else { format!("公費{}", payer.slot) },
        who: if insurer {
            format!("{} 記号 {} 番号 {}", text(2), text(3), text(4))
        } else {
            format!("{} 受給者 {}", text(2), text(3))
        },
        days: number(payer.days()),
        points: number(payer.points()),
        yen: text(if insurer { 12 } else { 7 }),
    }
}

/// Main, name with its modifiers, first day, outcome.
fn disease(engine: &Engine, record: &Record<'_>) -> [String; 4] {
    let name_of = |text: &str| {
        let code = text.parse().ok().and_then(Code::new);
        code.and_then(|c| santei_contract::name(engine, c)).map_or_else(|| text.to_owned(), str::to_owned)
    };
    let own = record.text(6).trim().to_owned();
    let name = if own.is_empty() { name_of(record.text(2).trim()) } else { own };
    let suspected = if record.field(5).chunks(4).any(|m| m == b"8002") { "の疑い" } else { "" };
    let main = if record.field(7) == b"01" { "主" } else { "" };
    let outcome = match record.field(4) {
        b"2" => "治ゆ",
        b"3" => "死亡",
        b"4" => "中止",
        _ => "",
    };
    [main.to_owned(), format!("{name}{suspected}"), day(record.field(3)), outcome.to_owned()]
}

/// Comments that ride on a record (コメント1–3), by the places of code and text.
const fn riding(kind: Kind) -> [(usize, usize); 3] {
    match kind {
        Kind::To => [(12, 13), (14, 15), (16, 17)],
        _ => [(8, 9), (10, 11), (12, 13)],
    }
}

/// A comment: its text in the master and its words; the code only where there is neither.
fn comment(engine: &Engine, code: &str, words: &str) -> String {
    let code = code.trim();
    let text = code.parse().ok().and_then(|c| santei_contract::name(engine, c)).unwrap_or_default();
    if text.is_empty() && words.trim().is_empty() {
        format!("  ※ {code}")
    } else {
        format!("  ※ {text}{words}")
    }
}

fn unit(engine: &Engine, unit: &Unit<'_>) -> UnitRow {
    let name_of = |code: Option<Code>, text: String| {
        code.and_then(|c| santei_contract::name(engine, c)).map_or(text, str::to_owned)
    };
    let mut lines = Vec::new();
    for line in &unit.lines {
        let record = line.record;
        let name = name_of(line.code, record.text(4).into_owned());
        if !line.is_billed() {
            lines.push(comment(engine, &record.text(4), &record.text(5)));
            continue;
        }
        let quantity = line.quantity().map(|q| format!("  {}", q.normalize())).unwrap_or_default();
        lines.push(format!("{name}{quantity}"));
        for (code, words) in riding(record.kind) {
            let (code, words) = (record.text(code), record.text(words));
            if !code.trim().is_empty() || !words.trim().is_empty() {
                lines.push(comment(engine, &code, &words));
            }
        }
    }
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
        name: unit.section.map_or("", words::section),
        bearers: unit.bearers().map(|b| b.letter().to_string()).unwrap_or_default(),
        lines,
        points: if first.is_some() {
            format!("{}×{}", number(unit.points()), number(unit.count()))
        } else {
            String::new()
        },
        days: days.unwrap_or_default(),
    }
}
