//! Opening and freeing an engine.

use std::fs;

use santei_core::engine::Engine as CoreEngine;
use santei_core::snapshot::Bytes as Image;

use crate::guard::{Failure, guard};
use crate::{Buffer, Bytes, Status, input};

/// An engine: rules and masters, verified. It never changes after it was opened.
#[derive(Debug)]
pub struct Engine(pub(crate) CoreEngine);

// What the header promises about threads.
const _: () = {
    const fn shared_between_threads<T: Send + Sync>() {}
    shared_between_threads::<Engine>();
};

/// Opens an engine on images of masters in memory.
///
/// `images` are `count` images as written by `santei masters build`, one per edition. They are copied and may be freed
/// afterwards. With `count` 0 (and `images` NULL) the built-in starter edition is used: enough to try, not to bill. The
/// rules are built in.
///
/// - `SANTEI_STATUS_OK`: `*engine` is the new engine, `*problem` is empty.
/// - else `*engine` keeps what it had and `*problem` tells why.
///
/// # Safety
/// `images` points to `count` readable values with readable bytes; `engine` is NULL or points to a writable pointer;
/// `problem` is NULL or points to a writable buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_open_memory(
    images: *const Bytes,
    count: usize,
    engine: *mut *mut Engine,
    problem: *mut Buffer,
) -> Status {
    let call = || {
        check_place(engine)?;
        // SAFETY: the caller promises readable images.
        let images = unsafe { input::list(images, count, "images") }?;
        let images = images.into_iter().map(|image| Image::from(image.to_vec())).collect();
        // SAFETY: not NULL, and the caller promises a writable place.
        unsafe { open(images, engine) }
    };
    // SAFETY: the caller promises a writable buffer or NULL.
    unsafe { guard(problem, call) }
}

/// Opens an engine on image files. As `santei_open_memory`, with `count` paths in UTF-8 instead of images.
///
/// # Safety
/// `paths` points to `count` readable values with readable bytes; `engine` is NULL or points to a writable pointer;
/// `problem` is NULL or points to a writable buffer.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_open_files(
    paths: *const Bytes,
    count: usize,
    engine: *mut *mut Engine,
    problem: *mut Buffer,
) -> Status {
    let call = || {
        check_place(engine)?;
        // SAFETY: the caller promises readable paths.
        let paths = unsafe { input::list(paths, count, "paths") }?;
        let images = paths.into_iter().map(read).collect::<Result<_, _>>()?;
        // SAFETY: not NULL, and the caller promises a writable place.
        unsafe { open(images, engine) }
    };
    // SAFETY: the caller promises a writable buffer or NULL.
    unsafe { guard(problem, call) }
}

/// Frees an engine. NULL is ignored.
///
/// # Safety
/// `engine` is NULL or comes from an open call, is not freed yet, and no call uses it any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn santei_engine_free(engine: *mut Engine) {
    if engine.is_null() {
        return;
    }
    // SAFETY: made by `open` from a box; the caller promises that this is the only and last use.
    drop(unsafe { Box::from_raw(engine) });
}

fn check_place(engine: *mut *mut Engine) -> Result<(), Failure> {
    if engine.is_null() { Err(input::null("engine")) } else { Ok(()) }
}

/// # Safety
/// `place` is not NULL and writable.
unsafe fn open(mut images: Vec<Image>, place: *mut *mut Engine) -> Result<Vec<u8>, Failure> {
    if images.is_empty() {
        images.extend(santei_data::starters().map(Image::from));
    }
    let engine = CoreEngine::open(Image::from(santei_data::rules()), images)
        .map_err(|error| Failure::new(Status::Image, &error.to_string()))?;
    let engine = Box::into_raw(Box::new(Engine(engine)));
    // SAFETY: as promised to this function. What stood there is the caller's and is not dropped.
    unsafe { place.write(engine) };
    Ok(Vec::new())
}

fn read(path: &[u8]) -> Result<Image, Failure> {
    let path = std::str::from_utf8(path).map_err(|_| {
        let shown = String::from_utf8_lossy(path);
        Failure::new(Status::Argument, &format!("path `{shown}` is not UTF-8; pass it in UTF-8"))
    })?;
    match fs::read(path) {
        Ok(bytes) => Ok(Image::from(bytes)),
        Err(error) => Err(Failure::new(Status::File, &format!("cannot read `{path}`: {error}"))),
    }
}
