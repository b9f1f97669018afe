//! Reading what the caller lends: every pointer is checked here.

use std::slice;

use crate::guard::Failure;
use crate::{Bytes, Engine, Status};

/// Borrows lent bytes.
///
/// # Safety
/// `data` is NULL or points to `length` bytes that stay readable and unchanged for `'a`.
pub(crate) unsafe fn slice<'a>(data: *const u8, length: usize, what: &str) -> Result<&'a [u8], Failure> {
    // SAFETY: as promised to this function.
    unsafe { items(data, length, what) }
}

/// Borrows a lent list of lent bytes.
///
/// # Safety
/// `list` is NULL or points to `count` values, each of which, like their bytes, stays readable and unchanged for `'a`.
pub(crate) unsafe fn list<'a>(
    list: *const Bytes,
    count: usize,
    what: &str,
) -> Result<Vec<&'a [u8]>, Failure> {
    // SAFETY: as promised to this function.
    let list: &[Bytes] = unsafe { items(list, count, what) }?;
    list.iter()
        .enumerate()
        // SAFETY: as promised to this function, for each of them.
        .map(|(place, bytes)| unsafe { slice(bytes.data, bytes.length, &format!("{what} {place}")) })
        .collect()
}

/// Borrows the engine.
///
/// # Safety
/// `engine` is NULL or was made by an open call and lives for `'a`.
pub(crate) unsafe fn engine<'a>(engine: *const Engine) -> Result<&'a Engine, Failure> {
    // SAFETY: as promised to this function.
    unsafe { engine.as_ref() }.ok_or_else(|| null("engine"))
}

pub(crate) fn null(what: &str) -> Failure {
    Failure::new(Status::Argument, &format!("`{what}` is NULL; pass a valid pointer"))
}

/// # Safety
/// As for [`slice`].
unsafe fn items<'a, T>(data: *const T, count: usize, what: &str) -> Result<&'a [T], Failure> {
    if count == 0 {
        return Ok(&[]);
    }
    if data.is_null() {
        return Err(null(what));
    }
    if !data.is_aligned() {
        let detail = format!("`{what}` is not aligned; pass a pointer to its own type");
        return Err(Failure::new(Status::Argument, &detail));
    }
    // No object is larger than this; a negative number turned unsigned is.
    let fits = count.checked_mul(size_of::<T>()).is_some_and(|bytes| isize::try_from(bytes).is_ok());
    if !fits {
        let detail = format!("the length of `{what}` is `{count}`, which no memory holds");
        return Err(Failure::new(Status::Argument, &detail));
    }
    // SAFETY: neither NULL, misaligned nor too long; readable as the caller promises.
    Ok(unsafe { slice::from_raw_parts(data, count) })
}
