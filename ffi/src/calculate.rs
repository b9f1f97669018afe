//! Calls on an open engine.

use santei_contract::ReplyStatus;

use crate::guard::{Failure, guard};
use crate::{Buffer, Engine, Status, input};

/// Calculates one request.
///
/// `request` are `length` bytes of JSON (`santei/calculate/1`), borrowed for the call.
///
/// - `SANTEI_STATUS_OK`: `*reply` is the result (`santei/result/1`). What is wrong with the *content* of a claim stands in
///   its findings and is no failure.
/// - `SANTEI_STATUS_PROBLEM`: the request has no answer; `*reply` is the problem.
/// - `SANTEI_STATUS_ARGUMENT`, `SANTEI_STATUS_INTERNAL`: see there.
///
/// May be called at the same time from any number of threads with the same engine.
///
/// # Safety
/// `engine` comes from an open call and is not freed before this call returns; `request` points to `length` readable
/// bytes (or is NULL with length 0); `reply` is NULL or points to a writable buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_calculate(
    engine: *const Engine,
    request: *const u8,
    length: usize,
    reply: *mut Buffer,
) -> Status {
    let call = || {
        // SAFETY: the caller promises a live engine or NULL.
        let engine = unsafe { input::engine(engine) }?;
        // SAFETY: the caller promises `length` readable bytes for the time of the call.
        let request = unsafe { input::slice(request, length, "request") }?;
        let answer = santei_contract::calculate(&engine.0, request);
        match answer.status {
            ReplyStatus::Ok => Ok(answer.body),
            _ => Err(Failure { status: Status::Problem, body: answer.body }),
        }
    };
    // SAFETY: the caller promises a writable buffer or NULL.
    unsafe { guard(reply, call) }
}

/// Tells what answers: engine version, rules, and the SHA-256 of every master used, as JSON.
///
/// The same object stands in every result.
///
/// # Safety
/// `engine` comes from an open call and is not freed before this call returns; `reply` is NULL or points to a writable
/// buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_manifest(engine: *const Engine, reply: *mut Buffer) -> Status {
    let call = || {
        // SAFETY: the caller promises a live engine or NULL.
        let engine = unsafe { input::engine(engine) }?;
        Ok(santei_contract::manifest(&engine.0))
    };
    // SAFETY: the caller promises a writable buffer or NULL.
    unsafe { guard(reply, call) }
}
