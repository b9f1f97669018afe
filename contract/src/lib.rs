//! `santei-contract`: the JSON contract v1, the same behind every door.
//!
//! Bytes in, canonical bytes out: [`calculate`] is a pure function of the engine and the request. A request that does not
//! have the form of the contract comes back as a problem (RFC 9457) that lists every error with its JSON pointer; what is
//! wrong with the *medicine* of a request comes as findings inside the result.
//!
//! Absent is *not known*, empty is *none*; `null` is the same as absent. Keys that begin with `x-` are the client's own.

pub mod explain;
mod json;
mod operation;
mod problem;
mod read;
mod render;
mod spec;

pub use operation::{Operation, Reply, ReplyStatus, calculate, run};
pub use problem::{FieldError, Problem, ProblemKind};
pub use read::{MAX_BYTES, MAX_LINES, Request};
pub use render::{manifest, render};
pub use spec::{schema_request, schema_result};
