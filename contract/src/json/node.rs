//! A JSON tree that borrows from the request and keeps what `serde_json::Value` loses: duplicate keys, and whether a
//! number was a plain integer.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use thiserror::Error;

/// Deepest nesting of objects and lists that is read; values below are marked [`Node::TooDeep`].
pub(crate) const MAX_DEPTH: u8 = 32;
/// Most values of one document: keeps the memory of a hostile document within a small multiple of its length.
pub(crate) const MAX_VALUES: u32 = 2_000_000;

/// A document that is no JSON, or too large to be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum ParseError {
    /// Broken syntax or encoding.
    #[error("{0}; send one JSON document in UTF-8")]
    Syntax(String),
    /// More values than [`MAX_VALUES`].
    #[error("more than {MAX_VALUES} values; split the request")]
    TooLarge,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A plain integer.
    Int(i64),
    /// A number with a fraction or an exponent, or outside the range of integers.
    Number,
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Self>),
    /// An object.
    Object(Members<'a>),
    /// Nested deeper than [`MAX_DEPTH`]; not read.
    TooDeep,
}

/// Members of an object in the order sent, duplicates included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Members<'a>(pub(crate) Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Members<'a> {
    /// The value of a key; `null` counts as not told.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v).filter(|v| !matches!(v, Node::Null))
    }
}

impl<'a> Node<'a> {
    /// What the value is, for messages.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Int(_) => "an integer",
            Self::Number => "a number that is no plain integer",
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
            Self::TooDeep => "a value nested too deeply",
        }
    }

    /// The text of a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list.
    pub(crate) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// The members of an object.
    pub(crate) const fn object(&self) -> Option<&Members<'a>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// An integer.
    pub(crate) const fn int(&self) -> Option<i64> {
        match self {
            Self::Int(n) => Some(*n),
            _ => None,
        }
    }
}

/// Reads one document.
///
/// # Errors
/// [`ParseError`] when it is no JSON or has too many values.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node<'_>, ParseError> {
    let left = Cell::new(MAX_VALUES);
    let mut de = serde_json::Deserializer::from_slice(bytes);
    let read = Seed { depth: 0, left: &left }.deserialize(&mut de).and_then(|node| de.end().map(|()| node));
    read.map_err(|e| if left.get() == 0 { ParseError::TooLarge } else { ParseError::Syntax(e.to_string()) })
}

#[derive(Clone, Copy)]
struct Seed<'c> {
    depth: u8,
    left: &'c Cell<u32>,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<Node<'de>, D::Error> {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        if left == 0 {
            return Err(D::Error::custom("too many values"));
        }
        de.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(b))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Node<'de>, E> {
        Ok(Node::Int(n))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Node<'de>, E> {
        Ok(i64::try_from(n).map_or(Node::Number, Node::Int))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node<'de>, E> {
        Ok(Node::Number)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node<'de>, A::Error> {
        let inner = Self { depth: self.depth + 1, left: self.left };
        if inner.depth > MAX_DEPTH {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Node::TooDeep);
        }
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(inner)? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let inner = Self { depth: self.depth + 1, left: self.left };
        if inner.depth > MAX_DEPTH {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Node::TooDeep);
        }
        let mut members = Vec::with_capacity(8);
        while let Some(key) = map.next_key_seed(KeySeed)? {
            members.push((key, map.next_value_seed(inner)?));
        }
        Ok(Node::Object(Members(members)))
    }
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, de: D) -> Result<Cow<'de, str>, D::Error> {
        de.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_they_were() {
        let node = parse(b"[1, -0, 1.0, 1e2, 9223372036854775808, -7]").unwrap();
        let want = vec![Node::Int(1), Node::Number, Node::Number, Node::Number, Node::Number, Node::Int(-7)];
        assert_eq!(node, Node::List(want));
    }

    #[test]
    fn duplicate_keys_are_kept() {
        let node = parse(br#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(node.object().unwrap().0.len(), 2);
    }

    #[test]
    fn depth_is_marked() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        // Far deeper than any stack: what is not read is skipped without recursion.
        let text = nested(100_000);
        let mut node = parse(text.as_bytes()).unwrap();
        for _ in 0..32 {
            let Node::List(mut list) = node else { panic!("no list") };
            node = list.pop().unwrap();
        }
        assert_eq!(node, Node::TooDeep);
    }

    #[test]
    fn too_many_values_are_refused() {
        let many = format!("[{}0]", "0,".repeat(MAX_VALUES as usize));
        assert_eq!(parse(many.as_bytes()), Err(ParseError::TooLarge));
    }

    #[test]
    fn broken_documents() {
        for bad in ["", "{", "{}{}", "\u{feff}{}", "{\"a\":tru}", "{'a':1}", "\"\\ud800\""] {
            assert!(matches!(parse(bad.as_bytes()), Err(ParseError::Syntax(_))), "{bad}");
        }
        assert!(matches!(parse(b"\"\xff\""), Err(ParseError::Syntax(_))));
    }
}
