//! XML → a small tree. Nothing is expanded or fetched: a document type, and every entity but the five of XML, is refused.

use std::borrow::Cow;

use encoding_rs::SHIFT_JIS;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::error::{EligibilityErrors, cut};

/// Longest document that is read, bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 16;
/// Most elements.
const MAX_ELEMENTS: usize = 100_000;

/// An element: its name without prefix, its text, its children in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every child of a name.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of a child without blanks around it; `None` when absent or empty, which the layout uses alike.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)
            .map(|child| child.text.trim_matches([' ', '\u{3000}', '\t', '\r', '\n']))
            .filter(|t| !t.is_empty())
    }
}

/// Reads a document.
///
/// # Errors
/// The document is too large, is no XML, is in another encoding, or holds a document type or an entity of its own.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, EligibilityErrors> {
    if bytes.len() > MAX_BYTES {
        return Err(EligibilityErrors::document(format!(
            "the document has {} bytes, more than {MAX_BYTES}; send one response at a time",
            bytes.len()
        )));
    }
    let text = decode(bytes)?;
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut elements = 0_usize;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| broken(&text, reader.error_position(), &error.to_string()))?;
        let position = reader.buffer_position();
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() > MAX_DEPTH || elements > MAX_ELEMENTS {
                    return Err(broken(&text, position, "more nested or more elements than a response has"));
                }
                open.push(Element { name: start.local_name().as_ref().to_owned(), ..Element::default() });
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > MAX_ELEMENTS {
                    return Err(broken(&text, position, "more elements than a response has"));
                }
                if let Some(parent) = open.last_mut() {
                    let name = start.local_name().as_ref().to_owned();
                    parent.children.push(Element { name, ..Element::default() });
                }
            }
            Event::End(_) => {
                // the reader has matched the names; the first entry stands for the document and stays
                if open.len() > 1
                    && let Some(done) = open.pop()
                    && let Some(parent) = open.last_mut()
                {
                    parent.children.push(done);
                }
            }
            Event::Text(part) => push(&mut open, &part.xml10_content()),
            Event::CData(part) => push(&mut open, &part.xml10_content()),
            Event::GeneralRef(name) => {
                let text_of = if name.is_char_ref() {
                    name.resolve_char_ref().ok().flatten().map(String::from)
                } else {
                    predefined(&name.xml10_content()).map(str::to_owned)
                };
                let Some(part) = text_of else {
                    let told = cut(&name.xml10_content());
                    return Err(broken(
                        &text,
                        position,
                        &format!("entity `&{told};` is not one of XML's own"),
                    ));
                };
                push(&mut open, &part);
            }
            Event::DocType(_) => {
                return Err(broken(&text, position, "a document type (DTD), which a response never has"));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if open.len() > 1 {
        let name = open.last().map(|element| cut(&element.name)).unwrap_or_default();
        return Err(EligibilityErrors::document(format!(
            "the document ends inside `{name}`; send the whole response"
        )));
    }
    open.pop().and_then(|document| document.children.into_iter().next()).ok_or_else(|| {
        EligibilityErrors::document("no XML element in the document; send the response as it was received")
    })
}

fn push(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => return None,
    })
}

/// An error with its line.
fn broken(text: &str, position: u64, what: &str) -> EligibilityErrors {
    let end = usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
    let before = text.as_bytes().get(..end).unwrap_or_default();
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    EligibilityErrors::document(format!("line {line}: {what}; send the response as it was received"))
}

/// UTF-8, or Shift_JIS where the declaration says so: the response tells one of the two (文字コード識別).
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, EligibilityErrors> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let declaration = head.split(|byte| *byte == b'>').next().unwrap_or_default().to_ascii_lowercase();
    let says = |name: &[u8]| declaration.windows(name.len()).any(|window| window == name);
    if says(b"shift_jis") || says(b"windows-31j") {
        let (text, failed) = SHIFT_JIS.decode_without_bom_handling(bytes);
        if failed {
            return Err(EligibilityErrors::document(
                "the document says it is Shift_JIS and is not; send the response as it was received",
            ));
        }
        return Ok(text);
    }
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
        EligibilityErrors::document(format!(
            "byte {} is not UTF-8; send the response as it was received, in UTF-8 or declared as Shift_JIS",
            error.valid_up_to()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_tree() {
        let tree = parse(
            "\u{feff}<?xml version=\"1.0\"?><a><!-- x --><b> 1&lt;&#x41; </b><b/><c><![CDATA[&]]></c></a>"
                .as_bytes(),
        );
        let tree = tree.unwrap();
        assert_eq!(tree.name, "a");
        assert_eq!(tree.value("b"), Some("1<A"));
        assert_eq!(tree.all("b").count(), 2);
        assert_eq!(tree.value("c"), Some("&"));
        assert_eq!(tree.value("d"), None);
    }

    #[test]
    fn shift_jis_is_read_where_it_is_declared() {
        let (bytes, _, _) = SHIFT_JIS.encode("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>診療</a>");
        assert_eq!(parse(&bytes).unwrap().text, "診療");
        let (bytes, _, _) = SHIFT_JIS.encode("<a>診療</a>");
        assert!(parse(&bytes).unwrap_err().to_string().contains("is not UTF-8"));
    }

    #[test]
    fn what_a_response_never_has_is_refused() {
        for (bad, says) in [
            ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "document type"),
            ("<a>&x;</a>", "`&x;`"),
            ("<a><b></a>", "line 1"),
            ("<a>\n<b>", "ends inside `b`"),
            ("", "no XML element"),
            ("{}", "no XML element"),
        ] {
            let error = parse(bad.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(says), "{bad}: {error}");
        }
        let deep = "<a>".repeat(MAX_DEPTH + 2);
        assert!(parse(deep.as_bytes()).unwrap_err().to_string().contains("more nested"));
        let long = vec![b' '; MAX_BYTES + 1];
        assert!(parse(&long).unwrap_err().to_string().contains("more than"));
    }
}
