//! A result as a table for people, in the manner of a detailed statement (明細書).

use std::collections::BTreeMap;
use std::io::Write;

use santei_core::engine::Engine;
use serde_json::Value;

use crate::exit::Done;
use crate::grid::Grid;
use crate::lang::Lang;

/// Prints a result of contract v1.
pub(crate) fn print(result: &Value, engine: &Engine, lang: Lang, out: &mut impl Write) -> Done<()> {
    let mut page = Page { result, lang, documents: Vec::new() };
    page.head(engine, out)?;
    let mut encounters: Vec<&str> = Vec::new();
    for line in list(result, "lines") {
        let encounter = text(line, "encounter");
        if !encounters.contains(&encounter) {
            encounters.push(encounter);
        }
    }
    for encounter in encounters {
        page.encounter(encounter, out)?;
    }
    page.totals(out)?;
    page.findings(out)?;
    page.questions(out)?;
    page.documents(out)?;
    Ok(())
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, key: &str) -> i64 {
    value.get(key).and_then(Value::as_i64).unwrap_or_default()
}

/// The one text of a message in whichever language it came.
fn message<'v>(value: &'v Value, key: &str) -> &'v str {
    let texts = value.get(key).and_then(Value::as_object);
    texts.and_then(|t| t.values().next()).and_then(Value::as_str).unwrap_or_default()
}

