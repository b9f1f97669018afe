//! The image of one edition: from official files to the compact bytes the engine opens.
//!
//! [`EditionBuilder::finish`] gives bytes only when everything fitted and the engine's own reader has accepted them; on an
//! error there is nothing to leave behind.

mod records;
mod relations;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use santei_core::code::Code;
use santei_core::law::Revision;
use santei_core::snapshot::{
    Dated, Edition, ImageKind, ImageWriter, MANIFEST, Manifest, Source as ManifestSource, Trust, Window,
    tags, write_strings, write_table,
};
use serde::Serialize;

use crate::assembled::Provisional;
use crate::check::{Finding, Masters, WANTED, check};
use crate::decode::{Opened, read};
use crate::error::{MastersError, Result};
use crate::history::{Gap, Note, Timeline};
use crate::name::{FileKind, Named, named};
use crate::table::{Source, Table};

/// Collects official files and makes the image of an edition from them.
#[derive(Debug)]
pub struct EditionBuilder {
    edition: String,
    revision: Revision,
    from: NaiveDate,
    until: NaiveDate,
    tables: Vec<Table>,
    aside: Vec<Aside>,
    texts: Texts,
    provisional: Option<Provisional>,
}

/// Which texts an image carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Texts {
    /// None: for programs that have names of their own.
    None,
    /// Names as claims print them.
    #[default]
    Names,
    /// Also the full names of procedures and the standard wording of generic prescriptions.
    All,
}

/// A file that was seen but does not go into the image.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Aside {
    /// The file.
    pub file: String,
    /// Why.
    pub why: String,
}

/// What came out.
#[derive(Debug)]
#[non_exhaustive]
pub struct Built {
    /// The image, accepted by the engine's reader.
    pub image: Vec<u8>,
    /// How it came to be.
    pub report: BuildReport,
}

/// How an image came to be.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct BuildReport {
    /// Rows by section.
    pub rows: BTreeMap<&'static str, usize>,
    /// Tables that an edition should have and this one lacks.
    pub missing: Vec<&'static str>,
    /// Files that are not in the image, with the reason.
    pub aside: Vec<Aside>,
    /// Rows of the electronic fee table whose code is not in s, as `table key`.
    pub unplaced: Vec<String>,
    /// Spans no file tells.
    pub gaps: Vec<Gap>,
    /// What else happened while the history was put together.
    pub notes: Vec<Note>,
    /// What does not fit together across tables.
    pub findings: Vec<Finding>,
}

impl EditionBuilder {
    /// An empty edition of a revision, for the service days of that revision.
    ///
    /// # Errors
    /// [`MastersError::Set`] for a revision whose service days this version does not know.
    pub fn new(edition: &str, revision: Revision) -> Result<Self> {
        // 令和6年厚生労働省告示第57号: from 2024-06-01; 令和8年: from 2026-06-01. The end of R8 is the date the next one would have.
        let years = match revision {
            Revision::R06 => (2024, 2026),
            Revision::R08 => (2026, 2028),
        };
        let day = |year| NaiveDate::from_ymd_opt(year, 6, 1);
        match (day(years.0), day(years.1)) {
            (Some(from), Some(until)) => Ok(Self {
                edition: edition.to_owned(),
                revision,
                from,
                until,
                tables: Vec::new(),
                aside: Vec::new(),
                texts: Texts::default(),
                provisional: None,
            }),
            _ => Err(MastersError::Set("the service days of the revision are not known".to_owned())),
        }
    }

    /// Which texts the image is to carry; names unless said otherwise.
    #[must_use]
    pub const fn texts(mut self, texts: Texts) -> Self {
        self.texts = texts;
        self
    }

