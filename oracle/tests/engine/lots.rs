//! Random billing units: a base with additions, percentages, drugs and materials that fit it, drawn from a seeded generator.

use rust_decimal::Decimal;
use santei_oracle::{Row, Tables, UnitLine, col, edge_quantities, has_steps};
use std::collections::BTreeMap;

/// A linear congruential generator (Knuth's MMIX constants); the upper bits are used.
pub(crate) struct Lcg(u64);

impl Lcg {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number under `n` (0 when `n` is 0).
    pub(crate) fn under(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let n = u64::try_from(n).unwrap().max(1);
        usize::try_from((self.0 >> 33) % n).unwrap()
    }

    /// True in `percent` of 100 draws.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.under(100) < percent
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.under(from.len()))
    }
}

/// One line of a unit with its master row.
#[derive(Clone)]
pub(crate) struct Drawn<'t> {
    pub(crate) row: &'t Row,
    pub(crate) line: UnitLine,
}

/// A unit and the section it is filed under.
pub(crate) struct Lot<'t> {
    pub(crate) section: u8,
    pub(crate) lines: Vec<Drawn<'t>>,
}

/// The rows to draw from, sorted once.
pub(crate) struct Pots<'t> {
    bases: BTreeMap<u8, Vec<&'t Row>>,
    notes: BTreeMap<&'t str, Vec<&'t Row>>,
    by_code: BTreeMap<&'t str, &'t Row>,
    /// Percentages and fixed additions of the general rules, by letter.
    general: BTreeMap<&'t str, Vec<&'t Row>>,
    dedicated: Vec<&'t Row>,
    drugs: Vec<&'t Row>,
    materials: Vec<&'t Row>,
    gases: Vec<&'t Row>,
    films: Vec<&'t Row>,
}

/// Letter of the article and section of the claim; A stands for the stays (A100 …).
const LETTERS: [(&str, u8); 9] =
    [("D", 60), ("E", 70), ("G", 33), ("J", 40), ("K", 50), ("L", 54), ("M", 80), ("N", 60), ("A", 90)];

fn is_base(row: &Row) -> bool {
    matches!(col(row, 68), "1" | "3" | "5")
}

fn is_usable(row: &Row, day: &str) -> bool {
    let ends = [31, 34].map(|c| col(row, c));
    ends.iter().all(|e| e.len() != 8 || *e == "00000000" || *e >= day)
}

impl<'t> Pots<'t> {
    pub(crate) fn new(tables: &'t Tables, day: &str) -> Self {
        let mut pots = Self {
            bases: BTreeMap::new(),
            notes: BTreeMap::new(),
            by_code: BTreeMap::new(),
            general: BTreeMap::new(),
            dedicated: Vec::new(),
            drugs: Vec::new(),
            materials: Vec::new(),
            gases: Vec::new(),
            films: Vec::new(),
        };
        for row in &tables.s {
            pots.by_code.insert(col(row, 3), row);
            let letter = LETTERS.iter().find(|(l, _)| *l == col(row, 85));
            if is_base(row) {
                let drawn = col(row, 11) == "3" && col(row, 12) != "0.00";
                let stay = col(row, 85) != "A" || col(row, 48) == "1";
                if let (Some((_, section)), true) = (letter, drawn && stay) {
                    pots.bases.entry(*section).or_default().push(row);
                }
            } else if col(row, 38) != "0" {
                pots.notes.entry(col(row, 38)).or_default().push(row);
            } else if matches!(col(row, 11), "5" | "6") || col(row, 68) == "9" {
                pots.general.entry(col(row, 85)).or_default().push(row);
            } else if col(row, 46) != "0" || col(row, 116) != "0" {
                pots.dedicated.push(row);
            }
        }
        pots.drugs.extend(tables.y.iter().filter(|r| col(r, 11) == "1" && is_usable(r, day)));
        for row in tables.t.iter().filter(|r| matches!(col(r, 29), "00000000" | "99999999")) {
            match (col(row, 21), col(row, 14)) {
                ("0", "0") => pots.materials.push(row),
                ("0", _) => pots.films.push(row),
                _ => pots.gases.push(row),
            }
        }
        pots
    }

