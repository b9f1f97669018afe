//! Questions about the diseases of the claim.

use super::View;
use crate::claim::Diagnosis;
use crate::snapshot::{DiseaseRow, Found};

impl<'c, 'e> View<'_, 'c, 'e> {
    /// Diseases under care on the day, with their row in the disease master if it has one; `None` when none are told.
    #[must_use]
    pub fn diseases(&self) -> Option<Vec<(&'c Diagnosis, Option<DiseaseRow<'e>>)>> {
        let date = self.date();
        let edition = self.bill.edition_on(date).map(|(_, edition)| edition);
        let all = self.claim().diagnoses.as_ref()?;
        let under_care = all
            .iter()
            .filter(|d| d.from.is_none_or(|from| from <= date) && d.until.is_none_or(|until| until >= date));
        let row = |d: &Diagnosis| match edition?.diseases().find(d.code, date) {
            Found::Row(row, _) => Some(row),
            _ => None,
        };
        Some(under_care.map(|d| (d, row(d))).collect())
    }
}
