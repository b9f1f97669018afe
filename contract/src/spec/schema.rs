//! JSON Schema (2020-12) of the contract, from the same tables that the strict check reads.

use santei_core::fact::{self, FactType, Scope};
use serde_json::{Map, Value, json};

use super::build_claim::BUILD_REQUEST;
use super::build_claim_result::BUILD_RESULT;
use super::charge::CHARGE_REQUEST;
use super::charge_result::CHARGE_RESULT;
use super::findings::{CHECK_RESULT, UKE_REQUEST, UKE_RESULT};
use super::request::REQUEST;
use super::result::RESULT;
use super::{Form, Object};

const SIGNED: &str = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?";
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// JSON Schema of the request of `calculate`, indented, with a newline at its end.
///
/// What no schema can say is checked all the same: ids told once, references between fields, duplicate keys, integers
/// without a fraction.
#[must_use]
pub fn schema_request() -> Vec<u8> {
    document(&REQUEST, "urn:santei:schema:calculate:1", true)
}

/// JSON Schema of the result of `calculate`, indented, with a newline at its end.
#[must_use]
pub fn schema_result() -> Vec<u8> {
    document(&RESULT, "urn:santei:schema:result:1", false)
}

/// JSON Schema of the request of `charge`.
#[must_use]
pub fn schema_charge_request() -> Vec<u8> {
    document(&CHARGE_REQUEST, "urn:santei:schema:charge:1", true)
}

/// JSON Schema of the result of `charge`.
#[must_use]
pub fn schema_charge_result() -> Vec<u8> {
    document(&CHARGE_RESULT, "urn:santei:schema:charge-result:1", false)
}

/// JSON Schema of the result of `check`; its request is that of `calculate`.
#[must_use]
pub fn schema_check_result() -> Vec<u8> {
    document(&CHECK_RESULT, "urn:santei:schema:check-result:1", false)
}

/// JSON Schema of the request of `checkUke`.
#[must_use]
pub fn schema_check_uke_request() -> Vec<u8> {
    document(&UKE_REQUEST, "urn:santei:schema:check-uke:1", true)
}

/// JSON Schema of the result of `checkUke`.
#[must_use]
pub fn schema_check_uke_result() -> Vec<u8> {
    document(&UKE_RESULT, "urn:santei:schema:check-uke-result:1", false)
}

/// JSON Schema of the request of `buildClaim`.
#[must_use]
pub fn schema_build_request() -> Vec<u8> {
    document(&BUILD_REQUEST, "urn:santei:schema:build-claim:1", true)
}

/// JSON Schema of the result of `buildClaim`.
#[must_use]
pub fn schema_build_result() -> Vec<u8> {
    document(&BUILD_RESULT, "urn:santei:schema:build-claim-result:1", false)
}

fn document(root: &'static Object, id: &str, nullable: bool) -> Vec<u8> {
    let mut schema = Schema { defs: Map::new(), nullable };
    let top = schema.object(root);
    let mut out = Map::new();
    out.insert("$schema".to_owned(), DIALECT.into());
    out.insert("$id".to_owned(), id.into());
    out.insert("title".to_owned(), root.name.into());
    if let Value::Object(top) = top {
        out.extend(top);
    }
    out.insert("$defs".to_owned(), Value::Object(schema.defs));
    // A value made of strings, numbers and maps: serialising it into memory cannot fail.
    let mut text = serde_json::to_vec_pretty(&Value::Object(out)).unwrap_or_default();
    text.push(b'\n');
    text
}

struct Schema {
    defs: Map<String, Value>,
    nullable: bool,
}

