//! The official files, which are not part of the repository: `SANTEI_SHARED` says where they are.

use std::path::{Path, PathBuf};

use santei_masters::Revision;
use santei_masters::image::EditionBuilder;

/// The shared folder with these parts of it; `None` (and a line saying so) when it is not there.
pub(crate) fn shared(parts: &[&str]) -> Option<PathBuf> {
    let root = std::env::var("SANTEI_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    if parts.iter().all(|part| root.join(part).is_dir()) {
        return Some(root);
    }
    assert!(
        std::env::var("SANTEI_REQUIRE_SHARED").as_deref() != Ok("1"),
        "{} has not all of {parts:?}, and SANTEI_REQUIRE_SHARED=1",
        root.display()
    );
    println!("skipped: {} has not all of {parts:?} (set SANTEI_SHARED)", root.display());
    None
}

/// The R6 edition of the official files with its history.
pub(crate) fn r6(shared: &Path) -> EditionBuilder {
    let mut builder = EditionBuilder::new("r6", Revision::R06).unwrap();
    builder.add_dir(&shared.join("masters/r6")).unwrap();
    builder.add_dir(&shared.join("masters/r6-diff")).unwrap();
    builder
}
