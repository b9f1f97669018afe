//! The C door, from C: `ffi/smoke/smoke.c` against the libraries.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::frames::{RequestFiles, answers, frames, manifest, succeed};
use crate::tools::{root, tool};
use crate::{Answer, Door, Outcome, Santei};

const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Werror", "-pedantic"];

/// Which library the program is linked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The static one.
    Static,
    /// The shared one.
    Shared,
}

/// The C and C++ compilers of this machine.
#[derive(Debug)]
pub struct Compiler {
    c: PathBuf,
    cpp: PathBuf,
}

impl Compiler {
    /// `CC` and `CXX`, else `cc` and `c++`; `None` after saying that the test skips.
    ///
    /// # Errors
    /// When one is missing and none may be.
    pub fn find() -> Outcome<Option<Self>> {
        Ok(tool("CC", "cc")?.zip(tool("CXX", "c++")?).map(|(c, cpp)| Self { c, cpp }))
    }

    /// Compiles with every warning an error, and links.
    fn compile(compiler: &Path, standard: &str, source: &str, library: &Path, program: &Path) -> Outcome<()> {
        let mut command = Command::new(compiler);
        command.arg(format!("-std={standard}")).args(STRICT).arg("-g");
        command.arg("-I").arg(root().join("ffi/include"));
        command.arg(root().join(source)).arg(library).arg("-o").arg(program);
        if cfg!(target_os = "linux") {
            // What the Rust standard library in the static library calls.
            command.args(["-lpthread", "-ldl", "-lm"]);
        }
        succeed(&mut command)?;
        Ok(())
    }
}

/// Compiles the header as C++, links and runs.
///
/// # Errors
/// When any of the three fails.
pub fn header_as_cpp(compiler: &Compiler, santei: &Santei) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let program = folder.path().join("header");
    Compiler::compile(&compiler.cpp, "c++11", "ffi/smoke/header.cpp", &santei.shared_library, &program)?;
    succeed(&mut Command::new(program))?;
    Ok(())
}

/// The C program, which checks the promises of the header each time it runs.
#[derive(Debug)]
pub struct CDoor {
    // Deletes the program when dropped.
    _folder: TempDir,
    program: PathBuf,
    link: Link,
    images: Vec<PathBuf>,
}

impl CDoor {
    /// Compiles the program as C99.
    ///
    /// # Errors
    /// When it does not compile.
    pub fn build(compiler: &Compiler, santei: &Santei, link: Link) -> Outcome<Self> {
        let folder = tempfile::tempdir()?;
        let program = folder.path().join("smoke");
        let library = match link {
            Link::Static => &santei.static_library,
            Link::Shared => &santei.shared_library,
        };
        Compiler::compile(&compiler.c, "c99", "ffi/smoke/smoke.c", library, &program)?;
        Ok(Self { _folder: folder, program, link, images: Vec::new() })
    }

    /// Opens image files instead of the built-in starter edition.
    #[must_use]
    pub fn with_images(mut self, images: Vec<PathBuf>) -> Self {
        self.images = images;
        self
    }

    /// Runs under a checker of memory, which must find nothing.
    ///
    /// # Errors
    /// What the checker found.
    pub fn run_under<A: AsRef<OsStr>>(&self, checker: &mut Command, requests: &[A]) -> Outcome<()> {
        succeed(checker.arg(&self.program).args(requests))?;
        Ok(())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        for image in &self.images {
            command.arg("--image").arg(image);
        }
        command
    }
}

impl Door for CDoor {
    fn name(&self) -> String {
        let link = match self.link {
            Link::Static => "static",
            Link::Shared => "shared",
        };
        let images = if self.images.is_empty() { "" } else { ", image from file" };
        format!("C ({link}{images})")
    }

    fn manifest(&self) -> Outcome<Option<Vec<u8>>> {
        manifest(frames(self.command().arg("--manifest"))?)
    }

    fn answer(&self, operation: &str, requests: &[Vec<u8>]) -> Outcome<Vec<Answer>> {
        let files = RequestFiles::write(requests)?;
        answers(frames(self.command().args(["--operation", operation]).args(&files.paths))?)
    }
}
