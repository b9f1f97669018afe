//! An edition of a revision whose official masters are not (all) at hand: its own files where there are any, an overlay of points on the
//! procedure master of the revision before, and for the rest the tables of that revision, unreviewed.
//!
//! Nothing in it looks more certain than it is. The manifest says `provisional`, what was counted, and which tables were carried;
//! every row of the procedure master has its [`Trust`]: an act nobody has reviewed keeps its row, so that it can be named, and is not
//! billed. Prices of carried drugs and materials are of an older price list and are not billed either.
//!
//! With the official procedure master among the files the overlay is left aside; with every table there nothing is carried, and the
//! edition is the official one.

mod added;
mod overlay;
mod read;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use santei_core::snapshot::{Source as ManifestSource, Trust};
use serde::Serialize;

pub use added::Added;
pub use overlay::{Confidence, Overlay, OverlayRow};
pub use read::{Passage, Readings};
pub use text::Text;

use crate::error::{MastersError, Result};
use crate::history::{Timeline, Version};
use crate::image::EditionBuilder;
use crate::name::FileKind;
use crate::table::{Row, Table, to_windows_31j, write_line};

/// How the procedure master of an assembled edition came to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Acts whose points stand in the text or the official row.
    pub high: usize,
    /// Acts whose points were matched, to be confirmed.
    pub medium: usize,
    /// Acts without a row of the overlay, held against the text by rule (also counted in `high` and `medium`).
    pub text: usize,
    /// Acts without a row of the overlay, read in the text by hand (also counted in `high`).
    pub read: usize,
    /// Acts of the revision before that nobody reviewed: not billed.
    pub carried: usize,
    /// Acts of the revision before that the overlay says are gone.
    pub ended: usize,
    /// New acts (also counted in `high` and `medium`).
    pub new: usize,
    /// New acts of the overlay for which no act to take the columns from is known: not in the edition.
    pub left_out: Vec<String>,
    /// Overlay rows whose amount before is not that of the official row: carried, not used.
    pub contradicted: Vec<String>,
    /// Tables taken over from the revision before, by their official ids.
    pub tables: Vec<&'static str>,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.high + self.medium + self.carried > 0 {
            write!(
                f,
                "acts: {} high, {} medium (of these {} held against the text, {} read in it), {} carried over unreviewed \
                 (not billed), {} ended, {} new",
                self.high, self.medium, self.text, self.read, self.carried, self.ended, self.new
            )?;
            write!(f, "; flags, limits and exclusions of acts are of the revision before")?;
        }
        if !self.tables.is_empty() {
            write!(f, "; tables of the revision before: {}", self.tables.join(", "))?;
        }
        Ok(())
    }
}

/// What an assembled edition says of itself.
#[derive(Debug, Clone)]
pub(crate) struct Provisional {
    /// Why it is provisional; `None` when everything official is there.
    pub(crate) reason: Option<String>,
    /// Tables of the revision before.
    pub(crate) carried: Vec<String>,
    /// Trust of each code of the procedure master; empty when it is the official one.
    pub(crate) trust: BTreeMap<u32, Trust>,
    /// File name of the assembled table, which is no published file.
    pub(crate) assembled: Option<String>,
    /// Files it was assembled from.
    pub(crate) sources: Vec<ManifestSource>,
}

/// Tables that do not move with a fee schedule; taking them over needs no word.
const STANDING: [FileKind; 7] = [
    FileKind::Comment,
    FileKind::Disease,
    FileKind::RetiredDisease,
    FileKind::DiseaseMigration,
    FileKind::Modifier,
    FileKind::FacilityStandard,
    FileKind::WardCode,
];