    /// Adds a file or archive under its published name.
    ///
    /// # Errors
    /// Whatever [`read`] refuses.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<()> {
        let opened = read(name, bytes, self.revision)?;
        self.add_opened(opened);
        Ok(())
    }

    /// Adds what [`read`] gave, for callers that read several files at once.
    pub fn add_opened(&mut self, opened: Vec<Opened>) {
        for one in opened {
            match one {
                Opened::Table(table) => self.tables.push(*table),
                Opened::OtherProfession { file, profession } => {
                    self.aside.push(Aside { file, why: format!("{profession}: not read by this version") });
                }
            }
        }
    }

    /// Adds a file or archive from disk.
    ///
    /// # Errors
    /// [`MastersError::Io`], or whatever [`read`] refuses.
    pub fn add_path(&mut self, path: &Path) -> Result<()> {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let bytes = std::fs::read(path)
            .map_err(|e| MastersError::Io { file: path.display().to_string(), reason: e.to_string() })?;
        self.add(&name, bytes)
    }

    /// Adds every official file of a folder (not of the folders inside it); other files are listed and left aside.
    ///
    /// # Errors
    /// [`MastersError::Io`], or whatever [`read`] refuses.
    pub fn add_dir(&mut self, dir: &Path) -> Result<()> {
        for path in official_files(dir)? {
            self.add_path(&path)?;
        }
        Ok(())
    }

    /// Adds a table that was read before.
    pub(crate) fn add_table(&mut self, table: Table) {
        self.tables.push(table);
    }

    /// Adds files left aside elsewhere.
    pub(crate) fn add_aside(&mut self, aside: Vec<Aside>) {
        self.aside.extend(aside);
    }

    /// Takes the builder apart.
    pub(crate) fn into_tables(self) -> (Vec<Table>, Vec<Aside>) {
        (self.tables, self.aside)
    }

    /// Says how far the edition can be trusted.
    pub(crate) fn set_provisional(&mut self, provisional: Provisional) {
        self.provisional = Some(provisional);
    }

    /// First service day.
    #[must_use]
    pub const fn first_day(&self) -> NaiveDate {
        self.from
    }

    /// Name of the edition.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.edition
    }

    /// The tables so far.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The dated history of every kind that is at hand.
    ///
    /// # Errors
    /// Whatever [`Timeline::build`] refuses; two files of one kind and date.
    pub fn timelines(&self) -> Result<Vec<Timeline<'_>>> {
        let kinds: BTreeSet<FileKind> = self.tables.iter().map(Table::kind).collect();
        kinds
            .into_iter()
            .map(|kind| {
                let of_kind: Vec<&Table> = self.tables.iter().filter(|t| t.kind() == kind).collect();
                Timeline::build(&of_kind, self.from)
            })
            .collect()
    }

    /// The image and how it came to be.
    ///
    /// # Errors
    /// What is wrong with the files, by name; no image is made.
    pub fn finish(&self) -> Result<Built> {
        let timelines = self.timelines()?;
        let findings = check(&Masters::new(&timelines))?;
        let mut writer = Writer {
            image: ImageWriter::new(ImageKind::Edition),
            rows: BTreeMap::new(),
            unplaced: Vec::new(),
            codes: Vec::new(),
            texts: self.texts,
            trust: self.provisional.as_ref().map(|p| p.trust.clone()).unwrap_or_default(),
        };
        if !timelines.iter().any(|t| t.kind() == FileKind::Procedure) {
            return Err(MastersError::Set(
                "no 医科診療行為マスター (s) among the files; an edition cannot do without it".to_owned(),
            ));
        }
        let missing: Vec<&'static str> = WANTED
            .iter()
            .filter(|kind| !timelines.iter().any(|t| t.kind() == **kind))
            .map(|kind| kind.id())
            .collect();
        let mut aside = self.aside.clone();
        let outside = |kind| matches!(kind, FileKind::WardCode | FileKind::DiseaseMigration);
        for table in self.tables.iter().filter(|t| outside(t.kind())) {
            let why = match table.kind() {
                FileKind::WardCode => "ward codes are no billing data",
                _ => "the successors stand in hb",
            };
            aside.push(Aside { file: table.source().file.clone(), why: why.to_owned() });
        }
        aside.sort();
        let sources =
            self.tables.iter().filter(|t| !outside(t.kind())).map(|t| source(t, t.source())).collect();
        writer.image.section(MANIFEST, self.manifest(sources, &missing).write());
        records::write(&timelines, &mut writer)?;
        relations::write(&timelines, &mut writer)?;
        let image = writer.image.finish();
        Edition::open(image.clone().into())
            .map_err(|e| MastersError::Set(format!("the image was not accepted: {e}")))?;
        let report = BuildReport {
            rows: writer.rows,
            missing,
            aside,
            unplaced: writer.unplaced,
            gaps: timelines.iter().flat_map(|t| t.gaps().iter().cloned()).collect(),
            notes: timelines.iter().flat_map(|t| t.notes().iter().cloned()).collect(),
            findings,
        };
        Ok(Built { image, report })
    }

    fn manifest(&self, mut sources: Vec<ManifestSource>, missing: &[&'static str]) -> Manifest {
        let provisional = self.provisional.as_ref();
        if let Some(made) = provisional.and_then(|p| p.assembled.as_ref()) {
            sources.retain(|source| source.file != *made);
        }
        sources.extend(provisional.iter().flat_map(|p| p.sources.iter().cloned()));
        sources.sort();
        Manifest {
            edition: self.edition.clone(),
            revision: self.revision,
            from: self.from.num_days_from_ce(),
            until: self.until.num_days_from_ce(),
            provisional: provisional.and_then(|p| p.reason.clone()),
            sources,
            missing: missing.iter().map(|m| (*m).to_owned()).collect(),
            carried: provisional.map(|p| p.carried.clone()).unwrap_or_default(),
        }
    }
}

