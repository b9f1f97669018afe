//! Official files for tests. They are not part of the repository: `SANTEI_SHARED` says where they are.
#![allow(dead_code, clippy::disallowed_methods, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use santei_masters::decode::Opened;
use santei_masters::{Revision, Table, read};

/// The folder `masters` of the shared data; `None` (and a line saying so) when it is not there.
pub(crate) fn masters_dir() -> Option<PathBuf> {
    let root = std::env::var("SANTEI_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let dir = root.join("masters");
    if dir.is_dir() {
        return Some(dir);
    }
    assert!(
        std::env::var("SANTEI_REQUIRE_SHARED").as_deref() != Ok("1"),
        "{} is not there, and SANTEI_REQUIRE_SHARED=1",
        dir.display()
    );
    println!("skipped: {} is not there (set SANTEI_SHARED)", dir.display());
    None
}

/// Every table of a file or archive.
pub(crate) fn tables(path: &Path) -> Vec<Table> {
    let name = path.file_name().expect("a name").to_string_lossy();
    let bytes = std::fs::read(path).expect("readable");
    read(&name, bytes, Revision::R06)
        .unwrap_or_else(|e| panic!("{e}"))
        .into_iter()
        .filter_map(|opened| match opened {
            Opened::Table(table) => Some(*table),
            _ => None,
        })
        .collect()
}

/// The only table of a file.
pub(crate) fn table(path: &Path) -> Table {
    let mut all = tables(path);
    assert_eq!(all.len(), 1, "{}", path.display());
    all.remove(0)
}

/// Files of a folder in name order.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(dir)
        .expect("readable")
        .map(|e| e.expect("readable").path())
        .filter(|p| p.is_file() && p.extension().is_some_and(|e| e == "zip" || e == "csv"))
        .collect();
    all.sort();
    all
}
