//! What crosses the border: bytes lent by the caller, bytes owned by the caller.

use std::ptr;

/// Bytes that the caller lends for the time of a call.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Bytes {
    /// First byte; may be NULL when `length` is 0.
    pub data: *const u8,
    /// Number of bytes.
    pub length: usize,
}

/// Bytes that the library made and the caller owns: free them with `santei_buffer_free`.
///
/// UTF-8 without a terminating zero. A call overwrites the buffer without looking at it, so free an old reply before
/// reusing its buffer, or start from `{NULL, 0}`.
#[repr(C)]
#[derive(Debug)]
pub struct Buffer {
    /// First byte; NULL when empty.
    pub data: *mut u8,
    /// Number of bytes.
    pub length: usize,
}

impl Buffer {
    /// Owns nothing.
    pub(crate) const EMPTY: Self = Self { data: ptr::null_mut(), length: 0 };

    /// Hands bytes over to the caller.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        if bytes.is_empty() {
            return Self::EMPTY;
        }
        let length = bytes.len();
        Self { data: Box::into_raw(bytes.into_boxed_slice()).cast(), length }
    }

    /// Takes them back.
    ///
    /// # Safety
    /// Made by [`Buffer::new`], and never taken back before.
    pub(crate) unsafe fn into_bytes(self) -> Box<[u8]> {
        if self.data.is_null() {
            return Box::default();
        }
        // SAFETY: pointer and length are those of a boxed slice given away by `new`, which the caller promises.
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(self.data, self.length)) }
    }
}

/// Frees what a call put into a buffer, and empties the buffer.
///
/// NULL and an empty buffer are ignored, so freeing the same buffer twice does no harm; freeing a *copy* of it does.
///
/// # Safety
/// `buffer` is NULL, or points to a buffer that is empty or was filled by this library and not copied.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_buffer_free(buffer: *mut Buffer) {
    if buffer.is_null() {
        return;
    }
    // SAFETY: not NULL, and the caller promises a buffer of ours or an empty one.
    let owned = unsafe { buffer.replace(Buffer::EMPTY) };
    // SAFETY: it was filled by this library, and the place it stood in is empty now.
    drop(unsafe { owned.into_bytes() });
}
