//! The answer of an implementation, as far as a comparison reads it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::number;
use crate::request::Prepared;

/// A billing unit of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) section: String,
    pub(crate) encounter: String,
    pub(crate) group: Option<String>,
    /// Codes without those of comments; `None` where the request sent a stand-in.
    pub(crate) codes: Vec<Option<String>>,
    /// Whether one of its lines was ordered.
    pub(crate) ordered: bool,
    pub(crate) points: Decimal,
    pub(crate) count: u32,
}

impl Unit {
    pub(crate) fn named(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().filter_map(Option::as_deref)
    }

    pub(crate) fn total(&self) -> Decimal {
        self.points * Decimal::from(self.count)
    }
}

/// A finding or question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) id: String,
    /// Codes of the lines it is about; empty when it is about no line.
    pub(crate) codes: Vec<String>,
    pub(crate) message: String,
}

/// The answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) units: Vec<Unit>,
    pub(crate) total: Decimal,
    /// Findings of severity `error`.
    pub(crate) errors: Vec<Remark>,
    pub(crate) questions: Vec<Remark>,
}

/// A line as the answer gives it.
#[derive(Debug)]
struct Line {
    code: String,
    stand_in: bool,
    ordered: bool,
}

impl Reply {
    /// Reads an answer.
    ///
    /// # Errors
    /// What is not in the form of the contract, or the refusal.
    pub(crate) fn read(bytes: &[u8], sent: &Prepared) -> Result<Self, String> {
        let body: Value =
            serde_json::from_slice(bytes).map_err(|e| format!("the answer is not JSON: {e}"))?;
        if body.get("schema").and_then(Value::as_str) != Some("santei/result/1") {
            let part = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let said = match body.get("errors") {
                Some(errors) => format!("{} {errors}", part("detail")),
                None => part("detail"),
            };
            return Err(format!("refused: {} {said}", part("title")));
        }
        let mut lines: BTreeMap<String, Line> = BTreeMap::new();
        for line in list(&body, "lines")? {
            let id = text(line, "lineId")?;
            let input = sent.lines.get(&id);
            let known = Line {
                code: text(line, "code")?,
                stand_in: input.is_some_and(|s| s.stand_in),
                ordered: input.is_some(),
            };
            lines.insert(id, known);
        }
        let units = list(&body, "units")?
            .iter()
            .map(|unit| Unit::read(unit, &lines))
            .collect::<Result<Vec<_>, _>>()?;
        let total = decimal(&body, "totalPoints")?;
        let errors = list(&body, "findings")?
            .iter()
            .filter(|f| f.get("severity").and_then(Value::as_str) == Some("error"))
            .map(|f| remark(f, "message", sent, &lines))
            .collect::<Result<_, _>>()?;
        let questions = list(&body, "questions")?
            .iter()
            .map(|q| remark(q, "text", sent, &lines))
            .collect::<Result<_, _>>()?;
        Ok(Self { units, total, errors, questions })
    }
}

impl Unit {
    fn read(unit: &Value, lines: &BTreeMap<String, Line>) -> Result<Self, String> {
        let mut codes = Vec::new();
        let mut ordered = false;
        for id in list(unit, "lineIds")? {
            let id = id.as_str().ok_or("the answer has a line id that is no text")?;
            let line =
                lines.get(id).ok_or_else(|| format!("a unit names the line `{id}` that is not there"))?;
            ordered |= line.ordered;
            // Comment codes (8…) stand in a group but carry no points.
            if !line.code.starts_with('8') {
                codes.push((!line.stand_in).then(|| line.code.clone()));
            }
        }
        let encounter = match unit.get("encounter") {
            Some(Value::String(s)) => s.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        Ok(Self {
            section: text(unit, "section")?,
            encounter,
            group: unit.get("group").and_then(Value::as_str).map(str::to_owned),
            codes,
            ordered,
            points: decimal(unit, "points")?,
            count: unit
                .get("count")
                .and_then(Value::as_u64)
                .and_then(|n| u32::try_from(n).ok())
                .ok_or("a unit has no `count`")?,
        })
    }
}

fn remark(
    value: &Value,
    words: &str,
    sent: &Prepared,
    lines: &BTreeMap<String, Line>,
) -> Result<Remark, String> {
    let ids = value.get("lineIds").and_then(Value::as_array).into_iter().flatten().chain(value.get("lineId"));
    let mut codes: Vec<String> =
        ids.filter_map(Value::as_str).filter_map(|id| lines.get(id)).map(|l| l.code.clone()).collect();
    let target = value.get("target").and_then(Value::as_str).unwrap_or_default();
    let at = |pointer: &str| {
        target.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    codes.extend(sent.lines.values().filter(|s| at(&s.pointer)).map(|s| s.code.clone()));
    let message = match value.get(words) {
        Some(Value::String(s)) => s.clone(),
        Some(texts) => texts.get("ja").and_then(Value::as_str).unwrap_or_default().to_owned(),
        None => String::new(),
    };
    Ok(Remark { id: text(value, "id")?, codes, message })
}

fn list<'v>(value: &'v Value, name: &str) -> Result<&'v [Value], String> {
    value
        .get(name)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .ok_or_else(|| format!("the answer has no list `{name}`"))
}

fn text(value: &Value, name: &str) -> Result<String, String> {
    value
        .get(name)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| format!("the answer has an entry without the text `{name}`"))
}

fn decimal(value: &Value, name: &str) -> Result<Decimal, String> {
    value
        .get(name)
        .and_then(number::decimal)
        .ok_or_else(|| format!("the answer has an entry without the number `{name}`"))
}