/// Yen with separators.
fn yen(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut out = String::new();
    if amount < 0 {
        out.push('-');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many articles a line of the table names; `explain` names all.
const CITES_SHOWN: usize = 2;

struct Page<'r> {
    result: &'r Value,
    lang: Lang,
    /// Documents cited so far, by the order of their first mention.
    documents: Vec<(&'r str, &'r str)>,
}

impl<'r> Page<'r> {
    fn head(&self, engine: &Engine, out: &mut impl Write) -> Done<()> {
        let pick = |ja, en| self.lang.pick(ja, en);
        let manifest = self.result.get("manifest").unwrap_or(&Value::Null);
        let editions: Vec<&str> = list(manifest, "masters").iter().map(|e| text(e, "edition")).collect();
        let request = text(self.result, "requestId");
        let name = if request.is_empty() { pick("算定結果", "result") } else { request };
        writeln!(out, "{name}  [{}]  santei {}", editions.join(", "), text(manifest, "engine"))?;
        for edition in engine.editions() {
            let manifest = edition.manifest();
            if !editions.contains(&manifest.edition.as_str()) {
                continue;
            }
            if manifest.edition.contains("starter") {
                writeln!(
                    out,
                    "{}",
                    pick(
                        "※ 内蔵のスターター版（starter edition、抜粋）による計算です。請求には公式マスターから作ったイメージを使ってください。",
                        "* computed on the built-in starter edition, a selection; for claims use an image of the official masters."
                    )
                )?;
            } else if let Some(reason) = &manifest.provisional {
                writeln!(out, "{} {reason}", pick("※ 暫定版:", "* provisional edition:"))?;
            }
        }
        Ok(())
    }

    fn encounter(&mut self, encounter: &str, out: &mut impl Write) -> Done<()> {
        let (result, lang) = (self.result, self.lang);
        let pick = |ja, en| lang.pick(ja, en);
        let of_this = |value: &&Value| text(value, "encounter") == encounter;
        let lines: Vec<&Value> = list(result, "lines").iter().filter(of_this).collect();
        let units: Vec<&Value> = list(result, "units").iter().filter(of_this).collect();
        let mut dates: Vec<&str> = lines.iter().map(|l| text(l, "date")).collect();
        dates.dedup();
        writeln!(out, "\n{}  {}", dates.join(", "), encounter)?;
        let mut grid = Grid::new(&[
            pick("区分", "section"),
            pick("コード", "code"),
            pick("名称", "name"),
            pick("点数", "points"),
            pick("回数", "count"),
            pick("計", "total"),
            pick("判定", "verdict"),
            pick("根拠", "reason"),
        ])
        .right(3)
        .right(4)
        .right(5);
        let mut last = "";
        let mut shown: Vec<&str> = Vec::new();
        for unit in &units {
            let section = text(unit, "section");
            let ids: Vec<&str> = list(unit, "lineIds").iter().filter_map(Value::as_str).collect();
            let of_unit: Vec<&&Value> =
                ids.iter().filter_map(|id| lines.iter().find(|l| text(l, "lineId") == *id)).collect();
            for (place, line) in of_unit.iter().enumerate() {
                // A unit is rounded once, so its points stand on its last line.
                let sum = (place + 1 == of_unit.len()).then_some(*unit);
                let head = if section == last { "" } else { lang.section(section) };
                last = section;
                grid.row(self.line(head, line, sum, of_unit.len() == 1));
            }
            shown.extend(ids);
        }
        for line in lines.iter().filter(|l| !shown.contains(&text(l, "lineId"))) {
            let section = text(line, "section");
            let head = if section == last { "" } else { lang.section(section) };
            last = section;
            grid.row(self.line(head, line, None, false));
        }
        writeln!(out, "{grid}")?;
        Ok(())
    }

    fn line(&mut self, section: &str, line: &'r Value, unit: Option<&Value>, alone: bool) -> [String; 8] {
        let derived = text(line, "origin") == "derived";
        let name = match text(line, "name") {
            "" => self.lang.pick("（名称不明）", "(unknown)"),
            name => name,
        };
        let sum = |key| unit.map_or_else(String::new, |u| text(u, key).to_owned());
        let verdict = match text(line, "by") {
            "" => self.lang.verdict(text(line, "verdict")).to_owned(),
            by => format!("{} ← {by}", self.lang.verdict(text(line, "verdict"))),
        };
        let mut reason: Vec<String> = Vec::new();
        if derived {
            reason.push(format!("+{}", text(line, "rule")));
        }
        let mut cites = self.cites(line);
        if cites.len() > CITES_SHOWN {
            cites.truncate(CITES_SHOWN);
            cites.push("…".to_owned());
        }
        reason.extend(cites);
        [
            section.to_owned(),
            text(line, "code").to_owned(),
            name.to_owned(),
            if alone { sum("points") } else { text(line, "points").to_owned() },
            unit.map_or_else(|| number(line, "count"), |u| number(u, "count")).to_string(),
            sum("totalPoints"),
            verdict,
            reason.join(" "),
        ]
    }

    /// The articles that a part of the result cites, each with the number of its document.
    fn cites(&mut self, value: &'r Value) -> Vec<String> {
        let citations = self.result.get("citations");
        let mut out = Vec::new();
        for id in list(value, "cite").iter().filter_map(Value::as_str) {
            let Some(citation) = citations.and_then(|c| c.get(id)) else { continue };
            let document = (text(citation, "document"), text(citation, "number"));
            let place = self.documents.iter().position(|d| *d == document).unwrap_or_else(|| {
                self.documents.push(document);
                self.documents.len() - 1
            });
            out.push(format!("{}[{}]", text(citation, "article"), place + 1));
        }
        out
    }

    fn totals(&self, out: &mut impl Write) -> Done<()> {
        let (result, lang) = (self.result, self.lang);
        let pick = |ja, en| lang.pick(ja, en);
        writeln!(out)?;
        let sections: BTreeMap<&str, &str> = result
            .get("sections")
            .and_then(Value::as_object)
            .map(|s| s.iter().map(|(k, v)| (k.as_str(), v.as_str().unwrap_or_default())).collect())
            .unwrap_or_default();
        let each: Vec<String> = sections.iter().map(|(k, v)| format!("{} {v}", lang.section(k))).collect();
        let total = text(result, "totalPoints");
        writeln!(
            out,
            "{}  {total} {}  （{}）",
            pick("合計", "total"),
            pick("点", "points"),
            each.join("、")
        )?;
        if let Some(bounds) = result.get("bounds") {
            let (low, high) = (text(bounds, "minPoints"), text(bounds, "maxPoints"));
            if low != high {
                writeln!(
                    out,
                    "{}  {low}–{high} {}",
                    pick("回答による幅", "over all answers"),
                    pick("点", "points")
                )?;
            }
        }
        if number(result, "yenTotal") != 0 {
            let amount = yen(number(result, "yenTotal"));
            writeln!(out, "{}  {amount} {}", pick("点数外の額", "outside points"), pick("円", "yen"))?;
        }
        match result.get("charge") {
            Some(charge) => self.charge(charge, out)?,
            None => writeln!(
                out,
                "{}",
                pick(
                    "患者負担  負担割合が分からないため計算していません",
                    "charge  not computed: the share of the patient is not known"
                )
            )?,
        }
        writeln!(out, "{}  {}", pick("状態", "status"), lang.status(text(result, "status")))?;
        Ok(())
    }

    fn charge(&self, charge: &Value, out: &mut impl Write) -> Done<()> {
        let pick = |ja, en| self.lang.pick(ja, en);
        let unit = pick("円", " yen");
        writeln!(
            out,
            "{}  {}{unit}（{} {}、{} {}{unit}）  {} {}{unit}",
            pick("患者負担", "patient"),
            yen(number(charge, "patientYen")),
            pick("割合", "share"),
            text(charge, "copayRatio"),
            pick("保険者", "insurer"),
            yen(list(charge, "byPayer").iter().map(|p| number(p, "yen")).sum()),
            pick("窓口", "counter"),
            yen(number(charge, "counterYen")),
        )?;
        Ok(())
    }

    fn findings(&mut self, out: &mut impl Write) -> Done<()> {
        let (result, lang) = (self.result, self.lang);
        let findings = list(result, "findings");
        if findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", lang.pick("指摘", "findings"))?;
        for finding in findings {
            let mut cites = self.cites(finding).join(" ");
            if !cites.is_empty() {
                cites.insert(0, ' ');
            }
            writeln!(
                out,
                "  [{}] {}  {} {}{cites}",
                lang.severity(text(finding, "severity")),
                message(finding, "message"),
                text(finding, "id"),
                text(finding, "target"),
            )?;
        }
        Ok(())
    }

    fn questions(&mut self, out: &mut impl Write) -> Done<()> {
        let (result, lang) = (self.result, self.lang);
        let questions = list(result, "questions");
        if questions.is_empty() {
            return Ok(());
        }
        writeln!(
            out,
            "\n{}",
            lang.pick(
                "質問（answers に questionId と choice を書いて送ると確定します）",
                "questions (settle them by sending `answers` with questionId and choice)"
            )
        )?;
        let mut about = "";
        for question in questions {
            let target = text(question, "target");
            if target != about {
                about = target;
                writeln!(out, "  {}", self.about(target))?;
            }
            let cites = self.cites(question).join(" ");
            writeln!(out, "    {}  {}  {cites}", text(question, "id"), message(question, "text"))?;
            let choices: Vec<String> = list(question, "choices")
                .iter()
                .map(|choice| match text(choice, "deltaPoints") {
                    "" => text(choice, "id").to_owned(),
                    delta if delta.starts_with('-') || delta == "0" => {
                        format!("{} {delta}", text(choice, "id"))
                    }
                    delta => format!("{} +{delta}", text(choice, "id")),
                })
                .collect();
            writeln!(out, "        {}", choices.join(" / "))?;
            let waiting = list(question, "raisedBy");
            if waiting.len() > 1 {
                let waiting: Vec<&str> = waiting.iter().filter_map(Value::as_str).collect();
                writeln!(
                    out,
                    "        {} {}",
                    lang.pick("この答えを待つ受診", "visits that wait for it"),
                    waiting.join(" ")
                )?;
            }
        }
        Ok(())
    }

    /// What the questions that follow are about.
    fn about(&self, target: &str) -> String {
        match target {
            "/facility" => self.lang.pick("［医療機関について］", "[the institution]").to_owned(),
            "/patient" => self.lang.pick("［患者について］", "[the patient]").to_owned(),
            _ => format!("[{target}]"),
        }
    }

    fn documents(&self, out: &mut impl Write) -> Done<()> {
        if self.documents.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        for (place, (title, number)) in self.documents.iter().enumerate() {
            writeln!(out, "[{}] {number} {title}", place + 1)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yen_has_separators() {
        for (amount, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")] {
            assert_eq!(yen(amount), shown);
        }
    }
}
