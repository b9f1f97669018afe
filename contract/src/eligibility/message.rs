//! The message around the confirmations: did the inquiry succeed, is the insurance valid.

use super::codes;
use super::confirmation;
use super::error::{EligibilityError, EligibilityErrors};
use super::tree::{self, Element};
use super::{Eligibility, Patient};

/// Path, errors so far and the document in the making.
pub(crate) struct Reading {
    pub(crate) errors: Vec<EligibilityError>,
    pub(crate) told: Eligibility,
}

impl Reading {
    pub(crate) fn missing(&mut self, path: String, hint: &'static str) {
        self.errors.push(EligibilityError::Missing { path, hint });
    }

    pub(crate) fn value(&mut self, path: &str, found: &str, expected: &'static str, hint: &'static str) {
        self.errors.push(EligibilityError::value(path, found, expected, hint));
    }

    pub(crate) fn refused(&mut self, path: &str, found: &str, meaning: &'static str, hint: &'static str) {
        self.errors.push(EligibilityError::refused(path, found, meaning, hint));
    }

    /// An optional day of an element.
    pub(crate) fn day(&mut self, element: &Element, path: &str, name: &str) -> Option<String> {
        let text = element.value(name)?;
        let day = codes::day(text);
        if day.is_none() {
            self.value(&format!("{path}/{name}"), text, "a day (YYYYMMDD)", "correct it");
        }
        day
    }

    /// An optional sum of yen.
    pub(crate) fn yen(&mut self, element: &Element, path: &str, name: &str) -> Option<i64> {
        let text = element.value(name)?;
        let digits = text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let yen = digits.then(|| text.parse().ok()).flatten();
        if yen.is_none() {
            self.value(&format!("{path}/{name}"), text, "a sum of yen in digits", "correct it");
        }
        yen
    }
}

const ROOT: &str = "XmlMsg";
const BODY: &str = "XmlMsg/MessageBody";
const RESULT: &str = "ResultOfQualificationConfirmation";

/// The response of オンライン資格確認 (資格確認, one person) → coverages.
///
/// # Errors
/// [`EligibilityErrors`]: every element that is missing, unknown or contradictory, and whatever the response itself
/// refuses. Nothing is taken over then.
pub fn response(xml: &[u8]) -> Result<Eligibility, EligibilityErrors> {
    let root = tree::parse(xml)?;
    let mut reading = Reading { errors: Vec::new(), told: Eligibility::new() };
    if root.name != ROOT {
        reading.value(
            "/",
            &root.name,
            "the root element `XmlMsg`",
            "send the response of the eligibility system",
        );
        return Err(EligibilityErrors(reading.errors));
    }
    header(&mut reading, root.child("MessageHeader"));
    match root.child("MessageBody") {
        Some(element) => body(&mut reading, element),
        None => reading.missing(BODY.to_owned(), "send the whole response"),
    }
    if reading.errors.is_empty() { Ok(reading.told) } else { Err(EligibilityErrors(reading.errors)) }
}

fn header(reading: &mut Reading, header: Option<&Element>) {
    let path = "XmlMsg/MessageHeader";
    let Some(header) = header else {
        reading.missing(path.to_owned(), "send the whole response");
        return;
    };
    let segment = format!("{path}/SegmentOfResult");
    match header.value("SegmentOfResult") {
        Some("1") => {}
        Some(found @ "2") => reading.refused(&segment, found, "still being processed", "ask again"),
        Some(found @ ("3" | "9")) => {
            reading.refused(
                &segment,
                found,
                "the inquiry failed",
                "see `ErrorMessage` in the response and ask again",
            );
        }
        Some(found) => reading.value(&segment, found, "a known result (1, 2, 9)", "correct it"),
        None => reading.missing(segment, "send the whole response"),
    }
    let day = reading.day(header, path, "QualificationConfirmationDate");
    if day.is_none() && header.value("QualificationConfirmationDate").is_none() {
        reading.missing(format!("{path}/QualificationConfirmationDate"), "send the whole response");
    }
    reading.told.confirmed_on = day;
}

fn body(reading: &mut Reading, body: &Element) {
    let status = format!("{BODY}/ProcessingResultStatus");
    match body.value("ProcessingResultStatus") {
        Some("1") => {}
        Some(found @ "2") => {
            let hint = "see `ProcessingResultMessage` in the response";
            reading.refused(&status, found, "no result for this person", hint);
        }
        Some(found) => reading.value(&status, found, "a known status (1, 2)", "correct it"),
        None => reading.missing(status, "send the whole response"),
    }
    let validity = format!("{BODY}/QualificationValidity");
    match body.value("QualificationValidity") {
        Some("1") => {}
        Some(found) => match codes::invalid(found) {
            Some((meaning, hint)) => reading.refused(&validity, found, meaning, hint),
            None => reading.value(&validity, found, "a known validity (1 to 6)", "correct it"),
        },
        None => reading.missing(validity, "send the whole response"),
    }
    let list = format!("{BODY}/ResultList");
    let results: Vec<&Element> = body.all("ResultList").flat_map(|list| list.all(RESULT)).collect();
    if results.is_empty() {
        // a refused inquiry has no result; only a successful one must have
        if reading.errors.is_empty() {
            reading.missing(format!("{list}/{RESULT}"), "send the whole response");
        }
        return;
    }
    if results.len() > 4 {
        reading.value(
            &list,
            &results.len().to_string(),
            "a list of one person's results",
            "send one person at a time",
        );
        return;
    }
    for (at, result) in results.iter().enumerate() {
        let path = if results.len() == 1 {
            format!("{list}/{RESULT}")
        } else {
            format!("{list}/{RESULT}[{}]", at + 1)
        };
        patient(reading, result, &path);
        confirmation::read(reading, result, &path);
    }
}

fn patient(reading: &mut Reading, result: &Element, path: &str) {
    let Some(birth_date) = reading.day(result, path, "Birthdate") else {
        if result.value("Birthdate").is_none() {
            reading.missing(format!("{path}/Birthdate"), "send the whole response");
        }
        return;
    };
    let sex = match result.value("Sex1") {
        Some("1") => Some("male"),
        Some("2") => Some("female"),
        // 3 = 未設定
        Some("3") | None => None,
        Some(found) => {
            reading.value(&format!("{path}/Sex1"), found, "a known sex (1, 2, 3)", "correct it");
            None
        }
    };
    let found = Patient { birth_date, sex };
    let same = reading.told.patient.as_ref().is_none_or(|other| other.birth_date == found.birth_date);
    if !same {
        let told = found.birth_date.clone();
        reading.value(
            &format!("{path}/Birthdate"),
            &told,
            "the birth date of the other result",
            "send one person",
        );
    }
    if reading.told.patient.is_none() {
        reading.told.patient = Some(found);
    }
}
