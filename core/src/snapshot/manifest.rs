//! What an edition was made from: sources with their digests, and what is missing.
//!
//! ```text
//! u32 number of lines; each: u32 key length, key, u32 value length, value (UTF-8), keys in the order written
//! ```

use super::container::{Image, ImageError, u32_at};
use crate::law::Revision;

/// Section of the manifest.
pub const MANIFEST: &str = "manifest";

/// One official (or own) file that went into an edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Master: `s`, `y`, `t`, `c`, `ck`, `b`, `hb`, `z`, `etensu-03-2` …, or `starter`.
    pub kind: String,
    /// File name as published.
    pub file: String,
    /// State of the file (ISO 8601), as far as its name tells.
    pub published: String,
    /// SHA-256 of the file's content (of the CSV inside a zip), hexadecimal.
    pub sha256: String,
}

/// What an edition says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// Name of the edition: `R6`, `R6-starter`.
    pub edition: String,
    /// Revision it holds.
    pub revision: Revision,
    /// First service day (day number).
    pub from: i32,
    /// First service day it does not answer (day number).
    pub until: i32,
    /// Whether its content is not the official one in full, with the reason.
    pub provisional: Option<String>,
    /// Files it was made from.
    pub sources: Vec<Source>,
    /// Official tables it lacks (`etensu-02`, `etensu-03-1` …).
    pub missing: Vec<String>,
    /// Tables taken over from the revision before because their own were not at hand (`y`, `etensu-03-2` …): what they take off a bill
    /// is to be confirmed, and their prices are not billed.
    pub carried: Vec<String>,
}

impl Manifest {
    /// Writes the section.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut lines: Vec<(String, String)> = vec![
            ("edition".into(), self.edition.clone()),
            ("revision".into(), self.revision.name().into()),
            ("from".into(), self.from.to_string()),
            ("until".into(), self.until.to_string()),
        ];
        lines.extend(self.provisional.iter().map(|p| ("provisional".into(), p.clone())));
        lines.extend(self.missing.iter().map(|m| ("missing".into(), m.clone())));
        lines.extend(self.carried.iter().map(|c| ("carried".into(), c.clone())));
        for s in &self.sources {
            lines.push(("source".into(), [&*s.kind, &*s.file, &*s.published, &*s.sha256].join("\t")));
        }
        let mut out = (lines.len() as u32).to_le_bytes().to_vec();
        for text in lines.iter().flat_map(|(k, v)| [k, v]) {
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        out
    }

    pub(crate) fn open(image: &Image) -> Result<Self, ImageError> {
        let fail = |row, what| ImageError::Content { section: MANIFEST.to_owned(), row, what };
        let range = image.range(MANIFEST).ok_or(ImageError::Missing { section: MANIFEST.to_owned() })?;
        let bytes = image.slice(&range);
        let cut = || fail(0, "section ends early");
        let count = u32_at(bytes, 0).ok_or_else(cut)? as usize;
        let mut at = 4;
        let mut text = || -> Option<String> {
            let len = u32_at(bytes, at)? as usize;
            let end = at.checked_add(4)?.checked_add(len)?;
            let text = std::str::from_utf8(bytes.get(at + 4..end)?).ok()?.to_owned();
            at = end;
            Some(text)
        };
        let mut this = Self {
            edition: String::new(),
            revision: Revision::R06,
            from: 0,
            until: 0,
            provisional: None,
            sources: Vec::new(),
            missing: Vec::new(),
            carried: Vec::new(),
        };
        for row in 0..count {
            let (Some(key), Some(value)) = (text(), text()) else {
                return Err(fail(row, "section ends early"));
            };
            let day = |v: &str| v.parse::<i32>().map_err(|_| fail(row, "a day that is no number"));
            match key.as_str() {
                "edition" => this.edition = value,
                "revision" => {
                    this.revision =
                        Revision::from_name(&value).ok_or_else(|| fail(row, "an unknown revision"))?;
                }
                "from" => this.from = day(&value)?,
                "until" => this.until = day(&value)?,
                "provisional" => this.provisional = Some(value),
                "missing" => this.missing.push(value),
                "carried" => this.carried.push(value),
                "source" => {
                    let mut parts = value.split('\t').map(str::to_owned);
                    let (Some(kind), Some(file), Some(published), Some(sha256), None) =
                        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
                    else {
                        return Err(fail(row, "a source without its four parts"));
                    };
                    this.sources.push(Source { kind, file, published, sha256 });
                }
                _ => return Err(fail(row, "an unknown line")),
            }
        }
        if this.edition.is_empty() || this.from >= this.until {
            return Err(fail(0, "no edition name or no service range"));
        }
        Ok(this)
    }
}
