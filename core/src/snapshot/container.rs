//! The file around the sections: magic, layout version, section table, digests.
//!
//! ```text
//! 0   8  magic "SANTEI\x1a\n"
//! 8   4  layout version (LAYOUT)
//! 12  4  kind: 1 edition of the masters, 2 rules (parameters and relations)
//! 16  4  number of sections n
//! 20  4  zero
//! 24  64×n  per section: tag (16 bytes ASCII, zero-padded), offset u64, length u64, SHA-256 (32)
//! then   32  SHA-256 of everything before it
//! then   the sections, one after the other, nothing between or behind them
//! ```
//! All integers little-endian. Every byte is under a digest, so a flipped bit is found and its section named.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;

/// Version of every section layout in this crate. A reader accepts its own version only.
pub const LAYOUT: u32 = 1;
const MAGIC: &[u8; 8] = b"SANTEI\x1a\n";
const HEAD: usize = 24;
const ENTRY: usize = 64;
const DIGEST: usize = 32;
const MAX_SECTIONS: usize = 256;

/// What an image holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageKind {
    /// One edition of the official masters.
    Edition,
    /// Parameters, relations and schemes that the law states and the masters lack.
    Rules,
}

impl ImageKind {
    const fn number(self) -> u32 {
        match self {
            Self::Edition => 1,
            Self::Rules => 2,
        }
    }
}

/// Why an image was refused. Nothing of a refused image is used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ImageError {
    /// Not an image at all.
    #[error(
        "this is no santei image (section `header`): it does not begin with the magic bytes; build one with `santei masters build`"
    )]
    Magic,
    /// Written by another layout version.
    #[error(
        "image layout {found} (section `header`) is not layout {expected} of this engine; rebuild the image with `santei masters build`"
    )]
    Layout {
        /// Version in the image.
        found: u32,
        /// Version this crate reads.
        expected: u32,
    },
    /// An edition where rules were expected, or the other way round.
    #[error(
        "section `header`: the image is of kind {found}, not {expected}; pass masters and rules images in their own places"
    )]
    Kind {
        /// Kind in the image.
        found: u32,
        /// Kind asked for.
        expected: u32,
    },
    /// The bytes end before the section does.
    #[error("image is cut off in section `{section}`; copy or build it again")]
    Truncated {
        /// Section that is not whole.
        section: String,
    },
    /// Content and digest disagree.
    #[error("section `{section}` does not match its digest; the image is damaged, copy or build it again")]
    Digest {
        /// Damaged section.
        section: String,
    },
    /// A section that has to be there is not.
    #[error("section `{section}` is missing; build the image again with this version")]
    Missing {
        /// Section looked for.
        section: String,
    },
    /// The content of a section breaks its layout (order, bounds, a value outside its list).
    #[error("section `{section}`, row {row}: {what}; build the image again with this version")]
    Content {
        /// Section.
        section: String,
        /// Row, from 0.
        row: usize,
        /// What is wrong.
        what: &'static str,
    },
}

/// Bytes of an image: compiled in, or owned and shared.
#[derive(Clone)]
pub enum Bytes {
    /// Compiled into the program.
    Static(&'static [u8]),
    /// Read from a file or received.
    Shared(Arc<[u8]>),
}

impl Bytes {
    /// The bytes.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Self::Static(b) => b,
            Self::Shared(b) => b,
        }
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Shared(bytes.into())
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self::Static(bytes)
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.as_slice().len())
    }
}

/// A verified image: its sections by tag.
#[derive(Debug, Clone)]
pub struct Image {
    bytes: Bytes,
    sections: Vec<(String, Range<usize>)>,
    digest: [u8; DIGEST],
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let raw: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u32::from_le_bytes(raw))
}

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    let raw: [u8; 8] = bytes.get(at..at.checked_add(8)?)?.try_into().ok()?;
    usize::try_from(u64::from_le_bytes(raw)).ok()
}

fn sha256(bytes: &[u8]) -> [u8; DIGEST] {
    Sha256::digest(bytes).into()
}

