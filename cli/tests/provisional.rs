//! An edition without official masters, through the command line: what it answers, and what it does not.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods
)]

mod common;

use std::path::PathBuf;

use common::{fed, root, santei};
use serde_json::{Value, json};

/// The folder of shared official material; `None` (and a line saying so) when it is not there.
fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("SANTEI_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folder = root().join(folder);
    if folder.join("masters/r8").is_dir() {
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
fn the_test_edition_of_r8_answers_what_is_known_and_blocks_the_rest() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("r8.img").display().to_string();
    let path = |name: &str| shared.join(name).display().to_string();
    let build = santei([
        "masters",
        "build-provisional",
        &path("masters/r8"),
        "--before",
        &path("masters/r6/s_20251104.zip"),
        "--before",
        &path("masters/r6/y_20251111.zip"),
        "--out",
        &image,
    ]);
    assert_eq!((build.code, build.err.as_str()), (0, ""), "{}", build.out);
    assert!(build.out.contains("carried over unreviewed (not billed)"), "{}", build.out);
    let info = santei(["masters", "info", &image]);
    assert!(info.out.contains("r8-overlay.csv") && info.out.contains("s_20251104"), "{}", info.out);

    let request = json!({
        "schema": "santei/calculate/1",
        "facility": { "kind": "clinic", "beds": { "general": 0 }, "standards": [] },
        "patient": { "birthDate": "1979-03-15", "sex": "female" },
        "encounters": [{ "id": "e", "date": "2026-07-10", "setting": "outpatient", "lines": [
            { "lineId": "high", "code": "112007410" },
            // C001 888 → 890, medium: the code's name says less than the text.
            { "lineId": "medium", "code": "114001110" },
            // 地域包括診療加算１: split by patient class, in no row of the overlay.
            { "lineId": "carried", "code": "112021770" },
            { "lineId": "future", "code": "180799910" },
            { "lineId": "drug", "code": "620007853", "quantity": "1", "form": "oral", "days": 1 },
        ] }],
        "options": { "autoAdd": false },
    });
    let ran = fed(["calc", "--json", "--image", &image, "-"], request.to_string().as_bytes());
    assert_eq!(ran.code, 1, "{}", ran.err);
    let result: Value = serde_json::from_str(&ran.out).unwrap();
    let line = |id: &str| {
        let lines = result["lines"].as_array().unwrap();
        let line = lines.iter().find(|l| l["lineId"] == id).unwrap();
        (line["verdict"].as_str().unwrap().to_owned(), line["points"].as_str().map(str::to_owned))
    };
    assert_eq!(line("high"), ("applied".into(), Some("76".into())));
    assert_eq!(line("medium"), ("applied".into(), Some("890".into())));
    for blocked in ["carried", "future", "drug"] {
        assert_eq!(line(blocked).0, "blocked", "{blocked}");
    }
    let found = |id: &str, place: &str| {
        result["findings"].as_array().unwrap().iter().any(|f| f["id"] == id && f["target"] == place)
    };
    assert!(found("masters.provisional", ""));
    assert!(found("masters.rowToConfirm", "/encounters/0/lines/1"));
    assert!(!found("masters.rowToConfirm", "/encounters/0/lines/0"));
    assert!(found("resolve.unreviewed", "/encounters/0/lines/2"));
    assert!(found("resolve.notYet", "/encounters/0/lines/3"));
    assert!(found("price.unknown", "/encounters/0/lines/4"));
    assert_eq!(result["status"], "needsReview");
    assert_eq!(result["totalPoints"], "966");
}

#[test]
fn a_tree_of_official_files_gives_both_revisions() {
    let Some(shared) = shared() else { return };
    let masters = shared.join("masters").display().to_string();
    let info = santei(["masters", "info", "--masters", &masters]);
    assert_eq!((info.code, info.err.as_str()), (0, ""), "{}", info.out);
    for told in ["R6 (R6)", "R8 (R8)", "R8, assembled", "2026-06-01 – 2028-05-31"] {
        assert!(info.out.contains(told), "{told}\n{}", info.out);
    }
}
