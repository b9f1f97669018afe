//! `santei-contract`: the JSON contract v1, the same behind every door.
//!
//! Bytes in, canonical bytes out: [`calculate`] is a pure function of the engine and the request. A request that does not
//! have the form of the contract comes back as a problem (RFC 9457) that lists every error with its JSON pointer; what is
//! wrong with the *medicine* of a request comes as findings inside the result.
//!
//! ```
//! let engine = santei_data::engine()?;
//! let request = br#"{
//!   "schema": "santei/calculate/1",
//!   "facility": { "kind": "clinic" },
//!   "patient": { "birthDate": "1958-02-11" },
//!   "encounters": [{
//!     "id": "e1", "date": "2024-07-10", "setting": "outpatient", "visitKind": "revisit", "timeClass": "regular",
//!     "lines": [{ "lineId": "1", "code": "112007410" }]
//!   }],
//!   "options": { "autoAdd": false }
//! }"#;
//! let reply = santei_contract::calculate(&engine, request);
//! let text = String::from_utf8(reply.body)?;
//! assert!(text.contains(r#""totalPoints":"75""#), "{text}");
//!
//! let reply = santei_contract::calculate(&engine, br#"{"schema": "santei/calculate/1"}"#);
//! assert_eq!((reply.status, reply.http_status), (santei_contract::ReplyStatus::Problem, 422));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Absent is *not known*, empty is *none*; `null` is the same as absent. Keys that begin with `x-` are the client's own.

pub mod eligibility;
pub mod explain;
mod json;
mod operation;
mod problem;
mod read;
mod render;
mod spec;
pub mod uke;

pub use operation::{Operation, Reply, ReplyStatus, build_claim, calculate, charge, check, check_uke, run};
pub use problem::{FieldError, Problem, ProblemKind};
pub use read::{MAX_BYTES, MAX_LINES, Request};
pub use render::{decoded, issue_message, manifest, message, name, render};
pub use spec::{
    schema_build_request, schema_build_result, schema_charge_request, schema_charge_result,
    schema_check_result, schema_check_uke_request, schema_check_uke_result, schema_request, schema_result,
};
