//! Replies of the contract as HTTP, and the problems that only HTTP has.

use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use santei_contract::{Problem, ProblemKind, Reply, ReplyStatus};

const JSON: &str = "application/json";
const PROBLEM_JSON: &str = "application/problem+json";

/// A reply of the contract: its bytes, untouched.
pub(crate) fn respond(reply: Reply) -> Response {
    let content_type = match reply.status {
        ReplyStatus::Ok => JSON,
        ReplyStatus::Problem => PROBLEM_JSON,
    };
    let status = StatusCode::from_u16(reply.http_status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, headers(content_type), reply.body).into_response()
}

/// A problem of a kind that the contract has.
pub(crate) fn of_kind(kind: ProblemKind, detail: String) -> Response {
    respond(Reply::from(Problem::new(kind, detail)))
}

/// A problem that only HTTP has: its status says all there is to say about the kind.
pub(crate) fn of_status(status: StatusCode, detail: &str) -> Response {
    let body = serde_json::json!({
        "detail": detail,
        "errors": [],
        "status": status.as_u16(),
        "title": status.canonical_reason().unwrap_or("error"),
        "type": "about:blank",
    });
    (status, headers(PROBLEM_JSON), body.to_string()).into_response()
}

/// Replies hold data of patients: no cache may keep them, no browser may guess another type.
fn headers(content_type: &'static str) -> [(HeaderName, &'static str); 3] {
    [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ]
}
