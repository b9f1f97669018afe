//! The starter edition: `data/starter/*.toml` to the image of its R6 half, `data/starter/r8/*.toml` to that of R8.

#[cfg(test)]
mod columns;
mod later;
mod records;
mod row;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use santei_core::code::{Code, ItemId};
use santei_core::date::{ServiceDate, Validity};
use santei_core::law::Revision;
use santei_core::snapshot::{
    Bytes, Dated, Edition, Exclusion, ImageKind, ImageWriter, Keep, MANIFEST, Manifest, Window, tags,
    write_exclusions, write_strings, write_table,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::error::{Source, XtaskError};
use row::{Columns, Fields, Row};

const FOLDER: &str = "data/starter";
const FOLDER_R8: &str = "data/starter/r8";
const DEFAULTS: &str = "defaults.toml";
const PROVISIONAL: &str = "starter edition: a small selection of acts, drugs, materials and diseases, typed by hand and not an \
                           official file; build an image from the official masters for real work";
/// Official tables the edition lacks (of 03-1 it holds a fragment only).
const MISSING: [&str; 5] = ["ck", "etensu-01", "etensu-02", "etensu-03-1", "etensu-04"];
/// Columns that no record holds: the unit's name follows from its code, K numbers of surgery from the article.
const UNUSED: [&str; 2] = ["unit_name", "table_section_no"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Defaults {
    edition: EditionDates,
    /// Arrays taken over from the half before.
    #[serde(default)]
    carried: Vec<Spanned<String>>,
    #[serde(default)]
    defaults: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    not_carried: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditionDates {
    name: String,
    revision: Spanned<String>,
    valid_from: Spanned<String>,
    valid_until: Spanned<String>,
    checked_on: Spanned<String>,
}

type Arrays = BTreeMap<String, Vec<Spanned<Fields>>>;

/// A record with what the checks across rows need.
struct Entry<R> {
    record: R,
    name: String,
    file: usize,
    at: std::ops::Range<usize>,
}

/// Every row, by master, in the order of the files.
struct Starter {
    sources: Vec<Source>,
    arrays: Vec<Arrays>,
    columns: BTreeMap<String, Columns>,
    validity: Validity,
}

/// One half of the starter edition as it stands in its folder.
struct Half {
    starter: Starter,
    manifest: Manifest,
    head: Source,
    carried: Vec<Spanned<String>>,
}

/// Compiles the image of the first half, R6.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn compile(root: &Path) -> Result<Vec<u8>, XtaskError> {
    Half::open(root, FOLDER, None)?.finish()
}

/// Compiles the image of the second half, R8: its own rows on those of the first.
///
/// # Errors
/// [`XtaskError`] with file and line of what is wrong.
pub fn compile_r8(root: &Path) -> Result<Vec<u8>, XtaskError> {
    let before = Half::open(root, FOLDER, None)?;
    later::join(before.starter, Half::open(root, FOLDER_R8, Some(&before.head))?)?.finish()
}

impl Half {
    /// Reads a folder. Columns that its defaults do not name have the values of the half before.
    fn open(root: &Path, folder: &str, before: Option<&Source>) -> Result<Self, XtaskError> {
        let file = format!("{folder}/{DEFAULTS}");
        let (mut heads, sources): (Vec<_>, Vec<_>) =
            Source::read_all(root, folder)?.into_iter().partition(|s| s.file == file);
        let Some(head) = heads.pop() else {
            return Err(XtaskError::Content { file, line: 1, what: "is missing".to_owned() });
        };
        let Defaults { edition, carried, defaults, not_carried } = head.parse()?;
        let mut columns: BTreeMap<String, Columns> =
            BTreeMap::from([("standard".to_owned(), Columns::default())]);
        if let Some(before) = before {
            let Defaults { defaults, not_carried, .. } = before.parse()?;
            take(&mut columns, defaults, not_carried);
        }
        take(&mut columns, defaults, not_carried);
        let day = |text: &Spanned<String>| {
            text.get_ref().parse::<ServiceDate>().map_err(|e| head.error(text.span(), e.to_string()))
        };
        let validity =
            Validity { from: day(&edition.valid_from)?.days(), until: day(&edition.valid_until)?.days() };
        let revision = Revision::from_name(edition.revision.get_ref())
            .ok_or_else(|| head.error(edition.revision.span(), "not a revision; write `R6`"))?;
        let published = day(&edition.checked_on)?.to_string();
        let manifest = Manifest {
            edition: format!("{}-{}", revision.name(), edition.name),
            revision,
            from: validity.from,
            until: validity.until,
            provisional: Some(PROVISIONAL.to_owned()),
            sources: std::iter::once(&head).chain(&sources).map(|s| described(s, &published)).collect(),
            missing: MISSING.map(str::to_owned).to_vec(),
            carried: Vec::new(),
        };
        let arrays = sources.iter().map(Source::parse).collect::<Result<Vec<Arrays>, _>>()?;
        Ok(Self { starter: Starter { sources, arrays, columns, validity }, manifest, head, carried })
    }

    /// The image, opened once as a proof.
    fn finish(self) -> Result<Vec<u8>, XtaskError> {
        let bytes = self.starter.image(&self.manifest)?;
        Edition::open(Bytes::from(bytes.clone()))?;
        Ok(bytes)
    }
}

/// Adds defaults to what is known of the columns.
fn take(
    columns: &mut BTreeMap<String, Columns>,
    defaults: BTreeMap<String, BTreeMap<String, String>>,
    mut not_carried: BTreeMap<String, BTreeSet<String>>,
) {
    for (master, defaults) in defaults {
        let not_carried = not_carried.remove(&master).unwrap_or_default();
        let known = columns.entry(master).or_default();
        known.defaults.extend(defaults);
        known.not_carried.extend(not_carried);
    }
}

fn described(source: &Source, published: &str) -> santei_core::snapshot::Source {
    let digest = Sha256::digest(source.text.as_bytes());
    santei_core::snapshot::Source {
        kind: "starter".to_owned(),
        file: source.file.clone(),
        published: published.to_owned(),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

impl Starter {
    fn image(&self, manifest: &Manifest) -> Result<Vec<u8>, XtaskError> {
        self.known_arrays()?;
        let procedures = self.dated("procedure", "short_name", records::procedure, |r| r.code)?;
        let drugs = self.dated("drug", "name", records::drug, |r| r.code)?;
        let materials = self.dated("material", "name", records::material, |r| r.code)?;
        let comments = self.dated("comment", "text", records::comment, |r| r.code)?;
        let diseases = self.dated("disease", "name", records::disease, |r| r.code)?;
        let modifiers = self.dated("modifier", "name", records::modifier, |r| r.code)?;
        let standards = self.dated("standard", "name", records::standard, |r| r.code)?;
        let limits = self.listed("limit", records::limit, |r| (r.code, r.unit_code, r.valid_from))?;

        let acts: BTreeSet<Code> = procedures.iter().map(|e| e.record.code).collect();
        let drug_codes: BTreeSet<Code> = drugs.iter().map(|e| e.record.code).collect();
        let known: BTreeSet<Code> = standards.iter().map(|e| e.record.code).collect();
        for entry in &procedures {
            let r = &entry.record;
            let additions = [r.age_addition_1, r.age_addition_2, r.age_addition_3, r.age_addition_4];
            self.selected(&acts, entry, additions.iter().map(|a| a.code))?;
            self.selected(&known, entry, r.facility_standards.iter().filter_map(|n| Code::new((*n).into())))?;
        }
        for entry in &drugs {
            self.selected(&drug_codes, entry, [entry.record.long_listed_pair])?;
        }
        for entry in &limits {
            self.selected(&acts, entry, [entry.record.code])?;
        }

        let mut image = ImageWriter::new(ImageKind::Edition);
        image.section(MANIFEST, manifest.write());
        self.tables(&mut image, (tags::PROCEDURES, tags::PROCEDURE_NAMES), procedures, |r| r.code)?;
        self.tables(&mut image, (tags::DRUGS, tags::DRUG_NAMES), drugs, |r| r.code)?;
        self.tables(&mut image, (tags::MATERIALS, tags::MATERIAL_NAMES), materials, |r| r.code)?;
        self.tables(&mut image, (tags::COMMENTS, tags::COMMENT_TEXTS), comments, |r| r.code)?;
        self.tables(&mut image, (tags::DISEASES, tags::DISEASE_NAMES), diseases, |r| r.code)?;
        self.tables(&mut image, (tags::MODIFIERS, tags::MODIFIER_NAMES), modifiers, |r| r.code)?;
        self.tables(&mut image, (tags::STANDARDS, tags::STANDARD_NAMES), standards, |r| r.code)?;
        image.section(tags::LIMITS, self.table(limits, |r| r.code)?);
        self.exclusions(&mut image, &acts)?;
        Ok(image.finish())
    }

    fn known_arrays(&self) -> Result<(), XtaskError> {
        for (source, arrays) in self.sources.iter().zip(&self.arrays) {
            if let Some(name) = arrays.keys().find(|name| !self.columns.contains_key(*name)) {
                return Err(source.error(0..0, format!("`{name}` is not an array of the starter edition")));
            }
        }
        Ok(())
    }

    /// Reads every row of an array.
    fn rows<T>(
        &self,
        array: &str,
        read: impl Fn(&Row<'_>) -> Result<T, XtaskError>,
    ) -> Result<Vec<(T, usize, std::ops::Range<usize>)>, XtaskError> {
        let empty = Columns::default();
        let columns = self.columns.get(array).unwrap_or(&empty);
        let mut out = Vec::new();
        for (file, (source, arrays)) in self.sources.iter().zip(&self.arrays).enumerate() {
            for fields in arrays.get(array).into_iter().flatten() {
                let row = Row::new(source, fields, columns, self.validity);
                out.push((read(&row)?, file, fields.span()));
                row.done(&UNUSED)?;
            }
        }
        Ok(out)
    }

    /// Rows of a master, one a day and code, sorted.
    fn dated<R: Dated>(
        &self,
        array: &str,
        name: &str,
        read: impl Fn(&Row<'_>) -> Result<R, XtaskError>,
        code: impl Fn(&R) -> Code,
    ) -> Result<Vec<Entry<R>>, XtaskError> {
        let rows = self.rows(array, |row| Ok((read(row)?, row.text(name)?.to_owned())))?;
        let mut entries: Vec<Entry<R>> =
            rows.into_iter().map(|((record, name), file, at)| Entry { record, name, file, at }).collect();
        entries.sort_by_key(|e| (code(&e.record), span(&e.record).from));
        for pair in entries.windows(2) {
            if let [before, after] = pair
                && code(&before.record) == code(&after.record)
                && span(&before.record).until != span(&after.record).from
            {
                let what = format!("rows of `{}` overlap or leave a gap", code(&after.record));
                return Err(self.error(after, what));
            }
        }
        Ok(entries)
    }

    /// Rows of a relation, several a code, sorted.
    fn listed<R, K: Ord>(
        &self,
        array: &str,
        read: impl Fn(&Row<'_>) -> Result<R, XtaskError>,
        key: impl Fn(&R) -> K,
    ) -> Result<Vec<Entry<R>>, XtaskError> {
        let mut entries: Vec<Entry<R>> = self
            .rows(array, read)?
            .into_iter()
            .map(|(record, file, at)| Entry { record, name: String::new(), file, at })
            .collect();
        entries.sort_by_key(|e| key(&e.record));
        for pair in entries.windows(2) {
            if let [before, after] = pair
                && key(&before.record) == key(&after.record)
            {
                return Err(self.error(after, "stands twice"));
            }
        }
        Ok(entries)
    }

    fn error<R>(&self, entry: &Entry<R>, what: impl Into<String>) -> XtaskError {
        let what = what.into();
        match self.sources.get(entry.file) {
            Some(source) => source.error(entry.at.clone(), what),
            None => XtaskError::Content { file: FOLDER.to_owned(), line: 0, what },
        }
    }

    /// Every code a row names has to be in the selection.
    fn selected<R>(
        &self,
        codes: &BTreeSet<Code>,
        entry: &Entry<R>,
        named: impl IntoIterator<Item = Code>,
    ) -> Result<(), XtaskError> {
        match named.into_iter().find(|code| code.value() != 0 && !codes.contains(code)) {
            Some(code) => Err(self.error(entry, format!("names `{code}`, which is not in the selection"))),
            None => Ok(()),
        }
    }

    fn tables<R: Dated>(
        &self,
        image: &mut ImageWriter,
        (rows, names): (&'static str, &'static str),
        entries: Vec<Entry<R>>,
        code: impl Fn(&R) -> Code,
    ) -> Result<(), XtaskError> {
        let texts = write_strings(entries.iter().map(|e| e.name.as_str()));
        image.section(rows, self.table(entries, code)?);
        image.section(names, texts);
        Ok(())
    }

    fn table<R: Dated>(
        &self,
        entries: Vec<Entry<R>>,
        code: impl Fn(&R) -> Code,
    ) -> Result<Vec<u8>, XtaskError> {
        let rows: Vec<(Code, R)> = entries.into_iter().map(|e| (code(&e.record), e.record)).collect();
        write_table(&rows).map_err(|code| XtaskError::Content {
            file: FOLDER.to_owned(),
            line: 0,
            what: format!("rows of `{code}` are not sorted"),
        })
    }

    fn exclusions(&self, image: &mut ImageWriter, acts: &BTreeSet<Code>) -> Result<(), XtaskError> {
        type Pairs = BTreeMap<(ItemId, ItemId), Vec<Exclusion>>;
        let items: BTreeMap<Code, ItemId> = acts.iter().copied().zip((0..).map(ItemId::new)).collect();
        let rows = self.rows("exclusion", |row| {
            let window = match row.text("window")? {
                "day" => Window::Day,
                "month" => Window::Month,
                "same" => Window::SameOccasion,
                "week" => Window::Week,
                _ => return Err(row.error("`window` is not day, month, same or week")),
            };
            let (first, second) = (row.code("code_1")?, row.code("code_2")?);
            let (Some(low), Some(high)) = (items.get(&first), items.get(&second)) else {
                return Err(row.error("names an act that is not in the selection"));
            };
            if low >= high {
                return Err(row.error("the smaller code has to stand first"));
            }
            let keep =
                Keep::from_number(row.int("keep")?).ok_or_else(|| row.error("`keep` is not 1, 2 or 3"))?;
            let validity = Validity { from: row.from()?, until: row.until()? };
            Ok((window, (*low, *high), Exclusion { keep, special: row.kind("special")?, validity }))
        })?;
        let mut windows: BTreeMap<Window, Pairs> =
            Window::ALL.into_iter().map(|w| (w, Pairs::new())).collect();
        for ((window, pair, rule), file, at) in rows {
            let rules = windows.entry(window).or_default().entry(pair).or_default();
            if rules.iter().any(|r| r.validity.overlaps(rule.validity)) {
                let entry = Entry { record: (), name: String::new(), file, at };
                return Err(self.error(&entry, "this pair stands twice in the window"));
            }
            rules.push(rule);
            rules.sort_by_key(|r| r.validity.from);
        }
        for (window, pairs) in windows {
            let section = write_exclusions(items.len(), &pairs).map_err(|what| XtaskError::Content {
                file: FOLDER.to_owned(),
                line: 0,
                what: what.to_owned(),
            })?;
            image.section(window.tag(), section);
        }
        Ok(())
    }
}

/// Span of a record, read back from its own cells.
fn span<R: Dated>(record: &R) -> Validity {
    let mut bytes = Vec::new();
    record.write(&mut bytes);
    R::validity(R::view(&bytes))
}
