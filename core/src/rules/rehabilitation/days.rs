//! What the fees of 疾患別リハビリテーション (H000, H001, H001-2, H002, H003) have in common: the day they are counted from.

use rust_decimal::Decimal;

use crate::date::ServiceDate;
use crate::engine::EngineError;
use crate::fact::{self, Fact, FactValue};
use crate::rules::View;
use crate::snapshot::{Article, ProcedureRow};

/// Whether a row is a fee of 疾患別リハビリテーション.
pub(in crate::rules) fn is_rehabilitation(row: ProcedureRow<'_>) -> bool {
    row.notice_kind().is_base() && row.has_step() && standard_days_key(row.article()).is_some()
}

/// Parameter of the standard days (標準的算定日数) of an article.
pub(super) const fn standard_days_key(article: Article) -> Option<&'static str> {
    Some(match (article.letter, article.section, article.branch) {
        (b'H', 0, 0) => "rehab.days.h000",
        (b'H', 1, 0) => "rehab.days.h001",
        (b'H', 1, 2) => "rehab.days.h001-2",
        (b'H', 2, 0) => "rehab.days.h002",
        (b'H', 3, 0) => "rehab.days.h003",
        _ => return None,
    })
}

/// Whether the days of an article run from the beginning of treatment (H000, H003) instead of the onset.
pub(super) const fn from_treatment(article: Article) -> bool {
    matches!(article.section, 0 | 3)
}

/// A date told of a line.
pub(super) fn told(view: &View<'_, '_, '_>, line: usize, fact: &Fact) -> Option<ServiceDate> {
    match view.source(line).and_then(|l| l.facts.get(fact)) {
        Some(FactValue::Date(date)) => Some(date),
        _ => None,
    }
}

/// The day of a line counted from a date, which is day 1; `None` before it.
pub(super) fn day(view: &View<'_, '_, '_>, line: usize, from: ServiceDate) -> Option<Decimal> {
    let days = view.day_of(line)?.days().checked_sub(from.days())?.checked_add(1)?;
    (days > 0).then(|| Decimal::from(days))
}

/// Whether a line lies beyond the standard days of its article; `None` when the date they run from is not told.
///
/// # Errors
/// [`EngineError::Parameter`] when the rules image lacks the days.
pub(super) fn is_beyond(
    view: &View<'_, '_, '_>,
    line: usize,
    article: Article,
) -> Result<Option<bool>, EngineError> {
    let Some(key) = standard_days_key(article) else { return Ok(None) };
    let fact = if from_treatment(article) { &fact::TREATMENT_START } else { &fact::ONSET };
    let standard = view.value(key)?.value;
    Ok(told(view, line, fact).and_then(|from| day(view, line, from)).map(|day| day > standard))
}
