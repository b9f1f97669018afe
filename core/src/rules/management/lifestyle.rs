//! What the two lifestyle disease management fees (生活習慣病管理料) share.

use crate::claim::DrugForm;
use crate::code::Code;
use crate::engine::EngineError;
use crate::rules::{Effects, View};

/// 外来管理加算 (A001 注8): contained on the day of the fee.
pub(super) const OUTPATIENT_MANAGEMENT: Code = Code::known(112_011_010);

/// Parts of chapter 2 that a fee contains.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contained {
    /// Key of the fees.
    pub(super) fee: &'static str,
    /// Key of the management fees that stand beside it.
    pub(super) beside: &'static str,
    /// Letters of further parts that it contains as a whole.
    pub(super) parts: &'static [u8],
}

/// Absorbs what the fee of the month contains. The month is the span of the electronic fee table (包括単位 2); 外来管理加算 is contained on
/// the day (包括単位 1).
pub(super) fn absorb(view: &View<'_, '_, '_>, out: &mut Effects, what: Contained) -> Result<(), EngineError> {
    if !view.is_outpatient() {
        return Ok(());
    }
    let fees = &view.set(what.fee)?.value;
    let fee = view.first_in_the_month(fees);
    if fee.is_none() && !view.in_history_of_the_month(fees) {
        return Ok(());
    }
    let beside = &view.set(what.beside)?.value;
    let today = view.first_on_the_day(fees).is_some();
    for (line, row) in view.procedures() {
        let letter = row.article().letter;
        let contained = what.parts.contains(&letter)
            || (letter == b'B' && !beside.contains(row.code()))
            || (today && row.code() == OUTPATIENT_MANAGEMENT);
        if contained && Some(line) != fee {
            out.bundle(line, fee);
        }
    }
    if what.parts.contains(&b'G') {
        for (line, _) in view.drugs(DrugForm::Injection) {
            out.bundle(line, fee);
        }
    }
    Ok(())
}
