//! The electronic fee table (電子点数表), read from the official files and asked in the plainest way: every act against every other.
//!
//! Nothing is cut: the question is what the tables say of acts as they stand. Rows are kept as text; the only help is a list of rows by
//! code, since a table of 250,000 rows cannot be walked for every pair.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use crate::error::OracleError;
use crate::tables::{Row, col};

/// A day as year, month, day.
pub type Day = (i32, u32, u32);

/// The tables by their number in the official file names.
#[derive(Debug, Clone, Default)]
pub struct FeeTable {
    tables: BTreeMap<&'static str, BTreeMap<String, Vec<Row>>>,
}

/// Number of a table and the column its rows are listed by: the code, of 02 and 04 the child or addition.
const TABLES: [(&str, &str, usize); 8] = [
    ("01", "補助マスター", 2),
    ("02", "包括", 3),
    ("03-1", "背反", 2),
    ("03-2", "背反", 2),
    ("03-3", "背反", 2),
    ("03-4", "背反", 2),
    ("04", "入院基本料", 3),
    ("05", "算定回数", 2),
];

/// One act: of the claim, or billed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Nine digits.
    pub code: String,
    /// Service day.
    pub day: Day,
    /// Visit of the claim, in the order of days; nothing for what was billed before.
    pub visit: usize,
    /// How often.
    pub count: u32,
    /// Whether it is an operation.
    pub operation: bool,
}

/// A claim to be asked about.
#[derive(Debug, Clone, Default)]
pub struct Acts {
    /// Acts of the claim, in the order of days and visits.
    pub acts: Vec<Act>,
    /// What was billed before.
    pub before: Vec<Act>,
    /// Whether nothing can be missing in `before`.
    pub complete: bool,
    /// Whether it is a stay, and the day it began if that is told.
    pub stay: Option<Option<Day>>,
}

/// What the tables say: a word, the act it is about, and the other one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Said {
    /// `exclusion`, `bundle`, `limit` …
    pub what: &'static str,
    /// Place of the act.
    pub about: usize,
    /// Place of the other act of the claim.
    pub other: Option<usize>,
    /// Code and day of the other act, when it was billed before.
    pub past: Option<(String, Day)>,
    /// Whether either of the two could stay: then which is `about` says nothing.
    pub either: bool,
}

