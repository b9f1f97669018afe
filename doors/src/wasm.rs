//! The WebAssembly door: the npm package in Node.js.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::frames::{RequestFiles, answers, frames, manifest, succeed};
use crate::tools::{missing, required, root, tool};
use crate::{Answer, Door, Outcome};

/// Builds the package into a folder of its own, or says that the test skips. The first build installs tools, which takes
/// minutes and needs a registry: it is done by hand (`wasm/build.sh`), or where no door may be missing.
///
/// # Errors
/// When it does not build, or a tool is missing and none may be.
pub fn build_package() -> Outcome<Option<(PathBuf, TempDir)>> {
    let Some(node) = tool("NODE", "node")? else { return Ok(None) };
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    if !required() && !root().join(target).join("tools/bin/wasm-bindgen").exists() {
        missing("the tools for WebAssembly are not installed; `wasm/build.sh` installs them")?;
        return Ok(None);
    }
    let folder = tempfile::tempdir()?;
    succeed(Command::new("sh").arg(root().join("wasm/build.sh")).arg(folder.path()))?;
    Ok(Some((node, folder)))
}

/// The package, asked by `doors/node/replies.mjs`.
#[derive(Debug)]
pub struct WasmDoor {
    node: PathBuf,
    package: TempDir,
    images: Vec<PathBuf>,
}

impl WasmDoor {
    /// Builds the package; `None` after saying that the test skips.
    ///
    /// # Errors
    /// As [`build_package`].
    pub fn build() -> Outcome<Option<Self>> {
        Ok(build_package()?.map(|(node, package)| Self { node, package, images: Vec::new() }))
    }

    /// Opens images given by the caller instead of the built-in starter edition.
    #[must_use]
    pub fn with_images(mut self, images: Vec<PathBuf>) -> Self {
        self.images = images;
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.node);
        command.arg(root().join("doors/node/replies.mjs")).arg(entry(self.package.path()));
        for image in &self.images {
            command.arg("--image").arg(image);
        }
        command
    }
}

/// The file of a package that programs import.
fn entry(package: &Path) -> PathBuf {
    package.join("santei.js")
}

impl Door for WasmDoor {
    fn name(&self) -> String {
        let images = if self.images.is_empty() { "" } else { " (image given)" };
        format!("WebAssembly{images}")
    }

    fn manifest(&self) -> Outcome<Option<Vec<u8>>> {
        manifest(frames(self.command().arg("--manifest"))?)
    }

    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>> {
        let files = RequestFiles::write(requests)?;
        answers(frames(self.command().args(["--operation", operation]).args(&files.paths))?)
    }
}
