//! The typed request of `checkUke`: a claim file as base64, and what the file does not tell of its institution.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use santei_claims::switch::{Entry, SwitchError, Switches};
use santei_core::claim::{Facility, Lang};

use super::claim::facility;
use crate::json::{At, Members, Node};
use crate::problem::Errors;

/// A request of `checkUke`, parsed and typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UkeDocument {
    /// The client's id, echoed in the reply.
    pub(crate) id: Option<String>,
    /// The institution.
    pub(crate) facility: Facility,
    /// The claim file.
    pub(crate) file: Vec<u8>,
    /// Checks that the site has switched off.
    pub(crate) switches: Switches,
    /// Language of messages.
    pub(crate) lang: Lang,
}

/// Reads a checked document.
pub(super) fn document(node: &Node<'_>) -> Option<UkeDocument> {
    let root = node.object()?;
    let english = root.child("options", |o| Some(o.text("lang") == Some("en")))?.unwrap_or_default();
    Some(UkeDocument {
        id: root.string("requestId"),
        facility: root.child("facility", facility)?.unwrap_or_default(),
        file: BASE64_STANDARD.decode(root.text("file")?).ok()?,
        switches: Switches::of(entries(root)).ok()?,
        lang: if english { Lang::En } else { Lang::Ja },
    })
}

/// The switches as they are written.
fn entries(root: &Members<'_>) -> Vec<Entry> {
    let options = root.get("options").and_then(Node::object);
    let list = options.and_then(|o| o.get("switchedOff")).and_then(Node::list).unwrap_or_default();
    let one = |node: &Node<'_>| {
        let entry = node.object()?;
        Some(Entry {
            check: entry.string("check")?,
            reason: entry.string("reason")?,
            date: entry.string("date")?,
            until: entry.string("until"),
            code: entry.string("code"),
            chart: entry.string("chart"),
            institution: entry.string("institution"),
        })
    };
    list.iter().filter_map(one).collect()
}

/// What the tables cannot say: the file is base64, and switches name checks there are.
pub(super) fn check(node: &Node<'_>, errors: &mut Errors) {
    let Some(root) = node.object() else { return };
    if let Some(text) = root.text("file")
        && let Err(error) = BASE64_STANDARD.decode(text)
    {
        errors.push(
            || At::ROOT.key("file").pointer(),
            || format!("not base64 ({error}); send the bytes of the file as RFC 4648 base64 with padding"),
        );
    }
    if let Err(error) = Switches::of(entries(root)) {
        let list = At::ROOT.key("options");
        let list = list.key("switchedOff");
        let pointer = || match &error {
            SwitchError::UnknownCheck { entry, .. } => {
                list.index(entry.saturating_sub(1)).key("check").pointer()
            }
            SwitchError::Value { entry, field, .. } => {
                list.index(entry.saturating_sub(1)).key(field).pointer()
            }
            _ => list.pointer(),
        };
        errors.push(pointer, || error.to_string());
    }
    if let Some(facility) = root.get("facility").and_then(Node::object) {
        super::hours::check(facility, errors);
    }
}
