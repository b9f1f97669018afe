//! The lines of the bill, with those of each encounter at hand: rules look at one encounter, and a month has many.

use std::ops::{Deref, DerefMut};

use super::{BillLine, Item};
use crate::code::Code;
use crate::date::ServiceDate;

/// Every line in the order it came, and where those of an encounter stand.
#[derive(Debug, Default)]
pub(crate) struct Lines<'e> {
    all: Vec<BillLine<'e>>,
    /// By encounter.
    of: Vec<Places>,
    /// By day, the days in order.
    days: Vec<(ServiceDate, Vec<usize>)>,
    /// By code, the codes in order: a month repeats few codes on many lines.
    codes: Vec<(Code, Vec<usize>)>,
    /// Derived lines that join a line of another encounter.
    strays: Vec<usize>,
}

/// Puts a place behind those of a key.
fn file<K: Ord + Copy>(index: &mut Vec<(K, Vec<usize>)>, key: K, place: usize) {
    match index.binary_search_by(|(other, _)| other.cmp(&key)) {
        Ok(at) => {
            if let Some((_, places)) = index.get_mut(at) {
                places.push(place);
            }
        }
        Err(at) => index.insert(at, (key, vec![place])),
    }
}

/// Places of one encounter's lines.
#[derive(Debug, Default)]
struct Places {
    all: Vec<usize>,
    /// Drugs, with and without a row.
    drugs: Vec<usize>,
}

impl<'e> Lines<'e> {
    /// Makes room for so many lines of requests, and what rules add to them.
    pub(crate) fn expect(&mut self, lines: usize) {
        self.all.reserve(lines.saturating_add(lines / 2).saturating_add(16));
    }

    /// Puts a line at the end.
    pub(crate) fn push(&mut self, line: BillLine<'e>) {
        let place = self.all.len();
        let joined = line.join.and_then(|base| self.all.get(base));
        if joined.is_some_and(|base| base.encounter != line.encounter) {
            self.strays.push(place);
        }
        if self.of.len() <= line.encounter {
            self.of.resize_with(line.encounter.saturating_add(1), Places::default);
        }
        if let Some(of) = self.of.get_mut(line.encounter) {
            of.all.push(place);
            if matches!(line.item, Item::Drug(_) | Item::PriceOnly) {
                of.drugs.push(place);
            }
        }
        file(&mut self.days, line.date, place);
        file(&mut self.codes, line.code, place);
        self.all.push(line);
    }

    /// The lines of a day in any encounter, by place.
    pub(crate) fn on(&self, date: ServiceDate) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let found = self.days.binary_search_by(|(other, _)| other.cmp(&date)).ok();
        let places = found.and_then(|at| self.days.get(at)).map_or(&[][..], |(_, places)| places);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines of a code in any encounter, by place.
    pub(crate) fn coded(&self, code: Code) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let found = self.codes.binary_search_by(|(other, _)| other.cmp(&code)).ok();
        let places = found.and_then(|at| self.codes.get(at)).map_or(&[][..], |(_, places)| places);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines whose code passes a test, code after code and each code's by place; the test is made once a code.
    pub(crate) fn with(&self, is_it: impl Fn(Code) -> bool) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let places = self.codes.iter().filter(move |(code, _)| is_it(*code)).flat_map(|(_, places)| places);
        places.filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// The lines of an encounter, by place.
    pub(crate) fn of(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> + Clone {
        let places = self.of.get(encounter).map_or(&[][..], |of| &of.all);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }

    /// Lines that may stand on a line of an encounter: its own, and those of others that join one of its lines.
    pub(crate) fn around(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let strays = self.strays.iter().filter_map(|place| Some((*place, self.all.get(*place)?)));
        self.of(encounter).chain(strays.filter(move |(_, line)| line.encounter != encounter))
    }

    /// The drugs of an encounter, by place.
    pub(crate) fn drugs_of(&self, encounter: usize) -> impl Iterator<Item = (usize, &BillLine<'e>)> {
        let places = self.of.get(encounter).map_or(&[][..], |of| &of.drugs);
        places.iter().filter_map(|place| Some((*place, self.all.get(*place)?)))
    }
}

impl<'e> Deref for Lines<'e> {
    type Target = [BillLine<'e>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

/// Lines may be changed where they stand; their encounter, day, code and item stay.
impl DerefMut for Lines<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.all
    }
}
