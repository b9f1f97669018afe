//! The engine: immutable, opened once from images, then a pure function of the request.

mod prices;
mod questions;

use thiserror::Error;

use crate::amount::AmountError;
use crate::claim::Claim;
use crate::date::ServiceDate;
use crate::law::Revision;
use crate::outcome::Outcome;
use crate::params::Params;
use crate::snapshot::{Bytes, DrugRow, Edition, ImageError, MaterialRow};
use crate::{rules, stage};

/// No answer at all (findings come with an answer, errors instead of one).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// An image was refused.
    #[error("{image}: {source}")]
    Image {
        /// Which image: `rules`, or `masters 0` for the first edition.
        image: String,
        /// Why.
        source: ImageError,
    },
    /// Two editions answer for the same day.
    #[error("editions `{first}` and `{second}` answer for the same days; open only one of them")]
    Overlap {
        /// One edition.
        first: String,
        /// The other.
        second: String,
    },
    /// The rules image lacks a parameter that a rule reads.
    #[error("rule `{rule}` needs parameter `{key}` on {date}; the rules image does not fit this engine")]
    Parameter {
        /// The rule.
        rule: &'static str,
        /// The parameter.
        key: String,
        /// The day.
        date: ServiceDate,
    },
    /// Two rules changed the same thing and no order between them is declared.
    #[error("rules `{first}` and `{second}` both decide on `{what}`; this is a defect of the rule set")]
    Conflict {
        /// One rule.
        first: &'static str,
        /// The other.
        second: &'static str,
        /// What both decide on.
        what: String,
    },
    /// An amount out of range.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// The engine.
#[derive(Debug, Clone)]
pub struct Engine {
    params: Params,
    editions: Vec<Edition>,
    prices: prices::Prices,
}

impl Engine {
    /// Opens the rules image and any number of editions of the masters. Everything is verified here, once.
    ///
    /// # Errors
    /// [`EngineError::Image`] when an image is refused, [`EngineError::Overlap`] when two editions answer for one day.
    pub fn open(rules: Bytes, masters: impl IntoIterator<Item = Bytes>) -> Result<Self, EngineError> {
        let params =
            Params::open(rules).map_err(|source| EngineError::Image { image: "rules".to_owned(), source })?;
        let mut editions: Vec<Edition> = Vec::new();
        for (place, bytes) in masters.into_iter().enumerate() {
            let edition = Edition::open(bytes)
                .map_err(|source| EngineError::Image { image: format!("masters {place}"), source })?;
            if let Some(other) = editions.iter().find(|e| e.validity().overlaps(edition.validity())) {
                return Err(EngineError::Overlap {
                    first: other.manifest().edition.clone(),
                    second: edition.manifest().edition.clone(),
                });
            }
            editions.push(edition);
        }
        editions.sort_by_key(|e| e.validity().from);
        let prices = prices::Prices::of(&editions, &params);
        Ok(Self { params, editions, prices })
    }

    /// Parameters.
    #[must_use]
    pub const fn params(&self) -> &Params {
        &self.params
    }

    /// Editions, oldest first.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The edition that answers for a day, and its place.
    #[must_use]
    pub fn edition_on(&self, date: ServiceDate) -> Option<(usize, &Edition)> {
        self.editions.iter().enumerate().find(|(_, e)| e.validity().holds(date))
    }

    /// First day of the list of drug prices that the edition lacks, when the row's price is of an older one (薬価基準).
    pub(crate) fn drug_price_out_of_date(&self, row: DrugRow<'_>, date: ServiceDate) -> Option<ServiceDate> {
        let (place, _) = self.edition_on(date)?;
        self.prices.drug_out_of_date(place, row, &self.params, date)
    }

    /// The same for a material (材料価格基準).
    pub(crate) fn material_price_out_of_date(
        &self,
        row: MaterialRow<'_>,
        date: ServiceDate,
    ) -> Option<ServiceDate> {
        let (place, _) = self.edition_on(date)?;
        self.prices.material_out_of_date(place, row, &self.params, date)
    }

    /// Calculates a claim.
    ///
    /// # Errors
    /// [`EngineError`] when no answer can be given: a conflict of rules, a missing parameter, an amount out of range.
    pub fn calculate(&self, claim: &Claim) -> Result<Outcome, EngineError> {
        questions::calculate(self, claim)
    }

    /// One pass without trying the answers to open questions.
    pub(crate) fn pass(&self, claim: &Claim) -> Result<Outcome, EngineError> {
        stage::run(self, claim, false)
    }

    /// The same, and what the electronic fee table says of lines that are priced as sent.
    ///
    /// # Errors
    /// [`EngineError`] when no answer can be given.
    pub(crate) fn judge(&self, claim: &Claim) -> Result<Outcome, EngineError> {
        questions::judge(self, claim)
    }

    /// The rules of a revision, in legal order.
    #[must_use]
    pub fn rules(revision: Revision) -> &'static [&'static rules::Rule] {
        rules::of(revision)
    }
}
