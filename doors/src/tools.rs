//! Building what is asked, and finding the tools that machines may lack.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::Outcome;
use crate::frames::succeed;

/// Root of the repository.
#[must_use]
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// Whether a missing tool is a failure (`SANTEI_REQUIRE_DOORS=1`).
#[must_use]
pub fn required() -> bool {
    env::var_os("SANTEI_REQUIRE_DOORS").is_some_and(|value| value == "1")
}

/// Whether a program can be started.
#[must_use]
pub fn has_program(program: &Path) -> bool {
    let started = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.is_ok_and(|status| status.success())
}

/// A tool that a test needs: its path, or `None` after saying that the test skips.
pub(crate) fn tool(variable: &str, default: &str) -> Outcome<Option<PathBuf>> {
    let program = PathBuf::from(env::var_os(variable).unwrap_or_else(|| OsString::from(default)));
    if has_program(&program) {
        return Ok(Some(program));
    }
    missing(&format!("`{}` cannot be started", program.display()))?;
    Ok(None)
}

/// Says that a test skips; fails where nothing may be missing.
pub(crate) fn missing(what: &str) -> Outcome<()> {
    if required() {
        return Err(format!("{what}, and SANTEI_REQUIRE_DOORS=1").into());
    }
    println!("skipped: {what}");
    Ok(())
}

/// The libraries and the program of this workspace, freshly built in the profile of the test itself.
#[derive(Debug, Clone)]
pub struct Santei {
    /// The static C library.
    pub static_library: PathBuf,
    /// The shared C library.
    pub shared_library: PathBuf,
    /// The command line.
    pub program: PathBuf,
}

impl Santei {
    /// Builds them; quick when nothing has changed.
    ///
    /// # Errors
    /// When something does not compile.
    pub fn build() -> Outcome<Self> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        command.current_dir(root()).args(["build", "--quiet", "--message-format=json-render-diagnostics"]);
        command.args(["--package", "santei-ffi", "--package", "santei-cli"]);
        if !cfg!(debug_assertions) {
            command.arg("--release");
        }
        let output = succeed(&mut command)?.stdout;
        let mut files = Vec::new();
        for line in output.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
            let message: Value = serde_json::from_slice(line)?;
            if message.pointer("/target/name").and_then(Value::as_str) == Some("santei") {
                let names = message.get("filenames").and_then(Value::as_array);
                files.extend(names.into_iter().flatten().filter_map(Value::as_str).map(PathBuf::from));
            }
        }
        let find = |names: &[&str]| -> Outcome<PathBuf> {
            let named = |path: &&PathBuf| {
                path.file_name().is_some_and(|found| names.iter().any(|name| found == OsStr::new(name)))
            };
            Ok(files.iter().find(named).ok_or_else(|| format!("the build made none of {names:?}"))?.clone())
        };
        Ok(Self {
            static_library: find(&["libsantei.a", "santei.lib"])?,
            shared_library: find(&["libsantei.so", "libsantei.dylib", "santei.dll"])?,
            program: find(&["santei", "santei.exe"])?,
        })
    }
}
