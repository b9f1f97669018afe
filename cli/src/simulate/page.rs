//! The comparison as one HTML file: a chart of the sections, the causes, and a table for each request. Nothing is loaded from elsewhere.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::compare::{Report, Section, signed};
use crate::lang::Lang;

const BAR: u64 = 420;
const ROW: usize = 44;
const LEFT: u64 = 170;

const STYLE: &str = "body{font:14px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2933}\
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}td,th{padding:.2rem .6rem;border-bottom:1px solid #d9e2ec;text-align:left}\
td.n{text-align:right;font-variant-numeric:tabular-nums}tr.s{background:#f0f4f8;font-weight:600}\
.b{fill:#9fb3c8}.a{fill:#2f6f8f}svg text{font-size:12px;fill:#1f2933}";

/// The page.
pub(super) fn html(report: &Report, lang: Lang) -> String {
    let title = format!("{} → {}", report.from, report.to);
    let (before, after) = report.totals();
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style></head><body>\n",
        lang.word(),
        escape(&title)
    );
    let _ = writeln!(out, "<h1>{}</h1>", escape(&title));
    let points = lang.pick("点", "points");
    let _ = writeln!(out, "<p>{before} → {after} {points} ({})</p>", signed(after - before));
    chart(&mut out, &report.sections(), lang);
    let _ = writeln!(out, "<table><tr><th>{}</th><th>±</th></tr>", lang.pick("理由", "cause"));
    for (cause, sum) in report.causes() {
        let _ = writeln!(out, "<tr><td>{}</td><td class=\"n\">{}</td></tr>", cause.told(lang), signed(sum));
    }
    out.push_str("</table>\n");
    for note in report.notes(lang) {
        let _ = writeln!(out, "<p>{}</p>", escape(&note));
    }
    for comparison in &report.requests {
        let _ = writeln!(out, "<h2>{}</h2><table>", escape(&comparison.request));
        for section in &comparison.sections {
            row(&mut out, "s", &[lang.section(&section.section), ""], section.before, section.after, "");
            for item in comparison.items.iter().filter(|i| i.section == section.section) {
                row(&mut out, "", &[&item.code, &item.name], item.before, item.after, item.cause.told(lang));
            }
        }
        row(&mut out, "s", &[lang.pick("合計", "total"), ""], comparison.before, comparison.after, "");
        out.push_str("</table>\n");
    }
    for (name, why) in &report.refused {
        let _ = writeln!(out, "<p>{}: {}</p>", escape(name), escape(why));
    }
    out.push_str("</body></html>\n");
    out
}

fn row(out: &mut String, class: &str, words: &[&str; 2], before: Decimal, after: Decimal, cause: &str) {
    let _ = writeln!(
        out,
        "<tr class=\"{class}\"><td>{}</td><td>{}</td><td class=\"n\">{before}</td><td class=\"n\">{after}</td><td class=\"n\">{}</td><td>{cause}</td></tr>",
        escape(words[0]),
        escape(words[1]),
        signed(after - before)
    );
}

/// Two bars for each section, before and after.
fn chart(out: &mut String, sections: &[Section], lang: Lang) {
    let most = sections.iter().flat_map(|s| [s.before, s.after]).max().unwrap_or_default();
    let width = |points: Decimal| -> u64 {
        let full = most.max(Decimal::ONE);
        (points.max(Decimal::ZERO) * Decimal::from(BAR) / full).round().to_u64().unwrap_or(0)
    };
    let (all, high) = (LEFT + BAR + 90, sections.len().saturating_mul(ROW));
    let _ = writeln!(
        out,
        "<svg viewBox=\"0 0 {all} {high}\" width=\"100%\" role=\"img\" aria-label=\"{}\">",
        lang.pick("診療識別ごとの点数", "points by section")
    );
    for (section, top) in sections.iter().zip((0..).step_by(ROW)) {
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{}\">{}</text>",
            top + 24,
            escape(lang.section(&section.section))
        );
        for (points, class, y) in [(section.before, "b", top + 4), (section.after, "a", top + 20)] {
            let bar = width(points);
            let _ = writeln!(
                out,
                "<rect class=\"{class}\" x=\"{LEFT}\" y=\"{y}\" width=\"{bar}\" height=\"14\"/><text x=\"{}\" y=\"{}\">{points}</text>",
                LEFT + bar + 6,
                y + 12
            );
        }
    }
    out.push_str("</svg>\n");
}

/// Text for HTML.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
