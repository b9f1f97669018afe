//! A page of findings, grouped by patient; and the little that any page needs.

use std::fmt::Write as _;

use super::report::{Patient, Row};
use crate::lang::Lang;

/// Style of every page: black on white, made for A4.
pub(crate) const STYLE: &str = "@page{size:A4;margin:12mm}body{font:10.5pt/1.5 sans-serif;color:#111}h1{font-size:15pt}h2{font-size:12pt;border-bottom:1px solid #999;\
margin:1.2em 0 .3em}table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:2px 6px;text-align:left;vertical-align:top}th{background:#eee}\
.n{text-align:right;white-space:nowrap}section{break-inside:avoid}.sheet{break-inside:auto}.sheet+.sheet{break-before:page}.sheet h2{border-bottom:2px solid #111}\
.sheet table{margin:.4em 0}.sheet small{font-weight:normal}thead{display:table-header-group}tr{break-inside:avoid}.head span{margin-right:1em}.w{white-space:nowrap}\
.L1,.L2,.L3{color:#a00;font-weight:bold}.L48{color:#666}\
.off td{color:#888;text-decoration:line-through}.off .why{text-decoration:none}";

/// Text for the inside of an element or attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// A whole page.
pub(crate) fn page(title: &str, lang: Lang, body: &str) -> String {
    let title = escaped(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>\n{body}</body></html>\n",
        lang.word()
    )
}

/// The page of findings.
#[derive(Debug, Default)]
pub(crate) struct Page {
    body: String,
    open: Option<(Option<u64>, Patient)>,
}

impl Page {
    /// A file begins.
    pub(crate) fn file(&mut self, name: &str) {
        self.close();
        // Writing to a String cannot fail.
        let _ = writeln!(self.body, "<h1>{}</h1>", escaped(name));
    }

    /// A finding, under its patient.
    pub(crate) fn row(&mut self, receipt: Option<u64>, patient: &Patient, row: &Row) {
        let key = (receipt, patient.clone());
        if self.open.as_ref() != Some(&key) {
            self.close();
            let title = match receipt {
                Some(place) => format!(
                    "{place} {} {} {} {}",
                    patient.name,
                    patient.birth,
                    patient.chart,
                    if patient.inpatient { "入院" } else { "入院外" }
                ),
                None => "ファイル".to_owned(),
            };
            let _ = writeln!(
                self.body,
                "<section><h2>{}</h2><table><tr><th>区分</th><th>コード</th><th>レコード</th><th>内容</th><th>点数</th></tr>",
                escaped(&title)
            );
            self.open = Some(key);
        }
        let numbers = match (row.wrong, row.right) {
            (Some(wrong), Some(right)) => format!("{wrong} → {right}"),
            _ => String::new(),
        };
        let place = row.record.map(|r| r.to_string()).unwrap_or_default();
        let mut message = escaped(&row.message);
        for extra in [&row.item, &row.found, &row.source] {
            if !extra.is_empty() {
                let _ = write!(message, "<br>{}", escaped(extra));
            }
        }
        let off = row.switched_off.as_ref().map_or_else(String::new, |off| {
            let until = off.until.as_ref().map(|u| format!("、{u}まで")).unwrap_or_default();
            format!(
                "<br><span class=\"why\">点検対象外：{}（{}{until}）</span>",
                escaped(&off.reason),
                off.date
            )
        });
        message.push_str(&off);
        let class = if off.is_empty() { "" } else { " class=\"off\"" };
        let _ = writeln!(
            self.body,
            "<tr{class}><td class=\"{0}\">{0}</td><td>{1}</td><td class=\"n\">{place}</td><td>{message}</td><td class=\"n\">{numbers}</td></tr>",
            row.level,
            escaped(row.official.as_deref().unwrap_or(&row.id)),
        );
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.body.push_str("</table></section>\n");
        }
    }

    /// The whole page.
    pub(crate) fn finish(mut self, summary: &str, lang: Lang) -> String {
        self.close();
        let body = format!("<p>{}</p>\n{}", escaped(summary), self.body);
        page(lang.pick("レセプト点検結果", "Findings of claim files"), lang, &body)
    }
}
