//! Taking an object apart key by key, so that a key nobody took is noticed.

use serde_json::{Map, Value};

use crate::error::CaseError;
use crate::number;

/// An object of a case with the keys not taken yet. `null` counts as absent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys {
    pointer: String,
    map: Map<String, Value>,
}

impl Keys {
    /// Opens an object; `null` and absent are an empty one.
    pub(crate) fn open(pointer: impl Into<String>, value: Option<Value>) -> Result<Self, CaseError> {
        let pointer = pointer.into();
        match value {
            None | Some(Value::Null) => Ok(Self { pointer, map: Map::new() }),
            Some(Value::Object(map)) => Ok(Self { pointer, map }),
            Some(_) => Err(CaseError::malformed(pointer, "must be an object")),
        }
    }

    /// Pointer of a key.
    pub(crate) fn at(&self, key: &str) -> String {
        format!("{}/{key}", self.pointer)
    }

    /// Takes a value; `null` is `None`.
    pub(crate) fn take(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|v| !v.is_null())
    }

    /// Looks at a value without taking it.
    pub(crate) fn peek(&self, key: &str) -> Option<&Value> {
        self.map.get(key).filter(|v| !v.is_null())
    }

    /// Names of the keys not taken yet.
    pub(crate) fn names(&self) -> Vec<String> {
        self.map.keys().cloned().collect()
    }

    /// Takes keys that only document the case.
    pub(crate) fn drop(&mut self, keys: &[&str]) {
        for key in keys {
            self.map.remove(*key);
        }
    }

    /// Takes a text.
    pub(crate) fn text(&mut self, key: &str) -> Result<Option<String>, CaseError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::String(s)) => Ok(Some(s)),
            Some(_) => Err(CaseError::malformed(self.at(key), "must be a text")),
        }
    }

    /// Takes a text that must be there.
    pub(crate) fn need_text(&mut self, key: &str) -> Result<String, CaseError> {
        self.text(key)?.ok_or_else(|| CaseError::malformed(self.at(key), "is missing"))
    }

    /// Takes a truth value.
    pub(crate) fn truth(&mut self, key: &str) -> Result<Option<bool>, CaseError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Bool(b)) => Ok(Some(b)),
            Some(_) => Err(CaseError::malformed(self.at(key), "must be `true` or `false`")),
        }
    }

    /// Takes a whole number.
    pub(crate) fn count(&mut self, key: &str) -> Result<Option<u32>, CaseError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        value
            .as_u64()
            .and_then(|n| u32::try_from(n).ok())
            .map(Some)
            .ok_or_else(|| CaseError::malformed(self.at(key), "must be a whole number from 0"))
    }

    /// Takes a decimal number, written as number or text; given back as its shortest text.
    pub(crate) fn decimal(&mut self, key: &str) -> Result<Option<String>, CaseError> {
        let Some(value) = self.take(key) else { return Ok(None) };
        number::decimal(&value)
            .map(|d| Some(d.normalize().to_string()))
            .ok_or_else(|| CaseError::malformed(self.at(key), "must be a decimal number"))
    }

    /// Takes a list; `None` when absent or `null`.
    pub(crate) fn list(&mut self, key: &str) -> Result<Option<Vec<Value>>, CaseError> {
        match self.take(key) {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(_) => Err(CaseError::malformed(self.at(key), "must be a list")),
        }
    }

    /// Takes a list of texts.
    pub(crate) fn texts(&mut self, key: &str) -> Result<Option<Vec<String>>, CaseError> {
        let Some(list) = self.list(key)? else { return Ok(None) };
        let texts: Option<Vec<String>> =
            list.into_iter().map(|v| if let Value::String(s) = v { Some(s) } else { None }).collect();
        texts.map(Some).ok_or_else(|| CaseError::malformed(self.at(key), "must be a list of texts"))
    }

    /// Ends the reading: a key that nobody took is unknown.
    pub(crate) fn end(self) -> Result<(), CaseError> {
        let pointer = self.pointer;
        self.map
            .into_iter()
            .find(|(_, v)| !v.is_null())
            .map_or(Ok(()), |(key, _)| Err(CaseError::UnknownKey(format!("{pointer}/{key}"))))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_nobody_took_is_unknown() {
        let mut keys = Keys::open("/items/0", Some(json!({"code": "1", "colour": "red"}))).unwrap();
        assert_eq!(keys.text("code").unwrap().as_deref(), Some("1"));
        assert_eq!(keys.end(), Err(CaseError::UnknownKey("/items/0/colour".into())));
    }

    #[test]
    fn null_is_absent() {
        let mut keys = Keys::open("", Some(json!({"days": null, "other": null}))).unwrap();
        assert_eq!(keys.count("days").unwrap(), None);
        assert_eq!(keys.end(), Ok(()));
    }

    #[test]
    fn decimals_come_as_number_or_text() {
        let mut keys = Keys::open("", Some(json!({"a": 3, "b": "15.00", "c": "x"}))).unwrap();
        assert_eq!(keys.decimal("a").unwrap().as_deref(), Some("3"));
        assert_eq!(keys.decimal("b").unwrap().as_deref(), Some("15"));
        assert!(keys.decimal("c").is_err());
    }
}
