//! What the law states and the masters lack, and a small edition for a first run, compiled in.
//!
//! The sources are the TOML files of this folder; `cargo run -p xtask -- compile` makes the images, `xtask check` and a
//! test keep them in step. Real work pairs [`rules`] with an image of the official masters instead of [`starter`].
//!
//! ```
//! let engine = santei_data::engine()?;
//! let date = "2024-06-10".parse()?;
//! let bundle = engine.params().steps("lab.bundle.1", date).ok_or("no such key")?;
//! assert_eq!(bundle.value.at(6).map(|points| points.to_string()).as_deref(), Some("93"));
//! assert_eq!(bundle.citation.article, "D007 注");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use santei_core::engine::{Engine, EngineError};
use santei_core::law::Revision;
use santei_core::snapshot::Bytes;

/// The rules image: parameters and relations by date, each with its citation.
#[must_use]
pub const fn rules() -> &'static [u8] {
    include_bytes!("../rules.img")
}

/// The R6 half of the starter edition: about 400 acts, 100 drugs and what belongs to them.
#[must_use]
pub const fn starter() -> &'static [u8] {
    include_bytes!("../starter.img")
}

/// The R8 half of the starter edition: points read in the R8 fee schedule, everything else as in the R6 half; it holds no prices of
/// drugs and materials.
#[must_use]
pub const fn starter_r8() -> &'static [u8] {
    include_bytes!("../starter_r8.img")
}

/// Both halves of the starter edition, oldest first.
#[must_use]
pub const fn starters() -> [&'static [u8]; 2] {
    [starter(), starter_r8()]
}

/// The 区分番号 of a revision, lines of code, tab and title in the order of the fee schedule, as
/// [`santei_core::coverage`] reads them; `None` for a revision whose list is not written yet.
#[must_use]
pub const fn articles(revision: Revision) -> Option<&'static str> {
    match revision {
        Revision::R06 => Some(include_str!("../articles_r06.tsv")),
        Revision::R08 => None,
    }
}

/// The notes of a revision that neither rule nor parameter cites, as [`santei_core::coverage`] reads them; empty for a revision whose
/// list is not written yet. See `notes/README.md`.
#[must_use]
pub const fn notes(revision: Revision) -> &'static str {
    match revision {
        Revision::R06 => concat!(
            include_str!("../notes/r06/A.tsv"),
            include_str!("../notes/r06/B.tsv"),
            include_str!("../notes/r06/C.tsv"),
            include_str!("../notes/r06/D.tsv"),
            include_str!("../notes/r06/E.tsv"),
            include_str!("../notes/r06/F.tsv"),
            include_str!("../notes/r06/G.tsv"),
            include_str!("../notes/r06/H.tsv"),
            include_str!("../notes/r06/I.tsv"),
            include_str!("../notes/r06/J.tsv"),
            include_str!("../notes/r06/K.tsv"),
            include_str!("../notes/r06/L.tsv"),
            include_str!("../notes/r06/M.tsv"),
            include_str!("../notes/r06/N.tsv"),
            include_str!("../notes/r06/O.tsv")
        ),
        Revision::R08 => "",
    }
}

/// An engine on the compiled-in images.
///
/// # Errors
/// [`EngineError::Image`] when an image does not fit this version of the core, which means the build is broken.
pub fn engine() -> Result<Engine, EngineError> {
    Engine::open(Bytes::Static(rules()), starters().map(Bytes::Static))
}
