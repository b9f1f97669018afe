//! From bytes to checked rows: zip or plain, Windows-31J, CSV, every cell against its column.

use std::io::{Cursor, Read};
use std::sync::Arc;

use chrono::NaiveDate;
use encoding_rs::{DecoderResult, SHIFT_JIS};
use sha2::{Digest, Sha256};

use crate::error::{MastersError, Result};
use crate::name::{FileKind, Named, named, trailing_date};
use crate::raw::{Column, Layout, Revision, field::calendar_date, layout};
use crate::table::{Role, Source, Table};

/// Most bytes a single inner file may have; the largest official one has less than a tenth of it.
const MAX_INNER_BYTES: u64 = 256 << 20;

/// One file out of an archive, or a plain file.
#[derive(Debug)]
pub struct Inner {
    /// `archive.zip:inner.csv` or the plain name.
    pub file: String,
    /// Name without folders.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Opens a zip archive (folders inside are passed over) or takes a plain file.
///
/// # Errors
/// [`MastersError::Zip`] when the archive is damaged, truncated or encrypted.
pub fn open(name: &str, bytes: Vec<u8>) -> Result<Vec<Inner>> {
    if !bytes.starts_with(b"PK") {
        if name.to_ascii_lowercase().ends_with(".zip") {
            return Err(zip_error(name, "no zip archive"));
        }
        return Ok(vec![Inner { file: name.to_owned(), name: base(name).to_owned(), bytes }]);
    }
    let mut archive =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| zip_error(name, &e.to_string()))?;
    let mut inner = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|e| zip_error(name, &e.to_string()))?;
        if entry.is_dir() {
            continue;
        }
        let path = entry_name(name, entry.name_raw())?;
        let mut content = Vec::new();
        entry
            .by_ref()
            .take(MAX_INNER_BYTES + 1)
            .read_to_end(&mut content)
            .map_err(|e| zip_error(name, &format!("{path}: {e}")))?;
        if content.len() as u64 > MAX_INNER_BYTES {
            return Err(zip_error(name, &format!("{path}: larger than {MAX_INNER_BYTES} bytes")));
        }
        inner.push(Inner {
            file: format!("{}:{path}", base(name)),
            name: base(&path).to_owned(),
            bytes: content,
        });
    }
    if inner.is_empty() {
        return Err(zip_error(name, "no file inside"));
    }
    Ok(inner)
}

/// Official archives name their files in Windows-31J without the UTF-8 flag; UTF-8 is taken when it is that.
fn entry_name(archive: &str, raw: &[u8]) -> Result<String> {
    if let Ok(text) = std::str::from_utf8(raw) {
        return Ok(text.to_owned());
    }
    SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(raw)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| zip_error(archive, "a file name inside is neither Windows-31J nor UTF-8"))
}

fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn zip_error(file: &str, reason: &str) -> MastersError {
    MastersError::Zip { file: base(file).to_owned(), reason: reason.to_owned() }
}

/// What came out of a file.
#[derive(Debug)]
#[non_exhaustive]
pub enum Opened {
    /// A checked table.
    Table(Box<Table>),
    /// A file of another profession, left aside.
    OtherProfession {
        /// The file.
        file: String,
        /// `dental`, `pharmacy`, `visiting nurse`.
        profession: &'static str,
    },
}

/// Opens one file or archive and checks every table in it.
///
/// Tables whose name has no date take the date in the archive's name, else the newest date inside the archive.
///
/// # Errors
/// The first thing wrong, with file, line, column, item name and value.
pub fn read(name: &str, bytes: Vec<u8>, revision: Revision) -> Result<Vec<Opened>> {
    let outer = base(name);
    if let Named::OtherProfession(profession) = named(outer) {
        return Ok(vec![Opened::OtherProfession { file: outer.to_owned(), profession }]);
    }
    let mut out = Vec::new();
    for inner in open(outer, bytes)? {
        out.push(match named(&inner.name) {
            Named::OtherProfession(profession) => Opened::OtherProfession { file: inner.file, profession },
            Named::Known { kind, date, full } => {
                Opened::Table(Box::new(table(inner, kind, date, full, revision)?))
            }
            Named::Unknown => return Err(MastersError::UnknownFile { file: inner.file, name: inner.name }),
        });
    }
    let stem = outer.rsplit_once('.').map_or(outer, |(stem, _)| stem);
    let date = trailing_date(stem).or_else(|| {
        out.iter()
            .filter_map(|r| match r {
                Opened::Table(t) => newest_date(t),
                Opened::OtherProfession { .. } => None,
            })
            .max()
    });
    for one in &mut out {
        if let Opened::Table(table) = one {
            table.published = table.published.or(date);
        }
    }
    Ok(out)
}

