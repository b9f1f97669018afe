//! Where the official files are.

use std::path::PathBuf;

/// The folder of the shared facts; `None`, said aloud, when it is absent and nobody insists on it.
#[allow(clippy::disallowed_methods, reason = "tests may ask where the official files are")]
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let folder = std::env::var("SANTEI_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let folder = xtask::root().join(folder);
    if folder.is_dir() {
        return Some(folder);
    }
    assert_ne!(std::env::var("SANTEI_REQUIRE_SHARED").as_deref(), Ok("1"), "{} is missing", folder.display());
    println!("skipped: {what} (no {})", folder.display());
    None
}
