//! Calls on an open engine.

use santei_contract::{Reply, ReplyStatus};

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
    // SAFETY: what the caller promises here.
    unsafe { answer(santei_contract::calculate, engine, request, length, reply) }
}

/// Charges visits or months (`santei/charge/1`, result `santei/charge-result/1`): what the patient pays, and who bears the rest.
///
/// Points by payer set go in, without codes. Everything else is as for `santei_calculate`.
///
/// # Safety
/// As for `santei_calculate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_charge(
    engine: *const Engine,
    request: *const u8,
    length: usize,
    reply: *mut Buffer,
) -> Status {
    // SAFETY: what the caller promises here.
    unsafe { answer(santei_contract::charge, engine, request, length, reply) }
}

/// Judges what a request of `santei_calculate` bills, before it is claimed (result `santei/check-result/1`).
///
/// Everything else is as for `santei_calculate`.
///
/// # Safety
/// As for `santei_calculate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_check(
    engine: *const Engine,
    request: *const u8,
    length: usize,
    reply: *mut Buffer,
) -> Status {
    // SAFETY: what the caller promises here.
    unsafe { answer(santei_contract::check, engine, request, length, reply) }
}

/// Judges a claim file (`santei/check-uke/1`, result `santei/check-uke-result/1`): form, sums, points, and what the masters say.
///
/// The request is JSON that carries the file as base64. Everything else is as for `santei_calculate`.
///
/// # Safety
/// As for `santei_calculate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_check_uke(
    engine: *const Engine,
    request: *const u8,
    length: usize,
    reply: *mut Buffer,
) -> Status {
    // SAFETY: what the caller promises here.
    unsafe { answer(santei_contract::check_uke, engine, request, length, reply) }
}

/// Builds the claim files of a month (`santei/build-claim/1`, result `santei/build-claim-result/1`).
///
/// The result carries the files as base64. Everything else is as for `santei_calculate`.
///
/// # Safety
/// As for `santei_calculate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_build_claim(
    engine: *const Engine,
    request: *const u8,
    length: usize,
    reply: *mut Buffer,
) -> Status {
    // SAFETY: what the caller promises here.
    unsafe { answer(santei_contract::build_claim, engine, request, length, reply) }
}

/// Runs an operation of the contract.
///
/// # Safety
/// As for [`santei_calculate`].
unsafe fn answer(
    operation: fn(&santei_core::engine::Engine, &[u8]) -> Reply,
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
        let answer = operation(&engine.0, request);
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