impl Image {
    /// Checks the whole image: layout, bounds and the digest of every section.
    ///
    /// # Errors
    /// [`ImageError`] naming the section that is wrong.
    pub fn open(bytes: Bytes, kind: ImageKind) -> Result<Self, ImageError> {
        let header_cut = || ImageError::Truncated { section: "header".to_owned() };
        let data = bytes.as_slice();
        if data.get(..8) != Some(MAGIC.as_slice()) {
            return Err(ImageError::Magic);
        }
        let found = u32_at(data, 8).ok_or_else(header_cut)?;
        if found != LAYOUT {
            return Err(ImageError::Layout { found, expected: LAYOUT });
        }
        let count = u32_at(data, 16).ok_or_else(header_cut)? as usize;
        if count > MAX_SECTIONS {
            return Err(ImageError::Digest { section: "header".to_owned() });
        }
        let table_end = HEAD + ENTRY * count;
        let head = data.get(..table_end).ok_or_else(header_cut)?;
        let stored = data.get(table_end..table_end + DIGEST).ok_or_else(header_cut)?;
        let digest = sha256(head);
        if stored != digest {
            return Err(ImageError::Digest { section: "header".to_owned() });
        }
        let stored_kind = u32_at(data, 12).ok_or_else(header_cut)?;
        if stored_kind != kind.number() {
            return Err(ImageError::Kind { found: stored_kind, expected: kind.number() });
        }
        let mut sections = Vec::with_capacity(count);
        let mut next = table_end + DIGEST;
        for i in 0..count {
            let entry = HEAD + ENTRY * i;
            let tag = tag_at(data, entry).ok_or_else(header_cut)?;
            let offset = usize_at(data, entry + 16).ok_or_else(header_cut)?;
            let length = usize_at(data, entry + 24).ok_or_else(header_cut)?;
            let end = offset.checked_add(length);
            let (true, Some(end)) = (offset == next, end) else {
                return Err(ImageError::Content {
                    section: "header".to_owned(),
                    row: i,
                    what: "sections do not follow one another",
                });
            };
            let body = data.get(offset..end).ok_or_else(|| ImageError::Truncated { section: tag.clone() })?;
            if data.get(entry + 32..entry + 64) != Some(sha256(body).as_slice()) {
                return Err(ImageError::Digest { section: tag });
            }
            sections.push((tag, offset..end));
            next = end;
        }
        if next != data.len() {
            let section = sections.last().map_or_else(|| "header".to_owned(), |(tag, _)| tag.clone());
            return Err(ImageError::Content { section, row: 0, what: "bytes behind the last section" });
        }
        Ok(Self { bytes, sections, digest })
    }

    /// SHA-256 of the header, which holds the digest of every section: the identity of the image.
    #[must_use]
    pub const fn digest(&self) -> &[u8; 32] {
        &self.digest
    }

    /// Length of the image in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.as_slice().len()
    }

    /// Whether the image holds no section.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// Tags and lengths of the sections, in order.
    pub fn sections(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections.iter().map(|(tag, range)| (tag.as_str(), range.len()))
    }

    /// Where a section lies.
    pub(crate) fn range(&self, tag: &str) -> Option<Range<usize>> {
        self.sections.iter().find(|(t, _)| t == tag).map(|(_, r)| r.clone())
    }

    /// The bytes of a range that [`Image::range`] gave.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.as_slice().get(range.clone()).unwrap_or(&[])
    }
}

fn tag_at(data: &[u8], at: usize) -> Option<String> {
    let raw = data.get(at..at + 16)?;
    let end = raw.iter().position(|b| *b == 0).unwrap_or(raw.len());
    let text = std::str::from_utf8(raw.get(..end)?).ok()?;
    Some(text.to_owned())
}

/// Puts sections together into an image.
#[derive(Debug)]
pub struct ImageWriter {
    kind: ImageKind,
    sections: Vec<(&'static str, Vec<u8>)>,
}

impl ImageWriter {
    /// An empty image of a kind.
    #[must_use]
    pub const fn new(kind: ImageKind) -> Self {
        Self { kind, sections: Vec::new() }
    }

    /// Adds a section. Tags are at most 16 bytes of ASCII; a longer one is cut, so keep them short.
    pub fn section(&mut self, tag: &'static str, body: Vec<u8>) {
        self.sections.push((tag, body));
    }

    /// The finished bytes.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let count = self.sections.len();
        let mut offset = HEAD + ENTRY * count + DIGEST;
        let mut out = Vec::with_capacity(offset + self.sections.iter().map(|(_, b)| b.len()).sum::<usize>());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&LAYOUT.to_le_bytes());
        out.extend_from_slice(&self.kind.number().to_le_bytes());
        out.extend_from_slice(&(count as u32).to_le_bytes());
        out.extend_from_slice(&0u32.to_le_bytes());
        for (tag, body) in &self.sections {
            let mut name = [0u8; 16];
            for (to, from) in name.iter_mut().zip(tag.bytes()) {
                *to = from;
            }
            out.extend_from_slice(&name);
            out.extend_from_slice(&(offset as u64).to_le_bytes());
            out.extend_from_slice(&(body.len() as u64).to_le_bytes());
            out.extend_from_slice(&sha256(body));
            offset += body.len();
        }
        let digest = sha256(&out);
        out.extend_from_slice(&digest);
        for (_, body) in self.sections {
            out.extend_from_slice(&body);
        }
        out
    }
}
