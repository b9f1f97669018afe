//! Dated versions of official rows, worked out here from full and differential files: 3 inserts, 5 and 9 write their non-empty
//! columns, 1 removes; a row is in force from its 変更年月日, and one whose date did not move is a correction in place.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use csv::ReaderBuilder;
use encoding_rs::SHIFT_JIS;

pub(crate) type Cells = Vec<String>;

/// First day of R6, the day from which every row of a first full file counts.
pub(crate) const START: &str = "20240601";

/// Rows of a CP932 CSV file, or of the file in a zip whose name ends so.
pub(crate) fn rows(path: &Path, inside: &str) -> Vec<Cells> {
    let mut bytes = Vec::new();
    let mut file = std::fs::File::open(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    if path.extension().is_some_and(|e| e == "zip") {
        let mut zip = zip::ZipArchive::new(file).unwrap();
        let place = (0..zip.len())
            .find(|i| {
                let entry = zip.by_index(*i).unwrap();
                let raw = entry.name_raw().to_vec();
                SHIFT_JIS.decode(&raw).0.contains(inside)
            })
            .unwrap_or_else(|| panic!("no {inside} in {}", path.display()));
        zip.by_index(place).unwrap().read_to_end(&mut bytes).unwrap();
    } else {
        file.read_to_end(&mut bytes).unwrap();
    }
    let (text, _, broken) = SHIFT_JIS.decode(&bytes);
    assert!(!broken, "{} is not CP932", path.display());
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// One version of a row: from a day (`yyyymmdd`) up to, not including, another.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) cells: Cells,
}

/// Every row of a master over time. Columns count from 1.
pub(crate) struct History {
    pub(crate) code: usize,
    pub(crate) changed: Option<usize>,
    pub(crate) versions: BTreeMap<String, Vec<Version>>,
}

const OPEN: &str = "99999999";

impl History {
    /// Begins with a full file: its rows hold from the first day on.
    pub(crate) fn full(code: usize, changed: Option<usize>, rows: Vec<Cells>) -> Self {
        let mut this = Self { code, changed, versions: BTreeMap::new() };
        for cells in rows {
            let version = Version { from: START.to_owned(), until: OPEN.to_owned(), cells };
            this.versions.entry(version.cells[code - 1].clone()).or_default().push(version);
        }
        this
    }

    /// Applies a differential file.
    pub(crate) fn differential(&mut self, rows: Vec<Cells>) {
        for part in rows {
            let code = part[self.code - 1].clone();
            let last = self.versions.get(&code).and_then(|v| v.last());
            let cells = match (part[0].as_str(), last) {
                ("1", _) => {
                    self.versions.remove(&code);
                    continue;
                }
                ("3", _) | (_, None) => part.clone(),
                (_, Some(last)) => {
                    assert_eq!(part.len(), last.cells.len(), "{code}: layouts differ");
                    part.iter().zip(&last.cells).map(merge).collect()
                }
            };
            self.put(code, cells, &part, false);
        }
    }

    /// Brings in a later full file. What happened between the two is known only where the row did not change at all, or changed
    /// on the day `sure`.
    pub(crate) fn later(&mut self, rows: Vec<Cells>, known_until: &str, sure: &str) {
        for cells in rows {
            let code = cells[self.code - 1].clone();
            let changed = self.changed.map(|c| cells[c - 1].clone()).unwrap_or_default();
            let before = self.versions.get(&code).map_or(0, Vec::len);
            self.put(code.clone(), cells.clone(), &cells, true);
            let versions = self.versions.get_mut(&code).unwrap();
            if versions.len() > before && before > 0 && changed != sure {
                versions[before - 1].until = known_until.to_owned();
            }
        }
    }

    fn put(&mut self, code: String, cells: Cells, part: &Cells, full: bool) {
        let date = self.changed.map(|c| part[c - 1].clone()).unwrap_or_default();
        let versions = self.versions.entry(code).or_default();
        let changed = self.changed.map_or(0, |c| c - 1);
        match versions.last_mut() {
            Some(last) if date.is_empty() || last.cells[changed] == date => last.cells = cells,
            Some(last) if full && same(&last.cells, &cells, changed) => last.cells = cells,
            Some(last) => {
                let from = date.max(START.to_owned());
                last.until = from.clone();
                versions.push(Version { from, until: OPEN.to_owned(), cells });
            }
            None => {
                versions.push(Version { from: date.max(START.to_owned()), until: OPEN.to_owned(), cells })
            }
        }
    }
}

fn merge((new, old): (&String, &String)) -> String {
    if new.is_empty() { old.clone() } else { new.clone() }
}

fn same(old: &Cells, new: &Cells, but: usize) -> bool {
    old.len() == new.len() && old.iter().zip(new).enumerate().all(|(i, (a, b))| i == 0 || i == but || a == b)
}