/// Puts an edition together: `own` files first, then `before`, a builder of the revision before with all its files.
///
/// # Errors
/// [`MastersError::Set`] when there is neither an official procedure master nor an overlay; whatever reading the rows refuses.
pub fn assemble(
    before: EditionBuilder,
    mut own: EditionBuilder,
    overlay: Option<&Overlay>,
    text: Option<&Text>,
) -> Result<(EditionBuilder, Coverage)> {
    let here: BTreeSet<FileKind> = own.tables().iter().map(Table::kind).collect();
    let mut coverage = Coverage::default();
    let mut provisional = Provisional {
        reason: None,
        carried: Vec::new(),
        trust: BTreeMap::new(),
        assembled: None,
        sources: Vec::new(),
    };
    if !here.contains(&FileKind::Procedure) {
        let Some(overlay) = overlay else {
            return Err(MastersError::Set(
                "no 医科診療行為マスター (s) of the revision and no overlay of its points; give one of them"
                    .to_owned(),
            ));
        };
        let points = Points { overlay, text, readings: &Readings::r8()? };
        let rows = rows(&before, own.first_day(), &points, &mut coverage, &mut provisional.trust)?;
        let name = format!("s_ALL{}.csv", own.first_day().format("%Y%m%d"));
        own.add(&name, to_windows_31j(&rows))?;
        provisional.assembled = Some(name);
        let acts = before.tables().iter().filter(|t| t.kind() == FileKind::Procedure);
        provisional.sources.extend(acts.map(|t| crate::image::source(t, t.source())));
        provisional.sources.push(overlay.source().clone());
        provisional.sources.extend(text.map(|t| t.source().clone()));
    }
    let (tables, aside) = before.into_tables();
    let mut carried = BTreeSet::new();
    for table in tables {
        if here.contains(&table.kind()) || table.kind() == FileKind::Procedure {
            continue;
        }
        if !STANDING.contains(&table.kind()) {
            carried.insert(table.kind());
        }
        own.add_table(table);
    }
    own.add_aside(aside);
    coverage.tables = carried.iter().map(|kind| kind.id()).collect();
    provisional.carried = coverage.tables.iter().map(|id| (*id).to_owned()).collect();
    if provisional.assembled.is_some() || !provisional.carried.is_empty() {
        provisional.reason = Some(format!("{}, assembled: {coverage}", own.name()));
    }
    own.set_provisional(provisional);
    Ok((own, coverage))
}

/// Where amounts come from.
struct Points<'a> {
    overlay: &'a Overlay,
    text: Option<&'a Text>,
    readings: &'a Readings,
}

/// The rows of the assembled procedure master, as lines of the official form.
fn rows(
    before: &EditionBuilder,
    first_day: NaiveDate,
    sources: &Points<'_>,
    coverage: &mut Coverage,
    trust: &mut BTreeMap<u32, Trust>,
) -> Result<String> {
    let overlay = sources.overlay;
    let acts: Vec<&Table> = before.tables().iter().filter(|t| t.kind() == FileKind::Procedure).collect();
    let timeline = Timeline::build(&acts, before.first_day())?;
    let mut live: BTreeMap<u32, &Version<'_>> = BTreeMap::new();
    for (_, versions) in timeline.rows() {
        if let Some(last) = versions.last().filter(|v| v.valid_until.is_none_or(|u| u >= first_day))
            && let Ok(code) = last.row.row().get(3).parse()
        {
            live.insert(code, last);
        }
    }
    let day = first_day.format("%Y%m%d").to_string();
    let mut text = String::new();
    for (code, version) in &live {
        let row = version.row.row();
        let known = overlay.row(*code);
        let points = known.and_then(|k| k.points.as_deref());
        let (mut cells, degree) = match (known, points) {
            (Some(known), _) if !known.fits(row) => {
                coverage.contradicted.push(format!("{code} {}", row.get(5)));
                (Cells::of(row), Trust::Carried)
            }
            // An addition of a general rule outlives the article under which it was listed.
            (Some(_), None) if sources.readings.of(*code).is_some() => {
                sources.without_overlay(*code, row, &day, coverage)
            }
            (Some(_), None) => {
                coverage.ended += 1;
                continue;
            }
            (Some(known), Some(points)) => {
                let mut cells = Cells::of(row);
                cells.amount(points, &day);
                cells.place(&known.article);
                (cells, known.confidence.trust())
            }
            (None, _) if sources.readings.has_ended(*code) => {
                coverage.ended += 1;
                continue;
            }
            (None, _) => sources.without_overlay(*code, row, &day, coverage),
        };
        let degree = sources.step(*code, row, &mut cells, degree);
        match degree {
            Trust::Medium => coverage.medium += 1,
            Trust::Carried => coverage.carried += 1,
            _ => coverage.high += 1,
        }
        trust.insert(*code, degree);
        cells.write(&mut text);
    }
    let added = Added::r8()?;
    for known in overlay.rows().filter(|k| !live.contains_key(&k.code)) {
        let (Some(points), true) = (known.points.as_deref(), known.before.is_none()) else { continue };
        let Some((like, rule)) = added.of(known.code).and_then(|rule| Some((live.get(&rule.like)?, rule)))
        else {
            coverage.left_out.push(format!("{} {}", known.code, known.name));
            continue;
        };
        let mut cells = Cells::of(like.row.row());
        cells.set(3, &known.code.to_string());
        cells.name(&known.name);
        cells.set(12, points);
        cells.set(87, rule.from.as_deref().unwrap_or(&day));
        cells.place(&known.article);
        for (column, value) in &rule.columns {
            cells.set(*column, value);
        }
        coverage.new += 1;
        let degree = known.confidence.trust();
        if degree == Trust::Medium {
            coverage.medium += 1;
        } else {
            coverage.high += 1;
        }
        trust.insert(known.code, degree);
        cells.write(&mut text);
    }
    Ok(text)
}

