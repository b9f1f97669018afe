//! What a clinic does often: rows of the official files, chosen by what their columns say.

use rust_decimal::Decimal;
use santei_oracle::{Row, Tables, col};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

/// What a row of the electronic fee table says of two codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    /// 1: the first stays; 2: the second; 3: one of them.
    pub(crate) stays: u8,
    /// Within a month (03-2), within a visit (03-3), or otherwise.
    pub(crate) span: Span,
}

/// How far a pair reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Span {
    Month,
    Visit,
    /// Another span, or a condition in words (特例).
    Other,
}

/// Rows to draw from.
pub(crate) struct Pool<'t> {
    pub(crate) tests: Vec<&'t Row>,
    pub(crate) acts: Vec<&'t Row>,
    pub(crate) treatments: Vec<&'t Row>,
    pub(crate) internal: Vec<&'t Row>,
    pub(crate) external: Vec<&'t Row>,
    pub(crate) injected: Vec<&'t Row>,
    /// What the oracle may add.
    pub(crate) base: Tables,
    pub(crate) by_code: BTreeMap<&'t str, &'t Row>,
    /// Pairs that exclude each other (電子点数表 03), and codes that may be billed so often only (05).
    pub(crate) pairs: BTreeMap<(String, String), Pair>,
    pub(crate) limited: BTreeSet<String>,
}

/// Articles of part 3 section 1 that a clinic orders, but for those whose circulars drop items by what stands beside them.
const TESTS: [&str; 14] =
    ["000", "001", "002", "003", "005", "006", "007", "008", "009", "013", "015", "018", "017", "023"];
/// Physiological tests: breathing, heart, ultrasound, saturation.
const ACTS: [&str; 6] = ["200", "208", "210", "215", "223", "217"];
/// Small treatments.
const TREATMENTS: [&str; 16] = [
    "000", "001", "001-7", "018", "022", "053", "054", "055", "056", "057", "086", "089", "095", "100",
    "114", "115",
];

/// Whether the oracle may add the row of this name.
fn derived(name: &str) -> bool {
    let visit = [
        "初診料",
        "再診料",
        "明細書発行体制等加算",
        "外来管理加算",
        "乳幼児加算（初診）",
        "乳幼児加算（再診）",
    ];
    let time = ["時間外", "休日", "深夜"];
    let of = ["（初診）", "（再診）（入院外）"];
    let of_time = |t: &str| {
        name == format!("{t}加算２（イに該当を除く）（処置）")
            || of.iter().any(|of| name == format!("{t}加算{of}") || name == format!("乳幼児{t}加算{of}"))
    };
    let tests = ["Ｂ－Ｖ", "Ｂ－Ｃ", "検査逓減", "時間外緊急院内検査加算", "時間外緊急院内画像診断加算"];
    visit.contains(&name)
        || tests.contains(&name)
        || time.iter().any(|t| of_time(t))
        || name.ends_with("判断料")
        || name.starts_with("処方料（")
        || name.starts_with("処方箋料（リフィル以外・")
        || name.starts_with("調剤料（")
        || name.starts_with("点滴注射")
        || ["静脈内注射", "皮内、皮下及び筋肉内注射"].contains(&name)
}

/// A row of its own that anybody may bill: points of its own, outpatients, no standard, no age, no quantity.
fn plain(row: &Row) -> bool {
    matches!(col(row, 68), "1" | "3" | "5")
        && col(row, 11) == "3"
        && !col(row, 12).starts_with("0.00")
        && col(row, 13) != "1"
        && col(row, 19) != "1"
        && (72..=81).all(|n| col(row, n) == "0")
        && col(row, 41) == "00"
        && col(row, 42) == "00"
        && col(row, 30) == "0"
        && col(row, 88) == "99999999"
        && matches!(col(row, 69), "1" | "3" | "5" | "0")
}

/// 区分番号 with its branch.
fn article(row: &Row) -> String {
    let branch: u32 = col(row, 93).parse().unwrap_or(0);
    if branch == 0 { col(row, 92).to_owned() } else { format!("{}-{branch}", col(row, 92)) }
}

