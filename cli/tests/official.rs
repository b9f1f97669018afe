//! The official R6 files through the command line: build, info, check, calculate.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod common;

use std::path::PathBuf;

use common::{root, santei};
use serde_json::Value;

/// The folder of shared official material; `None` (and a line saying so) when it is not there.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("SANTEI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folder = root().join(folder);
    if folder.join("masters/r6").is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var("SANTEI_REQUIRE_SHARED").as_deref() != Ok("1"),
        "{} is not there, and SANTEI_REQUIRE_SHARED=1",
        folder.display()
    );
    println!("skipped: {} is not there (set SANTEI_SHARED)", folder.display());
    None
}

#[test]
fn official_files_become_an_image_that_answers() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("r6.img").display().to_string();
    let path = |name: &str| shared.join(name).display().to_string();
    let sources = [path("masters/r6"), path("masters/r6-diff"), path("spec/codes.tsv")];

    let build =
        santei(["masters", "build", "--out", &image].into_iter().chain(sources.iter().map(String::as_str)));
    assert_eq!((build.code, build.err.as_str()), (0, ""));
    // The folder's README: 02 and 03-1 are not to be had, everything else is.
    assert!(build.out.contains("missing tables: etensu-02, etensu-03-1 "), "{}", build.out);

    let info = santei(["masters", "info", &image]);
    // One line of the README of the files: 医科診療行為 of 2025-11-04.
    assert!(info.out.contains("s_20251104.csv") && info.out.contains("2025-11-04"), "{}", info.out);

    let check = santei(["masters", "check"].into_iter().chain(sources.iter().map(String::as_str)));
    assert_eq!((check.code, check.err.as_str()), (0, ""), "{}", check.out);
    assert!(check.out.trim_end().ends_with("0 expected but absent"), "{}", check.out);

    // The drug prices of 2025-04-01 stand in one edition with those before.
    let before = santei(["masters", "show", "620007853", "--date", "2025-03-31", "--image", &image]);
    let after = santei(["masters", "show", "620007853", "--date", "2025-04-01", "--image", &image]);
    assert!(before.out.contains("10.1 yen") && after.out.contains("10.4 yen"), "{}{}", before.out, after.out);

    // What the starter edition and the hand give (tests/calc.rs), the official masters give too.
    for (file, points) in [
        ("first-visit", "745"),
        ("revisit-lab", "670"),
        ("child-after-hours", "844"),
        ("in-house-drugs", "303"),
    ] {
        let ran = santei(["calc", "--json", "--image", &image, &format!("examples/{file}.json")]);
        let result: Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{file}: {e}: {}", ran.err));
        assert_eq!(result["totalPoints"], points, "{file}");
        assert_eq!(result["manifest"]["masters"][0]["edition"], "R6");
    }
    let memory = santei(["calc", "--json", "--masters", &path("masters"), "examples/first-visit.json"]);
    let built = santei(["calc", "--json", "--image", &image, "examples/first-visit.json"]);
    assert_eq!(memory.out, built.out, "{}", memory.err);

    // Without names the same points come out.
    let bare = folder.path().join("bare.img").display().to_string();
    let build = santei(
        ["masters", "build", "--without-names", "--out", &bare]
            .into_iter()
            .chain(sources.iter().map(String::as_str)),
    );
    assert_eq!((build.code, build.err.as_str()), (0, ""));
    assert!(std::fs::metadata(&bare).unwrap().len() < std::fs::metadata(&image).unwrap().len());
    let nameless = santei(["calc", "--json", "--image", &bare, "examples/first-visit.json"]);
    let result: Value = serde_json::from_str(&nameless.out).unwrap();
    assert_eq!(result["totalPoints"], "745");
    assert!(result["lines"][0].get("name").is_none(), "{}", nameless.out);

    // A damaged image is refused with its section, and nothing is computed.
    let mut bytes = std::fs::read(&image).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&image, bytes).unwrap();
    let refused = santei(["calc", "--image", &image, "examples/first-visit.json"]);
    assert_eq!((refused.code, refused.out.as_str()), (4, ""));
    assert!(refused.err.contains("r6.img") && refused.err.contains("section `"), "{}", refused.err);
}
