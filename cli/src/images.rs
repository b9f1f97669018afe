//! The images and official files an engine is opened from.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;
use santei_core::engine::Engine;
use santei_core::snapshot::{Bytes, Edition};

use crate::exit::{Done, Failure};
use crate::masters;

/// Where the masters come from. Without any of these the built-in starter edition answers.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Masters {
    /// Master image made by `santei masters build`; repeat it for several editions
    #[arg(long = "image", value_name = "FILE", global = true)]
    images: Vec<PathBuf>,
    /// Folder of official master files, read into memory; a tree with folders `r6`, `r6-diff` … gives one edition each
    #[arg(long = "masters", value_name = "DIR", global = true, conflicts_with = "images")]
    folder: Option<PathBuf>,
}

impl Masters {
    /// Whether the built-in starter edition answers.
    pub(crate) fn is_starter(&self) -> bool {
        self.images.is_empty() && self.folder.is_none()
    }

    /// These masters; in place of the starter edition the official files of the shared folder, where there are any.
    pub(crate) fn or_shared(&self) -> Self {
        let folder = shared().join("masters");
        if self.is_starter() && folder.is_dir() {
            Self { images: Vec::new(), folder: Some(folder) }
        } else {
            self.clone()
        }
    }

    /// The master images, in memory.
    ///
    /// # Errors
    /// [`Failure`] naming the file that cannot be used.
    pub(crate) fn bytes(&self) -> Done<Vec<Bytes>> {
        if let Some(folder) = &self.folder {
            return masters::build::in_memory(folder);
        }
        if self.images.is_empty() {
            return Ok(santei_data::starters().map(Bytes::Static).to_vec());
        }
        self.images.iter().map(|file| read(file)).collect()
    }

    /// The engine.
    ///
    /// # Errors
    /// [`Failure`] naming the file or image that was refused.
    pub(crate) fn engine(&self) -> Done<Engine> {
        Engine::open(Bytes::Static(santei_data::rules()), self.bytes()?).map_err(|error| self.refused(&error))
    }

    /// The editions alone, without an engine.
    ///
    /// # Errors
    /// [`Failure`] naming the file or image that was refused.
    pub(crate) fn editions(&self) -> Done<Vec<Edition>> {
        let open = |(place, bytes)| {
            Edition::open(bytes)
                .map_err(|error| Failure::files(format_args!("{}: {error}", self.name(place))))
        };
        self.bytes()?.into_iter().enumerate().map(open).collect()
    }

    fn refused(&self, error: &santei_core::engine::EngineError) -> Failure {
        let files: Vec<String> = (0..self.images.len().max(1)).map(|place| self.name(place)).collect();
        Failure::files(format_args!("{}: {error}", files.join(", ")))
    }

    fn name(&self, place: usize) -> String {
        let file = self.images.get(place).or(self.folder.as_ref());
        file.map_or_else(|| "starter edition".to_owned(), |f| f.display().to_string())
    }
}

/// The folder of shared official material: `SANTEI_SHARED`, else `../shared`.
pub(crate) fn shared() -> PathBuf {
    std::env::var_os("SANTEI_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from)
}

/// Reads an image.
///
/// # Errors
/// [`Failure`] when the file cannot be read.
pub(crate) fn read(file: &Path) -> Done<Bytes> {
    std::fs::read(file).map(Bytes::from).map_err(|error| Failure::io(file.display(), &error))
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