impl FeeTable {
    /// Reads the archive of the medical fee table.
    ///
    /// # Errors
    /// An archive or file that cannot be read.
    pub fn load(archive: &Path) -> Result<Self, OracleError> {
        let shown = archive.display().to_string();
        let io = |source| OracleError::Io { path: shown.clone(), source };
        let zip = |source| OracleError::Zip { path: shown.clone(), source };
        let mut files = zip::ZipArchive::new(std::fs::File::open(archive).map_err(io)?).map_err(zip)?;
        let mut this = Self::default();
        for at in 0..files.len() {
            let mut file = files.by_index(at).map_err(zip)?;
            let (name, _, _) = encoding_rs::SHIFT_JIS.decode(file.name_raw());
            let name = name.into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).map_err(io)?;
            this.take(&name, &bytes)?;
        }
        Ok(this)
    }

    /// Takes one table by its file name; other files are passed over.
    ///
    /// # Errors
    /// Bytes that are no Windows-31J or no CSV.
    pub fn take(&mut self, name: &str, bytes: &[u8]) -> Result<(), OracleError> {
        let named =
            |(number, word, _): &&(&str, &str, usize)| name.starts_with(number) && name.contains(word);
        let Some((number, _, key)) = TABLES.iter().find(named) else { return Ok(()) };
        let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(bytes);
        if broken {
            return Err(OracleError::Encoding { path: name.to_owned() });
        }
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let rows = self.tables.entry(number).or_default();
        for record in reader.records() {
            let record = record.map_err(|source| OracleError::Csv { path: name.to_owned(), source })?;
            let row: Row = record.iter().map(str::to_owned).collect();
            rows.entry(col(&row, *key).to_owned()).or_default().push(row);
        }
        Ok(())
    }

    /// Codes a table lists.
    pub fn codes(&self, table: &str) -> impl Iterator<Item = &str> {
        self.tables.get(table).into_iter().flat_map(|t| t.keys().map(String::as_str))
    }

    /// Rows of a code in a table, whatever their dates.
    #[must_use]
    pub fn rows(&self, table: &str, code: &str) -> &[Row] {
        self.tables.get(table).and_then(|t| t.get(code)).map_or(&[], Vec::as_slice)
    }

    /// Rows of a code in a table on a day; the dates are the last two columns of every table but 01, where they are named.
    fn on<'a>(&'a self, table: &'static str, code: &str, day: Day) -> impl Iterator<Item = &'a Row> {
        let written = format!("{:04}{:02}{:02}", day.0, day.1, day.2);
        self.rows(table, code).iter().filter(move |row| {
            let (from, until) = if table == "01" { (26, 27) } else { (row.len() - 1, row.len()) };
            col(row, from) <= written.as_str() && written.as_str() <= col(row, until)
        })
    }

    /// Everything the tables say of the acts.
    #[must_use]
    pub fn say(&self, acts: &Acts) -> BTreeSet<Said> {
        let mut said = BTreeSet::new();
        for (at, act) in acts.acts.iter().enumerate() {
            for (place, other) in acts.acts.iter().enumerate() {
                if place < at && other.code != act.code {
                    said.extend(self.exclusion((place, other), (at, act)));
                }
                if place != at && other.code != act.code {
                    said.extend(self.bundle(acts, (place, other), (at, act)));
                }
            }
            for past in acts.before.iter().filter(|p| p.day <= act.day) {
                said.extend(self.excluded_before(at, act, past));
                if past.code != act.code {
                    said.extend(self.bundled_before(at, act, past));
                }
            }
            self.limits(acts, at, act, &mut said);
        }
        if acts.stay.is_some() {
            self.wards(acts, &mut said);
        }
        said
    }

    fn exclusion(&self, (i, first): (usize, &Act), (j, second): (usize, &Act)) -> Option<Said> {
        let mut hit: Option<&Row> = None;
        for table in ["03-1", "03-2", "03-3", "03-4"] {
            let near = match table {
                "03-1" => first.day == second.day,
                "03-2" => month(first.day) == month(second.day),
                "03-3" => first.visit == second.visit,
                _ => week(first.day) == week(second.day),
            };
            let row = self.on(table, &first.code, first.day).find(|r| near && col(r, 4) == second.code);
            let plain = |r: Option<&Row>| r.is_some_and(|r| col(r, 7) == "0");
            if hit.is_none() || !plain(hit) && plain(row) {
                hit = row;
            }
        }
        let row = hit?;
        let (about, other) = if col(row, 6) == "1" { (j, i) } else { (i, j) };
        let what = if col(row, 7) == "1" { "exclusionSpecial" } else { "exclusion" };
        Some(Said { what, about, other: Some(other), past: None, either: col(row, 6) == "3" })
    }

    fn excluded_before(&self, at: usize, act: &Act, past: &Act) -> Option<Said> {
        for table in ["03-2", "03-4", "03-1"] {
            let near = match table {
                "03-1" => past.day == act.day,
                "03-2" => month(past.day) == month(act.day),
                _ => week(past.day) == week(act.day),
            };
            if near && self.on(table, &act.code, act.day).any(|r| col(r, 4) == past.code) {
                let past = Some((past.code.clone(), past.day));
                return Some(Said { what: "exclusionHistory", about: at, other: None, past, either: false });
            }
        }
        None
    }

    /// Units and groups of a code on a day.
    fn slots(&self, code: &str, day: Day) -> Vec<(&str, &str)> {
        let row = self.on("01", code, day).next();
        let slots = [4, 6, 8].map(|n| row.map_or(("", ""), |r| (col(r, n), col(r, n + 1))));
        let bare = slots.map(|(unit, group)| (unit.trim_start_matches('0'), group));
        bare.into_iter().filter(|(unit, group)| !unit.is_empty() && *group != "0").collect()
    }

    fn in_group(&self, child: &str, group: &str, day: Day) -> Option<&Row> {
        self.on("02", child, day).find(|r| col(r, 2) == group)
    }

    fn bundle(&self, acts: &Acts, (i, parent): (usize, &Act), (j, child): (usize, &Act)) -> Option<Said> {
        let operations = || acts.acts.iter().filter(|a| a.operation);
        for (unit, group) in self.slots(&parent.code, parent.day) {
            let same_visit = parent.visit == child.visit;
            let same_day = parent.day == child.day;
            // Yes, no, or nobody can tell.
            let meets = match unit {
                "1" => Some(same_day),
                "2" => Some(month(parent.day) == month(child.day)),
                "3" => Some(same_visit),
                "5" => {
                    let after = |a: &Act| (1..=7).contains(&(number(a.day) - number(child.day)));
                    if operations().any(after) { None } else { Some(false) }
                }
                "6" if same_visit && operations().filter(|a| a.day == parent.day).count() < 2 => Some(true),
                "6" if same_day => None,
                _ => Some(false),
            };
            let Some(row) = self.in_group(&child.code, group, child.day) else { continue };
            let what = match (meets, col(row, 5)) {
                (Some(false), _) => continue,
                (_, "1") => "bundleSpecial",
                (None, _) => "bundleOperation",
                _ => "bundle",
            };
            return Some(Said { what, about: j, other: Some(i), past: None, either: false });
        }
        None
    }

    fn bundled_before(&self, at: usize, act: &Act, past: &Act) -> Option<Said> {
        let holds = |above: &Act, below: &Act| {
            self.slots(&above.code, above.day).into_iter().any(|(unit, group)| {
                let near = match unit {
                    "1" => above.day == below.day,
                    "2" => month(above.day) == month(below.day),
                    _ => false,
                };
                near && self.in_group(&below.code, group, below.day).is_some()
            })
        };
        (holds(past, act) || holds(act, past)).then(|| {
            let past = Some((past.code.clone(), past.day));
            Said { what: "bundleHistory", about: at, other: None, past, either: false }
        })
    }

    fn limits(&self, acts: &Acts, at: usize, act: &Act, said: &mut BTreeSet<Said>) {
        let mut say = |what| {
            said.insert(Said { what, about: at, other: None, past: None, either: false });
        };
        let rows: Vec<&Row> = self.on("05", &act.code, act.day).collect();
        if self.rows("05", &act.code).is_empty() {
            let flagged = self.on("01", &act.code, act.day).any(|r| col(r, 21) == "1");
            if flagged && !acts.acts.iter().take(at).any(|a| a.code == act.code) {
                say("limitNotInTable");
            }
        }
        // How often up to and with this act, by a test of the day.
        let here = |near: &dyn Fn(Day) -> bool| -> u32 {
            acts.acts.iter().take(at + 1).filter(|a| a.code == act.code && near(a.day)).map(|a| a.count).sum()
        };
        let ever = |near: &dyn Fn(Day) -> bool| -> u32 {
            let past = acts.before.iter().filter(|a| a.code == act.code && a.day <= act.day && near(a.day));
            here(near) + past.map(|a| a.count).sum::<u32>()
        };
        for row in rows {
            let most: u32 = col(row, 6).parse().unwrap_or(u32::MAX);
            let special = col(row, 7) == "1";
            let back = |n: i32| move |day: Day| (0..n).contains(&(month(act.day) - month(day)));
            let months = match col(row, 4) {
                "143" => 2,
                "144" => 3,
                "145" => 4,
                "146" => 6,
                "147" => 12,
                "161" => 24,
                "148" => 60,
                _ => 0,
            };
            // What the bill itself counts, and what only a check does.
            let (count, by_bill) = match col(row, 4) {
                "121" => (ever(&|d| d == act.day), true),
                "131" => (ever(&|d| month(d) == month(act.day)), true),
                "138" => (ever(&|d| week(d) == week(act.day)), true),
                "142" => (ever(&|d| (0..2).contains(&(week(act.day) - week(d)))), false),
                "53" => (ever(&|_| true), false),
                "162" => {
                    let year = |d: Day| if d.1 < 4 { d.0 - 1 } else { d.0 };
                    let count = ever(&|d| year(d) == year(act.day));
                    if count <= most && !acts.complete {
                        say("limitHistory");
                    }
                    (count, false)
                }
                _ if months > 0 => {
                    let count = ever(&back(months));
                    if count <= most && !acts.complete {
                        say("limitHistory");
                    }
                    (count, months <= 12)
                }
                unit => {
                    let began = acts.stay.flatten();
                    let over = match (unit, began) {
                        ("132", Some(day)) if day == act.day => Some(ever(&|d| d == day)),
                        ("132", Some(_)) => Some(most + 1),
                        ("133", Some(day)) => Some(ever(&|d| d >= day)),
                        _ => None,
                    };
                    if over.is_none() && here(&|_| true) > most {
                        say("limitUnseen");
                    }
                    (over.unwrap_or(0), over.is_some())
                }
            };
            if count > most {
                say(match (by_bill, special) {
                    (true, false) => "limit",
                    (true, true) => "limitSpecial",
                    (false, false) => "limitWindow",
                    (false, true) => "limitWindowSpecial",
                });
            }
        }
    }

    fn wards(&self, acts: &Acts, said: &mut BTreeSet<Said>) {
        let group = |act: &Act| {
            let row = self.on("01", &act.code, act.day).next()?;
            Some(col(row, 20)).filter(|g| g.parse::<u32>().is_ok_and(|n| n != 0))
        };
        for (at, act) in acts.acts.iter().enumerate() {
            if self.rows("04", &act.code).is_empty() || group(act).is_some() {
                continue;
            }
            let fees: Vec<&str> = acts.acts.iter().filter(|a| a.day == act.day).filter_map(group).collect();
            let slots = |addition: &Act| -> Option<(&str, BTreeSet<&str>)> {
                fees.iter().find_map(|fee| {
                    let rows = self.on("04", &addition.code, addition.day);
                    let slots: BTreeSet<&str> =
                        rows.filter(|r| col(r, 2) == *fee).map(|r| col(r, 5)).collect();
                    (!slots.is_empty()).then_some((*fee, slots))
                })
            };
            let what = match slots(act) {
                None if fees.is_empty() => Some("wardNoFee"),
                None => Some("wardNotListed"),
                Some((fee, mine)) => {
                    let earlier =
                        acts.acts.iter().take(at).filter(|a| a.day == act.day && a.code != act.code);
                    let mut others = earlier.filter(|a| group(a).is_none()).filter_map(slots);
                    let clash = others.any(|(f, theirs)| f == fee && !theirs.is_disjoint(&mine));
                    clash.then_some("wardSameSlot")
                }
            };
            if let Some(what) = what {
                said.insert(Said { what, about: at, other: None, past: None, either: false });
            }
        }
    }
}

/// Months since the year 0.
const fn month(day: Day) -> i32 {
    day.0 * 12 + day.1.cast_signed() - 1
}

/// Days since 1 January 1900 (a Monday), counted one year and month after the other.
fn number(day: Day) -> i32 {
    let leap = |y: i32| y % 4 == 0 && y % 100 != 0 || y % 400 == 0;
    let years: i32 = (1900..day.0).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let lengths = [31, if leap(day.0) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months: i32 = (1..day.1).filter_map(|m| lengths.get(m as usize - 1)).sum();
    years + months + day.2.cast_signed() - 1
}

/// Weeks from Sunday to Saturday.
fn week(day: Day) -> i32 {
    (number(day) + 1).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_sunday() {
        // 12 July 2025 was a Saturday, the 13th a Sunday.
        assert_eq!(week((2025, 7, 13)), week((2025, 7, 19)));
        assert_eq!(week((2025, 7, 12)) + 1, week((2025, 7, 13)));
        assert_eq!(number((2024, 3, 1)) - number((2024, 2, 28)), 2);
    }
}
