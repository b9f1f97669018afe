//! The one way out of every call: a status, one buffer, no panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Buffer, Status};

/// Why a call did not do what it says, and the problem that tells the caller (RFC 9457).
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) status: Status,
    pub(crate) body: Vec<u8>,
}

impl Failure {
    pub(crate) fn new(status: Status, detail: &str) -> Self {
        let title = match status {
            Status::Ok => "ok",
            Status::Problem => "request not answered",
            Status::Image => "image refused",
            Status::File => "file not read",
            Status::Argument => "argument not usable",
            Status::Internal => "internal error",
        };
        let body = serde_json::json!({ "type": "about:blank", "title": title, "detail": detail });
        Self { status, body: body.to_string().into_bytes() }
    }
}

/// Runs a call and puts its reply, or the problem, into `reply`.
///
/// Without a place for the reply the call is not run at all. The engine is never changed by a call, so a caught panic
/// leaves nothing half done behind.
///
/// # Safety
/// `reply` is NULL or points to a writable, aligned buffer.
pub(crate) unsafe fn guard(reply: *mut Buffer, call: impl FnOnce() -> Result<Vec<u8>, Failure>) -> Status {
    if reply.is_null() {
        return Status::Argument;
    }
    let outcome = catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        Err(Failure::new(
            Status::Internal,
            "the library failed on this call, which is a defect; please report the request",
        ))
    });
    let (status, body) = match outcome {
        Ok(body) => (Status::Ok, body),
        Err(failure) => (failure.status, failure.body),
    };
    // SAFETY: not NULL, and the caller promises that it is writable. What stood there is not ours to drop.
    unsafe { reply.write(Buffer::new(body)) };
    status
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_status_and_a_problem() {
        let mut reply = Buffer::EMPTY;
        // SAFETY: the buffer is ours.
        let status = unsafe { guard(&raw mut reply, || panic!("on purpose")) };
        assert_eq!(status, Status::Internal);
        // SAFETY: filled by `guard`.
        let body = unsafe { reply.into_bytes() };
        let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["title"], "internal error");
    }

    #[test]
    fn without_a_place_for_the_reply_nothing_is_done() {
        let mut done = false;
        // SAFETY: NULL is allowed.
        let status = unsafe {
            guard(std::ptr::null_mut(), || {
                done = true;
                Ok(Vec::new())
            })
        };
        assert_eq!((status, done), (Status::Argument, false));
    }
}
