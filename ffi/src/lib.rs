//! The C door of Santei: the JSON contract behind ten functions.
//!
//! What a caller must know (ownership, threads, failure) is written in `include/santei.h`, which is generated from the
//! comments of this crate; a test keeps the two in step. Nothing about fees is decided here.
//!
//! Every call that can fail goes through [`guard`]: it checks the reply pointer, catches panics, and is the only place
//! that writes a reply, so a failing call leaves everything else untouched.

mod guard;
mod input;
mod status;

// The header shows the functions in this order, which is the order of use.
mod open;

mod calculate;

mod buffer;

pub use buffer::{Buffer, Bytes, santei_buffer_free};
pub use calculate::{
    santei_build_claim, santei_calculate, santei_charge, santei_check, santei_check_uke, santei_manifest,
};
pub use open::{Engine, santei_engine_free, santei_open_files, santei_open_memory};
pub use status::Status;

/// Version of this interface. It grows when a program compiled against an older header could no longer run.
pub const SANTEI_ABI_VERSION: u32 = 1;

/// Version of the interface that the linked library speaks.
///
/// Compare it with `SANTEI_ABI_VERSION` of the header once at start: they differ when a program runs with another
/// library than it was compiled for. The release of the engine stands in the manifest.
#[unsafe(no_mangle)]
pub extern "C" fn santei_abi_version() -> u32 {
    SANTEI_ABI_VERSION
}