impl<'t> Pool<'t> {
    pub(crate) fn new(tables: &'t Tables, masters: &Path, day: &str) -> Self {
        let of = |letter: &str, articles: &[&str]| -> Vec<&'t Row> {
            let fits = |row: &&Row| {
                col(row, 85) == letter && plain(row) && articles.contains(&article(row).as_str())
            };
            tables.s.iter().filter(fits).collect()
        };
        // Groups 9–11 have ceilings; items of 通知 that count as others are left out by name.
        let tests = of("D", &TESTS)
            .into_iter()
            .filter(|r| matches!(col(r, 16), "0" | "1" | "2" | "3" | "5" | "6") && col(r, 50) == "1")
            .filter(|r| !col(r, 5).contains("ＩｇＥ") && !col(r, 5).contains("検査委託"))
            .collect();
        let drug = |form: &str| -> Vec<&'t Row> {
            let usable = |row: &&Row| {
                let ends = [31, 34].map(|n| col(row, n));
                let ended = |e: &&str| e.len() == 8 && **e != *"00000000" && **e < *day;
                let psychotropic =
                    ["112", "117", "226", "264", "621", "612"].iter().any(|p| col(row, 32).starts_with(p));
                col(row, 28) == form
                    && col(row, 11) == "1"
                    && col(row, 14) == "0"
                    // Narcotics and biologicals carry additions of their own that this oracle does not know.
                    && col(row, 16) == "0"
                    && !ends.iter().any(ended)
                    && !psychotropic
            };
            tables.y.iter().filter(usable).step_by(17).collect()
        };
        let mut pairs = BTreeMap::new();
        let mut limited = BTreeSet::new();
        for (name, row) in fee_table(&masters.join("tensuhyo_02.zip")) {
            if name.starts_with("03") {
                let span = match name.get(..4) {
                    Some("03-2") if row[6] == "0" => Span::Month,
                    Some("03-3") if row[6] == "0" => Span::Visit,
                    _ => Span::Other,
                };
                let pair = Pair { stays: row[5].parse().unwrap(), span };
                // Two tables that say different things of two codes: left out.
                let known = pairs.insert((row[1].clone(), row[3].clone()), pair);
                if known.is_some_and(|known| known != pair) {
                    pairs.insert((row[1].clone(), row[3].clone()), Pair { stays: 0, span: Span::Other });
                }
            } else if name.starts_with("05") {
                limited.insert(row[1].clone());
            }
        }
        let mut pool = Self {
            tests,
            acts: of("D", &ACTS),
            treatments: of("J", &TREATMENTS),
            internal: drug("1"),
            external: drug("6"),
            injected: drug("4"),
            base: Tables::default(),
            by_code: tables.s.iter().chain(&tables.y).map(|row| (col(row, 3), row)).collect(),
            pairs,
            limited,
        };
        let mut base = Tables::default();
        for row in tables.s.iter().filter(|row| derived(col(row, 5))) {
            pool.put(&mut base, col(row, 3));
        }
        pool.base = base;
        pool
    }
}

impl Pool<'_> {
    /// Whether the first of two codes stays beside the second; of two the dearer, where one of them is to be chosen.
    pub(crate) fn stays(&self, code: &str, other: &str, pair: Pair) -> Option<bool> {
        let points = |code: &str| col(self.by_code[code], 12).parse::<Decimal>().unwrap();
        match pair.stays {
            1 => Some(true),
            2 => Some(false),
            3 if points(code) != points(other) => Some(points(code) > points(other)),
            _ => None,
        }
    }

    /// Puts a row into tables, with the age additions it offers.
    pub(crate) fn put(&self, tables: &mut Tables, code: &str) {
        let row: &Row = self.by_code[code];
        let additions = [102, 105, 108, 111].map(|n| col(row, n)).into_iter().filter(|_| col(row, 2) == "S");
        let additions = additions.filter_map(|code| self.by_code.get(code)).copied();
        for row in std::iter::once(row).chain(additions) {
            let rows = if col(row, 2) == "Y" { &mut tables.y } else { &mut tables.s };
            if rows.iter().all(|known| col(known, 3) != col(row, 3)) {
                rows.push(row.clone());
            }
        }
    }
}

/// Rows of the electronic fee table, with the name of their file.
fn fee_table(path: &Path) -> Vec<(String, Vec<String>)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let name = encoding_rs::SHIFT_JIS.decode(file.name_raw()).0.into_owned();
        let name = name.rsplit('/').next().unwrap().to_owned();
        if !name.starts_with("03") && !name.starts_with("05") {
            continue;
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let text = encoding_rs::SHIFT_JIS.decode(&bytes).0.into_owned();
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        out.extend(reader.records().map(|r| (name.clone(), r.unwrap().iter().map(str::to_owned).collect())));
    }
    out
}
