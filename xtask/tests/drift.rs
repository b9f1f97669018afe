//! The committed images are what their sources give, and wrong sources are refused with file and line.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that unwraps fails loudly"
)]

use xtask::error::{Source, XtaskError};
use xtask::params;

#[test]
fn committed_images_are_what_their_sources_give() {
    xtask::check(&xtask::root()).unwrap();
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    let root = xtask::root();
    assert_eq!(xtask::compile(&root).unwrap(), xtask::compile(&root).unwrap());
}

const GOOD: &str = r#"checked_on = "2026-11-24"
[[values]]
key = "a.b"
unit = "yen"
rows = [
  { from = "2024-06-01", until = "2025-04-01", value = "1.5", document = "r6-kokuji", article = "A001 注8" },
  { from = "2025-04-01", value = "2", document = "r6-kokuji", article = "A001 注8" },
]
"#;

fn image(text: &str) -> Result<Vec<u8>, XtaskError> {
    params::image(&[Source { file: "x.toml".to_owned(), text: text.to_owned() }])
}

#[test]
fn wrong_parameters_are_refused_with_their_line() {
    image(GOOD).unwrap();
    for (from, to, expected) in [
        ("2025-04-01\", value", "2025-03-31\", value", "x.toml:7: rows of `a.b` overlap, leave a gap"),
        ("2025-04-01\", value = \"2\"", "2025-04-02\", value = \"2\"", "x.toml:7: rows of `a.b` overlap"),
        ("\"1.5\"", "\"1,5\"", "x.toml:6: `1,5` is not a number"),
        ("\"yen\"", "\"dollars\"", "x.toml:4: `dollars` is not a unit"),
        ("r6-kokuji", "r5-kokuji", "x.toml:6: `r5-kokuji` is not a document"),
        ("2026-11-24", "2026-11-31", "x.toml:1: `2026-11-31` is not a date"),
        ("\"a.b\"", "\"A b\"", "x.toml:3: `A b` is not a key"),
        ("value = \"2\"", "codes = [\"111000110\"]", "x.toml:7: `values` have `value`"),
        ("unit", "units", "x.toml:4: unknown field `units`"),
        ("A001 注8\" },\n]", "\" },\n]", "x.toml:7: `` is not an article"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from}");
        let error = image(&text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
        assert!(!error.contains('\n'), "{error}");
    }
    let twice = format!("{GOOD}{}", GOOD.split_once('\n').unwrap().1);
    assert!(image(&twice).unwrap_err().to_string().starts_with("x.toml:10: key `a.b` stands twice"));
    let set = "checked_on = \"2026-11-24\"\n[[sets]]\nkey = \"s\"\nrows = [{ from = \"2024-06-01\", document = \"kenpo\", \
               article = \"1条\", codes = [\n\"111000110\",\n\"11100011\"] }]\n";
    assert!(image(set).unwrap_err().to_string().starts_with("x.toml:6: `11100011` is not a code"));
}

#[test]
fn a_changed_parameter_changes_the_image() {
    assert_ne!(image(GOOD).unwrap(), image(&GOOD.replace("\"2\"", "\"3\"")).unwrap());
}
