//! What a case expects.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::error::CaseError;
use crate::keys::Keys;
use crate::number;

/// One line of the expected bill: a billing unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpectedLine {
    pub(crate) section: String,
    /// Codes; `None` stands for any one code (compare points).
    pub(crate) codes: Vec<Option<String>>,
    pub(crate) points: Decimal,
    pub(crate) count: u32,
    /// Group of a claim that is priced again.
    pub(crate) group: Option<u32>,
    /// Days and how often on each.
    pub(crate) days: Vec<(u32, u32)>,
}

impl ExpectedLine {
    /// Codes that are named.
    pub(crate) fn named(&self) -> impl Iterator<Item = &str> {
        self.codes.iter().filter_map(Option::as_deref)
    }

    /// Points × count.
    pub(crate) fn total(&self) -> Decimal {
        self.points * Decimal::from(self.count)
    }
}

/// The expected bill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) lines: Vec<ExpectedLine>,
    pub(crate) total: Decimal,
    /// Codes that must not be billed.
    pub(crate) absent: Vec<String>,
}

impl Expected {
    pub(crate) fn read(value: Option<Value>) -> Result<Self, CaseError> {
        let mut keys = Keys::open("/expected", value)?;
        let mut lines = Vec::new();
        for (i, value) in keys.list("lines")?.unwrap_or_default().into_iter().enumerate() {
            lines.push(line(i, value)?);
        }
        let total = keys
            .take("total_points")
            .as_ref()
            .and_then(number::decimal)
            .ok_or_else(|| CaseError::malformed("/expected/total_points", "must be a number"))?;
        let absent = keys.texts("absent")?.unwrap_or_default();
        keys.end()?;
        let sum: Decimal = lines.iter().map(ExpectedLine::total).sum();
        if sum != total {
            return Err(CaseError::malformed(
                "/expected/total_points",
                format!("is {total}, but the lines add up to {sum}"),
            ));
        }
        Ok(Self { lines, total, absent })
    }
}

fn line(place: usize, value: Value) -> Result<ExpectedLine, CaseError> {
    let mut keys = Keys::open(format!("/expected/lines/{place}"), Some(value))?;
    // Whether it was ordered, how it was worked out and what the amount was before: for the reader of the case.
    keys.drop(&["derived", "calc", "note", "reproduced", "points_before"]);
    let mut codes = Vec::new();
    for code in keys.list("codes")?.unwrap_or_default() {
        codes.push(match code {
            Value::Null => None,
            Value::String(s) => Some(s),
            _ => return Err(CaseError::malformed(keys.at("codes"), "must be a list of codes and nulls")),
        });
    }
    let points = keys
        .take("points")
        .as_ref()
        .and_then(number::decimal)
        .ok_or_else(|| CaseError::malformed(keys.at("points"), "must be a number"))?;
    let mut days = Vec::new();
    for pair in keys.list("days")?.unwrap_or_default() {
        let part = |i: usize| pair.get(i).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        let (Some(day), Some(times)) = (part(0), part(1)) else {
            return Err(CaseError::malformed(keys.at("days"), "must be a list of [day, count]"));
        };
        days.push((day, times));
    }
    let line = ExpectedLine {
        section: keys.need_text("shikibetsu")?,
        codes,
        points,
        count: keys.count("count")?.unwrap_or(1),
        group: keys.count("group")?,
        days,
    };
    keys.end()?;
    Ok(line)
}