fn newest_date(table: &Table) -> Option<NaiveDate> {
    let from = table.layout.dates?.from;
    table.rows().filter_map(|row| calendar_date(row.get(from))).max()
}

fn table(
    inner: Inner,
    kind: FileKind,
    date: Option<NaiveDate>,
    full: bool,
    revision: Revision,
) -> Result<Table> {
    let layout = layout(kind);
    let source = Arc::new(Source {
        sha256: Sha256::digest(&inner.bytes).into(),
        bytes: inner.bytes.len() as u64,
        file: inner.file,
    });
    let mut table = Table {
        source,
        layout,
        role: Role::Full,
        published: date,
        columns: 0,
        text: String::new(),
        ends: Vec::new(),
    };
    if kind == FileKind::FacilityStandard {
        crate::facility_list::parse(&mut table, inner.bytes)?;
    } else {
        let text = decode_text(&table.source.file, layout, inner.bytes)?;
        split(&mut table, &text)?;
    }
    table.role = role(&table, full);
    check_cells(&table, &layout.columns_in(revision))?;
    Ok(table)
}

/// A differential file holds only rows that changed. The name does not tell (`s_20251104` is a full file).
fn role(table: &Table, named_full: bool) -> Role {
    let can_differ = matches!(
        table.kind(),
        FileKind::Procedure
            | FileKind::Drug
            | FileKind::Material
            | FileKind::Comment
            | FileKind::CommentRelation
            | FileKind::Disease
            | FileKind::Modifier
    );
    if !named_full && can_differ && table.rows().all(|row| row.get(1) != "0") {
        Role::Differential
    } else {
        Role::Full
    }
}

/// Strict Windows-31J. The byte that cannot be read is told with its line, column and item.
fn decode_text(file: &str, layout: &Layout, bytes: Vec<u8>) -> Result<String> {
    let text = match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => text.into_owned(),
        None => return Err(bad_byte(file, layout, &bytes)),
    };
    if let Some(at) = text.bytes().position(|b| (b < 0x20 && b != b'\r' && b != b'\n') || b == 0x7f) {
        let (line, column) = place(text.as_bytes().get(..at).unwrap_or_default());
        let shown = text.as_bytes().get(at).map_or(String::new(), |b| format!("0x{b:02X}"));
        return Err(MastersError::cell(file, line, column, layout.item(column), &shown, "control character"));
    }
    Ok(text)
}

fn bad_byte(file: &str, layout: &Layout, bytes: &[u8]) -> MastersError {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut buffer = vec![0; 64 << 10];
    let mut read = 0;
    while let Some(rest) = bytes.get(read..) {
        let (result, used, _) = decoder.decode_to_utf8_without_replacement(rest, &mut buffer, true);
        read += used;
        match result {
            DecoderResult::OutputFull if used > 0 => {}
            DecoderResult::Malformed(length, after) => {
                let at = read.saturating_sub(usize::from(length) + usize::from(after));
                let (line, column) = place(bytes.get(..at).unwrap_or_default());
                let end = at.saturating_add(usize::from(length));
                let shown: String =
                    bytes.get(at..end).unwrap_or_default().iter().map(|b| format!("0x{b:02X}")).collect();
                return MastersError::cell(
                    file,
                    line,
                    column,
                    layout.item(column),
                    &shown,
                    "not Windows-31J; official files are not in UTF-8",
                );
            }
            _ => break,
        }
    }
    MastersError::cell(file, 1, 1, layout.item(1), "", "not Windows-31J")
}

/// Line and column of the byte after `before`: separators are no second bytes in Windows-31J.
fn place(before: &[u8]) -> (u32, usize) {
    let lines = before.iter().filter(|b| **b == b'\n').count();
    let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
    let columns = before.get(start..).unwrap_or_default().iter().filter(|b| **b == b',').count();
    (u32::try_from(lines + 1).unwrap_or(u32::MAX), columns + 1)
}