impl Schema {
    fn object(&mut self, object: &'static Object) -> Value {
        let mut properties = Map::new();
        let mut required: Vec<Value> = Vec::new();
        for field in object.fields {
            let mut form = self.form(field.form);
            if field.required {
                required.push(field.name.into());
            } else if self.nullable && !matches!(field.form, Form::Later) {
                form = or_null(form);
            }
            if let Value::Object(form) = &mut form {
                let doc = match field.form {
                    Form::Later => format!("{}; not implemented yet", field.doc),
                    _ => field.doc.to_owned(),
                };
                form.insert("description".to_owned(), doc.into());
            }
            properties.insert(field.name.to_owned(), form);
        }
        let mut out = json!({
            "type": "object",
            "description": object.doc,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        self.allow_extensions(&mut out);
        out
    }

    /// Keys that begin with `x-` are the client's own; a result has none.
    fn allow_extensions(&self, object: &mut Value) {
        if let (true, Value::Object(object)) = (self.nullable, object) {
            object.insert("patternProperties".to_owned(), json!({ "^x-": true }));
        }
    }

    fn reference(&mut self, object: &'static Object) -> Value {
        if !self.defs.contains_key(object.name) {
            // Kept free while its own fields are written, so that a form may contain itself.
            self.defs.insert(object.name.to_owned(), Value::Null);
            let schema = self.object(object);
            self.defs.insert(object.name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{}", object.name) })
    }

    fn form(&mut self, form: Form) -> Value {
        match form {
            Form::Object(object) => self.reference(object),
            Form::List(of) => {
                let items = self.form(*of);
                json!({ "type": "array", "items": items })
            }
            Form::Map(of) => {
                let values = self.form(*of);
                json!({ "type": "object", "additionalProperties": values })
            }
            Form::Text(longest) => {
                let least = u8::from(self.nullable);
                json!({ "type": "string", "minLength": least, "maxLength": longest })
            }
            Form::Word(words) => json!({ "type": "string", "enum": words }),
            Form::Bool => json!({ "type": "boolean" }),
            Form::Int(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Form::Decimal => decimal(SIGNED, if self.nullable { 20 } else { 64 }),
            Form::NotNegative => decimal("(0|[1-9][0-9]*)(\\.[0-9]+)?", 20),
            Form::Share => decimal("(0(\\.[0-9]+)?|1(\\.0+)?)", 20),
            Form::Digits(n) => json!({ "type": "string", "pattern": format!("^[0-9]{{{n}}}$") }),
            Form::Code => json!({ "type": "string", "pattern": "^[0-9]{9}$" }),
            Form::LineCode => json!({ "type": "string", "minLength": 1, "maxLength": 20 }),
            // No "format": a day that the calendar lacks is a finding.
            Form::DayText => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            Form::Date => date(),
            Form::Month => json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" }),
            Form::Time => time(),
            Form::TimeEnd => {
                json!({ "type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" })
            }
            Form::FactWord(fact) => fact_type(fact.ty),
            Form::FactValue => json!({ "type": ["boolean", "integer", "string"] }),
            Form::Facts(scope) => self.facts(scope),
            Form::Later => json!({ "type": "null" }),
        }
    }

    fn facts(&mut self, scope: Scope) -> Value {
        let name = format!("{}Facts", capital(scope.name()));
        let mut properties = Map::new();
        for fact in fact::ALL.iter().filter(|f| f.scope == scope && !f.field) {
            let mut form = or_null(fact_type(fact.ty));
            if let Value::Object(form) = &mut form {
                let unit = if fact.unit.is_empty() { String::new() } else { format!(" [{}]", fact.unit) };
                form.insert("description".to_owned(), format!("{} ({}){unit}", fact.ja, fact.en).into());
            }
            properties.insert(fact.name.to_owned(), form);
        }
        let mut facts = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        self.allow_extensions(&mut facts);
        let reference = json!({ "$ref": format!("#/$defs/{name}") });
        self.defs.insert(name, facts);
        reference
    }
}

fn fact_type(ty: FactType) -> Value {
    match ty {
        FactType::Bool => json!({ "type": "boolean" }),
        FactType::Int => json!({ "type": "integer" }),
        FactType::Decimal => decimal(SIGNED, 20),
        FactType::Date => date(),
        FactType::Time => time(),
        FactType::Choice(words) => json!({ "type": "string", "enum": words }),
    }
}

fn decimal(pattern: &str, longest: u8) -> Value {
    json!({ "type": "string", "pattern": format!("^{pattern}$"), "maxLength": longest })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" })
}

fn time() -> Value {
    json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
}

/// The same form, or `null` for *not told*.
fn or_null(mut form: Value) -> Value {
    let Value::Object(map) = &mut form else { return form };
    if let Some(Value::Array(words)) = map.get_mut("enum") {
        words.push(Value::Null);
    }
    match map.get_mut("type") {
        Some(ty @ Value::String(_)) => {
            let name = ty.take();
            *ty = json!([name, "null"]);
            form
        }
        _ => json!({ "anyOf": [form, { "type": "null" }] }),
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}