    /// A unit.
    pub(crate) fn draw(&self, rng: &mut Lcg) -> Lot<'t> {
        let (_, section) = LETTERS[rng.under(LETTERS.len())];
        let mut rows: Vec<&'t Row> = Vec::new();
        let bases = &self.bases[&section];
        let first = *rng.pick(bases).unwrap();
        self.with_additions(first, &mut rows, rng);
        // More bases: of the same まるめ group, of the same article, or any of the part.
        while rng.chance(30) && rows.len() < 9 {
            let kin: Vec<&Row> = match rng.under(3) {
                0 => bases.iter().copied().filter(|r| col(r, 16) == col(first, 16)).collect(),
                1 => bases.iter().copied().filter(|r| col(r, 92) == col(first, 92)).collect(),
                _ => bases.clone(),
            };
            if let Some(next) = rng.pick(&kin) {
                self.with_additions(next, &mut rows, rng);
            }
        }
        for row in self.generals(&rows, rng) {
            rows.push(row);
        }
        if rng.chance(10) {
            let (a, b) = (rng.under(rows.len()), rng.under(rows.len()));
            rows.swap(a, b);
        }
        for _ in 0..[0, 0, 1, 2][rng.under(4)] {
            rows.extend(rng.pick(&self.drugs).copied());
        }
        for _ in 0..[0, 0, 0, 1, 2][rng.under(5)] {
            rows.extend(rng.pick(&self.materials).copied());
        }
        if section == 70 && rng.chance(30) {
            rows.extend(rng.pick(&self.films).copied());
        }
        if section == 40 && rng.chance(20) {
            rows.extend(rng.pick(&self.gases).copied());
            rows.extend(rng.pick(&self.gases).copied());
        }
        let lines = rows.into_iter().map(|row| Drawn { row, line: line(row, rng) }).collect();
        Lot { section, lines }
    }

    /// A base, then additions of its note group (one of a serial), its age additions and those of its dedicated columns.
    fn with_additions(&self, base: &'t Row, rows: &mut Vec<&'t Row>, rng: &mut Lcg) {
        rows.push(base);
        let mut serials: Vec<&str> = Vec::new();
        if let (Some(notes), "0") = (self.notes.get(col(base, 38)), col(base, 39)) {
            for _ in 0..rng.under(4) {
                let Some(note) = rng.pick(notes) else { continue };
                if !serials.contains(&col(note, 39)) {
                    serials.push(col(note, 39));
                    rows.push(note);
                }
            }
        }
        if rng.chance(25) {
            let ages = [102, 105, 108, 111].map(|c| self.by_code.get(col(base, c)).copied());
            let ages: Vec<&Row> = ages.into_iter().flatten().filter(|r| !rows.contains(r)).collect();
            rows.extend(rng.pick(&ages).filter(|r| !serials.contains(&col(r, 39)) || col(r, 39) == "0"));
        }
        if rng.chance(15) {
            let fits = |c: usize, r: &Row| col(r, c) != "0" && col(r, c) == col(base, c);
            let own: Vec<&Row> =
                self.dedicated.iter().copied().filter(|r| fits(46, r) || fits(116, r)).collect();
            rows.extend(rng.pick(&own));
        }
    }

    /// Percentages and fixed additions of the general rules for the bases of a unit; at most one age, time and other one.
    fn generals(&self, rows: &[&'t Row], rng: &mut Lcg) -> Vec<&'t Row> {
        let mut out: Vec<&Row> = Vec::new();
        if !rng.chance(40) {
            return out;
        }
        let letters = rows.iter().filter(|r| is_base(r)).map(|r| col(r, 85));
        let pot: Vec<&Row> = letters.take(1).filter_map(|l| self.general.get(l)).flatten().copied().collect();
        for _ in 0..=rng.under(3) {
            let Some(row) = rng.pick(&pot).copied() else { continue };
            let kind = |r: &Row| {
                (
                    col(r, 40) != "0" || col(r, 47) != "0",
                    col(r, 43) != "0",
                    col(r, 11) == "6",
                    col(r, 68) == "9",
                )
            };
            let fits = |base: &&&Row| {
                is_base(base)
                    && col(base, 62) != "1"
                    && (col(row, 40) == "0" || col(base, 40) == col(row, 40))
                    && (col(row, 43) == "0" || col(base, 43) == "1")
                    && (col(row, 47) == "0" || col(base, 47) == col(row, 47))
                    && (col(row, 52) == "0" || col(base, 52) == "1")
                    && (col(row, 44) == "0" || col(base, 44) == "2")
            };
            if out.iter().all(|o| kind(o) != kind(row)) && rows.iter().any(|b| fits(&b)) {
                out.push(row);
            }
        }
        out
    }
}

/// A line of a row with a quantity, and what the claim must tell.
fn line(row: &Row, rng: &mut Lcg) -> UnitLine {
    let mut line = UnitLine::new(col(row, 3));
    let tenths = |rng: &mut Lcg, most: usize| Decimal::new(i64::try_from(1 + rng.under(most)).unwrap(), 1);
    match col(row, 2) {
        "S" => {
            if has_steps(row) {
                let edges = edge_quantities(row);
                line.quantity = rng.pick(&edges).map(|q| Decimal::from(*q));
            }
            if matches!(col(row, 11), "4" | "7") {
                line.claimed = Some(Decimal::from(rng.under(2_000)));
            }
        }
        "Y" => line.quantity = Some(tenths(rng, 60)),
        _ if matches!(col(row, 11), "5") => {}
        _ => {
            line.quantity = Some(tenths(rng, 400));
            if col(row, 11) == "2" || col(row, 23) == "1" && rng.chance(50) {
                line.claimed = Some(tenths(rng, 40));
            }
        }
    }
    line
}