impl Points<'_> {
    /// An act that no row of the overlay names: read by hand, else held against the text, else as it was.
    fn without_overlay(&self, code: u32, row: Row<'_>, day: &str, coverage: &mut Coverage) -> (Cells, Trust) {
        let mut cells = Cells::of(row);
        let found = match self.readings.of(code) {
            Some(found) => {
                coverage.read += 1;
                Some(found)
            }
            None => self.text.and_then(|text| text.amount(row)).inspect(|_| coverage.text += 1),
        };
        let Some((mut amount, trust)) = found else { return (cells, Trust::Carried) };
        amount.rescale(2);
        cells.amount(&amount.to_string(), day);
        (cells, trust)
    }

    /// The amount of a further step (きざみ点数) of an act that counts by steps, and the trust that is left with it.
    ///
    /// A step that counts like the act goes with it. Any other one was read, or stands unchanged in the text; else the act is to be
    /// confirmed, and not billed where its own amount changed.
    fn step(&self, code: u32, row: Row<'_>, cells: &mut Cells, trust: Trust) -> Trust {
        let (base, step) = (row.get(12), row.get(34));
        if row.get(30) != "1" || trust == Trust::Carried {
            return trust;
        }
        if let Some(mut read) = self.readings.step(code) {
            read.rescale(2);
            cells.set(34, &read.to_string());
        } else if step == base {
            let now = cells.get(12).to_owned();
            cells.set(34, &now);
        } else if cells.get(12) != base {
            return Trust::Carried;
        } else if !self.text.is_some_and(|text| text.has_kept(row, step)) {
            return Trust::Medium;
        }
        trust
    }
}

/// The cells of a row while they are changed.
struct Cells(Vec<String>);

impl Cells {
    /// A row of the revision before in the layout of R8: the old amount is reserved there, and the new columns say nothing.
    fn of(row: Row<'_>) -> Self {
        let mut this = Self((1..=row.width()).map(|n| row.get(n).to_owned()).collect());
        for (column, value) in [(1, "0"), (57, "0"), (58, "0"), (132, "0"), (133, "000")] {
            this.set(column, value);
        }
        for column in 134..=137 {
            this.set(column, "0");
        }
        // r8.md §10, read in official rows: the fees of a first visit and of a hospital outpatient visit.
        match this.get(3) {
            "111000110" => this.carries_price_response("001"),
            "112011310" => this.carries_price_response("002"),
            _ => {}
        }
        this
    }

    fn carries_price_response(&mut self, group: &str) {
        self.set(132, "2");
        self.set(133, group);
    }

    fn get(&self, column: usize) -> &str {
        column.checked_sub(1).and_then(|at| self.0.get(at)).map_or("", String::as_str)
    }

    fn set(&mut self, column: usize, value: &str) {
        if let Some(cell) = column.checked_sub(1).and_then(|at| self.0.get_mut(at)) {
            value.clone_into(cell);
        }
    }

    /// An amount in the official form; where it changes, the row holds from `day`.
    fn amount(&mut self, amount: &str, day: &str) {
        if self.get(12) != amount {
            self.set(12, amount);
            self.set(87, day);
        }
    }

    /// Names: short and full, in wide characters as the official files write them.
    fn name(&mut self, name: &str) {
        let wide: String = name.chars().filter(|c| *c != ' ').map(wide).collect();
        let short: String = wide.chars().take(32).collect();
        self.set(4, &short.chars().count().to_string());
        self.set(5, &short);
        self.set(113, &wide.chars().take(64).collect::<String>());
        // How the name is read is not known; the column may not be empty, and no image carries it.
        self.set(6, "1");
        self.set(7, "*");
    }

    /// Letter, number and branch of the article.
    fn place(&mut self, article: &str) {
        let mut characters = article.chars();
        let Some(letter) = characters.next().filter(char::is_ascii_uppercase) else { return };
        let rest = characters.as_str();
        let (section, branch) = rest.split_once('-').unwrap_or((rest, "0"));
        let (Ok(section), Ok(branch)) = (section.parse::<u16>(), branch.parse::<u8>()) else { return };
        self.set(85, &letter.to_string());
        self.set(92, &format!("{section:03}"));
        self.set(93, &format!("{branch:02}"));
    }

    fn write(&self, out: &mut String) {
        write_line(out, self.0.iter().map(String::as_str));
    }
}

/// The wide form of a printable ASCII character.
fn wide(c: char) -> char {
    match u32::from(c) {
        code @ 0x21..=0x7e => char::from_u32(code + 0xfee0).unwrap_or(c),
        _ => c,
    }
}
