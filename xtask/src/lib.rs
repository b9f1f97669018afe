//! Repository chores: the data in TOML compiled to the committed images, lists of the documents written from the registers, and the
//! check that they still agree.

pub mod coverage;
pub mod docs;
pub mod error;
pub mod params;
pub mod revision;
pub mod schemes;
pub mod starter;

use std::path::{Path, PathBuf};

use error::XtaskError;

/// One compiled file: its path from the root of the repository and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// Path from the root.
    pub file: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Compiled {
    /// Writes the file into the tree.
    ///
    /// # Errors
    /// [`XtaskError::Io`].
    pub fn write(&self, root: &Path) -> Result<(), XtaskError> {
        std::fs::write(root.join(self.file), &self.bytes)
            .map_err(|source| XtaskError::Io { file: self.file.to_owned(), source })
    }
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Compiles everything that is committed in compiled form.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn compile(root: &Path) -> Result<Vec<Compiled>, XtaskError> {
    Ok(vec![
        Compiled { file: "data/rules.img", bytes: params::compile(root)? },
        Compiled { file: "data/starter.img", bytes: starter::compile(root)? },
        Compiled { file: "data/starter_r8.img", bytes: starter::compile_r8(root)? },
        coverage::compile(root)?,
        docs::ids(root)?,
    ])
}

/// Writes the compiled files into the tree.
///
/// # Errors
/// [`XtaskError`].
pub fn write(root: &Path) -> Result<Vec<Compiled>, XtaskError> {
    let compiled = compile(root)?;
    compiled.iter().try_for_each(|one| one.write(root))?;
    Ok(compiled)
}

/// Compares the committed files with what their sources give.
///
/// # Errors
/// [`XtaskError::Drift`] with the file that differs.
pub fn check(root: &Path) -> Result<(), XtaskError> {
    for one in compile(root)? {
        let committed = std::fs::read(root.join(one.file))
            .map_err(|source| XtaskError::Io { file: one.file.to_owned(), source })?;
        if committed != one.bytes {
            return Err(XtaskError::Drift { file: one.file.to_owned() });
        }
    }
    Ok(())
}
