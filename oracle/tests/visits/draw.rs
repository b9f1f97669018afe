//! Random months: one to three visits of one patient, drawn from a seeded generator.

use crate::pool::{Pool, Span};
use rust_decimal::Decimal;
use santei_oracle::month::{Dispensing, Dose, Item, Specimen, Time, Visit, Way};
use santei_oracle::{Row, col};
use std::collections::BTreeSet;

/// A linear congruential generator (Knuth's MMIX constants); the upper bits are used.
pub(crate) struct Lcg(pub(crate) u64);

impl Lcg {
    pub(crate) fn under(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.under(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.under(from.len())]
    }
}

/// A month of a patient.
#[derive(Clone)]
pub(crate) struct Month {
    pub(crate) birth: (i32, u32, u32),
    pub(crate) visits: Vec<Visit>,
}

impl Month {
    /// The visits without what falls beside something else of the month (電子点数表 03).
    pub(crate) fn billed(&self, pool: &Pool<'_>) -> Vec<Visit> {
        let mut all: Vec<(usize, &str)> = Vec::new();
        for (place, visit) in self.visits.iter().enumerate() {
            all.extend(visit.items.iter().filter_map(code_of).map(|code| (place, code)));
        }
        let mut falls: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (place, code) in &all {
            for (beside, other) in &all {
                let meets = pool.pairs.get(&((*code).to_owned(), (*other).to_owned())).filter(|pair| {
                    match pair.span {
                        Span::Month => true,
                        Span::Visit => place == beside,
                        Span::Other => false,
                    }
                });
                if meets.is_some_and(|pair| pool.stays(code, other, *pair) == Some(false)) {
                    falls.insert((*place, *code));
                }
            }
        }
        let stays =
            |place: usize, item: &Item| code_of(item).is_none_or(|code| !falls.contains(&(place, code)));
        let mut visits = self.visits.clone();
        for (place, visit) in visits.iter_mut().enumerate() {
            visit.items.retain(|item| stays(place, item));
        }
        visits
    }
}

fn code_of(item: &Item) -> Option<&str> {
    match item {
        Item::Test { code, .. } | Item::Act { code, .. } => Some(code),
        _ => None,
    }
}

/// Year and month of the visits: the newest rows of all masters hold.
pub(crate) const YEAR: i32 = 2025;
pub(crate) const MONTH: u32 = 12;

/// Taken so far in the month.
struct Taken<'p, 't> {
    pool: &'p Pool<'t>,
    month: Vec<(usize, String)>,
    visit: usize,
    /// One pair of the electronic fee table is met in a month at most: what a chain of them means is not for two programs to agree on.
    paired: bool,
}

impl Taken<'_, '_> {
    /// Whether a code may stand beside what was drawn; then it is taken.
    fn takes(&mut self, code: &str, rng: &mut Lcg) -> bool {
        let again = |other: &(usize, String)| {
            other.1 == code && (other.0 == self.visit || self.pool.limited.contains(code))
        };
        if self.month.iter().any(again) {
            return false;
        }
        let mut met = 0;
        for (visit, other) in &self.month {
            let Some(pair) = self.pool.pairs.get(&(code.to_owned(), other.clone())) else { continue };
            if pair.span == Span::Visit && *visit != self.visit {
                continue;
            }
            // Which of two equally dear ones stays is nobody's to say; what was billed before stays billed.
            let stays = self.pool.stays(code, other, *pair);
            let decided = stays.is_some_and(|stays| !stays || *visit == self.visit);
            if self.paired || pair.span == Span::Other || !decided {
                return false;
            }
            met += 1;
        }
        if met > 1 || (met == 1 && !rng.chance(50)) {
            return false;
        }
        self.paired |= met == 1;
        self.month.push((self.visit, code.to_owned()));
        true
    }
}

fn amount(rng: &mut Lcg, most: usize) -> Decimal {
    let whole = Decimal::from(1 + rng.under(most));
    if rng.chance(15) { whole / Decimal::TWO } else { whole }
}

fn doses(rng: &mut Lcg, from: &[&Row], many: usize, most: usize) -> Vec<Dose> {
    let mut seen = BTreeSet::new();
    let drawn: Vec<Dose> =
        (0..many).map(|_| (col(rng.pick(from), 3).to_owned(), amount(rng, most))).collect();
    drawn.into_iter().filter(|(code, _)| seen.insert(code.clone())).collect()
}

