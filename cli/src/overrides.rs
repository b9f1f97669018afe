//! Options of the command line put into a request, leaving every other byte of it as it was written.
//!
//! The contract reads requests strictly (an unknown or repeated key is an error), so the request must not pass through a
//! form that forgets such things on the way.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// What the command line says over the request.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Overrides {
    /// Word for `options.trace`.
    pub(crate) trace: Option<&'static str>,
    /// Word for `options.lang`.
    pub(crate) lang: Option<&'static str>,
}

/// The members of an object in their order, values unread.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

impl Overrides {
    /// Whether there is nothing to put in.
    pub(crate) const fn is_empty(self) -> bool {
        self.trace.is_none() && self.lang.is_none()
    }

    /// The request with the options put in; `None` when it is to be passed on as it is: nothing to put in, or a request
    /// that is no object (which the contract then refuses in its own words).
    pub(crate) fn apply(self, request: &[u8]) -> Option<Vec<u8>> {
        if self.is_empty() {
            return None;
        }
        let Members(members) = serde_json::from_slice(request).ok()?;
        let mut out = b"{".to_vec();
        let mut seen = false;
        for (key, value) in &members {
            if key == "options" {
                let Members(options) = serde_json::from_str(value.get()).ok()?;
                member(&mut out, key)?;
                self.options(&mut out, &options)?;
                seen = true;
            } else {
                member(&mut out, key)?;
                out.extend_from_slice(value.get().as_bytes());
            }
        }
        if !seen {
            member(&mut out, "options")?;
            self.options(&mut out, &[])?;
        }
        out.push(b'}');
        Some(out)
    }

    fn options(self, out: &mut Vec<u8>, given: &[(String, &RawValue)]) -> Option<()> {
        let ours = [("trace", self.trace), ("lang", self.lang)];
        out.push(b'{');
        for (key, value) in given {
            if !ours.iter().any(|(name, word)| name == key && word.is_some()) {
                member(out, key)?;
                out.extend_from_slice(value.get().as_bytes());
            }
        }
        for (key, word) in ours {
            if let Some(word) = word {
                member(out, key)?;
                serde_json::to_writer(&mut *out, word).ok()?;
            }
        }
        out.push(b'}');
        Some(())
    }
}

fn member(out: &mut Vec<u8>, key: &str) -> Option<()> {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    serde_json::to_writer(&mut *out, key).ok()?;
    out.push(b':');
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(overrides: Overrides, request: &str) -> Option<String> {
        overrides.apply(request.as_bytes()).map(|b| String::from_utf8(b).unwrap())
    }

    #[test]
    fn other_members_keep_their_bytes() {
        let both = Overrides { trace: Some("full"), lang: Some("en") };
        assert_eq!(
            applied(
                both,
                r#"{"a": 1.50, "a": [1,  2], "options": {"lang": "ja", "autoAdd": false}, "z": "é"}"#
            ),
            Some(
                r#"{"a":1.50,"a":[1,  2],"options":{"autoAdd":false,"trace":"full","lang":"en"},"z":"é"}"#
                    .to_owned()
            )
        );
        assert_eq!(applied(both, "{}"), Some(r#"{"options":{"trace":"full","lang":"en"}}"#.to_owned()));
    }

    #[test]
    fn only_what_was_said() {
        let trace = Overrides { trace: Some("full"), lang: None };
        assert_eq!(
            applied(trace, r#"{"options":{"lang":"en"}}"#),
            Some(r#"{"options":{"lang":"en","trace":"full"}}"#.to_owned())
        );
        assert_eq!(applied(Overrides::default(), "{}"), None);
    }

    #[test]
    fn a_broken_request_is_left_to_the_contract() {
        let trace = Overrides { trace: Some("full"), lang: None };
        for broken in ["", "[]", "{", r#"{"options":1}"#, "{} {}", "\u{feff}{}"] {
            assert_eq!(applied(trace, broken), None, "{broken}");
        }
    }
}
