//! Why a compilation stopped.

use std::io;
use std::ops::Range;
use std::path::Path;

use thiserror::Error;

/// Why the data could not be compiled or checked.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum XtaskError {
    /// A file could not be read or written.
    #[error("{file}: {source}")]
    Io {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// The content of a file is wrong.
    #[error("{file}:{line}: {what}")]
    Content {
        /// The file, from the root of the repository.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong and what to do.
        what: String,
    },
    /// The compiled image is refused by its own reader.
    #[error("the compiled image cannot be opened: {0}")]
    Image(#[from] santei_core::snapshot::ImageError),
    /// A committed image is not what its sources give.
    #[error("{file} is not what its sources give; run `cargo run -p xtask -- compile` and commit it")]
    Drift {
        /// The image.
        file: String,
    },
}

/// A source file with its text, so that an error can name the line.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path from the root of the repository.
    pub file: String,
    /// Content.
    pub text: String,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// [`XtaskError::Io`].
    pub fn read(root: &Path, path: &Path) -> Result<Self, XtaskError> {
        let file = path.strip_prefix(root).unwrap_or(path).display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self { file, text }),
            Err(source) => Err(XtaskError::Io { file, source }),
        }
    }

    /// Every `*.toml` of a folder, by name.
    ///
    /// # Errors
    /// [`XtaskError::Io`].
    pub fn read_all(root: &Path, folder: &str) -> Result<Vec<Self>, XtaskError> {
        let at = root.join(folder);
        let fail = |source| XtaskError::Io { file: folder.to_owned(), source };
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(&at).map_err(fail)? {
            let path = entry.map_err(fail)?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::read(root, path)).collect()
    }

    /// Parses the text.
    ///
    /// # Errors
    /// [`XtaskError::Content`] with the line.
    pub fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, XtaskError> {
        toml::from_str(&self.text).map_err(|e| self.error(e.span().unwrap_or(0..0), e.message().to_owned()))
    }

    /// Line of a place in the text, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
    }

    /// An error at a place in the text.
    #[must_use]
    pub fn error(&self, span: Range<usize>, what: impl Into<String>) -> XtaskError {
        XtaskError::Content { file: self.file.clone(), line: self.line(span.start), what: what.into() }
    }
}