impl Month {
    pub(crate) fn draw(pool: &Pool<'_>, rng: &mut Lcg) -> Self {
        let child = rng.chance(30);
        let years = if child { 1 + rng.under(14) } else { 15 + rng.under(75) };
        let birth = (
            YEAR - i32::try_from(years).unwrap(),
            u32::try_from(1 + rng.under(12)).unwrap(),
            u32::try_from(1 + rng.under(28)).unwrap(),
        );
        let mut days: Vec<u32> = (0..[1, 1, 1, 2, 2, 3][rng.under(6)])
            .map(|_| u32::try_from(1 + rng.under(31)).unwrap())
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut taken = Taken { pool, month: Vec::new(), visit: 0, paired: false };
        let begins = rng.chance(35);
        let visits = days
            .into_iter()
            .enumerate()
            .map(|(place, day)| {
                taken.visit = place;
                let passed = (MONTH, day) >= (birth.1, birth.2);
                let age = u32::try_from(YEAR - birth.0 - i32::from(!passed)).unwrap();
                visit(pool, rng, &mut taken, day, age, begins && place == 0)
            })
            .collect();
        Self { birth, visits }
    }
}

fn visit(
    pool: &Pool<'_>,
    rng: &mut Lcg,
    taken: &mut Taken<'_, '_>,
    day: u32,
    age: u32,
    first: bool,
) -> Visit {
    let time = [Time::Regular, Time::AfterHours, Time::Holiday, Time::LateNight]
        [[0, 0, 0, 0, 0, 0, 0, 1, 2, 3][rng.under(10)]];
    let mut items = Vec::new();
    if rng.chance(55) {
        for _ in 0..rng.under(14) {
            let code = col(rng.pick(&pool.tests), 3);
            let urine = code_is_urine(pool, code);
            if taken.takes(code, rng) {
                let specimen = match rng.under(10) {
                    _ if urine => Specimen::Other,
                    0 => Specimen::Other,
                    1 => Specimen::Capillary,
                    _ => Specimen::Vein,
                };
                items.push(Item::Test { code: code.to_owned(), specimen });
            }
        }
    }
    for (percent, rows) in [(30, &pool.acts), (30, &pool.treatments)] {
        while rng.chance(percent) {
            let row = rng.pick(rows);
            let code = col(row, 3);
            if taken.takes(code, rng) {
                let site = (col(row, 92) == "215").then(|| rng.pick(&["胸腹部", "心臓", "頸部", "下肢"]));
                items.push(Item::Act { code: code.to_owned(), site });
            }
        }
    }
    if rng.chance(20) {
        let diagnosis = rng.pick(&["170000410", "170000510"]);
        let codes = [diagnosis, "170027910", "170000210"].map(str::to_owned);
        items.push(Item::Xray { codes, pictures: u32::try_from(1 + rng.under(7)).unwrap() });
    }
    if rng.chance(25) {
        let volume = u32::try_from(50 * (1 + rng.under(20))).unwrap();
        let ways = [Way::Muscle, Way::Vein, Way::Drip(volume)];
        for way in ways {
            if rng.chance(45) {
                let many = 1 + rng.under(3);
                items.push(Item::Injection { way, drugs: doses(rng, &pool.injected, many, 2) });
            }
        }
    }
    let dispensing = match rng.under(10) {
        0..=3 => Dispensing::InHouse,
        4..=7 => Dispensing::Slip { seven: rng.chance(20) },
        _ => Dispensing::Nothing,
    };
    if dispensing == Dispensing::InHouse {
        for _ in 0..=rng.under(3) {
            let many = 1 + rng.under(4);
            let days = u32::try_from(rng.pick(&[3, 5, 7, 14, 28])).unwrap();
            items.push(Item::Internal { drugs: doses(rng, &pool.internal, many, 6), days });
        }
        if rng.chance(25) {
            items.push(Item::External { drugs: doses(rng, &pool.external, 1, 20) });
        }
    }
    let (emergency, planned) = (rng.chance(50), rng.chance(70));
    Visit { day, age, first, time, emergency, planned, dispensing, items }
}

fn code_is_urine(pool: &Pool<'_>, code: &str) -> bool {
    pool.by_code.get(code).is_some_and(|row| matches!(col(row, 92), "000" | "001" | "002" | "003"))
}
