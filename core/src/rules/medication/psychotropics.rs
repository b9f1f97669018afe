//! Several psychotropics (向精神薬多剤投与): which drugs count, and how many kinds there are (F100 1, F200 注2, F400 1).

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::claim::DrugForm;
use crate::engine::EngineError;
use crate::fact;
use crate::rules::View;

/// Classes (別紙36), each with its threshold; anxiolytics and hypnotics also count together.
const LIMITS: [(&[&str], &str); 5] = [
    (&["anxiolytic"], "drug.psychotropic.anxiolytics"),
    (&["hypnotic"], "drug.psychotropic.hypnotics"),
    (&["antidepressant"], "drug.psychotropic.antidepressants"),
    (&["antipsychotic"], "drug.psychotropic.antipsychotics"),
    (&["anxiolytic", "hypnotic"], "drug.psychotropic.anxiolytics-and-hypnotics"),
];
/// Temporary antidepressants and antipsychotics do not count; temporary anxiolytics and hypnotics do (通知 F100 (3) ア (ハ)).
const COUNT_WHEN_TEMPORARY: [&str; 2] = ["anxiolytic", "hypnotic"];
/// 薬効分類 a drug of these classes can stand under: hypnotics and anxiolytics, psychotropics, other drugs of the nervous system.
const POSSIBLE: [&[u8]; 3] = [b"112", b"117", b"119"];
/// 向精神薬 (y14).
const PSYCHOTROPIC: u8 = 5;

/// Lines of drugs told to be of a class, with it.
pub(super) fn classified(view: &View<'_, '_, '_>) -> Vec<(usize, &'static str)> {
    internal(view)
        .into_iter()
        .filter_map(|line| {
            let class = view.source(line)?.facts.choice(&fact::PSYCHOTROPIC_CLASS)?;
            (class != "none").then_some((line, class))
        })
        .collect()
}

fn internal(view: &View<'_, '_, '_>) -> Vec<usize> {
    [DrugForm::Oral, DrugForm::AsNeeded]
        .into_iter()
        .flat_map(|f| view.drugs(f))
        .map(|(line, _)| line)
        .collect()
}

/// Whether there are several psychotropics; `None` when drugs that could make the case have no class told.
///
/// # Errors
/// [`EngineError::Parameter`] when a threshold is missing.
pub(super) fn several(view: &View<'_, '_, '_>) -> Result<Option<bool>, EngineError> {
    let counted: Vec<(usize, &str)> = classified(view)
        .into_iter()
        .filter(|(line, class)| {
            let told = view.source(*line).and_then(|l| l.facts.bool(&fact::TEMPORARY_MEDICATION));
            told != Some(true) || COUNT_WHEN_TEMPORARY.contains(class)
        })
        .collect();
    let mut least_of_all = None;
    for (classes, key) in LIMITS {
        let least = view.value(key)?.value;
        // Kinds are counted by common name (通知 F100 (3) イ).
        let kinds: BTreeSet<_> = counted
            .iter()
            .filter(|(_, c)| classes.contains(c))
            .map(|(line, _)| view.substance(*line))
            .collect();
        if Decimal::from(kinds.len()) >= least {
            return Ok(Some(true));
        }
        least_of_all = Some(least_of_all.map_or(least, |l: Decimal| l.min(least)));
    }
    let open = internal(view).into_iter().filter(|line| {
        let untold = view.source(*line).is_none_or(|l| l.facts.choice(&fact::PSYCHOTROPIC_CLASS).is_none());
        let listed =
            view.listing_code(*line).is_some_and(|code| POSSIBLE.iter().any(|p| code.starts_with(p)));
        untold && (listed || view.controlled_kind(*line) == PSYCHOTROPIC)
    });
    let open = open.count();
    let could = Decimal::from(open.saturating_add(counted.len()));
    Ok(if open > 0 && least_of_all.is_some_and(|least| could >= least) { None } else { Some(false) })
}
