//! The committed header says what the library does.

use std::error::Error;
use std::fs;
use std::path::Path;

/// Regenerates the header and compares it with the committed one. After a change that is meant, run the test with
/// `SANTEI_BLESS=1` to write it anew.
#[test]
fn header_is_in_step_with_the_source() -> Result<(), Box<dyn Error>> {
    let crate_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = cbindgen::Config::from_file(crate_dir.join("cbindgen.toml"))?;
    let mut generated = Vec::new();
    cbindgen::Builder::new().with_crate(crate_dir).with_config(config).generate()?.write(&mut generated);
    let generated = String::from_utf8(generated)?;

    let committed = crate_dir.join("include/santei.h");
    if std::env::var_os("SANTEI_BLESS").is_some() {
        fs::write(&committed, &generated)?;
    }
    let found = fs::read_to_string(&committed)?;
    assert!(
        found.replace("\r\n", "\n") == generated,
        "{} is not what the source says; run `SANTEI_BLESS=1 cargo test -p santei-ffi --test header`",
        committed.display()
    );
    Ok(())
}