/// Splits the text into cells; every line must be in the official form, and of an official width.
fn split(table: &mut Table, text: &str) -> Result<()> {
    let file = table.source.file.clone();
    let layout = table.layout;
    let cell = |line, column, value: &str, problem: &str| {
        Err(MastersError::cell(&file, line, column, layout.item(column), value, problem))
    };
    if u32::try_from(text.len()).is_err() {
        return cell(1, 1, "", "the file is larger than 4 GiB");
    }
    if let Some(at) = ["\n\n", "\n\r\n"].iter().filter_map(|blank| text.find(blank)).min() {
        let (line, _) = place(text.as_bytes().get(..=at).unwrap_or_default());
        return cell(line, 1, "", "an empty line");
    }
    let quoted = text.starts_with('"');
    let mut cells = String::with_capacity(text.len());
    let mut ends: Vec<u32> = Vec::with_capacity(text.len() / 6);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut width = 0;
    let mut line = 0_u32;
    let mut at = 0_usize;
    while reader.read_byte_record(&mut record).map_err(|e| {
        MastersError::cell(&file, line.saturating_add(1), 1, layout.item(1), "", format!("not csv: {e}"))
    })? {
        line += 1;
        if width == 0 {
            width = record.len();
        }
        if !layout.widths.contains(&record.len()) || record.len() != width {
            let expected = layout.widths.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ");
            let problem =
                format!("{} columns; {} has {expected} in every line", record.len(), layout.kind.id());
            return cell(
                line,
                record.len(),
                &String::from_utf8_lossy(record.iter().next_back().unwrap_or_default()),
                &problem,
            );
        }
        for (index, value) in record.iter().enumerate() {
            let value = std::str::from_utf8(value).unwrap_or_default();
            if quoted {
                // As it stands in the file: quote, value, quote. Anything else is a quote in the wrong place.
                let raw = at.checked_add(value.len() + 2).and_then(|end| text.get(at..end));
                let exact = raw.is_some_and(|r| {
                    r.starts_with('"') && r.ends_with('"') && r.get(1..value.len() + 1) == Some(value)
                });
                if !exact {
                    return cell(line, index + 1, value, "the double quotes around the value are damaged");
                }
                at = at.saturating_add(value.len() + 3);
            }
            if value.contains(['"', '\r', '\n', ',']) {
                return cell(line, index + 1, value, "a quote, comma or line break inside the value");
            }
            cells.push_str(value);
            ends.push(u32::try_from(cells.len()).unwrap_or(u32::MAX));
        }
        if quoted {
            // The last separator was no comma but the line end.
            at = at.saturating_sub(1);
            at += match text.get(at..) {
                Some(rest) if rest.starts_with("\r\n") => 2,
                Some(rest) if rest.starts_with('\n') => 1,
                _ => return cell(line, width, "", "no line end after the last value; the file is cut off"),
            };
        }
    }
    if line == 0 {
        return cell(1, 1, "", "the file is empty");
    }
    if !text.ends_with('\n') {
        return cell(line, width, "", "the last line has no line end; the file is cut off");
    }
    table.columns = width;
    cells.shrink_to_fit();
    ends.shrink_to_fit();
    table.text = cells;
    table.ends = ends;
    Ok(())
}

/// Every cell against its column.
fn check_cells(table: &Table, columns: &[Column]) -> Result<()> {
    let partial_file = table.role == Role::Differential;
    for row in table.rows() {
        if matches!(table.kind(), FileKind::Procedure | FileKind::Material) {
            refuse_workers_compensation(table, row)?;
        }
        let partial = partial_file && matches!(row.get(1), "1" | "5" | "9");
        for (number, column) in (1..=table.columns).zip(columns) {
            let value = row.get(number);
            if value.is_empty() && partial && !table.layout.key.contains(&number) {
                continue;
            }
            let missing = value.is_empty() && table.layout.filled.contains(&number);
            let problem = if missing {
                Some("the value is missing; only the file of retired diseases leaves it empty".to_owned())
            } else {
                column.rule.problem(value)
            };
            if let Some(problem) = problem {
                return Err(MastersError::cell(row.file(), row.line(), number, column.name, value, problem));
            }
        }
    }
    Ok(())
}

/// 労災 rows use letters where the health-insurance master has digits, and codes 78…; they are another fee schedule.
fn refuse_workers_compensation(table: &Table, row: crate::table::Row<'_>) -> Result<()> {
    const PROBLEM: &str =
        "a row of 労災 (workers' compensation), which is another fee schedule; load the 医科 master instead";
    let letter = |number: &usize| row.get(*number).bytes().any(|b| b.is_ascii_alphabetic());
    let found = if table.kind() == FileKind::Procedure {
        [15, 38, 66, 68].into_iter().find(letter)
    } else {
        row.get(3).starts_with("78").then_some(3)
    };
    match found {
        None => Ok(()),
        Some(number) => Err(MastersError::cell(
            row.file(),
            row.line(),
            number,
            table.layout.item(number),
            row.get(number),
            PROBLEM,
        )),
    }
}
