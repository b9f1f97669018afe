//! The form of the contract as tables: one table per object, read by the strict check and by the JSON Schema alike,
//! so that the two cannot drift apart.

mod build_claim;
mod build_claim_result;
mod charge;
mod charge_result;
mod check;
mod facts;
mod findings;
mod request;
mod result;
mod scalar;
mod schema;

pub(crate) use build_claim::BUILD_REQUEST;
pub(crate) use charge::CHARGE_REQUEST;
pub(crate) use check::check;
pub(crate) use facts::value as fact_value;
pub(crate) use findings::UKE_REQUEST;
pub(crate) use request::REQUEST;
pub(crate) use scalar::{coded, day_end, decimal};
pub use schema::{
    schema_build_request, schema_build_result, schema_charge_request, schema_charge_result,
    schema_check_result, schema_check_uke_request, schema_check_uke_result, schema_request, schema_result,
};

use santei_core::fact::Scope;

/// Form of an object: closed, but for keys that begin with `x-`.
#[derive(Debug)]
pub(crate) struct Object {
    /// Name in the JSON Schema.
    pub(crate) name: &'static str,
    /// Meaning.
    pub(crate) doc: &'static str,
    /// Fields.
    pub(crate) fields: &'static [Field],
}

/// A field.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Name.
    pub(crate) name: &'static str,
    /// Form of its value.
    pub(crate) form: Form,
    /// Whether it must be told.
    pub(crate) required: bool,
    /// Meaning, with its unit.
    pub(crate) doc: &'static str,
}

/// Form of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    /// An object.
    Object(&'static Object),
    /// A list.
    List(&'static Form),
    /// An object with names of its own (`c1`, `11`) for keys.
    Map(&'static Form),
    /// Text of at least one and at most so many characters.
    Text(usize),
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true` or `false`.
    Bool,
    /// An integer between two bounds, inclusive.
    Int(i64, i64),
    /// A decimal as a string.
    Decimal,
    /// A decimal of zero or more as a string.
    NotNegative,
    /// A decimal from zero to one as a string.
    Share,
    /// So many digits as a string.
    Digits(usize),
    /// A nine-digit code of a master.
    Code,
    /// The code of a line: nine digits, or whatever a client sent instead, which becomes a finding and not a refusal.
    LineCode,
    /// A date.
    Date,
    /// A month.
    Month,
    /// The date of an encounter: the form of a date, even where the calendar has no such day; that becomes a finding.
    DayText,
    /// A time of day.
    Time,
    /// The end of a span of a day: a time of day, or 24:00.
    TimeEnd,
    /// Facts of a scope.
    Facts(Scope),
    /// The word of a fact that the contract carries as a field.
    FactWord(&'static santei_core::fact::Fact),
    /// The value of any fact: boolean, integer or string.
    FactValue,
    /// Named in the contract, not read by this version: refused, so that nothing is dropped silently.
    Later,
}

/// A field that must be told.
const fn req(name: &'static str, form: Form, doc: &'static str) -> Field {
    Field { name, form, required: true, doc }
}

/// A field that may be left out: then it is not known.
const fn opt(name: &'static str, form: Form, doc: &'static str) -> Field {
    Field { name, form, required: false, doc }
}

/// A field of a later version.
const fn later(name: &'static str, doc: &'static str) -> Field {
    Field { name, form: Form::Later, required: false, doc }
}
