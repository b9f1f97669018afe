//! Certificates of public programmes (受給者証) as PMH describes them, JSON → coverages.
//!
//! Field names are those of the published registration interface of municipalities (医療費助成対象者情報登録API); the interface
//! towards institutions is not published. The content of `maxCopaymentAmount` is not known, so that cap is never read:
//! a note says so and the engine asks for it.

use super::codes;
use super::error::{EligibilityError, EligibilityErrors};
use super::message::Reading;
use super::tree::MAX_BYTES;
use super::{Card, Eligibility, Told};
use crate::json::{At, Members, Node, parse};

/// Most certificates of one person that are read: a request has nine coverages.
const MAX_CERTIFICATES: usize = 8;

/// Certificates → public coverages, numbered from `first` in the order sent.
///
/// # Errors
/// [`EligibilityErrors`]: no JSON, a field that is missing or has not its form.
pub fn public_certificates(json: &[u8], first: u8) -> Result<Eligibility, EligibilityErrors> {
    if json.len() > MAX_BYTES {
        return Err(EligibilityErrors::document(format!(
            "more than {MAX_BYTES} bytes; send one person at a time"
        )));
    }
    let root = parse(json).map_err(|error| EligibilityErrors::document(error.to_string()))?;
    let mut reading = Reading { errors: Vec::new(), told: Eligibility::new() };
    let at = At::ROOT;
    match &root {
        Node::List(list) => {
            if list.len() > MAX_CERTIFICATES {
                let found = list.len().to_string();
                reading.value("", &found, "a list of at most 8 certificates", "send one person at a time");
            }
            for (index, node) in list.iter().take(MAX_CERTIFICATES).enumerate() {
                one(&mut reading, node, &at.index(index), first);
            }
        }
        node => one(&mut reading, node, &at, first),
    }
    if reading.errors.is_empty() { Ok(reading.told) } else { Err(EligibilityErrors(reading.errors)) }
}

fn one(reading: &mut Reading, node: &Node<'_>, at: &At<'_>, first: u8) {
    let Some(members) = node.object() else {
        reading.value(&at.pointer(), node.kind(), "an object", "send the certificate as an object");
        return;
    };
    let name = text(reading, members, at, "certificationName", true);
    let refund = text(reading, members, at, "isAlwaysReimbursement", true);
    let payer = text(reading, members, at, "medicalSubsidyInsurerNumber", false);
    let recipient = text(reading, members, at, "medicalSubsidyRecipientNumber", false);
    let valid_from = date(reading, members, at, "validFrom");
    let valid_to = date(reading, members, at, "validTo");
    if let Some(payer) = payer.filter(|payer| payer.len() != 8 || !payer.bytes().all(|b| b.is_ascii_digit()))
    {
        let pointer = at.key("medicalSubsidyInsurerNumber").pointer();
        reading.value(&pointer, payer, "a payer number of eight digits", "correct it");
    }
    let name = name.unwrap_or_default();
    match refund {
        Some("1") => {
            let text = format!("{name}: 常に償還払いのため、窓口では使いません");
            reading.told.note("alwaysReimbursed", at.pointer(), text);
            return;
        }
        Some("0") | None => {}
        Some(found) => {
            let pointer = at.key("isAlwaysReimbursement").pointer();
            reading.value(&pointer, found, "`0` or `1`", "correct it");
        }
    }
    let count = u8::try_from(reading.told.coverages.len()).unwrap_or(u8::MAX);
    let seq = first.saturating_add(count);
    let scheme = payer.and_then(codes::national);
    if scheme.is_none() {
        let text = format!("{name}: 制度を `scheme` に選んでください（`santei schemes list`）");
        reading.told.note("schemeToChoose", at.pointer(), text);
    }
    if members.get("maxCopaymentAmount").is_some() {
        let text = format!(
            "{name}: 自己負担上限額の内訳の様式は公開されていません。`monthlyCapYen` は受給者証から送ってください"
        );
        reading.told.note("capNotRead", at.key("maxCopaymentAmount").pointer(), text);
    }
    for key in ["incomeSegment", "segment"] {
        if let Some(Node::Text(class)) = members.get(key) {
            let text = format!(
                "{name}: 区分 `{}` は `schemeClass` に、制度の区分名で送ってください",
                super::error::cut(class)
            );
            reading.told.note("classToChoose", at.key(key).pointer(), text);
        }
    }
    if seq > 9 {
        reading.value(&at.pointer(), &seq.to_string(), "a seq of at most 9", "send fewer certificates");
    }
    reading.told.cards.push(Card { number: recipient.map(str::to_owned), seq, ..Card::default() });
    reading.told.coverages.push(Told {
        seq,
        kind: "public",
        payer_number: payer.map(str::to_owned),
        scheme,
        valid_from,
        valid_to,
        ..Told::default()
    });
}

fn text<'n>(
    reading: &mut Reading,
    members: &'n Members<'_>,
    at: &At<'_>,
    key: &str,
    required: bool,
) -> Option<&'n str> {
    match members.get(key) {
        Some(Node::Text(text)) => Some(text.as_ref()),
        Some(other) => {
            reading.value(&at.key(key).pointer(), other.kind(), "a string", "send it as a string");
            None
        }
        None => {
            if required {
                let path = at.key(key).pointer();
                reading.errors.push(EligibilityError::Missing { path, hint: "send the whole certificate" });
            }
            None
        }
    }
}

fn date(reading: &mut Reading, members: &Members<'_>, at: &At<'_>, key: &str) -> Option<String> {
    let text = text(reading, members, at, key, true)?;
    let day = text.parse::<santei_core::date::ServiceDate>().ok().map(|day| day.to_string());
    if day.is_none() {
        reading.value(&at.key(key).pointer(), text, "a day (YYYY-MM-DD)", "correct it");
    }
    day
}