/// Files of a folder whose names are official, in name order.
///
/// # Errors
/// [`MastersError::Io`] when the folder cannot be read.
pub fn official_files(dir: &Path) -> Result<Vec<std::path::PathBuf>> {
    let io = |e: std::io::Error| MastersError::Io { file: dir.display().to_string(), reason: e.to_string() };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(dir).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let archive = name.to_ascii_lowercase().ends_with(".zip");
        if path.is_file() && (archive || named(&name) != Named::Unknown) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A table as a source of the manifest.
pub(crate) fn source(table: &Table, source: &Source) -> ManifestSource {
    ManifestSource {
        kind: table.kind().id().to_owned(),
        file: source.file.clone(),
        published: table.published().map_or_else(String::new, |d| d.to_string()),
        sha256: source.sha256_hex(),
    }
}

/// The sections while they are written.
pub(crate) struct Writer {
    image: ImageWriter,
    rows: BTreeMap<&'static str, usize>,
    unplaced: Vec<String>,
    /// Codes of procedures, ascending: their places are the item ids.
    codes: Vec<u32>,
    texts: Texts,
    /// Trust of the procedures of an assembled edition; empty in an official one.
    trust: BTreeMap<u32, Trust>,
}

impl Writer {
    /// Writes how far each row of the procedures can be trusted, when the edition was assembled.
    pub(crate) fn procedure_trust(&mut self, codes: impl Iterator<Item = u32>) {
        if self.trust.is_empty() {
            return;
        }
        let of = |code| self.trust.get(&code).copied().unwrap_or(Trust::Carried) as u8;
        let bytes = codes.map(of).collect();
        self.image.section(tags::PROCEDURE_TRUST, bytes);
    }

    /// Writes a table; rows are sorted by code, and of one code by their first day.
    pub(crate) fn table<R: Dated>(&mut self, tag: &'static str, rows: &[(Code, R)]) -> Result<()> {
        let body = write_table(rows).map_err(|code| {
            MastersError::Set(format!("section `{tag}`: code {} is out of order", code.value()))
        })?;
        self.rows.insert(tag, rows.len());
        self.image.section(tag, body);
        Ok(())
    }

    /// Writes the texts of a table, one per row.
    pub(crate) fn texts(&mut self, tag: &'static str, texts: &[&str]) {
        if self.texts >= Texts::Names {
            self.image.section(tag, write_strings(texts.iter().copied()));
        }
    }

    /// Writes texts that only a full image carries.
    pub(crate) fn long_texts(&mut self, tag: &'static str, texts: &[&str]) {
        if self.texts == Texts::All {
            self.image.section(tag, write_strings(texts.iter().copied()));
        }
    }

    /// Writes the exclusions of a window.
    pub(crate) fn exclusions(&mut self, window: Window, body: Vec<u8>, pairs: usize) {
        self.rows.insert(window.tag(), pairs);
        self.image.section(window.tag(), body);
    }
}
