//! Eligibility as others tell it → the `coverages` of a request.
//!
//! Two sources: the response of オンライン資格確認 (XML, [`response`]) and the certificates of public programmes as the
//! information-sharing system of municipalities describes them (PMH, JSON, [`public_certificates`]). Neither layout is
//! published for everybody to read in full; what is known of it, what is taken over and what is not stands in
//! `docs/ELIGIBILITY.md`. What is missing, unknown or contradictory is an error that names the element: nothing is guessed.
//!
//! ```
//! let xml = br#"<XmlMsg>
//!   <MessageHeader><SegmentOfResult>1</SegmentOfResult>
//!     <QualificationConfirmationDate>20250610</QualificationConfirmationDate></MessageHeader>
//!   <MessageBody><ProcessingResultStatus>1</ProcessingResultStatus><QualificationValidity>1</QualificationValidity>
//!     <ResultList><ResultOfQualificationConfirmation>
//!       <InsuredCardClassification>01</InsuredCardClassification><InsurerNumber>06999999</InsurerNumber>
//!       <PersonalFamilyClassification>1</PersonalFamilyClassification><Birthdate>19800405</Birthdate>
//!     </ResultOfQualificationConfirmation></ResultList></MessageBody></XmlMsg>"#;
//! let told = santei_contract::eligibility::response(xml).map_err(|errors| errors.to_string())?;
//! assert_eq!(told.coverages[0].insurer_number.as_deref(), Some("06999999"));
//! assert_eq!(told.coverages[0].income_verified, Some(false));
//! # Ok::<(), String>(())
//! ```

mod certificate;
mod codes;
mod confirmation;
mod error;
mod message;
mod tree;

pub use certificate::public_certificates;
pub use error::{EligibilityError, EligibilityErrors, MAX_TOLD};
pub use message::response;
pub use tree::MAX_BYTES;

use serde::Serialize;

/// What an eligibility document tells, ready for a request. Serialises as canonical JSON does: keys sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Eligibility {
    /// 記号・番号・枝番 of each coverage: no input of the calculation, but what the claim needs.
    pub cards: Vec<Card>,
    /// Day of the confirmation, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<String>,
    /// The `coverages` of a request.
    pub coverages: Vec<Told>,
    /// What was not taken over, and what a person has to add.
    pub notes: Vec<Note>,
    /// The `patient` of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patient: Option<Patient>,
    /// Name of this form.
    pub schema: &'static str,
}

/// Name of the form of [`Eligibility`].
pub const SCHEMA: &str = "santei/eligibility/1";

impl Eligibility {
    fn new() -> Self {
        Self { schema: SCHEMA, ..Self::default() }
    }

    fn note(&mut self, id: &'static str, path: impl Into<String>, text: impl Into<String>) {
        self.notes.push(Note { id, path: path.into(), text: text.into() });
    }

    /// The document as JSON.
    ///
    /// # Errors
    /// None in practice: every value is a string, a number or a flag.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }
}

/// Where a coverage is written on the card.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Card {
    /// 枝番.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// 番号; 受給者番号 of a public programme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Which coverage.
    pub seq: u8,
    /// 記号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
}

/// The patient as told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Patient {
    /// ISO 8601.
    pub birth_date: String,
    /// `male` or `female`; absent where 未設定.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<&'static str>,
}

/// A coverage with the names of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Told {
    /// 負担割合 told, `0.10`, `0.20`, `0.30`; absent where the age decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copay_ratio: Option<&'static str>,
    /// 適用区分.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub income_category: Option<&'static str>,
    /// Whether the category was confirmed on the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub income_verified: Option<bool>,
    /// 保険者番号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer_number: Option<String>,
    /// `medical`, `lateElderly`, `public`.
    pub kind: &'static str,
    /// 自己負担上限月額, yen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_cap_yen: Option<i64>,
    /// 公費負担者番号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_number: Option<String>,
    /// `self` or `family`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'static str>,
    /// National programme, where the payer number names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// Place in the request.
    pub seq: u8,
    /// 特定疾病療養の限度額, yen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_disease_limit_yen: Option<i64>,
    /// First day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
}

/// Something a person should know about what was, or was not, taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Note {
    /// Kind of note, see `docs/ELIGIBILITY.md`.
    pub id: &'static str,
    /// Element or pointer it comes from.
    pub path: String,
    /// In words.
    pub text: String,
}
