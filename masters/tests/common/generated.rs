//! Tables 02 包括 and 03-1 背反(1日) of the official size, made up: the official ones are not at hand, their layout and the groups that 01
//! names are. Same bytes on every run. Used by tests and benches; nothing here is a fact of the fee schedule.

use std::collections::BTreeSet;

use santei_core::code::Code;
use santei_core::date::ServiceDate;
use santei_core::snapshot::{Edition, Found};

/// Rows of the official 02 (about) and of 03-1.
pub(crate) const BUNDLE_ROWS: usize = 250_000;
/// Both directions of a pair are rows.
pub(crate) const DAY_ROWS: usize = 40_000;
/// Names that the loader knows.
pub(crate) const BUNDLE_FILE: &str = "02包括テーブル.csv";
/// The same for 03-1.
pub(crate) const DAY_FILE: &str = "03-1背反テーブル1.csv";

/// A linear congruential generator (Knuth's MMIX constants); the upper bits are used.
#[derive(Debug)]
pub(crate) struct Lcg(u64);

impl Lcg {
    /// Begins a sequence.
    #[must_use]
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number under `n` (0 when `n` is 0).
    pub(crate) fn under(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % (n as u64).max(1)).unwrap_or(0)
    }
}

/// Procedures in force on a day.
pub(crate) fn procedures(edition: &Edition, on: ServiceDate) -> Vec<Code> {
    let table = edition.procedures();
    let codes = (0..table.code_count()).filter_map(|place| table.code_at(place));
    codes.filter(|code| matches!(table.find(*code, on), Found::Row(..))).collect()
}

/// Names of the groups that 01 uses on a day.
pub(crate) fn groups(edition: &Edition, on: ServiceDate) -> BTreeSet<String> {
    let table = edition.auxiliary();
    let rows = (0..table.row_count()).filter_map(|row| table.row(row));
    rows.filter(|r| r.valid_from() <= on.days() && on.days() < r.valid_until())
        .flat_map(|r| r.bundle_groups().chunks(7).map(<[u8]>::to_vec).collect::<Vec<_>>())
        .filter_map(|name| String::from_utf8(name).ok())
        .filter(|name| name.bytes().all(|b| b.is_ascii_alphanumeric()))
        .collect()
}

/// 02: every group with its share of the rows, children drawn from the procedures in force; one in ten with 特例条件.
#[must_use]
pub(crate) fn bundles(edition: &Edition, on: ServiceDate, rows: usize) -> Vec<u8> {
    let codes = procedures(edition, on);
    let groups = groups(edition, on);
    let mut rng = Lcg::new(20_251_201);
    let each = rows.div_ceil(groups.len().max(1)).min(codes.len());
    let mut out = String::new();
    let mut left = rows;
    for group in &groups {
        let mut children: BTreeSet<Code> = BTreeSet::new();
        while children.len() < each.min(left) {
            children.extend(codes.get(rng.under(codes.len())));
        }
        left -= children.len();
        for code in children {
            let special = u8::from(rng.under(10) == 0);
            line(
                &mut out,
                &["0", group, &code.to_string(), "X", &special.to_string(), "20240601", "99999999"],
            );
        }
    }
    out.into_bytes()
}

/// 03-1: pairs in both directions; 1 and 2 swapped in the mirror, 3 kept.
#[must_use]
pub(crate) fn day_exclusions(edition: &Edition, on: ServiceDate, rows: usize) -> Vec<u8> {
    let codes = procedures(edition, on);
    let mut rng = Lcg::new(20_251_112);
    let mut pairs: BTreeSet<(Code, Code)> = BTreeSet::new();
    while pairs.len() < rows / 2 {
        let pick = |rng: &mut Lcg| codes.get(rng.under(codes.len())).copied();
        if let (Some(a), Some(b)) = (pick(&mut rng), pick(&mut rng))
            && a != b
        {
            pairs.insert((a.min(b), a.max(b)));
        }
    }
    let mut out = String::new();
    for (a, b) in pairs {
        let keep = 1 + rng.under(3);
        let mirrored = [2, 1, 3].get(keep - 1).copied().unwrap_or(3);
        let special = u8::from(rng.under(15) == 0).to_string();
        let (a, b) = (a.to_string(), b.to_string());
        for (one, two, keep) in [(&a, &b, keep), (&b, &a, mirrored)] {
            let keep = keep.to_string();
            line(&mut out, &["0", one, "X", two, "X", &keep, &special, "0", "20240601", "99999999"]);
        }
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at == 0 { "\"" } else { ",\"" });
        out.push_str(cell);
        out.push('"');
    }
    out.push_str("\r\n");
}
